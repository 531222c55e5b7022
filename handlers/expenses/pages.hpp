#pragma once
#include <optional>

#include "domain/expenses/expense_year.hpp"
#include "fcgi/visit.hpp"

namespace portal::expense_pages {

// A year of a member's household, as it was read and is going to be recorded.
struct Shown {
  expenses::Question question;
  expenses::Year year;
  expenses::YearGroups groups;
};

// The year as four digits, "" `otherwise` or else the newest. Whose: ?person=01, or person-00=yes for each of several,
// the 枝番 of those whose expenses the member may see; none for all. Anything else is 404, alike for what is nonsense,
// not there, or not to be seen. `event` goes into the audit log.
Shown read_and_record(const Recording<MemberVisit>& visit, std::string_view year, audit::Event event,
                      std::optional<int> otherwise = {});

// The same as a piece of a query; "" for all.
std::string persons_query(const expenses::Question& question);

// A link to the same people's: /mihon/expenses?year=2026&person=01. `query` and `persons` may be "".
std::string target(const MemberVisit& visit, std::string_view path, std::string_view query, std::string_view persons);

}  // namespace portal::expense_pages
