// GET, POST /{s}/profile/emails/{email}/primary: makes one of the addresses the primary one.
#include "gen/profile/emails/primary.hpp"

#include "domain/accounts/profile_change.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/reauthentication.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/profile/pages.hpp"

namespace portal {
namespace t = templates::profile::emails::primary;
namespace pages = profile_pages;
namespace {

Response show(const MemberVisit& visit, const AccountEmail& email, const Form& form) {
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.set(t::ADDRESS, email.address).set(t::EMAIL_NUMBER, number(email.id)).set(t::LOGIN_ID, visit.account.login_id);
  view.show(t::BOUNCED, email.bounced_at.has_value());
  reauthentication::show(visit, form, view, t::CURRENT_PASSWORD);
  return {Page{std::move(view), "主なメールアドレスの変更", "profile", form.status()}};
}

}  // namespace

Response profile_emails_primary_show(MemberVisit& visit) {
  const AccountEmail email = pages::named_email(visit);
  return email.is_primary ? redirect(visit.url("/profile/emails")) : show(visit, email, Form());
}

Response profile_emails_primary_submit(Writing<MemberVisit>& visit) {
  const AccountEmail email = pages::named_email(visit);
  Form form(visit.request.form);
  if (!reauthentication::judge(visit, form)) return show(visit, email, form);
  if (!email.is_primary) profile_change::make_primary(scene_of(visit), visit.account, email);
  Response response = redirect(visit.url("/profile/emails/done"));
  response.set_cookies = reauthentication::renew_if_needed(visit);
  return response;
}

}  // namespace portal
