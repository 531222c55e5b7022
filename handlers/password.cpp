// GET, POST /{s}/password: a member who knows the present password sets a new one.
#include "gen/password.hpp"

#include "base/calendar.hpp"
#include "domain/accounts/password_change.hpp"
#include "domain/mails/mails.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/new_password.hpp"
#include "handlers/parts/own_path.hpp"
#include "handlers/parts/reauthentication.hpp"
#include "handlers/parts/scene.hpp"
#include "sql/accounts/sign_in_rules.hpp"

namespace portal {
namespace t = templates::password;
namespace {

void show_end(View& view, const SignedInVisit& visit) {
  const auto end = sign_in_rules::password_end(visit.db, visit.society, visit.account, Timestamp::max());
  if (!end) return;
  View& part = view.add(*end <= visit.now ? t::ENDED : t::ENDS);
  part.set(t::END_DATE, calendar::japanese_date(calendar::date_in_japan(*end)));
}

Response show(const SignedInVisit& visit, const Form& form, std::string_view next) {
  View view(t::file);
  show_end(view, visit);
  view.set(t::LOGIN_ID, visit.account.login_id);
  if (!next.empty()) view.add(t::WITH_NEXT).set(t::NEXT, own_path_or(next, "/home"));
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::CURRENT_PASSWORD, form.show(reauthentication::current))
      .put(t::NEW_PASSWORD, form.show(new_password::first))
      .put(t::PASSWORD_RULES, new_password::rules());
  view.put(t::NEW_PASSWORD_CONFIRM, form.show(new_password::second));
  return {Page{std::move(view), "パスワード変更", "password", form.status()}};
}

// Who doesn't know the present password isn't told either whether the new one is the same.
void judge(const Writing<SignedInVisit>& visit, const password_change::Owner& owner, Form& form) {
  const bool right = reauthentication::judge_always(visit, form);
  if (!new_password::judge(visit, form, password_change::context_of(visit.society, owner)) || !right) return;
  if (password_change::is_present(visit.db, visit.installation.passwords, owner, form[new_password::first]))
    form.fault(new_password::first, new_password::same_as_present);
}

}  // namespace

Response password_show(SignedInVisit& visit) { return show(visit, Form(), visit.request.query["next"]); }

Response password_submit(Writing<SignedInVisit>& visit) {
  Form form(visit.request.form);
  const std::string_view next = visit.request.form["next"];
  const password_change::Owner owner{visit.account, visit.member, accounts::addresses(visit.db, visit.account.id)};
  judge(visit, owner, form);
  if (!form.good()) return show(visit, form, next);
  password_change::apply(scene_of(visit), owner, form[new_password::first], visit.session.id,
                         audit::Event::password_changed);
  Response response = redirect(visit.url(own_path_or(next, "/password/done")));
  response.set_cookies = {reauthentication::renew(visit)};
  return response;
}

}  // namespace portal
