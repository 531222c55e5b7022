#pragma once
#include <string>
#include <string_view>

#include "fcgi/http.hpp"

// The hidden field `csrf` of every form: proof that the page came from us, to this browser, in this session.
namespace portal::form_token {

// The cookie that the token is bound to: the session's where there is one, else `form`, a cookie for this alone.
inline constexpr const char* cookie = "form";
std::string_view binding(const Request& request);

std::string issue(std::string_view key, std::string_view binding);  // another text each time
bool proves(std::string_view key, std::string_view binding, std::string_view token);

// Sec-Fetch-Site or Origin, where the browser sends them, name our own origin.
bool same_origin(const Request& request, std::string_view own_origin);

}  // namespace portal::form_token
