// GET /{s}/profile/emails/sent: what happens after an address was given, and what to do when no mail comes.
#include "gen/profile/emails/sent.hpp"

#include "fcgi/visit.hpp"
#include "handlers/profile/pages.hpp"

namespace portal {

namespace t = templates::profile::emails::sent;

Response profile_emails_sent_show(MemberVisit& visit) {
  View view(t::file);
  mailed::show(visit, profile_pages::addition(visit),
               "メールのURLを開いて登録するまで、間違えたメールアドレスは登録されません。", view,
               {t::MAILED, t::MAIL_AGAIN});
  return {Page{std::move(view), "確認のメールをお送りします", "mail"}};
}

}  // namespace portal
