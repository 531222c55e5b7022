#include "domain/accounts/password_change.hpp"

#include "domain/accounts/sign_in.hpp"
#include "domain/mails/mails.hpp"
#include "sql/accounts/mail_links.hpp"
#include "sql/accounts/sessions.hpp"
#include "sql/accounts/step_tickets.hpp"

namespace portal::password_change {

password_policy::Context context_of(const Society& society, const Owner& owner) {
  const Member& member = owner.member;
  return {.login_id = owner.account.login_id,
          .emails = owner.addresses,
          .nickname = owner.account.nickname,
          .birth_date = member.birth_date,
          .symbol = member.symbol,
          .number = member.number,
          .society_slug = society.slug};
}

bool is_present(db::SocietyReader& db, const PasswordHasher& passwords, const Owner& owner, std::string_view password) {
  const auto present = accounts::password(db, owner.account.id);
  return present && passwords.verify(password, *present);
}

void set(const AccountScene& scene, const Owner& owner, std::string_view password, std::optional<SessionId> kept) {
  const AccountId account = owner.account.id;
  const PasswordHash hash = scene.passwords.hash(password);
  sign_in::unlock(scene.db, scene.secrets.throttle_key, account);  // while browsers count for the password that it was
  if (!accounts::set_password(scene.db, owner.account, hash, scene.now))
    throw db::Conflict("the password was changed by another request");
  sessions::end_all(scene.db, account, kept, scene.now);
  mail_links::kill_all(scene.db, account, scene.now);
  step_tickets::end_all(scene.db, account, scene.now);
}

void apply(const AccountScene& scene, const Owner& owner, std::string_view password, std::optional<SessionId> kept,
           audit::Event event) {
  set(scene, owner, password, kept);
  mails::password_changed(scene, owner.account.id);
  record(scene, event, {.account = owner.account.id, .member = owner.member.id});
}

}  // namespace portal::password_change
