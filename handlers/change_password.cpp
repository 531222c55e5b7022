// GET /.well-known/change-password: where password managers lead to change one (W3C, "A Well-Known URL for Changing
// Passwords"). The address knows no society: the only one that is listed, or the list, whose links then lead there.
#include "fcgi/visit.hpp"
#include "sql/societies.hpp"

namespace portal {

Response change_password(SiteVisit& visit) {
  const auto listed = societies::listed(visit.db);
  return redirect(listed.size() == 1 ? "/" + listed.front().slug + "/password" : "/?to=password");
}

}  // namespace portal
