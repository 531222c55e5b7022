#include "sql/accounts/phone_desk.hpp"

#include "base/text.hpp"

namespace portal::phone_desk {
namespace {

using OptionalTime = std::optional<Timestamp>;
using OptionalText = std::optional<std::string>;

// The address that the society holds of a member, and the account's own. Takes the member, twice.
constexpr db::Piece known_addresses(
    R"((SELECT m.email AS address FROM members m WHERE m.society_id = :society AND m.id = ?
    UNION
    SELECT e.address FROM account_emails e
    JOIN accounts a ON a.society_id = e.society_id AND a.id = e.account_id
    WHERE e.society_id = :society AND a.member_id = ?))");

}  // namespace

// Read with a 枝番 and without: a 記号 that wasn't typed may be any.
std::vector<Found> search(db::SocietyReader& db, const std::string& typed, int count_max) {
  const auto whole = member_roster::read_number(typed).value_or(member_roster::Number{});
  const auto number = member_roster::read_number(typed + "-").value_or(member_roster::Number{});
  const std::string search_key = text::search_key(typed);
  auto rows = db.select(R"(
    SELECT m.id, m.symbol, m.number, m.branch, m.relation, m.name, m.kana, m.left_on, a.id IS NOT NULL AS registered
    FROM members m LEFT JOIN accounts a ON a.society_id = m.society_id AND a.member_id = m.id
    WHERE m.society_id = :society
      AND ((m.number = ? AND m.branch = ? AND ? IN ('', m.symbol)) OR (m.number = ? AND ? IN ('', m.symbol))
           OR (? <> '' AND LOCATE(?, m.search_key) > 0))
    ORDER BY m.symbol, m.number, m.branch, m.id LIMIT ?)",
                        whole.number, whole.branch, whole.symbol, number.number, number.symbol, search_key, search_key,
                        count_max);
  std::vector<Found> found;
  while (rows.next())
    found.push_back({rows.get<MemberId>("id"), rows.get<std::string>("symbol"), rows.get<std::string>("number"),
                     rows.get<std::string>("branch"), rows.get<std::string>("relation"), rows.get<std::string>("name"),
                     rows.get<std::string>("kana"), rows.get<std::optional<member_roster::Date>>("left_on"),
                     rows.get<bool>("registered")});
  return found;
}

// What comes after the number before begins with this member, if there is one.
std::optional<member_roster::Entry> member(db::SocietyReader& db, MemberId member) {
  const auto found = member_roster::page(db, static_cast<MemberId>(number(member) - 1), 1);
  if (found.empty() || found.front().id != member) return {};
  return found.front().entry;
}

std::optional<AccountState> account(db::SocietyReader& db, MemberId member, Timestamp now) {
  auto rows = db.select(R"(
    SELECT a.id, a.login_id, a.nickname, a.created_at, a.password_set_at, a.signed_in_at, a.signed_in_with, t.on_since,
           (SELECT COUNT(*) FROM recovery_codes c WHERE c.society_id = a.society_id AND c.account_id = a.id
            AND c.used_at IS NULL) AS codes_left,
           (SELECT COUNT(*) FROM passkeys k WHERE k.society_id = a.society_id AND k.account_id = a.id) AS passkeys,
           (SELECT COUNT(*) FROM sessions s WHERE s.society_id = a.society_id AND s.account_id = a.id
            AND s.ended_at IS NULL AND s.expires_at > ?) AS sessions_open
    FROM accounts a LEFT JOIN two_step t ON t.society_id = a.society_id AND t.account_id = a.id
    WHERE a.society_id = :society AND a.member_id = ?)",
                        now, member);
  if (!rows.next()) return {};
  return AccountState{rows.get<AccountId>("id"),
                      rows.get<std::string>("login_id"),
                      rows.get<std::string>("nickname"),
                      rows.get<Timestamp>("created_at"),
                      rows.get<Timestamp>("password_set_at"),
                      rows.get<OptionalTime>("signed_in_at"),
                      rows.get<OptionalText>("signed_in_with"),
                      rows.get<std::int64_t>("sessions_open"),
                      rows.get<OptionalTime>("on_since"),
                      rows.get<std::int64_t>("codes_left"),
                      rows.get<std::int64_t>("passkeys")};
}

std::optional<Timestamp> account_closed_at(db::SocietyReader& db, MemberId member) {
  auto rows = db.select(R"(
    SELECT c.closed_at FROM closed_accounts c
    WHERE c.society_id = :society AND c.member_id = ?
      AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.society_id = c.society_id AND a.member_id = c.member_id))",
                        member);
  if (!rows.next()) return {};
  return rows.get<Timestamp>("closed_at");
}

std::vector<Address> addresses(db::SocietyReader& db, MemberId member) {
  auto rows = db.select(R"(
    SELECT e.address, e.is_primary, e.bounced_at
    FROM account_emails e JOIN accounts a ON a.society_id = e.society_id AND a.id = e.account_id
    WHERE e.society_id = :society AND a.member_id = ? ORDER BY e.is_primary DESC, e.address LIMIT 50)",
                        member);
  std::vector<Address> found;
  while (rows.next())
    found.push_back(
        {rows.get<std::string>("address"), rows.get<bool>("is_primary"), rows.get<OptionalTime>("bounced_at")});
  return found;
}

