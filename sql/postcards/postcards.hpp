#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/password.hpp"
#include "sql/database.hpp"

// The postcards (お知らせハガキ) that carry a member's initial login ID and initial password. A card is live until it
// is used up, replaced by a newer one, too old, or dead of wrong tries (limits::postcard_…). Members have at most one
// live card.
namespace portal::postcards {

// Issuing: by the society's staff, through portalctl.

// Whom a card is for, with what is printed on it.
struct Addressee {
  MemberId member_id;
  std::string symbol, number, branch, name, kana, postal_code, address;
  std::optional<std::string> email;  // the preset entry's
  bool ordered = false;              // they have an open order (sql/postcards/postcard_orders.hpp)
};
// Those enrolled on the day who have neither an account nor a live card, or who ordered one, in the order of their
// numbers in the database; at most `count_max`, from the one after `after`.
std::vector<Addressee> due(db::SocietyReader& db, std::chrono::year_month_day today, Timestamp now, MemberId after,
                           int count_max);
// The same for one member, whatever card they have; nothing when they are not enrolled, or have an account and ordered
// none.
std::optional<Addressee> addressee(db::SocietyReader& db, MemberId member, std::chrono::year_month_day today);

struct NewPostcard {
  MemberId member_id;
  std::string login_id;
  PasswordHash password;
};
// In the caller's transaction; the members' older cards are replaced by these. Conflict: a login ID is taken.
void issue(db::SocietyDatabase& db, std::span<const NewPostcard> cards, Timestamp now, Timestamp expires_at);

// What a society has printed on its cards beside what stands on all; "" where it has said nothing.
struct Texts {
  std::string postage;   // on the address side, where the stamp goes (料金後納郵便)
  std::string sender;    // under the society's name: its postal code and address
  std::string greeting;  // inside, under the member's name
  std::string note;      // inside, at the bottom
};
Texts texts(db::SocietyReader& db);
void set_texts(db::SocietyDatabase& db, const Texts& texts);

bool login_id_taken(db::SocietyReader& db, std::string_view login_id);

// One at a time in a society, until the connection ends; false when another issue is running.
bool lock_issuing(db::SocietyDatabase& db);

}  // namespace portal::postcards
