#pragma once
#include <string>

#include "domain/scene.hpp"
#include "sql/accounts/sign_ins.hpp"

// The end of every sign-in: everything was proved, the session opens.
namespace portal::session_start {

// The browser that a request came from.
struct Visitor {
  std::string device_token;  // of the cookie, may be empty
  std::string user_agent;
};

struct Opened {
  AccountId account_id;
  std::string session_token, device_token;
};

bool is_known_device(db::SocietyReader& db, AccountId account, const Visitor& visitor, Timestamp now);

// The browser becomes known; if it was not, all of the account's addresses are told (ログインのお知らせ), unless it is
// the very first sign-in or the member switched it off. In the caller's transaction.
Opened open(const MailScene& scene, AccountId account, MemberId member, const Visitor& visitor, SignInWay way);

}  // namespace portal::session_start
