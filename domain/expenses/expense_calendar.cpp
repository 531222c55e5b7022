#include "domain/expenses/expense_calendar.hpp"

#include <algorithm>

#include "base/calendar.hpp"

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

News news_since(const Society& society, Timestamp known_at, Date today) {
  const Month newest = published_through(society, today);
  return {first_day(newest - std::chrono::years{1}), first_day(newest),
          first_day(published_through(society, calendar::date_in_japan(known_at))), known_at};
}

}  // namespace portal::expenses
