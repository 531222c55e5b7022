#include "domain/accounts/mail_code.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "base/random.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "sql/accounts/throttles.hpp"

namespace portal::mail_code {
namespace {

constexpr std::size_t digits_count = 6;
constexpr std::size_t group = 3;

// Numbers beyond the last whole million are drawn again, so that every code is equally likely.
std::string random_digits() {
  constexpr std::uint32_t codes = 1'000'000, drawn_max = 16'000'000;  // of 24 bits
  for (;;) {
    std::uint32_t drawn = 0;
    for (const char byte : random::bytes(3)) drawn = drawn << 8 | static_cast<unsigned char>(byte);
    if (drawn < drawn_max) return fmt::format("{:06}", drawn % codes);
  }
}

std::string secret_of(std::string_view form_key, std::string_view browser_secret, std::string_view digits) {
  return secret::keyed_digest(form_key, fmt::format("mail code\n{}\n{}", browser_secret, digits));
}

std::string tries_key(const AccountScene& scene, std::string_view browser_secret) {
  return throttles::key(scene.secrets.throttle_key, "mail code", browser_secret);
}

}  // namespace

Code make(const WebSecrets& secrets, std::string_view browser_secret) {
  const std::string digits = random_digits();
  return {digits, secret_of(secrets.form_key, browser_secret, digits)};
}

std::vector<Code> make(const WebSecrets& secrets, std::string_view browser_secret, std::size_t count) {
  std::vector<Code> codes;
  while (codes.size() < count) {
    Code code = make(secrets, browser_secret);
    if (std::ranges::find(codes, code.digits, &Code::digits) == codes.end()) codes.push_back(std::move(code));
  }
  return codes;
}

std::string asker_digest(std::string_view browser_secret) { return secret::digest(browser_secret); }

void forget_tries(const AccountScene& scene, std::string_view browser_secret, bool new_mails) {
  throttles::clear(scene.db, tries_key(scene, new_mails ? std::string(browser_secret) : random::token()));
}

// A try is counted before it is judged: a request that dies in between has used one up, and parallel ones take turns.
std::optional<Opened> open(const AccountScene& scene, LinkPurpose purpose, std::string_view browser_secret,
                           std::string_view digits) {
  const std::string tries = tries_key(scene, browser_secret);
  const int counted = throttles::add(scene.db, tries, scene.now, std::chrono::minutes{scene.society.link_minutes});
  std::optional<Opened> opened;
  for (const std::string& key : scene.secrets.form_keys()) {
    std::string secret = secret_of(key, browser_secret, digits);
    if (auto link = mail_links::find_by_code(scene.db, purpose, secret, scene.now + link_rest))
      opened = Opened{*std::move(link), std::move(secret)};
  }
  if (!opened || counted > failures_max) return {};
  throttles::take_back(scene.db, tries, 1);
  return opened;
}

std::string in_groups(std::string_view digits) {
  return fmt::format("{} {}", digits.substr(0, group), digits.substr(group));
}

std::optional<std::string> fold(std::string_view typed) {
  std::string folded = text::fold_numeric(typed);
  std::erase(folded, '-');
  const bool is_code =
      folded.size() == digits_count && std::ranges::all_of(folded, [](char c) { return c >= '0' && c <= '9'; });
  return is_code ? std::optional(std::move(folded)) : std::nullopt;
}

}  // namespace portal::mail_code
