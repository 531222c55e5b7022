#include <boost/test/unit_test.hpp>

#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::location;
using portal::testing::says;
using portal::testing::test_password;
using portal::testing::TestPortal;

namespace {

constexpr const char* comes_back = "30分以内にログインすると、入力した内容がもとの画面に戻ります";
constexpr const char* came_back = "入力した内容を、この画面に戻しました";

Reply sign_in(Browser& browser, const std::string& name, const std::string& next) {
  return browser.post("/mihon/login", {{"login_id", name}, {"password", test_password}, {"next", next}});
}

int kept(TestPortal& portal) {
  auto rows = portal.staff.select("SELECT COUNT(*) AS counted FROM sent_forms");
  rows.next();
  return rows.get<int>("counted");
}

// hanako's profile, sent a minute after her session's idle end.
Reply send_profile_late(TestPortal& portal, Browser& browser) {
  browser.get("/mihon/profile");
  portal.now += 31min;
  return browser.post("/mihon/profile",
                      {{"login_id", "hanako"}, {"nickname", "はなちゃん"}, {"current_password", "a secret of hers"}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sent_form)

BOOST_AUTO_TEST_CASE(a_form_sent_after_its_session_s_end_comes_back_with_its_input_once_its_member_signed_in) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const Reply late = send_profile_late(portal, hanako);
  BOOST_TEST(location(late) == "/mihon/login?next=/profile");
  BOOST_TEST(says(hanako.get("/mihon/login?next=/profile"), comes_back));
  BOOST_TEST(location(sign_in(hanako, "hanako", "/profile")) == "/mihon/profile");
  const Reply page = hanako.get("/mihon/profile");
  BOOST_TEST(says(page, came_back));
  BOOST_TEST(says(page, "value=\"はなちゃん\""));
  BOOST_TEST(!says(page, "a secret of hers"));
  const Reply again = hanako.get("/mihon/profile");  // once
  BOOST_TEST(!says(again, came_back));
  BOOST_TEST(!says(again, "はなちゃん"));
  BOOST_TEST(hanako.post("/mihon/profile", {{"login_id", "hanako"}, {"nickname", "はなちゃん"}}).status == 303);
}

BOOST_AUTO_TEST_CASE(signs_that_stand_between_fields_come_back_as_they_were_typed) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/profile");
  portal.now += 31min;
  hanako.post("/mihon/profile", {{"login_id", "hanako"}, {"nickname", "a&b=c+d%2B?"}});
  sign_in(hanako, "hanako", "/profile");
  BOOST_TEST(says(hanako.get("/mihon/profile"), "value=\"a&amp;b=c+d%2B?\""));
}

// Both cookies were called "sent".
BOOST_AUTO_TEST_CASE(a_mail_asked_for_meanwhile_takes_nothing_of_it_away) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  send_profile_late(portal, hanako);
  hanako.get("/mihon/reissue");
  hanako.post("/mihon/reissue", {{"email", "hanako@example.jp"}});
  BOOST_TEST(says(hanako.get("/mihon/reissue/sent"), "hanako@"));
  sign_in(hanako, "hanako", "/profile");
  BOOST_TEST(says(hanako.get("/mihon/profile"), came_back));
}

BOOST_AUTO_TEST_CASE(whoever_else_signs_in_on_that_browser_sees_nothing_of_it_and_it_is_thrown_away) {
  TestPortal portal;
  portal.as("ichiro");
  Browser browser = portal.as("hanako");
  send_profile_late(portal, browser);
  BOOST_TEST(kept(portal) == 1);
  sign_in(browser, "ichiro", "/profile");
  BOOST_TEST(kept(portal) == 0);
  BOOST_TEST(browser.cookie("sent").empty());
  BOOST_TEST(!says(browser.get("/mihon/profile"), "はなちゃん"));
}

BOOST_AUTO_TEST_CASE(it_comes_back_on_the_browser_that_sent_it_alone_and_for_30_minutes) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  send_profile_late(portal, hanako);
  Browser phone = portal.browser();
  sign_in(phone, "hanako", "/profile");
  BOOST_TEST(!says(phone.get("/mihon/profile"), "はなちゃん"));
  portal.now += 30min;
  sign_in(hanako, "hanako", "/profile");
  BOOST_TEST(!says(hanako.get("/mihon/profile"), "はなちゃん"));
}

