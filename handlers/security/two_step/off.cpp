// GET, POST /{s}/security/two-step/off: a member switches two-step sign-in off, with the password and a code.
#include "gen/security/two_step/off.hpp"

#include "domain/mails/mails.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/reauthentication.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/security/pages.hpp"
#include "handlers/security/two_step/pages.hpp"
#include "sql/accounts/two_step_rows.hpp"

namespace portal {
namespace t = templates::security::two_step::off;
namespace pages = two_step_pages;
namespace {

Response show(const MemberVisit& visit, const Form& form) {
  View view(t::file);
  view.set(t::LOGIN_ID, visit.account.login_id);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::CURRENT_PASSWORD, form.show(reauthentication::current)).put(t::CODE, form.show(pages::either_code));
  return {Page{std::move(view), "2段階ログインの解除", "two-step", form.status()}};
}

bool is_on(const MemberVisit& visit) { return two_step_rows::find(visit.db, visit.account.id).has_value(); }

}  // namespace

Response security_two_step_off_show(MemberVisit& visit) {
  return is_on(visit) ? show(visit, Form()) : security_pages::back(visit, security_pages::Done::nothing);
}

Response security_two_step_off_submit(Writing<MemberVisit>& visit) {
  if (!is_on(visit)) return security_pages::back(visit, security_pages::Done::nothing);
  Form form(visit.request.form);
  reauthentication::judge_always(visit, form);
  if (!pages::judge_code(visit, form, pages::either_code)) return show(visit, form);
  two_step::turn_off(scene_of(visit), pages::owner(visit));
  Response response = security_pages::back(visit, security_pages::Done::two_step_off);
  response.set_cookies = {reauthentication::renew(visit)};
  return response;
}

}  // namespace portal
