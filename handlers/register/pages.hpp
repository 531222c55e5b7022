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

// The two fields that both entries ask for, in the words of the postcard.
// Of a postcard and of a reissue's mail.
inline constexpr Longest handed_out_password{limits::handed_out_password_characters_max, "仮パスワードは12文字です"};
inline const Field login_id{"login_id", "ログインID", Longest{limits::login_id_characters_max}, "text", "off", "email"};
inline const Field password{"password", "仮パスワード", handed_out_password, "password",
                            "one-time-code"};  // no manager shall keep it
void demand_postcard_fields(Form& form);

}  // namespace portal::register_pages
