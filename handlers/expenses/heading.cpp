#include "handlers/expenses/heading.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.hpp"

namespace portal::expense_pages {

std::string whose(const Shown& shown) {
  const auto& branches = shown.question.branches;
  const auto& people = shown.year.people;
  if (branches.empty() && people.size() > 1) return fmt::format("家族全員（{}人）", people.size());
  std::string names;
  for (const expenses::Person& person : people)
    if (branches.empty() || std::ranges::find(branches, person.branch) != branches.end())
      names += (names.empty() ? "" : "、") + person.name;
  return names;
}

std::string year_in_words(int year) { return fmt::format("{}（{}年）", calendar::japanese_year(year), year); }

}  // namespace portal::expense_pages
