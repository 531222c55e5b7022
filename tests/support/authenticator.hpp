#pragma once
#include <string>
#include <vector>

#include "tests/support/test_portal.hpp"

namespace portal::testing {

// A member's authenticator app and the paper with the recovery codes.
struct Authenticator {
  std::string secret;
  std::vector<std::string> recovery_codes;  // as shown, in groups of four

  std::string code(const TestPortal& portal, int steps_away = 0) const;  // of the portal's present time
};

std::string manual_key(const std::string& page);  // of /security/two-step/app, without spaces
std::vector<std::string> codes_on(const std::string& page);

// Through the pages, with a browser that gave its password just now.
Authenticator turn_on_two_step(TestPortal& portal, Browser& browser);

Reply give_password(Browser& browser, const std::string& login_id, const std::string& next = "");
Reply give_code(Browser& browser, const std::string& code);  // asks for the page first

}  // namespace portal::testing
