#include "domain/expenses/expense_csv.hpp"

#include <array>
#include <ranges>

#include <fmt/format.h>

#include "domain/expenses/expense_words.hpp"

namespace portal::expenses {
namespace {

constexpr const char* byte_order_mark = "\uFEFF";
using Cells = std::array<std::string, 12>;

template <class Out>
void write(Out& out, const Cells& cells) {
  csv::write_row(out, cells, csv::Formulas::guarded);
}

// Into the cells of the line before: they have room already.
void fill(Cells& cells, const Year& year, const Line& line) {
  const Amounts& yen = line.amounts;
  cells[0] = to_sql(first_day(line.month)).substr(0, 7);
  cells[1] = year.people[line.person].name;
  cells[2] = category_in_words(line.category);
  cells[3] = line.provider;
  auto cell = cells.begin() + 4;
  for (const std::int32_t number : {std::int32_t{line.days}, yen.total, yen.paid_by_society, yen.public_funds,
                                    yen.paid_at_window, yen.meals, yen.high_cost, yen.additional})
    *cell++ = std::to_string(number);
}

template <class Out>
void write_file(Out& out, const Year& year, const YearGroups& groups) {
  write(out, {"診療年月", "受診した人", "診療区分", "医療機関など", "日数", "医療費の総額", "健保の負担", "公費の負担",
              "窓口負担の額（計算）", "食事療養費", "高額療養費", "付加給付"});
  Cells cells;
  for (const MonthGroup& month : groups.months | std::views::reverse)
    for (const Line* line : month.lines) {
      fill(cells, year, *line);
      write(out, cells);
    }
}

template <class Out>
void write_utf8_file(Out& out, const Year& year, const YearGroups& groups) {
  out += byte_order_mark;
  write_file(out, year, groups);
}

}  // namespace

std::string csv_file(const Year& year, const YearGroups& groups, csv::Encoding encoding) {
  std::string text;
  if (encoding == csv::Encoding::utf8) {
    write_utf8_file(text, year, groups);
    return text;
  }
  write_file(text, year, groups);
  csv::Cp932Text converted = csv::to_cp932(text);
  if (converted.replaced_count == 0) return std::move(converted.bytes);
  std::string note;
  write(note,
        {fmt::format("この文字コードで表せない文字が{}文字ありました。〓にしています。", converted.replaced_count)});
  return converted.bytes + csv::to_cp932(note).bytes;
}

std::size_t csv_bytes(const Year& year, const YearGroups& groups) {
  csv::ByteCount count;
  write_utf8_file(count, year, groups);
  return count.bytes();
}

}  // namespace portal::expenses
