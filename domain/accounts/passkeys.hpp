#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/session_start.hpp"
#include "domain/scene.hpp"
#include "sql/accounts/accounts.hpp"
#include "sql/accounts/passkey_rows.hpp"

// パスキー: what a member signs in with instead of the password. It verifies its owner, so it stands for two steps
// (docs/decisions/0047 to 0049). In the caller's transaction, which is to be committed either way.
namespace portal::passkeys {

using passkey_rows::Passkey;

// Where a ceremony takes place. Its challenge is good there alone, for limits::passkey_challenge_life.
struct Place {
  const Society& society;
  std::string_view origin;   // the installation's
  std::string_view key;      // WebSecrets::form_key
  std::string_view browser;  // what the browser's forms are bound to: Visit::form_binding
  Timestamp now;
};

// For navigator.credentials.create() and get(), as JSON: PublicKeyCredentialCreationOptionsJSON, …RequestOptionsJSON.
std::string creation_options(const Place& place, const Account& account, const std::vector<Passkey>& present);
std::string request_options(const Place& place);

// What came of a ceremony. `late`: its challenge is past its time; `used`: it was used before; `full`: the account has
// as many as may be; `unknown`: no passkey of the society's; `elsewhere`: another society's; `cloned`: there are two of
// it, its owner was told; `invalid`: anything else that no browser of a member sends.
enum class Outcome { done, late, used, full, unknown, elsewhere, cloned, invalid };

// `said`: the browser's answer as JSON. All addresses are told.
Outcome add(const AccountScene& scene, const Place& place, const Account& account, std::string_view said,
            std::string_view name);

struct SignIn {
  Outcome outcome = Outcome::invalid;
  std::optional<session_start::Opened> opened;  // done
  std::string society;                          // elsewhere: which, as its path says it
};
SignIn sign_in(const AccountScene& scene, const Place& place, std::string_view said,
               const session_start::Visitor& visitor);

// Told to all addresses. Conflict: it was removed meanwhile.
void rename(const AccountScene& scene, const Account& account, const Passkey& passkey, std::string_view name);
void remove(const AccountScene& scene, const Account& account, const Passkey& passkey);

// Whether whoever just signed in by password is to be asked for one now: once in limits::passkey_offer_pause, and never
// who has one.
bool take_offer(const AccountScene& scene, AccountId account);

}  // namespace portal::passkeys
