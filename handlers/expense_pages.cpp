#include "handlers/expense_pages.hpp"

#include <algorithm>
#include <charconv>

#include "base/calendar.hpp"

namespace portal::expense_pages {
namespace {

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int year_number(std::string_view text, int newest) {
  constexpr std::size_t year_digits = 4;
  if (text.empty()) return newest;
  if (text.size() != year_digits || !all_digits(text)) not_found();
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string branch(std::string_view text) {
  constexpr std::size_t branch_digits = 2;
  if (!text.empty() && (text.size() != branch_digits || !all_digits(text))) not_found();
  return std::string(text);
}

}  // namespace

Shown read(const MemberVisit& visit, std::string_view year, std::string_view event) {
  const auto today = calendar::date_in_japan(visit.now);
  const auto published = expenses::published_through(visit.society, today);
  const int newest = static_cast<int>(published.year());
  Shown shown{
      {visit.member.id, today, year_number(year, newest), published, branch(visit.request.query["person"])}, {}, {}};
  shown.year = expenses::year(visit.db, shown.question);
  shown.groups = expenses::group(shown.year, shown.question.year, published);
  const auto& [viewer, day, number, through, one] = shown.question;
  if (std::ranges::find(shown.groups.years, number) == shown.groups.years.end()) not_found();
  if (!one.empty() && std::ranges::find(shown.year.people, one, &expenses::Person::branch) == shown.year.people.end())
    not_found();
  expenses::record(visit.db, shown.question, {event, visit.account.id, visit.origin()}, visit.now);
  return shown;
}

}  // namespace portal::expense_pages
