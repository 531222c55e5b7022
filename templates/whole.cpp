#include "templates/whole.hpp"

#include <algorithm>
#include <array>

namespace portal {
namespace {

constexpr std::array<std::string_view, 5> eras{"明治", "大正", "昭和", "平成", "令和"};
constexpr std::array<std::string_view, 24> units{"時間", "か月", "年度", "年分", "月分", "年", "月", "日",
                                                 "時",   "分",   "円",   "万円", "件",   "回", "人", "歳",
                                                 "通",   "個",   "行",   "桁",   "つ",   "KB", "%",  "文字"};
constexpr std::array<std::string_view, 3> joints{"～", "〜", "元"};
constexpr std::array<std::string_view, 7> weekdays{"（月）", "（火）", "（水）", "（木）",
                                                   "（金）", "（土）", "（日）"};
constexpr std::array<std::string_view, 2> stops{"、", "。"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t length_of_one(std::string_view text, const auto& words) {
  for (const std::string_view word : words)
    if (text.starts_with(word)) return word.size();
  return 0;
}

// 12,340 or 9:30; what stands between digits and nowhere else belongs to them.
std::size_t digits_of(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) {
    ++length;
    const bool goes_on =
        length + 1 < text.size() && std::string_view(",.:-").find(text[length]) != std::string_view::npos;
    if (goes_on && is_digit(text[length + 1])) ++length;
  }
  return length;
}

// （2026年） or （2026年度） that says again what stood before it.
std::size_t length_of_western_year(std::string_view text) {
  constexpr std::string_view opening = "（";
  if (!text.starts_with(opening)) return 0;
  const std::size_t digits = digits_of(text.substr(opening.size()));
  if (digits == 0) return 0;
  for (const std::string_view closing : {"年）", "年度）"})
    if (text.substr(opening.size() + digits).starts_with(closing)) return opening.size() + digits + closing.size();
  return 0;
}

// Of one number with all that it is written with: 令和8年12月10日, 12月1日（火）2:15. One with the year in both counts
// ends there, 令和8年（2026年）: with its month and day it would be longer than a phone's line. A 、 or 。 goes along:
// by the last resort of a narrow line it would begin the next.
std::size_t length_of_number(std::string_view text) {
  const std::size_t era = length_of_one(text, eras);
  std::size_t length = era;
  for (;;) {
    std::size_t more = digits_of(text.substr(length));
    if (more == 0 && length == 0) return 0;
    if (more == 0) more = length_of_one(text.substr(length), joints);
    if (more == 0) break;
    length += more;
    length += length_of_one(text.substr(length), units);
    length += length_of_one(text.substr(length), weekdays);
  }
  if (length == era) return 0;
  if (era > 0) length += length_of_western_year(text.substr(length));
  return length > 1 ? length + length_of_one(text.substr(length), stops) : length;
}

// Where even one number has no room on a line, it ends after its year or its day, a telephone's every four digits
// (page.css).
std::string with_ends(std::string_view number) {
  constexpr std::string_view end = "<wbr>";
  constexpr std::size_t telephone = 10, group = 4;  // digits
  std::string text;
  while (!number.empty()) {
    const std::size_t digits = digits_of(number);
    const bool after_year_or_day = text.ends_with("年") || text.ends_with("度") || text.ends_with("）");
    if (after_year_or_day && (digits > 0 || number.starts_with("（"))) text += end;
    const bool in_groups = digits >= telephone && std::ranges::all_of(number.substr(0, digits), is_digit);
    for (std::size_t at = 0; at < std::max<std::size_t>(digits, 1); ++at) {
      if (in_groups && at > 0 && (digits - at) % group == 0) text += end;
      text += number[at];
    }
    number.remove_prefix(std::max<std::size_t>(digits, 1));
  }
  return text;
}

void escape(std::string& html, char c) {
  switch (c) {
    case '&':
      html += "&amp;";
      break;
    case '<':
      html += "&lt;";
      break;
    case '>':
      html += "&gt;";
      break;
    case '"':
      html += "&quot;";
      break;
    case '\'':
      html += "&#39;";
      break;
    default:
      html += c;
  }
}

}  // namespace

std::string whole(std::string_view text) {
  std::string html;
  html.reserve(text.size() + text.size() / 2);
  while (!text.empty()) {
    const std::size_t number = length_of_number(text);
    if (number > 1) html.append("<span class=\"nw\">").append(with_ends(text.substr(0, number))).append("</span>");
    for (const char c : text.substr(0, number > 1 ? 0 : std::max<std::size_t>(number, 1))) escape(html, c);
    text.remove_prefix(std::max<std::size_t>(number, 1));
  }
  return html;
}

}  // namespace portal
