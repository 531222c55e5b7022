#include "sql/publishing/arrivals.hpp"

#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "admin/retried.hpp"
#include "admin/scene.hpp"
#include "domain/mails/arrival_mails.hpp"
#include "domain/mails/mails.hpp"

namespace portal::admin {
namespace {

struct Sent {
  std::int64_t looked_at = 0, mails = 0;
};

arrival_mails::Portion portion_of(const Changing<DatabaseCall>& call, const MailScene& scene, AccountId after) {
  return retried([&] {
    db::Transaction transaction(call.database);
    const auto portion = arrival_mails::make_portion(scene, after);
    if (call.applies) transaction.commit();
    return portion;
  });
}

Sent send_to_all(const Changing<DatabaseCall>& call, const Society& society, const MailDesk& desk) {
  db::SocietyDatabase db(call.database, society.id);
  const MailScene scene = desk.scene(scene_of(call, society, db));
  Progress progress(society.slug, static_cast<std::size_t>(arrivals::figures(db).reachable));
  Sent sent;
  for (std::optional<AccountId> after = AccountId{0}; after;) {
    const auto portion = portion_of(call, scene, *after);
    sent.looked_at += portion.looked_at;
    sent.mails += portion.mails;
    after = portion.last;
    progress.at(static_cast<std::size_t>(sent.looked_at));
  }
  if (sent.mails > 0 && call.applies) record(scene, audit::Event::arrival_mails_made);
  return sent;
}

}  // namespace

// A run that is cut off has written to a part of the members, and the next one writes to the others.
Exit arrivals_send(const Changing<DatabaseCall>& call) {
  const MailDesk desk(call.config);
  Table table({"society", "looked_at", call.applies ? "mails" : "would_send"});
  for (const Society& society : chosen_societies(call)) {
    const Sent sent = send_to_all(call, society, desk);
    table.add({society.slug, sent.looked_at, sent.mails});
  }
  table.print(false);
  return Exit::good;
}

Exit arrivals_status(const SocietyCall& call) {
  constexpr int most = 366;
  constexpr int ordinary = 14;
  const auto figures = arrivals::figures(call.db);
  Table members({"accounts", "wanting", "reachable"});
  members.add({figures.accounts, figures.wanting, figures.reachable});
  Table days({"day", "mails", "clicks"});
  const int last = call.arguments.integer_if_given("--last", 1, most).value_or(ordinary);
  for (const auto& day : arrivals::days(call.db, call.now - std::chrono::hours{24 * last}, last))
    days.add({to_sql(day.day), day.mails, day.clicks});
  print_sections({{"members", members, true}, {"days", days}}, call.json);
  return Exit::good;
}

}  // namespace portal::admin
