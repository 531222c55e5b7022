#include <boost/test/unit_test.hpp>

#include "sql/mails/mailings.hpp"
#include "tests/support/test_portal.hpp"

using portal::testing::Browser;
using portal::testing::TestPortal;

BOOST_AUTO_TEST_SUITE(go)

BOOST_AUTO_TEST_CASE(a_counted_link_leads_to_its_stored_target_and_an_unknown_one_to_the_front_page) {
  TestPortal portal;
  const auto society = portal::societies::find(portal.staff, "mihon").value();
  portal::db::SocietyDatabase db(portal.staff, society.id);
  portal::mailings::add_link(db, "abc", 1, "/mihon/help", portal.now);
  Browser browser = portal.browser();
  BOOST_TEST(browser.get("/mihon/go?r=abc&no=1").header("Location") == "/mihon/help");
  BOOST_TEST(browser.get("/mihon/go?r=abc&no=2").header("Location") == "/mihon/");
  BOOST_TEST(browser.get("/tameshi/go?r=abc&no=1").header("Location") == "/tameshi/");
  BOOST_TEST(browser.get("/mihon/go?r=https%3A%2F%2Fevil.example&no=x").header("Location") == "/mihon/");
  auto rows = portal.staff.select("SELECT clicks FROM mailing_links");
  rows.next();
  BOOST_TEST(rows.get<int>("clicks") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
