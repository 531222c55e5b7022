#include "handlers/reissue_pages.hpp"

#include <array>

#include "gen/reissue_expired.hpp"
#include "handlers/steps.hpp"

namespace portal::reissue_pages {

View steps(int current) {
  constexpr std::array labels{"メール", "仮ログイン", "新しいパスワード", "完了"};
  return step_list(labels, current);
}

Response expired() {
  constexpr int gone = 410;
  return {Page{View(templates::reissue_expired::file), "このURLは使えなくなりました", "forgotten", gone}};
}

}  // namespace portal::reissue_pages
