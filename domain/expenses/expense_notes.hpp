#pragma once
#include <string>
#include <vector>

#include "domain/expenses/expense_year.hpp"

// Which months of a year are there and when the others come, in words.
namespace portal::expenses {

// 1～3月、7月; the months in any order.
std::string months_in_words(std::vector<unsigned> months);

// 1～8月, of those that have come; "" when none has.
std::string months_in(const YearGroups& groups);

// Sentences for a member: when the next month comes and when the year is whole, which months are missing though their
// day is past, or that all are there.
std::vector<std::string> what_comes(const YearGroups& groups, const Society& society, Month published_through);

// Why what was paid may be less than 窓口負担の額（計算）: the months with 高額療養費 and with 付加給付, a sentence
// each.
std::vector<std::string> relief(const YearGroups& groups);

}  // namespace portal::expenses
