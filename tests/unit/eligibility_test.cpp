#include "domain/applications/eligibility.hpp"

#include <boost/test/unit_test.hpp>

#include "domain/applications/screening_words.hpp"

namespace {

using namespace std::chrono_literals;
using namespace portal;
using eligibility::Person;
using eligibility::Reason;
using enum eligibility::Reason;
using screenings::AgeCounted;
using screenings::Date;
using screenings::Offer;
using screenings::Who;

constexpr Date today = 2026y / 11 / 22;

// For women and men of 40 to 74 by 年度末年齢, every other fiscal year, open from April to November 2026.
Offer offer() {
  Offer made;
  made.title = "胃がん検診";
  made.rule.cancer = "胃がん";
  made.rule.fiscal_year = 2026;
  made.rule.age_from = 40;
  made.rule.age_to = 74;
  made.rule.interval_years = 2;
  made.rule.opens_on = 2026y / 4 / 1;
  made.rule.closes_on = 2026y / 11 / 30;
  return made;
}

Person person(Date birth_date = 1980y / 6 / 15) { return {birth_date, 'f', true, 2010y / 4 / 1, {}}; }

}  // namespace

BOOST_TEST_DONT_PRINT_LOG_VALUE(portal::eligibility::Reason)

BOOST_AUTO_TEST_SUITE(eligibility_of_screenings)

BOOST_AUTO_TEST_CASE(ages_go_by_law_at_the_year_s_end_at_its_beginning_and_on_the_day) {
  struct Row {
    Date birth_date;
    int at_end, at_first, on_the_day;  // of the fiscal year 2026, and on 22 November 2026
  };
  for (const Row& row : {Row{1987y / 4 / 1, 40, 39, 39},    // complete at the end of 31 March 2027
                         Row{1987y / 4 / 2, 39, 38, 39},    // a school year later
                         Row{1986y / 4 / 1, 41, 40, 40},    // the birthday is the first day
                         Row{1986y / 4 / 2, 40, 39, 40},    //
                         Row{1986y / 3 / 31, 41, 40, 40},   //
                         Row{1986y / 11 / 22, 40, 39, 40},  // today is the birthday
                         Row{1986y / 11 / 23, 40, 39, 39},  // tomorrow is
                         Row{1984y / 2 / 29, 43, 42, 42}}) {
    auto rule = offer().rule;
    BOOST_TEST(eligibility::age_of(row.birth_date, rule, today) == row.at_end);
    rule.age_counted = AgeCounted::april_first;
    BOOST_TEST(eligibility::age_of(row.birth_date, rule, today) == row.at_first);
    rule.age_counted = AgeCounted::on_the_day;
    BOOST_TEST(eligibility::age_of(row.birth_date, rule, today) == row.on_the_day);
  }
}

BOOST_AUTO_TEST_CASE(who_was_born_on_a_leap_day_is_older_from_the_first_of_march_of_common_years) {
  auto rule = offer().rule;
  rule.age_counted = AgeCounted::on_the_day;
  BOOST_TEST(eligibility::age_of(1988y / 2 / 29, rule, 2027y / 2 / 28) == 38);
  BOOST_TEST(eligibility::age_of(1988y / 2 / 29, rule, 2027y / 3 / 1) == 39);
  BOOST_TEST(eligibility::age_of(1988y / 2 / 29, rule, 2028y / 2 / 29) == 40);
  Offer made = offer();
  made.rule.age_counted = AgeCounted::on_the_day;
  made.rule.age_from = 39;
  BOOST_TEST((eligibility::judge(person(1988y / 2 / 29), made, today).from == 2027y / 3 / 1));
}

