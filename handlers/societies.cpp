// GET /: the societies that wish to be listed, each with its link.
#include "sql/societies.hpp"

#include "fcgi/visit.hpp"
#include "gen/societies.hpp"

namespace portal {
namespace t = templates::societies;

Response societies_list(SiteVisit& visit) {
  View view(t::file);
  for (const Society& society : societies::listed(visit.db))
    view.add(t::LISTED).set(t::SOCIETY_URL, "/" + society.slug + "/").set(t::SOCIETY_NAME, society.name);
  return {Page{std::move(view), "健康保険組合を選んでください", ""}};
}

}  // namespace portal
