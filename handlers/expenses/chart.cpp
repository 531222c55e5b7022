#include "handlers/expenses/chart.hpp"

#include <algorithm>

#include "base/money.hpp"
#include "gen/expenses/parts/chart.hpp"

namespace portal {
namespace t = templates::expenses::parts::chart;
namespace {

constexpr std::int64_t whole_bar = 100;            // the drawing's viewBox
constexpr std::int64_t grouped_below = 1'000'000;  // a longer amount would meet its neighbour
constexpr std::int64_t ten_thousand = 10'000;

// 412,648 or 123万; 円 follows.
std::string short_amount(std::int64_t amount) {
  return amount < grouped_below ? money::grouped(amount)
                                : money::grouped((amount + ten_thousand / 2) / ten_thousand) + "万";
}

void show_bar(View& view, const expenses::MonthGroup& month, bool may_come, std::int64_t highest,
              const std::function<std::string(unsigned)>& month_url) {
  const auto number = static_cast<unsigned>(month.month.month());
  const std::int64_t paid = month.totals.paid_at_window;
  View& bar = view.add(t::BAR).set(t::NUMBER, number);
  if (month.lines.empty()) {
    bar.add(t::NONE).set(t::WORDS, month.has_come ? "0円" : may_come ? "未着" : "－");
    return;
  }
  const std::int64_t part = (paid * whole_bar + highest - 1) / highest;  // what is not nothing has a bar
  bar.add(t::LINKED)
      .set(t::MONTH_URL, month_url(number))
      .set(t::PART, part)
      .set(t::TOP, whole_bar - part)
      .set(t::AMOUNT, short_amount(paid));
}

}  // namespace

View expense_chart(const expenses::YearGroups& groups, const std::function<std::string(unsigned)>& month_url) {
  View view(t::file);
  std::int64_t highest = 1;
  for (const auto& month : groups.months) highest = std::max(highest, month.totals.paid_at_window);
  for (const auto& month : groups.months)
    show_bar(view, month, month.month <= groups.insured_through, highest, month_url);
  return view;
}

}  // namespace portal
