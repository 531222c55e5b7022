#pragma once
#include <optional>

#include "base/calendar.hpp"
#include "sql/applications/screenings.hpp"
#include "sql/household/members.hpp"

// Who may apply for which screening, when, and where not why not (docs/decisions/0019). Pure: nothing here reads a
// clock or a database.
//
// Ages go by 年齢計算ニ関スル法律 with 民法143条: a year of age is complete at the end of the day before the birthday,
// of 28 February for those born on the 29th. So on a day somebody is as old as on that day's birthday party; but the
// age at a fiscal year's end (年度末年齢) is that at the end of 31 March, and who was born on 1 April has that year
// complete, as schools count it.
namespace portal::eligibility {

using calendar::Date;
using screenings::Rule;

// What the rule asks of a member.
struct Person {
  Date birth_date;
  char sex = 'f';  // 'm' or 'f'
  bool is_principal = false;
  Date enrolled_on;             // 資格取得日
  std::optional<Date> left_on;  // 資格喪失日: the first day without insurance
};
Person person_of(const Member& member);

// The first that holds, in this order.
enum class Reason {
  may_apply,
  applied,  // already, for this very programme
  left,
  for_women,
  for_principals,
  for_dependents,
  not_enrolled_then,  // on the day that the programme names
  too_young,          // until `from`
  too_old,
  interval,  // the latest one is not long enough ago, until `from`
  not_open,  // until `from`
  closed,
  full,
};
struct Verdict {
  Reason reason = Reason::may_apply;
  std::optional<Date> from = {};  // the first day on which this reason is gone
  bool may_apply() const { return reason == Reason::may_apply; }
};
Verdict judge(const Person& person, const screenings::Offer& offer, Date today);

// The part of it that is about the person alone, on a day: whom a programme is for.
Verdict judge_person(const Person& person, const Rule& rule, Date day);

// The age that the rule asks for; `day` is that of the application.
int age_of(Date birth_date, const Rule& rule, Date day);

// 2026 for a day from 1 April 2026 to 31 March 2027, and its first and last day.
int fiscal_year_of(Date day);
Date first_day_of(int fiscal_year);
Date last_day_of(int fiscal_year);

}  // namespace portal::eligibility
