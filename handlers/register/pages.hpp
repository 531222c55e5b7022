#pragma once
#include <optional>

#include "base/limits.hpp"
#include "domain/accounts/registration.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/account_choice.hpp"
#include "handlers/parts/form.hpp"

// What the pages of 新規利用登録 share.
namespace portal::register_pages {

View steps(int current);  // 全4ステップ中 current

// 410: the link or the step has come to its end; begins again. The same for every reason.
Response expired();

// Of a postcard and of a reissue's mail.
inline constexpr Longest handed_out_password{limits::handed_out_password_characters_max, "仮パスワードは12文字です"};

// What both entries ask for, in the words of the postcard; the birth date where the society asks for it.
inline constexpr Field login_id{{.name = "login_id",
                                 .label = "ログインID",
                                 .longest = Longest{limits::login_id_characters_max},
                                 .inputmode = "email"}};
inline constexpr Field password{{
    .name = "password",
    .label = "仮パスワード",
    .longest = handed_out_password,
    .type = "password",
    .autocomplete = "one-time-code",
    .kept = false,
}};  // no manager shall keep it
inline constexpr const char* birth_date_rule = "生年月日は、昭和60年4月1日または19850401のように入力してください";
inline constexpr Field birth_date{{
    .name = "birth_date",
    .label = "生年月日",
    .longest = Longest{limits::birth_date_characters_max, birth_date_rule},
    .autocomplete = "bday",
    .hint = "例：昭和60年4月1日、1985年4月1日、19850401",
}};

// Of ③: the account's own login ID, and the address that the step has proved.
inline constexpr Field new_login_id{{
    .name = "new_login_id",
    .label = "新しいログインID",
    .longest = Longest{limits::login_id_characters_max},
    .autocomplete = "username",
    .inputmode = "email",
    .need = Need::required,
    .hint = account_choice::login_id_hint,
}};
inline constexpr Field proved_email{{
    .name = "email",
    .label = "メールアドレス",
    .longest = Longest{limits::email_bytes_max},
    .type = "email",
    .autocomplete = "email",
    .inputmode = "email",
    .need = Need::required,
}};

// What was copied from the postcard; nothing when something is missing, which the form then says.
std::optional<registration::PostcardEntry> read_postcard(const Visit& visit, Form& form);

}  // namespace portal::register_pages