BOOST_AUTO_TEST_CASE(it_opens_for_the_page_that_it_was_sent_from_alone_and_waits_for_it) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  send_profile_late(portal, hanako);
  sign_in(hanako, "hanako", "/home");
  BOOST_TEST(!says(hanako.get("/mihon/home"), came_back));
  BOOST_TEST(!says(hanako.get("/mihon/profile/emails"), came_back));
  BOOST_TEST(says(hanako.get("/mihon/profile"), came_back));
}

BOOST_AUTO_TEST_CASE(the_row_holds_nothing_that_can_be_read_and_an_account_has_one_row) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  send_profile_late(portal, hanako);
  hanako.post("/mihon/profile",
              {{"login_id", "hanako"}, {"nickname", "はなこさん"}, {"current_password", std::string(900, 'x')}});
  BOOST_TEST(kept(portal) == 1);
  auto rows = portal.staff.select("SELECT sealed_input FROM sent_forms");
  BOOST_REQUIRE(rows.next());
  constexpr std::size_t without_the_password = 200;
  BOOST_TEST(rows.get<std::string>("sealed_input").size() < without_the_password);
  sign_in(hanako, "hanako", "/profile");
  BOOST_TEST(says(hanako.get("/mihon/profile"), "value=\"はなこさん\""));
}

BOOST_AUTO_TEST_CASE(strangers_and_sessions_that_somebody_ended_leave_nothing) {
  TestPortal portal;
  Browser stranger = portal.browser();
  stranger.get("/mihon/login");
  BOOST_TEST(location(stranger.post("/mihon/profile", {{"nickname", "x"}})) == "/mihon/login?next=/profile");
  Browser hanako = portal.as("hanako");
  Browser copy = hanako;
  copy.get("/mihon/profile");
  hanako.get("/mihon/home");
  hanako.post("/mihon/logout", {});
  portal.now += 31min;
  BOOST_TEST(copy.post("/mihon/profile", {{"nickname", "x"}}).status == 303);
  BOOST_TEST(kept(portal) == 0);
}

BOOST_AUTO_TEST_CASE(passwords_and_codes_leave_nothing_and_lead_back_to_their_page) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/password");
  portal.now += 31min;
  BOOST_TEST(location(hanako.post("/mihon/password", {{"current_password", "x"}, {"new_password", "y"}})) ==
             "/mihon/login?next=/password");
  BOOST_TEST(location(hanako.post("/mihon/security/two-step/app", {{"code", "123456"}})) ==
             "/mihon/login?next=/security/two-step/app");
  BOOST_TEST(location(hanako.post("/mihon/security/sessions", {{"session", "1"}})) == "/mihon/login?next=/security");
  BOOST_TEST(kept(portal) == 0);
}

BOOST_AUTO_TEST_CASE(what_is_too_long_for_any_field_is_not_kept) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/profile");
  portal.now += 31min;
  hanako.post("/mihon/profile", {{"nickname", std::string(3000, 'x')}});
  BOOST_TEST(kept(portal) == 0);
}

BOOST_AUTO_TEST_CASE(the_check_page_of_an_application_leads_back_to_its_form_with_every_answer) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/limit-certificate/new");
  portal.now += 31min;
  const Reply late = hanako.post("/mihon/limit-certificate", {{"from", "2026-12"},
                                                              {"to", "2026-12"},
                                                              {"postal_code", "100-0001"},
                                                              {"address", "東京都千代田区千代田1の1"},
                                                              {"telephone", "03-0000-5678"},
                                                              {"applied_by", "other"},
                                                              {"proxy_name", "健保 太郎"}});
  BOOST_TEST(location(late) == "/mihon/login?next=/limit-certificate/new");
  sign_in(hanako, "hanako", "/limit-certificate/new");
  const Reply form = hanako.get("/mihon/limit-certificate/new");
  for (const char* typed : {"100-0001", "東京都千代田区千代田1の1", "03-0000-5678", "健保 太郎"})
    BOOST_TEST(says(form, typed), typed);
  BOOST_TEST(portal.count("applications") == 0);
}

BOOST_AUTO_TEST_CASE(so_does_that_of_a_screening_by_the_number_that_it_carries) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/home");
  portal.now += 31min;
  BOOST_TEST(location(hanako.post("/mihon/screenings", {{"programme", "12"}, {"telephone", "03-0000-5678"}})) ==
             "/mihon/login?next=/screenings/12");
  BOOST_TEST(location(hanako.post("/mihon/screenings", {{"programme", "//evil.example/"}})) == "/mihon/login");
}

BOOST_AUTO_TEST_SUITE_END()
