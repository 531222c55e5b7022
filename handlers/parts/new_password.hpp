#pragma once
#include "domain/accounts/password_policy.hpp"
#include "handlers/parts/form.hpp"

// The two boxes for a new password, alike on every page that sets one.
namespace portal::new_password {

inline const Field first{"new_password",
                         "新しいパスワード",
                         "password",
                         "new-password",
                         "text",
                         Need::required,
                         "8文字以上。英小文字と数字をそれぞれ1文字以上入れてください。記号も使えます"};
inline const Field second{"new_password_confirm", "新しいパスワード（確認）", "password", "new-password", "text",
                          Need::required};

inline constexpr const char* same_as_present = "いまと同じパスワードは使えません。別のパスワードを入力してください";

// Finds the faults of both boxes by the rules that need no database (domain/accounts/password_policy.hpp); true: there
// are none.
bool judge(Form& form, const password_policy::Context& context);

}  // namespace portal::new_password
