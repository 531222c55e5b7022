// GET, POST /{s}/security/passkeys: a member's passkeys; adding the one that the browser has just made.
#include "gen/security/passkeys.hpp"

#include "base/calendar.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/own_path.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/security/passkeys/new_passkey.hpp"
#include "handlers/security/passkeys/pages.hpp"

namespace portal {
namespace t = templates::security::passkeys;
namespace pages = passkey_pages;
namespace {

const char* words_of(std::string_view done) {
  if (done == "added") return "パスキーを登録しました。次からは、パスキーでログインできます。";
  if (done == "renamed") return "パスキーの名前を変更しました。";
  if (done == "removed")
    return "パスキーを削除しました。端末に残っているパスキーは、端末やパスワード管理アプリの設定から削除してください。";
  return nullptr;
}

void show_done(View& view, const Fields& query) {
  const char* words = words_of(query["done"]);
  if (words == nullptr) return;
  View& done = view.add(t::DONE).set(t::DONE_WORDS, words);
  const std::string next = own_path_or(query["next"], "");
  if (!next.empty()) done.add(t::WITH_NEXT).set(t::NEXT, next);
}

void show_one(View& row, const passkeys::Passkey& passkey) {
  row.set(t::PASSKEY_NAME, passkey.name).set(t::PASSKEY_NUMBER, number(passkey.id));
  row.set(t::ADDED_AT, calendar::japanese_date(calendar::date_in_japan(passkey.created_at)));
  if (passkey.used_at)
    row.add(t::USED).set(t::USED_AT, calendar::japanese_date_time(*passkey.used_at));
  else
    row.show(t::NEVER_USED);
  row.show(t::SHARED, passkey.backed_up);
}

}  // namespace

Response security_passkeys_show(MemberVisit& visit) {
  const auto passkeys = passkey_rows::list(visit.db, visit.account.id);
  View view(t::file);
  show_done(view, visit.request.query);
  view.show(t::NONE, passkeys.empty());
  for (const auto& passkey : passkeys) show_one(view.show_once(t::LIST).add(t::PASSKEY), passkey);
  if (passkeys.size() >= limits::passkeys_per_account_max)
    view.add(t::FULL).set(t::PASSKEYS_MAX, limits::passkeys_per_account_max);
  else
    view.show(t::ADDITION);
  return {Page{std::move(view), "パスキーの設定", "passkeys"}};
}

// The challenge proves that the password was given: it stands on a page that nobody gets otherwise.
Response security_passkeys_submit(Writing<SecuringVisit>& visit) {
  const std::string next = own_path_or(visit.request.form["next"], "");
  Form form(visit.request.form);
  const auto outcome = passkeys::add(scene_of(visit), pages::place(visit), visit.account, pages::said(visit),
                                     new_passkey::name_in(visit, form));
  if (outcome != passkeys::Outcome::done) return new_passkey::show_refused(visit, outcome);
  sessions::note_two_factors(visit.db, visit.session.id);
  return redirect(visit.url("/security/passkeys?done=added" + (next.empty() ? "" : "&next=" + percent_encoded(next))));
}

}  // namespace portal
