#include "sql/societies.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"
#include "sql/society_settings.hpp"

namespace portal::societies {
namespace {

std::vector<Society> select(const db::SiteReader& database, std::optional<std::string_view> slug, bool listed_only) {
  auto rows = database.select(db::joined<"SELECT s.id AS society_id, s.slug,", selected_columns, R"(
    FROM societies s WHERE (? IS NULL OR s.slug = ?) AND (s.listed OR NOT ?) ORDER BY s.name, s.id LIMIT ?)">,
                              slug, slug, listed_only, limits::societies_listed_max);
  std::vector<Society> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

template <class T>
void read(const db::Rows& rows, const Setting& setting, T& value) {
  value = rows.get<T>(setting.column);
}

db::Parameter value_of(const Society& society, const Setting& setting) {
  return std::visit([&](auto member) { return db::Parameter(society.*member); }, setting.member);
}

template <std::size_t... at>
void update(db::Database& database, const Society& society, std::index_sequence<at...>) {
  database.execute(db::joined<"UPDATE societies SET", assigned_columns, " WHERE id = ?">,
                   value_of(society, settings[at])..., society.id);
}

}  // namespace

Society read(const db::Rows& rows) {
  Society society;
  society.id = rows.get<SocietyId>("society_id");
  society.slug = rows.get<std::string>("slug");
  for (const Setting& setting : settings)
    std::visit([&](auto member) { read(rows, setting, society.*member); }, setting.member);
  return society;
}

std::vector<Society> listed(const db::SiteReader& database) { return select(database, {}, true); }

std::vector<Society> all(const db::SiteReader& database) { return select(database, {}, false); }

std::optional<Society> find(const db::SiteReader& database, std::string_view slug) {
  if (!text::is_ascii(slug)) return {};  // no slug is anything else, and MariaDB refuses to compare them
  auto found = select(database, slug, false);
  if (found.empty()) return {};
  return std::move(found.front());
}

std::optional<SocietyId> id_of(const db::SiteReader& database, std::string_view slug) {
  if (!text::is_ascii(slug)) return {};
  auto rows = database.select("SELECT s.id FROM societies s WHERE s.slug = ?", slug);
  if (!rows.next()) return {};
  return rows.get<SocietyId>("id");
}

std::optional<Society> find(db::KeptReader db) {
  auto rows = db.select(
      db::joined<"SELECT s.id AS society_id, s.slug,", selected_columns, " FROM societies s WHERE s.id = :society">);
  if (!rows.next()) return {};
  return read(rows);
}

std::vector<FrontItem> front_items(db::KeptReader db) {
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
  update(database, society, std::make_index_sequence<settings.size()>{});
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
