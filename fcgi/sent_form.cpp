#include "fcgi/sent_form.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "fcgi/request.hpp"
#include "sql/accounts/sent_forms.hpp"
#include "sql/accounts/sessions.hpp"

namespace portal::sent_form {
namespace {

std::string key_of(std::string_view form_key, std::string_view token) {
  return secret::from_base64url(secret::keyed_digest(form_key, "sent form " + std::string(token))).value();
}

std::string purpose_of(AccountId account, std::string_view page) {
  return fmt::format("sent form of {} at {}", number(account), page);
}

// Whether one of the names, with spaces between them, is this one; "item*" stands for all that begin so.
bool is_among(std::string_view names, std::string_view name) {
  while (!names.empty()) {
    const std::string_view one = names.substr(0, names.find(' '));
    names.remove_prefix(std::min(one.size() + 1, names.size()));
    const bool open = one.ends_with('*');
    if (open ? name.starts_with(one.substr(0, one.size() - 1)) : name == one) return true;
  }
  return false;
}

// As a query.
std::string text_of(const Fields& form, std::string_view names) {
  Fields kept;
  for (const auto& [name, value] : form)
    if (is_among(names, name) && value.size() <= limits::answer_kept_bytes_max) kept.add(name, value);
  return query_of(kept);
}

// What {name} in a route's form_at stands for: the same part of the path, or the hidden field of that name.
std::string value_of(std::string_view part, const Request& request, const Match& match) {
  if (part == "{s}") return request.path.substr(1, request.path.find('/', 1) - 1);
  std::size_t place = 0;
  for (std::string_view rest = match.route->path; rest.find('{') != rest.npos;) {
    rest.remove_prefix(rest.find('{'));
    const std::string_view name = rest.substr(0, rest.find('}') + 1);
    rest.remove_prefix(name.size());
    if (name == part) return match.names.at(place);
    if (name != "{s}") ++place;
  }
  return std::string(request.form[part.substr(1, part.size() - 2)]);
}

std::string filled(std::string_view pattern, const Request& request, const Match& match) {
  std::string path;
  while (!pattern.empty()) {
    const auto opens = std::min(pattern.find('{'), pattern.size());
    path += pattern.substr(0, opens);
    pattern.remove_prefix(opens);
    if (pattern.empty()) break;
    const std::string_view part = pattern.substr(0, pattern.find('}') + 1);
    path += value_of(part, request, match);
    pattern.remove_prefix(part.size());
  }
  return path;
}

}  // namespace

std::string page_of(std::span<const Route> routes, const Request& request, const Match& match) {
  const std::string_view at = match.route->options.form_at;
  const std::string path = at.empty() ? request.path : filled(at, request, match);
  if (find_route(routes, Method::get, path).route == nullptr) return "";
  return path.substr(path.find('/', 1));
}

std::optional<Cookie> keep(db::SocietyDatabase& db, const Sent& sent, const Arrival& arrival,
                           std::string_view form_key) {
  const std::string text = text_of(sent.request.form, sent.route.options.keeps);
  if (text.empty() || text.size() > limits::sent_form_bytes_max) return {};
  const auto owner =
      sessions::late_owner(db, sent.request.cookies["sid"], arrival.society().session_idle_minutes, arrival.now);
  if (!owner) return {};
  std::string token = random::token();
  sent_forms::keep(db, *owner, token, secret::encrypt(key_of(form_key, token), text, purpose_of(*owner, sent.page)),
                   arrival.now);
  return Cookie{cookie, std::move(token), limits::sent_form_life};
}

std::optional<Fields> returned(db::SocietyReader& db, const Request& request, std::string_view page,
                               const Arrival& arrival, std::string_view form_key) {
  const std::string_view token = request.cookies[cookie];
  if (token.empty() || !arrival.signed_in) return {};
  const AccountId account = arrival.signed_in->account.id;
  const auto sealed = sent_forms::find(db, account, token, arrival.now);
  if (!sealed) return {};
  const auto text = secret::decrypt(key_of(form_key, token), *sealed, purpose_of(account, page));
  if (!text) return {};
  return fields_of_query(*text);
}

}  // namespace portal::sent_form
