#pragma once
#include "domain/accounts/sign_in.hpp"
#include "fcgi/visit.hpp"

namespace portal {

// What a finished sign-in answers: the cookies of the session and of the browser, and on to the page that was asked
// for. Whoever was signed in on this browser before is signed out.
Response enter_on(db::SocietyDatabase& db, const Visit& visit, const sign_in::Opened& opened, std::string_view next);
template <class Kind>
Response enter(const Writing<Kind>& visit, const sign_in::Opened& opened, std::string_view next) {
  return enter_on(visit.db, visit, opened, next);
}

// On to `path` with the cookie of a step; whoever was signed in on this browser is signed out: what follows belongs to
// whom the step belongs to.
Response begin_step_on(db::SocietyDatabase& db, const Visit& visit, std::string_view path, std::string step_token);
template <class Kind>
Response begin_step(const Writing<Kind>& visit, std::string_view path, std::string step_token) {
  return begin_step_on(visit.db, visit, path, std::move(step_token));
}

// On to `path` without the step's cookie: what it was for is done.
Response end_step(const Visit& visit, std::string_view path);

session_start::Visitor visitor_of(const Visit& visit);

}  // namespace portal
