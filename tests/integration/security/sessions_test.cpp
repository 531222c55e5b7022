#include <boost/test/unit_test.hpp>

#include "tests/support/authenticator.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"

using portal::Reply;
using portal::testing::between;
using portal::testing::Browser;
using portal::testing::give_password;
using portal::testing::location;
using portal::testing::says;
using portal::testing::TestPortal;

namespace {

std::string first_mark(const Reply& page) { return between(page.body, "name=\"session\" value=\"", "\""); }

}  // namespace

BOOST_AUTO_TEST_SUITE(security_sessions)

BOOST_AUTO_TEST_CASE(a_session_ended_there_is_out_at_once_and_this_one_stays) {
  TestPortal portal;
  Browser phone = portal.as("hanako");
  Browser desk = portal.as("hanako");
  const std::string mark = first_mark(desk.get("/mihon/security"));
  BOOST_TEST(location(desk.post("/mihon/security/sessions", {{"session", mark}})) == "/mihon/security?done=session");
  BOOST_TEST(phone.get("/mihon/home").status == 303);
  BOOST_TEST(says(desk.get("/mihon/security?done=session"), "選んだ端末をログアウトしました"));
  BOOST_TEST(portal.recorded_of("session_ended") == "hanako");
  // A page that is older than what it shows changes nothing.
  BOOST_TEST(location(desk.post("/mihon/security/sessions", {{"session", mark}})) == "/mihon/security");
  BOOST_TEST(desk.get("/mihon/home").status == 200);
}

BOOST_AUTO_TEST_CASE(all_others_end_at_once) {
  TestPortal portal;
  Browser first = portal.as("hanako");
  Browser second = portal.as("hanako");
  Browser desk = portal.as("hanako");
  Browser taro = portal.as("taro");
  desk.get("/mihon/security");
  BOOST_TEST(location(desk.post("/mihon/security/sessions", {{"session", "others"}})) == "/mihon/security?done=others");
  BOOST_TEST(first.get("/mihon/home").status == 303);
  BOOST_TEST(second.get("/mihon/home").status == 303);
  BOOST_TEST(desk.get("/mihon/home").status == 200);
  BOOST_TEST(taro.get("/mihon/home").status == 200);
  BOOST_TEST(portal.recorded_of("other_sessions_ended") == "hanako");
}

BOOST_AUTO_TEST_CASE(nobody_ends_a_session_of_somebody_else_or_by_a_made_up_mark) {
  TestPortal portal;
  Browser taro_phone = portal.as("taro");
  Browser taro = portal.as("taro");
  Browser there = portal.as("hanako", "tameshi");
  Browser there_too = portal.as("hanako", "tameshi");
  Browser hanako = portal.as("hanako");
  Browser hanako_phone = portal.as("hanako");
  const std::string taros = first_mark(taro.get("/mihon/security"));
  const std::string foreign = first_mark(there.get("/tameshi/security"));
  hanako.get("/mihon/security");
  for (const std::string& mark :
       {taros, foreign, std::string(), std::string("1"), std::string(9000, 'x'), std::string("🍣")})
    BOOST_TEST(location(hanako.post("/mihon/security/sessions", {{"session", mark}})) == "/mihon/security");
  for (Browser* one : {&taro_phone, &taro, &hanako, &hanako_phone}) BOOST_TEST(one->get("/mihon/home").status == 200);
  BOOST_TEST(there_too.get("/tameshi/home").status == 200);
  BOOST_TEST(portal.recorded("session_ended") == 0);
}

BOOST_AUTO_TEST_CASE(a_tab_of_the_member_before_changes_nothing_for_the_one_who_is_signed_in_now) {
  TestPortal portal;
  Browser browser = portal.as("hanako");
  Browser hanako_phone = portal.as("hanako");
  browser.get("/mihon/security");
  const auto stale = portal::testing::posted(browser, "/mihon/security/sessions", {{"session", "others"}});
  browser.post("/mihon/logout", {});
  portal.as("taro");
  give_password(browser, "taro");
  portal::Request sent = stale;
  sent.cookies = {};
  BOOST_TEST(browser.send(sent).status == 403);
  BOOST_TEST(hanako_phone.get("/mihon/home").status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
