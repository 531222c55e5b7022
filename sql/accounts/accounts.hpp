#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/password.hpp"
#include "sql/database.hpp"

namespace portal {

// A member's right to sign in (利用者).
struct Account {
  AccountId id;
  MemberId member_id;
  std::string login_id;  // folded
  std::string nickname;  // may be empty
  Timestamp password_set_at;
  std::optional<Timestamp> signed_in_before_at;      // the sign-in before the present one
  std::optional<std::string> signed_in_before_with;  // its device, in words
  int wrong_tries_before = 0;                        // failed sign-ins between that one and the present one
};

namespace accounts {

// Of a member m of a society s: whoever has left reads for as long as the society says. Takes the time. An end that no
// DATE can say is NULL, and none: it locks nobody out.
inline constexpr db::Piece still_reads(R"( COALESCE(
    m.left_on + INTERVAL s.readable_months_after_leaving MONTH >= DATE(? + INTERVAL 9 HOUR), TRUE) )");

// What a sign-in needs to know of a login ID; nothing for one that isn't there or whose member may not come any more.
struct Credentials {
  AccountId id;
  MemberId member_id;
  PasswordHash password;
  Timestamp password_set_at;
  bool two_step = false;  // a code is asked for after the password
};
std::optional<Credentials> find_credentials(db::SocietyReader& db, std::string_view login_id, Timestamp now);

// Those that have the address, proved, in whatever case, and whose members may still come; by number, at most
// `count_max`.
struct Addressed {
  Account account;
  std::string address;  // as the account has it
};
std::vector<Addressed> with_address(db::SocietyReader& db, std::string_view address, int count_max, Timestamp now);
std::optional<Account> find(db::SocietyReader& db, AccountId account, Timestamp now);  // the same rule
std::optional<PasswordHash> password(db::SocietyReader& db, AccountId account);
std::optional<Timestamp> password_set_at(db::SocietyReader& db, AccountId account);

struct NewAccount {
  MemberId member_id;
  std::string login_id;  // folded
  PasswordHash password;
  std::string nickname, address;  // the proved address becomes the primary one
};
// Conflict: the login ID is taken, or the member has an account already.
AccountId create(db::SocietyDatabase& db, const NewAccount& account, Timestamp now);

// Deletes it with all that is its own, and notes that its member did so. False: it was gone already.
bool close(db::SocietyDatabase& db, const Account& account, Timestamp now);

bool login_id_taken(db::SocietyReader& db, std::string_view login_id);
void set_hash(db::SocietyDatabase& db, AccountId account,
              const PasswordHash& password);  // the same password, hashed anew
// A new one. False: it was changed by another request since `account` was read, and is left alone.
bool set_password(db::SocietyDatabase& db, const Account& account, const PasswordHash& password, Timestamp now);
bool set_login_id(db::SocietyDatabase& db, AccountId account,
                  std::string_view login_id);  // folded; false: somebody has it already
void set_nickname(db::SocietyDatabase& db, AccountId account, std::string_view nickname);
void note_sign_in(db::SocietyDatabase& db, AccountId account, std::string_view device, Timestamp now);
// When the password was set, which nobody changes until the transaction ends. A change ends all sessions: one that
// begins without this, while the old password is being checked, would be left.
std::optional<Timestamp> hold_password(db::SocietyDatabase& db, AccountId account);
// Counted until the next sign-in. Without an account the statement is made all the same, so that time tells nothing.
void note_wrong_try(db::SocietyDatabase& db, std::optional<AccountId> account);

// Whether a sign-in from a new device is to be told by mail: not the very first one, and not where it was switched off.
bool wants_mail_of_sign_in(db::SocietyReader& db, AccountId account);

std::vector<std::string> addresses(db::SocietyReader& db, AccountId account);

}  // namespace accounts
}  // namespace portal
