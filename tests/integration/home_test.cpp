#include <boost/test/unit_test.hpp>

#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::says;
using portal::testing::TestPortal;

namespace {

void set_password_age(TestPortal& portal, std::chrono::seconds age) {
  portal.staff.execute("UPDATE accounts SET password_set_at = ?", portal.now - age);
}

constexpr auto days = std::chrono::hours{24};

}  // namespace

BOOST_AUTO_TEST_SUITE(home)

BOOST_AUTO_TEST_CASE(home_costs_two_statements_and_the_login_page_one) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser stranger = portal.browser();
  hanako.get("/mihon/home");
  stranger.get("/mihon/login");
  const auto statements = [&portal] { return portal.server_status("Questions"); };
  const auto before = statements();
  const auto idle = statements() - before;
  hanako.get("/mihon/home");
  const auto after_home = statements();
  BOOST_TEST(after_home - before - 2 * idle <= 2);
  stranger.get("/mihon/login");
  BOOST_TEST(statements() - after_home - idle <= 1);
}

BOOST_AUTO_TEST_CASE(home_warns_from_30_days_before_the_end_and_not_a_second_earlier) {
  for (const auto& [age, warned] : {std::pair{335 * days - 1s, false}, std::pair{335 * days + 1s, true}}) {
    TestPortal portal;
    Browser hanako = portal.as("hanako");
    set_password_age(portal, age);
    const Reply home = hanako.get("/mihon/home");
    BOOST_TEST(home.status == 200);
    BOOST_TEST(says(home, "パスワードの有効期限は") == warned);
    if (warned) BOOST_TEST(says(home, "令和8年（2026年）12月22日です"));
  }
}

BOOST_AUTO_TEST_SUITE_END()
