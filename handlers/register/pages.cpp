#include "handlers/register/pages.hpp"

#include <array>

#include "base/text.hpp"
#include "gen/register/expired.hpp"
#include "handlers/parts/account_choice.hpp"
#include "handlers/parts/step_bar.hpp"

namespace portal::register_pages {

View steps(int current) {
  constexpr std::array labels{"メール", "仮ログイン", "利用情報の設定", "完了"};
  return step_list(labels, current);
}

Response expired() {
  return {Page{View(templates::register_::expired::file), "新規利用登録のURLは使えなくなりました", "link",
               HttpStatus::gone}};
}

std::optional<registration::PostcardEntry> read_postcard(const Visit& visit, Form& form) {
  account_choice::demand_login_id(form, login_id);
  provisional_sign_in::demand_password(form);
  registration::PostcardEntry entry{text::fold_login_id(form[login_id]), text::fold_login_id(form[password]), {}};
  if (visit.society.asks_birth_date) entry.birth_date = birth_date::read(form);
  if (!form.good()) return {};
  return entry;
}

}  // namespace portal::register_pages
