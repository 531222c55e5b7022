#pragma once
#include <optional>

#include "handlers/expenses/pages.hpp"
#include "templates/view.hpp"

// The year's lines by month, newest first: a page carries some 24 lines, in whole months, so that it stays light
// however long the year is; the other months are links to pages of their own.
namespace portal::expense_months {

// ?month=6: the month that opens; nothing for "", 404 for anything else.
std::optional<unsigned> asked(const Fields& query);

// Where a month's lines are: …&month=6#m6.
std::string url(const MemberVisit& visit, const expense_pages::Shown& shown, unsigned month);

// Fills the section LINES of expenses.tpl.
void show(View& lines, const MemberVisit& visit, const expense_pages::Shown& shown, std::optional<unsigned> month);

}  // namespace portal::expense_months
