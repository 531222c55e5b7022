#include <boost/test/unit_test.hpp>

#include "tests/support/authenticator.hpp"
#include "tests/support/page.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::location;
using portal::testing::manual_key;
using portal::testing::says;
using portal::testing::test_password;
using portal::testing::TestPortal;
using portal::testing::turn_on_two_step;

BOOST_AUTO_TEST_SUITE(security_two_step_app)

BOOST_AUTO_TEST_CASE(the_set_up_is_this_sessions_own_for_half_an_hour_and_asks_for_the_password_when_it_is_old) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser other = portal.as("hanako");
  BOOST_TEST(location(hanako.get("/mihon/security/two-step/app")) == "/mihon/security/two-step");
  portal.now += 5min;
  BOOST_TEST(says(hanako.get("/mihon/security/two-step"), "name=\"current_password\""));
  BOOST_TEST(hanako.post("/mihon/security/two-step", {}).status == 422);
  BOOST_TEST(hanako.post("/mihon/security/two-step", {{"current_password", "wrong password 1"}}).status == 422);
  BOOST_TEST(portal.count("accounts") == 1);
  BOOST_TEST(location(hanako.post("/mihon/security/two-step", {{"current_password", test_password}})) ==
             "/mihon/security/two-step/app");
  const std::string key = manual_key(hanako.get("/mihon/security/two-step/app").body);
  BOOST_TEST(key.size() == 32U);
  BOOST_TEST(manual_key(hanako.get("/mihon/security/two-step/app").body) == key);
  BOOST_TEST(location(other.get("/mihon/security/two-step/app")) == "/mihon/security/two-step");
  portal.now += 20min;
  const Reply old = hanako.get("/mihon/security/two-step/app");
  BOOST_TEST(says(old, "name=\"current_password\""));
  BOOST_TEST(hanako.post("/mihon/security/two-step/app", {{"code", "123456"}}).status == 422);
  portal.now += 10min;
  BOOST_TEST(location(hanako.get("/mihon/security/two-step/app")) == "/mihon/security/two-step");
}

BOOST_AUTO_TEST_CASE(the_link_to_the_app_is_the_qr_codes_whatever_the_society_is_called) {
  TestPortal portal;
  portal.staff.execute("UPDATE societies SET name = ?", std::string("A&B#健保?% +"));
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/security/two-step");
  hanako.post("/mihon/security/two-step", {});
  const Reply page = hanako.get("/mihon/security/two-step/app");
  const std::string issuer = "A%26B%23%E5%81%A5%E4%BF%9D%3F%25%20%2B";
  BOOST_TEST(says(page, "href=\"otpauth://totp/" + issuer + ":hanako?secret=" + manual_key(page.body) +
                            "&amp;issuer=" + issuer + "\""));
}

BOOST_AUTO_TEST_CASE(turning_it_on_needs_the_apps_code_ends_the_other_sessions_and_tells_the_member) {
  TestPortal portal;
  Browser other = portal.as("hanako");
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/security/two-step");
  hanako.post("/mihon/security/two-step", {});
  hanako.get("/mihon/security/two-step/app");
  const Reply wrong = hanako.post("/mihon/security/two-step/app", {{"code", "000000"}});
  BOOST_TEST(wrong.status == 422);
  BOOST_TEST(says(wrong, "確認コードが正しくありません"));
  BOOST_TEST(other.get("/mihon/home").status == 200);
  BOOST_TEST(portal.recorded("two_step_on") == 0);
  turn_on_two_step(portal, hanako);
  BOOST_TEST(portal.recorded_of("two_step_on") == "hanako");
  BOOST_TEST(other.get("/mihon/home").status == 303);
  BOOST_TEST(portal.mails().back().subject == "ログインの安全設定のお知らせ");
  BOOST_TEST(portal.mails().back().text.find("2段階ログインが設定されました") != std::string::npos);
  BOOST_TEST(location(hanako.get("/mihon/security/two-step")) == "/mihon/security");
}

BOOST_AUTO_TEST_SUITE_END()
