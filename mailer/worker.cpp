#include "mailer/worker.hpp"

#include <algorithm>
#include <cstring>
#include <thread>

#include <fmt/format.h>

#include "base/log.hpp"
#include "base/mail_payload.hpp"
#include "base/random.hpp"
#include "base/service.hpp"
#include "sql/migrate.hpp"

namespace portal {
namespace {

constexpr auto watchdog_every = std::chrono::seconds(1);

double random_fraction() {
  std::uint32_t drawn = 0;
  std::memcpy(&drawn, random::bytes(sizeof drawn).data(), sizeof drawn);
  return static_cast<double>(drawn) / 4294967296.0;
}

std::chrono::milliseconds in_ms(auto duration) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(duration);
}

// Everything a log line says of a mail: no address, no text.
void note(log::Level level, log::Event event, const ClaimedMail& mail, std::string_view reply,
          std::chrono::milliseconds took = {}) {
  log::write(level, event,
             {{"mail", number(mail.id)},
              {"society_id", number(mail.society_id)},
              {"class", static_cast<std::int64_t>(mail.mail_class)},
              {"purpose", mail.purpose},
              {"attempt", std::int64_t{mail.attempt}},
              {"failures", std::int64_t{mail.failures}},
              {"reply", std::string(reply)},
              {"ms", std::int64_t{took.count()}}});
}

}  // namespace

Worker::Worker(db::Database& database, secret::SealKeys keys, Delivery& delivery, WorkerSetup setup)
    : database_(database),
      keys_(std::move(keys)),
      delivery_(delivery),
      name_(std::move(setup.name)),
      times_(setup.times),
      stop_asked_(std::move(setup.stop_asked)),
      circuit_(setup.times.circuit_shortest, setup.times.circuit_longest) {}

void Worker::run() {
  while (!stop_asked_()) {
    try {
      const bool worked = round();
      database_works();
      if (!worked) wait(times_.poll_every);
    } catch (const std::exception& failure) {
      database_failed(failure.what());
    }
  }
  try {
    give_back();
  } catch (const std::exception& failure) {
    log::write(log::Level::warning, "leases_not_given_back", {{"reason", failure.what()}});  // they end by themselves
  }
}

bool Worker::round() {
  service::alive();
  take_back_once();
  const mail_queue::Due due = mail_queue::look(database_);
  demand_writes(due);
  bring_back_if_time(due.now);
  if (is_held_back(due)) return false;
  show_status(due.now);
  beat_if_time();
  give_back_doubtful();
  if (circuit_.is_open(due.now)) return false;
  claim_most_urgent(due);
  ClaimedMail* found = most_urgent();
  if (found == nullptr) {
    if (Clock::now() - worked_ > times_.hang_up_after) delivery_.hang_up();
    return false;
  }
  const bool leased = still_leased(*found, due.now);
  ClaimedMail mail = std::move(*found);
  drop_most_urgent();
  if (leased) handle(mail, due.now);
  worked_ = Clock::now();
  return true;
}

// Waited for like one that is away, each time over a new connection: it may lead to another server.
void Worker::demand_writes(const mail_queue::Due& due) {
  if (!due.on_read_only_server) return;
  database_.disconnect();
  throw db::Unavailable("the database takes no writes: its server is read-only");
}

// What the restored queue holds may have been sent since, and the copy may be one to look at only.
bool Worker::is_held_back(const mail_queue::Due& due) {
  if (held_back_ != due.of_restored_copy) {
    held_back_ = due.of_restored_copy;
    log::write(held_back_ ? log::Level::warning : log::Level::info,
               held_back_ ? log::Event("mails_held_back") : log::Event("mails_resumed"), {});
  }
  if (held_back_)
    service::status("バックアップから戻したデータベースのため、メールを止めています（portalctl mail resume）");
  return held_back_;
}

