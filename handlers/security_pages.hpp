#pragma once
#include <string>

#include "fcgi/visit.hpp"

// What ログインの安全設定 and the forms on it share.
namespace portal::security_pages {

// Stands for a session on the page: rows' numbers are nobody's business.
std::string mark_of(const Visit& visit, SessionId session);

// Back to the page, which says what was done.
enum class Done { nothing, two_step_off, mails_on, mails_off, session_ended, others_ended };
Response back(const Visit& visit, Done done);
const char* words_of(std::string_view done);  // as the query says it; nullptr: nothing to say

}  // namespace portal::security_pages
