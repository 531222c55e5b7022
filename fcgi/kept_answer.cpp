#include "fcgi/kept_answer.hpp"

#include <charconv>

#include <fmt/format.h>

#include "base/secret.hpp"

namespace portal::kept_answer {
namespace {

constexpr std::string_view purpose = "cookies of an answer";

std::string key_of(std::string_view form_key, std::string_view form) {
  return secret::from_base64url(secret::keyed_digest(form_key, "answer " + std::string(form))).value();
}

std::string line_of(const Cookie& cookie) {
  const std::string max_age = cookie.max_age ? std::to_string(cookie.max_age->count()) : "";
  return fmt::format("{}\n{}\n{}\n", cookie.name, cookie.value, max_age);
}

std::string take_line(std::string_view& text) {
  const auto end = text.find('\n');
  std::string line(text.substr(0, end));
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  return line;
}

Cookie take_cookie(std::string_view& text) {
  Cookie cookie{take_line(text), take_line(text)};
  const std::string max_age = take_line(text);
  std::int64_t seconds = 0;
  std::from_chars(max_age.data(), max_age.data() + max_age.size(), seconds);
  if (!max_age.empty()) cookie.max_age = std::chrono::seconds{seconds};
  return cookie;
}

}  // namespace

form_nonces::Answer of(const Response& response, std::string_view form_key, std::string_view form) {
  form_nonces::Answer answer{std::get<Redirect>(response.body).location, {}};
  std::string cookies;
  for (const Cookie& cookie : response.set_cookies) cookies += line_of(cookie);
  if (!cookies.empty()) answer.sealed_cookies = secret::encrypt(key_of(form_key, form), cookies, purpose);
  return answer;
}

Response again(const form_nonces::Answer& answer, std::string_view form_key, std::string_view form) {
  Response response = redirect(answer.location);
  if (!answer.sealed_cookies) return response;
  const auto cookies = secret::decrypt(key_of(form_key, form), *answer.sealed_cookies, purpose);
  if (!cookies) return response;
  for (std::string_view rest = *cookies; !rest.empty();) response.set_cookies.push_back(take_cookie(rest));
  return response;
}

}  // namespace portal::kept_answer
