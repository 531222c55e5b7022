#include "sql/postcards/postcards_check.hpp"

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "sql/household/members.hpp"

namespace portal::postcards_check {

bool count_try(db::SocietyDatabase& db, std::string_view login_id, Timestamp now) {
  if (!text::is_ascii(login_id)) return false;
  return db.execute(R"(
    UPDATE postcards SET failures = failures + 1
    WHERE society_id = :society AND login_id = ? AND used_at IS NULL AND replaced_at IS NULL AND expires_at > ?
      AND failures < ?)",
                    login_id, now, limits::postcard_failures_max) == 1;
}

void take_back_try(db::SocietyDatabase& db, PostcardId postcard) {
  db.execute("UPDATE postcards SET failures = failures - 1 WHERE society_id = :society AND id = ?", postcard);
}

std::optional<UsablePostcard> find(db::SocietyReader& db, std::string_view login_id, Timestamp now) {
  if (!text::is_ascii(login_id)) return {};
  auto rows = db.select(db::joined<R"(
    SELECT p.id, p.member_id, p.password_hash, p.pepper_id, m.birth_date, m.email
    FROM postcards p
    JOIN members m ON m.society_id = p.society_id AND m.id = p.member_id
    LEFT JOIN accounts a ON a.society_id = p.society_id AND a.member_id = p.member_id
    LEFT JOIN postcard_orders o ON o.society_id = p.society_id AND o.member_id = p.member_id
      AND o.issued_at = p.issued_at
    WHERE p.society_id = :society AND p.login_id = ?
      AND p.used_at IS NULL AND p.replaced_at IS NULL AND p.expires_at > ? AND (a.id IS NULL OR o.id IS NOT NULL)
      AND )",
                                   members::not_left>,
                        login_id, now, calendar::date_in_japan(now));
  if (!rows.next()) return {};
  return UsablePostcard{rows.get<PostcardId>("id"),
                        rows.get<MemberId>("member_id"),
                        {rows.get<std::string>("password_hash"), rows.get<std::string>("pepper_id")},
                        rows.get<std::chrono::year_month_day>("birth_date"),
                        rows.get<std::optional<std::string>>("email")};
}

std::optional<AccountId> account_set_anew(db::SocietyReader& db, PostcardId postcard) {
  auto rows = db.select(R"(
    SELECT a.id
    FROM postcards p
    JOIN postcard_orders o ON o.society_id = p.society_id AND o.member_id = p.member_id AND o.issued_at = p.issued_at
    JOIN accounts a ON a.society_id = p.society_id AND a.member_id = p.member_id
    WHERE p.society_id = :society AND p.id = ?)",
                        postcard);
  return rows.next() ? std::optional(rows.get<AccountId>("id")) : std::nullopt;
}

std::optional<PasswordHash> password(db::SocietyReader& db, PostcardId postcard) {
  auto rows =
      db.select("SELECT password_hash, pepper_id FROM postcards WHERE society_id = :society AND id = ?", postcard);
  if (!rows.next()) return {};
  return PasswordHash{rows.get<std::string>("password_hash"), rows.get<std::string>("pepper_id")};
}

bool is_alive(db::SocietyReader& db, PostcardId postcard, Timestamp now) {
  return db
      .select(R"(
    SELECT id FROM postcards
    WHERE society_id = :society AND id = ? AND used_at IS NULL AND replaced_at IS NULL AND expires_at > ?)",
              postcard, now)
      .next();
}

bool use_up(db::SocietyDatabase& db, PostcardId postcard, Timestamp now) {
  return db.execute(R"(
    UPDATE postcards SET used_at = ?
    WHERE society_id = :society AND id = ? AND used_at IS NULL AND replaced_at IS NULL AND expires_at > ?)",
                    now, postcard, now) == 1;
}

}  // namespace portal::postcards_check
