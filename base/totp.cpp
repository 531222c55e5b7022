#include "base/totp.hpp"

#include <array>
#include <stdexcept>

#include <fmt/format.h>
#include <liboath/oath.h>

#include "base/random.hpp"
#include "base/secret.hpp"

namespace portal::totp {
namespace {

constexpr std::size_t secret_bytes = 20;
constexpr unsigned digits = 6;
constexpr int step_seconds = 30;

void demand(int result) {
  if (result != OATH_OK) throw std::runtime_error(fmt::format("liboath: {}", oath_strerror_name(result)));
}

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

}  // namespace

std::string new_secret() { return random::bytes(secret_bytes); }

std::int64_t step_at(Timestamp at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count() / step_seconds;
}

std::string code(std::string_view secret, std::int64_t step) {
  demand(oath_init());
  std::array<char, digits + 1> text{};
  demand(oath_hotp_generate(secret.data(), secret.size(), static_cast<std::uint64_t>(step), digits, false,
                            OATH_HOTP_DYNAMIC_TRUNCATION, text.data()));
  return text.data();
}

std::optional<std::int64_t> find_step(std::string_view secret, std::string_view typed, Timestamp now,
                                      std::int64_t used_step) {
  const std::int64_t present = step_at(now);
  std::optional<std::int64_t> found;
  for (std::int64_t step = present - 1; step <= present + 1; ++step)
    if (secret::equal(code(secret, step), typed) && step > used_step && !found) found = step;
  return found;
}

std::string base32(std::string_view secret) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  constexpr unsigned bits_per_letter = 5;
  std::string text;
  unsigned held = 0, bits = 0;
  for (const char c : secret) {
    held = (held << 8U) | static_cast<unsigned char>(c);
    for (bits += 8; bits >= bits_per_letter; bits -= bits_per_letter)
      text += letters[(held >> (bits - bits_per_letter)) & 31U];
    held &= (1U << bits) - 1U;
  }
  if (bits > 0) text += letters[(held << (bits_per_letter - bits)) & 31U];
  return text;
}

std::string uri(std::string_view secret, std::string_view issuer, std::string_view account) {
  return fmt::format("{}//totp/{}:{}?secret={}&issuer={}", uri_scheme, percent_encoded(issuer),
                     percent_encoded(account), base32(secret), percent_encoded(issuer));
}

}  // namespace portal::totp
