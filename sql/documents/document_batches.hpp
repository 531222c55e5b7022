#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sql/documents/documents.hpp"

// Documents as staff takes them in, looks at them and takes them back. The rows stay for the audit log's sake.
namespace portal::document_batches {

using documents::Date;

// One row of an index whose file was looked at.
struct Line {
  MemberId member;
  std::string kind, title;
  Date issued_on;
  std::string file_name;  // as the index has it
  std::int64_t bytes = 0;
  std::string file_digest;  // SHA-256, hex
};
void add(db::SocietyDatabase& db, std::span<const Line> lines, ImportId import, Timestamp now);

// What members see now of a kind, title and day of issue: to know again what comes twice. One for each line that has
// such a document; which one of several doesn't matter unless its bytes are the line's.
struct Known {
  std::size_t at = 0;  // in the lines asked for
  bool same_bytes = false;
  DocumentId id;
};
std::vector<Known> known(db::SocietyReader& db, std::span<const Line> lines);

struct Stored : documents::Document {
  MemberId member;
  std::string symbol, number, branch;  // whose
  std::string file_name;
  ImportId import;
  Timestamp added_at;
  std::optional<Timestamp> opened_at, withdrawn_at;
};
std::vector<Stored> latest(db::SocietyReader& db, std::optional<MemberId> member, int count_max);  // newest first
std::optional<Stored> find(db::SocietyReader& db, DocumentId id);

// What members may open, oldest first, from behind `after`: what a backup must hold.
struct OnPages {
  DocumentId id;
  std::int64_t bytes;
  std::string file_digest;
};
std::vector<OnPages> on_pages(db::SocietyReader& db, DocumentId after, int count_max);

bool withdraw(db::SocietyDatabase& db, DocumentId id, Timestamp now);                 // false: it was withdrawn already
std::uint64_t withdraw_all(db::SocietyDatabase& db, ImportId import, Timestamp now);  // how many

// Which of these bytes nobody will ask for: no document has them that is there, or was before it was withdrawn since
// `withdrawn_since`.
std::vector<std::string> unneeded(db::SocietyReader& db, std::span<const std::string> file_digests,
                                  Timestamp withdrawn_since);

}  // namespace portal::document_batches
