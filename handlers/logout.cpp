// POST /{s}/logout: the session ends, on the server too; a page says so.
#include "fcgi/visit.hpp"
#include "handlers/parts/scene.hpp"
#include "sql/accounts/sessions.hpp"

namespace portal {

Response logout_submit(Writing<SignedInVisit>& visit) {
  sessions::end(visit.db, visit.session.id, visit.now);
  record(visit, audit::Event::sign_out);
  Response response = redirect(visit.url("/logout/done"));
  response.set_cookies = {{"sid", ""}};
  response.clear_site_data = true;
  return response;
}

}  // namespace portal
