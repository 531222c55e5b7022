#include "handlers/parts/sign_in.hpp"

#include "base/limits.hpp"
#include "fcgi/sent_form.hpp"
#include "handlers/parts/own_path.hpp"
#include "sql/accounts/sent_forms.hpp"
#include "sql/accounts/sessions.hpp"

namespace portal {

Response enter_on(db::SocietyDatabase& db, const Visit& visit, const sign_in::Opened& opened, std::string_view next) {
  const std::string_view before = visit.request.cookies["sid"];
  if (!before.empty()) sessions::end_by_token(db, before, visit.now);
  Response response = redirect(visit.url(own_path_or(next, "/home")));
  response.set_cookies = {{"sid", opened.session_token}, {"device", opened.device_cookie, limits::device_life}};
  const std::string_view sent = visit.request.cookies[sent_form::cookie];
  if (!sent.empty() && sent_forms::drop_of_others(db, opened.account_id, sent))
    response.set_cookies.push_back({sent_form::cookie, ""});
  return response;
}

Response begin_step_on(db::SocietyDatabase& db, const Visit& visit, std::string_view path, std::string step_token) {
  Response response = redirect(visit.url(path));
  response.set_cookies = {{"step", std::move(step_token)}};
  const std::string_view session = visit.request.cookies["sid"];
  if (session.empty()) return response;
  sessions::end_by_token(db, session, visit.now);
  response.set_cookies.push_back({"sid", ""});
  return response;
}

Response end_step(const Visit& visit, std::string_view path) {
  Response response = redirect(visit.url(path));
  response.set_cookies = {{"step", ""}};
  return response;
}

session_start::Visitor visitor_of(const Visit& visit) {
  return {session_start::device_tokens_of(visit.request.cookies["device"]), visit.request.user_agent};
}

}  // namespace portal
