#include "domain/applications/limit_table.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.hpp"

namespace portal::limit_table {
namespace {

using namespace std::chrono_literals;

constexpr Month beginning = 1000y / 1, end = 9999y / 12;  // of what calendar::parse_month() reads

Month first_of(const Schedule& schedule) { return schedule.from.value_or(beginning); }
Month last_of(const Schedule& schedule) { return schedule.until.value_or(end); }

// Takes the number that comes next in the text, and all that stands before it; nothing when there is none.
std::optional<int> take_number(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_of("0123456789"), text.size()));
  int number = 0;
  const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return {};
  text.remove_prefix(static_cast<std::size_t>(stopped - text.data()));
  return number;
}

bool take(std::string_view& text, std::initializer_list<std::string_view> words) {
  const auto found = std::ranges::find_if(words, [text](std::string_view word) { return text.starts_with(word); });
  if (found == words.end()) return false;
  text.remove_prefix(found->size());
  return true;
}

bool is_somebody_s(const limit_bands::Band& band, Month first, Month last,
                   std::span<const calendar::Date> birth_dates) {
  const Ages ages = ages_meant(band.age);
  return std::ranges::any_of(birth_dates, [&](calendar::Date birth) {
    return calendar::age_on(birth, last / 1) >= ages.from && calendar::age_on(birth, first / 1) < ages.below;
  });
}

std::string treatment(Month month) { return calendar::japanese_month(month) + "診療分"; }

}  // namespace

std::vector<Schedule> holding(const std::vector<Schedule>& schedules, Month first, Month last) {
  std::vector<Schedule> found;
  std::ranges::copy_if(schedules, std::back_inserter(found),
                       [first, last](const Schedule& one) { return first_of(one) <= last && last_of(one) >= first; });
  return found;
}

std::vector<Schedule> holding(const std::vector<Schedule>& schedules, Month first, Month last,
                              std::span<const calendar::Date> birth_dates) {
  std::vector<Schedule> found = holding(schedules, first, last);
  for (Schedule& one : found)
    std::erase_if(one.bands, [&](const limit_bands::Band& band) {
      return !is_somebody_s(band, std::max(first, first_of(one)), std::min(last, last_of(one)), birth_dates);
    });
  std::erase_if(found, [](const Schedule& one) { return one.bands.empty(); });
  return found;
}

Ages ages_meant(std::string_view words) {
  const std::string folded = text::fold_width(words);
  std::string_view rest = folded;
  Ages ages;
  bool to_follows = false;
  while (const auto number = take_number(rest)) {
    if (!take(rest, {"歳", "才"}) && !rest.starts_with('~') && !rest.starts_with("〜") && !rest.starts_with('-'))
      return {};
    if (take(rest, {"未満"}))
      ages.below = *number;
    else if (take(rest, {"以下", "まで"}) || to_follows)
      ages.below = *number + 1;
    else if (take(rest, {"以上", "から", "~", "〜", "-"}))
      ages.from = *number, to_follows = true;
    else
      return {};
  }
  return ages;
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
