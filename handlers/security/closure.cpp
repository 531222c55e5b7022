// GET, POST /{s}/security/closure: a member reads what goes and what stays, and closes their account.
#include "gen/security/closure.hpp"

#include <algorithm>

#include "base/calendar.hpp"
#include "domain/accounts/account_closing.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/reauthentication.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/security/two_step/pages.hpp"
#include "sql/accounts/two_step_rows.hpp"
#include "sql/applications/applications.hpp"

namespace portal {
namespace t = templates::security::closure;
namespace pages = two_step_pages;
namespace {

// Fresh proof may be a sign-in of four minutes ago: what can't be undone takes more than one click.
constexpr Field understood = choice("understood", "確認");

bool asks_for_code(const MemberVisit& visit) { return two_step_rows::find(visit.db, visit.account.id).has_value(); }

std::ptrdiff_t open_applications(const MemberVisit& visit) {
  using enum applications::Status;
  const auto all = applications::standing(visit.db, visit.member.id);
  return std::ranges::count_if(all, [](const auto& one) { return one.status != sent; });
}

// For whom there is nothing to come back to, no way back is promised.
bool may_return(const MemberVisit& visit) {
  return !has_left(visit.member.left_on, calendar::date_in_japan(visit.now));
}

Response show(const MemberVisit& visit, const Form& form) {
  View view(t::file);
  view.set(t::LOGIN_ID, visit.account.login_id);
  view.show(t::SEES_FAMILY, visit.member.is_principal() && visit.society.principal_sees_household);
  if (const auto count = open_applications(visit); count > 0) view.add(t::OPEN_APPLICATIONS).set(t::OPEN_COUNT, count);
  view.show(t::MAY_RETURN, may_return(visit)).show(t::MAY_NOT_RETURN, !may_return(visit));
  form.show_faults(view, t::ERROR_SUMMARY);
  reauthentication::show(visit, form, view, t::CURRENT_PASSWORD);
  if (asks_for_code(visit)) view.put(t::CODE, form.show(pages::either_code));
  view.show(t::UNDERSTOOD, form.says(understood, "yes"));
  if (const auto* words = form.fault_of(understood))
    view.show(t::UNDERSTOOD_FAULTY).add(t::UNDERSTOOD_ERROR).set(t::UNDERSTOOD_ERROR_TEXT, *words);
  return {Page{std::move(view), "利用登録の削除", "security", form.status()}};
}

}  // namespace

Response security_closure_show(MemberVisit& visit) { return show(visit, Form()); }

Response security_closure_submit(Writing<MemberVisit>& visit) {
  Form form(visit.request.form);
  if (!form.says(understood, "yes")) form.fault(understood, "元に戻せないことを確かめて、印を付けてください");
  const bool proven = reauthentication::judge(visit, form);
  if (asks_for_code(visit) && !pages::judge_code(visit, form, pages::either_code)) return show(visit, form);
  if (!proven || !form.good()) return show(visit, form);
  account_closing::close(scene_of(visit), visit.account, may_return(visit));
  Response response = redirect(visit.url("/security/closure/done"));
  response.set_cookies = {{"sid", ""}};
  response.clear_site_data = true;
  return response;
}

}  // namespace portal
