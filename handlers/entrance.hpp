#pragma once
#include "domain/sign_in.hpp"
#include "fcgi/visit.hpp"

namespace portal {

// What a finished sign-in answers: the cookies of the session and of the browser, and on to the page that was asked
// for. Whoever was signed in on this browser before is signed out.
Response enter(const Visit& visit, const sign_in::Opened& opened, std::string_view next);

session_start::Visitor visitor_of(const Visit& visit);

}  // namespace portal
