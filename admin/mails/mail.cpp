#include <algorithm>
#include <array>
#include <chrono>
#include <iostream>
#include <span>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include "admin/actions.hpp"
#include "admin/mails/mail_class.hpp"
#include "admin/output.hpp"
#include "admin/retried.hpp"
#include "admin/scene.hpp"
#include "base/text.hpp"
#include "domain/mails/mails.hpp"
#include "sql/audit/audit.hpp"
#include "sql/mails/mail_queue.hpp"
#include "sql/mails/restored_copies.hpp"

namespace portal::admin {
namespace {

constexpr int page_mails_max = 1000;  // read from the queue at once
constexpr std::size_t mails_per_commit = 200;
constexpr int listed_mails_default = 100;
constexpr int listed_mails_max = 1'000'000;

constexpr std::array<const char*, 8> states{"ready", "leased", "deferred", "held",
                                            "sent",  "dead",   "expired",  "deleted"};

bool is_waiting(const std::string& state) { return state == "ready" || state == "leased" || state == "deferred"; }

int class_of(const std::string& name) {
  for (const MailClass known : {MailClass::link, MailClass::security, MailClass::news})
    if (name == name_of(known)) return static_cast<int>(known);
  throw Failure(Exit::usage, fmt::format("--class: there is no class \"{}\"", name), "link, security or news");
}

std::string state_of(const std::string& name) {
  for (const char* known : states)
    if (name == known) return name;
  throw Failure(Exit::usage, fmt::format("--state: there is no state \"{}\"", name),
                fmt::format("{}", fmt::join(states, ", ")));
}

MailId id_of(const std::string& text) {
  constexpr std::size_t digits_max = 18;
  const bool is_number =
      !text.empty() && text.size() <= digits_max && text.find_first_not_of("0123456789") == text.npos;
  if (!is_number)
    throw Failure(Exit::usage, fmt::format("\"{}\" is no mail's id", text), "portalctl mail list shows them");
  return static_cast<MailId>(std::stoll(text));
}

Cell moment(const std::optional<Timestamp>& at) { return at ? Cell{*at} : Cell{}; }
Cell or_nothing(const std::optional<std::string>& text) { return text ? Cell{*text} : Cell{}; }
Cell count(std::int64_t number) { return Cell{number}; }

mail_queue::Filter filter_of(const DatabaseCall& call) {
  mail_queue::Filter filter;
  filter.society = call.society_slug;
  if (call.society_slug) static_cast<void>(find_society(call.database, *call.society_slug));
  if (const auto state = call.arguments.text_if_given("--state")) filter.state = state_of(*state);
  if (const auto name = call.arguments.text_if_given("--class")) filter.mail_class = class_of(*name);
  if (const auto address = call.arguments.text_if_given("--to")) filter.recipient = text::fold_email(*address);
  return filter;
}

// Page by page, so that a long queue is never in memory whole. `use` gets every mail once, newest first.
template <class Use>
void for_each_mail(const DatabaseCall& call, const mail_queue::Filter& filter, int count_max, Use use) {
  std::optional<MailId> before;
  for (int left = count_max; left > 0;) {
    const auto page = mail_queue::list(call.database, filter, before, std::min(left, page_mails_max), call.now);
    for (const auto& mail : page) use(mail);
    if (page.size() < static_cast<std::size_t>(std::min(left, page_mails_max))) return;
    before = page.back().id;
    left -= static_cast<int>(page.size());
  }
}

std::optional<mail_queue::QueuedMail> find(const DatabaseCall& call, MailId id) {
  mail_queue::Filter filter;
  filter.id = id;
  filter.society = call.society_slug;
  auto found = mail_queue::list(call.database, filter, {}, 1, call.now);
  if (found.empty()) return {};
  return std::move(found.front());
}

// What hold, release, retry and delete have in common.
struct Change {
  const char* done;  // "held"
  audit::Event event;
  std::vector<std::string> from;  // the states a mail must be in
  bool (*apply)(db::Database& database, MailId id, Timestamp now);

