#include "domain/publishing/notice_audience.hpp"

#include <algorithm>

#include "base/calendar.hpp"

namespace portal::notice_audience {
namespace {

using Who = notices::Audience::Who;

bool fits_age(const notices::Audience& audience, int age) {
  return (!audience.age_from || age >= *audience.age_from) && (!audience.age_to || age <= *audience.age_to);
}

}  // namespace

bool addresses(const notices::Audience& audience, notices::Date from, const Member& member) {
  if (has_left(member.left_on, from)) return false;
  if (audience.who != Who::all && (audience.who == Who::principals) != member.is_principal()) return false;
  if (audience.sex && *audience.sex != member.sex) return false;
  if (!fits_age(audience, calendar::age_on(member.birth_date, from))) return false;
  return !audience.members || std::ranges::binary_search(*audience.members, member.id);
}

}  // namespace portal::notice_audience
