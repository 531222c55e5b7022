#include <boost/test/unit_test.hpp>

#include "tests/support/test_database.hpp"
#include "tests/support/test_portal.hpp"

using portal::Reply;
using portal::testing::Browser;
using portal::testing::test_database;
using portal::testing::TestPortal;

BOOST_AUTO_TEST_SUITE(monitors)

BOOST_AUTO_TEST_CASE(
    a_monitor_is_told_whether_the_database_or_its_schema_is_at_fault_and_the_process_lives_without_both) {
  TestPortal portal;
  Browser monitor = portal.browser();
  const auto ready = [&monitor] {
    const Reply reply = monitor.get("/readyz");
    return std::to_string(reply.status) + " " + reply.body;
  };
  BOOST_TEST(ready() == "200 ok\n");
  portal.staff.execute("UPDATE schema_migrations SET number = number + 1000");
  BOOST_TEST(ready() == "503 schema\n");
  BOOST_TEST(monitor.get("/healthz").status == 200);
  portal.staff.execute("UPDATE schema_migrations SET number = number - 1000");
  test_database().stop_server();
  BOOST_TEST(ready() == "503 database\n");
  BOOST_TEST(monitor.get("/healthz").status == 200);
  test_database().start_server();
  BOOST_TEST(ready() == "200 ok\n");
}

BOOST_AUTO_TEST_SUITE_END()
