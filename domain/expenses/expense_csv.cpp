#include "domain/expenses/expense_csv.hpp"

#include <array>
#include <ranges>

#include <fmt/format.h>

#include "domain/expenses/expense_words.hpp"

namespace portal::expenses {
namespace {

constexpr const char* byte_order_mark = "\uFEFF";
using Cells = std::array<std::string, 12>;

void write(std::string& out, const Cells& cells) { csv::write_row(out, cells, csv::Formulas::guarded); }

Cells cells_of(const Year& year, const Line& line) {
  const Amounts& yen = line.amounts;
  const auto text = [](std::int32_t number) { return std::to_string(number); };
  return {to_sql(first_day(line.month)).substr(0, 7),
          year.people[line.person].name,
          category_in_words(line.category),
          line.provider,
          text(line.days),
          text(yen.total),
          text(yen.paid_by_society),
          text(yen.public_funds),
          text(yen.paid_at_window),
          text(yen.meals),
          text(yen.high_cost),
          text(yen.additional)};
}

}  // namespace

std::string csv_file(const Year& year, const YearGroups& groups, csv::Encoding encoding) {
  std::string text;
  write(text, {"診療年月", "受診した人", "診療区分", "医療機関など", "日数", "医療費の総額", "健保の負担", "公費の負担",
               "窓口負担", "食事療養費", "高額療養費", "付加給付"});
  for (const MonthGroup& month : groups.months | std::views::reverse)
    for (const Line* line : month.lines) write(text, cells_of(year, *line));
  if (encoding == csv::Encoding::utf8) return byte_order_mark + text;
  csv::Cp932Text converted = csv::to_cp932(text);
  if (converted.replaced_count == 0) return std::move(converted.bytes);
  std::string note;
  write(note,
        {fmt::format("この文字コードで表せない文字が{}文字ありました。〓にしています。", converted.replaced_count)});
  return converted.bytes + csv::to_cp932(note).bytes;
}

}  // namespace portal::expenses
