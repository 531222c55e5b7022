#pragma once
#include "handlers/expenses/pages.hpp"

namespace portal::expense_pages {

// Whose expenses are shown: 家族全員（4人）, the one's name, or the names of the several that were chosen.
std::string whose(const Shown& shown);

// 令和8年（2026年）
std::string year_in_words(int year);

}  // namespace portal::expense_pages
