#pragma once
#include <string>
#include <string_view>

#include "sql/expenses/expenses.hpp"

// Expense lines in the words of a member.
namespace portal::expenses {

// 診療区分 as a core system writes it, in words: 柔整 becomes 接骨院・整骨院（柔道整復）. One that is not known is
// shown as it came.
bool is_known_category(std::string_view category);
std::string category_in_words(std::string_view category);

// 2日, or 2回 where visits are counted.
std::string days_in_words(std::string_view category, int days);

// Why the amount on the member's receipt may be another than this line's, as far as the line itself tells; "" when
// nothing in it does.
std::string why_receipt_differs(const Line& line);

}  // namespace portal::expenses