BOOST_AUTO_TEST_CASE(each_reason_is_found_with_the_day_from_which_it_is_gone) {
  struct Row {
    const char* what;
    Person person;
    void (*change)(Offer&);
    Date day;
    Reason reason;
    std::optional<Date> from;
  };
  const auto none = [](Offer&) {};
  Person left_one = person(), leaving = person(), man = person(), dependent = person(), newcomer = person();
  left_one.left_on = today;
  leaving.left_on = 2026y / 11 / 23;
  man.sex = 'm';
  dependent.is_principal = false;
  newcomer.enrolled_on = 2026y / 4 / 2;
  const auto women = [](Offer& made) { made.rule.women_only = true; };
  const auto principals = [](Offer& made) { made.rule.who = Who::principals; };
  const auto dependents = [](Offer& made) { made.rule.who = Who::dependents; };
  const auto then = [](Offer& made) { made.rule.enrolled_on = 2026y / 4 / 1; };
  const auto last_year = [](Offer& made) { made.last_year = 2025; };
  const auto before_last = [](Offer& made) { made.last_year = 2024; };
  const auto whenever = [](Offer& made) { made.last_year = 2026, made.rule.interval_years = 0; };
  const auto full_one = [](Offer& made) { made.is_full = true; };
  const auto already = [](Offer& made) { made.applied = ApplicationId{7}; };
  for (const Row& row : {
           Row{"may", person(), none, today, may_apply, {}},
           Row{"already", left_one, already, today, applied, {}},
           Row{"left today", left_one, none, today, left, {}},
           Row{"leaves tomorrow", leaving, none, today, may_apply, {}},
           Row{"a man", man, women, today, for_women, {}},
           Row{"a woman", person(), women, today, may_apply, {}},
           Row{"a dependent", dependent, principals, today, for_principals, {}},
           Row{"a principal", person(), dependents, today, for_dependents, {}},
           Row{"enrolled a day later", newcomer, then, today, not_enrolled_then, {}},
           Row{"enrolled before", person(), then, today, may_apply, {}},
           Row{"born on 2 April", person(1987y / 4 / 2), none, today, too_young, 2027y / 4 / 1},
           Row{"born on 1 April", person(1987y / 4 / 1), none, today, may_apply, {}},
           Row{"ten years to go", person(1997y / 4 / 1), none, today, too_young, 2036y / 4 / 1},
           Row{"75 on 1 April", person(1952y / 4 / 1), none, today, too_old, {}},
           Row{"75 on 2 April", person(1952y / 4 / 2), none, today, may_apply, {}},
           Row{"last year", person(), last_year, today, interval, 2027y / 4 / 1},
           Row{"the year before last", person(), before_last, today, may_apply, {}},
           Row{"no interval", person(), whenever, today, may_apply, {}},
           Row{"too early", person(), none, 2026y / 3 / 31, not_open, 2026y / 4 / 1},
           Row{"the first day", person(), none, 2026y / 4 / 1, may_apply, {}},
           Row{"the last day", person(), none, 2026y / 11 / 30, may_apply, {}},
           Row{"too late", person(), none, 2026y / 12 / 1, closed, {}},
           Row{"full", person(), full_one, today, full, {}},
       }) {
    Offer made = offer();
    row.change(made);
    const auto verdict = eligibility::judge(row.person, made, row.day);
    BOOST_TEST((verdict.reason == row.reason && verdict.from == row.from), row.what);
    BOOST_TEST(screening_words::why_not(made, verdict).empty() == verdict.may_apply(), row.what);
  }
}

BOOST_AUTO_TEST_CASE(who_is_too_young_on_the_day_learns_the_birthday_and_whether_it_is_in_time) {
  Offer made = offer();
  made.rule.age_counted = AgeCounted::on_the_day;
  const auto why = [&made](Date birth_date) {
    return screening_words::why_not(made, eligibility::judge(person(birth_date), made, today));
  };
  BOOST_TEST(why(1986y / 11 / 25).ends_with("40歳になるのは令和8年（2026年）11月25日です。その日から申し込めます。"));
  BOOST_TEST(
      why(1986y / 12 / 1).ends_with("40歳になるのは令和8年（2026年）12月1日です。今回の受付には間に合いません。"));
  made.rule.age_counted = AgeCounted::fiscal_year_end;
  BOOST_TEST(
      why(1987y / 4 / 2) ==
      "対象は40歳以上74歳以下の方です（令和9年（2027年）3月31日の年齢）。令和9年度（2027年度）から対象になります。");
  made.rule.age_from = made.rule.age_to = 20;  // "20歳以上20歳以下"
  BOOST_TEST(screening_words::whom(made.rule).starts_with("20歳（令和9年（2027年）3月31日の年齢）"));
  BOOST_TEST(screening_words::why_not(made, {Reason::too_old}) ==
             "対象は20歳の方です（令和9年（2027年）3月31日の年齢）。");
}

BOOST_AUTO_TEST_CASE(a_tile_says_what_there_is_to_do_first) {
  const auto tile = [](std::initializer_list<std::pair<Offer, Reason>> all) {
    std::vector<screening_words::Judged> judged;
    for (const auto& [made, reason] : all) judged.push_back({made, {reason}});
    return screening_words::tile(judged, false);
  };
  Offer later = offer(), next = offer();
  later.rule.closes_on = 2026y / 12 / 25;
  next.rule.opens_on = 2027y / 4 / 1;
  BOOST_TEST(tile({}) == "今年度の検診の案内は、まだありません。");
  BOOST_TEST(tile({{later, may_apply}, {offer(), may_apply}, {offer(), full}}) == "11月30日まで受付中。");
  BOOST_TEST(tile({{later, may_apply}, {offer(), applied}}) == "12月25日まで受付中。申込み済みが1件あります。");
  BOOST_TEST(tile({{offer(), applied}, {offer(), closed}}) == "申込み済みが1件あります。");
  BOOST_TEST(tile({{next, not_open}, {offer(), closed}}) == "受付は4月1日からです。");
  BOOST_TEST(tile({{offer(), closed}}) == "今年度の受付は終わりました。");
  BOOST_TEST(tile({{offer(), too_young}}) == "いま申し込める検診はありません。");
}

BOOST_AUTO_TEST_SUITE_END()
