#include "handlers/parts/clock.hpp"

#include "base/calendar.hpp"
#include "gen/parts/clock.hpp"

namespace portal {
namespace t = templates::parts::clock;

View clock_view(Timestamp now) {
  constexpr std::string_view end_of_year = "）";
  const std::string words = calendar::japanese_date_time(now);
  const auto year = words.find(end_of_year) + end_of_year.size();
  return View(t::file).set(t::YEAR, words.substr(0, year)).set(t::DAY_AND_TIME, words.substr(year));
}

}  // namespace portal
