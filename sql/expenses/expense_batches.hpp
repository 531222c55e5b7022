#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/expenses/expenses.hpp"

// Files of expense lines: written, compared, undone and counted by the thousand. For staff's programs.
namespace portal::expense_batches {

using expenses::Amounts;
using expenses::Date;
using expenses::Month;

struct Line {
  std::string_view receipt_number;  // ASCII, unique in the society
  MemberId member;
  Month month;
  std::string_view category, provider;
  int days = 0;
  Amounts amounts;
  bool operator==(const Line&) const = default;
};

// Lines that are there already under these numbers (at most rows_per_statement of them), by レセプト番号. The views of
// a line point into `texts`.
inline constexpr std::size_t rows_per_statement = 2000;
struct Stored {
  struct Text {
    std::string receipt_number, category, provider;
  };
  std::vector<Text> texts;
  std::vector<Line> lines;
};
Stored stored(db::SocietyReader& db, std::span<const std::string_view> receipt_numbers);
bool any_stored(db::SocietyReader& db);

// Puts lines into the table, many in one statement; finish() writes the rest.
class Writer {
 public:
  Writer(db::SocietyDatabase& db, ImportId import) : db_(db), import_(import) {}
  void add(const Line& line);
  void finish();

 private:
  db::SocietyDatabase& db_;
  ImportId import_;
  std::string rows_;
  std::size_t count_ = 0;
};

// Moves the lines of these numbers aside, so that undoing the import brings them back; new ones are then added.
void replace(db::SocietyDatabase& db, std::span<const std::string_view> receipt_numbers, ImportId import);

// What a file says of one month, unchanged lines included: its control totals.
struct MonthTotals {
  std::int64_t line_count = 0, total = 0, paid_by_society = 0, public_funds = 0, paid_at_window = 0;
  void add(const Amounts& amounts);
};
using Months = std::map<Month, MonthTotals>;
void add_months(db::SocietyDatabase& db, const Months& months, ImportId import);

// Of all the files in force: how many lines they had and their 医療費総額, to compare a new file with.
MonthTotals taken_so_far(db::SocietyReader& db);

// What a member has: the lines that are not withdrawn, and what was paid at windows. In the order of the members'
// numbers here.
struct Held {
  MemberId member;
  std::string symbol, number, branch;
  std::int64_t line_count = 0, paid_at_window = 0;
};
std::vector<Held> held(db::SocietyReader& db, std::span<const MemberId> members);

// Some line of this import was changed by a later one.
bool was_built_upon(db::SocietyReader& db, ImportId import);

// Takes the import's lines away and brings back what they replaced. How many of each.
struct Reverted {
  std::uint64_t removed = 0, restored = 0;
};
Reverted revert(db::SocietyDatabase& db, ImportId import);

// What is stored, by month, newest first.
Months status(db::SocietyReader& db);

}  // namespace portal::expense_batches
