#pragma once
#include "fcgi/visit.hpp"

namespace portal {

// A browser that still holds the cookie of a session of this society is told on the login page why it is asked again.
void tell_of_ended_session(const Visit& visit, Response& login_page);

// Of a page that shows what was sent from it when the session had just ended.
Banner of_returned_input();

}  // namespace portal
