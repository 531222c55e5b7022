// GET /{s}/register/done: 新規利用登録④, done; on to ログイン.
#include "gen/register/done.hpp"

#include "fcgi/visit.hpp"
#include "handlers/register/pages.hpp"

namespace portal {

namespace t = templates::register_::done;

Response register_done_show(Visit&) {
  View view(t::file);
  view.put(t::STEPS, register_pages::steps(4));
  return {Page{std::move(view), "利用登録が完了しました", "login"}};
}

}  // namespace portal
