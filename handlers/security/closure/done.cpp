// GET /{s}/security/closure/done: that the account is closed, also to a second press from another tab.
#include "gen/security/closure/done.hpp"

#include "fcgi/visit.hpp"

namespace portal {

Response security_closure_done_show(Visit& visit) {
  if (visit.signed_in) return redirect(visit.url("/home"));
  return {Page{View(templates::security::closure::done::file), "利用登録を削除しました", "security"}};
}

}  // namespace portal
