#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "tests/integration/reissue/postcard/scene.hpp"
#include "tests/integration/security/scene.hpp"
#include "tests/support/parallel.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::answer_in_parallel;
using portal::testing::Browser;
using portal::testing::give_password;
using portal::testing::location;
using portal::testing::posted;
using portal::testing::says;
using portal::testing::test_password;
using portal::testing::TestPortal;
using portal::testing::without_token;
namespace paper = portal::testing::paper;
namespace two_step = portal::testing::two_step;

namespace {

constexpr const char* page = "/mihon/security/closure";
constexpr const char* done = "/mihon/security/closure/done";

Reply close(Browser& browser, const std::string& password = "", const std::string& code = "") {
  browser.get(page);
  return browser.post(page, {{"current_password", password}, {"code", code}, {"understood", "yes"}});
}

std::int64_t number_of(TestPortal& portal, const std::string& what) {
  portal.staff.run_script("SET @found = (SELECT COUNT(*) FROM " + what + ")");
  auto rows = portal.staff.select("SELECT @found AS counted");
  rows.next();
  return rows.get<std::int64_t>("counted");
}

std::string refused_sign_in(TestPortal& portal, const std::string& login_id) {
  Browser browser = portal.browser();
  std::string text = without_token(give_password(browser, login_id).body);
  text.replace(text.find("value=\"" + login_id + "\""), login_id.size() + 8, "");
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(security_closure)

BOOST_AUTO_TEST_CASE(the_page_says_what_goes_what_stays_and_what_can_be_done_afterwards) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(hanako.get("/mihon/security"), "href=\"/mihon/security/closure\""));
  const Reply shown = hanako.get(page);
  for (const char* words : {"「hanako」", "パスキー、2段階ログインの設定、予備コード", "健康保険組合の事務の記録なので",
                            "ご家族の医療費も、見られなくなります", "届いたハガキで新しく利用登録をしてください"})
    BOOST_TEST(says(shown, words), words);
  BOOST_TEST(!says(shown, "手続き中の申込みが"));
  BOOST_TEST(!says(shown, "もう一度登録することはできません"));
  portal.add_limit_application("mihon", "0001001");
  BOOST_TEST(says(hanako.get(page), "手続き中の申込みが1件あります"));
  BOOST_TEST(!says(portal.as("ichiro").get(page), "ご家族の医療費も"));
  portal.staff.execute("UPDATE members SET left_on = '2026-10-01' WHERE number = '0001001'");
  const Reply left = hanako.get(page);
  BOOST_TEST(says(left, "もう一度登録することはできません"));
  BOOST_TEST(!says(left, "届いたハガキで"));
}

BOOST_AUTO_TEST_CASE(one_click_closes_nothing_right_after_a_sign_in) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get(page);
  const Reply reply = hanako.post(page, {});
  BOOST_TEST(reply.status == 422);
  BOOST_TEST(says(reply, "元に戻せないことを確かめて"));
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
}

BOOST_AUTO_TEST_CASE(the_account_goes_with_all_that_opens_it_and_the_society_s_records_stay) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser elsewhere = portal.as("hanako");
  Browser ichiro = portal.as("ichiro");
  portal.add_document("mihon", "0001001");
  portal.add_limit_application("mihon", "0001001");
  portal.staff.execute(R"(
    INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at)
    SELECT society_id, id, 'second@example.jp', FALSE, ? FROM accounts WHERE login_id = 'hanako')",
                       portal.now);
  const auto before = portal.mails().size();
  const Reply reply = close(hanako);
  BOOST_TEST(location(reply) == done);
  BOOST_TEST(reply.header("Clear-Site-Data") == "\"cache\", \"storage\"");
  BOOST_TEST(says(hanako.get(done), "削除しました"));
  BOOST_TEST(location(hanako.get("/mihon/home")) == "/mihon/login");
  BOOST_TEST(location(elsewhere.get("/mihon/home")) == "/mihon/login");
  BOOST_TEST(ichiro.get("/mihon/home").status == 200);

  auto mails = portal.mails();
  mails.erase(mails.begin(), mails.begin() + static_cast<std::ptrdiff_t>(before));
  std::vector<std::string> told;
  for (const auto& mail : mails) {
    BOOST_TEST(mail.subject == "利用登録削除のお知らせ");
    BOOST_TEST(mail.text.find("/mihon/reissue/postcard\n") != std::string::npos);
    told.push_back(mail.recipient);
  }
  std::ranges::sort(told);
  BOOST_TEST((told == std::vector<std::string>{"hanako@example.jp", "second@example.jp"}));

  BOOST_TEST(portal.count("accounts") == 1);
  for (const char* table : {"account_emails", "sessions", "devices", "sign_ins"})
    BOOST_TEST(number_of(portal, std::string(table) + " WHERE account_id NOT IN (SELECT id FROM accounts)") == 0,
               table);
  BOOST_TEST(portal.count("documents") == 1);
  BOOST_TEST(portal.count("applications") == 1);
  BOOST_TEST(portal.recorded("account_closed") == 1);
}

