// GET, POST /{s}/security/passkeys/{passkey}/name: a member gives a passkey another name.
#include "gen/security/passkeys/name.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/reauthentication.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/security/passkeys/pages.hpp"

namespace portal {
namespace t = templates::security::passkeys::name;
namespace pages = passkey_pages;
namespace {

Response show(const MemberVisit& visit, const passkeys::Passkey& passkey, const Form& form) {
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.set(t::PASSKEY_NUMBER, number(passkey.id)).set(t::LOGIN_ID, visit.account.login_id);
  view.put(t::NAME, form.show(pages::name));
  reauthentication::show(visit, form, view, t::CURRENT_PASSWORD);
  return {Page{std::move(view), "パスキーの名前の変更", "passkeys", form.status()}};
}

std::string judge_name(Form& form) {
  std::string typed(form[pages::name]);
  if (typed.empty()) form.fault(pages::name, fmt::format("{}を入力してください", pages::name.label));
  if (text::has_control_or_bidi(typed))
    form.fault(pages::name,
               fmt::format("{}に、目に見えない文字が入っています。入力し直してください", pages::name.label));
  return typed;
}

}  // namespace

Response security_passkeys_name_show(MemberVisit& visit) {
  const auto passkey = pages::named_passkey(visit);
  Form form;
  form.prefill(pages::name, passkey.name);
  return show(visit, passkey, form);
}

Response security_passkeys_name_submit(Writing<MemberVisit>& visit) {
  const auto passkey = pages::named_passkey(visit);
  Form form(visit.request.form);
  const std::string name = judge_name(form);
  if (!reauthentication::judge(visit, form) || !form.good()) return show(visit, passkey, form);
  passkeys::rename(scene_of(visit), visit.account, passkey, name);
  Response response = redirect(visit.url("/security/passkeys?done=renamed"));
  response.set_cookies = reauthentication::renew_if_needed(visit);
  return response;
}

}  // namespace portal
