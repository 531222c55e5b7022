#include "domain/accounts/reissue.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "domain/accounts/mail_code.hpp"
#include "domain/accounts/mail_form.hpp"
#include "domain/accounts/provisional_sign_in.hpp"
#include "domain/mails/mails.hpp"

namespace portal::reissue {
namespace {

std::string password_digest(std::string_view form_key, std::string_view password) {
  return secret::keyed_digest(form_key, "temporary password\n" + std::string(password));
}

bool is_mailed(const WebSecrets& secrets, std::string_view digest, std::string_view password) {
  return std::ranges::any_of(secrets.form_keys(), [&](const std::string& key) {
    return secret::equal(password_digest(key, password), digest);
  });
}

// One of the mails of a request. Without an account, a link that nobody learns of and a mail that is never sent, or the
// one that says that there is no account.
struct Letter {
  std::string address;
  std::optional<Account> account = {};
  bool is_unregistered = false;
};

void send(const AccountScene& scene, const Letter& letter, const mail_code::Code& code,
          std::string_view browser_secret) {
  const auto& [address, account, is_unregistered] = letter;
  const Timestamp link_end = scene.now + std::chrono::minutes{scene.society.link_minutes};
  mails::Reissue mail{.login_id = account ? account->login_id : random::initial_login_id(),
                      .way = {random::token(), code.digits, link_end, mail_code::asker_digest(browser_secret)}};
  if (account) mail.account = account->id;
  mail_links::NewMailLink link{.purpose = LinkPurpose::reissue,
                               .account_id = mail.account,
                               .address = account ? address : mail_form::nobodys_address(),
                               .expires_at = link_end,
                               .code_secret = account ? code.secret : random::token()};
  if (scene.society.reissue_mails_password) {
    mail.temporary_password = random::initial_password();
    link.password_digest = password_digest(scene.secrets.form_key, mail.temporary_password);
  }
  mail_links::create(scene.db, link, mail.way.token, scene.now);
  if (is_unregistered)
    mails::reissue_unregistered(scene, address, mail.way);
  else
    mails::reissue_guide(scene, address, mail);
}

bool agrees(const WebSecrets& secrets, const MailLink& link, const Account& account, const Entry& entry) {
  const bool right_password = !link.password_digest || is_mailed(secrets, *link.password_digest, entry.password);
  return entry.login_id == account.login_id && right_password;
}

audit::About about(const Account& account, const MailLink& link) {
  return {.account = account.id, .member = account.member_id, .object = link.id};
}

}  // namespace

void request(const AccountScene& scene, const session_start::Visitor& visitor, const std::string& address,
             std::string_view browser_secret) {
  const auto answer = mail_form::ask(scene, visitor, address);
  if (answer == mail_form::Answer::refused) return;
  auto found = accounts::with_address(scene.db, address, limits::accounts_per_address_max, scene.now);
  const bool to_owner = answer == mail_form::Answer::to_owner;
  if (!to_owner) found.clear();
  std::vector<Letter> letters;
  for (accounts::Addressed& one : found) letters.push_back({std::move(one.address), std::move(one.account)});
  if (to_owner && found.empty() && scene.society.tells_unregistered)
    letters.push_back({.address = address, .is_unregistered = true});
  letters.resize(limits::accounts_per_address_max, Letter{.address = address});
  mail_code::forget_tries(scene, browser_secret, to_owner);
  const auto codes = mail_code::make(scene.secrets, browser_secret, letters.size());
  for (std::size_t at = 0; at < letters.size(); ++at) send(scene, letters[at], codes[at], browser_secret);
}

std::optional<std::string> begin(const AccountScene& scene, const MailLink& link, const Entry& entry) {
  const bool counted = mail_links::count_try(scene.db, link.id, scene.now);
  const auto account = link.account_id ? accounts::find(scene.db, *link.account_id, scene.now) : std::nullopt;
  if (!counted || !account) return {};
  if (!agrees(scene.secrets, link, *account, entry)) {
    record(scene, audit::Event::provisional_sign_in_failed, about(*account, link));
    return {};
  }
  mail_links::take_back_try(scene.db, link.id);
  return provisional_sign_in::open_step(scene,
                                        {.purpose = StepPurpose::reissue,
                                         .member_id = account->member_id,
                                         .mail_link_id = link.id,
                                         .address = link.address,
                                         .expires_at = std::min(scene.now + limits::step_life, link.expires_at)},
                                        about(*account, link));
}

std::optional<Case> find_case(db::SocietyReader& db, const StepTicket& step, Timestamp now) {
  const auto link = mail_links::find(db, LinkPurpose::reissue, step.mail_link_id.value(), now);
  if (!link) return {};
  const auto account = accounts::find(db, link->account_id.value(), now);
  if (!account) return {};
  return Case{*link, {*account, step.member, accounts::addresses(db, account->id)}};
}

bool is_temporary(const WebSecrets& secrets, const Case& found, std::string_view password) {
  const auto& mailed = found.link.password_digest;
  return mailed && is_mailed(secrets, *mailed, password);
}

void complete(const AccountScene& scene, const StepTicket& step, const Case& found, std::string_view password) {
  db::demand(step_tickets::end(scene.db, step.id, scene.now), "the step was ended before");
  db::demand(mail_links::use_up(scene.db, found.link.id, scene.now), "the mail link was used before");
  password_change::apply(scene, found.owner, password, {}, audit::Event::password_reissued);
}

}  // namespace portal::reissue
