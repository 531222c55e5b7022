#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "domain/accounts/two_step.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/form.hpp"

// What the pages of 2段階ログイン share.
namespace portal::two_step_pages {

View setup_steps(int current);  // 全3ステップ中 current

two_step::Owner owner(const SignedInVisit& visit);

// The box for a code, in the words of what is asked for; any of them takes both kinds. What was typed isn't sent back.
inline constexpr const char* code_rule = "確認コードは6桁の数字、予備コードは16文字の英数字です";
inline constexpr Longest code_length{limits::code_characters_max, code_rule};
inline constexpr Field app_code{{
    .name = "code",
    .label = "確認コード",
    .longest = code_length,
    .autocomplete = "one-time-code",
    .inputmode = "numeric",
    .hint = "認証アプリに表示されている6桁の数字",
    .kept = false,
}};
inline constexpr Field recovery_code{{
    .name = "code",
    .label = "予備コード",
    .longest = code_length,
    .hint = "まだ使っていない16文字のコード。ハイフン（-）は省けます",
    .kept = false,
}};
inline constexpr Field either_code{{
    .name = "code",
    .label = "確認コード（または予備コード）",
    .longest = code_length,
    .autocomplete = "one-time-code",
    .need = Need::required,
    .hint = "認証アプリに表示されている6桁の数字",
    .kept = false,
}};

// The code, folded; nothing where none can be right, and the fault stands at the field.
std::optional<std::string> typed_code(Form& form, const Field& field);
// A wrong one, a used one, and one while codes are stopped: the same words.
void refuse_code(Form& form, const Field& field);

// Whether the code that was typed is right; it is used up by being tried, so all else is judged before. Wrong ones are
// counted: the answer is to be committed.
bool judge_code_on(db::SocietyDatabase& db, const SignedInVisit& visit, Form& form, const Field& field);
template <class Kind>
bool judge_code(const Writing<Kind>& visit, Form& form, const Field& field) {
  return judge_code_on(visit.db, visit, form, field);
}

// New recovery codes on their way to the page that shows them: sealed in a cookie that this session alone can open, for
// ten minutes. The server keeps their digests.
Cookie carry(const SignedInVisit& visit, const std::vector<std::string>& codes);
std::vector<std::string> carried(const SignedInVisit& visit);  // empty: none, or too late
inline constexpr const char* codes_cookie = "codes";

}  // namespace portal::two_step_pages
