#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "domain/accounts/two_step.hpp"
#include "sql/societies.hpp"
#include "tests/integration/security/scene.hpp"
#include "tests/support/authenticator.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/test_database.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::answer_in_parallel;
using portal::testing::Authenticator;
using portal::testing::between;
using portal::testing::Browser;
using portal::testing::give_code;
using portal::testing::give_password;
using portal::testing::link_in;
using portal::testing::location;
using portal::testing::posted;
using portal::testing::says;
using portal::testing::SentMail;
using portal::testing::test_password;
using portal::testing::TestPortal;
using portal::testing::turn_on_two_step;
using namespace portal::testing::two_step;

BOOST_AUTO_TEST_SUITE(login_code)

BOOST_AUTO_TEST_CASE(a_code_is_taken_one_step_early_or_late_and_not_two) {
  for (const auto& [away, taken] : {std::pair{-2, false}, {-1, true}, {0, true}, {1, true}, {2, false}}) {
    Scene scene;
    Browser browser = scene.before_code();
    const Reply reply = give_code(browser, scene.app.code(scene.portal, away));
    BOOST_TEST((reply.status == 303) == taken);
    BOOST_TEST(says(reply, refused) == !taken);
  }
}

BOOST_AUTO_TEST_CASE(a_code_opens_one_session_and_neither_it_nor_an_older_one_opens_another) {
  Scene scene;
  const std::string code = scene.app.code(scene.portal);
  const std::string older = scene.app.code(scene.portal, -1);
  Browser first = scene.before_code();
  BOOST_TEST(give_code(first, code).status == 303);
  Browser second = scene.before_code();
  BOOST_TEST(says(give_code(second, code), refused));
  BOOST_TEST(says(give_code(second, older), refused));
  scene.portal.now += 30s;
  BOOST_TEST(give_code(second, scene.app.code(scene.portal)).status == 303);
}

BOOST_AUTO_TEST_CASE(the_code_that_turned_it_on_opens_no_session) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const Authenticator app = turn_on_two_step(portal, hanako);
  Browser browser = portal.browser();
  give_password(browser, "hanako");
  BOOST_TEST(says(give_code(browser, app.code(portal)), refused));
}

BOOST_AUTO_TEST_CASE(after_five_wrong_codes_the_right_one_is_refused_for_15_minutes_in_the_same_words) {
  Scene scene;
  Browser browser = scene.before_code();
  for (int tries = 0; tries < 5; ++tries) BOOST_TEST(says(give_code(browser, scene.wrong_code()), refused));
  const Reply sixth = give_code(browser, scene.app.code(scene.portal));
  BOOST_TEST(sixth.status == 422);
  BOOST_TEST(says(sixth, refused));
  BOOST_TEST(scene.portal.recorded("two_step_failed") == 5);
  BOOST_TEST(scene.portal.recorded_of("two_step_blocked") == "hanako");
  Browser other = scene.before_code();
  other.client_address = "198.51.100.7";
  BOOST_TEST(says(give_code(other, scene.app.recovery_codes[0]), refused));
  const auto told = scene.mails("ログインの失敗のお知らせ");
  BOOST_TEST_REQUIRE(told.size() == 1U);
  BOOST_TEST(told[0].text.find("5回続きました") != std::string::npos);
  scene.portal.now += 15min + 1s;
  Browser again = scene.before_code();
  BOOST_TEST(location(give_code(again, scene.app.code(scene.portal))) == "/mihon/home");
}

BOOST_AUTO_TEST_CASE(a_stranger_who_knows_the_password_cannot_lock_the_owner_out_of_a_known_browser) {
  Scene scene;
  Browser stranger = scene.before_code();
  for (int tries = 0; tries < 6; ++tries) give_code(stranger, scene.wrong_code());
  scene.hanako.forget("sid");
  give_password(scene.hanako, "hanako");
  BOOST_TEST(location(give_code(scene.hanako, scene.app.code(scene.portal))) == "/mihon/home");
}