// Of the worker of this name that was killed: who waits for a link must not wait for a dead worker's lease to end.
void Worker::take_back_once() {
  if (took_back_) return;
  const auto count = mail_queue::take_back(database_, name_, limits::mail_taken_back_max, database_.now());
  if (count > 0) log::write(log::Level::info, "leases_taken_back", {{"mails", count}});
  took_back_ = true;
}

// A clock that was a day ahead, if only for a minute, would leave its mails waiting for a day.
void Worker::bring_back_if_time(Timestamp now) {
  if (Clock::now() - brought_back_ < times_.bring_back_every) return;
  migrate::look_again(database_);
  for (const MailClass mail_class : {MailClass::link, MailClass::security, MailClass::news}) {
    const Timestamp furthest = now + std::max(longest_retry_delay(mail_class), lease_of(mail_class));
    const auto count = mail_queue::bring_back(database_, mail_class, furthest, now + lease_of(mail_class), now);
    if (count > 0)
      log::write(log::Level::warning, "mails_from_the_future",
                 {{"class", static_cast<std::int64_t>(mail_class)}, {"mails", static_cast<std::int64_t>(count)}});
  }
  brought_back_ = Clock::now();
}

std::chrono::milliseconds Worker::lease_of(MailClass mail_class) const {
  return mail_class == MailClass::link ? std::min<std::chrono::milliseconds>(times_.lease, limits::link_mail_lease)
                                       : times_.lease;
}

// News are claimed only when nothing more urgent is held, so a mail with a link waits for one delivery at most.
void Worker::claim_most_urgent(const mail_queue::Due& due) {
  const std::pair<MailClass, bool> classes[] = {
      {MailClass::link, due.link}, {MailClass::security, due.security}, {MailClass::news, due.news}};
  for (const auto& [mail_class, is_due] : classes) {
    if (holds(mail_class)) return;
    if (!is_due) continue;
    const mail_queue::Lease lease{name_, due.now, due.now + lease_of(mail_class)};
    doubtful_ = {mail_class, lease};
    db::Transaction transaction(database_);
    auto claimed = mail_queue::claim(database_, mail_class, limits::mail_batch_max, lease);
    transaction.commit();
    doubtful_.reset();
    std::ranges::reverse(claimed);
    held_[mail_class] = std::move(claimed);
  }
}

// The answer to a claim's COMMIT died with the database: the mails may be leased to this worker, which never got them.
void Worker::give_back_doubtful() {
  if (!doubtful_) return;
  const auto count = mail_queue::release_all(database_, doubtful_->first, doubtful_->second);
  if (count > 0) log::write(log::Level::info, "leases_given_back", {{"mails", static_cast<std::int64_t>(count)}});
  doubtful_.reset();
}

bool Worker::holds(MailClass up_to) const {
  return std::ranges::any_of(held_, [up_to](const auto& held) { return held.first <= up_to && !held.second.empty(); });
}

ClaimedMail* Worker::most_urgent() {
  for (auto& [mail_class, mails] : held_)
    if (!mails.empty()) return &mails.back();
  return nullptr;
}

void Worker::drop_most_urgent() {
  const auto first = std::ranges::find_if(held_, [](const auto& held) { return !held.second.empty(); });
  first->second.pop_back();
}

// A worker that slept (a stopped machine, a paused process) may find its mails in another's hands.
bool Worker::still_leased(ClaimedMail& mail, Timestamp now) {
  if (now + lease_of(mail.mail_class) / 2 < mail.leased_until || beat(mail, now)) return true;
  note(log::Level::warning, "mail_lease_lost", mail, "before the delivery");
  return false;
}

void Worker::handle(ClaimedMail& mail, Timestamp now) {
  const std::optional<OutgoingMail> outgoing = open(mail, now);
  if (!outgoing) return;
  const auto began = Clock::now();
  const DeliveryResult result = deliver(mail, *outgoing);
  settle(mail, result, in_ms(Clock::now() - began));
}

