#include "domain/accounts/profile_change.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/random.hpp"
#include "domain/accounts/mail_form.hpp"
#include "sql/accounts/throttles.hpp"
#include "sql/audit/audit.hpp"

namespace portal::profile_change {
namespace {

constexpr auto checks_window = std::chrono::hours{1};

void record(db::SocietyDatabase& db, audit::Event event, const Account& account, const Origin& origin, Timestamp now) {
  audit::write(db, event, {.account = account.id, .member = account.member_id}, origin, now);
}

void record(db::SocietyDatabase& db, audit::Event event, const Account& account, EmailId email, const Origin& origin,
            Timestamp now) {
  audit::write(db, event, {.account = account.id, .member = account.member_id, .object = email}, origin, now);
}

}  // namespace

bool may_check_login_id(db::SocietyDatabase& db, std::string_view throttle_key, MemberId member, Timestamp now) {
  const std::string key = throttles::key(throttle_key, "login id check", std::to_string(number(member)));
  return throttles::add(db, key, now, checks_window) <= limits::login_id_checks_max;
}

Change apply(db::SocietyDatabase& db, const Society& society, const Means& means, const Account& account,
             const Choice& choice, const Origin& origin, Timestamp now) {
  if (choice.login_id != account.login_id) {
    if (!accounts::set_login_id(db, account.id, choice.login_id)) return Change::login_id_taken;
    mail_links::kill_all(db, account.id, now);
    mails::login_id_changed(db, means.mail_desk, society, account.id, now);
    record(db, audit::Event::login_id_changed, account, origin, now);
  }
  if (choice.nickname != account.nickname) {
    accounts::set_nickname(db, account.id, choice.nickname);
    record(db, audit::Event::nickname_changed, account, origin, now);
  }
  return Change::done;
}

void request_email(db::SocietyDatabase& db, const Society& society, const Means& means, const Account& account,
                   const std::string& address, const Origin& origin, Timestamp now) {
  if (!mail_form::may_send(db, means.secrets.throttle_key, address, origin, now)) return;
  const std::string token = random::token();
  const Timestamp link_end = now + std::chrono::minutes{society.link_minutes};
  const MailLinkId link = mail_links::create(db, {LinkPurpose::address, account.id, address, link_end, {}}, token, now);
  mails::email_confirmation(db, means.mail_desk, society, account.id, address, token, now, link_end);
  audit::write(db, audit::Event::email_requested, {.account = account.id, .member = account.member_id, .object = link},
               origin, now);
}

// With too many addresses the link stays alive: one of them can be removed first.
Proof prove_email(db::SocietyDatabase& db, const Society& society, const Means& means, const Account& account,
                  const MailLink& link, const Origin& origin, Timestamp now) {
  account_emails::lock(db, account.id);
  const auto held = account_emails::list(db, account.id);
  const bool known = std::ranges::find(held, link.address, &AccountEmail::address) != held.end();
  if (!known && held.size() >= limits::emails_per_account_max) return Proof::too_many;
  db::demand(mail_links::use_up(db, link.id, now), "the mail link was used before");
  const EmailId email = account_emails::prove(db, account.id, link.address, now);
  record(db, known ? audit::Event::email_proved_again : audit::Event::email_added, account, email, origin, now);
  if (known) return Proof::done;
  mail_links::kill_all(db, account.id, now);
  mails::email_changed(db, means.mail_desk, society, account.id, mails::EmailChange::added, link.address, now);
  return Proof::done;
}

void make_primary(db::SocietyDatabase& db, const Society& society, const Means& means, const Account& account,
                  const AccountEmail& email, const Origin& origin, Timestamp now) {
  account_emails::lock(db, account.id);
  db::demand(account_emails::make_primary(db, account.id, email.id), "the address was removed");
  mail_links::kill_all(db, account.id, now);
  mails::email_changed(db, means.mail_desk, society, account.id, mails::EmailChange::made_primary, email.address, now);
  record(db, audit::Event::email_made_primary, account, email.id, origin, now);
}

void remove_email(db::SocietyDatabase& db, const Society& society, const Means& means, const Account& account,
                  const AccountEmail& email, const Origin& origin, Timestamp now) {
  account_emails::lock(db, account.id);
  db::demand(account_emails::remove(db, account.id, email.id),
             "the address was removed before or made the primary one");
  mail_links::kill_all(db, account.id, now);
  mails::email_changed(db, means.mail_desk, society, account.id, mails::EmailChange::removed, email.address, now);
  record(db, audit::Event::email_removed, account, email.id, origin, now);
}

}  // namespace portal::profile_change
