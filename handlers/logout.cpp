// POST /{s}/logout, GET /{s}/logout/done: the session ends, on the server too; a second ログアウト learns that it was
// done.
#include "fcgi/visit.hpp"
#include "gen/logout/done.hpp"
#include "handlers/parts/scene.hpp"
#include "sql/accounts/sessions.hpp"

namespace portal {

Response logout_submit(Writing<SignedInVisit>& visit) {
  sessions::end(visit.db, visit.session.id, visit.now);
  record(visit, audit::Event::sign_out);
  Response response = redirect(visit.url("/login"));
  response.set_cookies = {{"sid", ""}};
  response.clear_site_data = true;
  return response;
}

Response logout_done_show(Visit& visit) {
  if (visit.signed_in) return redirect(visit.url("/home"));
  return {Page{View(templates::logout::done::file), "ログアウトしています", "login"}};
}

}  // namespace portal
