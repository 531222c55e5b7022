// GET, POST /{s}/profile/emails: a member's mail addresses; adding one, or proving one again that bounced, by a link
// that is mailed there.
#include "gen/profile/emails.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"
#include "domain/accounts/profile_change.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/contact_fields.hpp"
#include "handlers/parts/reauthentication.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/profile/pages.hpp"

namespace portal {
namespace t = templates::profile::emails;
namespace pages = profile_pages;
namespace {

using Emails = std::vector<AccountEmail>;

constexpr Field email = contact_fields::email("追加するメールアドレス", Need::required);

bool is_full(const Emails& emails) { return emails.size() >= limits::emails_per_account_max; }

void show_one(const AccountEmail& one, View& row) {
  row.put(t::EMAIL_LINE, pages::email_line(one));
  if (one.bounced_at) row.add(t::BOUNCED).set(t::BOUNCED_ADDRESS, one.address);
  if (one.is_primary) return;
  row.add(t::CHOICES).set(t::CHOICE_ADDRESS, one.address).set(t::EMAIL_NUMBER, number(one.id));
}

// The form stays where it came back with faults: its answers are kept.
Response show(const MemberVisit& visit, const Emails& emails, const Form& form) {
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY);
  for (const AccountEmail& one : emails) show_one(one, view.add(t::EMAIL));
  view.show(t::WITH_OTHERS, emails.size() > 1);
  if (is_full(emails) && form.good()) {
    view.add(t::FULL).set(t::EMAILS_MAX, limits::emails_per_account_max);
  } else {
    View& addition = view.add(t::ADDITION).set(t::LOGIN_ID, visit.account.login_id);
    addition.put(t::EMAIL_FIELD, form.show(email));
    reauthentication::show(visit, form, addition, t::CURRENT_PASSWORD);
  }
  return {Page{std::move(view), "メールアドレスの設定", "profile", form.status()}};
}

void judge(const std::string& address, const Emails& emails, Form& form) {
  const AccountEmail* own = account_emails::among(emails, address);
  if (own != nullptr && !own->bounced_at) form.fault(email, "このメールアドレスは、すでに登録されています");
  if (own == nullptr && is_full(emails))
    form.fault(email, fmt::format("登録できるメールアドレスは{}件までです。使わないものを削除してから追加してください",
                                  limits::emails_per_account_max));
}

}  // namespace

Response profile_emails_show(MemberVisit& visit) {
  return show(visit, account_emails::list(visit.db, visit.account.id), Form(visit.returned_input()));
}

Response profile_emails_submit(Writing<MemberVisit>& visit) {
  Form form(visit.request.form);
  const auto emails = account_emails::list(visit.db, visit.account.id);
  const std::string address = contact_fields::email_in(form, email, "追加するメールアドレスを入力してください");
  judge(address, emails, form);
  reauthentication::judge(visit, form);
  if (!form.good()) return show(visit, emails, form);
  const AccountEmail* own = account_emails::among(emails, address);
  const auto asker = mailed::asker(visit, pages::addition(visit), address);
  profile_change::request_email(scene_of(visit), visit.account, own != nullptr ? own->address : address,
                                asker.browser_secret);
  Response response = redirect(visit.url("/profile/emails/sent"));
  response.set_cookies = reauthentication::renew_if_needed(visit);
  response.set_cookies.push_back(mailed::cookie(visit, pages::addition(visit), asker));
  return response;
}

}  // namespace portal
