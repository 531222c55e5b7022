#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

// Time-based one-time passwords as authenticator apps make them (RFC 6238: HMAC-SHA-1, six digits, 30 s), by liboath.
// Secrets are raw bytes.
namespace portal::totp {

std::string new_secret();  // 160 bits

// Which stretch of 30 s a moment lies in, counted from 1970.
std::int64_t step_at(Timestamp at);
std::string code(std::string_view secret, std::int64_t step);

// The step that the code belongs to: the present one, the one before or the one after (clocks differ), and later than
// `used_step`, whose code was taken already. Nothing: the code is wrong.
std::optional<std::int64_t> find_step(std::string_view secret, std::string_view code, Timestamp now,
                                      std::int64_t used_step);

// As apps take a secret that is typed: A-Z and 2-7.
std::string base32(std::string_view secret);
// As apps take it from a QR code or a link: otpauth://totp/…, issuer and account being what the app shows.
inline constexpr std::string_view uri_scheme = "otpauth:";
std::string uri(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace portal::totp
