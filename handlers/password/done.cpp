// GET /{s}/password/done: the new password is set; on to Home.
#include "gen/password/done.hpp"

#include "fcgi/visit.hpp"

namespace portal {

namespace t = templates::password::done;

// Open to all: a browser that missed the answer to its change is signed out, and is led here when it sends again.
Response password_done_show(Visit& visit) {
  View view(t::file);
  view.show(t::SIGNED_IN, visit.signed_in).show(t::SIGNED_OUT, !visit.signed_in);
  return {Page{std::move(view), "パスワードを変更しました", "password"}};
}

}  // namespace portal
