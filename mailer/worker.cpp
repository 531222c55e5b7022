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

Worker::Worker(db::Database& database, secret::SealKeys keys, Relay relay, WorkerSetup setup)
    : database_(database),
      keys_(std::move(keys)),
      name_(std::move(setup.name)),
      times_(setup.times),
      stop_asked_(std::move(setup.stop_asked)),
      circuit_(setup.times.circuit_shortest, setup.times.circuit_longest),
      breadth_(setup.conversations, setup.times.circuit_longest),
      conversations_(std::move(relay), setup.times.hang_up_after) {}

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
    while (!under_way_.empty()) settle_what_ended(times_.poll_every);
    give_back();
  } catch (const std::exception& failure) {
    log::write(log::Level::warning, "leases_not_given_back", {{"reason", failure.what()}});  // they end by themselves
  }
}

bool Worker::round() {
  service::alive();
  take_back_once();
  const mail_queue::Due due = look();
  demand_writes(due);
  bring_back_if_time();
  bool look_again = false;
  const bool held_back = is_held_back(due);
  if (held_back) {
    give_back();  // what a mailer of another host had claimed before it met the copy
  } else {
    show_status();
    beat_if_time();
    give_back_doubtful();
    look_again = !circuit_.is_open(due.now) && !begin_what_may(due);
  }
  if (under_way_.empty()) return look_again;
  settle_what_ended(look_again ? std::chrono::milliseconds(0) : times_.poll_every);
  // Before the queue is looked at again: a link that has come has a place of its own.
  if (!held_back && breadth_.of(MailClass::link) > 1 && !circuit_.is_open(now()) && !stop_asked_()) begin_what_may({});
  return true;
}

mail_queue::Due Worker::look() {
  database_.prefer_first_server();
  looked_ = Clock::now();  // before the answer: a lease may be told too short by that, never too long
  const mail_queue::Due due = mail_queue::look(database_);
  looked_at_ = due.now;
  return due;
}

