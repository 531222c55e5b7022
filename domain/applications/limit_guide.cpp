#include "domain/applications/limit_guide.hpp"

#include <algorithm>

namespace portal::limit_guide {
namespace {

constexpr std::array<std::string_view, 5> names{"not-needed", "place-first", "form", "paper-form", "long-stay"};

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& all, std::string_view word) {
  return std::ranges::find(all, word) != all.end();
}

}  // namespace

std::optional<Advice> advise(const Answers& answers) {
  if (!is_one_of(cards, answers.card) || !is_one_of(places, answers.place) || !is_one_of(taxes, answers.tax)) return {};
  if (answers.tax == "exempt_long") return Advice::long_stay;
  if (answers.tax == "exempt") return Advice::paper_form;
  if (answers.card == "no" || answers.place == "no") return Advice::form;
  return answers.place == "yes" ? Advice::not_needed : Advice::place_first;
}

std::string_view name_of(Advice advice) { return names[static_cast<std::size_t>(advice)]; }

std::optional<Advice> advice_named(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return {};
  return static_cast<Advice>(found - names.begin());
}

}  // namespace portal::limit_guide
