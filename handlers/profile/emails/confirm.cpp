// GET, POST /{s}/profile/emails/confirm: the last step of a new address: whoever asked for it, signed in, says yes.
#include "gen/profile/emails/confirm.hpp"

#include "domain/accounts/profile_change.hpp"
#include "fcgi/visit.hpp"
#include "gen/profile/emails/foreign.hpp"
#include "handlers/parts/links/link_cookie.hpp"
#include "handlers/parts/reauthentication.hpp"
#include "handlers/parts/row_token.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/profile/pages.hpp"

namespace portal {
namespace t = templates::profile::emails::confirm;
namespace pages = profile_pages;
namespace {

// Stands in the page: one left open in a tab can't confirm the address of a link that was opened after it.
constexpr const char* link_field = "link";
std::string own_token(const Visit& visit, const MailLink& link) {
  return row_token(visit, "address link", number(link.id));
}

Response show(const MemberVisit& visit, const MailLink& link, const Form& form) {
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.set(t::NEW_ADDRESS, link.address)
      .set(t::LOGIN_ID, visit.account.login_id)
      .set(t::LINK_TOKEN, own_token(visit, link));
  reauthentication::show(visit, form, view, t::CURRENT_PASSWORD);
  return {Page{std::move(view), "メールアドレスの登録", "profile", form.status()}};
}

// The mail went to somebody else of the family, or to a stranger because of a slip: only who asked may say yes.
Response foreign(const MemberVisit& visit) {
  namespace f = templates::profile::emails::foreign;
  View view(f::file);
  view.set(f::LOGIN_ID, visit.account.login_id);
  return {Page{std::move(view), "別のログインIDでログインしています", "profile", HttpStatus::forbidden}};
}

}  // namespace

Response profile_emails_confirm_show(MemberVisit& visit) {
  const auto arrived = link_cookie::read(visit, LinkPurpose::address);
  if (!arrived.came) return redirect(visit.url("/profile/emails"));
  if (!arrived.link) return pages::expired();
  return arrived.link->account_id == visit.account.id ? show(visit, *arrived.link, Form()) : foreign(visit);
}

Response profile_emails_confirm_submit(Writing<MemberVisit>& visit) {
  const auto arrived = link_cookie::read(visit, LinkPurpose::address);
  if (!arrived.came) return redirect(visit.url("/profile/emails"));
  if (!arrived.link) return pages::expired();
  const MailLink& link = *arrived.link;
  if (link.account_id != visit.account.id) return foreign(visit);
  const Fields& typed = visit.request.form;
  demand_row_token(visit, link_field, own_token(visit, link));
  Form form(typed);
  if (!reauthentication::judge(visit, form)) return show(visit, link, form);
  const auto proof = profile_change::prove_email(scene_of(visit), visit.account, link);
  const bool done = proof == profile_change::Proof::done;
  Response response = redirect(visit.url(done ? "/profile/emails/done" : "/profile/emails"));
  response.set_cookies = reauthentication::renew_if_needed(visit);
  if (done) response.set_cookies.push_back({"step", ""});
  return response;
}

}  // namespace portal
