// Whatever is typed as a date: what passes is a day of the calendar, the same in every form that it can be written in.
#include "base/calendar.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace portal;
using namespace std::chrono_literals;
using calendar::parse_date;
using fuzz::demand;

static std::string as(const char* form, const calendar::Date& day) {
  return fmt::format(fmt::runtime(form), static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

static void demand_consistent(calendar::Date day) {
  for (const char* form : {"{:04}-{:02}-{:02}", "{}/{}/{}", "{}.{}.{}", "{}年{}月{}日", "{:04}{:02}{:02}"})
    demand(parse_date(as(form, day)) == day);
  const std::string words = calendar::japanese_date(day);  // 令和8年（2026年）11月22日, both of which are the day
  const std::string open = "（", close = "）";
  if (const auto at = words.find(open); at != words.npos && day.year() < 2118y) {  // after 令和99年 nobody counts
    const auto end = words.find(close);
    demand(parse_date(words.substr(0, at) + words.substr(end + close.size())) == day);
    demand(parse_date(words.substr(at + open.size(), end - at - open.size()) + words.substr(end + close.size())) ==
           day);
  }
  const calendar::Date on = 2026y / 11 / 30;
  const int age = calendar::age_on(day, on);
  if (day.year() < 9000y) demand(calendar::birthday(day, age) <= on && on < calendar::birthday(day, age + 1));
  const calendar::Date end = calendar::fiscal_year_end(day);
  demand(end.month() == std::chrono::March && end.day() == 31d && end >= day);
  if (const auto later = calendar::months_later(day, 1)) demand(later->ok() && *later > day);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view typed = fuzz::text_of(data, size);
  const auto day = parse_date(typed);
  const auto month = calendar::parse_month(typed);
  demand(!month || (month->ok() && month->year() >= 1000y && month->year() <= 9999y));
  if (calendar::stands_for_none(typed) && day) demand(day->year() >= 2117y || day->year() <= 1900y);  // R99
  if (!day) return 0;
  demand(day->ok() && day->year() >= 1000y && day->year() <= 9999y && !calendar::is_no_day(typed));
  demand(parse_date(text::trim(typed)) == day);
  demand(!month || *month == day->year() / day->month());
  demand_consistent(*day);
  return 0;
}
