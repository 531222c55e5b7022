#include "domain/applications/eligibility.hpp"

namespace portal::eligibility {
namespace {

using enum Reason;
using screenings::AgeCounted;
using screenings::Who;
using std::chrono::April;
using std::chrono::March;
using std::chrono::year;

// Ages at an end or a beginning of fiscal years go up by one a year.
Date old_enough_from(Date birth_date, const Rule& rule, int age) {
  if (rule.age_counted == AgeCounted::on_the_day) return calendar::birthday(birth_date, *rule.age_from);
  return first_day_of(rule.fiscal_year + *rule.age_from - age);
}

bool was_enrolled(const Person& person, Date day) {
  return person.enrolled_on <= day && !has_left(person.left_on, day);
}

Verdict judge_age(const Person& person, const Rule& rule, Date day) {
  const int age = age_of(person.birth_date, rule, day);
  if (rule.age_from && age < *rule.age_from) return {too_young, old_enough_from(person.birth_date, rule, age)};
  if (rule.age_to && age > *rule.age_to) return {too_old};
  return {};
}

bool is_too_soon(const screenings::Offer& offer) {
  return offer.last_year && offer.rule.fiscal_year - *offer.last_year < offer.rule.interval_years;
}

}  // namespace

Person person_of(const Member& member) {
  return {member.birth_date, member.sex, member.is_principal(), member.enrolled_on, member.left_on};
}

Verdict judge(const Person& person, const screenings::Offer& offer, Date today) {
  const Rule& rule = offer.rule;
  if (offer.applied) return {applied};
  if (const Verdict verdict = judge_person(person, rule, today); !verdict.may_apply()) return verdict;
  if (is_too_soon(offer)) return {interval, first_day_of(*offer.last_year + rule.interval_years)};
  if (today < rule.opens_on) return {not_open, rule.opens_on};
  if (today > rule.closes_on) return {closed};
  if (offer.is_full) return {full};
  return {};
}

Verdict judge_person(const Person& person, const Rule& rule, Date day) {
  if (has_left(person.left_on, day)) return {left};
  if (rule.women_only && person.sex != 'f') return {for_women};
  if (rule.who == Who::principals && !person.is_principal) return {for_principals};
  if (rule.who == Who::dependents && person.is_principal) return {for_dependents};
  if (rule.enrolled_on && !was_enrolled(person, *rule.enrolled_on)) return {not_enrolled_then};
  return judge_age(person, rule, day);
}

int age_of(Date birth_date, const Rule& rule, Date day) {
  switch (rule.age_counted) {
    case AgeCounted::fiscal_year_end:
      return calendar::age_reached_on(birth_date, last_day_of(rule.fiscal_year));
    case AgeCounted::april_first:
      return calendar::age_on(birth_date, first_day_of(rule.fiscal_year));
    case AgeCounted::on_the_day:
      break;
  }
  return calendar::age_on(birth_date, day);
}

int fiscal_year_of(Date day) { return static_cast<int>(calendar::fiscal_year_end(day).year()) - 1; }
Date first_day_of(int fiscal_year) { return year{fiscal_year} / April / 1; }
Date last_day_of(int fiscal_year) { return year{fiscal_year + 1} / March / 31; }

}  // namespace portal::eligibility