DeliveryResult Worker::deliver(ClaimedMail& mail, const OutgoingMail& outgoing) {
  at_hand_ = &mail;
  lease_lost_ = false;
  DeliveryResult result{Outcome::later, "the mail could not be made"};
  try {
    result = delivery_.deliver(outgoing, [this](Phase phase) { return keep_going(phase); });
  } catch (const std::exception& failure) {
    log::write(log::Level::error, "mail_not_made", {{"reason", failure.what()}});
  }
  at_hand_ = nullptr;
  return result;
}

// Nothing for a mail that must not or can't be sent; it is ended here.
std::optional<OutgoingMail> Worker::open(const ClaimedMail& mail, Timestamp now) {
  if (now >= mail.not_after) {
    finish(mail, mail_queue::Ending::expired, "not sent in time");
    return {};
  }
  auto payload = mail.sealed_payload ? unseal_payload(keys_, *mail.sealed_payload) : std::nullopt;
  if (!payload) {
    finish(mail, mail_queue::Ending::dead,
           mail.sealed_payload ? "the payload can't be opened" : "the payload is too long");
    return {};
  }
  OutgoingMail outgoing{std::move(payload->from_name),
                        std::move(payload->from_address),
                        mail.recipient,
                        mail.message_id,
                        std::move(payload->subject),
                        std::move(payload->text),
                        std::min(mail.queued_at, now),
                        std::move(payload->unsubscribe_url)};
  const std::string_view fault = fault_of(outgoing);
  if (fault.empty()) return outgoing;
  finish(mail, mail_queue::Ending::dead, fault);
  return {};
}

void Worker::settle(const ClaimedMail& mail, const DeliveryResult& result, std::chrono::milliseconds took) {
  if (result.outcome != Outcome::server_unusable && result.outcome != Outcome::interrupted && circuit_.worked())
    log::write(log::Level::info, "mail_server_works", {});
  switch (result.outcome) {
    case Outcome::sent:
      note(log::Level::info, "mail_sent", mail, result.reply, took);
      return finish(mail, mail_queue::Ending::sent, result.reply);
    case Outcome::recipient_refused:
      return finish(mail, mail_queue::Ending::dead, result.reply, true);
    case Outcome::rejected:
      return finish(mail, mail_queue::Ending::dead, result.reply);
    case Outcome::later:
    case Outcome::unknown:
      return put_off(mail, result, took);
    case Outcome::server_unusable:
      return server_failed(mail, result);
    case Outcome::interrupted:
      if (lease_lost_) return note(log::Level::warning, "mail_lease_lost", mail, result.reply, took);
      insist(mail, [&] { return mail_queue::release(database_, mail); });
  }
}

void Worker::put_off(const ClaimedMail& mail, const DeliveryResult& result, std::chrono::milliseconds took) {
  const auto delay = retry_delay(mail.mail_class, mail.failures + 1, random_fraction());
  const bool unknown = result.outcome == Outcome::unknown;
  note(unknown ? log::Level::warning : log::Level::info,
       unknown ? log::Event("mail_outcome_unknown") : log::Event("mail_put_off"), mail, result.reply, took);
  bool expires = false;
  insist(mail, [&] {
    const Timestamp due_at = database_.now() + delay;
    expires = due_at >= mail.not_after;
    return expires || mail_queue::postpone(database_, mail, due_at, result.reply);
  });
  if (expires) finish(mail, mail_queue::Ending::expired, result.reply);
}

void Worker::finish(const ClaimedMail& mail, mail_queue::Ending ending, std::string_view reply,
                    bool recipient_refused) {
  if (ending == mail_queue::Ending::dead) note(log::Level::warning, "mail_dead", mail, reply);
  if (ending == mail_queue::Ending::expired) note(log::Level::warning, "mail_expired", mail, reply);
  insist(mail, [&] { return mail_queue::finish(database_, mail, ending, reply, recipient_refused, database_.now()); });
}

