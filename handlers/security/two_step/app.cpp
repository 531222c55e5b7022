// GET, POST /{s}/security/two-step/app: a member registers the portal in an authenticator app and proves it by a code.
#include "gen/security/two_step/app.hpp"

#include "base/papers/qr_code.hpp"
#include "base/totp.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/reauthentication.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/security/two_step/pages.hpp"

namespace portal {
namespace t = templates::security::two_step::app;
namespace pages = two_step_pages;
namespace {

void show_secret(View& view, const SecuringVisit& visit, const std::string& secret) {
  constexpr std::size_t group = 4;
  const std::string key = totp::base32(secret);
  for (std::size_t at = 0; at < key.size(); at += group)
    view.add(t::KEY_GROUP).set(t::KEY_LETTERS, key.substr(at, group));
  const std::string uri = totp::uri(secret, visit.society.name, visit.account.login_id);
  const QrCode code = make_qr_code(uri);
  view.set(t::QR_SIZE, code.size).set(t::QR_PATH, code.path);
  view.set(t::APP_URI_REST, uri.substr(totp::uri_scheme.size())).set(t::APP_ACCOUNT, visit.account.login_id);
}

Response show(const SecuringVisit& visit, const Form& form, const std::string& secret) {
  View view(t::file);
  view.put(t::STEPS, pages::setup_steps(2)).set(t::LOGIN_ID, visit.account.login_id);
  form.show_faults(view, t::ERROR_SUMMARY);
  show_secret(view, visit, secret);
  reauthentication::show(visit, form, view, t::CURRENT_PASSWORD);
  view.put(t::CODE, form.show(pages::app_code));
  return {Page{std::move(view), "2段階ログインの設定② アプリへの登録", "two-step", form.status()}};
}

Response to_recovery_codes(const Writing<SecuringVisit>& visit, const std::vector<std::string>& codes) {
  Response response = redirect(visit.url("/security/recovery-codes?setup=done"));
  response.set_cookies = {reauthentication::renew_token(visit), pages::carry(visit, codes)};
  return response;
}

}  // namespace

Response security_two_step_app_show(SecuringVisit& visit) {
  const auto secret =
      two_step::setup_secret(visit.db, visit.installation.secrets, visit.account.id, visit.session.id, visit.now);
  return secret ? show(visit, Form(), *secret) : redirect(visit.url("/security/two-step"));
}

Response security_two_step_app_submit(Writing<SecuringVisit>& visit) {
  const auto secret =
      two_step::setup_secret(visit.db, visit.installation.secrets, visit.account.id, visit.session.id, visit.now);
  if (!secret) return redirect(visit.url("/security/two-step"));
  Form form(visit.request.form);
  const bool known = reauthentication::judge(visit, form);
  const auto code = pages::typed_code(form, pages::app_code);
  if (!known || !code) return show(visit, form, *secret);
  const auto codes = two_step::turn_on(scene_of(visit), pages::owner(visit), visit.session.id, *code);
  if (codes) return to_recovery_codes(visit, *codes);
  form.fault(pages::app_code,
             "確認コードが正しくありません。アプリに表示されている新しい6桁の数字を入力してください。"
             "何度も違うときは、スマートフォンの時計が合っているか確かめてください");
  return show(visit, form, *secret);
}

}  // namespace portal
