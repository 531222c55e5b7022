#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "domain/imports/import_file.hpp"
#include "sql/household/member_roster.hpp"

// The members file (product.md §5): from CSV to rows that may be taken in as they are.
namespace portal::member_file {

struct Row {
  std::size_t line;
  member_roster::Entry entry;
};

struct Content {
  std::vector<Row> rows;  // the sound ones; only to be used when there are no faults
  import_file::Faults faults;
  std::vector<std::string> notices;  // nothing that stops the import: columns nobody reads, characters outside Unicode
  std::vector<import_file::Outcome> odd;  // of single lines, 確認; at most limits::import_faults_max
  std::size_t odd_count = 0;
  bool has_email = false;  // the file has the column メールアドレス
  csv::Encoding encoding = csv::Encoding::utf8;
};

// 記号, 番号, 枝番 and 郵便番号 are folded (width, dashes, spaces), and whatever means 本人 as a 続柄 becomes that;
// names and addresses lose blanks at their ends and stay byte for byte otherwise. `today` is the day it is in Japan.
Content read(const std::filesystem::path& file, member_roster::Date today, const import_file::Progress& progress);

}  // namespace portal::member_file
