#pragma once

#include "fcgi/visit.hpp"

// What ログインの安全設定 and the forms on it share.
namespace portal::security_pages {

// Back to the page, which says what was done.
enum class Done { nothing, two_step_off, mails_on, mails_off, session_ended, others_ended };
Response back(const Visit& visit, Done done);
const char* words_of(std::string_view done);  // as the query says it; nullptr: nothing to say

}  // namespace portal::security_pages
