// GET, POST /{s}/security/passkeys/{passkey}/removal: removes a passkey. The password stays, so this is never the last
// way in.
#include "gen/security/passkeys/removal.hpp"

#include "fcgi/visit.hpp"
#include "handlers/parts/reauthentication.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/security/passkeys/pages.hpp"

namespace portal {
namespace t = templates::security::passkeys::removal;
namespace pages = passkey_pages;
namespace {

Response show(const MemberVisit& visit, const passkeys::Passkey& passkey, const Form& form) {
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.set(t::PASSKEY_NAME, passkey.name).set(t::PASSKEY_NUMBER, number(passkey.id));
  view.set(t::LOGIN_ID, visit.account.login_id);
  reauthentication::show(visit, form, view, t::CURRENT_PASSWORD);
  return {Page{std::move(view), "パスキーの削除", "passkeys", form.status()}};
}

}  // namespace

Response security_passkeys_removal_show(MemberVisit& visit) { return show(visit, pages::named_passkey(visit), Form()); }

Response security_passkeys_removal_submit(Writing<MemberVisit>& visit) {
  const auto passkey = pages::named_passkey(visit);
  Form form(visit.request.form);
  if (!reauthentication::judge(visit, form)) return show(visit, passkey, form);
  passkeys::remove(scene_of(visit), visit.account, passkey);
  Response response = redirect(visit.url("/security/passkeys?done=removed"));
  response.set_cookies = reauthentication::renew_if_needed(visit);
  return response;
}

}  // namespace portal
