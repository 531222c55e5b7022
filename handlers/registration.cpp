#include "handlers/registration.hpp"

#include <array>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "gen/register_expired.hpp"
#include "handlers/steps.hpp"
#include "sql/sessions.hpp"

namespace portal::registration_pages {

View steps(int current) {
  constexpr std::array labels{"メール", "仮ログイン", "利用情報の設定", "完了"};
  return step_list(labels, current);
}

Response expired() {
  constexpr int gone = 410;
  return {Page{View(templates::register_expired::file), "このURLは使えなくなりました", "link", gone}};
}

registration::Means means(const Visit& visit) {
  const Installation& installation = visit.installation;
  return {installation.passwords,
          installation.secrets.throttle_key,
          {installation.renderer, installation.secrets.mail_seal_public, installation.config.origin}};
}

registration::Origin origin(const Visit& visit) { return {visit.request.client_address, visit.request.id}; }

Response to_account(const Visit& visit, std::string step_token) {
  Response response = redirect(visit.url("/register/account"));
  response.set_cookies = {{"step", std::move(step_token)}};
  const std::string_view session = visit.request.cookies["sid"];
  if (session.empty()) return response;
  sessions::end_by_token(visit.db, session, visit.now);
  response.set_cookies.push_back({"sid", ""});
  return response;
}

void demand_postcard_fields(Form& form) {
  constexpr std::size_t bytes_max = limits::password_characters_max * 4;
  if (text::trim(form[login_id]).empty()) form.fault(login_id, "ログインIDを入力してください");
  if (form[password].empty()) form.fault(password, "仮パスワードを入力してください");
  if (form[password].size() > bytes_max) form.fault(password, "仮パスワードは12文字です");
}

}  // namespace portal::registration_pages
