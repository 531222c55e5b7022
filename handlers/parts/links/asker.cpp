#include "handlers/parts/links/asker.hpp"

#include <charconv>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"

namespace portal::mailed {
namespace {

constexpr const char* name = "mailed";

std::chrono::minutes link_life(const Visit& visit) { return std::chrono::minutes{visit.society.link_minutes}; }

std::string key_of(std::string_view form_key) {
  return secret::from_base64url(secret::keyed_digest(form_key, "sent address")).value();
}

std::optional<std::string> opened(const Visit& visit, std::string_view sealed, const std::string& purpose) {
  for (const std::string& key : visit.installation.secrets.form_keys())
    if (auto text = secret::decrypt(key_of(key), sealed, purpose)) return text;
  return {};
}

std::string purpose_of(const Visit& visit, const Way& way) {
  return fmt::format("sent address\n{}\n{}\n{}", visit.society.slug, way.form, way.account);
}

}  // namespace

Asker asker(const Visit& visit, const Way& way, std::string address) {
  auto before = asker_before(visit, way);
  const bool again = before && before->address == address;
  return {again ? std::move(before->browser_secret) : random::token(), std::move(address)};
}

// "moment secret address", sealed.
Cookie cookie(const Visit& visit, const Way& way, const Asker& asker) {
  const std::string text = fmt::format("{} {} {}", seconds_of(visit.now), asker.browser_secret, asker.address);
  return {name, secret::encrypt(key_of(visit.installation.secrets.form_key), text, purpose_of(visit, way)),
          link_life(visit)};
}

std::optional<Asker> asker_before(const Visit& visit, const Way& way) {
  const std::string_view sealed = visit.request.cookies[name];
  if (sealed.empty()) return {};
  const auto text = opened(visit, sealed, purpose_of(visit, way));
  if (!text) return {};
  const auto first = text->find(' '), second = text->find(' ', first + 1);
  if (first == text->npos || second == text->npos) return {};
  std::int64_t seconds = 0;
  std::from_chars(text->data(), text->data() + first, seconds);
  const std::chrono::seconds age{seconds_of(visit.now) - seconds};
  if (age >= link_life(visit)) return {};
  return Asker{text->substr(first + 1, second - first - 1), text->substr(second + 1), age < limits::step_life};
}

}  // namespace portal::mailed
