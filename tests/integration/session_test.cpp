#include <boost/test/unit_test.hpp>

#include "handlers/site.hpp"
#include "sql/accounts/sessions.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/routes.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::answer_in_parallel;
using portal::testing::Browser;
using portal::testing::location;
using portal::testing::posted;
using portal::testing::says;
using portal::testing::test_password;
using portal::testing::TestPortal;

namespace {

std::chrono::seconds left(Browser& browser) {
  const Reply reply = browser.get("/mihon/session/left");
  BOOST_REQUIRE(reply.status == 200);
  BOOST_TEST(reply.header("Content-Type").starts_with("text/plain"));
  BOOST_TEST(reply.header("Cache-Control") == "no-store, private");
  return std::chrono::seconds{std::stoi(reply.body)};
}

std::string attribute(const Reply& page, std::string_view name) {
  const std::string before = std::string(name) + "=\"";
  const auto at = page.body.find(before);
  if (at == std::string::npos) return "";
  return page.body.substr(at + before.size(), page.body.find('"', at + before.size()) - at - before.size());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(session)

BOOST_AUTO_TEST_CASE(asking_how_long_the_session_lives_does_not_keep_it_alive) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST((left(hanako) == 30min));
  for (int asked = 1; asked < 30; ++asked) {
    portal.now += 1min;
    BOOST_TEST((left(hanako) == 30min - asked * 1min));
  }
  portal.now += 1min;
  BOOST_TEST(hanako.get("/mihon/session/left").status == 303);
}

BOOST_AUTO_TEST_CASE(opening_the_session_s_page_keeps_it_alive_and_says_until_when) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.now += 29min;
  const Reply page = hanako.get("/mihon/session");
  BOOST_TEST(says(page, "令和8年（2026年）11月22日（日）14:19"));  // signed in at 13:20, opened at 13:49
  BOOST_TEST(says(page, "時間が延びました"));
  BOOST_TEST((left(hanako) == 30min));
}

BOOST_AUTO_TEST_CASE(a_page_knows_the_very_second_though_the_session_is_written_once_a_minute) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.now += 59s;
  const Reply home = hanako.get("/mihon/home");
  BOOST_TEST(attribute(home, "data-idle-seconds") == "1741");
  BOOST_TEST(attribute(home, "data-idle-warning-seconds") == "300");
  BOOST_TEST((left(hanako) == 1741s));
  portal.now += 1741s;
  BOOST_TEST(hanako.get("/mihon/home").status == 303);
}

BOOST_AUTO_TEST_CASE(forty_pages_of_one_session_at_once_all_come) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.now += 2min;
  portal::Request request = posted(hanako, "/mihon/home", {});
  request.method = portal::Method::get;
  request.form = {};
  for (const Reply& reply : answer_in_parallel(portal, std::vector<portal::Request>(40, request)))
    BOOST_TEST(reply.status == 200);
}

BOOST_AUTO_TEST_CASE(what_one_tab_does_counts_for_the_other) {
  TestPortal portal;
  Browser one = portal.as("hanako");
  Browser other = one;
  portal.now += 25min;
  other.get("/mihon/help");
  BOOST_TEST((left(one) == 30min));
}

BOOST_AUTO_TEST_CASE(the_end_after_12_hours_can_not_be_put_off) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  for (int quarters = 0; quarters < 47; ++quarters) {
    portal.now += 15min;
    BOOST_TEST_REQUIRE(hanako.get("/mihon/home").status == 200);
  }
  const Reply page = hanako.get("/mihon/session");
  BOOST_TEST((left(hanako) == 15min));
  BOOST_TEST(says(page, "この時刻より先には延びません"));
  BOOST_TEST(attribute(page, "data-idle-seconds") == "900");
}

BOOST_AUTO_TEST_CASE(a_society_with_short_sessions_warns_at_half_of_them) {
  TestPortal portal;
  portal.staff.execute("UPDATE societies SET session_idle_minutes = 6");
  Browser hanako = portal.as("hanako");
  const Reply home = hanako.get("/mihon/home");
  BOOST_TEST(attribute(home, "data-idle-seconds") == "360");
  BOOST_TEST(attribute(home, "data-idle-warning-seconds") == "180");
}

