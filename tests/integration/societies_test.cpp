#include <boost/test/unit_test.hpp>

#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using portal::Reply;
using portal::testing::says;
using portal::testing::TestPortal;

BOOST_AUTO_TEST_SUITE(societies)

BOOST_AUTO_TEST_CASE(a_society_stands_on_the_list_with_its_link_when_it_wishes_to_be_found) {
  TestPortal portal;
  portal.staff.execute("UPDATE societies SET listed = FALSE WHERE slug = 'tameshi'");
  const Reply page = portal.browser().get("/");
  BOOST_TEST(page.status == 200);
  BOOST_TEST(says(page, "<a href=\"/mihon/\">見本健康保険組合</a>"));
  BOOST_TEST(!says(page, "tameshi"));
  BOOST_TEST(!says(page, "試し健康保険組合"));
  BOOST_TEST(portal.browser().get("/tameshi/").status == 200);  // whoever knows its address comes in
}

BOOST_AUTO_TEST_SUITE_END()
