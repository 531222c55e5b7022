#include <stdexcept>
#include <string>

#include <boost/test/unit_test.hpp>

#include "sql/audit/audit.hpp"
#include "tests/support/test_portal.hpp"

// Who breaks into a page's program must not be able to write what reads as a clerk's act (docs/decisions/0060).
using namespace portal;
using portal::testing::DatabaseRole;
using portal::testing::test_database;
using portal::testing::TestPortal;

namespace {

constexpr const char* columns = "INSERT INTO audit_log (society_id, at, event, client_address, request_id";

std::string row(std::string_view event) {
  return "SELECT id, created_at, '" + std::string(event) + "', '192.0.2.1', 'r1'";
}

bool lets(db::Database& database, const std::string& statement) {
  try {
    database.run_script(statement);
    return true;
  } catch (const std::runtime_error&) {  // a right that it hasn't, or a CHECK
    return false;
  }
}

constexpr const char* of_mihon = " FROM societies WHERE slug = 'mihon'";

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_by_whom)

BOOST_AUTO_TEST_CASE(pages_write_every_event_of_theirs_and_none_of_staff_s) {
  TestPortal portal;
  db::Database web(test_database().settings(DatabaseRole::web));
  for (const audit::Words& one : audit::words)
    BOOST_TEST(lets(web, columns + std::string(") ") + row(one.name) + of_mihon) == (one.by != audit::By::staff),
               one.name);
}

BOOST_AUTO_TEST_CASE(pages_name_no_operator_and_choose_no_number) {
  TestPortal portal;
  db::Database web(test_database().settings(DatabaseRole::web));
  BOOST_TEST(!lets(web, columns + std::string(", operator) ") + row("sign_in") + ", 'os:sato'" + of_mihon));
  BOOST_TEST(!lets(web, columns + std::string(", operator) ") + row("sign_in") + ", ''" + of_mihon));
  BOOST_TEST(!lets(web, columns + std::string(", id) ") + row("sign_in") + ", 1" + of_mihon));
}

BOOST_AUTO_TEST_CASE(staff_write_every_event_by_their_name_and_choose_no_number_either) {
  TestPortal portal;
  db::Database ctl(test_database().settings(DatabaseRole::ctl));
  for (const audit::Words& one : audit::words)
    BOOST_TEST(lets(ctl, columns + std::string(", operator) ") + row(one.name) + ", 'os:sato'" + of_mihon), one.name);
  BOOST_TEST(!lets(ctl, columns + std::string(", operator, id) ") + row("cleaned_up") + ", 'os:sato', 1" + of_mihon));
}

BOOST_AUTO_TEST_CASE(of_thousands_each_gets_its_row) {
  TestPortal portal;
  auto staff = portal.staff_of("mihon");
  std::vector<audit::About> each(2500, audit::About{.member = portal.member("mihon", "0001001")});
  each.push_back({});
  audit::write(staff, audit::Event::staff_members_found, each, {.operator_name = "os:sato"}, portal.now);
  BOOST_TEST(portal.recorded("staff_members_found") == 2501);
}

BOOST_AUTO_TEST_SUITE_END()
