#include "handlers/register/pages.hpp"

#include <array>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "gen/register/expired.hpp"
#include "handlers/parts/step_bar.hpp"

namespace portal::register_pages {

View steps(int current) {
  constexpr std::array labels{"メール", "仮ログイン", "利用情報の設定", "完了"};
  return step_list(labels, current);
}

Response expired() {
  constexpr int gone = 410;
  return {Page{View(templates::register_::expired::file), "このURLは使えなくなりました", "link", gone}};
}

void demand_postcard_fields(Form& form) {
  if (form[login_id].empty()) form.fault(login_id, "ログインIDを入力してください");
  if (text::trimmed(form[password]).empty()) form.fault(password, "仮パスワードを入力してください");
}

}  // namespace portal::register_pages
