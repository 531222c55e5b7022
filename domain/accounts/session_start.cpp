#include "domain/accounts/session_start.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "domain/accounts/device_name.hpp"
#include "domain/mails/mails.hpp"
#include "sql/accounts/accounts.hpp"
#include "sql/accounts/sessions.hpp"

namespace portal::session_start {
namespace {

constexpr char separator = '.';

bool is_token(std::string_view text) {
  constexpr std::size_t token_characters = 43;
  return text.size() == token_characters && secret::from_base64url(text).has_value();
}

// The account's own token before those of the others that know the browser.
std::string cookie_with(const std::string& own, const std::vector<std::string>& tokens) {
  std::string cookie = own;
  std::size_t count = 1;
  for (const std::string& token : tokens)
    if (token != own && count++ < limits::accounts_per_browser_max) cookie += separator + token;
  return cookie;
}

}  // namespace

std::vector<std::string> device_tokens_of(std::string_view cookie) {
  std::vector<std::string> tokens;
  while (!cookie.empty() && tokens.size() < limits::accounts_per_browser_max) {
    const std::string_view token = cookie.substr(0, cookie.find(separator));
    cookie.remove_prefix(std::min(token.size() + 1, cookie.size()));
    if (is_token(token)) tokens.emplace_back(token);
  }
  return tokens;
}

std::optional<std::string> known_device(db::SocietyReader& db, AccountId account, const Visitor& visitor,
                                        Timestamp now) {
  if (visitor.device_tokens.empty()) return {};
  return sessions::known_device(db, account, visitor.device_tokens, now - limits::device_life);
}

std::optional<std::string> known_device_digest(db::SocietyReader& db, std::string_view address, const Visitor& visitor,
                                               Timestamp now) {
  return sessions::known_device_digest(db, address, visitor.device_tokens, now - limits::device_life);
}

Opened open(const MailScene& scene, AccountId account, MemberId member, const Visitor& visitor, SignInWay way) {
  const std::string device = device_name(visitor.user_agent);
  const auto known = known_device(scene.db, account, visitor, scene.now);
  if (!known && accounts::wants_mail_of_sign_in(scene.db, account)) mails::new_device(scene, account, device);
  const std::string device_token = known ? *known : random::token();
  Opened opened{account, random::token(), cookie_with(device_token, visitor.device_tokens)};
  const auto session = sessions::open(scene.db, account, opened.session_token, device, scene.now,
                                      scene.now + std::chrono::minutes{scene.society.session_minutes_max});
  if (way != SignInWay::password) sessions::note_two_factors(scene.db, session);
  (known ? sessions::touch_device : sessions::add_device)(scene.db, account, device_token, scene.now);
  accounts::note_sign_in(scene.db, account, device, scene.now);
  sign_ins::record(scene.db, account, device, way, scene.now);
  record(scene, audit::Event::sign_in, {.account = account, .member = member});
  return opened;
}

}  // namespace portal::session_start
