#include "base/calendar.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.hpp"

namespace portal::calendar {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::size_t date_bytes_max = 100;  // 令和 with full-width digits and spaces needs half of it
constexpr std::chrono::hours japan_offset{9};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "2026/4/1 0" must not become 2026/4/10.
bool has_space_between_digits(std::string_view text) {
  for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at + 1)) {
    const std::size_t next = text.find_first_not_of(' ', at);
    if (at > 0 && next != std::string_view::npos && is_digit(text[at - 1]) && is_digit(text[next])) return true;
  }
  return false;
}

// Takes up to `digits_max` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits_max) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const auto digits = static_cast<std::size_t>(end - text.begin());
  if (digits == 0 || digits > digits_max) return std::nullopt;
  int number = 0;
  std::from_chars(text.data(), text.data() + digits, number);
  text.remove_prefix(digits);
  return number;
}

bool take(std::string_view& text, std::string_view what) {
  if (!text.starts_with(what)) return false;
  text.remove_prefix(what.size());
  return true;
}

const Era* take_era(std::string_view& text) {
  for (const Era& era : eras) {
    const bool is_small_letter = !text.empty() && text.front() - 'a' == era.letter.front() - 'A';
    if (is_small_letter) text.remove_prefix(1);
    if (is_small_letter || take(text, era.name) || take(text, era.letter)) return &era;
  }
  return nullptr;
}

// A day as it was written, whether or not the calendar has it.
struct Written {
  Date date;
  const Era* era = nullptr;  // none: by four digits
};

Written written(int year, int month, int day) {
  return {Date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
               std::chrono::day{static_cast<unsigned>(day)}}};
}

bool is_real(const Written& day) {
  if (!day.date.ok() || day.date.year() < 1000y || day.date.year() > 9999y) return false;
  return day.era == nullptr || (day.date >= day.era->first && day.date <= day.era->last);
}

// The rest behind the year: "年4月1日", "-04-01", "/4/1", ".4.1", with the same separator twice.
std::optional<Written> with_month_and_day(int year, std::string_view rest) {
  const bool in_words = take(rest, "年");
  const std::string_view separator = rest.substr(0, 1);
  if (!in_words && (separator.empty() || std::string_view("-/.").find(separator) == std::string_view::npos)) return {};
  if (!in_words) take(rest, separator);
  const auto month = take_number(rest, 2);
  if (!month || !take(rest, in_words ? "月" : separator)) return std::nullopt;
  const auto day = take_number(rest, 2);
  if (!day || (in_words && !take(rest, "日")) || !rest.empty()) return std::nullopt;
  return written(year, *month, *day);
}

std::optional<Written> date_of_era(const Era& era, std::string_view rest) {
  const auto year = take(rest, "元") ? std::optional<int>(1) : take_number(rest, 2);
  if (!year || *year == 0) return std::nullopt;
  auto day = with_month_and_day(static_cast<int>(era.first.year()) + *year - 1, rest);
  if (day) day->era = &era;
  return day;
}

std::optional<Written> read_date(std::string_view text) {
  if (text.size() > date_bytes_max || has_space_between_digits(text::fold_width(text))) return std::nullopt;
  const std::string folded = text::fold_numeric(text);
  std::string_view rest = folded;
  if (const Era* era = take_era(rest)) return date_of_era(*era, rest);
  if (rest.size() == 8 && std::all_of(rest.begin(), rest.end(), is_digit)) {
    const int number = *take_number(rest, 8);
    return written(number / 10000, number / 100 % 100, number % 100);
  }
  const bool has_four_digits = rest.size() > 4 && std::all_of(rest.begin(), rest.begin() + 4, is_digit);
  const auto year = take_number(rest, 4);
  if (!has_four_digits || !year) return std::nullopt;
  return with_month_and_day(*year, rest);
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  const auto day = read_date(text);
  if (!day || !is_real(*day)) return std::nullopt;
  return day->date;
}

bool is_no_day(std::string_view text) {
  const auto day = read_date(text);
  return day && !is_real(*day);
}

std::optional<Date> months_later(Date day, int months) {
  constexpr std::chrono::year last_year{9999};
  const auto month = std::chrono::year_month{day.year(), day.month()} + std::chrono::months{months};
  if (month.year() > last_year) return {};
  return std::min(Date{month / std::chrono::last}, Date{month / day.day()});
}

