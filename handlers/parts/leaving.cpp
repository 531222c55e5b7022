#include "handlers/parts/leaving.hpp"

#include "base/calendar.hpp"
#include "gen/parts/left.hpp"

namespace portal {
namespace {

// The last day on which who has left may sign in.
calendar::Date readable_until(const MemberVisit& visit, calendar::Date left_on) {
  const calendar::Date day = left_on + std::chrono::months{visit.society.readable_months_after_leaving};
  return day.ok() ? day : calendar::Date{day.year() / day.month() / std::chrono::last};
}

}  // namespace

bool tell_of_leaving(const MemberVisit& visit, View& page, Part place) {
  namespace t = templates::parts::left;
  const auto& left_on = visit.member.left_on;
  if (!has_left(left_on, calendar::date_in_japan(visit.now))) return false;
  View told(t::file);
  told.set(t::LEFT_ON, calendar::japanese_date(*left_on));
  told.set(t::READABLE_UNTIL, calendar::japanese_date(readable_until(visit, *left_on)));
  page.put(place, std::move(told));
  return true;
}

}  // namespace portal
