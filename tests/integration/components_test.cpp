#include <boost/test/unit_test.hpp>

#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using portal::testing::Browser;
using portal::testing::location;
using portal::testing::TestPortal;

BOOST_AUTO_TEST_SUITE(components)

BOOST_AUTO_TEST_CASE(the_page_of_components_is_there_in_the_demo_alone) {
  TestPortal portal;
  Browser browser = portal.browser();
  BOOST_TEST(location(browser.get("/components")) == "/mihon/components");
  BOOST_TEST(browser.get("/mihon/components").status == 200);
  portal.installation.config.demo = false;
  BOOST_TEST(browser.get("/components").status == 404);
  BOOST_TEST(browser.get("/mihon/components").status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
