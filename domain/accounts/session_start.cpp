#include "domain/accounts/session_start.hpp"

#include "base/limits.hpp"
#include "base/random.hpp"
#include "domain/accounts/device_name.hpp"
#include "domain/mails/mails.hpp"
#include "sql/accounts/accounts.hpp"
#include "sql/accounts/sessions.hpp"

namespace portal::session_start {
bool is_known_device(db::SocietyReader& db, AccountId account, const Visitor& visitor, Timestamp now) {
  return !visitor.device_token.empty() &&
         sessions::is_known_device(db, account, visitor.device_token, now - limits::device_life);
}

Opened open(const MailScene& scene, AccountId account, MemberId member, const Visitor& visitor, SignInWay way) {
  const std::string device = device_name(visitor.user_agent);
  if (!is_known_device(scene.db, account, visitor, scene.now) && accounts::wants_mail_of_sign_in(scene.db, account))
    mails::new_device(scene, account, device);
  Opened opened{account, random::token(), visitor.device_token.empty() ? random::token() : visitor.device_token};
  sessions::open(scene.db, account, opened.session_token, device, scene.now,
                 scene.now + std::chrono::minutes{scene.society.session_minutes_max});
  sessions::remember_device(scene.db, account, opened.device_token, scene.now);
  accounts::note_sign_in(scene.db, account, device, scene.now);
  sign_ins::record(scene.db, account, device, way, scene.now);
  record(scene, audit::Event::sign_in, {.account = account, .member = member});
  return opened;
}

}  // namespace portal::session_start
