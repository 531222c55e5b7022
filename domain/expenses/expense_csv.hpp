#pragma once
#include <string>

#include "base/formats/csv.hpp"
#include "domain/expenses/expense_year.hpp"

namespace portal::expenses {

// The year as a file for a spreadsheet: the page's lines in the page's order, amounts as plain numbers, no formula ever
// (security-checks.md CV-01). UTF-8 with BOM; or CP932, where a character that has no code there is 〓 and a last row
// says how many were.
std::string csv_file(const Year& year, const YearGroups& groups, csv::Encoding encoding);

// How many bytes that file has in UTF-8.
std::size_t csv_bytes(const Year& year, const YearGroups& groups);

}  // namespace portal::expenses
