#pragma once
#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "domain/imports/import_file.hpp"
#include "domain/imports/roster.hpp"
#include "sql/expenses/expense_batches.hpp"

// The expenses file (product.md §5): from CSV to lines that may be taken in as they are.
namespace portal::expense_file {

using expenses::Amounts;
using expenses::Month;

// Kept small: a million of them are in memory at once.
struct Line {
  std::string receipt_number;
  MemberId member;
  const std::string* category;  // in Content::texts
  const std::string* provider;
  Amounts amounts;
  Month month;
  int days;
  std::uint32_t line;
  bool replaces = false;  // a line of this レセプト番号 is there already, and differs

  expense_batches::Line view() const { return {receipt_number, member, month, *category, *provider, days, amounts}; }
};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

struct Content {
  std::deque<Line> lines;  // the sound ones, by レセプト番号; only to be used when there are no faults
  std::unordered_set<std::string, TextHash, std::equal_to<>> texts;  // every 診療区分 and 医療機関名, once
  import_file::Faults faults;
  std::vector<std::string> notices;       // of the file as a whole; nothing here stops the import
  std::vector<import_file::Outcome> odd;  // of single lines, 確認; at most limits::import_faults_max
  std::size_t odd_count = 0;
  std::size_t rows_count = 0;
  expense_batches::Months months;
};

// `today` is the day it is in Japan: no treatment lies after it.
Content read(const std::filesystem::path& file, const roster::Roster& members, expenses::Date today,
             const import_file::Progress& progress);

}  // namespace portal::expense_file