// The database's clock, as far as it can be told without asking it.
Timestamp Worker::now() const {
  return looked_at_ + std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - looked_);
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
void Worker::bring_back_if_time() {
  if (Clock::now() - brought_back_ < times_.bring_back_every) return;
  migrate::look_again(database_);
  const Timestamp now = looked_at_;
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

// False: one was done with before it began. There may be very many of those, so the queue is looked at between them.
bool Worker::begin_what_may(mail_queue::Due due) {
  for (;;) {
    claim_most_urgent(due);
    ClaimedMail* found = most_urgent();
    if (found == nullptr || !may_begin(found->mail_class)) return true;
    const bool leased = still_leased(*found);
    ClaimedMail mail = std::move(*found);
    drop_most_urgent();
    if (!leased || !begin(std::move(mail))) return false;
  }
}

bool Worker::may_begin(MailClass mail_class) const { return conversations_.under_way() < breadth_.of(mail_class); }

// As many are held as may begin at once, so that conversations needn't wait for a claim. What turns out to be less than
// a batch was all: `due` says so from then on.
void Worker::claim_most_urgent(mail_queue::Due& due) {
  const std::pair<MailClass, bool*> classes[] = {
      {MailClass::link, &due.link}, {MailClass::security, &due.security}, {MailClass::news, &due.news}};
  for (const auto& [mail_class, is_due] : classes) {
    if (held(mail_class) >= static_cast<std::size_t>(breadth_.of(mail_class))) return;
    if (!*is_due) continue;
    const mail_queue::Lease lease{name_, due.now, due.now + lease_of(mail_class)};
    doubtful_ = {mail_class, lease};
    db::Transaction transaction(database_);
    auto claimed = mail_queue::claim(database_, mail_class, limits::mail_batch_max, lease);
    transaction.commit();
    doubtful_.reset();
    *is_due = claimed.size() == limits::mail_batch_max;
    std::erase_if(claimed, [this](const ClaimedMail& mail) { return is_ours_again(mail); });
    held_[mail_class].insert(held_[mail_class].begin(), claimed.rbegin(), claimed.rend());
  }
}

// The answer to a claim's COMMIT died with the database: the mails may be leased to this worker, which never got them.
void Worker::give_back_doubtful() {
  if (!doubtful_) return;
  const auto count = mail_queue::release_all(database_, doubtful_->first, doubtful_->second);
  if (count > 0) log::write(log::Level::info, "leases_given_back", {{"mails", static_cast<std::int64_t>(count)}});
  doubtful_.reset();
}

std::size_t Worker::held(MailClass up_to) const {
  std::size_t count = 0;
  for (const auto& [mail_class, mails] : held_) count += mail_class <= up_to ? mails.size() : 0;
  return count;
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
bool Worker::still_leased(ClaimedMail& mail) {
  if (now() + lease_of(mail.mail_class) / 2 < mail.leased_until || beat(mail)) return true;
  note(log::Level::warning, "mail_lease_lost", mail, "before the delivery");
  return false;
}

bool Worker::begin(ClaimedMail mail) {
  std::optional<OutgoingMail> outgoing = open(mail);
  if (!outgoing) return false;
  std::string message;
  try {
    message = message_of(*outgoing);
  } catch (const std::exception& failure) {
    note(log::Level::error, "mail_not_made", mail, failure.what());
    put_off(mail, {mail.id, {Outcome::later, "the mail could not be made"}, {}, false});
    return false;
  }
  const MailId id = mail.id;
  try {
    conversations_.begin(id, std::move(*outgoing), std::move(message), send_until(mail));
  } catch (...) {
    held_[mail.mail_class].push_back(std::move(mail));
    throw;
  }
  under_way_.emplace(id, UnderWay{std::move(mail)});
  return true;
}

Worker::Clock::time_point Worker::send_until(const ClaimedMail& mail) const {
  return Clock::now() + (mail.leased_until - now());
}

// Its lease had ended while it was sent, and this worker was the next to claim it.
bool Worker::is_ours_again(const ClaimedMail& mail) {
  const auto found = under_way_.find(mail.id);
  if (found == under_way_.end()) return false;
  found->second = UnderWay{mail};
  conversations_.may_send_until(mail.id, send_until(mail));
  return true;
}

// Nothing for a mail that must not or can't be sent; it is ended here.
std::optional<OutgoingMail> Worker::open(const ClaimedMail& mail) {
  if (now() >= mail.not_after) {
    finish(mail, mail_queue::Ending::expired, "not sent in time");
    return {};
  }
  auto payload = mail.sealed_payload ? unseal_payload(keys_, *mail.sealed_payload) : std::nullopt;
  if (!payload) {
    const std::string_view why = mail.sealed_payload ? "the payload can't be opened" : "the payload is too long";
    note(log::Level::error, "mail_not_made", mail, why);
    finish(mail, mail_queue::Ending::dead, why);
    return {};
  }
  OutgoingMail outgoing{std::move(payload->from_name),
                        std::move(payload->from_address),
                        mail.recipient,
                        mail.message_id,
                        std::move(payload->subject),
                        std::move(payload->text),
                        std::min(mail.queued_at, now()),
                        std::move(payload->unsubscribe_url)};
  const std::string_view fault = fault_of(outgoing);
  if (fault.empty()) return outgoing;
  finish(mail, mail_queue::Ending::dead, fault);
  return {};
}

// What became of a mail must be written down, however long the database is away: a sent mail whose row still waits is
// sent again. Only a stop ends it.
template <class Write>
auto Worker::insist(Write write) {
  for (;;) {
    try {
      const auto written = write();
      database_works();
      return written;
    } catch (const std::exception& failure) {
      if (stop_overdue()) throw;
      database_failed(failure.what());
    }
  }
}

template <class Write>
void Worker::insist_on(const ClaimedMail& mail, Write write) {
  if (!insist(write)) note(log::Level::warning, "mail_lease_lost", mail, "what became of it was not written down");
}

// While nothing more could be begun, there is no reason to look at the queue.
void Worker::settle_what_ended(std::chrono::milliseconds at_most) {
  std::vector<Conversations::Ended> ended;
  do {
    service::alive();
    stop_overdue();
    try {
      beat_if_time();
    } catch (const std::exception&) {
      // The leases have many minutes left; what became of the mails will be written down with insistence.
    }
    ended = conversations_.wait(std::min(at_most, in_ms(watchdog_every)));
  } while (ended.empty() && at_most.count() > 0 && (stop_asked_() || !may_begin(MailClass::link)));
  settle(std::move(ended));
}

// What was sent is written down first, and at once for all.
void Worker::settle(std::vector<Conversations::Ended> all) {
  std::vector<std::pair<UnderWay, Conversations::Ended>> others;
  std::vector<UnderWay> kept;
  kept.reserve(all.size());
  std::vector<mail_queue::Sent> sent;
  for (Conversations::Ended& ended : all) {
    UnderWay it = std::move(under_way_.extract(ended.mail).mapped());
    const Outcome outcome = ended.result.outcome;
    if (outcome != Outcome::server_unusable && outcome != Outcome::interrupted) {
      breadth_.worked(Clock::now());
      if (circuit_.worked()) log::write(log::Level::info, "mail_server_works", {});
    }
    if (outcome != Outcome::sent) {
      others.emplace_back(std::move(it), std::move(ended));
      continue;
    }
    kept.push_back(std::move(it));
    note(log::Level::info, "mail_sent", kept.back().mail, ended.result.reply, ended.took);
    sent.push_back({kept.back().mail, ended.result.reply});
  }
  if (!sent.empty()) finish_sent(sent);
  for (const auto& [it, ended] : others) settle(it, ended);
}

void Worker::settle(const UnderWay& it, const Conversations::Ended& ended) {
  const auto& [outcome, reply] = ended.result;
  switch (outcome) {
    case Outcome::sent:
      return finish(it.mail, mail_queue::Ending::sent, reply);
    case Outcome::recipient_refused:
      return finish(it.mail, mail_queue::Ending::dead, reply, true);
    case Outcome::rejected:
      return finish(it.mail, mail_queue::Ending::dead, reply);
    case Outcome::later:
    case Outcome::unknown:
      return put_off(it.mail, ended);
    case Outcome::server_unusable:
      return server_failed(it.mail, ended);
    case Outcome::interrupted:
      if (it.lease_lost) return note(log::Level::warning, "mail_lease_lost", it.mail, reply, ended.took);
      insist_on(it.mail, [&] { return mail_queue::release(database_, it.mail); });
  }
}

void Worker::put_off(const ClaimedMail& mail, const Conversations::Ended& ended) {
  const auto delay = retry_delay(mail.mail_class, mail.failures + 1, random_fraction());
  const auto& [outcome, reply] = ended.result;
  const bool unknown = outcome == Outcome::unknown;
  note(unknown ? log::Level::warning : log::Level::info,
       unknown ? log::Event("mail_outcome_unknown") : log::Event("mail_put_off"), mail, reply, ended.took);
  const Timestamp due_at = now() + delay;
  if (due_at >= mail.not_after) return finish(mail, mail_queue::Ending::expired, reply);
  insist_on(mail, [&] { return mail_queue::postpone(database_, mail, due_at, reply); });
}

void Worker::finish(const ClaimedMail& mail, mail_queue::Ending ending, std::string_view reply,
                    bool recipient_refused) {
  if (ending == mail_queue::Ending::dead) note(log::Level::warning, "mail_dead", mail, reply);
  if (ending == mail_queue::Ending::expired) note(log::Level::warning, "mail_expired", mail, reply);
  insist_on(mail, [&] { return mail_queue::finish(database_, mail, ending, reply, recipient_refused, now()); });
}

// When it wasn't true for all, one by one: to say of which.
void Worker::finish_sent(const std::vector<mail_queue::Sent>& sent) {
  if (insist([&] { return mail_queue::finish_sent(database_, sent, now()); }) == sent.size()) return;
  for (const auto& [mail, reply] : sent) finish(mail, mail_queue::Ending::sent, reply);
}

// No mail is to blame. Beside other conversations, the mail server has enough of them; this mail waits for one of
// those. Alone, this one and all others go back as they were, and the server is left alone for a while.
void Worker::server_failed(const ClaimedMail& mail, const Conversations::Ended& ended) {
  const bool left_alone = circuit_.is_open(now());
  if (!ended.was_alone && !left_alone) {
    if (breadth_.refused(conversations_.open(), Clock::now()))
      log::write(log::Level::warning, "mail_server_takes_fewer", {{"reply", ended.result.reply}});
    held_[mail.mail_class].push_back(mail);
    return;
  }
  insist_on(mail, [&] { return mail_queue::release(database_, mail); });
  if (left_alone) return;
  breadth_.begin_anew();
  const auto open_for = circuit_.failed(now(), random_fraction());
  log::write(log::Level::error, "mail_server_unusable",
             {{"reply", ended.result.reply}, {"wait_ms", std::int64_t{open_for.count()}}});
  give_back();
}

void Worker::give_back() {
  give_back_doubtful();
  for (const ClaimedMail* mail = most_urgent(); mail != nullptr; mail = most_urgent()) {
    service::alive();
    mail_queue::release(database_, *mail);
    drop_most_urgent();
  }
}

void Worker::beat_if_time() {
  if (Clock::now() - beaten_ < times_.heartbeat_every) return;
  for (auto& [id, it] : under_way_) {
    it.lease_lost = !beat(it.mail);
    conversations_.may_send_until(id, it.lease_lost ? Clock::time_point::min() : send_until(it.mail));
  }
  for (auto& [mail_class, mails] : held_)
    std::erase_if(mails, [this](ClaimedMail& mail) { return !beat(mail); });  // taken back, held, or another's
  beaten_ = Clock::now();
}

bool Worker::beat(ClaimedMail& mail) {
  service::alive();  // with many conversations, these are many statements
  const Timestamp until = now() + lease_of(mail.mail_class);
  if (!mail_queue::keep(database_, mail, until)) return false;
  mail.leased_until = until;
  return true;
}

// Then nobody waits for the mail server's word any longer, though it decides whether a mail is sent once or twice.
bool Worker::stop_overdue() {
  if (!stop_asked_()) return false;
  if (!stop_since_) stop_since_ = Clock::now();
  if (Clock::now() - *stop_since_ <= times_.stop_within) return false;
  conversations_.abandon();
  return true;
}

void Worker::show_status() {
  if (Clock::now() < status_due_) return;
  const auto began = Clock::now();
  const auto figures = mail_queue::figures(database_, looked_at_);
  status_due_ = began + std::max<Clock::duration>(times_.status_every, 100 * (Clock::now() - began));
  service::status(fmt::format("待ち {} / 送信中 {} / 失敗 {}{}", figures.waiting, figures.sending, figures.failed,
                              circuit_.is_open(looked_at_) ? "（メールサーバーに接続できません）" : ""));
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
