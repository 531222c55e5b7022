// GET /{s}/profile/emails/start: opened by the link that proves an address, in any browser; on to the confirmation, by
// way of signing in where nobody is.
#include "gen/profile/emails/start.hpp"

#include "fcgi/visit.hpp"
#include "handlers/parts/links/link_cookie.hpp"
#include "handlers/profile/pages.hpp"

namespace portal {

Response profile_emails_start_show(Marking<Visit>& visit) {
  if (visit.request.query.contains("t"))
    return link_cookie::exchange(visit, LinkPurpose::address, "/profile/emails/start");
  const auto arrived = link_cookie::read(visit, LinkPurpose::address);
  if (!arrived.came) return redirect(visit.url("/profile/emails"));
  if (!arrived.link) return profile_pages::expired();
  if (visit.signed_in) return redirect(visit.url("/profile/emails/confirm"));
  return {Page{View(templates::profile::emails::start::file), "メールアドレスの確認", "profile"}};
}

}  // namespace portal
