#include "handlers/limit_certificate/table.hpp"

#include "gen/limit_certificate/parts/table.hpp"

namespace portal {
namespace t = templates::limit_certificate::parts::table;

std::optional<View> limit_table_part(const std::vector<limit_table::Schedule>& all, limit_table::Month first,
                                     limit_table::Month last, std::span<const calendar::Date> birth_dates) {
  const auto schedules = limit_table::holding(all, first, last, birth_dates);
  if (schedules.empty()) return {};
  View view(t::file);
  for (const auto& schedule : schedules) {
    View& shown = view.add(t::SCHEDULE);
    shown.set(t::MONTHS, limit_table::months_in_words(schedule)).set(t::SCHEDULE_TITLE, schedule.title);
    for (const auto& band : schedule.bands)
      shown.add(t::BAND)
          .set(t::AGE, band.age)
          .set(t::BAND_NAME, band.name)
          .set(t::WHO, band.who)
          .set(t::AMOUNT, band.amount)
          .set(t::REPEATED, band.repeated.empty() ? "－" : band.repeated);
  }
  return view;
}

}  // namespace portal
