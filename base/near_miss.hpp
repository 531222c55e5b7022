#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace portal {

// The one of `known` that was probably meant, by Levenshtein's distance; "" when none resembles it.
std::string nearest_word(std::string_view typed, const std::vector<std::string>& known);

// The same as words for whoever typed it: `did you mean "…"?` or "".
std::string near_miss(std::string_view typed, const std::vector<std::string>& known);

}  // namespace portal
