#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/accounts/password_policy.hpp"
#include "domain/scene.hpp"
#include "sql/accounts/accounts.hpp"
#include "sql/household/members.hpp"

// A new password on an account that exists: by 再発行, or by the member who knows the present one.
namespace portal::password_change {

struct Owner {
  Account account;
  Member member;
  std::vector<std::string> addresses;  // all of the account's
};

// What the new password is judged by (domain/accounts/password_policy.hpp). Nor may it be the present one again, which
// only a hash can tell.
password_policy::Context context_of(const Society& society, const Owner& owner);
bool is_present(db::SocietyReader& db, const PasswordHasher& passwords, const Owner& owner, std::string_view password);

// Sets it in the caller's transaction: every session but `kept`, every live mail link and every sign-in that waits for
// its code ends, a lock by failed sign-ins opens. Two-step sign-in and known devices stay as they are. Who is told of
// it is the caller's business. db::Conflict: another request was faster.
void set(const AccountScene& scene, const Owner& owner, std::string_view password, std::optional<SessionId> kept);

// The same, and all of the account's addresses are told. `event` is what the change is recorded as.
void apply(const AccountScene& scene, const Owner& owner, std::string_view password, std::optional<SessionId> kept,
           audit::Event event);

}  // namespace portal::password_change
