#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "base/limits.hpp"
#include "handlers/site.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/routes.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Method;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::link_in;
using portal::testing::location;
using portal::testing::says;
using portal::testing::test_password;
using portal::testing::TestPortal;

namespace {

constexpr const char* new_password = "kotatsu7mikan";

Reply change(Browser& browser, const std::string& current, const std::string& password = new_password,
             const std::string& next = "") {
  browser.get("/mihon/password");
  return browser.post(
      "/mihon/password",
      {{"current_password", current}, {"new_password", password}, {"new_password_confirm", password}, {"next", next}});
}

Reply sign_in(Browser& browser, const std::string& password, const std::string& next = "") {
  browser.get("/mihon/login");
  return browser.post("/mihon/login", {{"login_id", "hanako"}, {"password", password}, {"next", next}});
}

void set_password_age(TestPortal& portal, std::chrono::seconds age) {
  portal.staff.execute("UPDATE accounts SET password_set_at = ?", portal.now - age);
}

constexpr auto days = std::chrono::hours{24};

}  // namespace

BOOST_AUTO_TEST_SUITE(password)

BOOST_AUTO_TEST_CASE(password_managers_are_told_the_rules_at_both_boxes_for_a_new_one_and_at_no_other) {
  TestPortal portal;
  const Reply page = portal.as("hanako").get("/mihon/password");
  const std::string rules =
      fmt::format("passwordrules=\"minlength: {}; maxlength: {}; required: lower; required: digit;",
                  portal::limits::password_characters_min, portal::limits::password_characters_max);
  const auto first = page.body.find(rules), second = page.body.find(rules, first + 1);
  BOOST_TEST(first > page.body.find("id=\"new_password\""));
  BOOST_TEST(second != std::string::npos);
  BOOST_TEST(page.body.find(rules, second + 1) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_member_changes_the_password_gets_a_new_session_cookie_and_is_told_by_mail) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(hanako.get("/mihon/home"), "href=\"/mihon/password\""));
  Browser thief = hanako;  // keeps the cookie
  const std::string before = hanako.cookie("sid");
  BOOST_TEST(location(change(hanako, test_password)) == "/mihon/password/done");
  BOOST_TEST(hanako.cookie("sid") != before);
  BOOST_TEST(hanako.cookie("sid").size() == 43U);
  BOOST_TEST(says(hanako.get("/mihon/password/done"), "href=\"/mihon/home\""));
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  BOOST_TEST(thief.get("/mihon/home").status == 303);
  const auto mails = portal.mails();
  BOOST_TEST_REQUIRE(mails.size() == 1U);
  BOOST_TEST(mails[0].subject == "パスワード変更のお知らせ");
  BOOST_TEST(mails[0].recipient == "hanako@example.jp");
  BOOST_TEST(mails[0].text.find(new_password) == std::string::npos);
  BOOST_TEST(portal.recorded_of("password_changed") == "hanako");
  Browser again = portal.browser();
  BOOST_TEST(sign_in(again, test_password).status == 422);
  BOOST_TEST(sign_in(again, new_password).status == 303);
}

BOOST_AUTO_TEST_CASE(the_other_sessions_and_the_live_links_of_the_account_end_and_its_devices_stay_known) {
  TestPortal portal;
  Browser other = portal.as("hanako");
  Browser hanako = portal.as("hanako");
  Browser asking = portal.browser();
  asking.get("/mihon/reissue");
  asking.post("/mihon/reissue", {{"email", "hanako@example.jp"}});
  const std::string link = link_in(portal.mails().back().text);
  auto devices = [&portal] {
    auto rows = portal.staff.select("SELECT COUNT(*) AS counted FROM devices");
    rows.next();
    return rows.get<std::int64_t>("counted");
  };
  const auto known = devices();
  BOOST_TEST(change(hanako, test_password).status == 303);
  BOOST_TEST(other.get("/mihon/home").status == 303);
  asking.get(link);
  BOOST_TEST(asking.get("/mihon/reissue/start").status == 410);
  BOOST_TEST(devices() == known);
}

