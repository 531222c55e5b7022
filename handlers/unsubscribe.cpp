// GET /{s}/unsubscribe, POST /{s}/unsubscribe, GET /{s}/unsubscribe/done: stops the mails 新着のお知らせ by the secret
// of one of them. No answer tells whether the secret is known; without any, the page says so.
#include "gen/unsubscribe.hpp"

#include "fcgi/visit.hpp"
#include "gen/unsubscribe/done.hpp"
#include "handlers/parts/links/link_guesses.hpp"
#include "handlers/parts/scene.hpp"
#include "sql/publishing/arrivals.hpp"

namespace portal {
namespace {

Response done() {
  return {Page{View(templates::unsubscribe::done::file), "新着のお知らせメールを止めました", "profile"}};
}

void stop_mails(const Writing<Visit>& visit, std::string_view code) {
  link_guesses::demand_few(visit);
  const auto owner = arrivals::owner_of(visit.db, code, visit.now);
  if (!owner) return link_guesses::count(visit, visit.db);
  if (!arrivals::set_wants_mails(visit.db, owner->account, false)) return;
  record(scene_of(visit), audit::Event::arrival_mails_off, {.account = owner->account, .member = owner->member});
}

}  // namespace

Response unsubscribe_show(Visit& visit) {
  namespace t = templates::unsubscribe;
  View view(t::file);
  const std::string_view code = visit.request.query["r"];
  if (code.empty())
    view.show(t::WITHOUT_CODE);
  else
    view.add(t::WITH_CODE).set(t::CODE, code);
  const char* heading = code.empty() ? "このURLでは、メールを止められません" : "新着のお知らせメールを止める";
  return {Page{std::move(view), heading, "profile"}};
}

// A mail service follows no redirect: one click is answered at once (RFC 8058, 3.1).
Response unsubscribe_submit(Writing<Visit>& visit) {
  const std::string_view code = visit.request.query["r"];
  stop_mails(visit, code);
  if (visit.request.form["csrf"].empty()) return done();
  return redirect(visit.url(code.empty() ? "/unsubscribe" : "/unsubscribe/done"));
}

Response unsubscribe_done_show(Visit&) { return done(); }

}  // namespace portal
