// POST /{s}/logout: the session ends, on the server too.
#include "handlers/handlers.hpp"
#include "sql/audit.hpp"
#include "sql/sessions.hpp"

namespace portal {

Response logout_submit(SignedInVisit& visit) {
  sessions::end(visit.db, visit.session.id, visit.now);
  audit::write(visit.db,
               {"sign_out", visit.account.id, visit.member.id, "", {}, visit.request.client_address, visit.request.id},
               visit.now);
  Response response = redirect(visit.url("/login"));
  response.set_cookies = {{"sid", ""}};
  response.clear_site_data = true;
  return response;
}

}  // namespace portal
