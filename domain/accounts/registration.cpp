#include "domain/accounts/registration.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/limits.hpp"
#include "base/network.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "domain/accounts/mail_code.hpp"
#include "domain/accounts/mail_form.hpp"
#include "domain/accounts/provisional_sign_in.hpp"
#include "domain/mails/mails.hpp"
#include "sql/accounts/account_emails.hpp"
#include "sql/accounts/throttles.hpp"
#include "sql/postcards/postcards_check.hpp"

namespace portal::registration {
namespace {

constexpr int tries_max = 30;
constexpr auto tries_window = std::chrono::minutes{1};

bool agrees(const AccountScene& scene, const std::optional<UsablePostcard>& postcard, const PostcardEntry& entry) {
  const PasswordHasher& passwords = scene.passwords;
  if (scene.society.asks_birth_date && !entry.birth_date)
    throw std::invalid_argument("the society asks for the birth date");
  if (!postcard) passwords.verify_nobody(entry.password);
  if (!postcard || !passwords.verify(entry.password, postcard->password)) return false;
  return !entry.birth_date || *entry.birth_date == postcard->birth_date;
}

// The postcard that the entry agrees with. A try is counted before it is judged: a request that dies in between has
// used one up, and parallel ones can't share one.
std::optional<UsablePostcard> judge(const AccountScene& scene, const PostcardEntry& entry) {
  const bool counted = postcards_check::count_try(scene.db, entry.login_id, scene.now);
  auto postcard = postcards_check::find(scene.db, entry.login_id, scene.now);
  if (!counted) postcard.reset();
  if (!agrees(scene, postcard, entry)) return {};
  postcards_check::take_back_try(scene.db, postcard->id);
  return postcard;
}

std::string open_step(const Scene& scene, const UsablePostcard& postcard, std::optional<MailLinkId> link,
                      std::string address, Timestamp end) {
  return provisional_sign_in::open_step(scene,
                                        {.purpose = StepPurpose::registration,
                                         .member_id = postcard.member_id,
                                         .postcard_id = postcard.id,
                                         .mail_link_id = link,
                                         .address = std::move(address),
                                         .expires_at = end},
                                        {.member = postcard.member_id, .object = postcard.id});
}

std::optional<AccountId> create_account(const AccountScene& scene, const StepTicket& step, const Choice& choice) {
  try {
    return accounts::create(
        scene.db,
        {step.member.id, choice.login_id, scene.passwords.hash(choice.password), choice.nickname, step.address},
        scene.now);
  } catch (const db::Conflict&) {
    if (accounts::login_id_taken(scene.db, choice.login_id)) return {};
    throw;  // the member has an account already
  }
}

// What led to ③ does so no more.
void use_up(const Scene& scene, const StepTicket& step) {
  db::demand(step_tickets::end(scene.db, step.id, scene.now), "the step was ended before");
  db::demand(postcards_check::use_up(scene.db, step.postcard_id.value(), scene.now), "the postcard was used before");
  db::demand(!step.mail_link_id || mail_links::use_up(scene.db, *step.mail_link_id, scene.now),
             "the mail link was used before");
}

Completion make_first(const AccountScene& scene, const StepTicket& step, const Choice& choice) {
  const auto account = create_account(scene, step, choice);
  if (!account) return Completion::login_id_taken;
  use_up(scene, step);
  mails::registration_done(scene, *account, step.address);
  record(scene, audit::Event::registered,
         {.account = account, .member = step.member.id, .object = step.postcard_id.value()});
  return Completion::done;
}

// The account's, the core system's and the one that was just proved, each once.
std::vector<std::string> all_addresses(const password_change::Owner& owner, const StepTicket& step) {
  std::vector<std::string> addresses = owner.addresses;
  for (const std::string& one : {step.address, owner.member.email.value_or("")}) {
    const auto is_same = [&one](const std::string& other) { return text::is_same_email(one, other); };
    if (text::is_email(one) && std::ranges::none_of(addresses, is_same)) addresses.push_back(one);
  }
  return addresses;
}

void leave_only(const Scene& scene, AccountId account, const std::string& address) {
  account_emails::lock(scene.db, account);
  const EmailId proved = account_emails::prove(scene.db, account, address, scene.now);
  db::demand(account_emails::make_primary(scene.db, account, proved), "the address was removed");
  account_emails::remove_all_but(scene.db, account, proved);
}

// The password comes last, for it ends what the account had until now: links and sign-ins that wait for a code.
Completion set_anew(const AccountScene& scene, const StepTicket& step, const password_change::Owner& owner,
                    const Choice& choice) {
  const Account& account = owner.account;
  if (choice.login_id != account.login_id && !accounts::set_login_id(scene.db, account.id, choice.login_id))
    return Completion::login_id_taken;
  use_up(scene, step);
  if (choice.nickname != account.nickname) accounts::set_nickname(scene.db, account.id, choice.nickname);
  leave_only(scene, account.id, step.address);
  password_change::set(scene, owner, choice.password, {});
  mails::registered_anew(scene, account.id, all_addresses(owner, step));
  record(scene, audit::Event::registered_anew,
         {.account = account.id, .member = step.member.id, .object = step.postcard_id.value()});
  return Completion::done;
}

}  // namespace

void request_guide(const AccountScene& scene, const session_start::Visitor& visitor, const std::string& address,
                   std::string_view browser_secret) {
  const auto answer = mail_form::ask(scene, visitor, address);
  if (answer == mail_form::Answer::refused) return;
  // For nobody: a link of an address that can't be, so that the owner's living link stays, and a mail that isn't sent.
  const bool to_owner = answer == mail_form::Answer::to_owner;
  const std::string token = random::token();
  const mail_code::Code code = mail_code::make(scene.secrets, browser_secret);
  mail_code::forget_tries(scene, browser_secret, to_owner);
  const Timestamp link_end = scene.now + std::chrono::minutes{scene.society.link_minutes};
  mail_links::create(scene.db,
                     {.purpose = LinkPurpose::registration,
                      .address = to_owner ? address : mail_form::nobodys_address(),
                      .expires_at = link_end,
                      .code_secret = to_owner ? code.secret : random::token()},
                     token, scene.now);
  mails::registration_guide(scene, address,
                            {{token, code.digits, link_end, mail_code::asker_digest(browser_secret)}, to_owner});
}

bool may_try(const AccountScene& scene) {
  const std::string client = client_of(scene.origin.client_address);
  const std::string key = throttles::key(scene.secrets.throttle_key, "provisional sign-in", client);
  return throttles::add(scene.db, key, scene.now, tries_window) <= tries_max;
}

std::optional<std::string> begin(const AccountScene& scene, const MailLink& link, const PostcardEntry& entry) {
  const auto postcard = judge(scene, entry);
  if (!postcard) return {};
  return open_step(scene, *postcard, link.id, link.address, std::min(scene.now + limits::step_life, link.expires_at));
}

std::optional<std::string> begin_with_held_address(const AccountScene& scene, const PostcardEntry& entry) {
  const auto postcard = judge(scene, entry);
  const std::string address = text::fold_email(postcard ? postcard->held_address.value_or("") : "");
  if (!postcard || !text::is_email(address)) return {};
  return open_step(scene, *postcard, {}, address, scene.now + limits::step_life);
}

bool is_open(db::SocietyReader& db, const StepTicket& step, Timestamp now) {
  return postcards_check::is_alive(db, step.postcard_id.value(), now) &&
         (!step.mail_link_id || mail_links::is_alive(db, *step.mail_link_id, now));
}

bool is_initial_password(db::SocietyReader& db, const PasswordHasher& passwords, const StepTicket& step,
                         std::string_view password) {
  const auto initial = postcards_check::password(db, step.postcard_id.value());
  return initial && passwords.verify(password, *initial);
}

std::optional<password_change::Owner> present_account(db::SocietyReader& db, const StepTicket& step, Timestamp now) {
  const auto id = postcards_check::account_set_anew(db, step.postcard_id.value());
  const auto account = id ? accounts::find(db, *id, now) : std::nullopt;
  if (!account) return {};
  return password_change::Owner{*account, step.member, accounts::addresses(db, account->id)};
}

Completion complete(const AccountScene& scene, const StepTicket& step, const Choice& choice) {
  const auto present = present_account(scene.db, step, scene.now);
  return present ? set_anew(scene, step, *present, choice) : make_first(scene, step, choice);
}

}  // namespace portal::registration
