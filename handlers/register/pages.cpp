#include "handlers/register/pages.hpp"

#include <array>

#include <fmt/format.h>

#include "base/calendar.hpp"
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

std::optional<calendar::Date> read_birth_date(Form& form) {
  const auto date = calendar::parse_date(form[birth_date]);
  if (form[birth_date].empty()) form.fault(birth_date, "生年月日を入力してください");
  if (calendar::is_no_day(form[birth_date]))
    form.fault(birth_date, fmt::format("「{}」という日はありません。生年月日を確かめてください", form[birth_date]));
  if (!date) form.fault(birth_date, birth_date_rule);
  return date;
}

std::optional<registration::PostcardEntry> read_postcard(const Visit& visit, Form& form) {
  account_choice::demand_login_id(form, login_id);
  provisional_sign_in::demand_password(form);
  registration::PostcardEntry entry{text::fold_login_id(form[login_id]), text::fold_login_id(form[password]), {}};
  if (visit.society.asks_birth_date) entry.birth_date = read_birth_date(form);
  if (!form.good()) return {};
  return entry;
}

}  // namespace portal::register_pages
