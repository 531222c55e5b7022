#include "handlers/expenses/chart.hpp"

#include <algorithm>

#include "base/money.hpp"
#include "gen/expenses/parts/chart.hpp"

namespace portal {
namespace t = templates::expenses::parts::chart;
namespace {

// Units of the drawings' viewBoxes, as the template has them.
constexpr std::int64_t standing_base = 160, standing_height_max = 125, standing_step = 56, standing_first = 12,
                       standing_bar = 36, standing_label_gap = 7;
constexpr std::int64_t lying_length_max = 180, lying_step = 30, lying_first = 4, lying_start = 46, lying_text_down = 17,
                       lying_label_gap = 8;

void show_bar(View& view, const expenses::MonthGroup& month, std::int64_t highest) {
  const auto number = static_cast<unsigned>(month.month.month());
  const std::int64_t paid = month.totals.paid_at_window;
  const std::string label = month.has_come || paid > 0 ? money::grouped(paid) : "未着";
  const std::int64_t place = number - 1;
  const std::int64_t height = paid * standing_height_max / highest;
  const std::int64_t length = paid * lying_length_max / highest;
  const std::int64_t x = standing_first + place * standing_step;
  const std::int64_t y = lying_first + place * lying_step;
  view.add(t::STANDING)
      .set(t::X, x)
      .set(t::Y, standing_base - height)
      .set(t::HEIGHT, height)
      .set(t::MIDDLE, x + standing_bar / 2)
      .set(t::LABEL_Y, standing_base - height - standing_label_gap)
      .set(t::LABEL, label)
      .set(t::NUMBER, number);
  view.add(t::LYING)
      .set(t::Y, y)
      .set(t::LENGTH, length)
      .set(t::TEXT_Y, y + lying_text_down)
      .set(t::LABEL_X, lying_start + length + lying_label_gap)
      .set(t::LABEL, label)
      .set(t::NUMBER, number);
  view.add(t::ROW)
      .set(t::NUMBER, number)
      .set(t::TOTAL, month.has_come || month.totals.total > 0 ? money::yen(month.totals.total) : "未着")
      .set(t::AT_WINDOW, month.has_come || paid > 0 ? money::yen(paid) : "未着");
}

}  // namespace

View expense_chart(const expenses::YearGroups& groups, std::string_view year_name) {
  View view(t::file);
  view.set(t::YEAR_NAME, year_name);
  std::int64_t highest = 1;
  for (const auto& month : groups.months) highest = std::max(highest, month.totals.paid_at_window);
  for (const auto& month : groups.months) show_bar(view, month, highest);
  return view;
}

}  // namespace portal
