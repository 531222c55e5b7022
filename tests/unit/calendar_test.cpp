#include "base/calendar.hpp"

#include <string>

#include <boost/test/unit_test.hpp>

namespace {

namespace calendar = portal::calendar;
using calendar::Date;
using namespace std::chrono_literals;
using std::chrono::sys_days;

BOOST_AUTO_TEST_SUITE(calendar_test)

BOOST_AUTO_TEST_CASE(a_date_is_read_in_every_form_that_files_and_people_use) {
  for (const char* text :
       {"2026-04-01",       "2026/4/1",     "20260401",         "令和8年4月1日",    "R8.4.1",
        "r8/4/1",           "2026.4.1",     "2026年4月1日",     "R08.04.01",        "２０２６－０４－０１",
        "２０２６／４／１", "Ｒ８．４．１", "令和８年４月１日", "令和 8年 4月 1日", " 2026-04-01　",
        "2026−4−1",         "2026ー04ー01", "㋿8年4月1日",      "令和08年04月01日", "R8-4-1",
        "令和8/4/1"}) {
    const auto date = calendar::parse_date(text);
    BOOST_TEST_REQUIRE(date.has_value(), text);
    BOOST_TEST((*date == 2026y / 4 / 1), text);
  }
}

BOOST_AUTO_TEST_CASE(what_stands_for_no_date_is_told_from_dates) {
  for (const char* none : {"9999-12-31", "9999年12月31日", "99999999", "R99.12.31", "R999999", "令和99年99月99日",
                           "0000-00-00", "0", "1899-12-30", "1900/1/1", "19000101", "1900-01-00"})
    BOOST_TEST(calendar::stands_for_none(none), none);
  for (const char* other :
       {"", "-", "x", "2026-04-01", "1900-01-02", "S64.1.7", "明治33年1月1日", "99-12-31", "2099-12-31"})
    BOOST_TEST(!calendar::stands_for_none(other), other);
}

// Who left on such a day would have stayed insured. Found by the fuzzer.
BOOST_AUTO_TEST_CASE(the_ninth_day_or_month_of_a_ninth_year_is_a_date_like_any_other) {
  for (const char* day : {"R9/9/4", "S9.9.9", "令和9年9月30日", "H9-9-1"}) {
    BOOST_TEST(!calendar::stands_for_none(day), day);
    BOOST_TEST(calendar::parse_date(day).has_value(), day);
  }
}

BOOST_AUTO_TEST_CASE(the_first_year_of_an_era_has_its_own_name) {
  BOOST_TEST((calendar::parse_date("令和元年5月1日") == 2019y / 5 / 1));
  BOOST_TEST((calendar::parse_date("平成元年1月8日") == 1989y / 1 / 8));
  BOOST_TEST((calendar::parse_date("R1.5.1") == 2019y / 5 / 1));
  BOOST_TEST((calendar::parse_date("S1.12.25") == 1926y / 12 / 25));
}

BOOST_AUTO_TEST_CASE(the_ends_of_eras_are_exact) {
  BOOST_TEST((calendar::parse_date("昭和64年1月7日") == 1989y / 1 / 7));
  BOOST_TEST((calendar::parse_date("H31.4.30") == 2019y / 4 / 30));
  BOOST_TEST((calendar::parse_date("大正15年12月25日") == 1926y / 12 / 25));
  BOOST_TEST((calendar::parse_date("M45.7.30") == 1912y / 7 / 30));
  for (const char* text :
       {"昭和64年1月8日", "平成40年4月1日", "H31.5.1", "R1.4.30", "昭和元年12月24日", "平成元年1月7日",
        "大正15年12月26日", "M45.7.31", "明治元年1月1日", "R0.5.1", "令和0年5月1日"})
    BOOST_TEST(!calendar::parse_date(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(what_is_not_a_day_is_nothing) {
  for (const char* text : {"",
                           " ",
                           "令和7年2月30日",
                           "2026-02-29",
                           "2026-13-01",
                           "2026-00-10",
                           "2026-04-31",
                           "20260431",
                           "2026-4",
                           "2026/4/",
                           "2026-04/01",
                           "2026-04-01 00:00",
                           "2026/4/1 0",
                           "2026年4月1",
                           "2026-4月1日",
                           "26-04-01",
                           "02026-04-01",
                           "2026-004-01",
                           "2026-04-001",
                           "令和",
                           "令和8",
                           "令和百年4月1日",
                           "X8.4.1",
                           "R8",
                           "R.4.1",
                           "8.4.1",
                           "0000-01-01",
                           "0999-01-01",
                           "202604",
                           "202604010",
                           "-2026-04-01",
                           "2026--04-01",
                           "+2026-04-01",
                           "令和元元年4月1日",
                           "ＲＲ8.4.1",
                           "4/1/2026",
                           "\xFF",
                           "99999999"})
    BOOST_TEST(!calendar::parse_date(text).has_value(), text);
  BOOST_TEST(!calendar::parse_date(std::string(100000, '1')).has_value());
}

BOOST_AUTO_TEST_CASE(every_day_since_meiji_reads_back_from_what_pages_show) {
  const auto last = sys_days{2100y / 12 / 31};
  for (auto day = sys_days{1868y / 10 / 23}; day <= last; day += std::chrono::days{1}) {
    const std::string shown = calendar::japanese_date(Date{day});
    const std::size_t bracket = shown.find("（");
    const std::size_t behind = shown.find("）") + std::string("）").size();
    const auto by_era = calendar::parse_date(shown.substr(0, bracket) + shown.substr(behind));
    if (!by_era || *by_era != Date{day}) BOOST_ERROR("does not read back: " + shown);
  }
}

BOOST_AUTO_TEST_CASE(eras_follow_one_another_without_a_gap) {
  for (std::size_t at = 1; at < calendar::eras.size(); ++at) {
    const auto gap = sys_days{calendar::eras[at].first} - sys_days{calendar::eras[at - 1].last};
    BOOST_TEST((gap == std::chrono::days{0} || gap == std::chrono::days{1}));
  }
}

BOOST_AUTO_TEST_CASE(dates_are_shown_with_both_years) {
  BOOST_TEST(calendar::japanese_date(2026y / 11 / 22) == "令和8年（2026年）11月22日");
  BOOST_TEST(calendar::japanese_date(2019y / 5 / 1) == "令和元年（2019年）5月1日");
  BOOST_TEST(calendar::japanese_date(2019y / 4 / 30) == "平成31年（2019年）4月30日");
  BOOST_TEST(calendar::japanese_date(1926y / 12 / 25) == "昭和元年（1926年）12月25日");
  BOOST_TEST(calendar::japanese_date(1850y / 1 / 2) == "1850年1月2日");
}

BOOST_AUTO_TEST_CASE(times_are_shown_in_japans_time) {
  using namespace std::chrono;
  const portal::Timestamp at = sys_days{2026y / 11 / 22} + 4h + 20min + 59s + microseconds{999999};
  BOOST_TEST(calendar::japanese_date_time(at) == "令和8年（2026年）11月22日（日）13:20");
  const portal::Timestamp night = sys_days{2026y / 12 / 31} + 15h + 5min;
  BOOST_TEST(calendar::japanese_date_time(night) == "令和9年（2027年）1月1日（金）0:05");
}

BOOST_AUTO_TEST_CASE(the_day_changes_at_midnight_in_japan) {
  const portal::Timestamp midnight = sys_days{2026y / 3 / 31} + 15h;
  BOOST_TEST((calendar::date_in_japan(midnight) == 2026y / 4 / 1));
  BOOST_TEST((calendar::date_in_japan(midnight - std::chrono::microseconds{1}) == 2026y / 3 / 31));
}

BOOST_AUTO_TEST_CASE(months_are_named_by_the_era_of_their_first_day) {
  BOOST_TEST(calendar::japanese_month(2026y / 10) == "令和8年10月");
  BOOST_TEST(calendar::japanese_month(2019y / 4) == "平成31年4月");
  BOOST_TEST(calendar::japanese_month(2019y / 5) == "令和元年5月");
  BOOST_TEST(calendar::japanese_month(1989y / 1) == "昭和64年1月");
  BOOST_TEST(calendar::japanese_month(1850y / 1) == "1850年1月");
}

BOOST_AUTO_TEST_CASE(months_are_read_in_the_forms_of_days) {
  for (const char* form : {"2026-04", "2026/4", "2026.4", "2026年4月", "202604", "令和8年4月", "R8.4", "2026-04-30"})
    BOOST_TEST((calendar::parse_month(form) == 2026y / 4), form);
  for (const char* form : {"", "4", "2026", "2026-00", "2026-13", "平成31年5月", "2026-1 2", "令和8年", "2026-04-31"})
    BOOST_TEST((!calendar::parse_month(form)), form);
}

BOOST_AUTO_TEST_CASE(years_are_named_by_the_era_of_their_last_day) {
  BOOST_TEST(calendar::japanese_year(2026) == "令和8年");
  BOOST_TEST(calendar::japanese_year(2019) == "令和元年");
  BOOST_TEST(calendar::japanese_year(2018) == "平成30年");
}

BOOST_AUTO_TEST_CASE(a_time_is_said_in_hours_and_minutes) {
  BOOST_TEST(calendar::hours_and_minutes(180min) == "3時間");
  BOOST_TEST(calendar::hours_and_minutes(90min) == "1時間30分");
  BOOST_TEST(calendar::hours_and_minutes(30min) == "30分");
}

BOOST_AUTO_TEST_CASE(age_goes_up_on_the_birthday_and_by_law_the_day_before) {
  const Date birth = 1956y / 4 / 1;
  BOOST_TEST(calendar::age_on(birth, 2026y / 3 / 31) == 69);
  BOOST_TEST(calendar::age_reached_on(birth, 2026y / 3 / 30) == 69);
  BOOST_TEST(calendar::age_reached_on(birth, 2026y / 3 / 31) == 70);
  BOOST_TEST(calendar::age_on(birth, 2026y / 4 / 1) == 70);
  BOOST_TEST(calendar::age_on(birth, 1956y / 4 / 1) == 0);
  BOOST_TEST(calendar::age_on(birth, 1956y / 3 / 31) == -1);
}

BOOST_AUTO_TEST_CASE(someone_born_on_29_february_reaches_an_age_at_the_end_of_28_february) {
  const Date birth = 2004y / 2 / 29;
  BOOST_TEST(calendar::age_on(birth, 2026y / 2 / 28) == 21);
  BOOST_TEST(calendar::age_on(birth, 2026y / 3 / 1) == 22);
  BOOST_TEST(calendar::age_reached_on(birth, 2026y / 2 / 27) == 21);
  BOOST_TEST(calendar::age_reached_on(birth, 2026y / 2 / 28) == 22);
  BOOST_TEST(calendar::age_reached_on(birth, 2024y / 2 / 28) == 20);
  BOOST_TEST(calendar::age_on(birth, 2024y / 2 / 28) == 19);
}

BOOST_AUTO_TEST_CASE(months_later_a_day_that_the_month_lacks_is_its_last) {
  using calendar::months_later;
  BOOST_TEST((months_later(2026y / 10 / 1, 12) == Date{2027y / 10 / 1}));
  BOOST_TEST((months_later(2026y / 8 / 31, 6) == Date{2027y / 2 / 28}));
  BOOST_TEST((months_later(2027y / 8 / 31, 6) == Date{2028y / 2 / 29}));
  BOOST_TEST((months_later(2026y / 8 / 31, 0) == Date{2026y / 8 / 31}));
  BOOST_TEST(!months_later(9999y / 12 / 31, 1));
}

BOOST_AUTO_TEST_CASE(a_fiscal_year_ends_on_31_march) {
  BOOST_TEST((calendar::fiscal_year_end(2026y / 4 / 1) == 2027y / 3 / 31));
  BOOST_TEST((calendar::fiscal_year_end(2026y / 3 / 31) == 2026y / 3 / 31));
  BOOST_TEST((calendar::fiscal_year_end(2026y / 1 / 1) == 2026y / 3 / 31));
  BOOST_TEST((calendar::fiscal_year_end(2026y / 12 / 31) == 2027y / 3 / 31));
}

BOOST_AUTO_TEST_CASE(a_day_that_the_calendar_does_not_have_is_told_from_what_is_no_day_at_all) {
  for (const char* text : {"昭和60年2月30日", "1985/2/30", "19850230", "令和7年13月1日", "昭和64年1月8日"})
    BOOST_TEST(calendar::is_no_day(text), text);
  for (const char* text : {"昭和60年2月28日", "1985/2/28", "", "30/2", "1985", "きのう"})
    BOOST_TEST(!calendar::is_no_day(text), text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
