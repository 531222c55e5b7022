#include <boost/test/unit_test.hpp>

#include "base/secret.hpp"
#include "tests/integration/register/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::code_in;
using portal::testing::location;
using portal::testing::says;
using namespace portal::testing::registration;

namespace {

constexpr const char* wrong_words = "確認番号が違うか、使えなくなっています";

// The code of the latest mail, and what a browser's page answers to one.
std::string latest_code(Scene& scene) { return code_in(scene.portal.mails().back().text); }
Reply give_code(Browser& browser, const std::string& code) {
  browser.get("/mihon/register/sent");
  return browser.post("/mihon/register/code", {{"code", code}});
}
// Six digits that aren't these.
std::string wrong_one(std::string code) {
  code[0] = code[0] == '9' ? '0' : static_cast<char>(code[0] + 1);
  return code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(registration_code)

BOOST_AUTO_TEST_CASE(the_digits_of_the_mail_lead_where_its_link_leads_in_the_browser_that_asked_for_it) {
  Scene scene;
  Browser browser = scene.portal.browser();
  scene.ask_for_link(browser);
  const std::string code = latest_code(scene);
  BOOST_TEST_REQUIRE(code.size() == 7U);
  BOOST_TEST(code[3] == ' ');
  BOOST_TEST(says(browser.get("/mihon/register/sent"), "確認番号は2時間50分有効です"));
  BOOST_TEST(scene.portal.mails().back().text.find("2時間50分有効です") != std::string::npos);
  BOOST_TEST(location(give_code(browser, code)) == "/mihon/register/start");
  BOOST_TEST(says(browser.get("/mihon/register/start"), "仮ログイン"));
  BOOST_TEST(location(scene.give_postcard(browser, scene.card)) == "/mihon/register/account");
  BOOST_TEST(browser.get("/mihon/register/account").status == 200);
  BOOST_TEST(location(scene.set_account(browser)) == "/mihon/register/done");
  BOOST_TEST(give_code(browser, code).status == 422);  // its link is used up
}

BOOST_AUTO_TEST_CASE(digits_are_taken_however_they_are_typed_and_what_are_none_uses_no_try_up) {
  Scene scene;
  Browser browser = scene.portal.browser();
  scene.ask_for_link(browser);
  const std::string code = latest_code(scene);
  for (const auto& [typed, words] : {std::pair{"", "確認番号を入力してください"},
                                     {"12345", "確認番号は6桁の数字です"},
                                     {"1234567", "確認番号は6桁の数字です"},
                                     {"abcdef", "確認番号は6桁の数字です"}})
    for (int time = 0; time < 5; ++time) {
      const Reply reply = give_code(browser, typed);
      BOOST_TEST(reply.status == 422, typed);
      BOOST_TEST(says(reply, words), typed);
      BOOST_TEST(says(reply, "<title>エラー："), typed);
    }
  std::string wide;
  for (const char digit : code)
    wide += digit == ' ' ? "　-" : std::string("\xEF\xBC") + static_cast<char>('\x90' + digit - '0');
  BOOST_TEST(location(give_code(browser, " " + wide + " ")) == "/mihon/register/start");
}

BOOST_AUTO_TEST_CASE(five_wrong_codes_end_the_code_and_not_the_link_and_a_new_mail_has_tries_of_its_own) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const std::string link = scene.ask_for_link(browser);
  const std::string code = latest_code(scene);
  for (int time = 0; time < 4; ++time) BOOST_TEST(says(give_code(browser, wrong_one(code)), wrong_words));
  BOOST_TEST(location(give_code(browser, code)) == "/mihon/register/start");
  BOOST_TEST(says(give_code(browser, wrong_one(code)), wrong_words));
  const Reply refused = give_code(browser, code);
  BOOST_TEST(refused.status == 422);
  BOOST_TEST(says(refused, wrong_words));
  BOOST_TEST(scene.open(browser, link).status == 200);
  scene.ask_for_link(browser);
  BOOST_TEST(location(give_code(browser, latest_code(scene))) == "/mihon/register/start");
}

BOOST_AUTO_TEST_CASE(a_code_ends_ten_minutes_before_its_link) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const std::string link = scene.ask_for_link(browser);
  const std::string code = latest_code(scene);
  scene.portal.now += 2h + 50min - 1s;
  BOOST_TEST(location(give_code(browser, code)) == "/mihon/register/start");
  scene.portal.now += 1s;
  BOOST_TEST(says(give_code(browser, code), wrong_words));
  BOOST_TEST(says(browser.get("/mihon/register/start"), "仮ログイン"));  // who typed it in time goes on
  BOOST_TEST(scene.open(browser, link).status == 200);
  scene.portal.now += 10min;
  BOOST_TEST(browser.get("/mihon/register/start").status == 410);
}

