#pragma once
#include <optional>

#include "base/limits.hpp"
#include "domain/accounts/registration.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/links/asker.hpp"
#include "handlers/parts/provisional_sign_in.hpp"

// What the pages of 新規利用登録 share.
namespace portal::register_pages {

View steps(int current);  // 全4ステップ中 current

// What follows the form that mails the link, and once more where a code was typed that opens nothing.
inline const mailed::Way mailed_way{"/register", LinkPurpose::registration,
                                    "ほかのメールアドレスを入力すると、そちらに新しいメールをお送りします。"};
Response sent(const Visit& visit, const Form& form);

// 410: the link or the step has come to its end; begins again. The same for every reason.
Response expired();

inline constexpr provisional_sign_in::Way way{LinkPurpose::registration, "/register", "/register/account", expired};

// What both entries ask for, in the words of the postcard; the birth date where the society asks for it.
inline constexpr Field login_id{{.name = "login_id",
                                 .label = "ログインID",
                                 .longest = Longest{limits::login_id_characters_max},
                                 .inputmode = "email"}};
using provisional_sign_in::password;
inline constexpr const char* birth_date_rule = "生年月日は、昭和60年4月1日または19850401のように入力してください";
inline constexpr Field birth_date{{
    .name = "birth_date",
    .label = "生年月日",
    .longest = Longest{limits::birth_date_characters_max, birth_date_rule},
    .autocomplete = "bday",
    .hint = "例：昭和60年4月1日、1985年4月1日、19850401",
}};

// Nothing when it can't be read as a day; why stands in the form.
std::optional<calendar::Date> read_birth_date(Form& form);

// What was copied from the postcard; nothing when something is missing, which the form then says.
std::optional<registration::PostcardEntry> read_postcard(const Visit& visit, Form& form);

}  // namespace portal::register_pages
