#pragma once
#include <string>

#include "domain/accounts/passkeys.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/form.hpp"

// The page that makes a passkey, which two forms lead to.
namespace portal::new_passkey {

// What the member calls it; what can't be shown, or is nothing or too long, is the device's name: the authenticator has
// made the passkey by then, and it would be lost with a refusal.
std::string name_in(const Visit& visit, Form& form);

// The page once more, which says why nothing was added.
Response show_refused(const SignedInVisit& visit, passkeys::Outcome outcome);

}  // namespace portal::new_passkey
