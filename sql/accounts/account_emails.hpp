#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/database.hpp"

namespace portal {

// A mail address of an account, proved by a link that was sent there. An account has at least one, and exactly one is
// the primary one (主なメールアドレス).
struct AccountEmail {
  EmailId id;
  std::string address;  // folded
  bool is_primary = false;
  std::optional<Timestamp> bounced_at;  // when its server refused a mail for good, unless it was proved again since
};

namespace account_emails {

std::vector<AccountEmail> list(db::SocietyReader& db, AccountId account);                   // the primary one first
std::optional<AccountEmail> find(db::SocietyReader& db, AccountId account, EmailId email);  // the account's own alone

// Those of a member's account; none without one.
struct Owned {
  AccountId account;
  std::string address;
};
std::vector<Owned> of_member(db::SocietyReader& db, MemberId member);

// The one of them that is this address, in whatever case; nullptr: none.
const AccountEmail* among(const std::vector<AccountEmail>& emails, std::string_view address);

// Holds the account until the transaction ends: changes of its addresses take turns, and each sees what the one before
// left. The functions below are to be called while it is held.
void lock(db::SocietyDatabase& db, AccountId account);
// A new one that is not primary, or one it has already, proved now: what bounced before counts no more.
EmailId prove(db::SocietyDatabase& db, AccountId account, std::string_view address, Timestamp now);
bool has_bounced(db::SocietyReader& db, AccountId account);                    // one of its addresses at least
bool make_primary(db::SocietyDatabase& db, AccountId account, EmailId email);  // false: it is not there
bool remove(db::SocietyDatabase& db, AccountId account, EmailId email);  // false: it is not there, or the primary one
void remove_all_but(db::SocietyDatabase& db, AccountId account, EmailId primary);

}  // namespace account_emails
}  // namespace portal
