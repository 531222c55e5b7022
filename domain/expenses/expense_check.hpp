#pragma once
#include <string>

#include "sql/expenses/expenses.hpp"

// What can be odd about an expense line whose every cell is sound (docs/decisions/0011). Words for a clerk.
namespace portal::expenses {

// 「」 when the amounts fit: 医療費総額 = 健保負担額 + 公費負担額 + 窓口負担額, give or take what a window rounds to
// ten yen, or what 高額療養費, 付加給付 and 食事療養費 of the same line explain. Else what is odd; an amount that would
// fit with one nought less or more is named.
std::string what_is_odd(const Amounts& amounts, int days);

}  // namespace portal::expenses
