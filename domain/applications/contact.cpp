#include "domain/applications/contact.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace portal::contact {
namespace {

bool are_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string without_signs(std::string_view typed) {
  std::string folded = text::fold_numeric(typed);
  std::erase_if(folded, [](char c) { return c == '-' || c == '(' || c == ')' || c == '.' || c == '/'; });
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

Judged judge_postal_code(std::string_view typed) {
  if (auto code = postal_code(typed)) return {*std::move(code), ""};
  return {"", text::trim(typed).empty() ? "郵便番号を入力してください" : postal_code_rule};
}

Judged judge_telephone(std::string_view typed) {
  if (auto number = telephone(typed)) return {*std::move(number), ""};
  return {"", text::trim(typed).empty() ? "電話番号を入力してください" : telephone_rule};
}

std::string in_one_line(std::string text) {
  std::erase(text, '\r');
  std::ranges::replace(text, '\n', ' ');
  return text;
}

Judged judge_line(std::string_view typed, std::string_view name, std::size_t characters_max) {
  Judged judged{text::trim(typed), ""};
  if (judged.kept.empty())
    judged.fault = fmt::format("{}を入力してください", name);
  else if (text::has_control_or_bidi(judged.kept))
    judged.fault = fmt::format("{}に、使えない文字が入っています。入力し直してください", name);
  else if (text::code_points(judged.kept) > characters_max)
    judged.fault = fmt::format("{}は、{}文字までです", name, characters_max);
  return judged;
}

}  // namespace portal::contact
