#include "sql/documents/documents.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace portal::documents {
namespace {

Document read(const db::Rows& rows) {
  return {rows.get<DocumentId>("id"),  rows.get<std::string>("kind"),   rows.get<std::string>("title"),
          rows.get<Date>("issued_on"), rows.get<std::int64_t>("bytes"), rows.get<std::string>("file_digest"),
          rows.get<bool>("is_new")};
}

struct Count {
  int all = 0, fresh = 0;
};
Count count(db::SocietyReader& db, MemberId member) {
  auto rows = db.select(R"(
    SELECT COUNT(d.id) AS all_count, COUNT(IF(r.opened_at IS NULL, 1, NULL)) AS new_count
    FROM documents d
    LEFT JOIN document_reads r ON r.society_id = d.society_id AND r.document_id = d.id
    WHERE d.society_id = :society AND d.member_id = ? AND d.withdrawn_at IS NULL)",
                        member);
  rows.next();
  return {rows.get<int>("all_count"), rows.get<int>("new_count")};
}

}  // namespace

// Whoever has no more than a page of them, nearly everybody, has them counted by reading them.
List list(db::SocietyReader& db, MemberId member, int page) {
  auto rows = db.select(R"(
    SELECT d.id, d.kind, d.title, d.issued_on, d.bytes, d.file_digest, r.opened_at IS NULL AS is_new
    FROM documents d
    LEFT JOIN document_reads r ON r.society_id = d.society_id AND r.document_id = d.id
    WHERE d.society_id = :society AND d.member_id = ? AND d.withdrawn_at IS NULL
    ORDER BY d.issued_on DESC, d.id DESC LIMIT ? OFFSET ?)",
                        member, limits::articles_per_page + 1, (page - 1) * limits::articles_per_page);
  List list;
  while (rows.next()) list.lines.push_back(read(rows));
  const bool is_whole = page == 1 && list.lines.size() <= limits::articles_per_page;
  const Count counted = is_whole ? Count{static_cast<int>(list.lines.size()),
                                         static_cast<int>(std::ranges::count(list.lines, true, &Document::is_new))}
                                 : count(db, member);
  list.all = counted.all;
  list.fresh = counted.fresh;
  if (list.lines.size() > limits::articles_per_page) list.lines.pop_back();
  return list;
}

// A window function would cost a temporary table to count the few that there are nearly always.
Unopened unopened(db::SocietyReader& db, MemberId member, std::size_t newest_max) {
  auto rows = db.select(R"(
    SELECT d.id, d.kind, d.title, d.issued_on, d.bytes, d.file_digest, r.opened_at IS NULL AS is_new
    FROM documents d
    LEFT JOIN document_reads r ON r.society_id = d.society_id AND r.document_id = d.id
    WHERE d.society_id = :society AND d.member_id = ? AND d.withdrawn_at IS NULL AND r.opened_at IS NULL
    ORDER BY d.issued_on DESC, d.id DESC LIMIT ?)",
                        member, limits::counted_by_reading_max + 1);
  Unopened found;
  for (; rows.next(); ++found.all)
    if (found.newest.size() < newest_max) found.newest.push_back(read(rows));
  if (found.all > limits::counted_by_reading_max) found.all = count(db, member).fresh;
  return found;
}

std::optional<Document> find(db::SocietyReader& db, MemberId member, DocumentId id) {
  auto rows = db.select(R"(
    SELECT d.id, d.kind, d.title, d.issued_on, d.bytes, d.file_digest, r.opened_at IS NULL AS is_new
    FROM documents d
    LEFT JOIN document_reads r ON r.society_id = d.society_id AND r.document_id = d.id
    WHERE d.society_id = :society AND d.member_id = ? AND d.id = ? AND d.withdrawn_at IS NULL)",
                        member, id);
  if (!rows.next()) return {};
  return read(rows);
}

// Two tabs may open it at once: the second one's row is there already.
void mark_opened(db::SocietyDatabase& db, DocumentId id, Timestamp now) {
  db.execute("INSERT IGNORE INTO document_reads (society_id, document_id, opened_at) VALUES (:society, ?, ?)", id, now);
}

}  // namespace portal::documents
