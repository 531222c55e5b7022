#include "base/time.hpp"

#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

namespace portal {
namespace {

int digits(std::string_view text, std::size_t at, std::size_t length) {
  int value = 0;
  if (text.size() < at + length) throw std::invalid_argument("not a date: too short");
  const char* first = text.data() + at;
  const auto [end, error] = std::from_chars(first, first + length, value);
  if (error != std::errc{} || end != first + length) throw std::invalid_argument("not a date: no digits");
  return value;
}

}  // namespace

std::string to_sql(std::chrono::year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string to_sql(Timestamp at) {
  const auto midnight = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss clock{at - midnight};
  return fmt::format("{} {:02}:{:02}:{:02}.{:06}", to_sql(std::chrono::year_month_day{midnight}), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

std::chrono::year_month_day date_from_sql(std::string_view text) {
  const std::chrono::year_month_day date{std::chrono::year{digits(text, 0, 4)},
                                         std::chrono::month{static_cast<unsigned>(digits(text, 5, 2))},
                                         std::chrono::day{static_cast<unsigned>(digits(text, 8, 2))}};
  if (!date.ok()) throw std::invalid_argument("not a date: no such day");
  return date;
}

Timestamp timestamp_from_sql(std::string_view text) {
  using namespace std::chrono;
  const auto clock = hours{digits(text, 11, 2)} + minutes{digits(text, 14, 2)} + seconds{digits(text, 17, 2)};
  const int fraction = text.size() >= 26 ? digits(text, 20, 6) : 0;
  return sys_days{date_from_sql(text)} + clock + microseconds{fraction};
}

}  // namespace portal
