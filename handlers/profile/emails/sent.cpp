// GET /{s}/profile/emails/sent: what happens after an address was given, and what to do when no mail comes.
#include "gen/profile/emails/sent.hpp"

#include "fcgi/visit.hpp"

namespace portal {

Response profile_emails_sent_show(MemberVisit&) {
  return {Page{View(templates::profile::emails::sent::file), "確認のメールをお送りします", "mail"}};
}

}  // namespace portal
