#include <boost/test/unit_test.hpp>

#include "tests/integration/mails/arriving.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using namespace portal;
using portal::testing::Browser;
using namespace portal::testing::arriving;

BOOST_FIXTURE_TEST_SUITE(profile_arrivals, Arriving)

BOOST_AUTO_TEST_CASE(a_member_switches_the_mails_off_and_on_again) {
  Browser hanako = as("hanako");
  const std::string stop = "新着のお知らせメールを止める", want = "新着のお知らせメールを受け取る";
  BOOST_TEST(says(hanako.get("/mihon/profile").body, stop));
  BOOST_TEST(hanako.post("/mihon/profile/arrivals", {{"arrival_mails", "off"}}).status == 303);
  now += 10min;
  feed(2026y / 9);
  BOOST_TEST(send() == 0);
  BOOST_TEST(says(hanako.get("/mihon/profile?arrivals=changed").body, "メールを止めました"));
  hanako.get("/mihon/profile");
  hanako.post("/mihon/profile/arrivals", {{"arrival_mails", "on"}});
  BOOST_TEST(send() == 1);
  BOOST_TEST(recorded_of("arrival_mails_on") == "hanako");
}

BOOST_AUTO_TEST_SUITE_END()
