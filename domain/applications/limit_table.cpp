#include "domain/applications/limit_table.hpp"

#include <algorithm>

#include "base/calendar.hpp"

namespace portal::limit_table {
namespace {

using namespace std::chrono_literals;

constexpr Month beginning = 1000y / 1, end = 9999y / 12;  // of what calendar::parse_month() reads

Month first_of(const Schedule& schedule) { return schedule.from.value_or(beginning); }
Month last_of(const Schedule& schedule) { return schedule.until.value_or(end); }

std::string treatment(Month month) { return calendar::japanese_month(month) + "診療分"; }

}  // namespace

std::vector<Schedule> holding(const std::vector<Schedule>& schedules, Month first, Month last) {
  std::vector<Schedule> found;
  std::ranges::copy_if(schedules, std::back_inserter(found),
                       [first, last](const Schedule& one) { return first_of(one) <= last && last_of(one) >= first; });
  return found;
}

std::string months_in_words(const Schedule& schedule) {
  const auto& [title, from, until, bands] = schedule;
  if (from && until && *from == *until) return treatment(*from);
  const std::string begins = from ? treatment(*from) + "から" : "";
  const std::string ends = until ? treatment(*until) + "まで" : "";
  return begins.empty() && ends.empty() ? "すべての月" : begins + ends;
}

std::vector<std::string> gaps(const std::vector<Schedule>& schedules) {
  std::vector<std::string> found;
  for (std::size_t at = 1; at < schedules.size(); ++at) {
    const Month first = last_of(schedules[at - 1]) + std::chrono::months{1};
    const Month last = first_of(schedules[at]) - std::chrono::months{1};
    if (first <= last) found.push_back(months_in_words({"", first, last, {}}));
  }
  return found;
}

bool put_in_order(std::vector<Schedule>& schedules) {
  std::ranges::stable_sort(schedules, {}, first_of);
  const auto overlap = std::ranges::adjacent_find(
      schedules, [](const Schedule& one, const Schedule& next) { return last_of(one) >= first_of(next); });
  return overlap == schedules.end();
}

}  // namespace portal::limit_table
