// GET, POST /{s}/security/two-step: a member reads what two-step sign-in is and begins to set it up.
#include "gen/security/two_step.hpp"

#include "fcgi/visit.hpp"
#include "handlers/parts/reauthentication.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/security/pages.hpp"
#include "handlers/security/two_step/pages.hpp"
#include "sql/accounts/two_step_rows.hpp"

namespace portal {
namespace t = templates::security::two_step;
namespace pages = two_step_pages;
namespace {

Response show(const SecuringVisit& visit, const Form& form) {
  View view(t::file);
  view.put(t::STEPS, pages::setup_steps(1)).set(t::LOGIN_ID, visit.account.login_id);
  form.show_faults(view, t::ERROR_SUMMARY);
  reauthentication::show(visit, form, view, t::CURRENT_PASSWORD);
  return {Page{std::move(view), "2段階ログインの設定① 認証アプリの用意", "two-step", form.status()}};
}

}  // namespace

Response security_two_step_show(SecuringVisit& visit) {
  if (two_step_rows::find(visit.db, visit.account.id))
    return security_pages::back(visit, security_pages::Done::nothing);
  return show(visit, Form());
}

Response security_two_step_submit(Writing<SecuringVisit>& visit) {
  Form form(visit.request.form);
  if (!reauthentication::judge(visit, form)) return show(visit, form);
  if (!two_step::begin_setup(scene_of(visit), pages::owner(visit), visit.session.id))
    return security_pages::back(visit, security_pages::Done::nothing);
  Response response = redirect(visit.url("/security/two-step/app"));
  response.set_cookies = reauthentication::renew_if_needed(visit);
  return response;
}

}  // namespace portal
