#pragma once
#include <span>
#include <string>
#include <string_view>

// Column names as a file's first row has them, beside those that an import knows (base/formats/csv.hpp).
namespace portal::csv_names {

using Known = std::span<const std::string_view>;

// In any width, with spaces around it: what two names are compared by.
std::string folded(std::string_view name);

// This row is meant as the column names: half of those that must be there stand in it. Its names are folded.
bool are_in(std::span<const std::string> row, Known required);

// What separates the names in this line instead of a comma (タブ, セミコロン); "" when nothing else does.
std::string_view other_separator(std::string_view line, Known required);

// The one of `names` that is most likely meant by `name`, misspelt or written otherwise; "" when none resembles it.
std::string resembling(std::string_view name, std::span<const std::string> names);

}  // namespace portal::csv_names
