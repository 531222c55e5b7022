// GET, POST /{s}/profile/emails/{email}/removal: removes an address; the primary one, and so the last, stays.
#include "gen/profile/emails/removal.hpp"

#include <algorithm>

#include "domain/accounts/profile_change.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/reauthentication.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/profile/pages.hpp"

namespace portal {
namespace t = templates::profile::emails::removal;
namespace pages = profile_pages;
namespace {

// Nothing that reaches the member would be left.
bool leaves_only_bounced(const MemberVisit& visit, const AccountEmail& email) {
  const auto emails = account_emails::list(visit.db, visit.account.id);
  return std::ranges::all_of(
      emails, [&email](const AccountEmail& one) { return one.id == email.id || one.bounced_at.has_value(); });
}

Response show(const MemberVisit& visit, const AccountEmail& email, const Form& form) {
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.set(t::ADDRESS, email.address).set(t::EMAIL_NUMBER, number(email.id)).set(t::LOGIN_ID, visit.account.login_id);
  view.show(t::ONLY_BOUNCED_LEFT, leaves_only_bounced(visit, email));
  reauthentication::show(visit, form, view, t::CURRENT_PASSWORD);
  return {Page{std::move(view), "メールアドレスの削除", "profile", form.status()}};
}

}  // namespace

Response profile_emails_removal_show(MemberVisit& visit) {
  const AccountEmail email = pages::named_email(visit);
  return email.is_primary ? redirect(visit.url("/profile/emails")) : show(visit, email, Form());
}

Response profile_emails_removal_submit(Writing<MemberVisit>& visit) {
  const AccountEmail email = pages::named_email(visit);
  if (email.is_primary) throw HttpError{HttpStatus::conflict};
  Form form(visit.request.form);
  if (!reauthentication::judge(visit, form)) return show(visit, email, form);
  profile_change::remove_email(scene_of(visit), visit.account, email);
  Response response = redirect(visit.url("/profile/emails/done"));
  response.set_cookies = reauthentication::renew_if_needed(visit);
  return response;
}

}  // namespace portal
