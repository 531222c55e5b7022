#pragma once
#include "base/limits.hpp"
#include "domain/accounts/password_policy.hpp"
#include "domain/scene.hpp"
#include "handlers/parts/form.hpp"

// The two boxes for a new password, alike on every page that sets one.
namespace portal::new_password {

inline constexpr Field first{{
    .name = "new_password",
    .label = "新しいパスワード",
    .longest = Longest{limits::password_characters_max},
    .type = "password",
    .autocomplete = "new-password",
    .need = Need::required,
    .hint = "8文字以上。英小文字と数字をそれぞれ1文字以上入れてください。記号も使えます",
}};
inline constexpr Field second{{
    .name = "new_password_confirm",
    .label = "新しいパスワード（確認）",
    .longest = Longest{limits::password_characters_max},
    .type = "password",
    .autocomplete = "new-password",
    .need = Need::required,
}};

inline constexpr const char* same_as_present = "いまと同じパスワードは使えません。別のパスワードを入力してください";

// Finds the faults of both boxes by the rules that need no hash (domain/accounts/password_policy.hpp); true: there are
// none. Counted for the member whose password it is to be: 429 for who sends too many
// (domain/accounts/password_forms.hpp).
bool judge(const AccountScene& scene, MemberId member, Form& form, const password_policy::Context& context);

}  // namespace portal::new_password
