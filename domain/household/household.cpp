#include "domain/household/household.hpp"

#include <algorithm>

namespace portal::household {
namespace {

constexpr int adult_years = 18;

bool share_household(const Person& one, const Person& other) {
  return one.society_id == other.society_id && one.symbol == other.symbol && one.number == other.number;
}

// A person who left is gone for the principal on the same day; a household that left together stays as it was.
bool belongs(const Person& viewer, const Person& person, Date today) {
  if (!person.left_on) return true;
  const auto day = std::chrono::sys_days{today};
  const auto last = viewer.left_on ? std::min(day, std::chrono::sys_days{*viewer.left_on} - std::chrono::days{1}) : day;
  return std::chrono::sys_days{*person.left_on} > last;
}

}  // namespace

bool is_adult(Date birth_date, Date today) { return calendar::age_on(birth_date, today) >= adult_years; }

Date adult_from(Date birth_date) {
  const Date birthday = birth_date + std::chrono::years{adult_years};
  return birthday.ok() ? birthday : birthday.year() / std::chrono::March / 1;
}

bool may_see(const Person& viewer, const Person& person, const Society& society, Date today) {
  if (!share_household(viewer, person)) return false;
  if (viewer.id == person.id) return true;
  if (!society.principal_sees_household || !viewer.is_principal || person.is_principal) return false;
  if (person.is_protected || !belongs(viewer, person, today)) return false;
  return !person.hides_expenses || !is_adult(person.birth_date, today);
}

Standing standing(const Member& member, const Society& society, Date today) {
  if (!society.principal_sees_household) return Standing::society_shows_none;
  if (member.is_principal()) return Standing::principal;
  return is_adult(member.birth_date, today) ? Standing::chooses : Standing::too_young;
}

}  // namespace portal::household
