// GET, POST /{s}/password: a member who knows the present password sets a new one.
#include "gen/password.hpp"

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "base/random.hpp"
#include "domain/password_change.hpp"
#include "handlers/handlers.hpp"
#include "handlers/new_password.hpp"
#include "handlers/own_path.hpp"

namespace portal {
namespace t = templates::password;
namespace {

const Field current{"current_password", "いまのパスワード", "password", "current-password", "text", Need::required};

void show_end(View& view, const SignedInVisit& visit) {
  const auto end = societies::password_end(visit.society, visit.account.password_set_at);
  if (!end) return;
  View& part = view.add(*end <= visit.now ? t::ENDED : t::ENDS);
  part.set(t::END_DATE, calendar::japanese_date(calendar::date_in_japan(*end)));
}

Response show(const SignedInVisit& visit, const Form& form, std::string_view next) {
  View view(t::file);
  show_end(view, visit);
  view.set(t::LOGIN_ID, visit.account.login_id);
  if (!next.empty()) view.add(t::WITH_NEXT).set(t::NEXT, own_path_or(next, "/home"));
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::CURRENT_PASSWORD, form.show(current)).put(t::NEW_PASSWORD, form.show(new_password::first));
  view.put(t::NEW_PASSWORD_CONFIRM, form.show(new_password::second));
  return {Page{std::move(view), "パスワード変更", "password", form.status()}};
}

sign_in::Means means_of(const Visit& visit) {
  const Installation& installation = visit.installation;
  return {installation.passwords,
          installation.secrets.throttle_key,
          {installation.renderer, installation.secrets.mail_seal_public, installation.config.origin}};
}

bool judge_current(const SignedInVisit& visit, Form& form) {
  constexpr std::size_t bytes_max = limits::password_characters_max * 4;
  if (form[current].empty()) form.fault(current, "いまのパスワードを入力してください");
  if (form[current].size() > bytes_max) form.fault(current, "いまのパスワードは128文字以内で入力してください");
  if (!form.good()) return false;
  const sign_in::Attempt attempt{
      visit.account.login_id,       std::string(form[current]), std::string(visit.request.cookies["device"]),
      visit.request.client_address, visit.request.user_agent,   visit.request.id};
  const bool right = sign_in::knows_password(visit.db, visit.society, means_of(visit), attempt, visit.now);
  if (!right) form.fault(current, "いまのパスワードが正しくありません。続けて間違えると、しばらく変更できなくなります");
  return right;
}

// Who doesn't know the present password isn't told either whether the new one is the same.
void judge(const SignedInVisit& visit, const password_change::Owner& owner, Form& form) {
  const bool right = judge_current(visit, form);
  if (!new_password::judge(form, password_change::context_of(visit.society, owner)) || !right) return;
  if (password_change::is_present(visit.db, visit.installation.passwords, owner, form[new_password::first]))
    form.fault(new_password::first, new_password::same_as_present);
}

}  // namespace

Response password_show(SignedInVisit& visit) { return show(visit, Form(), visit.request.query["next"]); }

Response password_submit(SignedInVisit& visit) {
  Form form(visit.request.form);
  const std::string_view next = visit.request.form["next"];
  const auto addresses = accounts::addresses(visit.db, visit.account.id);
  const password_change::Owner owner{visit.account, visit.member, addresses.empty() ? "" : addresses.front()};
  judge(visit, owner, form);
  if (!form.good()) return show(visit, form, next);
  const std::string token = random::token();
  password_change::apply(visit.db, visit.society, means_of(visit), owner, form[new_password::first], visit.session.id,
                         {"password_changed", visit.request.client_address, visit.request.id}, visit.now);
  sessions::renew(visit.db, visit.session.id, token, visit.now);
  Response response = redirect(visit.url(own_path_or(next, "/password/done")));
  response.set_cookies = {{"sid", token}};
  return response;
}

}  // namespace portal
