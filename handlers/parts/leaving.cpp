#include "handlers/parts/leaving.hpp"

#include "base/calendar.hpp"
#include "gen/parts/left.hpp"

namespace portal {

bool tell_of_leaving(const MemberVisit& visit, View& page, Part place) {
  namespace t = templates::parts::left;
  const auto& left_on = visit.member.left_on;
  if (!has_left(left_on, calendar::date_in_japan(visit.now))) return false;
  View told(t::file);
  told.set(t::LEFT_ON, calendar::japanese_date(*left_on));
  const auto readable_until = calendar::months_later(*left_on, visit.society.readable_months_after_leaving);
  told.set(t::READABLE_UNTIL, calendar::japanese_date(readable_until.value()));  // nobody has left in 9999 yet
  page.put(place, std::move(told));
  return true;
}

}  // namespace portal
