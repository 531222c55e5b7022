#pragma once
#include <optional>

#include "base/limits.hpp"
#include "domain/accounts/registration.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/birth_date.hpp"
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

// What was copied from the postcard; nothing when something is missing, which the form then says.
std::optional<registration::PostcardEntry> read_postcard(const Visit& visit, Form& form);

}  // namespace portal::register_pages
