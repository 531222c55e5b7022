#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "domain/expenses/expense_calendar.hpp"

// A year of expense lines as the page, the CSV file and the chart show it: grouped by month, summed up.
namespace portal::expenses {

struct Totals {
  std::int64_t total = 0, paid_by_society = 0, public_funds = 0, paid_at_window = 0;
  void add(const Amounts& amounts);
  void add(const Totals& others);
};

struct MonthGroup {
  Month month;
  bool has_come = false;           // a file in force has brought it, and its day is there
  std::vector<const Line*> lines;  // by 枝番, then レセプト番号
  Totals totals;
};

struct YearGroups {
  std::array<MonthGroup, 12> months;  // January first
  Totals totals;
  std::vector<int> years;  // that can be chosen, newest first
};

// `year` outlives what comes back.
YearGroups group(const Year& year, int number, Month published_through);

}  // namespace portal::expenses
