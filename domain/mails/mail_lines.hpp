#pragma once
#include <string>
#include <string_view>

namespace portal {

// A mail's text with no line wider than 35 full-width characters (product.md §4); two half-width ones count as one.
// Longer lines go on below, as Japanese is set: no 、 or 」 at a line's start, no 「 at its end, no word or number
// torn. A line that is a URL stays whole, so that mail programs make a link of all of it.
std::string fold_lines(std::string_view text);

}  // namespace portal
