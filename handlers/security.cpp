// GET, POST /{s}/security: a member sees where and when their account was used, and how it is protected.
#include "gen/security.hpp"

#include <array>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "domain/mails/mails.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/row_token.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/security/pages.hpp"
#include "handlers/security/two_step/pages.hpp"
#include "sql/accounts/sign_ins.hpp"

namespace portal {
namespace t = templates::security;
namespace {

constexpr int few_codes = 3;

void show_two_step(View& view, const sign_ins::Overview& overview) {
  if (!overview.two_step_since) {
    view.show(t::TWO_STEP_OFF);
    return;
  }
  View& on = view.add(t::TWO_STEP_ON);
  on.set(t::TWO_STEP_SINCE, calendar::japanese_date(calendar::date_in_japan(*overview.two_step_since)));
  on.set(t::CODES_LEFT, overview.recovery_codes_left).show(t::FEW_CODES, overview.recovery_codes_left < few_codes);
}

void show_passkeys(View& view, const sign_ins::Overview& overview) {
  if (overview.passkeys == 0)
    view.show(t::PASSKEYS_NONE);
  else
    view.add(t::PASSKEYS_SOME).set(t::PASSKEYS_COUNT, overview.passkeys);
}

void show_sessions(View& view, const MemberVisit& visit, const sign_ins::Overview& overview) {
  for (const auto& session : overview.sessions) {
    const bool own = session.id == visit.session.id;
    View& row = view.add(t::SESSION).set(t::SESSION_DEVICE, session.device).show(t::THIS_DEVICE, own);
    row.set(t::SESSION_BEGAN, calendar::japanese_date_time(session.created_at));
    row.set(t::SESSION_SEEN, calendar::japanese_date_time(own ? visit.now : session.seen_at));
    if (!own)
      row.add(t::SESSION_END)
          .set(t::SESSION_TOKEN, row_token(visit, "session", number(session.id)))
          .set(t::SESSION_NAME, session.device);
  }
  view.show(t::OTHER_SESSIONS, overview.sessions.size() > 1);
}

void show_sign_ins(View& view, const MemberVisit& visit) {
  constexpr std::array<const char*, 4> ways{"パスワード", "パスワードと確認コード", "パスワードと予備コード",
                                            "パスキー"};
  const Timestamp since = visit.now - limits::sign_ins_shown;
  for (const auto& one : sign_ins::latest(visit.db, visit.account.id, since, limits::sign_ins_shown_max)) {
    View& row = view.show_once(t::SIGN_INS).add(t::SIGN_IN);
    row.set(t::SIGN_IN_AT, calendar::japanese_date_time(one.at)).set(t::SIGN_IN_DEVICE, one.device);
    row.set(t::SIGN_IN_WAY, ways.at(static_cast<std::size_t>(one.way)));
    if (one.wrong_tries > 0)
      row.add(t::WRONG_TRIES).set(t::WRONG_TRIES_COUNT, one.wrong_tries);
    else
      row.show(t::NO_WRONG_TRIES);
  }
}

}  // namespace

Response security_show(MemberVisit& visit) {
  const auto overview = sign_ins::overview(visit.db, visit.account.id, visit.now);
  View view(t::file);
  if (const char* words = security_pages::words_of(visit.request.query["done"]))
    view.add(t::DONE).set(t::DONE_WORDS, words);
  show_two_step(view, overview);
  show_passkeys(view, overview);
  show_sessions(view, visit, overview);
  view.show(t::MAILS_ON, overview.mails_sign_ins).show(t::MAILS_OFF, !overview.mails_sign_ins);
  show_sign_ins(view, visit);
  Response response{Page{std::move(view), "ログインの安全設定", "security"}};
  if (!visit.request.cookies[two_step_pages::codes_cookie].empty())
    response.set_cookies = {{two_step_pages::codes_cookie, ""}};  // whoever comes here has put the codes away
  return response;
}

// The notice by mail. Switching it off is told by mail: whoever came in unasked can't do it unseen.
Response security_submit(Writing<MemberVisit>& visit) {
  const std::string_view wanted = visit.request.form["sign_in_mails"];
  if (wanted != "on" && wanted != "off") return security_pages::back(visit, security_pages::Done::nothing);
  const bool on = wanted == "on";
  if (sign_ins::set_mails(visit.db, visit.account.id, on)) {
    if (!on) mails::security_changed(scene_of(visit), visit.account.id, mails::SecurityChange::sign_in_mails_off);
    record(visit, on ? audit::Event::sign_in_mails_on : audit::Event::sign_in_mails_off);
  }
  return security_pages::back(visit, on ? security_pages::Done::mails_on : security_pages::Done::mails_off);
}

}  // namespace portal
