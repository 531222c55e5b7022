// POST /{s}/security/sessions: a member ends a session on another device, or all of them.
#include "sql/accounts/sessions.hpp"

#include "base/secret.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/row_token.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/security/pages.hpp"
#include "sql/accounts/sign_ins.hpp"

namespace portal {
// No password is asked for: who looks after a lost telephone shall not be held up, and nothing is opened by it.
Response security_sessions_submit(Writing<MemberVisit>& visit) {
  const std::string_view chosen = visit.request.form["session"];
  if (chosen == "others") {
    sessions::end_all(visit.db, visit.account.id, visit.session.id, visit.now);
    record(visit, audit::Event::other_sessions_ended);
    return security_pages::back(visit, security_pages::Done::others_ended);
  }
  for (const auto& session : sign_ins::overview(visit.db, visit.account.id, visit.now).sessions) {
    if (session.id == visit.session.id || !secret::equal(chosen, row_token(visit, "session", number(session.id))))
      continue;
    sessions::end(visit.db, session.id, visit.now);
    record(visit, audit::Event::session_ended, session.id);
    return security_pages::back(visit, security_pages::Done::session_ended);
  }
  return security_pages::back(visit, security_pages::Done::nothing);  // it has ended since the page was shown
}

}  // namespace portal
