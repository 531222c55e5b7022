// GET, POST /{s}/login/code: the second step of a sign-in, where two-step sign-in is on.
#include "gen/login/code.hpp"

#include <fmt/format.h>

#include "fcgi/visit.hpp"
#include "handlers/parts/own_path.hpp"
#include "handlers/parts/passkey_offer.hpp"
#include "handlers/parts/row_token.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/sign_in.hpp"
#include "handlers/security/two_step/pages.hpp"

namespace portal {
namespace t = templates::login::code;
namespace pages = two_step_pages;
namespace {

// Stands in the page: one left open in a tab costs no try of whoever gave their password on this browser after it.
constexpr const char* step_field = "step";
std::string own_token(const SecondStepVisit& visit) { return row_token(visit, "two-step", number(visit.step.id)); }

bool by_recovery_code(const Fields& fields) { return fields["use"] == "recovery"; }

Response show(const SecondStepVisit& visit, const Form& form, const Fields& asked) {
  const bool recovery = by_recovery_code(asked);
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.show(t::BY_APP, !recovery).show(t::BY_RECOVERY_CODE, recovery).set(t::STEP, own_token(visit));
  view.put(t::CODE, form.show(recovery ? pages::recovery_code : pages::app_code));
  const std::string next = own_path_or(asked["next"], "");
  if (!next.empty()) view.add(t::WITH_NEXT).set(t::NEXT, next);
  view.set(t::OTHER_WAY, visit.url(fmt::format("/login/code?use={}{}", recovery ? "app" : "recovery",
                                               next.empty() ? "" : "&next=" + percent_encoded(next))));
  return {Page{std::move(view), recovery ? "予備コードの入力" : "確認コードの入力", "two-step", form.status()}};
}

}  // namespace

Response login_code_show(SecondStepVisit& visit) { return show(visit, Form(), visit.request.query); }

Response login_code_submit(Writing<SecondStepVisit>& visit) {
  const Fields& typed = visit.request.form;
  demand_row_token(visit, step_field, own_token(visit));
  const Field& field = by_recovery_code(typed) ? pages::recovery_code : pages::app_code;
  Form form(typed);
  const auto code = pages::typed_code(form, field);
  if (!code) return show(visit, form, typed);
  const auto outcome = sign_in::attempt_code(scene_of(visit), visit.step, *code, visitor_of(visit));
  if (outcome.step_over) return redirect(visit.url("/login"));
  if (!outcome.opened) {
    pages::refuse_code(form, field);
    return show(visit, form, typed);
  }
  Response response = enter_or_offer(visit, *outcome.opened, typed["next"]);
  response.set_cookies.push_back({"step", ""});
  return response;
}

}  // namespace portal
