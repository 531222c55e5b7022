#include <boost/test/unit_test.hpp>

#include "tests/support/page.hpp"
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
  BOOST_TEST(reply.header("Location") == "/mihon/logout/done");
  BOOST_TEST(reply.header("Clear-Site-Data") == "\"cache\", \"storage\"");
  BOOST_TEST(thief.get("/mihon/home").status == 303);
}

// The second one was refused with 403, or asked to sign in without a word.
BOOST_AUTO_TEST_CASE(a_second_logout_from_another_tab_says_that_it_is_done) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/home");
  const std::string other_tab = hanako.form_token();
  hanako.post("/mihon/logout", {});
  portal::Request second;
  second.method = portal::Method::post;
  second.path = "/mihon/logout";
  second.form.add("csrf", other_tab);
  const auto reply = hanako.send(second);
  BOOST_TEST(reply.status == 303);
  BOOST_TEST(reply.header("Location") == "/mihon/logout/done");
  BOOST_TEST(portal::testing::says(hanako.get("/mihon/logout/done"), "ログアウトしました</h1>"));
  BOOST_TEST(portal.recorded_of("sign_out") == "hanako");
}

BOOST_AUTO_TEST_CASE(nobody_who_is_signed_in_is_told_that_they_are_not) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(hanako.get("/mihon/logout/done").header("Location") == "/mihon/home");
}

BOOST_AUTO_TEST_SUITE_END()
