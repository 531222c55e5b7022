#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "sql/database.hpp"

// 通知書・証明書 as their member finds them. Nobody else does: not the principal, not another society's member of the
// same number.
namespace portal::documents {

using Date = std::chrono::year_month_day;

struct Document {
  DocumentId id;
  std::string kind, title;
  Date issued_on;
  std::int64_t bytes = 0;
  std::string file_digest;
  bool is_new = false;  // nobody has opened it yet
};

// Page 1 is the first; of all pages, how many there are.
struct List {
  std::vector<Document> lines;  // the newest first
  int all = 0, fresh = 0;
};
List list(db::SocietyReader& db, MemberId member, int page);

// Those that nobody has opened: the newest of them, and how many there are.
struct Unopened {
  std::vector<Document> newest;
  int all = 0;
};
Unopened unopened(db::SocietyReader& db, MemberId member, std::size_t newest_max);

// Nothing: there is none of that number, it is another's, or it was withdrawn.
std::optional<Document> find(db::SocietyReader& db, MemberId member, DocumentId id);

void mark_opened(db::SocietyDatabase& db, DocumentId id, Timestamp now);  // once or many times: one row

}  // namespace portal::documents