BOOST_AUTO_TEST_CASE(to_sign_in_reissue_and_postcards_it_looks_like_one_that_never_was) {
  paper::Scene scene;
  TestPortal& portal = scene.portal;
  Browser hanako = portal.as("hanako");
  const std::string unknown = refused_sign_in(portal, "nobody");
  close(hanako);
  BOOST_TEST((refused_sign_in(portal, "hanako") == unknown));
  const auto asked = [&portal](const std::string& address) {
    Browser browser = portal.browser();
    browser.get("/mihon/reissue");
    BOOST_TEST(location(browser.post("/mihon/reissue", {{"email", address}})) == "/mihon/reissue/sent");
    return portal.mails().back().subject;
  };
  BOOST_TEST(asked("hanako@example.jp") == asked("nobody@example.jp"));
  portal.add_account("mihon", "hanako2", portal.member("mihon", "0001002"));
  Browser other = portal.browser();
  BOOST_TEST(location(give_password(other, "hanako2")) == "/mihon/home");
  other.get("/mihon/profile");
  BOOST_TEST(location(other.post("/mihon/profile", {{"login_id", "hanako"}, {"nickname", ""}})) != "");
  BOOST_TEST(number_of(portal, "accounts WHERE login_id = 'hanako'") == 1);
}

BOOST_AUTO_TEST_CASE(five_minutes_after_the_password_it_is_asked_for_and_nothing_is_closed_without_it) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.now += 5min;
  BOOST_TEST(says(hanako.get(page), "current_password"));
  const Reply wrong = close(hanako, "wrong password 1");
  BOOST_TEST(wrong.status == 422);
  BOOST_TEST(says(wrong, "いまのパスワードが正しくありません"));
  BOOST_TEST(close(hanako).status == 422);
  BOOST_TEST(portal.count("accounts") == 1);
  BOOST_TEST(location(close(hanako, test_password)) == done);
}

BOOST_AUTO_TEST_CASE(with_two_step_sign_in_a_code_is_asked_for_too_and_all_of_it_goes) {
  two_step::Scene scene;
  scene.before_code();
  portal::testing::TestPortal& portal = scene.portal;
  const std::string code = scene.app.code(portal);
  BOOST_TEST(says(close(scene.hanako, test_password, ""), "を入力してください"));
  BOOST_TEST(says(close(scene.hanako, test_password, scene.wrong_code()), two_step::refused));
  BOOST_TEST(portal.count("accounts") == 1);
  BOOST_TEST(location(close(scene.hanako, test_password, code)) == done);
  for (const char* table : {"accounts", "two_step", "recovery_codes", "steps"})
    BOOST_TEST(number_of(portal, table) == 0, table);
}

BOOST_AUTO_TEST_CASE(links_and_news_that_wait_are_taken_back_and_notices_about_safety_are_not) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/profile/emails");
  hanako.post("/mihon/profile/emails", {{"email", "new@example.jp"}});
  portal.staff.execute(R"(
    INSERT INTO mail_queue (society_id, class, purpose, account_id, recipient, message_id, sealed_payload, queued_at,
                            due_at, not_after)
    SELECT society_id, 5, 'arrivals', id, 'hanako@example.jp', 'news', 'x', ?, ?, ? FROM accounts)",
                       portal.now, portal.now, portal.now + 24h);
  close(hanako);
  BOOST_TEST(number_of(portal, "mail_queue WHERE outcome IS NULL AND class <> 1") == 0);
  BOOST_TEST(number_of(portal, "mail_queue WHERE outcome = 'deleted' AND sealed_payload IS NULL") == 2);
  BOOST_TEST(number_of(portal, "mail_queue WHERE outcome IS NULL AND purpose = 'account_closed'") == 1);
  BOOST_TEST(number_of(portal, "mail_links") == 0);
}

BOOST_AUTO_TEST_CASE(an_ordered_postcard_is_dead_and_the_next_issue_makes_one_only_for_whoever_orders_it) {
  paper::Scene scene;
  TestPortal& portal = scene.portal;
  portal.now = portal.staff.now();
  scene.demand_ordered();
  const auto card = scene.issued();
  Browser hanako = portal.as("hanako");
  close(hanako);
  BOOST_TEST(number_of(portal, "postcards WHERE replaced_at IS NULL") == 0);
  BOOST_TEST(portal.recorded("postcard_order_stopped") == 1);
  const auto waits = [&] {
    portal::testing::Operator staff(portal.staff, "mihon");
    const auto people = portal::postcard_issue::due(staff.db, portal::calendar::date_in_japan(portal.now), portal.now);
    return std::ranges::count(people, portal.member("mihon", "0001001"), &portal::postcards::Addressee::member_id);
  };
  BOOST_TEST(waits() == 0);
  portal.now += 24h;
  scene.demand_ordered();
  BOOST_TEST(waits() == 1);
  Browser browser = scene.at_account(scene.issued());
  BOOST_TEST(location(scene.set_account(browser)) == "/mihon/register/done");
  BOOST_TEST(location(scene.sign_in(browser, paper::new_password)) == "/mihon/home");
  BOOST_TEST(location(close(browser)) == done);  // and again
  BOOST_TEST(number_of(portal, "closed_accounts") == 1);
}

BOOST_AUTO_TEST_CASE(pressed_four_times_at_once_it_is_closed_once_and_another_tab_is_led_to_the_login_page) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get(page);
  const std::string other_tab = hanako.form_token();
  const auto statuses = answer_in_parallel(portal, std::vector(4, posted(hanako, page, {{"understood", "yes"}})));
  for (const auto& reply : statuses) BOOST_TEST(location(reply) == done);
  BOOST_TEST(portal.recorded("account_closed") == 1);
  portal::Request second;
  second.method = portal::Method::post;
  second.path = page;
  second.form.add("csrf", other_tab);
  BOOST_TEST(location(hanako.send(second)).starts_with("/mihon/login"));  // not "closed": it may have been the time
  BOOST_TEST(portal.count("accounts") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
