#pragma once
#include <functional>
#include <string>

#include "domain/expenses/expense_year.hpp"
#include "templates/view.hpp"

namespace portal {

// The year's 窓口負担の額（計算） by month as bars, each of them a link to where `month_url` says that month's lines
// are.
View expense_chart(const expenses::YearGroups& groups, const std::function<std::string(unsigned)>& month_url);

}  // namespace portal
