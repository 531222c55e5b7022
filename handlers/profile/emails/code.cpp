// GET, POST /{s}/profile/emails/code: the six digits that stand beside the link in the mail to a new address, typed on
// the page that says it was sent.
#include "fcgi/visit.hpp"
#include "handlers/parts/links/code_entry.hpp"
#include "handlers/profile/pages.hpp"

namespace portal {

namespace pages = profile_pages;

Response profile_emails_code_show(MemberVisit& visit) { return redirect(visit.url("/profile/emails/sent")); }

Response profile_emails_code_submit(Writing<MemberVisit>& visit) {
  Form form(visit.request.form);
  auto opened = mailed::submit_code(visit, pages::addition(visit), form);
  return opened ? *std::move(opened) : pages::sent(visit, form);
}

}  // namespace portal
