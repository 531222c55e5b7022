#pragma once
#include <string_view>

#include "base/limits.hpp"
#include "domain/accounts/passkeys.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/form.hpp"

// What the pages of パスキー share, and the login page with them.
namespace portal::passkey_pages {

// The browser's answer to a ceremony: the hidden field that assets/portal.js fills. "" where there is none.
std::string_view said(const Visit& visit);
passkeys::Place place(const Visit& visit);

inline constexpr Field name{{
    .name = "name",
    .label = "パスキーの名前",
    .longest = Longest{limits::passkey_name_characters_max},
    .hint = "20文字まで（例：自分のiPhone）",
}};

// The passkey whose number the path names; 404 unless it is the account's own.
passkeys::Passkey named_passkey(const MemberVisit& visit);

}  // namespace portal::passkey_pages
