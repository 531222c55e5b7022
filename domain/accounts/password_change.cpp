#include "domain/accounts/password_change.hpp"

#include "sql/accounts/mail_links.hpp"
#include "sql/accounts/step_tickets.hpp"
#include "sql/audit/audit.hpp"

namespace portal::password_change {

password_policy::Context context_of(const Society& society, const Owner& owner) {
  const Member& member = owner.member;
  return {owner.account.login_id, owner.addresses, owner.account.nickname, member.birth_date, member.symbol,
          member.number,          society.slug};
}

bool is_present(db::SocietyDatabase& db, const PasswordHasher& passwords, const Owner& owner,
                std::string_view password) {
  const auto present = accounts::password(db, owner.account.id);
  return present && passwords.verify(password, *present);
}

void apply(db::SocietyDatabase& db, const Society& society, const Means& means, const Owner& owner,
           std::string_view password, std::optional<SessionId> kept, const Act& act, Timestamp now) {
  const AccountId account = owner.account.id;
  if (!accounts::set_password(db, owner.account, means.passwords.hash(password), now))
    throw db::Conflict("the password was changed by another request");
  sessions::end_all(db, account, kept, now);
  mail_links::kill_all(db, account, now);
  step_tickets::end_all(db, account, now);
  sign_in::unlock(db, means.secrets.throttle_key, account);
  mails::password_changed(db, means.mail_desk, society, account, now);
  audit::write(db, act.event, {.account = account, .member = owner.member.id}, act.origin, now);
}

}  // namespace portal::password_change
