#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "sql/applications/limit_bands.hpp"

// Which table of 自己負担限度額 holds for which month of treatment. No amount is built in: a society loads its tables.
namespace portal::limit_table {

using limit_bands::Month;
using limit_bands::Schedule;

// Those that hold in some month from `first` to `last`, in order: a period that crosses a change has two. Schedules as
// limit_bands::all() gives them.
std::vector<Schedule> holding(const std::vector<Schedule>& schedules, Month first, Month last);

// The same with those bands alone whose age somebody has in one of the months; a schedule left with none is left out.
// An age of treatment is that of the month's first day: 70 counts from the month after the birthday on, for who was
// born on a 1st from that very month. Bands whose words name no age are everybody's.
std::vector<Schedule> holding(const std::vector<Schedule>& schedules, Month first, Month last,
                              std::span<const calendar::Date> birth_dates);

// Which ages the words of a band mean: 70歳未満, 70歳以上, 70歳以上75歳未満, 70歳から74歳まで, 70～74歳. All of them
// when no age can be read.
struct Ages {
  int from = 0;
  int below = 1000;
  bool operator==(const Ages&) const = default;
};
Ages ages_meant(std::string_view words);

// 令和8年7月診療分まで, 令和8年8月診療分から令和9年7月診療分まで, すべての月.
std::string months_in_words(const Schedule& schedule);

// Months between two schedules for which none holds, as months_in_words() says them. Schedules in order.
std::vector<std::string> gaps(const std::vector<Schedule>& schedules);

// Puts them in the order of their months. False: two of them hold for the same month.
bool put_in_order(std::vector<Schedule>& schedules);

}  // namespace portal::limit_table
