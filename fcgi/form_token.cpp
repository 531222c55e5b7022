#include "fcgi/form_token.hpp"

#include "base/secret.hpp"

namespace portal::form_token {
namespace {

std::string proof(std::string_view key, std::string_view binding) {
  return secret::from_base64url(secret::keyed_digest(key, "csrf " + std::string(binding))).value();
}

}  // namespace

std::string_view binding(const Request& request) {
  const std::string_view session = request.cookies["sid"];
  return session.empty() ? request.cookies[cookie] : session;
}

std::string issue(std::string_view key, std::string_view binding) { return secret::mask(proof(key, binding)); }

bool proves(std::string_view key, std::string_view binding, std::string_view token) {
  const auto given = secret::unmask(token);
  return !binding.empty() && given && secret::equal(*given, proof(key, binding));
}

bool same_origin(const Request& request, std::string_view own_origin) {
  if (!request.sec_fetch_site.empty() && request.sec_fetch_site != "same-origin" && request.sec_fetch_site != "none")
    return false;
  return request.origin.empty() || request.origin == own_origin;
}

}  // namespace portal::form_token
