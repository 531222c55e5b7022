// The database's clock ran a day ahead for a while and was put right: what was written meanwhile counts as if it were
// written now, and keeps nobody out until tomorrow.
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "domain/accounts/sign_in.hpp"
#include "sql/server_check.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using namespace portal;
using portal::testing::Browser;
using portal::testing::location;
using portal::testing::test_password;
using portal::testing::TestPortal;

namespace {

int sign_in_status(Browser& browser, const std::string& login_id, const std::string& password) {
  browser.get("/mihon/login");
  return browser.post("/mihon/login", {{"login_id", login_id}, {"password", password}}).status;
}

template <class Deed>
void a_day_ahead(TestPortal& portal, Deed deed) {
  portal.now += 24h;
  deed();
  portal.now -= 24h;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(clock_that_ran_ahead)

BOOST_AUTO_TEST_CASE(blocks_nobody_until_tomorrow_and_forgets_no_wrong_try) {
  TestPortal portal;
  const AccountId account = portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  Browser browser = portal.browser(), another = portal.browser();
  another.client_address = "192.0.3.1";
  const auto closed = [&] {
    auto db = portal.staff_of("mihon");
    return sign_in::account_state(db, portal.installation.secrets.throttle_key, account, portal.now)
        .blocked(portal.now);
  };
  a_day_ahead(portal, [&] {
    for (int tries = 0; tries < 5; ++tries) BOOST_TEST(sign_in_status(browser, "hanako", "wrong") == 422);
    for (int tries = 0; tries < 5; ++tries) sign_in_status(another, "hanako", "wrong");
    BOOST_TEST(closed());
    BOOST_TEST(sign_in_status(browser, "hanako", test_password) == 422);
  });
  BOOST_TEST(!closed());
  BOOST_TEST(sign_in_status(browser, "hanako", "wrong") == 422);
  BOOST_TEST(sign_in_status(browser, "hanako", test_password) == 422);  // the sixth in a row, and of now
  portal.now += 16min;
  BOOST_TEST(sign_in_status(browser, "hanako", test_password) == 303);
}

BOOST_AUTO_TEST_CASE(uses_up_nobody_s_mails_until_tomorrow) {
  TestPortal portal;
  Browser browser = portal.browser();
  const auto ask = [&] {
    browser.get("/mihon/register");
    browser.post("/mihon/register", {{"email", "hanako@example.jp"}});
    return portal.mails().size();
  };
  a_day_ahead(portal, [&] {
    for (int asked = 0; asked < 4; ++asked) ask();
  });
  const auto before = portal.mails().size();
  BOOST_TEST(before == 3U);
  BOOST_TEST(ask() == before);
  portal.now += 61min;
  BOOST_TEST(ask() == before + 1);
}

BOOST_AUTO_TEST_CASE(lets_an_address_in_again_from_which_a_list_was_tried) {
  TestPortal portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  Browser browser = portal.browser();
  a_day_ahead(portal, [&] {
    for (int number = 0; number < 21; ++number) sign_in_status(browser, fmt::format("nobody{}", number), "wrong");
    BOOST_TEST(sign_in_status(browser, "hanako", test_password) == 429);
  });
  BOOST_TEST(sign_in_status(browser, "nobody", "wrong") == 422);
  BOOST_TEST(sign_in_status(browser, "hanako", test_password) == 303);  // those of tomorrow are not counted again
}

BOOST_AUTO_TEST_CASE(leaves_no_session_without_an_idle_end) {
  TestPortal portal;
  portal.now += 24h;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  portal.now -= 24h;
  BOOST_TEST(hanako.get("/mihon/home").status == 303);
  BOOST_TEST(portal.as("hanako").get("/mihon/home").status == 200);
}

BOOST_AUTO_TEST_CASE(is_told_of_by_what_it_left) {
  TestPortal portal;
  Browser browser = portal.browser();
  const auto told = [&] {
    const auto ahead = server_check::written_ahead(portal.staff, portal.now);
    return std::vector{ahead.mails, ahead.counts, ahead.two_step_apps};
  };
  BOOST_TEST(told() == (std::vector<std::int64_t>{0, 0, 0}), boost::test_tools::per_element());
  a_day_ahead(portal, [&] {
    browser.get("/mihon/register");
    browser.post("/mihon/register", {{"email", "hanako@example.jp"}});
  });
  BOOST_TEST(told()[0] == 1);
  BOOST_TEST(told()[1] > 0);
}

BOOST_AUTO_TEST_SUITE_END()