BOOST_AUTO_TEST_CASE(staff_see_and_open_a_lock_in_the_members_own_browser_too) {
  Scene scene;
  scene.hanako.forget("sid");
  give_password(scene.hanako, "hanako");
  for (int tries = 0; tries < 5; ++tries) give_code(scene.hanako, scene.wrong_code());
  BOOST_TEST(says(give_code(scene.hanako, scene.app.code(scene.portal)), refused));
  portal::db::Database desk(portal::testing::test_database().settings(portal::testing::DatabaseRole::ctl));
  portal::db::SocietyDatabase db(desk, portal::societies::find(scene.portal.staff, "mihon").value().id);
  auto rows = scene.portal.staff.select("SELECT id FROM accounts WHERE login_id = 'hanako'");
  rows.next();
  const auto account = rows.get<portal::AccountId>("id");
  const std::string& key = scene.portal.installation.secrets.throttle_key;
  BOOST_TEST(portal::two_step::account_state(db, key, account, scene.portal.now).blocked(scene.portal.now));
  portal::two_step::unlock(db, key, account);
  BOOST_TEST(!portal::two_step::account_state(db, key, account, scene.portal.now).blocked(scene.portal.now));
  BOOST_TEST(location(give_code(scene.hanako, scene.app.code(scene.portal))) == "/mihon/home");
}

