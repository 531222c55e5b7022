#pragma once
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

// Days as Japan counts them: eras, ages, fiscal years. Nothing here reads a clock.
namespace portal::calendar {

using Date = std::chrono::year_month_day;

// A new era is a new row here and an end to the one before. 明治 and 大正 ended on the day their successors began, so
// those two days have two names; since 昭和 an era starts on the day after. Up to 1872 Japan had another calendar: 明治
// is here for births only.
struct Era {
  std::string_view name, letter;
  Date first, last;
};
using namespace std::chrono_literals;
inline constexpr std::array<Era, 5> eras = {{
    {"明治", "M", 1868y / 10 / 23, 1912y / 7 / 30},
    {"大正", "T", 1912y / 7 / 30, 1926y / 12 / 25},
    {"昭和", "S", 1926y / 12 / 25, 1989y / 1 / 7},
    {"平成", "H", 1989y / 1 / 8, 2019y / 4 / 30},
    {"令和", "R", 2019y / 5 / 1, 9999y / 12 / 31},
}};

// 2026-04-01, 2026/4/1, 2026.4.1, 2026年4月1日, 20260401, 令和8年4月1日, R8.4.1, r8/4/1, 令和元年5月1日; full-width or
// half-width, with any dash, spaces beside the digits allowed. Years have four digits (1000 to 9999) or an era.
// Nothing for any other form, for a day that does not exist, and for one outside its era (平成40年, 昭和64年1月8日).
std::optional<Date> parse_date(std::string_view text);
// Written in one of those forms, but the calendar has no such day: 2月30日, 昭和64年1月8日.
bool is_no_day(std::string_view text);

// The same day so many months later, or that month's last where it has no such day, as MariaDB's + INTERVAL n MONTH has
// it. Nothing past the last year that a DATE can say, 9999.
std::optional<Date> months_later(Date day, int months);

// What core systems and spreadsheets write where there is no date: any day of the year 9999, a date of noughts or of
// nines (99999999, R99.99.99), and the days at which spreadsheets begin to count (1899-12-30, 1900-01-00, 1900-01-01).
bool stands_for_none(std::string_view text);

// 2026-04, 2026/4, 2026.4, 2026年4月, 202604, 令和8年4月, R8.4, and any form of a day in that month. Nothing for what
// is none, and for a month whose first day lies outside its era.
std::optional<std::chrono::year_month> parse_month(std::string_view text);

// 令和8年（2026年）11月22日; without an era before the first one. The date is a real one (date.ok()).
std::string japanese_date(Date date);

// 令和8年（2026年）11月22日（日）13:20, in Japan's time.
std::string japanese_date_time(Timestamp at);

// 令和8年10月, named by the era of the month's first day.
std::string japanese_month(std::chrono::year_month month);

// 令和8年 for 2026: the era of the year's last day.
std::string japanese_year(int year);

// 3時間, 90分 as 1時間30分; nothing of less than a minute.
std::string hours_and_minutes(std::chrono::minutes time);

// The day it is in Japan (UTC+9 all year).
Date date_in_japan(Timestamp at);

// Full years lived on a day, going up on the birthday; someone born on 29 February goes up on 1 March in common years.
// What people mean by age. Negative before birth.
int age_on(Date birth, Date on);

// On which somebody is that old, as age_on() counts: the birthday, or 1 March for those born on 29 February.
Date birthday(Date birth, int age);

// Age by 年齢計算ニ関スル法律: an age is reached at the end of the day before the birthday (28 February for those born
// on 29 February), so this counts it from that day on. For rules of the form 「○歳に達する日」, such as 70歳 and 75歳.
int age_reached_on(Date birth, Date on);

// 31 March of the fiscal year (April to March) that the day lies in.
Date fiscal_year_end(Date date);

}  // namespace portal::calendar
