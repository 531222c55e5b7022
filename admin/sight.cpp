#include "admin/sight.hpp"

#include <algorithm>
#include <utility>

namespace portal::admin {

Sight sight(const SocietyCall& call, audit::Event event, const std::vector<audit::About>& of,
            std::function<void()> show) {
  Sight found{event, {}, std::move(show)};
  for (const audit::About& about : of) found.rows.push_back({call.society.id, about});
  return found;
}

void record(const DatabaseCall& call, const Sight& sight) {
  std::vector<Sight::Row> rows = sight.rows;
  if (rows.empty())
    for (const Society& society : chosen_societies(call)) rows.push_back({society.id, {}});
  std::ranges::stable_sort(rows, {}, &Sight::Row::society);
  for (auto first = rows.begin(); first != rows.end();) {
    const auto last =
        std::ranges::find_if(first, rows.end(), [&](const Sight::Row& row) { return row.society != first->society; });
    std::vector<audit::About> of_one;
    std::transform(first, last, std::back_inserter(of_one), [](const Sight::Row& row) { return row.about; });
    db::SocietyDatabase db(call.database, first->society);
    audit::write(db, sight.event, of_one, {.operator_name = operator_name()}, call.now);
    first = last;
  }
}

}  // namespace portal::admin
