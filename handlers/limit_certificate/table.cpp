#include "handlers/limit_certificate/table.hpp"

#include <algorithm>

#include "gen/limit_certificate/parts/table.hpp"

namespace portal {
namespace t = templates::limit_certificate::parts::table;
namespace {

// 250,000円 and ＋（医療費－800,000円）×1%, or 58,000円 and （外来は1人18,000円）: between them a line may end, nowhere
// else.
std::vector<std::string_view> pieces(std::string_view amount) {
  std::vector<std::string_view> found;
  while (!amount.empty()) {
    std::size_t end = std::min(amount.find("＋", 1), amount.size());
    if (!amount.starts_with("＋")) end = std::min(end, amount.find("（", 1));
    found.push_back(amount.substr(0, end));
    amount.remove_prefix(end);
  }
  return found;
}

}  // namespace

std::optional<View> limit_table_part(const std::vector<limit_table::Schedule>& all, limit_table::Month first,
                                     limit_table::Month last, std::span<const calendar::Date> birth_dates) {
  const auto schedules = limit_table::holding(all, first, last, birth_dates);
  if (schedules.empty()) return {};
  View view(t::file);
  for (const auto& schedule : schedules) {
    View& shown = view.add(t::SCHEDULE);
    shown.set(t::MONTHS, limit_table::months_in_words(schedule)).set(t::SCHEDULE_TITLE, schedule.title);
    for (const auto& band : schedule.bands) {
      View& row = shown.add(t::BAND)
                      .set(t::AGE, band.age)
                      .set(t::BAND_NAME, band.name)
                      .set(t::WHO, band.who)
                      .set(t::REPEATED, band.repeated.empty() ? "－" : band.repeated);
      for (const std::string_view piece : pieces(band.amount)) row.add(t::AMOUNT).set(t::PIECE, piece);
    }
  }
  return view;
}

}  // namespace portal
