#pragma once
#include <optional>
#include <string>

#include "fcgi/visit.hpp"
#include "sql/accounts/mail_links.hpp"

// The browser that sends one of the forms of a mail. It keeps, sealed in the cookie "mailed", the address that was
// typed, known to anybody or not, and the secret that makes its codes (domain/accounts/mail_code.hpp). Nothing here
// asks the database.
namespace portal::mailed {

// One of the forms: its path, before those of its other pages, what holds of an address that was mistyped, and whose
// addresses it is about: an account's, or anybody's.
struct Way {
  const char* form;
  LinkPurpose purpose;
  const char* when_wrong;
  std::string account = {};
};

struct Asker {
  std::string browser_secret, address;
  bool is_address_shown = false;  // for as long as a step lives
};
// Of a form that is sent now. The secret stays while the browser asks for mails to the same address: the code of a mail
// that came before one that was asked for too often goes on.
Asker asker(const Visit& visit, const Way& way, std::string address);
Cookie cookie(const Visit& visit, const Way& way, const Asker& asker);

// Whose form it was, as long as a link of its mails may live.
std::optional<Asker> asker_before(const Visit& visit, const Way& way);

}  // namespace portal::mailed
