#pragma once
#include <optional>

#include "base/limits.hpp"
#include "domain/accounts/registration.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/form.hpp"

// What the pages of 新規利用登録 share.
namespace portal::register_pages {

View steps(int current);  // 全4ステップ中 current

// 410: the link or the step has come to its end; begins again. The same for every reason.
Response expired();

// Of a postcard and of a reissue's mail.
inline constexpr Longest handed_out_password{limits::handed_out_password_characters_max, "仮パスワードは12文字です"};

// What both entries ask for, in the words of the postcard; the birth date where the society asks for it.
inline const Field login_id{"login_id", "ログインID", Longest{limits::login_id_characters_max}, "text", "off", "email"};
inline const Field password{"password", "仮パスワード", handed_out_password, "password",
                            "one-time-code"};  // no manager shall keep it
inline constexpr const char* birth_date_rule = "生年月日は、昭和60年4月1日または19850401のように入力してください";
inline const Field birth_date{"birth_date",
                              "生年月日",
                              Longest{limits::birth_date_characters_max, birth_date_rule},
                              "text",
                              "bday",
                              "text",
                              Need::unsaid,
                              "例：昭和60年4月1日、1985年4月1日、19850401"};

// What was copied from the postcard; nothing when something is missing, which the form then says.
std::optional<registration::PostcardEntry> read_postcard(const Visit& visit, Form& form);

}  // namespace portal::register_pages
