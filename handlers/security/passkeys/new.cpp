// GET, POST /{s}/security/passkeys/new: a member gives the password again where that is needed, and has the browser
// make a passkey.
#include "gen/security/passkeys/new.hpp"

#include "base/text.hpp"
#include "domain/accounts/device_name.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/own_path.hpp"
#include "handlers/parts/reauthentication.hpp"
#include "handlers/security/passkeys/new_passkey.hpp"
#include "handlers/security/passkeys/pages.hpp"

namespace portal {
namespace t = templates::security::passkeys::new_;
namespace pages = passkey_pages;
namespace {

using passkeys::Outcome;

const char* words_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::late:
      return "画面を開いてから時間が過ぎたため、登録していません。もう一度登録してください。";
    case Outcome::used:
      return "同じ画面から、すでに登録が行われています。パスキーの設定で確かめてください。";
    default:
      return "パスキーを確かめられなかったため、登録していません。もう一度登録してください。";
  }
}

void show_ceremony(View& view, const SignedInVisit& visit, const std::vector<passkeys::Passkey>& present,
                   std::string_view next) {
  Form form;
  form.prefill(pages::name, device_name(visit.request.user_agent));
  View& ceremony = view.add(t::CEREMONY);
  ceremony.set(t::OPTIONS, passkeys::creation_options(pages::place(visit), visit.account, present));
  ceremony.put(t::NAME, form.show(pages::name));
  if (!next.empty()) ceremony.add(t::CEREMONY_WITH_NEXT).set(t::NEXT, next);
}

void show_password(View& view, const SignedInVisit& visit, const Form& form, std::string_view next) {
  View& proof = view.add(t::PROOF).set(t::LOGIN_ID, visit.account.login_id);
  proof.put(t::CURRENT_PASSWORD, form.show(reauthentication::current));
  if (!next.empty()) proof.add(t::PROOF_WITH_NEXT).set(t::NEXT, next);
}

Response show(const SignedInVisit& visit, const Form& form, const Fields& asked, const char* refused = nullptr) {
  const auto present = passkey_rows::list(visit.db, visit.account.id);
  if (present.size() >= limits::passkeys_per_account_max) return redirect(visit.url("/security/passkeys"));
  const std::string next = own_path_or(asked["next"], "");
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY);
  if (refused != nullptr) view.add(t::REFUSED).set(t::REFUSED_WORDS, refused);
  if (reauthentication::needed(visit))
    show_password(view, visit, form, next);
  else
    show_ceremony(view, visit, present, next);
  return {Page{std::move(view), "パスキーの登録", "passkeys", form.status(refused != nullptr)}};
}

}  // namespace

std::string new_passkey::name_in(const Visit& visit, Form& form) {
  const std::string typed(form[pages::name]);
  return typed.empty() || text::has_control_or_bidi(typed) ? device_name(visit.request.user_agent) : typed;
}

Response new_passkey::show_refused(const SignedInVisit& visit, Outcome outcome) {
  return show(visit, Form(), visit.request.form, words_of(outcome));
}

Response security_passkeys_new_show(SecuringVisit& visit) { return show(visit, Form(), visit.request.query); }

Response security_passkeys_new_submit(Writing<SecuringVisit>& visit) {
  Form form(visit.request.form);
  if (!reauthentication::judge(visit, form)) return show(visit, form, visit.request.form);
  const std::string next = own_path_or(visit.request.form["next"], "");
  Response response =
      redirect(visit.url("/security/passkeys/new" + (next.empty() ? "" : "?next=" + percent_encoded(next))));
  response.set_cookies = reauthentication::renew_if_needed(visit);
  return response;
}

}  // namespace portal
