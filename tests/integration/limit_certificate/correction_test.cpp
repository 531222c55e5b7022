#include <boost/test/unit_test.hpp>

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

BOOST_AUTO_TEST_SUITE(limit_certificate_correction)

BOOST_AUTO_TEST_CASE(a_returned_application_is_put_right_once_and_goes_back) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string own = location(hand_in(hanako));
  society_says(portal, Status::received, Status::returned, "住所の番地を入力してください");
  BOOST_TEST(says(hanako.get("/mihon/home"), "差戻しが1件あります"));
  BOOST_TEST(says(hanako.get("/mihon/home"), "href=\"" + own + "\""));
  BOOST_TEST(says(hanako.get(own), "住所の番地を入力してください"));
  BOOST_TEST(!says(hanako.get(own), "確認を始める"));  // it was checked; it may be withdrawn all the same
  portal.now += 24h * 30;                              // in December, what began in November may stay so
  Browser later = portal.as("hanako");
  const Reply form = later.get(own + "/correction");
  BOOST_TEST(says(form, "住所の番地を入力してください"));
  BOOST_TEST(says(form, "<option value=\"2026-11\" selected>"));
  const Typed typed = with(good(), "address", "東京都見本区1-1-1");
  BOOST_TEST(send(later, own + "/correction", with(typed, "address", "")).status == 422);
  BOOST_TEST(says(send(later, own + "/correction", typed), "訂正の確認"));
  BOOST_TEST(location(send(later, own, typed)) == own);
  const Reply page = later.get(own);
  BOOST_TEST(says(page, "東京都見本区1-1-1"));
  BOOST_TEST(!says(page, "直して送る"));
  BOOST_TEST(portal.recorded_of("application_corrected") == "hanako");
  const Reply again = send(later, own, with(typed, "address", "別"));
  BOOST_TEST(again.status == 409);
  BOOST_TEST(says(again, "訂正はできません"));
  auto rows = portal.staff.select("SELECT revision FROM applications");
  rows.next();
  BOOST_TEST(rows.get<int>("revision") == 2);
}

BOOST_AUTO_TEST_CASE(what_was_applied_for_somebody_who_has_left_is_corrected_on_the_telephone) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string own = location(hand_in(hanako, good("01")));
  society_says(portal, Status::received, Status::returned, "住所の番地を入力してください");
  change_husband(portal, "2026-11-22", false);
  const Reply shown = hanako.get(own + "/correction");
  BOOST_TEST(shown.status == 200);
  BOOST_TEST(says(shown, "この画面では受け付けられません"));
  BOOST_TEST(says(shown, "03-0000-0000"));
  hanako.get(own);
  BOOST_TEST(send(hanako, own, good("01")).status == 409);
  BOOST_TEST(says(hanako.get(own), "差戻し"));
}

BOOST_AUTO_TEST_SUITE_END()
