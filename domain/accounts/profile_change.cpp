#include "domain/accounts/profile_change.hpp"

#include "base/limits.hpp"
#include "base/random.hpp"
#include "domain/accounts/mail_code.hpp"
#include "domain/accounts/mail_form.hpp"
#include "domain/mails/mails.hpp"
#include "sql/accounts/throttles.hpp"

namespace portal::profile_change {
namespace {

constexpr auto checks_window = std::chrono::hours{1};

audit::About about(const Account& account, std::optional<audit::Object> object = {}) {
  return {.account = account.id, .member = account.member_id, .object = object};
}

}  // namespace

bool may_check_login_id(const AccountScene& scene, MemberId member) {
  const std::string key = throttles::key(scene.secrets.throttle_key, "login id check", std::to_string(number(member)));
  return throttles::add(scene.db, key, scene.now, checks_window) <= limits::login_id_checks_max;
}

Change apply(const AccountScene& scene, const Account& account, const Choice& choice) {
  if (choice.login_id != account.login_id) {
    if (!accounts::set_login_id(scene.db, account.id, choice.login_id)) return Change::login_id_taken;
    mail_links::kill_all(scene.db, account.id, scene.now);
    mails::login_id_changed(scene, account.id);
    record(scene, audit::Event::login_id_changed, about(account));
  }
  if (choice.nickname != account.nickname) {
    accounts::set_nickname(scene.db, account.id, choice.nickname);
    record(scene, audit::Event::nickname_changed, about(account));
  }
  return Change::done;
}

void request_email(const AccountScene& scene, const Account& account, const std::string& address,
                   std::string_view browser_secret) {
  if (!mail_form::may_send(scene, account, address)) return;
  const std::string token = random::token();
  const mail_code::Code code = mail_code::make(scene.secrets, browser_secret);
  mail_code::forget_tries(scene, browser_secret, true);
  const Timestamp link_end = scene.now + std::chrono::minutes{scene.society.link_minutes};
  const MailLinkId link = mail_links::create(scene.db,
                                             {.purpose = LinkPurpose::address,
                                              .account_id = account.id,
                                              .address = address,
                                              .expires_at = link_end,
                                              .code_secret = code.secret},
                                             token, scene.now);
  mails::email_confirmation(scene, account.id, address,
                            {token, code.digits, link_end, mail_code::asker_digest(browser_secret)});
  record(scene, audit::Event::email_requested, about(account, link));
}

// With too many addresses the link stays alive: one of them can be removed first.
Proof prove_email(const AccountScene& scene, const Account& account, const MailLink& link) {
  account_emails::lock(scene.db, account.id);
  const auto held = account_emails::list(scene.db, account.id);
  const bool known = account_emails::among(held, link.address) != nullptr;
  if (!known && held.size() >= limits::emails_per_account_max) return Proof::too_many;
  db::demand(mail_links::use_up(scene.db, link.id, scene.now), "the mail link was used before");
  const EmailId email = account_emails::prove(scene.db, account.id, link.address, scene.now);
  record(scene, known ? audit::Event::email_proved_again : audit::Event::email_added, about(account, email));
  if (known) return Proof::done;
  mail_links::kill_all(scene.db, account.id, scene.now);
  mails::email_changed(scene, account.id, mails::EmailChange::added, link.address);
  return Proof::done;
}

void make_primary(const AccountScene& scene, const Account& account, const AccountEmail& email) {
  account_emails::lock(scene.db, account.id);
  db::demand(account_emails::make_primary(scene.db, account.id, email.id), "the address was removed");
  mail_links::kill_all(scene.db, account.id, scene.now);
  mails::email_changed(scene, account.id, mails::EmailChange::made_primary, email.address);
  record(scene, audit::Event::email_made_primary, about(account, email.id));
}

void remove_email(const AccountScene& scene, const Account& account, const AccountEmail& email) {
  account_emails::lock(scene.db, account.id);
  db::demand(account_emails::remove(scene.db, account.id, email.id),
             "the address was removed before or made the primary one");
  mail_links::kill_all(scene.db, account.id, scene.now);
  mails::email_changed(scene, account.id, mails::EmailChange::removed, email.address);
  record(scene, audit::Event::email_removed, about(account, email.id));
}

}  // namespace portal::profile_change
