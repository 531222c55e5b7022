#include "domain/applications/contact.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace portal::contact {
namespace {

bool are_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string without_signs(std::string_view typed) {
  std::string folded = text::fold_numeric(typed);
  std::erase_if(folded, [](char c) { return c == '-' || c == '(' || c == ')'; });
  return folded;
}

}  // namespace

std::optional<std::string> postal_code(std::string_view typed) {
  constexpr std::size_t digits_count = 7, first_part = 3;
  constexpr std::string_view mark = "〒";
  std::string digits = without_signs(typed);
  if (digits.starts_with(mark)) digits.erase(0, mark.size());
  if (digits.size() != digits_count || !are_digits(digits)) return {};
  return digits.insert(first_part, "-");
}

std::optional<std::string> telephone(std::string_view typed) {
  constexpr std::size_t digits_min = 10, digits_max = 11;
  constexpr std::string_view japan = "+81";
  std::string digits = without_signs(typed);
  if (digits.starts_with(japan)) digits.replace(0, japan.size(), digits[japan.size()] == '0' ? "" : "0");
  const bool is_whole = digits.size() >= digits_min && digits.size() <= digits_max;
  if (!is_whole || digits.front() != '0' || !are_digits(digits)) return {};
  return digits;
}

}  // namespace portal::contact
