#include "sql/societies.hpp"

#include "base/limits.hpp"

namespace portal::societies {
namespace {

std::vector<Society> select(db::Database& database, std::optional<std::string_view> slug, bool listed_only) {
  auto rows = database.select(R"(
    SELECT id AS society_id, slug, name AS society_name, telephone, hours, site_url, accent, mail_from, listed,
           asks_birth_date, link_minutes, reissue_mails_password, password_days, session_idle_minutes,
           session_minutes_max, principal_sees_household, readable_months_after_leaving, expense_month_lag, expense_day,
           expense_pdf_is_official
    FROM societies WHERE (? IS NULL OR slug = ?) AND (listed OR NOT ?) ORDER BY name, id LIMIT ?)",
                              slug, slug, listed_only, limits::societies_listed_max);
  std::vector<Society> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

}  // namespace

std::optional<Timestamp> password_end(const Society& society, Timestamp password_set_at) {
  if (society.password_days == 0) return {};
  return password_set_at + std::chrono::days{society.password_days};
}

Society read(const db::Rows& rows) {
  Society society;
  society.id = rows.get<SocietyId>("society_id");
  society.slug = rows.get<std::string>("slug");
  society.name = rows.get<std::string>("society_name");
  society.telephone = rows.get<std::string>("telephone");
  society.hours = rows.get<std::string>("hours");
  society.site_url = rows.get<std::optional<std::string>>("site_url");
  society.accent = rows.get<std::optional<std::string>>("accent");
  society.mail_from = rows.get<std::string>("mail_from");
  society.listed = rows.get<bool>("listed");
  society.asks_birth_date = rows.get<bool>("asks_birth_date");
  society.link_minutes = rows.get<int>("link_minutes");
  society.reissue_mails_password = rows.get<bool>("reissue_mails_password");
  society.password_days = rows.get<int>("password_days");
  society.session_idle_minutes = rows.get<int>("session_idle_minutes");
  society.session_minutes_max = rows.get<int>("session_minutes_max");
  society.principal_sees_household = rows.get<bool>("principal_sees_household");
  society.readable_months_after_leaving = rows.get<int>("readable_months_after_leaving");
  society.expense_month_lag = rows.get<int>("expense_month_lag");
  society.expense_day = rows.get<int>("expense_day");
  society.expense_pdf_is_official = rows.get<bool>("expense_pdf_is_official");
  return society;
}

std::vector<Society> listed(db::Database& database) { return select(database, {}, true); }

std::vector<Society> all(db::Database& database) { return select(database, {}, false); }

std::optional<Society> find(db::Database& database, std::string_view slug) {
  auto found = select(database, slug, false);
  if (found.empty()) return {};
  return std::move(found.front());
}

std::vector<FrontItem> front_items(db::SocietyDatabase& db) {
  auto rows = db.select(R"(
    SELECT section, published_on, title, url FROM front_items
    WHERE society_id = :society ORDER BY section, published_on DESC, position LIMIT ?)",
                        limits::front_items_max);
  std::vector<FrontItem> items;
  while (rows.next())
    items.push_back({rows.get<std::string>("section"),
                     rows.get<std::optional<std::chrono::year_month_day>>("published_on"),
                     rows.get<std::string>("title"), rows.get<std::optional<std::string>>("url")});
  return items;
}

SocietyId add(db::Database& database, const Society& society, Timestamp now) {
  database.execute(
      "INSERT INTO societies (slug, name, telephone, hours, mail_from, created_at) VALUES (?, ?, ?, ?, ?, ?)",
      society.slug, society.name, society.telephone, society.hours, society.mail_from, now);
  const auto id = static_cast<SocietyId>(database.last_insert_id());
  Society added = society;
  added.id = id;
  update(database, added);
  return id;
}

void update(db::Database& database, const Society& society) {
  database.execute(R"(
    UPDATE societies SET name = ?, telephone = ?, hours = ?, site_url = ?, accent = ?, mail_from = ?, listed = ?,
           asks_birth_date = ?, link_minutes = ?, reissue_mails_password = ?, password_days = ?,
           session_idle_minutes = ?, session_minutes_max = ?, principal_sees_household = ?,
           readable_months_after_leaving = ?, expense_month_lag = ?, expense_day = ?, expense_pdf_is_official = ?
    WHERE id = ?)",
                   society.name, society.telephone, society.hours, society.site_url, society.accent, society.mail_from,
                   society.listed, society.asks_birth_date, society.link_minutes, society.reissue_mails_password,
                   society.password_days, society.session_idle_minutes, society.session_minutes_max,
                   society.principal_sees_household, society.readable_months_after_leaving, society.expense_month_lag,
                   society.expense_day, society.expense_pdf_is_official, society.id);
}

void replace_front_items(db::SocietyDatabase& db, const std::vector<FrontItem>& items) {
  db.execute("DELETE FROM front_items WHERE society_id = :society");
  int position = 0;
  for (const FrontItem& item : items)
    db.execute(
        "INSERT INTO front_items (society_id, position, section, published_on, title, url) VALUES (:society, ?, ?, ?, "
        "?, ?)",
        ++position, item.section, item.published_on, item.title, item.url);
}

}  // namespace portal::societies
