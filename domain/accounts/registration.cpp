#include "domain/accounts/registration.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/limits.hpp"
#include "base/network.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "domain/accounts/mail_form.hpp"
#include "sql/accounts/accounts.hpp"
#include "sql/accounts/throttles.hpp"
#include "sql/audit/audit.hpp"

namespace portal::registration {
namespace {

constexpr int tries_max = 30;
constexpr auto tries_window = std::chrono::minutes{1};

void record(db::SocietyDatabase& db, audit::Event event, std::optional<AccountId> account, MemberId member,
            PostcardId postcard, const Origin& origin, Timestamp now) {
  audit::write(db, event, {.account = account, .member = member, .object = postcard}, origin, now);
}

bool agrees(const PasswordHasher& passwords, const std::optional<UsablePostcard>& postcard,
            const PostcardEntry& entry) {
  if (!postcard) passwords.verify_nobody(entry.password);
  if (!postcard || !passwords.verify(entry.password, postcard->password)) return false;
  return !entry.birth_date || *entry.birth_date == postcard->birth_date;
}

// The postcard that the entry agrees with. A try is counted before it is judged: a request that dies in between has
// used one up, and parallel ones can't share one.
std::optional<UsablePostcard> judge(db::SocietyDatabase& db, const PasswordHasher& passwords,
                                    const PostcardEntry& entry, Timestamp now) {
  const bool counted = postcards_check::count_try(db, entry.login_id, now);
  auto postcard = postcards_check::find(db, entry.login_id, now);
  if (!counted) postcard.reset();
  if (!agrees(passwords, postcard, entry)) return {};
  postcards_check::take_back_try(db, postcard->id);
  return postcard;
}

std::string open_step(db::SocietyDatabase& db, const UsablePostcard& postcard, std::optional<MailLinkId> link,
                      std::string address, Timestamp end, const Origin& origin, Timestamp now) {
  std::string token = random::token();
  step_tickets::open(db, {StepPurpose::registration, postcard.member_id, postcard.id, link, std::move(address), end},
                     token, now);
  record(db, audit::Event::provisional_sign_in, {}, postcard.member_id, postcard.id, origin, now);
  return token;
}

std::optional<AccountId> create_account(db::SocietyDatabase& db, const Means& means, const StepTicket& step,
                                        const Choice& choice, Timestamp now) {
  try {
    return accounts::create(
        db, {step.member.id, choice.login_id, means.passwords.hash(choice.password), choice.nickname, step.address},
        now);
  } catch (const db::Conflict&) {
    if (accounts::login_id_taken(db, choice.login_id)) return {};
    throw;  // the member has an account already
  }
}

}  // namespace

void request_guide(db::SocietyDatabase& db, const Society& society, const Means& means, const std::string& address,
                   const Origin& origin, Timestamp now) {
  if (!mail_form::may_send(db, means.secrets.throttle_key, address, origin, now)) return;
  const std::string token = random::token();
  const Timestamp link_end = now + std::chrono::minutes{society.link_minutes};
  mail_links::create(db, {LinkPurpose::registration, {}, address, link_end}, token, now);
  mails::registration_guide(db, means.mail_desk, society, address, token, now, link_end);
}

bool may_try(db::SocietyDatabase& db, std::string_view throttle_key, std::string_view client_address, Timestamp now) {
  return throttles::add(db, throttles::key(throttle_key, "provisional sign-in", client_of(client_address)), now,
                        tries_window) <= tries_max;
}

std::optional<std::string> begin(db::SocietyDatabase& db, const Society& society, const Means& means,
                                 const MailLink& link, const PostcardEntry& entry, const Origin& origin,
                                 Timestamp now) {
  if (society.asks_birth_date && !entry.birth_date) throw std::invalid_argument("the society asks for the birth date");
  const auto postcard = judge(db, means.passwords, entry, now);
  if (!postcard) return {};
  return open_step(db, *postcard, link.id, link.address, std::min(now + limits::step_life, link.expires_at), origin,
                   now);
}

std::optional<std::string> begin_with_held_address(db::SocietyDatabase& db, const PasswordHasher& passwords,
                                                   const PostcardEntry& entry, const Origin& origin, Timestamp now) {
  const auto postcard = judge(db, passwords, entry, now);
  const std::string address = text::fold_email(postcard ? postcard->held_address.value_or("") : "");
  if (!postcard || !text::is_email(address)) return {};
  return open_step(db, *postcard, {}, address, now + limits::step_life, origin, now);
}

bool is_open(db::SocietyDatabase& db, const StepTicket& step, Timestamp now) {
  return postcards_check::is_alive(db, step.postcard_id.value(), now) &&
         (!step.mail_link_id || mail_links::is_alive(db, *step.mail_link_id, now));
}

bool is_initial_password(db::SocietyDatabase& db, const PasswordHasher& passwords, const StepTicket& step,
                         std::string_view password) {
  const auto initial = postcards_check::password(db, step.postcard_id.value());
  return initial && passwords.verify(password, *initial);
}

Completion complete(db::SocietyDatabase& db, const Society& society, const Means& means, const StepTicket& step,
                    const Choice& choice, const Origin& origin, Timestamp now) {
  const auto account = create_account(db, means, step, choice, now);
  if (!account) return Completion::login_id_taken;
  db::demand(step_tickets::end(db, step.id, now), "the step was ended before");
  db::demand(postcards_check::use_up(db, step.postcard_id.value(), now), "the postcard was used before");
  db::demand(!step.mail_link_id || mail_links::use_up(db, *step.mail_link_id, now), "the mail link was used before");
  mails::registration_done(db, means.mail_desk, society, *account, step.address, now);
  record(db, audit::Event::registered, account, step.member.id, step.postcard_id.value(), origin, now);
  return Completion::done;
}

}  // namespace portal::registration
