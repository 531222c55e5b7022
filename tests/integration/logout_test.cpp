#include <boost/test/unit_test.hpp>

#include "tests/support/test_portal.hpp"

using portal::testing::Browser;
using portal::testing::TestPortal;

BOOST_AUTO_TEST_SUITE(logout)

BOOST_AUTO_TEST_CASE(logout_ends_the_session_on_the_server_too) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser thief = hanako;  // keeps the cookie
  hanako.get("/mihon/home");
  const auto reply = hanako.post("/mihon/logout", {});
  BOOST_TEST(reply.status == 303);
  BOOST_TEST(reply.header("Clear-Site-Data") == "\"cache\", \"storage\"");
  BOOST_TEST(thief.get("/mihon/home").status == 303);
}

BOOST_AUTO_TEST_SUITE_END()
