#include "handlers/parts/account_choice.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace portal::account_choice {

void demand_login_id(Form& form, const Field& field) {
  if (form[field].empty()) form.fault(field, fmt::format("{}を入力してください", field.label));
}

bool judge_login_id(Form& form, const Field& field, const std::string& login_id) {
  demand_login_id(form, field);
  if (!text::is_login_id(login_id))
    form.fault(field, fmt::format("{}は、半角の英数字と . _ - @ を使い、4～64文字で入力してください", field.label));
  return text::is_login_id(login_id);
}

void judge_nickname(Form& form, const std::string& typed) {
  if (text::has_control_or_bidi(typed))
    form.fault(nickname, fmt::format("{}に、目に見えない文字が入っています。入力し直してください", nickname.label));
}

}  // namespace portal::account_choice
