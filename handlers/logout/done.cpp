// GET /{s}/logout/done: that it was done, also to a second ログアウト from another tab.
#include "gen/logout/done.hpp"

#include "fcgi/visit.hpp"

namespace portal {

Response logout_done_show(Visit& visit) {
  if (visit.signed_in) return redirect(visit.url("/home"));
  return {Page{View(templates::logout::done::file), "ログアウトしました", "login"}};
}

}  // namespace portal
