#include "sql/mails/mailings.hpp"

#include "base/text.hpp"

namespace portal::mailings {

void add_link(db::SocietyDatabase& db, std::string_view code, int number, std::string_view target, Timestamp now) {
  db.execute(
      "INSERT IGNORE INTO mailing_links (society_id, code, number, target, created_at) VALUES (:society, ?, ?, ?, ?)",
      code, number, target, now);
}

std::optional<std::string> count_click(db::SocietyDatabase& db, std::string_view code, int number) {
  if (!text::is_ascii(code)) return {};
  if (db.execute("UPDATE mailing_links SET clicks = clicks + 1 WHERE society_id = :society AND code = ? AND number = ?",
                 code, number) != 1)
    return {};
  return target(db, code, number);
}

std::optional<std::string> target(db::SocietyReader& db, std::string_view code, int number) {
  if (!text::is_ascii(code)) return {};
  auto rows = db.select("SELECT target FROM mailing_links WHERE society_id = :society AND code = ? AND number = ?",
                        code, number);
  if (!rows.next()) return {};
  return rows.get<std::string>("target");
}

}  // namespace portal::mailings
