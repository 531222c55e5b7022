// GET /: the societies that wish to be listed, each with its link.
#include "sql/societies.hpp"

#include "fcgi/visit.hpp"
#include "gen/societies.hpp"

namespace portal {
namespace t = templates::societies;

Response societies_list(SiteVisit& visit) {
  const bool to_password = visit.request.query["to"] == "password";  // from /.well-known/change-password
  View view(t::file);
  view.show(t::TO_PASSWORD, to_password).show(t::TO_FRONT, !to_password);
  for (const Society& society : societies::listed(visit.db))
    view.add(t::LISTED)
        .set(t::SOCIETY_URL, "/" + society.slug + (to_password ? "/password" : "/"))
        .set(t::SOCIETY_NAME, society.name);
  return {Page{std::move(view), "健康保険組合を選んでください", ""}};
}

}  // namespace portal
