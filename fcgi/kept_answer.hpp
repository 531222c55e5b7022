#pragma once
#include <string_view>

#include "fcgi/http.hpp"
#include "sql/accounts/form_nonces.hpp"

// What the first sending of a form was answered, kept for the second: where it led, and the cookies without which
// whoever was signed in would no longer be. Session tokens are among them, so they are sealed with a key made of our
// own and of the form as it was sent, which no row holds: who has the database, or even our key, opens nothing.
namespace portal::kept_answer {

// `form` is all that was sent, its token included; only a response that is a redirect has such an answer.
form_nonces::Answer of(const Response& response, std::string_view form_key, std::string_view form);

// The same response again. Without its cookies when they can't be opened, as after a change of our key.
Response again(const form_nonces::Answer& answer, std::string_view form_key, std::string_view form);

}  // namespace portal::kept_answer