BOOST_AUTO_TEST_CASE(a_code_opens_nothing_in_another_browser_form_or_society_nor_once_its_link_was_replaced) {
  Scene scene;
  Browser browser = scene.portal.browser(), other = scene.portal.browser();
  scene.ask_for_link(browser);
  const std::string code = latest_code(scene);
  const Reply without = give_code(other, code);
  BOOST_TEST(without.status == 422);
  BOOST_TEST(says(without, "お申し込みになった端末とブラウザーの画面でだけ使えます"));
  BOOST_TEST(says(other.get("/mihon/register/sent"), "ブラウザーの画面でだけ入力できます"));
  scene.ask_for_link(other, "other@example.jp");
  BOOST_TEST(says(give_code(other, code), wrong_words));
  for (const char* place : {"/mihon/reissue", "/tameshi/register"}) {
    browser.get(std::string(place) + "/sent");
    BOOST_TEST(browser.post(std::string(place) + "/code", {{"code", code}}).status == 422, place);
  }
  BOOST_TEST(location(give_code(browser, code)) == "/mihon/register/start");
  scene.ask_for_link(other);  // the same address, from another browser
  BOOST_TEST(says(give_code(browser, code), wrong_words));
  BOOST_TEST(location(give_code(other, latest_code(scene))) == "/mihon/register/start");
}

BOOST_AUTO_TEST_CASE(a_request_too_many_leaves_the_code_alive_that_was_mailed_before_it_with_the_tries_it_has) {
  Scene scene;
  Browser browser = scene.portal.browser();
  for (int time = 0; time < 3; ++time) scene.ask_for_link(browser);
  const std::string code = latest_code(scene);
  for (int time = 0; time < 4; ++time) give_code(browser, wrong_one(code));
  scene.ask_for_link(browser);
  BOOST_TEST(scene.portal.mails().size() == 3U);
  BOOST_TEST(location(give_code(browser, code)) == "/mihon/register/start");
  give_code(browser, wrong_one(code));
  scene.ask_for_link(browser);
  BOOST_TEST(says(give_code(browser, code), wrong_words));
}

BOOST_AUTO_TEST_CASE(wrong_codes_are_answered_alike_and_cost_the_same_whatever_is_known_of_the_address) {
  Scene scene;
  scene.portal.add_account("mihon", "hanako", scene.portal.member("mihon", "0001001"));
  struct Seen {
    Reply reply;
    std::int64_t statements;
  };
  const auto seen = [&scene](const char* address) {
    Browser browser = scene.portal.browser();
    scene.ask_for_link(browser, address);
    browser.get("/mihon/register/sent");
    scene.portal.now += 31min;  // from then on the page doesn't name the address
    const auto before = scene.portal.server_status("Com_stmt_execute");
    Reply reply = browser.post("/mihon/register/code", {{"code", wrong_one(latest_code(scene))}});
    scene.portal.now -= 31min;
    return Seen{std::move(reply), scene.portal.server_status("Com_stmt_execute") - before};
  };
  const Seen unknown = seen("nobody@example.jp"), known = seen("hanako@example.jp");
  for (int time = 0; time < 3; ++time) seen("often@example.jp");
  for (const Seen& one : {known, seen("often@example.jp")}) {
    BOOST_TEST(one.reply.status == unknown.reply.status);
    BOOST_TEST((one.reply.headers == unknown.reply.headers));
    BOOST_TEST(portal::testing::without_token(one.reply.body) == portal::testing::without_token(unknown.reply.body));
    BOOST_TEST(one.statements == unknown.statements);
  }
}

BOOST_AUTO_TEST_CASE(asking_for_the_page_of_a_code_leads_to_its_form_and_changes_nothing) {
  Scene scene;
  Browser browser = scene.portal.browser();
  scene.ask_for_link(browser);
  const auto changed = [&scene] { return scene.portal.server_status("HANDLER_UPDATE"); };
  const auto counts = [&scene] {
    auto rows = scene.portal.staff.select("SELECT COALESCE(SUM(count), 0) AS counted FROM throttles");
    rows.next();
    return rows.get<std::int64_t>("counted");
  };
  const auto before = changed(), counted = counts();
  BOOST_TEST(location(browser.get("/mihon/register/code")) == "/mihon/register/sent");
  browser.get("/mihon/register/sent");
  BOOST_TEST(changed() == before);
  BOOST_TEST(counts() == counted);
}

BOOST_AUTO_TEST_CASE(one_client_guesses_30_codes_a_minute_of_all_its_browsers_together) {
  Scene scene;
  int refused = 0;
  for (int browser_number = 0; browser_number < 4; ++browser_number) {
    Browser browser = scene.portal.browser();
    scene.ask_for_link(browser, "a" + std::to_string(browser_number) + "@example.jp");
    const std::string code = latest_code(scene);
    for (int time = 0; time < 10; ++time) refused += give_code(browser, wrong_one(code)).status == 429 ? 1 : 0;
  }
  BOOST_TEST(refused == 10);
}

BOOST_AUTO_TEST_CASE(what_lies_in_the_database_of_a_code_tells_nobody_its_digits) {
  Scene scene;
  Browser browser = scene.portal.browser();
  scene.ask_for_link(browser);
  std::string digits = latest_code(scene);
  std::erase(digits, ' ');
  auto rows = scene.portal.staff.select("SELECT code_digest FROM mail_links");
  BOOST_TEST_REQUIRE(rows.next());
  const auto digest = rows.get<std::string>("code_digest");
  const std::string& form_key = scene.portal.installation.secrets.form_key;
  BOOST_TEST(digest.size() == 43U);
  for (const std::string& guess : {portal::secret::digest(digits), portal::secret::keyed_digest(form_key, digits),
                                   portal::secret::digest(portal::secret::keyed_digest(form_key, digits))})
    BOOST_TEST(digest != guess);
  BOOST_TEST(browser.cookie("mailed").find(digits) == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
