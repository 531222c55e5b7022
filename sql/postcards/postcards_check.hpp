#pragma once
#include <optional>
#include <string>

#include "base/password.hpp"
#include "sql/database.hpp"

namespace portal {

// A postcard (お知らせハガキ) that may still be used: its member is enrolled, and has no account yet or ordered it.
struct UsablePostcard {
  PostcardId id;
  MemberId member_id;
  PasswordHash password;
  std::chrono::year_month_day birth_date;
  std::optional<std::string> held_address;  // the mail address printed on it, as the society holds it
};

// What a provisional sign-in may do with postcards; issuing them is portalctl's (sql/postcards/postcards).
namespace postcards_check {

// Counts a try before it is judged, on a postcard that is not used, replaced, out of time or dead of wrong tries.
// Holds the row until the transaction ends, so that parallel tries take turns. False: there is no such postcard.
bool count_try(db::SocietyDatabase& db, std::string_view login_id, Timestamp now);
void take_back_try(db::SocietyDatabase& db, PostcardId postcard);  // it was not a wrong one

// By the login ID of a counted try, folded.
std::optional<UsablePostcard> find(db::SocietyReader& db, std::string_view login_id, Timestamp now);

// The account that the member has already and that this card sets anew, for they ordered it; nothing: it makes one.
std::optional<AccountId> account_set_anew(db::SocietyReader& db, PostcardId postcard);

std::optional<PasswordHash> password(db::SocietyReader& db, PostcardId postcard);
bool is_alive(db::SocietyReader& db, PostcardId postcard, Timestamp now);

// False: it was used, replaced or out of time before.
bool use_up(db::SocietyDatabase& db, PostcardId postcard, Timestamp now);

}  // namespace postcards_check
}  // namespace portal
