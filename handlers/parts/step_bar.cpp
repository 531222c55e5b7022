#include "handlers/parts/step_bar.hpp"

#include "gen/parts/steps.hpp"

namespace portal {
namespace t = templates::parts::steps;

View step_list(std::span<const char* const> labels, int current) {
  View view(t::file);
  view.set(t::STEP_COUNT, labels.size()).set(t::STEP_NUMBER, current);
  int place = 0;
  for (const char* label : labels) {
    View& step = view.add(t::STEP).set(t::STEP_PLACE, ++place).set(t::STEP_LABEL, label);
    step.show(t::STEP_DONE, place < current).show(t::STEP_CURRENT, place == current);
  }
  return view;
}

}  // namespace portal
