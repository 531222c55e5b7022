// POST /{s}/profile/arrivals: a member stops the mails 新着のお知らせ, or wants them again.
#include "sql/publishing/arrivals.hpp"

#include "fcgi/visit.hpp"
#include "handlers/parts/scene.hpp"

namespace portal {

Response profile_arrivals_submit(Writing<MemberVisit>& visit) {
  const std::string_view wanted = visit.request.form["arrival_mails"];
  if (wanted != "on" && wanted != "off") return redirect(visit.url("/profile"));
  const bool on = wanted == "on";
  if (arrivals::set_wants_mails(visit.db, visit.account.id, on))
    record(visit, on ? audit::Event::arrival_mails_on : audit::Event::arrival_mails_off);
  return redirect(visit.url("/profile?arrivals=changed"));
}

}  // namespace portal
