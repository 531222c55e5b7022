#pragma once
#include <array>
#include <cstdint>
#include <optional>
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
  Month insured_through;   // of the last day with insurance; December where that lies behind the year
};

// `year` outlives what comes back. `left_on` is the reader's 資格喪失日: the first day without insurance.
YearGroups group(const Year& year, int number, Month published_through, std::optional<Date> left_on = {});

}  // namespace portal::expenses