BOOST_AUTO_TEST_CASE(without_the_right_current_password_nothing_changes_and_every_fault_is_named_at_once) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const Reply reply = change(hanako, "wrong password 1", "weak");
  BOOST_TEST(reply.status == 422);
  BOOST_TEST(says(reply, "いまのパスワードが正しくありません"));
  BOOST_TEST(says(reply, "8文字以上にしてください"));
  BOOST_TEST(!says(change(hanako, "wrong password 1", test_password), "いまと同じ"));
  BOOST_TEST(says(change(hanako, ""), "いまのパスワードを入力してください"));
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  BOOST_TEST(portal.mails().empty());
  BOOST_TEST(portal.recorded("password_check_failed") == 2);
}

BOOST_AUTO_TEST_CASE(the_present_password_and_weak_ones_are_refused_and_both_boxes_must_agree) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(change(hanako, test_password, test_password), "いまと同じパスワードは使えません"));
  BOOST_TEST(says(change(hanako, test_password, "abcdefgh"), "数字を1文字以上"));
  BOOST_TEST(says(change(hanako, test_password, "ａｂｃｄｅｆｇ１"), "半角で"));
  hanako.get("/mihon/password");
  const Reply reply = hanako.post(
      "/mihon/password",
      {{"current_password", test_password}, {"new_password", new_password}, {"new_password_confirm", "kotatsu7"}});
  BOOST_TEST(reply.status == 422);
  BOOST_TEST(says(reply, "一致しません"));
  BOOST_TEST(!says(reply, new_password));
  BOOST_TEST(!says(reply, test_password));
}

// Blocked for fifty years, they would stand in the table as long.
BOOST_AUTO_TEST_CASE(a_new_password_leaves_no_row_of_browsers_that_wrong_ones_closed_for_good) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser elsewhere = portal.as("hanako");
  hanako.forget("sid");
  for (int tries = 1; tries <= 100; ++tries) {
    sign_in(hanako, "wrong password 1");
    if (tries % 10 == 0) portal.now += tries == 50 ? 24h + 1s : 15min + 1s;
  }
  elsewhere.forget("sid");
  BOOST_TEST(sign_in(elsewhere, test_password).status == 303);
  BOOST_TEST(change(elsewhere, test_password).status == 303);
  auto rows = portal.staff.select("SELECT COUNT(*) AS kept FROM throttles WHERE blocked_until > ?", portal.now);
  rows.next();
  BOOST_TEST(rows.get<int>("kept") == 0);
  BOOST_TEST(sign_in(hanako, new_password).status == 303);
}

BOOST_AUTO_TEST_CASE(five_wrong_ones_from_a_browser_that_is_not_known_stop_the_change_for_15_minutes) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.forget("device");
  for (int tries = 0; tries < 5; ++tries) BOOST_TEST(change(hanako, "wrong password 1").status == 422);
  BOOST_TEST(change(hanako, test_password).status == 422);
  BOOST_TEST(portal.recorded_of("password_check_blocked") == "hanako");
  Browser other = portal.browser();  // counted together with sign-ins from there
  BOOST_TEST(sign_in(other, test_password).status == 422);
  portal.now += 15min + 1s;
  BOOST_TEST(change(hanako, test_password).status == 303);
}

BOOST_AUTO_TEST_CASE(ten_wrong_ones_from_a_known_browser_stop_the_change_there) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  for (int tries = 0; tries < 10; ++tries) BOOST_TEST(change(hanako, "wrong password 1").status == 422);
  BOOST_TEST(change(hanako, test_password).status == 422);
  portal.now += 15min + 1s;
  BOOST_TEST(change(hanako, test_password).status == 303);
}

BOOST_AUTO_TEST_CASE(a_page_left_open_by_one_member_changes_nothing_for_the_next_who_signs_in) {
  TestPortal portal;
  Browser browser = portal.as("hanako");
  browser.get("/mihon/password");
  portal::Request stale;
  stale.method = Method::post;
  stale.path = "/mihon/password";
  stale.form.add("csrf", browser.form_token());
  stale.form.add("current_password", test_password);
  stale.form.add("new_password", new_password);
  stale.form.add("new_password_confirm", new_password);
  browser.get("/mihon/home");
  browser.post("/mihon/logout", {});
  portal.add_account("mihon", "taro", portal.member("mihon", "0001002"));
  browser.get("/mihon/login");
  browser.post("/mihon/login", {{"login_id", "taro"}, {"password", test_password}});
  BOOST_TEST(browser.send(stale).status == 403);
  BOOST_TEST(portal.recorded("password_changed") == 0);
}