  bool fits(const std::string& state) const { return std::ranges::find(from, state) != from.end(); }
};

std::vector<MailId> ids_of_all(const DatabaseCall& call, const Change& change) {
  std::vector<MailId> ids;
  for (const std::string& state : change.from) {
    mail_queue::Filter filter = filter_of(call);
    filter.state = state;
    for_each_mail(call, filter, listed_mails_max, [&ids](const auto& mail) { ids.push_back(mail.id); });
  }
  return ids;
}

std::vector<MailId> ids_from_input() {
  if (isatty(STDIN_FILENO) != 0) tell("ids of mails, one a line; Ctrl-D ends:\n");
  std::vector<MailId> ids;
  for (std::string word; std::cin >> word && ids.size() < listed_mails_max;) ids.push_back(id_of(word));
  return ids;
}

std::vector<MailId> chosen(const DatabaseCall& call, const Change& change) {
  const auto all = call.arguments.text_if_given("ALL");
  if (!all) return ids_from_input();
  if (*all != "ALL")
    throw Failure(Exit::usage, fmt::format("\"{}\": ids are read from standard input", *all),
                  "echo ID | portalctl mail …; or ALL, in capitals");
  return ids_of_all(call, change);
}

// One mail with its audit row, in the caller's transaction. False, with a word about it: it is in no state for this.
bool change_one(const Changing<DatabaseCall>& call, const Change& change, MailId id) {
  const auto mail = find(call, id);
  if (!mail) {
    tell("mail {}: there is none\n", number(id));
    return false;
  }
  const bool changed = change.fits(mail->state) && (!call.applies || change.apply(call.database, id, call.now));
  if (!changed) tell("mail {}: is {}, so it is not {}\n", number(id), mail->state, change.done);
  if (!changed || !call.applies) return changed;
  db::SocietyDatabase inside(call.database, mail->society_id);
  audit::write(inside, change.event, {.object = id}, {.operator_name = operator_name()}, call.now);
  return true;
}

std::size_t change_portion(const Changing<DatabaseCall>& call, const Change& change, std::span<const MailId> ids) {
  return retried([&] {
    db::Transaction transaction(call.database);
    const auto changed = std::ranges::count_if(ids, [&](MailId id) { return change_one(call, change, id); });
    transaction.commit();
    return static_cast<std::size_t>(changed);
  });
}

Exit change_mails(const Changing<DatabaseCall>& call, const Change& change) {
  const std::vector<MailId> ids = chosen(call, change);
  std::size_t changed = 0;
  Progress progress("mails", ids.size());
  for (std::size_t at = 0; at < ids.size(); at += mails_per_commit) {
    const auto portion = std::span(ids).subspan(at, std::min(mails_per_commit, ids.size() - at));
    changed += change_portion(call, change, portion);
    progress.at(at + portion.size());
  }
  fmt::print("{}{} {} of {} mails\n", call.applies ? "" : "would have ", change.done, changed, ids.size());
  return changed == ids.size() ? Exit::good : Exit::bad_data;
}

// What the mail server said, once the worker has asked it.
Exit wait_for_word(const SocietyCall& call, MailId id) {
  constexpr auto wait_max = std::chrono::seconds(30);
  constexpr auto poll_every = std::chrono::milliseconds(200);
  const auto end = std::chrono::steady_clock::now() + wait_max;
  while (std::chrono::steady_clock::now() < end) {
    const auto mail = find(call, id);
    const bool answered = mail && mail->state != "ready" && mail->state != "leased";
    if (answered) fmt::print("mail {}: {}: {}\n", number(id), mail->state, mail->last_reply.value_or(""));
    if (answered && mail->state == "sent") return Exit::good;
    if (answered) return mail->state == "deferred" ? Exit::try_later : Exit::bad_data;
    std::this_thread::sleep_for(poll_every);
  }
  throw Failure(Exit::try_later, fmt::format("mail {} still waits", number(id)),
                "does portal-mailer run, and does it reach the mail server? systemctl status portal-mailer");
}

Sight::Row row_of(const mail_queue::QueuedMail& mail) {
  return {mail.society_id, {.account = mail.account, .object = mail.id}};
}

}  // namespace

// The ids alone tell of nobody, but that mails to that address are there.
Sight mail_list(const DatabaseCall& call) {
  const bool ids_only = call.arguments.has("--ids");
  const int count_max = call.arguments.integer_if_given("--limit", 1, listed_mails_max).value_or(listed_mails_default);
  Table table(
      {"id", "state", "class", "purpose", "society", "recipient", "queued_at", "due_at", "attempts", "last_reply"});
  Sight found{audit::Event::staff_mails_listed, {}, {}};
  std::string ids;
  for_each_mail(
      call, filter_of(call), ids_only ? listed_mails_max : count_max, [&](const mail_queue::QueuedMail& mail) {
        if (ids_only) {
          ids += fmt::format("{}\n", number(mail.id));
          return;
        }
        table.add({number(mail.id), mail.state, name_of(mail.mail_class), mail.purpose, mail.society, mail.recipient,
                   moment(mail.queued_at), moment(mail.due_at), count(mail.attempts), or_nothing(mail.last_reply)});
        found.rows.push_back(row_of(mail));
      });
  found.show = [ids_only, ids, table, json = call.json] {
    if (ids_only)
      fmt::print("{}", ids);
    else
      table.print(json);
  };
  return found;
}

Sight mail_show(const DatabaseCall& call) {
  const auto mail = find(call, id_of(call.arguments.text("ID")));
  if (!mail) throw Failure(Exit::no_input, "there is no such mail", "portalctl mail list shows them");
  Table table({"id", "state", "class", "purpose", "society", "recipient", "message_id", "queued_at", "due_at",
               "not_after", "finished_at", "attempts", "put_off", "last_reply"});
  table.add({number(mail->id), mail->state, name_of(mail->mail_class), mail->purpose, mail->society, mail->recipient,
             mail->message_id, moment(mail->queued_at), moment(mail->due_at), moment(mail->not_after),
             moment(mail->finished_at), count(mail->attempts), count(mail->failures), or_nothing(mail->last_reply)});
  return {audit::Event::staff_mails_listed, {row_of(*mail)}, [table, json = call.json] { table.print_first(json); }};
}

Exit mail_stats(const DatabaseCall& call) {
  if (call.society_slug) static_cast<void>(find_society(call.database, *call.society_slug));
  Table table({"class", "state", "mails", "oldest_queued_at"});
  for (const auto& figures : mail_queue::stats(call.database, call.society_slug, call.now))
    table.add({name_of(figures.mail_class), figures.state, figures.count, moment(figures.oldest_queued_at)});
  table.print(call.json);
  if (const auto made_at = restored_copies::latest(call.database))
    tell(
        "portalctl: no mail is sent: this database is a copy, restored from the backup of {}\n  -> portalctl mail "
        "resume\n",
        in_japan(*made_at));
  return Exit::good;
}

Exit mail_hold(const Changing<DatabaseCall>& call) {
  return change_mails(call, {"held", audit::Event::mail_held, {"ready", "deferred"}, mail_queue::hold});
}

Exit mail_release(const Changing<DatabaseCall>& call) {
  const auto release = [](db::Database& database, MailId id, Timestamp) { return mail_queue::unhold(database, id); };
  return change_mails(call, {"released", audit::Event::mail_released, {"held"}, release});
}

Exit mail_retry(const Changing<DatabaseCall>& call) {
  return change_mails(call, {"hastened", audit::Event::mail_retried, {"deferred"}, mail_queue::retry});
}

Exit mail_delete(const Changing<DatabaseCall>& call) {
  return change_mails(call, {"deleted", audit::Event::mail_deleted, {"ready", "deferred", "held"}, mail_queue::remove});
}

// Who looks at a copy only never runs it; who goes on with one looks first at what it would send.
Exit mail_resume(const Changing<DatabaseCall>& call) {
  const auto made_at = restored_copies::latest(call.database);
  if (!made_at) {
    fmt::print("this database is no restored copy: its mails go\n");
    return Exit::good;
  }
  std::int64_t waiting = 0;
  for (const auto& figures : mail_queue::stats(call.database, std::nullopt, call.now))
    if (is_waiting(figures.state)) waiting += figures.count;
  fmt::print("{} mails wait and {}; what was sent since the backup of {} is among them\n", waiting,
             call.applies ? "go now" : "would go", in_japan(*made_at));
  if (!call.applies) return Exit::good;
  retried([&] {
    db::Transaction transaction(call.database);
    restored_copies::resume(call.database);
    for (const Society& society : societies::all(call.database)) {
      db::SocietyDatabase db(call.database, society.id);
      record(scene_of(call, society, db), audit::Event::mail_resumed);
    }
    transaction.commit();
    return true;
  });
  return Exit::good;
}

Exit mail_test(const Changing<SocietyCall>& call) {
  const std::string address = text::fold_email(call.arguments.text("ADDRESS"));
  if (!text::is_email(address)) throw Failure(Exit::usage, "ADDRESS is no mail address", "for example you@example.jp");
  if (!call.applies) {
    fmt::print("would send a mail from {} to {}\n", call.society.mail_from, address);
    return Exit::good;
  }
  const MailDesk desk(call.config);
  db::Transaction transaction(call.database);
  mails::delivery_test(desk.scene(scene_of(call)), address);
  const auto id = static_cast<MailId>(call.database.last_insert_id());
  transaction.commit();
  if (!call.arguments.has("--no-wait")) return wait_for_word(call, id);
  fmt::print("mail {}: queued\n", number(id));
  return Exit::good;
}

}  // namespace portal::admin
