#pragma once
#include <string>
#include <vector>

#include "domain/expenses/expense_year.hpp"

// Which months of a year are there and when the others come, in words.
namespace portal::expenses {

// 1～8月, of those that have come; "" when none has.
std::string months_in(const YearGroups& groups);

// Sentences for a member: when the next month comes and when the year is whole, which months are missing though their
// day is past, or that all are there.
std::vector<std::string> what_comes(const YearGroups& groups, const Society& society, Month published_through);

}  // namespace portal::expenses