bool stands_for_none(std::string_view text) {
  constexpr std::array<std::string_view, 6> beginnings_of_time = {"18991230", "18991231", "19000100",
                                                                  "19000101", "190010",   "190011"};
  if (text.size() > date_bytes_max) return false;
  std::string digits;
  const std::string folded = text::fold_numeric(text);
  std::ranges::copy_if(folded, std::back_inserter(digits), is_digit);
  if (digits.empty()) return false;
  std::string_view rest = folded;
  if (take_era(rest) != nullptr) return rest.starts_with("99");  // no era has lasted a hundred years
  return digits.starts_with("9999") || digits.find_first_not_of('0') == digits.npos ||
         std::ranges::find(beginnings_of_time, digits) != beginnings_of_time.end();
}

// A month is written like a day without its end, so the first day's end is put behind it.
std::optional<std::chrono::year_month> parse_month(std::string_view text) {
  if (text.size() > date_bytes_max || has_space_between_digits(text::fold_width(text))) return std::nullopt;
  std::string folded = text::fold_numeric(text);
  const bool is_number = std::all_of(folded.begin(), folded.end(), is_digit);
  if (is_number && folded.size() == 6)
    folded += "01";
  else if (folded.ends_with("月"))
    folded += "1日";
  else if (const auto separator = folded.find_first_of("-/."); separator != folded.npos)
    if (folded.find(folded[separator], separator + 1) == folded.npos) folded += folded[separator] + std::string("1");
  const auto date = parse_date(folded);
  if (!date) return std::nullopt;
  return date->year() / date->month();
}

namespace {

// "令和8年", or "" before the first era. The newest era that has begun: the days with two names get the later one.
std::string year_of_era(Date date) {
  const auto era = std::find_if(eras.rbegin(), eras.rend(), [&date](const Era& one) { return one.first <= date; });
  if (era == eras.rend()) return "";
  const int year = static_cast<int>((date.year() - era->first.year()).count()) + 1;
  return year == 1 ? fmt::format("{}元年", era->name) : fmt::format("{}{}年", era->name, year);
}

}  // namespace

std::string japanese_date(Date date) {
  const std::string era_year = year_of_era(date);
  const std::string year = fmt::format("{}年", static_cast<int>(date.year()));
  return fmt::format("{}{}月{}日", era_year.empty() ? year : era_year + "（" + year + "）",
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string japanese_date_time(Timestamp at) {
  constexpr std::array<std::string_view, 7> weekdays = {"日", "月", "火", "水", "木", "金", "土"};
  const auto local = at + japan_offset;
  const auto midnight = std::chrono::floor<days>(local);
  const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::minutes>(local - midnight)};
  return fmt::format("{}（{}）{}:{:02}", japanese_date(Date{midnight}),
                     weekdays[std::chrono::weekday{midnight}.c_encoding()], clock.hours().count(),
                     clock.minutes().count());
}

std::string japanese_month(std::chrono::year_month month) {
  const std::string era_year = year_of_era(month / 1);
  return fmt::format("{}{}月", era_year.empty() ? fmt::format("{}年", static_cast<int>(month.year())) : era_year,
                     static_cast<unsigned>(month.month()));
}

std::string japanese_year(int year) {
  const std::string era_year = year_of_era(std::chrono::year{year} / std::chrono::December / 31);
  return era_year.empty() ? fmt::format("{}年", year) : era_year;
}

std::string hours_and_minutes(std::chrono::minutes time) {
  constexpr int minutes_per_hour = 60;
  const auto hours = time.count() / minutes_per_hour;
  const auto minutes = time.count() % minutes_per_hour;
  return (hours > 0 ? fmt::format("{}時間", hours) : "") + (minutes > 0 ? fmt::format("{}分", minutes) : "");
}

Date date_in_japan(Timestamp at) { return Date{std::chrono::floor<days>(at + japan_offset)}; }

int age_on(Date birth, Date on) {
  const int years = static_cast<int>(on.year()) - static_cast<int>(birth.year());
  const bool is_before_birthday = on.month() / on.day() < birth.month() / birth.day();
  return is_before_birthday ? years - 1 : years;
}

Date birthday(Date birth, int age) {
  const Date day = (birth.year() + std::chrono::years{age}) / birth.month() / birth.day();
  return day.ok() ? day : day.year() / std::chrono::March / 1;
}

int age_reached_on(Date birth, Date on) { return age_on(birth, Date{sys_days{on} + days{1}}); }

Date fiscal_year_end(Date date) {
  const bool ends_next_year = date.month() >= std::chrono::April;
  return (ends_next_year ? date.year() + std::chrono::years{1} : date.year()) / std::chrono::March / 31;
}

}  // namespace portal::calendar
