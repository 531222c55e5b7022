#include "domain/expenses/expense_year.hpp"

#include <algorithm>

namespace portal::expenses {

void Totals::add(const Amounts& amounts) {
  total += amounts.total;
  paid_by_society += amounts.paid_by_society;
  public_funds += amounts.public_funds;
  paid_at_window += amounts.paid_at_window;
}

void Totals::add(const Totals& others) {
  total += others.total;
  paid_by_society += others.paid_by_society;
  public_funds += others.public_funds;
  paid_at_window += others.paid_at_window;
}

YearGroups group(const Year& year, int number, Month published_through, std::optional<Date> left_on) {
  YearGroups groups;
  groups.insured_through = std::chrono::year{number} / std::chrono::December;
  if (left_on) {
    const Date last{std::chrono::sys_days{*left_on} - std::chrono::days{1}};
    groups.insured_through = std::min(groups.insured_through, last.year() / last.month());
  }
  for (std::size_t at = 0; at < groups.months.size(); ++at)
    groups.months[at].month = std::chrono::year{number} / std::chrono::month{static_cast<unsigned>(at + 1)};
  groups.years.push_back(static_cast<int>(published_through.year()));
  for (const Month month : year.arrived) {
    if (month.year() == std::chrono::year{number})
      groups.months[static_cast<unsigned>(month.month()) - 1].has_come = true;
    groups.years.push_back(static_cast<int>(month.year()));
  }
  std::ranges::sort(groups.years, std::greater{});
  groups.years.erase(std::unique(groups.years.begin(), groups.years.end()), groups.years.end());
  for (const Line& line : year.lines) {
    MonthGroup& month = groups.months[static_cast<unsigned>(line.month.month()) - 1];
    month.lines.push_back(&line);
    month.totals.add(line.amounts);
    groups.totals.add(line.amounts);
  }
  return groups;
}

}  // namespace portal::expenses
