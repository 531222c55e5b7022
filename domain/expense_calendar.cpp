#include "domain/expense_calendar.hpp"

#include <algorithm>

namespace portal::expenses {

Date comes_on(const Society& society, Month month) {
  const Month in = month + std::chrono::months{society.expense_month_lag};
  const Date last = in / std::chrono::last;
  return std::min(last, in / std::chrono::day{static_cast<unsigned>(society.expense_day)});
}

Month published_through(const Society& society, Date today) {
  const Month newest = month_of(today) - std::chrono::months{society.expense_month_lag};
  return comes_on(society, newest) <= today ? newest : newest - std::chrono::months{1};
}

}  // namespace portal::expenses
