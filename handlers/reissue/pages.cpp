#include "handlers/reissue/pages.hpp"

#include <array>

#include "gen/reissue/expired.hpp"
#include "handlers/parts/step_bar.hpp"

namespace portal::reissue_pages {

View steps(int current) {
  constexpr std::array labels{"メール", "仮ログイン", "新しいパスワード", "完了"};
  return step_list(labels, current);
}

Response expired() {
  return {Page{View(templates::reissue::expired::file), "パスワード再発行のURLは使えなくなりました", "forgotten",
               HttpStatus::gone}};
}

}  // namespace portal::reissue_pages
