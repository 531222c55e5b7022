#include "domain/applications/receipt_number.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.hpp"

namespace portal::receipt_number {
namespace {

using applications::Kind;

constexpr std::size_t digits_min = 7, digits_max = 15;

char letter_of(Kind kind) { return kind == Kind::limit_certificate ? 'G' : 'K'; }

// Weights 2, 1, 2, 1 … from the right, the digits of the products added, what lacks to the next ten (product.md §3).
char check_digit(std::string_view digits) {
  int sum = 0;
  bool doubles = true;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, doubles = !doubles) {
    const int product = (*digit - '0') * (doubles ? 2 : 1);
    sum += product / 10 + product % 10;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

bool are_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string of(Kind kind, ApplicationId id) {
  const std::string digits = fmt::format("{:0{}}", number(id), digits_min);
  return fmt::format("{}-{}-{}", letter_of(kind), digits, check_digit(digits));
}

std::optional<Parsed> parse(std::string_view text) {
  std::string folded = text::fold_numeric(text);
  std::erase(folded, '-');
  if (folded.size() < 1 + digits_min + 1 || folded.size() > 1 + digits_max + 1) return {};
  const char letter = static_cast<char>(folded[0] & ~0x20);  // ASCII upper case
  const std::string_view digits(folded.data() + 1, folded.size() - 2);
  if (!are_digits(digits) || folded.back() != check_digit(digits)) return {};
  std::int64_t id = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), id);
  for (const Kind kind : {Kind::limit_certificate, Kind::screening})
    if (letter == letter_of(kind)) return Parsed{kind, ApplicationId{id}};
  return {};
}

}  // namespace portal::receipt_number
