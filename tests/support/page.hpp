#pragma once
#include <string>
#include <string_view>

#include "fcgi/http.hpp"

// What a test reads from an answer.
namespace portal::testing {

// In its HTML, or in that as it is read: without the spans that keep a date on one line.
bool says(const Reply& reply, std::string_view words);
std::string location(const Reply& reply);

// What stands between the two texts, "" where they don't.
std::string between(std::string_view text, std::string_view before, std::string_view after);
std::string hidden(const Reply& page, const std::string& name);  // the value of a hidden field

// What differs between two showings of one page is the form token, and a passkey's challenge.
std::string without_token(std::string page);

}  // namespace portal::testing
