#include <boost/test/unit_test.hpp>

#include "tests/integration/limit_certificate/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/test_portal.hpp"

using namespace portal::applications;
using portal::Reply;
using portal::testing::answer_in_parallel;
using portal::testing::Browser;
using portal::testing::location;
using portal::testing::posted;
using portal::testing::says;
using portal::testing::TestPortal;
using namespace portal::testing::limit_certificate;

BOOST_AUTO_TEST_SUITE(limit_certificate_withdrawal)

BOOST_AUTO_TEST_CASE(an_application_is_withdrawn_once_until_the_society_checks_it) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string own = location(hand_in(hanako));
  BOOST_TEST(says(hanako.get(own + "/withdrawal"), "この申請を取り下げる"));
  const auto replies = answer_in_parallel(portal, {5, posted(hanako, own + "/withdrawal", {})});
  for (const Reply& reply : replies) BOOST_TEST(location(reply) == own);
  BOOST_TEST(says(hanako.get(own), "<title>限度額申請を取り下げました｜"));
  BOOST_TEST(says(hanako.get(own), "href=\"/mihon/limit-certificate/new\">もう一度申請する"));
  BOOST_TEST(portal.recorded_of("application_withdrawn") == "hanako");
  const auto mails = portal.mails();
  BOOST_REQUIRE(mails.size() == 2U);
  BOOST_TEST(mails.back().subject == "取下げのお知らせ");
  BOOST_TEST(mails.back().text.find("限度額申請の取下げを\n受け付けました。") != std::string::npos);
  BOOST_TEST(portal::testing::link_in(mails.back().text) == own);
  const std::string second = location(hand_in(hanako));
  hanako.get(second + "/withdrawal");
  society_says(portal, Status::received, Status::checking);  // while the page was open
  const Reply late = send(hanako, second + "/withdrawal", {});
  BOOST_TEST(late.status == 409);
  BOOST_TEST(says(late, "取下げはできません"));
  BOOST_TEST(says(late, "03-0000-0000"));
  BOOST_TEST(hanako.get(second + "/withdrawal").status == 200);
  BOOST_TEST(portal.mails().size() == 3U);
}

BOOST_AUTO_TEST_SUITE_END()
