#pragma once
#include <string>
#include <string_view>

#include "base/limits.hpp"
#include "domain/applications/contact.hpp"
#include "handlers/parts/form.hpp"

// Where somebody is reached, alike in every form that asks for it.
namespace portal::contact_fields {

consteval Field postal_code(std::string_view label) {
  return {{.name = "postal_code",
           .label = label,
           .longest = Longest{limits::contact_number_characters_max, contact::postal_code_rule},
           .autocomplete = "postal-code",
           .inputmode = "numeric",
           .need = Need::required}};
}
consteval Field address(std::string_view label, std::string_view hint) {
  return {{.name = "address",
           .label = label,
           .longest = Longest{limits::address_characters_max},
           .autocomplete = "address-line1",
           .need = Need::required,
           .hint = hint}};
}
inline constexpr Field telephone{{
    .name = "telephone",
    .label = "電話番号",
    .longest = Longest{limits::contact_number_characters_max, contact::telephone_rule},
    .type = "tel",
    .autocomplete = "tel",
    .inputmode = "tel",
    .need = Need::required,
    .hint = "日中に連絡できる番号を入力してください。",
}};
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
