#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/scene.hpp"
#include "sql/accounts/sign_ins.hpp"

// The end of every sign-in: everything was proved, the session opens.
namespace portal::session_start {

// The browser that a request came from.
struct Visitor {
  std::vector<std::string> device_tokens;  // of the cookie: one for each account that knows the browser
  std::string user_agent;
};

struct Opened {
  AccountId account_id;
  std::string session_token, device_cookie;
};

// The cookie's tokens, the latest first; what can't be one is left out. No token is ever taken over from a cookie: who
// plants one in somebody's browser would be known to them.
std::vector<std::string> device_tokens_of(std::string_view cookie);

// The token under which the account knows the browser; nothing: it has not signed in there yet, or long ago.
std::optional<std::string> known_device(db::SocietyReader& db, AccountId account, const Visitor& visitor,
                                        Timestamp now);

// The digest of the token under which an account with the address knows the browser.
std::optional<std::string> known_device_digest(db::SocietyReader& db, std::string_view address, const Visitor& visitor,
                                               Timestamp now);

// The browser becomes known, under a token of this account's own; if it was not, all of the account's addresses are
// told (ログインのお知らせ), unless it is the very first sign-in or the member switched it off. In the caller's
// transaction.
Opened open(const MailScene& scene, AccountId account, MemberId member, const Visitor& visitor, SignInWay way);

}  // namespace portal::session_start