std::vector<std::string> shared_addresses(db::SocietyReader& db, MemberId member) {
  auto rows = db.select(db::joined<R"(
    SELECT known.address
    FROM )",
                                   known_addresses, R"( AS known
    WHERE EXISTS (SELECT e.address FROM account_emails e
                  JOIN accounts a ON a.society_id = e.society_id AND a.id = e.account_id
                  WHERE e.society_id = :society AND e.address = known.address AND a.member_id <> ?)
       OR EXISTS (SELECT m.email FROM members own
                  JOIN members m ON m.society_id = own.society_id AND m.symbol = own.symbol AND m.number = own.number
                    AND m.id <> own.id
                  WHERE own.society_id = :society AND own.id = ? AND m.email = known.address)
    ORDER BY known.address LIMIT 50)">,
                        member, member, member, member);
  std::vector<std::string> found;
  while (rows.next()) found.push_back(rows.get<std::string>("address"));
  return found;
}

std::vector<Postcard> postcards(db::SocietyReader& db, MemberId member, int count_max) {
  auto rows = db.select(R"(
    SELECT issued_at, expires_at, failures, used_at, replaced_at FROM postcards
    WHERE society_id = :society AND member_id = ? ORDER BY id DESC LIMIT ?)",
                        member, count_max);
  std::vector<Postcard> found;
  while (rows.next())
    found.push_back({rows.get<Timestamp>("issued_at"), rows.get<Timestamp>("expires_at"), rows.get<int>("failures"),
                     rows.get<OptionalTime>("used_at"), rows.get<OptionalTime>("replaced_at")});
  return found;
}

std::vector<PostcardOrder> postcard_orders(db::SocietyReader& db, MemberId member, int count_max) {
  auto rows = db.select(R"(
    SELECT ordered_at, issued_at, stopped_at FROM postcard_orders
    WHERE society_id = :society AND member_id = ? ORDER BY id DESC LIMIT ?)",
                        member, count_max);
  std::vector<PostcardOrder> found;
  while (rows.next())
    found.push_back(
        {rows.get<Timestamp>("ordered_at"), rows.get<OptionalTime>("issued_at"), rows.get<OptionalTime>("stopped_at")});
  return found;
}

// Of those without an account, not what a reissue leaves behind without writing to anybody.
std::vector<Link> links(db::SocietyReader& db, MemberId member, int count_max) {
  auto rows = db.select(db::joined<R"(
    SELECT l.purpose, l.created_at, l.expires_at, l.failures, l.used_at, l.replaced_at
    FROM (SELECT o.id FROM accounts a
          JOIN mail_links o ON o.society_id = a.society_id AND o.account_id = a.id
          WHERE a.society_id = :society AND a.member_id = ?
          UNION
          SELECT o.id FROM )",
                                   known_addresses, R"( AS known
          JOIN mail_links o ON o.society_id = :society AND o.address = known.address
          WHERE o.account_id IS NULL AND o.purpose <> 'reissue') AS own
    JOIN mail_links l ON l.society_id = :society AND l.id = own.id
    ORDER BY l.id DESC LIMIT ?)">,
                        member, member, member, count_max);
  std::vector<Link> found;
  while (rows.next())
    found.push_back({rows.get<std::string>("purpose"), rows.get<Timestamp>("created_at"),
                     rows.get<Timestamp>("expires_at"), rows.get<int>("failures"), rows.get<OptionalTime>("used_at"),
                     rows.get<OptionalTime>("replaced_at")});
  return found;
}

std::vector<Mail> mails(db::SocietyReader& db, MemberId member, int count_max) {
  auto rows = db.select(db::joined<R"(
    SELECT q.queued_at, q.purpose, q.recipient, q.outcome, q.finished_at, q.last_reply
    FROM (SELECT o.id FROM accounts a
          JOIN mail_queue o ON o.society_id = a.society_id AND o.account_id = a.id
          WHERE a.society_id = :society AND a.member_id = ?
          UNION
          SELECT o.id FROM )",
                                   known_addresses, R"( AS known
          JOIN mail_queue o ON o.society_id = :society AND o.recipient = known.address
          WHERE o.account_id IS NULL) AS own
    JOIN mail_queue q ON q.society_id = :society AND q.id = own.id
    ORDER BY q.id DESC LIMIT ?)">,
                        member, member, member, count_max);
  std::vector<Mail> found;
  while (rows.next())
    found.push_back({rows.get<Timestamp>("queued_at"), rows.get<std::string>("purpose"),
                     rows.get<std::string>("recipient"), rows.get<OptionalText>("outcome"),
                     rows.get<OptionalTime>("finished_at"), rows.get<OptionalText>("last_reply")});
  return found;
}

}  // namespace portal::phone_desk
