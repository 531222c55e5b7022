#pragma once
#include <string>
#include <string_view>

namespace portal {

// Text as HTML in which dates, amounts and counts don't break inside: escaped, with each number and what belongs to it
// (令和8年, 11月22日, 12,340円, 3件, 1～8月) in a span that stays on one line. What the modifier {{MARKER:x-whole}}
// does; for text between tags alone, never in an attribute.
std::string whole(std::string_view text);

}  // namespace portal
