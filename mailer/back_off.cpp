#include "mailer/back_off.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace portal {
namespace {

using namespace std::chrono_literals;

constexpr double spread = 0.2;

constexpr std::array<std::chrono::seconds, 6> link_waits{30s, 1min, 2min, 4min, 8min, 15min};
constexpr std::array<std::chrono::seconds, 7> other_waits{1min, 5min, 15min, 30min, 1h, 2h, 4h};

std::span<const std::chrono::seconds> waits(MailClass mail_class) {
  if (mail_class == MailClass::link) return link_waits;
  return other_waits;
}

std::chrono::milliseconds spread_out(std::chrono::milliseconds wait, double random) {
  const double factor = 1 - spread + 2 * spread * random;
  return std::chrono::milliseconds(static_cast<std::int64_t>(static_cast<double>(wait.count()) * factor));
}

}  // namespace

std::chrono::milliseconds retry_delay(MailClass mail_class, int failures, double random) {
  const auto all = waits(mail_class);
  const auto step = std::min(static_cast<std::size_t>(std::max(failures, 1)), all.size());
  return spread_out(all[step - 1], random);
}

std::chrono::milliseconds longest_retry_delay(MailClass mail_class) { return spread_out(waits(mail_class).back(), 1); }

std::chrono::milliseconds Circuit::failed(Timestamp now, double random) {
  wait_ = wait_ == 0ms ? shortest_ : std::min(2 * wait_, longest_);
  const auto open_for = spread_out(wait_, random);
  open_until_ = now + open_for;
  return open_for;
}

bool Circuit::worked() {
  const bool recovered = wait_ > 0ms;
  wait_ = 0ms;
  open_until_ = {};
  return recovered;
}

void Breadth::worked(Clock::time_point now) {
  if (now >= narrow_until_) now_ = most_;
}

bool Breadth::refused(int others, Clock::time_point now) {
  const bool first = now >= narrow_until_;
  now_ = std::clamp(others, 1, now_);
  narrow_until_ = now + narrow_for_;
  return first;
}

}  // namespace portal
