// GET, POST /{s}/login: a member signs in.
#include "gen/login.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/sign_in.hpp"
#include "handlers/ended_session.hpp"
#include "handlers/form.hpp"
#include "handlers/handlers.hpp"
#include "handlers/own_path.hpp"

namespace portal {
namespace t = templates::login;
namespace {

const Field login_id{"login_id", "ログインID", "text", "username", "email"};
const Field password{"password", "パスワード", "password", "current-password"};

Response show(const Form& form, bool failed, std::string_view next) {
  View view(t::file);
  view.show(t::SIGN_IN_FAILED, failed);
  if (!next.empty()) view.add(t::WITH_NEXT).set(t::NEXT, own_path_or(next, "/home"));
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::LOGIN_ID, form.show(login_id)).put(t::PASSWORD, form.show(password));
  return {Page{std::move(view), "ログイン", "login", failed ? 422 : form.status()}};
}

sign_in::Outcome attempt(Visit& visit, const Form& form) {
  const Installation& installation = visit.installation;
  const sign_in::Means means{
      installation.passwords,
      installation.secrets.throttle_key,
      {installation.renderer, installation.secrets.mail_seal_public, installation.config.origin}};
  const sign_in::Attempt attempt{
      text::fold_login_id(form[login_id]), std::string(form[password]), std::string(visit.request.cookies["device"]),
      visit.request.client_address,        visit.request.user_agent,    visit.request.id};
  return sign_in::attempt(visit.db, visit.society, means, attempt, visit.now);
}

}  // namespace

Response login_show(Visit& visit) {
  if (visit.signed_in) return redirect(visit.url("/home"));
  Response page = show(Form(), false, visit.request.query["next"]);
  tell_of_ended_session(visit, page);
  return page;
}

Response login_submit(Visit& visit) {
  Form form(visit.request.form);
  const std::string_view next = visit.request.form["next"];
  if (text::trim(form[login_id]).empty()) form.fault(login_id, "ログインIDを入力してください");
  if (form[password].empty()) form.fault(password, "パスワードを入力してください");
  if (form[password].size() > limits::password_characters_max * 4)
    form.fault(password, "パスワードは128文字以内で入力してください");
  if (!form.good()) return show(form, false, next);
  const sign_in::Outcome outcome = attempt(visit, form);
  if (!outcome.opened && outcome.refusal == sign_in::Refusal::network_blocked) throw HttpError{429};
  if (!outcome.opened) return show(form, true, next);
  if (!visit.request.cookies["sid"].empty()) sessions::end_by_token(visit.db, visit.request.cookies["sid"], visit.now);
  Response response = redirect(visit.url(own_path_or(next, "/home")));
  response.set_cookies = {{"sid", outcome.opened->session_token},
                          {"device", outcome.opened->device_token, limits::device_life}};
  return response;
}

}  // namespace portal
