#pragma once
#include <string>

#include "base/limits.hpp"
#include "handlers/parts/form.hpp"

// What a member chooses for the account, alike in 新規利用登録 and プロフィール設定: login ID and nickname (product.md
// §3). Faults stand at the field, in its own name.
namespace portal::account_choice {

inline constexpr const char* login_id_taken = "このログインIDは使えません。別のログインIDを入力してください";

consteval Field chosen_login_id(std::string_view name, std::string_view label) {
  return {{.name = name,
           .label = label,
           .longest = Longest{limits::login_id_characters_max},
           .autocomplete = "username",
           .inputmode = "email",
           .need = Need::required,
           .hint = "半角の英数字と . _ - @、4～64文字（例：hanako.1985）。メールアドレスも使えます"}};
}
// The one that was chosen, where it is asked for again.
inline constexpr Field own_login_id{{
    .name = "login_id",
    .label = "ログインID",
    .longest = Longest{limits::login_id_characters_max},
    .autocomplete = "username",
    .inputmode = "email",
}};

inline constexpr Field nickname{{
    .name = "nickname",
    .label = "ニックネーム",
    .longest = Longest{limits::nickname_characters_max},
    .autocomplete = "nickname",
    .need = Need::optional,
    .hint = "Homeのごあいさつに使います。20文字まで",
}};

void demand_login_id(Form& form, const Field& field);
// True: it may be asked whether the folded login ID is free.
bool judge_login_id(Form& form, const Field& field, const std::string& login_id);
void judge_nickname(Form& form, const std::string& typed);

}  // namespace portal::account_choice
