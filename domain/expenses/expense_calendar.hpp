#pragma once
#include "sql/expenses/expenses.hpp"
#include "sql/societies.hpp"

// When a month's expenses come (product.md §7: month lag and day are the society's settings). Days of Japan.
namespace portal::expenses {

// The day from which a month is shown: the society's day of the month that lies its lag behind; its last day where that
// month is shorter.
Date comes_on(const Society& society, Month month);

// The newest month whose day has come.
Month published_through(const Society& society, Date today);

// What is new on the day to somebody who last looked at `known_at`; nothing of months more than a year back.
News news_since(const Society& society, Timestamp known_at, Date today);

}  // namespace portal::expenses
