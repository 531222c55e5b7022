#include "sql/applications/application_exports.hpp"

#include "sql/portions.hpp"

namespace portal::application_exports {
namespace {

Export read(const db::Rows& rows) {
  return {{applications::kind_of(rows.get<std::string>("kind")),
           rows.get<std::string>("encoding") == "cp932" ? csv::Encoding::cp932 : csv::Encoding::utf8,
           rows.get<std::string>("head"), rows.get<std::string>("file_name"), rows.get<std::string>("operator")},
          rows.get<ExportId>("id"),
          rows.get<Timestamp>("exported_at"),
          rows.get<std::int64_t>("line_count"),
          !rows.get<bool>("was_wiped")};
}

// What is known of a file; goes on with a condition.
constexpr db::Piece stored_exports(R"(
    SELECT e.id, e.kind, e.encoding, e.head, e.file_name, e.operator, e.exported_at,
           (SELECT COUNT(l.revision) FROM application_export_lines l
            WHERE l.society_id = e.society_id AND l.export_id = e.id) AS line_count,
           EXISTS (SELECT 1 FROM application_export_lines l
                   WHERE l.society_id = e.society_id AND l.export_id = e.id AND l.line = '') AS was_wiped
    FROM application_exports e
    WHERE e.society_id = :society AND )");

std::string json_of(std::span<const Line> lines) {
  db::JsonRows rows;
  for (const Line& line : lines) rows.add({line.id, line.revision, line.text});
  return rows.text();
}

}  // namespace

ExportId add(db::SocietyDatabase& db, const NewExport& fresh, Timestamp now) {
  return db.insert<ExportId>(R"(
    INSERT INTO application_exports (society_id, kind, encoding, head, file_name, operator, exported_at)
    VALUES (:society, ?, ?, ?, ?, ?, ?))",
                             applications::text_of(fresh.kind),
                             fresh.encoding == csv::Encoding::cp932 ? "cp932" : "utf-8", fresh.head, fresh.file_name,
                             fresh.operator_name, now);
}

std::optional<Export> find(db::SocietyReader& db, ExportId id) {
  auto rows = db.select(db::joined<stored_exports, "e.id = ?">, id);
  if (!rows.next()) return {};
  return read(rows);
}

std::vector<Export> latest(db::SocietyReader& db, std::optional<Kind> kind, int count_max) {
  const auto kind_text = kind ? std::optional(applications::text_of(*kind)) : std::nullopt;
  auto rows = db.select(db::joined<stored_exports, "(? IS NULL OR e.kind = ?) ORDER BY e.id DESC LIMIT ?">, kind_text,
                        kind_text, count_max);
  std::vector<Export> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

// A withdrawal follows what went out; what was withdrawn before it did concerns nobody there.
std::vector<Due> due(db::SocietyReader& db, Kind kind, int count_max) {
  auto rows = db.select(db::joined<R"(
    SELECT a.id, a.revision,
           EXISTS (SELECT 1 FROM application_export_lines l
                   WHERE l.society_id = a.society_id AND l.application_id = a.id) AS went_out_before
    FROM applications a
    JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
    WHERE a.society_id = :society AND a.kind = ? AND (a.status = 'withdrawn' OR NOT )",
                                   applications::hidden, R"()
      AND NOT EXISTS (SELECT 1 FROM application_export_lines l
                      WHERE l.society_id = a.society_id AND l.application_id = a.id AND l.revision = a.revision)
      AND (a.status <> 'withdrawn'
           OR EXISTS (SELECT 1 FROM application_export_lines l
                      WHERE l.society_id = a.society_id AND l.application_id = a.id))
    ORDER BY a.id LIMIT ?)">,
                        applications::text_of(kind), count_max);
  std::vector<Due> found;
  while (rows.next())
    found.push_back({rows.get<ApplicationId>("id"), rows.get<int>("revision"), rows.get<bool>("went_out_before")});
  return found;
}

void add_lines(db::SocietyDatabase& db, ExportId id, std::span<const Line> lines) {
  db::in_portions(lines, [&](std::span<const Line> portion) {
    db.execute(R"(
      INSERT INTO application_export_lines (society_id, application_id, revision, export_id, line)
      SELECT :society, application_id, revision, ?, line
      FROM JSON_TABLE(?, '$[*]' COLUMNS (application_id BIGINT PATH '$[0]', revision INT PATH '$[1]',
             line TEXT CHARACTER SET utf8mb4 PATH '$[2]')) AS fresh)",
               id, json_of(portion));
  });
}

std::vector<std::string> lines(db::SocietyReader& db, ExportId id) {
  auto rows = db.select(R"(
    SELECT line FROM application_export_lines WHERE society_id = :society AND export_id = ? ORDER BY application_id)",
                        id);
  std::vector<std::string> found;
  while (rows.next()) found.push_back(rows.get<std::string>("line"));
  return found;
}

// Only what the file says: an application that was corrected meanwhile goes out once more, and is checked then.
std::uint64_t begin_checking(db::SocietyDatabase& db, ExportId id, Timestamp now) {
  return db.execute(R"(
    UPDATE application_export_lines l
    JOIN applications a ON a.society_id = l.society_id AND a.id = l.application_id AND a.revision = l.revision
    SET a.status = 'checking', a.changed_at = ?
    WHERE l.society_id = :society AND l.export_id = ? AND a.kind = 'limit_certificate' AND a.status = 'received')",
                    now, id);
}

std::vector<Sending> sendings(db::SocietyReader& db, ApplicationId id) {
  auto rows = db.select(R"(
    SELECT l.revision, l.export_id, e.file_name, e.exported_at
    FROM application_export_lines l
    JOIN application_exports e ON e.society_id = l.society_id AND e.id = l.export_id
    WHERE l.society_id = :society AND l.application_id = ? ORDER BY l.revision)",
                        id);
  std::vector<Sending> found;
  while (rows.next())
    found.push_back({rows.get<int>("revision"), rows.get<ExportId>("export_id"), rows.get<std::string>("file_name"),
                     rows.get<Timestamp>("exported_at")});
  return found;
}

// Not waited for (0): the file of whoever has it holds what this one would.
bool lock(db::SocietyDatabase& db, Kind kind) {
  auto rows = db.select("SELECT GET_LOCK(CONCAT('kenko_portal_export_', ?, '_', :society), 0) AS taken",
                        applications::text_of(kind));
  rows.next();
  return rows.get<std::optional<int>>("taken") == 1;
}

}  // namespace portal::application_exports
