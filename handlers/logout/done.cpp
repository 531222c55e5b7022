// GET /{s}/logout/done: a second ログアウト learns here that it was done.
#include "gen/logout/done.hpp"

#include "fcgi/visit.hpp"

namespace portal {

Response logout_done_show(Visit& visit) {
  if (visit.signed_in) return redirect(visit.url("/home"));
  return {Page{View(templates::logout::done::file), "ログアウトしています", "login"}};
}

}  // namespace portal
