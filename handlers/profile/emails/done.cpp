// GET /{s}/profile/emails/done: an address is added, made the primary one or removed; which the account has now.
#include "gen/profile/emails/done.hpp"

#include "domain/accounts/profile_change.hpp"
#include "fcgi/visit.hpp"
#include "handlers/profile/pages.hpp"

namespace portal {

namespace t = templates::profile::emails::done;

Response profile_emails_done_show(MemberVisit& visit) {
  View view(t::file);
  for (const AccountEmail& email : account_emails::list(visit.db, visit.account.id))
    view.add(t::EMAIL).put(t::EMAIL_LINE, profile_pages::email_line(email));
  return {Page{std::move(view), "メールアドレスの設定を変更しました", "profile"}};
}

}  // namespace portal
