#include <boost/test/unit_test.hpp>

#include "sql/applications/limit_bands.hpp"
#include "tests/integration/limit_certificate/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using namespace portal::applications;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::location;
using portal::testing::says;
using portal::testing::TestPortal;
using namespace portal::testing::limit_certificate;

BOOST_AUTO_TEST_SUITE(limit_certificate_application)

BOOST_AUTO_TEST_CASE(another_s_application_is_the_same_404_as_none) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser stranger = portal.as("hanako", "tameshi");
  hand_in(hanako, good("01"));
  const std::string id = std::to_string(number(newest(portal)));
  Browser ichiro = portal.as("ichiro");  // whom it is for, but he didn't apply
  for (const char* below : {"", "/correction", "/withdrawal"}) {
    const std::string own = "/limit-certificate/" + id + below;
    BOOST_TEST(stranger.get("/tameshi" + own).status == 404);
    BOOST_TEST(ichiro.get("/mihon" + own).status == 404);
    BOOST_TEST(stranger.get("/mihon" + own).status == 303);  // to sign in
    ichiro.get("/mihon/home");
    BOOST_TEST(send(ichiro, "/mihon" + own, good("01")).status == 404);
  }
  BOOST_TEST(!says(ichiro.get(place), "受付番号"));
}

BOOST_AUTO_TEST_CASE(the_society_s_table_of_limits_stands_there_for_the_months_asked_for_and_only_when_there_is_one) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string own = location(hand_in(hanako));
  BOOST_TEST(!says(hanako.get(own), "自己負担限度額"));
  auto db = portal.staff_of("mihon");
  portal::limit_bands::replace(db, {{"表その1", {}, 2026y / 12, {{"70歳未満", "ア", "対象", "1円", ""}}},
                                    {"表その2", 2027y / 1, 2027y / 2, {{"70歳未満", "ア", "対象", "2円", ""}}},
                                    {"表その3", 2027y / 11, {}, {{"70歳未満", "ア", "対象", "3円", ""}}}});
  const Reply page = hanako.get(own);
  BOOST_TEST(says(page, "表その1"));
  BOOST_TEST(says(page, "表その2"));
  BOOST_TEST(!says(page, "表その3"));
  Browser taro = portal.as("taro");
  BOOST_TEST(says(taro.get("/mihon/limit-certificate/new"), "表その2"));
  Browser stranger = portal.as("hanako", "tameshi");
  BOOST_TEST(!says(stranger.get("/tameshi/limit-certificate/new"), "自己負担限度額"));
}

BOOST_AUTO_TEST_CASE(the_receipt_says_by_when_as_the_society_sets_it_and_counts_from_what_was_sent_last) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string own = location(hand_in(hanako));
  BOOST_TEST(says(hanako.get(own), "令和8年（2026年）12月6日ごろまでに手続きします。"));
  portal.staff.execute("UPDATE societies SET handling_days = 30");
  BOOST_TEST(says(hanako.get(own), "令和8年（2026年）12月22日ごろまでに手続きします。"));
  BOOST_TEST(society_says(portal, Status::received, Status::checking));
  BOOST_TEST(says(hanako.get(own), "令和8年（2026年）12月22日ごろまでに手続きします。"));
  BOOST_TEST(society_says(portal, Status::checking, Status::returned, "住所を直してください。"));
  BOOST_TEST(!says(hanako.get(own), "までに手続きします"));
  portal.now += std::chrono::days{3};
  Browser later = portal.as("hanako");
  later.get(own + "/correction");
  BOOST_TEST(location(send(later, own, good())) == own);
  BOOST_TEST(says(later.get(own), "令和8年（2026年）12月25日ごろまでに手続きします。"));
  portal.staff.execute("UPDATE societies SET handling_days = 0");
  BOOST_TEST(!says(later.get(own), "までに手続きします"));
}

BOOST_AUTO_TEST_SUITE_END()
