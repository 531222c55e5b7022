#include "sql/postcards/postcard_orders.hpp"

#include "base/secret.hpp"
#include "sql/household/members.hpp"
#include "sql/portions.hpp"

namespace portal::postcard_orders {
namespace {

constexpr db::Piece orders_with_cards(R"(
    SELECT o.id, o.member_id, o.ordered_at, o.stopped_at IS NOT NULL AS stopped, o.issued_at IS NOT NULL AS issued,
           p.used_at IS NOT NULL AS used
    FROM postcard_orders o
    LEFT JOIN postcards p ON p.society_id = o.society_id AND p.member_id = o.member_id AND p.issued_at = o.issued_at
)");

State state_of(const db::Rows& rows) {
  if (rows.get<bool>("used")) return State::used;
  if (rows.get<bool>("stopped")) return State::stopped;
  return rows.get<bool>("issued") ? State::issued : State::open;
}

std::optional<Order> order_in(db::Rows rows) {
  if (!rows.next()) return {};
  return Order{rows.get<PostcardOrderId>("id"), rows.get<MemberId>("member_id"), rows.get<Timestamp>("ordered_at"),
               state_of(rows)};
}

}  // namespace

std::optional<Named> named(db::SocietyReader& db, std::string_view symbol, std::string_view number,
                           std::string_view branch, std::chrono::year_month_day today) {
  auto rows = db.select(db::joined<R"(
    SELECT m.id, m.kana, m.birth_date, m.email FROM members m
    WHERE m.society_id = :society AND m.symbol = ? AND m.number = ? AND m.branch = ? AND m.enrolled_on <= ? AND )",
                                   members::not_left>,
                        symbol, number, branch, today, today);
  if (!rows.next()) return {};
  return Named{rows.get<MemberId>("id"), rows.get<std::string>("kana"),
               rows.get<std::chrono::year_month_day>("birth_date"), rows.get<std::optional<std::string>>("email")};
}

Standing standing(db::SocietyReader& db, std::optional<MemberId> member, Timestamp since) {
  auto rows = db.select(R"(
    SELECT COALESCE(SUM(open_member_id IS NOT NULL), 0) AS open_ones,
           COALESCE(SUM(ordered_at > ? AND stopped_at IS NULL), 0) AS taken,
           COALESCE(SUM(ordered_at > ? AND stopped_at IS NOT NULL), 0) AS stopped
    FROM postcard_orders WHERE society_id = :society AND member_id = ?)",
                        since, since, member.value_or(MemberId{}));
  rows.next();
  return {rows.get<std::int64_t>("open_ones"), rows.get<std::int64_t>("taken"), rows.get<std::int64_t>("stopped")};
}

PostcardOrderId add(db::SocietyDatabase& db, std::optional<MemberId> member, std::string_view stop_token,
                    Timestamp now) {
  return db.insert<PostcardOrderId>(
      "INSERT INTO postcard_orders (society_id, member_id, stop_digest, ordered_at) VALUES (:society, ?, ?, ?)", member,
      secret::digest(stop_token), now);
}

std::optional<Order> find(db::SocietyReader& db, std::string_view stop_token) {
  return order_in(db.select(
      db::joined<orders_with_cards, "WHERE o.society_id = :society AND o.stop_digest = ? AND o.member_id IS NOT NULL">,
      secret::digest(stop_token)));
}

std::optional<Order> latest_unstopped(db::SocietyReader& db, MemberId member) {
  return order_in(db.select(db::joined<orders_with_cards, R"(
    WHERE o.society_id = :society AND o.member_id = ? AND o.stopped_at IS NULL ORDER BY o.id DESC LIMIT 1)">,
                            member));
}

// The order first: it is what an issue that runs at the same time waits for, or was waited for by.
bool stop(db::SocietyDatabase& db, PostcardOrderId order, Timestamp now) {
  const bool was_open = db.execute(R"(
    UPDATE postcard_orders SET stopped_at = ? WHERE society_id = :society AND id = ? AND stopped_at IS NULL)",
                                   now, order) == 1;
  if (!was_open) return false;
  db.execute(R"(
    UPDATE postcards p
    JOIN postcard_orders o ON o.society_id = p.society_id AND o.member_id = p.member_id AND o.issued_at = p.issued_at
    SET p.replaced_at = ?
    WHERE p.society_id = :society AND o.id = ? AND p.used_at IS NULL AND p.replaced_at IS NULL)",
             now, order);
  return true;
}

std::set<MemberId> mark_issued(db::SocietyDatabase& db, std::span<const MemberId> members, Timestamp issued_at) {
  db::in_portions(members, [&](std::span<const MemberId> portion) {
    db::JsonRows rows;
    for (const MemberId member : portion) rows.add({member});
    db.execute(R"(
      UPDATE postcard_orders o
      JOIN JSON_TABLE(?, '$[*]' COLUMNS (member_id BIGINT PATH '$[0]')) AS fresh ON fresh.member_id = o.open_member_id
      SET o.issued_at = ? WHERE o.society_id = :society)",
               rows.text(), issued_at);
  });
  auto rows =
      db.select("SELECT member_id FROM postcard_orders WHERE society_id = :society AND issued_at = ?", issued_at);
  std::set<MemberId> found;
  while (rows.next()) found.insert(rows.get<MemberId>("member_id"));
  return found;
}

}  // namespace portal::postcard_orders
