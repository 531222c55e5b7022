#pragma once
#include <optional>
#include <string>
#include <string_view>

// Where somebody is reached, as people type it: full-width or half-width, with any dashes, spaces and brackets.
namespace portal::contact {

// "100-0001", as the roster has it. Nothing unless there are seven digits; a 〒 before them is allowed.
std::optional<std::string> postal_code(std::string_view typed);

// "09000000000": ten or eleven digits that begin with 0, where +81 stands for the 0. Nothing for any other.
std::optional<std::string> telephone(std::string_view typed);

}  // namespace portal::contact
