#include <boost/test/unit_test.hpp>

#include "tests/integration/limit_certificate/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace portal::applications;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::location;
using portal::testing::says;
using portal::testing::TestPortal;
using namespace portal::testing::limit_certificate;

BOOST_AUTO_TEST_SUITE(limit_certificate_guide)

BOOST_AUTO_TEST_CASE(who_does_not_know_about_the_tax_is_told_by_the_guide_that_another_form_may_be_theirs) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/limit-certificate/guide");
  for (const std::string card : {"yes", "no"})
    for (const std::string tax : {"taxed", "unknown"}) {
      const Reply led = hanako.post("/mihon/limit-certificate/guide", {{"card", card}, {"place", "yes"}, {"tax", tax}});
      const Reply advice = hanako.get(location(led));
      const char* sure = tax == "unknown" ? "多くの場合、" : "申請はいりません</h1>";
      BOOST_TEST(says(advice, card == "yes" ? sure : "申請できます</span>"));
      BOOST_TEST(says(advice, "非課税の方は、手続きが違います") == (tax == "unknown"));
    }
}

BOOST_AUTO_TEST_CASE(the_guide_asks_three_questions_and_never_locks_out) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string guide = std::string(place) + "/guide";
  BOOST_TEST(says(hanako.get(place), "href=\"" + guide + "\""));
  hanako.get(guide);
  const Reply faulty = send(hanako, guide, {{"card", "yes"}, {"place", "perhaps"}});
  BOOST_TEST(faulty.status == 422);
  BOOST_TEST(says(faulty, "href=\"#place\""));
  BOOST_TEST(says(faulty, "value=\"yes\" checked"));
  for (const char* tax : {"taxed", "exempt", "exempt_long"}) {
    const Reply sent = send(hanako, guide, {{"card", "yes"}, {"place", "yes"}, {"tax", tax}});
    const Reply advice = hanako.get(location(sent));
    BOOST_TEST(says(advice, "href=\"/mihon/limit-certificate/new\""), tax);
    BOOST_TEST(says(advice, "紙の申請書") == (tax[0] == 'e'));
  }
  BOOST_TEST(hanako.get(guide + "/nothing").status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
