// GET /{s}/register/renewed: an account that was there is set anew by an ordered postcard; on to ログイン.
#include "gen/register/renewed.hpp"

#include "fcgi/visit.hpp"
#include "handlers/register/pages.hpp"

namespace portal {

namespace t = templates::register_::renewed;

Response register_renewed_show(Visit&) {
  View view(t::file);
  view.put(t::STEPS, register_pages::steps(4));
  return {Page{std::move(view), "登録のやり直しが完了しました", "login"}};
}

}  // namespace portal
