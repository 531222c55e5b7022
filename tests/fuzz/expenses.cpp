// Whatever stands in the rows of an expense file: without a fault, they are lines that a member may be shown.
#include "domain/expenses/expense_file.hpp"
#include "sql/household/member_roster.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace portal;
using namespace std::chrono_literals;
using fuzz::demand;

constexpr const char* header =
    "レセプト番号,記号,番号,枝番,診療年月,診療区分,医療機関名,日数,医療費総額,健保負担額,公費負担額,窓口負担額,"
    "食事療養費,高額療養費,付加給付";

static void demand_sound(const expense_file::Line& line, const expense_file::Line* before) {
  demand(!line.receipt_number.empty() && line.receipt_number.size() <= 30 && text::is_ascii(line.receipt_number));
  demand(before == nullptr || before->receipt_number < line.receipt_number);
  demand(!line.category->empty() && !text::has_control_or_bidi(*line.category));
  demand(text::code_points(*line.provider) <= 100 && !text::has_control_or_bidi(*line.provider));
  demand(line.days >= 0 && line.days <= 31 && line.month >= 2000y / 1 && line.month <= 2026y / 11);
  for (const auto yen :
       {line.amounts.total, line.amounts.paid_by_society, line.amounts.public_funds, line.amounts.paid_at_window,
        line.amounts.meals, line.amounts.high_cost, line.amounts.additional})
    demand(yen >= 0 && yen <= 999'999'999);
}

// "c" for CP932, "b" for the columns that say a second time whose a row is, or something else; then the rows.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static fuzz::MemoryFile file;
  static const roster::Roster members{
      {member_roster::key("12", "0001001", "00"), {MemberId{1}, "ミホン　ハナコ", 1985y / 4 / 1, {}}},
      {member_roster::key("", "7", "01"), {MemberId{2}, "ミホン　タロウ", 1970y / 12 / 31, 2026y / 3 / 31}}};
  const std::string_view rows = fuzz::text_of(data, size).substr(1);
  const std::string columns = header + std::string(data[0] == 'b' ? ",生年月日,フリガナ\n" : "\n");
  const std::string bytes = (data[0] == 'c' ? csv::to_cp932(columns).bytes : columns) + std::string(rows);
  const auto content = expense_file::read(file.holding(bytes), members, 2026y / 11 / 30, [](std::size_t) {});
  const auto faults = content.faults.in_order();
  fuzz::demand_told(faults, bytes.size());
  for (const auto& one : content.odd) fuzz::demand_readable(one.what);
  for (const std::string& notice : content.notices) fuzz::demand_readable(notice);
  const expense_file::Line* before = nullptr;
  for (auto line = content.lines.begin(); faults.empty() && line != content.lines.end(); before = &*line++)
    demand_sound(*line, before);
  return 0;
}
