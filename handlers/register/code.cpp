// GET, POST /{s}/register/code: the six digits that stand beside the link in the mail of 新規利用登録, typed on the
// page that says it was sent.
#include "fcgi/visit.hpp"
#include "handlers/parts/links/code_entry.hpp"
#include "handlers/register/pages.hpp"

namespace portal {

namespace pages = register_pages;

Response register_code_show(Visit& visit) { return redirect(visit.url("/register/sent")); }

Response register_code_submit(Writing<Visit>& visit) {
  Form form(visit.request.form);
  auto opened = mailed::submit_code(visit, pages::mailed_way, form);
  return opened ? *std::move(opened) : pages::sent(visit, form);
}

}  // namespace portal
