// GET, POST /{s}/security/recovery-codes: the recovery codes of two-step sign-in, shown once; a new set on request.
#include "gen/security/recovery_codes.hpp"

#include "fcgi/visit.hpp"
#include "gen/security/recovery_codes_new.hpp"
#include "handlers/parts/reauthentication.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/security/pages.hpp"
#include "handlers/security/two_step/pages.hpp"
#include "sql/accounts/two_step_rows.hpp"

namespace portal {
namespace t = templates::security::recovery_codes;
namespace pages = two_step_pages;
namespace {

Response show_codes(const MemberVisit& visit, const std::vector<std::string>& codes) {
  const bool setup = visit.request.query["setup"] == "done";
  View view(t::file);
  if (setup) view.put(t::STEPS, pages::setup_steps(3));
  view.show(t::AFTER_SETUP, setup).show(t::RENEWED, !setup).set(t::LOGIN_ID, visit.account.login_id);
  for (const std::string& code : codes) view.add(t::CODE).set(t::CODE_LETTERS, two_step::shown_recovery_code(code));
  return {Page{std::move(view), setup ? "2段階ログインの設定③ 予備コード" : "新しい予備コード", "two-step"}};
}

Response show_form(const MemberVisit& visit, const Form& form) {
  namespace n = templates::security::recovery_codes_new;
  View view(n::file);
  view.set(n::LOGIN_ID, visit.account.login_id);
  view.set(n::CODES_LEFT, two_step_rows::recovery_codes_left(visit.db, visit.account.id));
  form.show_faults(view, n::ERROR_SUMMARY);
  reauthentication::show(visit, form, view, n::CURRENT_PASSWORD);
  view.put(n::CODE, form.show(pages::either_code));
  return {Page{std::move(view), "予備コードの作り直し", "two-step", form.status()}};
}

}  // namespace

Response security_recovery_codes_show(MemberVisit& visit) {
  if (!two_step_rows::find(visit.db, visit.account.id))
    return security_pages::back(visit, security_pages::Done::nothing);
  const auto codes = pages::carried(visit);
  return codes.empty() ? show_form(visit, Form()) : show_codes(visit, codes);
}

Response security_recovery_codes_submit(Writing<MemberVisit>& visit) {
  if (!two_step_rows::find(visit.db, visit.account.id))
    return security_pages::back(visit, security_pages::Done::nothing);
  Form form(visit.request.form);
  reauthentication::judge(visit, form);
  if (!pages::judge_code(visit, form, pages::either_code)) return show_form(visit, form);
  const auto codes = two_step::renew_recovery_codes(scene_of(visit), pages::owner(visit));
  Response response = redirect(visit.url("/security/recovery-codes"));
  response.set_cookies = {reauthentication::renew_token(visit), pages::carry(visit, codes)};
  return response;
}

}  // namespace portal