BOOST_AUTO_TEST_CASE(a_recovery_code_opens_a_session_once_in_any_writing_and_all_addresses_are_told) {
  Scene scene;
  scene.portal.staff.execute(
      "INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at)"
      " SELECT society_id, id, 'second@example.jp', FALSE, created_at FROM accounts WHERE login_id = 'hanako'");
  std::string capitals = scene.app.recovery_codes[3];
  std::ranges::transform(capitals, capitals.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  Browser browser = scene.before_code();
  BOOST_TEST(says(browser.get("/mihon/login/code?use=recovery"), "予備コード"));
  BOOST_TEST(location(give_code(browser, "　" + capitals + " ")) == "/mihon/home");
  const auto told = scene.mails("予備コード使用のお知らせ");
  BOOST_TEST(told.size() == 2U);
  for (const SentMail& mail : told) BOOST_TEST(mail.text.find("9個") != std::string::npos);
  BOOST_TEST(says(browser.get("/mihon/security"), "<strong>9個</strong>"));
  Browser again = scene.before_code();
  BOOST_TEST(says(give_code(again, scene.app.recovery_codes[3]), refused));
  BOOST_TEST(give_code(again, scene.app.recovery_codes[4]).status == 303);
}

BOOST_AUTO_TEST_CASE(of_50_parallel_uses_of_one_code_exactly_one_opens_a_session) {
  Scene scene;
  const int open_before = scene.sessions_open();
  for (const bool one_step : {false, true}) {
    scene.portal.now += 20min;
    const std::string code = scene.app.code(scene.portal);
    std::vector<portal::Request> requests;
    Browser shared = scene.before_code();
    for (int one = 0; one < 50; ++one) {
      Browser browser = one_step ? shared : scene.before_code();
      browser.get("/mihon/login/code");
      requests.push_back(posted(browser, "/mihon/login/code", {{"code", code}}));
    }
    const auto replies = answer_in_parallel(scene.portal, requests);
    const auto is_home = [](const Reply& reply) { return location(reply) == "/mihon/home"; };
    BOOST_TEST(std::ranges::count_if(replies, is_home) == 1);
  }
  BOOST_TEST(scene.sessions_open() == open_before + 2);
}

BOOST_AUTO_TEST_CASE(of_50_parallel_uses_of_one_recovery_code_exactly_one_opens_a_session) {
  Scene scene;
  std::vector<portal::Request> requests;
  for (int one = 0; one < 50; ++one) {
    Browser browser = scene.before_code();
    browser.get("/mihon/login/code");
    requests.push_back(posted(browser, "/mihon/login/code", {{"code", scene.app.recovery_codes[0]}}));
  }
  const auto replies = answer_in_parallel(scene.portal, requests);
  BOOST_TEST(std::ranges::count_if(replies, [](const Reply& reply) { return location(reply) == "/mihon/home"; }) == 1);
}

BOOST_AUTO_TEST_CASE(of_10_parallel_recovery_codes_given_between_one_password_and_its_page_one_opens_a_session) {
  Scene scene;
  Browser browser = scene.before_code();
  browser.get("/mihon/login/code");
  std::vector<portal::Request> requests;
  for (const std::string& code : scene.app.recovery_codes)
    requests.push_back(posted(browser, "/mihon/login/code", {{"code", code}}));
  const auto replies = answer_in_parallel(scene.portal, requests);
  BOOST_TEST(std::ranges::count_if(replies, [](const Reply& reply) { return location(reply) == "/mihon/home"; }) == 1);
}

BOOST_AUTO_TEST_CASE(a_reissue_and_a_change_of_the_password_leave_it_on_and_end_a_sign_in_that_waits_for_its_code) {
  Scene scene;
  Browser waiting = scene.before_code();
  Browser browser = scene.portal.browser();
  browser.get("/mihon/reissue");
  browser.post("/mihon/reissue", {{"email", "hanako@example.jp"}});
  const SentMail guide = scene.mails("パスワード再発行手続きのご案内").back();
  browser.get(link_in(guide.text));
  browser.get("/mihon/reissue/start");
  browser.post("/mihon/reissue/start",
               {{"login_id", "hanako"}, {"password", between(guide.text, "\n仮パスワード\n", "\n")}});
  browser.get("/mihon/reissue/password");
  BOOST_TEST(location(browser.post("/mihon/reissue/password",
                                   {{"new_password", "kotatsu7mikan"}, {"new_password_confirm", "kotatsu7mikan"}})) ==
             "/mihon/reissue/done");
  BOOST_TEST(location(waiting.get("/mihon/login/code")) == "/mihon/login");
  browser.get("/mihon/login");
  BOOST_TEST(location(browser.post("/mihon/login", {{"login_id", "hanako"}, {"password", "kotatsu7mikan"}})) ==
             "/mihon/login/code");
  BOOST_TEST(give_code(browser, scene.app.code(scene.portal)).status == 303);
  browser.get("/mihon/password");
  BOOST_TEST(browser
                 .post("/mihon/password", {{"current_password", "kotatsu7mikan"},
                                           {"new_password", "suika8hanabi"},
                                           {"new_password_confirm", "suika8hanabi"}})
                 .status == 303);
  BOOST_TEST(says(browser.get("/mihon/security"), "使っています"));
}

BOOST_AUTO_TEST_CASE(the_code_page_opens_with_the_password_alone_lives_ten_minutes_and_keeps_the_page_asked_for) {
  Scene scene;
  Browser stranger = scene.portal.browser();
  BOOST_TEST(location(stranger.get("/mihon/login/code")) == "/mihon/login");
  Browser browser = scene.before_code("/home?year=2026");
  const Reply page = browser.get("/mihon/login/code?next=/home%3Fyear%3D2026");
  BOOST_TEST(says(page, "name=\"next\" value=\"/home?year=2026\""));
  scene.portal.now += 10min - 1s;
  BOOST_TEST(browser.get("/mihon/login/code").status == 200);
  scene.portal.now += 1s;
  const Reply late = browser.post("/mihon/login/code", {{"code", scene.app.code(scene.portal)}, {"next", "/home?y=1"}});
  BOOST_TEST(location(late) == "/mihon/login?next=/home%3Fy%3D1");
  const Reply again = browser.get(location(late));
  BOOST_TEST(says(again, "時間が過ぎました"));
  BOOST_TEST(says(again, "name=\"next\" value=\"/home?y=1\""));
}

BOOST_AUTO_TEST_CASE(after_the_code_comes_the_page_asked_for_or_the_forced_change_and_never_a_foreign_page) {
  Scene scene;
  Browser browser = scene.before_code("/help");
  browser.get("/mihon/login/code?next=/help");
  BOOST_TEST(location(browser.post("/mihon/login/code", {{"code", scene.app.code(scene.portal)}, {"next", "/help"}})) ==
             "/mihon/help");
  scene.portal.now += 1min;
  Browser other = scene.before_code("//evil.example");
  BOOST_TEST(location(other.post("/mihon/login/code", {{"code", scene.app.code(scene.portal)},
                                                       {"next", "//evil.example"}})) == "/mihon/home");
  scene.portal.now += 1min;
  scene.portal.staff.execute("UPDATE societies SET two_factors_spare_passwords = FALSE");
  scene.portal.staff.execute("UPDATE accounts SET password_set_at = ?", scene.portal.now - 400 * 24h);
  Browser late = scene.before_code();
  BOOST_TEST(give_code(late, scene.app.code(scene.portal)).status == 303);
  BOOST_TEST(location(late.get("/mihon/home")) == "/mihon/password");
  BOOST_TEST(location(late.get("/mihon/security")).starts_with("/mihon/password"));
}

BOOST_AUTO_TEST_CASE(what_can_be_no_code_is_named_costs_no_try_and_is_not_sent_back) {
  Scene scene;
  Browser browser = scene.before_code();
  BOOST_TEST(says(give_code(browser, ""), "確認コードを入力してください"));
  BOOST_TEST(says(give_code(browser, "　 "), "確認コードを入力してください"));
  for (const std::string& typed :
       {std::string("12345"), std::string("1234567"), std::string("canary"), std::string("🍣🍣🍣🍣🍣🍣"),
        std::string("あいうえおか"), std::string(9000, '1'), std::string("12\t34\n5"), std::string("\u00AD123456")}) {
    const Reply reply = give_code(browser, typed);
    BOOST_TEST(reply.status == 422);
    BOOST_TEST(says(reply, "確認コードは6桁の数字"));
    BOOST_TEST(!says(reply, "value=\"" + typed + "\""));
  }
  BOOST_TEST(scene.portal.recorded("two_step_failed") == 0);
  BOOST_TEST(give_code(browser, "１２３　４５６").status == 422);
  BOOST_TEST(scene.portal.recorded_of("two_step_failed") == "hanako");
}

BOOST_AUTO_TEST_CASE(a_code_page_left_open_costs_no_try_of_whoever_signs_in_next_on_that_browser) {
  Scene scene;
  Browser taro = scene.portal.as("taro");
  turn_on_two_step(scene.portal, taro);
  scene.portal.now += 1min;
  Browser browser = scene.before_code();
  const std::string page = browser.get("/mihon/login/code").body;
  const std::string mark = between(page, "name=\"step\" value=\"", "\"");
  BOOST_TEST(location(give_password(browser, "taro")) == "/mihon/login/code");
  browser.get("/mihon/login/code");
  const Reply stale = browser.post("/mihon/login/code", {{"code", scene.app.code(scene.portal)}, {"step", mark}});
  BOOST_TEST(stale.status == 409);
  BOOST_TEST(scene.portal.recorded("two_step_failed") == 0);
  browser.get("/mihon/login/code");
}

BOOST_AUTO_TEST_CASE(a_password_right_in_one_society_opens_no_code_page_in_the_other) {
  Scene scene;
  Browser browser = scene.before_code();
  BOOST_TEST(location(browser.get("/tameshi/login/code")) == "/tameshi/login");
  Browser there = scene.portal.as("hanako", "tameshi");
  BOOST_TEST(says(there.get("/tameshi/security"), "いまは使っていません"));
}

BOOST_AUTO_TEST_CASE(giving_the_password_signs_out_whoever_was_signed_in_on_that_browser) {
  Scene scene;
  Browser browser = scene.portal.as("taro");
  Browser thief = browser;  // keeps the cookie
  browser.get("/mihon/home");
  BOOST_TEST(location(browser.post("/mihon/login", {{"login_id", "hanako"}, {"password", test_password}})) ==
             "/mihon/login/code");
  BOOST_TEST(browser.cookie("sid") == "");
  BOOST_TEST(browser.get("/mihon/login/code").status == 200);
  BOOST_TEST(thief.get("/mihon/home").status == 303);
}

BOOST_AUTO_TEST_SUITE_END()
