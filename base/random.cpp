#include "base/random.hpp"

#include <algorithm>
#include <string_view>

#include <sodium.h>

#include "base/secret.hpp"

namespace portal::random {
namespace {

// Without i, l, o, 0 and 1, which are misread on paper.
constexpr std::string_view unmistakable = "abcdefghjkmnpqrstuvwxyz23456789";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string unmistakable_text(std::size_t length) {
  std::string text(length, ' ');
  for (char& c : text) c = unmistakable[randombytes_uniform(static_cast<std::uint32_t>(unmistakable.size()))];
  return text;
}

// Drawing again until both kinds are there keeps every allowed text equally likely.
std::string text_with_letter_and_digit(std::size_t length) {
  for (;;) {
    std::string text = unmistakable_text(length);
    const auto digit_count = static_cast<std::size_t>(std::ranges::count_if(text, is_digit));
    if (digit_count > 0 && digit_count < text.size()) return text;
  }
}

}  // namespace

std::string bytes(std::size_t count) {
  std::string drawn(count, '\0');
  randombytes_buf(drawn.data(), drawn.size());
  return drawn;
}

std::string token() { return secret::base64url(bytes(32)); }

std::string initial_password() { return text_with_letter_and_digit(12); }

std::string recovery_code() {
  constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
  constexpr std::size_t characters = 16;
  std::string code(characters, ' ');
  for (char& c : code) c = letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
  return code;
}

std::string initial_login_id() { return text_with_letter_and_digit(8); }

}  // namespace portal::random
