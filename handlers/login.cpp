// GET, POST /{s}/login: a member signs in.
#include "gen/login.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/accounts/sign_in.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/account_choice.hpp"
#include "handlers/parts/ended_session.hpp"
#include "handlers/parts/form.hpp"
#include "handlers/parts/late_step.hpp"
#include "handlers/parts/own_path.hpp"
#include "handlers/parts/passkey_offer.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/sign_in.hpp"
#include "handlers/security/passkeys/pages.hpp"

namespace portal {
namespace t = templates::login;
namespace {

// Where a browser knows passkeys, it offers them there.
constexpr Field own_login_id{{
    .name = account_choice::own_login_id.name,
    .label = account_choice::own_login_id.label,
    .longest = account_choice::own_login_id.longest,
    .autocomplete = "username webauthn",
    .inputmode = account_choice::own_login_id.inputmode,
}};
constexpr Field password{{
    .name = "password",
    .label = "パスワード",
    .longest = Longest{limits::password_characters_max},
    .type = "password",
    .autocomplete = "current-password",
}};

// What came of a passkey (handlers/login/passkey.cpp).
const char* words_of_passkey(std::string_view outcome) {
  if (outcome == "late") return "画面を開いてから時間が過ぎました。パスキーでもう一度ログインしてください。";
  if (outcome == "unknown")
    return "選んだパスキーは、登録されていないか、削除されています。"
           "ほかのパスキーか、ログインIDとパスワードでログインしてください。";
  if (outcome == "cloned")
    return "安全のため、選んだパスキーではログインできません。ログインIDとパスワードでログインして、"
           "「ログインの安全設定」でパスキーを削除してください。";
  if (outcome == "elsewhere")
    return "選んだパスキーが登録されている健康保険組合の画面に移りました。"
           "もう一度、パスキーでログインしてください。";
  if (outcome == "refused")
    return "パスキーを確かめられませんでした。もう一度試すか、ログインIDとパスワードでログインしてください。";
  return nullptr;
}

void show_passkey(View& view, const Visit& visit, std::string_view next) {
  if (const char* words = words_of_passkey(visit.request.query["passkey"]))
    view.add(t::PASSKEY_TOLD).set(t::PASSKEY_WORDS, words);
  view.set(t::PASSKEY_OPTIONS, passkeys::request_options(passkey_pages::place(visit)));
  if (!next.empty()) view.add(t::PASSKEY_WITH_NEXT).set(t::NEXT, own_path_or(next, "/home"));
}

Response show(const Visit& visit, const Form& form, bool failed, std::string_view next) {
  View view(t::file);
  view.show(t::SIGN_IN_FAILED, failed);
  if (!next.empty()) view.add(t::WITH_NEXT).set(t::NEXT, own_path_or(next, "/home"));
  show_passkey(view, visit, next);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::LOGIN_ID, form.show(own_login_id)).put(t::PASSWORD, form.show(password));
  return {Page{std::move(view), "ログイン", "login", form.status(failed)}};
}

sign_in::Outcome attempt(const Writing<Visit>& visit, Form& form) {
  const sign_in::Attempt attempt{text::fold_login_id(form[own_login_id]), std::string(form[password]),
                                 visitor_of(visit)};
  return sign_in::attempt(scene_of(visit), attempt);
}

Response to_code(const Writing<Visit>& visit, std::string step_token, std::string_view next) {
  const std::string wanted = own_path_or(next, "");
  return begin_step(visit, "/login/code" + (wanted.empty() ? "" : "?next=" + percent_encoded(wanted)),
                    std::move(step_token));
}

}  // namespace

Response login_show(Visit& visit) {
  if (visit.signed_in) return redirect(visit.url("/home"));
  Response response = show(visit, Form(), false, visit.request.query["next"]);
  tell_of_late_step(visit, response);
  tell_of_ended_session(visit, response);
  return response;
}

Response login_submit(Writing<Visit>& visit) {
  Form form(visit.request.form);
  const std::string_view next = visit.request.form["next"];
  account_choice::demand_login_id(form, own_login_id);
  if (form[password].empty()) form.fault(password, "パスワードを入力してください");
  if (!form.good()) return show(visit, form, false, next);
  const sign_in::Outcome outcome = attempt(visit, form);
  if (outcome.refusal == sign_in::Refusal::network_blocked) throw HttpError{HttpStatus::too_many_requests};
  if (outcome.step_token) return to_code(visit, *outcome.step_token, next);
  return outcome.opened ? enter_or_offer(visit, *outcome.opened, next) : show(visit, form, true, next);
}

}  // namespace portal
