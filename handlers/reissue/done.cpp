// GET /{s}/reissue/done: the new password is set; on to ログイン.
#include "gen/reissue/done.hpp"

#include "fcgi/visit.hpp"
#include "handlers/reissue/pages.hpp"

namespace portal {

namespace t = templates::reissue::done;

Response reissue_done_show(Visit&) {
  View view(t::file);
  view.put(t::STEPS, reissue_pages::steps(4));
  return {Page{std::move(view), "新しいパスワードを設定しました", "login"}};
}

}  // namespace portal