BOOST_AUTO_TEST_CASE(after_365_days_every_member_page_leads_to_the_change_and_a_second_before_none_does) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  for (const auto& [age, ended] : {std::pair{365 * days - 1s, false}, std::pair{365 * days + 1s, true}}) {
    set_password_age(portal, age);
    for (const auto& route : portal::site().routes) {
      if (!portal::testing::is_for<portal::MemberVisit>(route)) continue;
      std::string path(route.path);
      path.replace(path.find("{s}"), 3, "mihon");
      hanako.get("/mihon/help");
      const Reply reply = route.method == Method::get ? hanako.get(path) : hanako.post(path, {});
      BOOST_TEST(location(reply).starts_with("/mihon/password") == ended, path);
    }
    BOOST_TEST(hanako.get("/mihon/password").status == 200);
    BOOST_TEST(says(hanako.get("/mihon/password"), "が過ぎました") == ended);
  }
  BOOST_TEST(location(hanako.post("/mihon/logout", {})) == "/mihon/logout/done");
}

BOOST_AUTO_TEST_CASE(with_an_ended_password_the_sign_in_leads_to_the_change_and_then_to_the_page_that_was_asked_for) {
  TestPortal portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  set_password_age(portal, 400 * days);
  Browser browser = portal.browser();
  BOOST_TEST(location(sign_in(browser, test_password, "/home?year=2026")) == "/mihon/home?year=2026");
  const std::string led = location(browser.get("/mihon/home?year=2026"));
  BOOST_TEST(led == "/mihon/password?next=/home%3Fyear%3D2026");
  const Reply page = browser.get(led);
  BOOST_TEST(says(page, "name=\"next\" value=\"/home?year=2026\""));
  const Reply wrong = change(browser, "wrong password 1", new_password, "/home?year=2026");
  BOOST_TEST(says(wrong, "name=\"next\" value=\"/home?year=2026\""));
  BOOST_TEST(location(change(browser, test_password, new_password, "/home?year=2026")) == "/mihon/home?year=2026");
  BOOST_TEST(browser.get("/mihon/home").status == 200);
}

BOOST_AUTO_TEST_CASE(after_the_change_no_foreign_page_comes) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(location(change(hanako, test_password, new_password, "//evil.example")) == "/mihon/password/done");
}

BOOST_AUTO_TEST_CASE(where_the_society_says_0_a_password_never_ends) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.staff.execute("UPDATE societies SET password_days = 0");
  set_password_age(portal, 4000 * days);
  const Reply home = hanako.get("/mihon/home");
  BOOST_TEST(home.status == 200);
  BOOST_TEST(!says(home, "パスワードの有効期限は"));
  BOOST_TEST(!says(hanako.get("/mihon/password"), "有効期限"));
}

BOOST_AUTO_TEST_CASE(a_password_that_another_request_changed_meanwhile_is_not_changed_again) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/password");
  const portal::Request request = portal::testing::posted(hanako, "/mihon/password",
                                                          {{"current_password", portal::testing::test_password},
                                                           {"new_password", new_password},
                                                           {"new_password_confirm", new_password},
                                                           {"next", ""}});
  portal::db::Transaction reissue(portal.staff);
  portal.staff.execute("UPDATE accounts SET password_set_at = ?, password_hash = 'reissued'", portal.now + 1s);
  BOOST_TEST(portal::testing::answer_while_held(portal, request, reissue).status != 303);
  BOOST_TEST(portal.count("accounts WHERE password_hash = 'reissued'") > 0);
}

BOOST_AUTO_TEST_CASE(the_form_sent_twice_changes_once) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/password");
  Browser twin = hanako;
  const auto send = [](Browser& browser) {
    return browser.post(
        "/mihon/password",
        {{"current_password", test_password}, {"new_password", new_password}, {"new_password_confirm", new_password}});
  };
  BOOST_TEST(location(send(hanako)) == "/mihon/password/done");
  BOOST_TEST(location(send(twin)) == "/mihon/password/done");
  BOOST_TEST(portal.mails().size() == 1U);
  BOOST_TEST(says(twin.get("/mihon/password/done"), "href=\"/mihon/login\""));
}

BOOST_AUTO_TEST_SUITE_END()
