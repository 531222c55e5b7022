// GET, POST /{s}/reissue/password: the new password of 再発行, twice.
#include "gen/reissue/password.hpp"

#include "domain/accounts/reissue.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/new_password.hpp"
#include "handlers/parts/row_token.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/sign_in.hpp"
#include "handlers/reissue/pages.hpp"

namespace portal {
namespace t = templates::reissue::password;
namespace pages = reissue_pages;
namespace {

// Stands in the page: one left open in a tab can't set the password of whoever came to this step after it.
constexpr const char* step_field = "step";
std::string own_token(const ReissueVisit& visit) { return row_token(visit, "reissue step", number(visit.step.id)); }

Response show(const ReissueVisit& visit, const reissue::Case& found, const Form& form) {
  View view(t::file);
  view.put(t::STEPS, pages::steps(3)).set(t::STEP, own_token(visit));
  view.set(t::MEMBER_NAME, found.owner.member.name).set(t::LOGIN_ID, found.owner.account.login_id);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::NEW_PASSWORD, form.show(new_password::first)).put(t::PASSWORD_RULES, new_password::rules());
  view.put(t::NEW_PASSWORD_CONFIRM, form.show(new_password::second));
  return {Page{std::move(view), "パスワード再発行 新しいパスワード", "password", form.status()}};
}

void judge(const Writing<ReissueVisit>& visit, const reissue::Case& found, Form& form) {
  if (!new_password::judge(visit, form, password_change::context_of(visit.society, found.owner))) return;
  const std::string_view password = form[new_password::first];
  if (reissue::is_temporary(visit.installation.secrets, found, password))
    form.fault(new_password::first, "メールの仮パスワードは使えません。別のパスワードを入力してください");
  else if (password_change::is_present(visit.db, visit.installation.passwords, found.owner, password))
    form.fault(new_password::first, new_password::same_as_present);
}

}  // namespace

Response reissue_password_show(ReissueVisit& visit) {
  const auto found = reissue::find_case(visit.db, visit.step, visit.now);
  return found ? show(visit, *found, Form()) : pages::expired();
}

Response reissue_password_submit(Writing<ReissueVisit>& visit) {
  const auto found = reissue::find_case(visit.db, visit.step, visit.now);
  if (!found) return pages::expired();
  const Fields& typed = visit.request.form;
  demand_row_token(visit, step_field, own_token(visit));
  Form form(typed);
  judge(visit, *found, form);
  if (!form.good()) return show(visit, *found, form);
  reissue::complete(scene_of(visit), visit.step, *found, form[new_password::first]);
  return end_step(visit, "/reissue/done");
}

}  // namespace portal
