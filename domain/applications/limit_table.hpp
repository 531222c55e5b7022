#pragma once
#include <string>
#include <vector>

#include "sql/applications/limit_bands.hpp"

// Which table of 自己負担限度額 holds for which month of treatment. No amount is built in: a society loads its tables.
namespace portal::limit_table {

using limit_bands::Month;
using limit_bands::Schedule;

// Those that hold in some month from `first` to `last`, in order: a period that crosses a change has two. Schedules as
// limit_bands::all() gives them.
std::vector<Schedule> holding(const std::vector<Schedule>& schedules, Month first, Month last);

// 令和8年7月診療分まで, 令和8年8月診療分から令和9年7月診療分まで, すべての月.
std::string months_in_words(const Schedule& schedule);

// Months between two schedules for which none holds, as months_in_words() says them. Schedules in order.
std::vector<std::string> gaps(const std::vector<Schedule>& schedules);

// Puts them in the order of their months. False: two of them hold for the same month.
bool put_in_order(std::vector<Schedule>& schedules);

}  // namespace portal::limit_table
