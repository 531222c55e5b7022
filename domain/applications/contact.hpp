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

inline constexpr const char* postal_code_rule = "郵便番号は7桁の数字です";
inline constexpr const char* telephone_rule = "電話番号は、0から始まる10桁か11桁の数字です";

// What was typed in several lines: clerks read it in a column of a file.
std::string in_one_line(std::string text);

// The same as a form's answer: as it will be kept, or what the page says is wrong with it.
struct Judged {
  std::string kept, fault;
};
Judged judge_postal_code(std::string_view typed);
Judged judge_telephone(std::string_view typed);
// A line that must be there. `name` is what the page calls it.
Judged judge_line(std::string_view typed, std::string_view name, std::size_t characters_max);

}  // namespace portal::contact
