#include <boost/test/unit_test.hpp>

#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using portal::Reply;
using portal::testing::location;
using portal::testing::says;
using portal::testing::TestPortal;

BOOST_AUTO_TEST_SUITE(change_password)

BOOST_AUTO_TEST_CASE(a_password_manager_is_led_to_the_list_whose_links_lead_to_the_page) {
  TestPortal portal;
  portal.staff.execute("UPDATE societies SET listed = TRUE");
  const Reply reply = portal.browser().get("/.well-known/change-password");
  BOOST_TEST(reply.status == 303);
  BOOST_TEST(location(reply) == "/?to=password");
  BOOST_TEST(says(portal.browser().get("/?to=password"), "<a href=\"/mihon/password\">見本健康保険組合</a>"));
}

BOOST_AUTO_TEST_CASE(where_one_society_alone_is_listed_straight_to_its_page) {
  TestPortal portal;
  portal.staff.execute("UPDATE societies SET listed = slug = 'mihon'");
  BOOST_TEST(location(portal.browser().get("/.well-known/change-password")) == "/mihon/password");
}

BOOST_AUTO_TEST_CASE(nothing_else_is_well_known) {
  TestPortal portal;
  BOOST_TEST(
      portal.browser().get("/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200").status ==
      404);
}

BOOST_AUTO_TEST_SUITE_END()