BOOST_AUTO_TEST_CASE(a_form_sent_after_the_end_leads_to_the_login_page_which_says_that_it_was_not_taken) {
  TestPortal portal;
  Browser ichiro = portal.as("ichiro");
  ichiro.get("/mihon/family");
  portal.now += 31min;
  const Reply late = ichiro.post("/mihon/family", {{"principal_sees", "no"}});
  BOOST_TEST(location(late) == "/mihon/login?next=/family");
  BOOST_TEST(!portal.staff.select("SELECT member_id FROM household_choices").next());
  const Reply login = ichiro.get("/mihon/login?next=%2Ffamily");
  BOOST_TEST(says(login, "時間が過ぎたため、自動でログアウトしました。最後に送信した内容は、まだ受け付けていません"));
  BOOST_TEST(ichiro.post("/mihon/login", {{"login_id", "ichiro"}, {"password", test_password}}).status == 303);
  BOOST_TEST(ichiro.get("/mihon/home").status == 200);
}

BOOST_AUTO_TEST_CASE(the_login_page_tells_apart_how_the_session_ended_and_tells_strangers_nothing) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser copy = hanako;
  hanako.get("/mihon/home");
  hanako.post("/mihon/logout", {});
  BOOST_TEST(
      says(copy.get("/mihon/login"), "別の画面や端末での操作か、健康保険組合による操作のため、ログアウトしました"));
  BOOST_TEST(!says(hanako.get("/mihon/login"), "ログアウトしました"));
  BOOST_TEST(!says(copy.get("/tameshi/login"), "ログアウトしました"));
  Browser stranger = portal.browser();
  BOOST_TEST(!says(stranger.get("/mihon/login"), "ログアウトしました"));
}

BOOST_AUTO_TEST_CASE(when_the_staff_end_all_sessions_everybody_is_out_at_the_next_request_and_reads_why) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser other = portal.as("hanako", "tameshi");
  portal::db::SocietyDatabase staff = portal.staff_of("mihon");
  BOOST_TEST(portal::sessions::count_of_society(staff, portal.now) == 1);
  BOOST_TEST(portal::sessions::end_of_society(staff, portal.now) == 1U);
  BOOST_TEST(location(hanako.get("/mihon/home")) == "/mihon/login");
  BOOST_TEST(says(hanako.get("/mihon/login"), "健康保険組合による操作のため、ログアウトしました"));
  BOOST_TEST(other.get("/tameshi/home").status == 200);
}

BOOST_AUTO_TEST_CASE(with_a_password_past_its_end_the_script_is_still_answered) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.staff.execute("UPDATE accounts SET password_set_at = ?", portal.now - std::chrono::hours{24 * 400});
  BOOST_TEST((left(hanako) == 30min));
}

BOOST_AUTO_TEST_CASE(no_date_of_leaving_that_can_be_stored_makes_a_member_vanish) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.staff.execute("UPDATE societies SET readable_months_after_leaving = 120");
  for (const char* day : {"9999-12-31", "9999-01-01", "2900-01-01"})
    BOOST_CHECK_THROW(portal.staff.execute("UPDATE members SET left_on = ?", day), std::exception);
  portal.staff.execute("UPDATE members SET left_on = '2899-12-31'");
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  BOOST_TEST(portal.as("hanako").get("/mihon/home").status == 200);
}

BOOST_AUTO_TEST_CASE(a_member_whose_months_of_reading_are_over_is_out_at_the_very_next_request) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  portal.staff.execute("UPDATE members SET left_on = '2025-11-21' WHERE number = '0001001'");
  for (const auto& route : portal::site().routes) {
    if (!portal::testing::needs_member(route) || route.method != portal::Method::get) continue;
    std::string path(route.path);
    path.replace(path.find("{s}"), 3, "mihon");
    BOOST_TEST(location(hanako.get(path)).starts_with("/mihon/login"), path);
  }
}

BOOST_AUTO_TEST_SUITE_END()
