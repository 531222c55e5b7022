#include "handlers/expenses/pages.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "fcgi/kept.hpp"

namespace portal::expense_pages {
namespace {

// A form's checkboxes: a name may stand in a query only once.
constexpr std::string_view one_of_several = "person-", chosen = "yes";

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int year_number(std::string_view text, int unasked) {
  constexpr std::size_t year_digits = 4;
  if (text.empty()) return unasked;
  if (text.size() != year_digits || !all_digits(text)) not_found();
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::vector<std::string> persons(const Fields& query) {
  constexpr std::size_t branch_digits = 2;
  std::vector<std::string> branches;
  for (const auto& [name, value] : query) {
    const bool is_one_of_several = name.starts_with(one_of_several);
    if (is_one_of_several ? value != chosen : name != "person" || value.empty()) continue;
    branches.push_back(is_one_of_several ? name.substr(one_of_several.size()) : value);
    if (branches.back().size() != branch_digits || !all_digits(branches.back())) not_found();
  }
  return branches;
}

void demand_seen(const Shown& shown) {
  for (const std::string& branch : shown.question.branches)
    if (std::ranges::find(shown.year.people, branch, &expenses::Person::branch) == shown.year.people.end()) not_found();
}

// Those whose lines are asked for, with or without one.
std::vector<MemberId> members(const Shown& shown) {
  const auto& asked = shown.question.branches;
  std::vector<MemberId> found;
  for (const expenses::Person& person : shown.year.people)
    if (asked.empty() || std::ranges::find(asked, person.branch) != asked.end()) found.push_back(person.id);
  return found;
}

}  // namespace

Shown read_and_record(const Recording<MemberVisit>& visit, std::string_view year, audit::Event event,
                      std::optional<int> otherwise) {
  const auto today = calendar::date_in_japan(visit.now);
  const auto published = expenses::published_through(visit.society, today);
  const int unasked = otherwise.value_or(static_cast<int>(published.year()));
  Shown shown{{visit.member.id, today, year_number(year, unasked), published, persons(visit.request.query)}, {}, {}};
  shown.year = expenses::year(visit.db, shown.question, kept::arrived(visit));
  shown.groups = expenses::group(shown.year, shown.question.year, published, visit.member.left_on);
  auto& years = shown.groups.years;
  if (std::ranges::find(years, shown.question.year) == years.end()) {
    if (shown.question.year != unasked) not_found();
    years.insert(std::ranges::lower_bound(years, unasked, std::greater{}), unasked);
  }
  demand_seen(shown);
  visit.showing = {event, std::chrono::year{shown.question.year}, members(shown)};
  return shown;
}

std::string persons_query(const expenses::Question& question) {
  std::string query;
  if (question.branches.size() == 1) return "person=" + question.branches.front();
  for (const std::string& branch : question.branches)
    query += fmt::format("{}{}{}={}", query.empty() ? "" : "&", one_of_several, branch, chosen);
  return query;
}

std::string target(const MemberVisit& visit, std::string_view path, std::string_view query, std::string_view persons) {
  return visit.url(fmt::format("{}{}{}{}{}", path, query.empty() && persons.empty() ? "" : "?", query,
                               query.empty() || persons.empty() ? "" : "&", persons));
}

}  // namespace portal::expense_pages
