#pragma once
#include <string>
#include <string_view>

#include "base/limits.hpp"
#include "handlers/parts/form.hpp"

// Where somebody is reached, alike in every form that asks for it.
namespace portal::contact_fields {

inline constexpr const char* postal_code_rule = "郵便番号は7桁の数字です";
inline constexpr const char* telephone_rule = "電話番号は、0から始まる10桁か11桁の数字です";
inline constexpr Longest postal_code{limits::contact_number_characters_max, postal_code_rule};
inline constexpr Longest telephone{limits::contact_number_characters_max, telephone_rule};

consteval Field email(std::string_view label, Need need = Need::unsaid) {
  return {{.name = "email",
           .label = label,
           .longest = Longest{limits::email_bytes_max},
           .type = "email",
           .autocomplete = "email",
           .inputmode = "email",
           .need = need}};
}

// The address that was typed, folded; the faults of its writing stand in the form.
std::string email_in(Form& form, const Field& field, const char* when_empty = "メールアドレスを入力してください");

}  // namespace portal::contact_fields
