#include "domain/accounts/session_start.hpp"

#include "base/limits.hpp"
#include "base/random.hpp"
#include "domain/accounts/device_name.hpp"
#include "sql/accounts/sessions.hpp"
#include "sql/audit/audit.hpp"

namespace portal::session_start {
bool is_known_device(db::SocietyDatabase& db, AccountId account, const Visitor& visitor, Timestamp now) {
  return !visitor.device_token.empty() &&
         sessions::is_known_device(db, account, visitor.device_token, now - limits::device_life);
}

Opened open(db::SocietyDatabase& db, const Society& society, const mails::Desk& desk, AccountId account,
            MemberId member, const Visitor& visitor, SignInWay way, Timestamp now) {
  const std::string device = device_name(visitor.user_agent);
  if (!is_known_device(db, account, visitor, now) && accounts::wants_mail_of_sign_in(db, account))
    mails::new_device(db, desk, society, account, device, now);
  Opened opened{account, random::token(), visitor.device_token.empty() ? random::token() : visitor.device_token};
  sessions::open(db, account, opened.session_token, device, now,
                 now + std::chrono::minutes{society.session_minutes_max});
  sessions::remember_device(db, account, opened.device_token, now);
  accounts::note_sign_in(db, account, device, now);
  sign_ins::record(db, account, device, way, now);
  audit::write(db, audit::Event::sign_in, {.account = account, .member = member}, visitor.origin, now);
  return opened;
}

}  // namespace portal::session_start