// No mail is to blame: this one and all others go back as they were, and the server is left alone for a while.
void Worker::server_failed(const ClaimedMail& mail, const DeliveryResult& result) {
  insist(mail, [&] { return mail_queue::release(database_, mail); });
  const auto open_for = circuit_.failed(database_.now(), random_fraction());
  log::write(log::Level::error, "mail_server_unusable",
             {{"reply", result.reply}, {"wait_ms", std::int64_t{open_for.count()}}});
  give_back();
}

// What became of a mail must be written down, however long the database is away: a sent mail whose row still waits is
// sent again. Only a stop ends it.
template <class Write>
void Worker::insist(const ClaimedMail& mail, Write write) {
  for (;;) {
    try {
      if (!write()) note(log::Level::warning, "mail_lease_lost", mail, "what became of it was not written down");
      return database_works();
    } catch (const std::exception& failure) {
      if (stop_overdue()) throw;
      database_failed(failure.what());
    }
  }
}

void Worker::give_back() {
  give_back_doubtful();
  for (const ClaimedMail* mail = most_urgent(); mail != nullptr; mail = most_urgent()) {
    mail_queue::release(database_, *mail);
    drop_most_urgent();
  }
}

// Called from within a delivery. After the dot only a stop that waited long enough ends it: the mail server's word
// decides whether the mail is sent once or twice.
bool Worker::keep_going(Phase phase) {
  service::alive();
  if (stop_overdue()) return false;
  try {
    beat_if_time();
  } catch (const std::exception&) {
    // The lease has many minutes left; what became of the mail will be written down with insistence.
  }
  return !lease_lost_ || phase == Phase::after_dot;
}

void Worker::beat_if_time() {
  if (Clock::now() - beaten_ < times_.heartbeat_every) return;
  const Timestamp now = database_.now();
  if (at_hand_ != nullptr && !beat(*at_hand_, now)) lease_lost_ = true;
  for (auto& [mail_class, mails] : held_)
    for (ClaimedMail& mail : mails) beat(mail, now);  // one that was lost shows before its delivery
  beaten_ = Clock::now();
}

bool Worker::beat(ClaimedMail& mail, Timestamp now) {
  const Timestamp until = now + lease_of(mail.mail_class);
  if (!mail_queue::keep(database_, mail, until)) return false;
  mail.leased_until = until;
  return true;
}

bool Worker::stop_overdue() {
  if (!stop_asked_()) return false;
  if (!stop_since_) stop_since_ = Clock::now();
  return Clock::now() - *stop_since_ > times_.stop_within;
}

void Worker::show_status(Timestamp now) {
  if (Clock::now() - status_shown_ < times_.status_every) return;
  status_shown_ = Clock::now();
  const auto figures = mail_queue::figures(database_, now);
  service::status(fmt::format("待ち {} / 送信中 {} / 失敗 {}{}", figures.waiting, figures.sending, figures.failed,
                              circuit_.is_open(now) ? "（メールサーバーに接続できません）" : ""));
}

// In short pieces: a stop is seen within a second, and the watchdog is fed.
void Worker::wait(std::chrono::milliseconds time) {
  for (auto left = time; left > std::chrono::milliseconds(0) && !stop_asked_(); left -= in_ms(watchdog_every)) {
    service::alive();
    std::this_thread::sleep_for(std::min(left, in_ms(watchdog_every)));
  }
}

void Worker::database_failed(const char* reason) {
  if (database_wait_ == std::chrono::milliseconds(0))
    log::write(log::Level::error, "database_failed", {{"reason", reason}});
  service::status("データベースを待っています");
  database_wait_ = std::clamp(2 * database_wait_, times_.database_shortest, times_.database_longest);
  if (stop_asked_()) std::this_thread::sleep_for(times_.database_shortest);  // wait() would not
  wait(database_wait_);
}

void Worker::database_works() {
  if (database_wait_ > std::chrono::milliseconds(0)) log::write(log::Level::info, "database_works", {});
  database_wait_ = std::chrono::milliseconds(0);
}

}  // namespace portal
