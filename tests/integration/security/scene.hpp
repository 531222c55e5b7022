#pragma once
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/authenticator.hpp"
#include "tests/support/page.hpp"

// What the tests of two-step sign-in share.
namespace portal::testing::two_step {

using namespace std::chrono_literals;

// hanako of mihon has two-step sign-in on; a minute has passed, so that no code of the set-up is in the way.
struct Scene {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Authenticator app = turn_on_two_step(portal, hanako);
  Scene() { portal.now += 1min; }

  // A browser that gave the right password and stands before the code.
  Browser before_code(const std::string& next = "") {
    Browser browser = portal.browser();
    BOOST_TEST(location(give_password(browser, "hanako", next)).starts_with("/mihon/login/code"));
    return browser;
  }
  int sessions_open() {
    auto rows = portal.staff.select("SELECT COUNT(*) AS counted FROM sessions WHERE ended_at IS NULL");
    rows.next();
    return rows.get<int>("counted");
  }
  std::vector<SentMail> mails(const std::string& subject) {
    auto found = portal.mails();
    std::erase_if(found, [&subject](const SentMail& mail) { return mail.subject != subject; });
    return found;
  }
  std::string wrong_code() { return app.code(portal) == "000000" ? "000001" : "000000"; }
};

inline constexpr const char* refused = "コードが正しくないか、使用済みです";

}  // namespace portal::testing::two_step
