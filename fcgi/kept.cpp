#include "fcgi/kept.hpp"

#include "base/calendar.hpp"
#include "sql/kept_society.hpp"

namespace portal::kept {
namespace {

KeptSociety& of(const Visit& visit) { return visit.kept; }

}  // namespace

const std::vector<FrontItem>& front_items(const Visit& visit) { return of(visit).front_items(visit.db); }
const expenses::Arrived& arrived(const Visit& visit) { return of(visit).arrived(visit.db); }
const std::vector<limit_bands::Schedule>& limit_schedules(const Visit& visit) {
  return of(visit).limit_schedules(visit.db);
}
const screenings::Programmes& programmes(const Visit& visit, int fiscal_year) {
  return of(visit).programmes(visit.db, fiscal_year);
}
const notices::Shown& notices(const Visit& visit) {
  return of(visit).notices(visit.db, calendar::date_in_japan(visit.now));
}
const std::vector<topics::Line>& topics(const Visit& visit) {
  return of(visit).topics(visit.db, calendar::date_in_japan(visit.now));
}

}  // namespace portal::kept
