#include "handlers/parts/links/link_cookie.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/secret.hpp"
#include "handlers/parts/links/link_guesses.hpp"

namespace portal::link_cookie {
namespace {

constexpr std::size_t token_characters = 43;

bool looks_like_token(std::string_view text) {
  return text.size() == token_characters && secret::from_base64url(text).has_value();
}

std::string signature(const Visit& visit, std::string_view form_key, std::string_view token_and_end) {
  return secret::keyed_digest(form_key, fmt::format("link step\n{}\n{}", visit.society.slug, token_and_end));
}

bool is_signed(const Visit& visit, std::string_view token_and_end, std::string_view given) {
  return std::ranges::any_of(visit.installation.secrets.form_keys(), [&](const std::string& key) {
    return secret::equal(given, signature(visit, key, token_and_end));
  });
}

// The token of a cookie "token.end.signature" that we signed and that is not out of time.
std::optional<std::string_view> token_of(const Visit& visit, std::string_view cookie) {
  const auto first = cookie.find('.');
  const auto last = cookie.rfind('.');
  if (first == last || !is_signed(visit, cookie.substr(0, last), cookie.substr(last + 1))) return {};
  std::int64_t end = 0;
  std::from_chars(cookie.data() + first + 1, cookie.data() + last, end);
  if (end <= seconds_of(visit.now)) return {};
  return cookie.substr(0, first);
}

}  // namespace

Cookie made(const Visit& visit, std::string_view secret, std::optional<Timestamp> link_end) {
  const Timestamp step_end = visit.now + limits::step_life;
  const Timestamp end = std::min(step_end, link_end.value_or(step_end));
  const std::string secret_and_end = fmt::format("{}.{}", secret, seconds_of(end));
  return {"step", secret_and_end + "." + signature(visit, visit.installation.secrets.form_key, secret_and_end)};
}

Response exchange(const Marking<Visit>& visit, LinkPurpose purpose, std::string_view path) {
  return exchange(visit, path, [&](std::string_view token) {
    const auto link = mail_links::find(visit.db, purpose, token, visit.now);
    return link ? std::optional(link->expires_at) : std::nullopt;
  });
}

Response exchange(const Marking<Visit>& visit, std::string_view path, const EndOf& end_of) {
  link_guesses::demand_few(visit);
  const std::string_view given = visit.request.query["t"];
  const std::string token = looks_like_token(given) ? std::string(given) : std::string(token_characters, 'A');
  const auto link_end = end_of(token);
  if (!link_end && visit.marks) link_guesses::count(visit, *visit.marks);
  Response response = redirect(visit.url(path));
  response.set_cookies = {made(visit, token, link_end)};
  return response;
}

std::optional<std::string> secret_of(const Visit& visit) {
  const std::string_view cookie = visit.request.cookies["step"];
  if (cookie.find('.') == cookie.npos) return {};
  const auto token = token_of(visit, cookie);
  return token ? std::optional(std::string(*token)) : std::nullopt;
}

Arrived read(const Visit& visit, LinkPurpose purpose) {
  const std::string_view cookie = visit.request.cookies["step"];
  if (cookie.find('.') == cookie.npos) return {};
  const auto token = token_of(visit, cookie);
  if (!token) return {true, {}};
  auto link = mail_links::find(visit.db, purpose, *token, visit.now);
  return {true, link ? std::move(link) : mail_links::find_by_code(visit.db, purpose, *token, visit.now)};
}

}  // namespace portal::link_cookie
