// GET /{s}/profile/emails/sent: what happens after an address was given, and what to do when no mail comes.
#include "gen/profile/emails/sent.hpp"

#include "fcgi/visit.hpp"
#include "handlers/parts/links/mailed.hpp"
#include "handlers/profile/pages.hpp"

namespace portal {

namespace t = templates::profile::emails::sent;

Response profile_pages::sent(const MemberVisit& visit, const Form& form) {
  View view(t::file);
  mailed::show(visit, profile_pages::addition(visit), form, view,
               {t::ERROR_SUMMARY, t::MAILED, t::MAIL_CODE, t::MAIL_AGAIN});
  return {Page{std::move(view), "確認のメールをお送りします", "mail", form.status()}};
}

Response profile_emails_sent_show(MemberVisit& visit) { return profile_pages::sent(visit, Form()); }

}  // namespace portal
