#include "domain/accounts/telephone_code.hpp"

#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "tests/support/operator.hpp"
#include "tests/support/test_database.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::telephone_code::Verdict;
using portal::testing::Browser;
using portal::testing::TestPortal;

namespace {

// The society's staff at the telephone, with the rights of portalctl.
struct Desk {
  TestPortal& portal;
  portal::db::Database database{portal::testing::test_database().settings(portal::testing::DatabaseRole::ctl)};
  portal::testing::Operator staff{database, "mihon"};

  Verdict judge(const std::string& login_id, const std::string& read_out) {
    auto rows = portal.staff.select("SELECT id FROM accounts WHERE login_id = ?", login_id);
    rows.next();
    return portal::telephone_code::judge(staff.db, portal.installation.secrets.throttle_key,
                                         {staff.society.id, rows.get<portal::AccountId>("id")}, read_out, portal.now);
  }
};

// "123 456", as the page shows it.
std::string shown_to(Browser& browser) {
  const std::string body = browser.get("/mihon/security/telephone-code").body;
  const std::string_view before = "<p class=\"code code-read\">";
  return body.substr(body.find(before) + before.size(), std::string_view("123 456").size());
}

std::string another_than(std::string digits) {
  digits.back() = digits.back() == '0' ? '1' : '0';
  return digits;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(security_telephone_code)

BOOST_AUTO_TEST_CASE(what_a_member_reads_from_the_page_is_right_for_that_account_alone) {
  TestPortal portal;
  Desk desk{portal};
  Browser hanako = portal.as("hanako"), taro = portal.as("taro");
  const std::string read_out = shown_to(hanako);
  BOOST_TEST((desk.judge("hanako", read_out) == Verdict::right));
  BOOST_TEST((desk.judge("hanako", "１２３-４５６") == Verdict::wrong));
  BOOST_TEST((desk.judge("taro", read_out) == Verdict::wrong));
  std::string dashed = read_out;
  std::ranges::replace(dashed, ' ', '-');
  BOOST_TEST((desk.judge("hanako", dashed) == Verdict::right));
}

BOOST_AUTO_TEST_CASE(it_lives_ten_to_twenty_minutes) {
  TestPortal portal;
  Desk desk{portal};
  Browser hanako = portal.as("hanako");
  const std::string read_out = shown_to(hanako);
  portal.now += 10min;
  BOOST_TEST((desk.judge("hanako", read_out) == Verdict::right));
  BOOST_TEST(shown_to(hanako) != read_out);
  portal.now += 10min;
  BOOST_TEST((desk.judge("hanako", read_out) == Verdict::wrong));
}

BOOST_AUTO_TEST_CASE(after_five_wrong_ones_not_even_the_right_one_counts_for_an_hour) {
  TestPortal portal;
  Desk desk{portal};
  Browser hanako = portal.as("hanako");
  const std::string wrong = another_than(shown_to(hanako));
  for (int tries = 0; tries < 5; ++tries) BOOST_TEST((desk.judge("hanako", wrong) == Verdict::wrong));
  BOOST_TEST((desk.judge("hanako", shown_to(hanako)) == Verdict::stopped));
  portal.now += 1h;
  Browser again = portal.as("hanako");
  BOOST_TEST((desk.judge("hanako", shown_to(again)) == Verdict::right));
}

BOOST_AUTO_TEST_SUITE_END()
