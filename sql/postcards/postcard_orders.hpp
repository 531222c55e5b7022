#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "sql/database.hpp"

// Orders of a new postcard by members who can't read their mail any more (docs/decisions/0053). An order is open until
// it is issued or stopped; a member has one open order at most, which the table itself holds.
namespace portal::postcard_orders {

// Whom 記号, 番号 and 枝番 name, folded, with what else the form asks for; nobody who isn't enrolled on the day.
struct Named {
  MemberId member_id;
  std::string kana;
  std::chrono::year_month_day birth_date;
  std::optional<std::string> held_address;  // the mail address that the core system has
};
std::optional<Named> named(db::SocietyReader& db, std::string_view symbol, std::string_view number,
                           std::string_view branch, std::chrono::year_month_day today);

// A member's orders: `taken` and `stopped` are those since the moment.
struct Standing {
  std::int64_t open = 0, taken = 0, stopped = 0;
};
Standing standing(db::SocietyReader& db, std::optional<MemberId> member, Timestamp since);

// Without a member a row that says nothing, for the same work. Conflict: the member has an open one.
PostcardOrderId add(db::SocietyDatabase& db, std::optional<MemberId> member, std::string_view stop_token,
                    Timestamp now);

// used: the card that was issued for it set the account anew, and nothing can be stopped any more.
enum class State { open, issued, used, stopped };
struct Order {
  PostcardOrderId id;
  MemberId member_id;
  Timestamp ordered_at;
  State state;
};
// By the secret of its mails; nothing for one that nobody has.
std::optional<Order> find(db::SocietyReader& db, std::string_view stop_token);
std::optional<Order> latest_unstopped(db::SocietyReader& db, MemberId member);

// An open one is never issued; the card of an issued one is dead. False: it was stopped before.
bool stop(db::SocietyDatabase& db, PostcardOrderId order, Timestamp now);

// The open orders of these members are issued at that moment, which no other issue of the society has; whose they were.
std::set<MemberId> mark_issued(db::SocietyDatabase& db, std::span<const MemberId> members, Timestamp issued_at);

}  // namespace portal::postcard_orders
