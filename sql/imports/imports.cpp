#include "sql/imports/imports.hpp"

namespace portal::imports {
namespace {

Import read(const db::Rows& rows) {
  const auto count = [&rows](db::Column column) { return static_cast<std::size_t>(rows.get<std::int64_t>(column)); };
  return {{rows.get<std::string>("kind"),
           rows.get<std::string>("file_name"),
           rows.get<std::string>("file_digest"),
           rows.get<std::string>("operator"),
           {count("rows_added"), count("rows_changed"), count("rows_unchanged"), count("rows_ended")}},
          rows.get<ImportId>("id"),
          rows.get<Timestamp>("applied_at"),
          rows.get<std::optional<Timestamp>>("reverted_at")};
}

std::optional<Import> first(db::Rows rows) {
  if (!rows.next()) return {};
  return read(rows);
}

}  // namespace

std::optional<Import> latest_of(db::SocietyReader& db, std::string_view kind, std::string_view file_digest,
                                Timestamp since) {
  return first(db.select(R"(
    SELECT id, kind, file_name, file_digest, operator, applied_at, rows_added, rows_changed, rows_unchanged, rows_ended,
           reverted_at
    FROM imports WHERE society_id = :society AND kind = ? AND file_digest = ? AND in_force AND applied_at >= ?
    ORDER BY id DESC LIMIT 1)",
                         kind, file_digest, since));
}

std::optional<Import> find(db::SocietyReader& db, ImportId id) {
  return first(db.select(R"(
    SELECT id, kind, file_name, file_digest, operator, applied_at, rows_added, rows_changed, rows_unchanged, rows_ended,
           reverted_at
    FROM imports WHERE society_id = :society AND id = ?)",
                         id));
}

std::vector<Import> latest(db::SocietyReader& db, int count_max) {
  auto rows = db.select(R"(
    SELECT id, kind, file_name, file_digest, operator, applied_at, rows_added, rows_changed, rows_unchanged, rows_ended,
           reverted_at
    FROM imports WHERE society_id = :society ORDER BY id DESC LIMIT ?)",
                        count_max);
  std::vector<Import> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

ImportId add(db::SocietyDatabase& db, const NewImport& import, Timestamp now) {
  return db.insert<ImportId>(R"(
    INSERT INTO imports (society_id, kind, file_name, file_digest, operator, applied_at, rows_added, rows_changed,
           rows_unchanged, rows_ended)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
                             import.kind, import.file_name, import.file_digest, import.operator_name, now,
                             import.counts.added, import.counts.changed, import.counts.unchanged, import.counts.ended);
}

void set_applied(db::SocietyDatabase& db, ImportId id, Timestamp now) {
  db.execute("UPDATE imports SET applied_at = ? WHERE society_id = :society AND id = ?", now, id);
}

bool mark_reverted(db::SocietyDatabase& db, ImportId id, Timestamp now) {
  return db.execute("UPDATE imports SET reverted_at = ? WHERE society_id = :society AND id = ? AND reverted_at IS NULL",
                    now, id) == 1;
}

bool lock(db::SocietyDatabase& db) {
  auto rows = db.select("SELECT GET_LOCK(CONCAT('kenko_portal_import_', :society), 0) AS taken");
  rows.next();
  return rows.get<std::optional<int>>("taken") == 1;
}

void unlock(db::SocietyDatabase& db) {
  db.select("SELECT RELEASE_LOCK(CONCAT('kenko_portal_import_', :society)) AS given");
}

}  // namespace portal::imports
