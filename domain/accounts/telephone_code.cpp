#include "domain/accounts/telephone_code.hpp"

#include <chrono>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "sql/accounts/throttles.hpp"

namespace portal::telephone_code {
namespace {

constexpr auto stretch = std::chrono::minutes{10};

std::int64_t stretch_of(Timestamp at) { return at.time_since_epoch() / std::chrono::microseconds{stretch}; }

std::string digits_of(std::string_view throttle_key, const Owner& owner, std::int64_t at) {
  const std::string name = fmt::format("telephone code\n{}\n{}\n{}", number(owner.society), number(owner.account), at);
  const auto bytes = secret::from_base64url(secret::keyed_digest(throttle_key, name)).value();
  std::uint64_t mixed = 0;
  for (std::size_t place = 0; place < sizeof mixed; ++place)
    mixed = mixed << 8 | static_cast<unsigned char>(bytes[place]);
  return fmt::format("{:06}", mixed % 1'000'000);
}

std::string digits_alone(std::string_view read_out) {
  std::string digits = text::fold_numeric(read_out);
  std::erase(digits, '-');
  return digits;
}

}  // namespace

Shown shown(std::string_view throttle_key, const Owner& owner, Timestamp now) {
  const std::int64_t at = stretch_of(now);
  const Timestamp ends_at{std::chrono::microseconds{stretch} * (at + 2)};
  return {digits_of(throttle_key, owner, at), ends_at};
}

// The stretch before counts, too: a number is read out some time after it was shown.
Verdict judge(db::SocietyDatabase& db, std::string_view throttle_key, const Owner& owner, std::string_view read_out,
              Timestamp now) {
  const std::string tries = throttles::key(throttle_key, "telephone_code", std::to_string(number(owner.account)));
  if (throttles::lock(db, tries, now).count >= limits::telephone_code_tries_max) return Verdict::stopped;
  const std::string digits = digits_alone(read_out);
  const std::int64_t at = stretch_of(now);
  for (const std::int64_t one : {at, at - 1})
    if (secret::equal(digits, digits_of(throttle_key, owner, one))) return Verdict::right;
  throttles::add(db, tries, now, limits::telephone_code_window);
  return Verdict::wrong;
}

}  // namespace portal::telephone_code
