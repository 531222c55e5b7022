#include "domain/accounts/reissue.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "domain/accounts/mail_form.hpp"
#include "sql/audit/audit.hpp"

namespace portal::reissue {
namespace {

std::string password_digest(const Means& means, std::string_view password) {
  return secret::keyed_digest(means.secrets.form_key, "temporary password\n" + std::string(password));
}

// The accounts to write to. Asked too often: none, though the question is put to the database all the same.
std::vector<Account> recipients(db::SocietyDatabase& db, const Means& means, const std::string& address,
                                const Origin& origin, Timestamp now) {
  const bool may = mail_form::may_send(db, means.secrets.throttle_key, address, origin, now);
  auto found = accounts::with_address(db, address, limits::accounts_per_address_max, now);
  if (!may) found.clear();
  return found;
}

// Without an account, a link that nobody learns of and a mail that is never sent.
void send(db::SocietyDatabase& db, const Society& society, const Means& means, const std::string& address,
          const std::optional<Account>& account, Timestamp now) {
  mails::Reissue mail{{},
                      account ? account->login_id : random::initial_login_id(),
                      "",
                      random::token(),
                      now + std::chrono::minutes{society.link_minutes}};
  if (account) mail.account = account->id;
  mail_links::NewMailLink link{LinkPurpose::reissue, mail.account, address, mail.link_end, {}};
  if (society.reissue_mails_password) {
    mail.temporary_password = random::initial_password();
    link.password_digest = password_digest(means, mail.temporary_password);
  }
  mail_links::create(db, link, mail.token, now);
  mails::reissue_guide(db, means.mail_desk, society, address, mail, now);
}

bool agrees(const Means& means, const MailLink& link, const Account& account, const Entry& entry) {
  const bool right_password =
      !link.password_digest || secret::equal(password_digest(means, entry.password), *link.password_digest);
  return entry.login_id == account.login_id && right_password;
}

void record(db::SocietyDatabase& db, audit::Event event, const Account& account, const MailLink& link,
            const Origin& origin, Timestamp now) {
  audit::write(db, event, {.account = account.id, .member = account.member_id, .object = link.id}, origin, now);
}

}  // namespace

void request(db::SocietyDatabase& db, const Society& society, const Means& means, const std::string& address,
             const Origin& origin, Timestamp now) {
  const auto accounts = recipients(db, means, address, origin, now);
  for (const Account& account : accounts) send(db, society, means, address, account, now);
  if (accounts.empty()) send(db, society, means, address, {}, now);
}

std::optional<std::string> begin(db::SocietyDatabase& db, const Means& means, const MailLink& link, const Entry& entry,
                                 const Origin& origin, Timestamp now) {
  const bool counted = mail_links::count_try(db, link.id, now);
  const auto account = link.account_id ? accounts::find(db, *link.account_id, now) : std::nullopt;
  if (!counted || !account) return {};
  if (!agrees(means, link, *account, entry)) {
    record(db, audit::Event::provisional_sign_in_failed, *account, link, origin, now);
    return {};
  }
  mail_links::take_back_try(db, link.id);
  std::string token = random::token();
  const Timestamp end = std::min(now + limits::step_life, link.expires_at);
  step_tickets::open(db, {StepPurpose::reissue, account->member_id, {}, link.id, link.address, end}, token, now);
  record(db, audit::Event::provisional_sign_in, *account, link, origin, now);
  return token;
}

std::optional<Case> find_case(db::SocietyDatabase& db, const StepTicket& step, Timestamp now) {
  const auto link = mail_links::find(db, LinkPurpose::reissue, step.mail_link_id.value(), now);
  if (!link) return {};
  const auto account = accounts::find(db, link->account_id.value(), now);
  if (!account) return {};
  return Case{*link, {*account, step.member, accounts::addresses(db, account->id)}};
}

bool is_temporary(const Means& means, const Case& found, std::string_view password) {
  const auto& mailed = found.link.password_digest;
  return mailed && secret::equal(password_digest(means, password), *mailed);
}

void complete(db::SocietyDatabase& db, const Society& society, const Means& means, const StepTicket& step,
              const Case& found, std::string_view password, const Origin& origin, Timestamp now) {
  db::demand(step_tickets::end(db, step.id, now), "the step was ended before");
  db::demand(mail_links::use_up(db, found.link.id, now), "the mail link was used before");
  password_change::apply(db, society, means, found.owner, password, {}, {audit::Event::password_reissued, origin}, now);
}

}  // namespace portal::reissue
