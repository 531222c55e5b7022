#pragma once
#include <concepts>

#include "base/limits.hpp"
#include "domain/accounts/password_policy.hpp"
#include "handlers/parts/form.hpp"
#include "handlers/parts/scene.hpp"

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

// Under the first box (parts/password_rules.tpl): which rules are kept so far, where a script can tell.
View rules();

inline constexpr const char* same_as_present = "いまと同じパスワードは使えません。別のパスワードを入力してください";

// Finds the faults of both boxes by the rules that need no hash (domain/accounts/password_policy.hpp); true: there are
// none. Counted for the member whose password it is to be, signed in or of the step: 429 for who sends too many
// (domain/accounts/password_forms.hpp).
bool judge_on(const AccountScene& scene, MemberId member, Form& form, const password_policy::Context& context);
template <class Kind>
bool judge(const Writing<Kind>& visit, Form& form, const password_policy::Context& context) {
  if constexpr (std::derived_from<Kind, SignedInVisit>)
    return judge_on(scene_of(visit), visit.member.id, form, context);
  else
    return judge_on(scene_of(visit), visit.step.member.id, form, context);
}

}  // namespace portal::new_password
