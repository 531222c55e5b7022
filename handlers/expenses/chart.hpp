#pragma once
#include "domain/expenses/expense_year.hpp"
#include "templates/view.hpp"

namespace portal {

// The year's 窓口負担 by month as bars: standing ones for wide windows, lying ones for phones, and the same as a table.
View expense_chart(const expenses::YearGroups& groups, std::string_view year_name);

}  // namespace portal
