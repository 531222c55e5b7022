#include "sql/postcards/postcards.hpp"

#include "base/limits.hpp"
#include "sql/household/members.hpp"
#include "sql/portions.hpp"

namespace portal::postcards {
namespace {

Addressee read_addressee(const db::Rows& rows) {
  return {rows.get<MemberId>("id"),
          rows.get<std::string>("symbol"),
          rows.get<std::string>("number"),
          rows.get<std::string>("branch"),
          rows.get<std::string>("name"),
          rows.get<std::string>("kana"),
          rows.get<std::string>("postal_code"),
          rows.get<std::string>("address"),
          rows.get<std::optional<std::string>>("email"),
          rows.get<bool>("ordered")};
}

constexpr db::Piece addressee_columns(R"(
    SELECT m.id, m.symbol, m.number, m.branch, m.name, m.kana, m.postal_code, m.address, m.email,
           o.id IS NOT NULL AS ordered
    FROM members m
    LEFT JOIN postcard_orders o ON o.society_id = m.society_id AND o.open_member_id = m.id)");

std::string to_json(std::span<const NewPostcard> cards) {
  db::JsonRows rows;
  for (const NewPostcard& card : cards)
    rows.add({card.member_id, card.login_id, card.password.phc, card.password.pepper_id});
  return rows.text();
}

// What each card replaces is looked for before it is there itself.
void issue_portion(db::SocietyDatabase& db, const std::string& json, Timestamp now, Timestamp expires_at) {
  db.execute(R"(
    UPDATE postcards p
    JOIN JSON_TABLE(?, '$[*]' COLUMNS (member_id BIGINT PATH '$[0]')) AS fresh ON fresh.member_id = p.member_id
    SET p.replaced_at = ? WHERE p.society_id = :society AND p.used_at IS NULL AND p.replaced_at IS NULL)",
             json, now);
  db.execute(R"(
    INSERT INTO postcards (society_id, member_id, login_id, password_hash, pepper_id, issued_at, expires_at)
    SELECT :society, member_id, login_id, password_hash, pepper_id, ?, ?
    FROM JSON_TABLE(?, '$[*]' COLUMNS (member_id BIGINT PATH '$[0]', login_id VARCHAR(64) PATH '$[1]',
                    password_hash VARCHAR(200) PATH '$[2]', pepper_id VARCHAR(20) PATH '$[3]')) AS fresh)",
             now, expires_at, json);
}

}  // namespace

std::vector<Addressee> due(db::SocietyReader& db, std::chrono::year_month_day today, Timestamp now, MemberId after,
                           int count_max) {
  auto rows = db.select(db::joined<addressee_columns, R"(
    WHERE m.society_id = :society AND m.id > ? AND m.enrolled_on <= ? AND )",
                                   members::not_left, R"(
      AND (o.id IS NOT NULL
           OR (NOT EXISTS (SELECT 1 FROM accounts a WHERE a.society_id = m.society_id AND a.member_id = m.id)
               AND NOT EXISTS (SELECT 1 FROM closed_accounts c
                               WHERE c.society_id = m.society_id AND c.member_id = m.id)
               AND NOT EXISTS (SELECT 1 FROM postcards p WHERE p.society_id = m.society_id AND p.member_id = m.id
                               AND p.used_at IS NULL AND p.replaced_at IS NULL AND p.expires_at > ?
                               AND p.failures < ?)))
    ORDER BY m.id LIMIT ?)">,
                        after, today, today, now, limits::postcard_failures_max, count_max);
  std::vector<Addressee> found;
  while (rows.next()) found.push_back(read_addressee(rows));
  return found;
}

std::optional<Addressee> addressee(db::SocietyReader& db, MemberId member, std::chrono::year_month_day today) {
  auto rows = db.select(db::joined<addressee_columns, R"(
    WHERE m.society_id = :society AND m.id = ? AND m.enrolled_on <= ? AND )",
                                   members::not_left, R"(
      AND (o.id IS NOT NULL
           OR NOT EXISTS (SELECT 1 FROM accounts a WHERE a.society_id = m.society_id AND a.member_id = m.id)))">,
                        member, today, today);
  if (!rows.next()) return {};
  return read_addressee(rows);
}

void issue(db::SocietyDatabase& db, std::span<const NewPostcard> cards, Timestamp now, Timestamp expires_at) {
  db::in_portions(cards,
                  [&](std::span<const NewPostcard> portion) { issue_portion(db, to_json(portion), now, expires_at); });
}

Texts texts(db::SocietyReader& db) {
  auto rows = db.select("SELECT postage, sender, greeting, note FROM postcard_texts WHERE society_id = :society");
  if (!rows.next()) return {};
  return {rows.get<std::string>("postage"), rows.get<std::string>("sender"), rows.get<std::string>("greeting"),
          rows.get<std::string>("note")};
}

void set_texts(db::SocietyDatabase& db, const Texts& texts) {
  db.execute(R"(
    REPLACE INTO postcard_texts (society_id, postage, sender, greeting, note) VALUES (:society, ?, ?, ?, ?))",
             texts.postage, texts.sender, texts.greeting, texts.note);
}

bool login_id_taken(db::SocietyReader& db, std::string_view login_id) {
  return db.select("SELECT id FROM postcards WHERE society_id = :society AND login_id = ?", login_id).next();
}

// Not waited for (0): whoever has it issues the same cards.
bool lock_issuing(db::SocietyDatabase& db) {
  auto rows = db.select("SELECT GET_LOCK(CONCAT('kenko_portal_postcards_', :society), 0) AS taken");
  rows.next();
  return rows.get<std::optional<int>>("taken") == 1;
}

}  // namespace portal::postcards
