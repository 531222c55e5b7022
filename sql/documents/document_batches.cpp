#include "sql/documents/document_batches.hpp"

#include <algorithm>

namespace portal::document_batches {
namespace {

constexpr std::size_t rows_per_statement = 500;

// Calls `use` with as many as one statement takes, until all had their turn.
template <class T, class Use>
void in_portions(std::span<const T> rest, Use use) {
  for (std::size_t at = 0; at < rest.size(); at += rows_per_statement)
    use(rest.subspan(at, std::min(rows_per_statement, rest.size() - at)), at);
}

std::string json_of(std::span<const Line> lines, std::size_t first) {
  db::JsonRows rows;
  for (const Line& line : lines)
    rows.add(
        {first++, line.member, line.kind, line.title, line.issued_on, line.file_name, line.bytes, line.file_digest});
  return rows.text();
}

Stored read(const db::Rows& rows) {
  const auto opened_at = rows.get<std::optional<Timestamp>>("opened_at");
  return {
      {rows.get<DocumentId>("id"), rows.get<std::string>("kind"), rows.get<std::string>("title"),
       rows.get<Date>("issued_on"), rows.get<std::int64_t>("bytes"), rows.get<std::string>("file_digest"), !opened_at},
      rows.get<MemberId>("member_id"),
      rows.get<std::string>("symbol"),
      rows.get<std::string>("number"),
      rows.get<std::string>("branch"),
      rows.get<std::string>("file_name"),
      rows.get<ImportId>("import_id"),
      rows.get<Timestamp>("added_at"),
      opened_at,
      rows.get<std::optional<Timestamp>>("withdrawn_at")};
}

// What staff are shown of a document; goes on with a condition.
constexpr db::Piece stored_documents(R"(
    SELECT d.id, d.member_id, d.kind, d.title, d.issued_on, d.bytes, d.file_digest, d.file_name, d.import_id,
           d.added_at, d.withdrawn_at, r.opened_at, m.symbol, m.number, m.branch
    FROM documents d
    JOIN members m ON m.society_id = d.society_id AND m.id = d.member_id
    LEFT JOIN document_reads r ON r.society_id = d.society_id AND r.document_id = d.id
    WHERE d.society_id = :society AND )");

}  // namespace

void add(db::SocietyDatabase& db, std::span<const Line> lines, ImportId import, Timestamp now) {
  in_portions(lines, [&](std::span<const Line> portion, std::size_t first) {
    db.execute(R"(
      INSERT INTO documents (society_id, member_id, kind, title, issued_on, file_name, bytes, file_digest, import_id,
             added_at)
      SELECT :society, member_id, kind, title, issued_on, file_name, bytes, file_digest, ?, ?
      FROM JSON_TABLE(?, '$[*]' COLUMNS (place INT PATH '$[0]', member_id BIGINT PATH '$[1]',
             kind VARCHAR(30) PATH '$[2]', title VARCHAR(100) PATH '$[3]', issued_on DATE PATH '$[4]',
             file_name VARCHAR(200) PATH '$[5]', bytes INT PATH '$[6]', file_digest CHAR(64) PATH '$[7]')) AS fresh
      ORDER BY place)",
               import, now, json_of(portion, first));
  });
}

std::vector<Known> known(db::SocietyReader& db, std::span<const Line> lines) {
  std::vector<Known> found;
  in_portions(lines, [&](std::span<const Line> portion, std::size_t first) {
    auto rows = db.select(R"(
      SELECT asked.place, MAX(d.file_digest = asked.file_digest) AS same_bytes, MAX(d.id) AS id
      FROM JSON_TABLE(?, '$[*]' COLUMNS (place INT PATH '$[0]', member_id BIGINT PATH '$[1]',
             kind VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[2]',
             title VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[3]',
             issued_on DATE PATH '$[4]',
             file_digest CHAR(64) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$[7]')) AS asked
      STRAIGHT_JOIN documents d ON d.society_id = :society AND d.member_id = asked.member_id
        AND d.issued_on = asked.issued_on AND d.kind = asked.kind AND d.title = asked.title
      WHERE d.withdrawn_at IS NULL GROUP BY asked.place ORDER BY asked.place)",
                          json_of(portion, first));
    while (rows.next())
      found.push_back({rows.get<std::size_t>("place"), rows.get<bool>("same_bytes"), rows.get<DocumentId>("id")});
  });
  return found;
}

std::vector<Stored> latest(db::SocietyReader& db, std::optional<MemberId> member, int count_max) {
  auto rows = db.select(db::joined<stored_documents, "(? IS NULL OR d.member_id = ?) ORDER BY d.id DESC LIMIT ?">,
                        member, member, count_max);
  std::vector<Stored> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

std::optional<Stored> find(db::SocietyReader& db, DocumentId id) {
  auto rows = db.select(db::joined<stored_documents, "d.id = ?">, id);
  if (!rows.next()) return {};
  return read(rows);
}

std::vector<OnPages> on_pages(db::SocietyReader& db, DocumentId after, int count_max) {
  auto rows = db.select(R"(
    SELECT id, bytes, file_digest
    FROM documents
    WHERE society_id = :society AND id > ? AND withdrawn_at IS NULL
    ORDER BY id
    LIMIT ?)",
                        after, count_max);
  std::vector<OnPages> found;
  while (rows.next())
    found.push_back(
        {rows.get<DocumentId>("id"), rows.get<std::int64_t>("bytes"), rows.get<std::string>("file_digest")});
  return found;
}

bool withdraw(db::SocietyDatabase& db, DocumentId id, Timestamp now) {
  return db.execute(
             "UPDATE documents SET withdrawn_at = ? WHERE society_id = :society AND id = ? AND withdrawn_at IS NULL",
             now, id) == 1;
}

std::uint64_t withdraw_all(db::SocietyDatabase& db, ImportId import, Timestamp now) {
  return db.execute(
      "UPDATE documents SET withdrawn_at = ? WHERE society_id = :society AND import_id = ? AND withdrawn_at IS NULL",
      now, import);
}

std::vector<std::string> unneeded(db::SocietyReader& db, std::span<const std::string> file_digests,
                                  Timestamp withdrawn_since) {
  std::vector<std::string> found;
  in_portions(file_digests, [&](std::span<const std::string> portion, std::size_t) {
    db::JsonRows asked;
    for (const std::string& digest : portion) asked.add({digest});
    auto rows = db.select(R"(
      SELECT asked.file_digest
      FROM JSON_TABLE(?, '$[*]' COLUMNS (
             file_digest CHAR(64) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$[0]')) AS asked
      WHERE NOT EXISTS (SELECT d.id FROM documents d
                        WHERE d.society_id = :society AND d.file_digest = asked.file_digest
                          AND (d.withdrawn_at IS NULL OR d.withdrawn_at >= ?)))",
                          asked.text(), withdrawn_since);
    while (rows.next()) found.push_back(rows.get<std::string>("file_digest"));
  });
  return found;
}

}  // namespace portal::document_batches
