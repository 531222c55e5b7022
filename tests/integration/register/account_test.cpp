#include <algorithm>
#include <array>

#include <boost/test/unit_test.hpp>

#include "tests/integration/register/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/test_portal.hpp"

using portal::Reply;
using portal::testing::answer_in_parallel;
using portal::testing::Browser;
using portal::testing::card_password;
using portal::testing::location;
using portal::testing::posted;
using portal::testing::says;
using namespace portal::testing::registration;

BOOST_AUTO_TEST_SUITE(register_account)

BOOST_AUTO_TEST_CASE(steps_can_not_be_skipped) {
  Scene scene;
  Browser stranger = scene.portal.browser();
  stranger.get("/mihon/register");
  BOOST_TEST(location(stranger.get("/mihon/register/start")) == "/mihon/register");
  BOOST_TEST(location(stranger.get("/mihon/register/account")) == "/mihon/register/expired");
  stranger.get("/mihon/register");
  BOOST_TEST(location(scene.give_postcard(stranger, scene.card)) == "/mihon/register");
  BOOST_TEST(location(scene.set_account(stranger)) == "/mihon/register/expired");
  Browser foreign = scene.at_account();
  const Reply reply = foreign.post("/tameshi/register/account", {{"new_login_id", "taro"}});
  BOOST_TEST(location(reply) == "/tameshi/register");
  Browser linked = scene.portal.browser();
  scene.open(linked, scene.ask_for_link(linked, "other@example.jp"));
  BOOST_TEST(location(scene.set_account(linked)) == "/mihon/register");  // the link's cookie is no step
  BOOST_TEST(scene.portal.count("accounts") == 0);
}

// It was led to 新規利用登録① without a word.
BOOST_AUTO_TEST_CASE(a_second_tab_learns_that_the_registration_is_over) {
  Scene scene;
  Browser browser = scene.at_account();
  BOOST_TEST(location(scene.set_account(browser)) == "/mihon/register/done");
  const Reply second = browser.post("/mihon/register/account", {{"new_login_id", "jiro"}});
  BOOST_TEST(location(second) == "/mihon/register/expired");
  const Reply told = browser.get("/mihon/register/expired");
  BOOST_TEST(told.status == 410);
  BOOST_TEST(says(told, "利用登録がすでに完了しています。"));
}

BOOST_AUTO_TEST_CASE(a_step_is_stale_once_a_newer_link_was_sent_or_a_newer_postcard_issued) {
  Scene scene;
  Browser browser = scene.at_account();
  Browser again = scene.portal.browser();
  const std::string newer = scene.ask_for_link(again);
  BOOST_TEST(browser.get("/mihon/register/account").status == 410);
  BOOST_TEST(scene.set_account(browser).status == 410);
  scene.open(again, newer);
  scene.give_postcard(again, scene.card);
  again.get("/mihon/register/account");
  scene.portal.staff.execute("UPDATE postcards SET replaced_at = ?", scene.portal.now);
  BOOST_TEST(scene.set_account(again).status == 410);
  BOOST_TEST(scene.portal.count("accounts") == 0);
}

BOOST_AUTO_TEST_CASE(wrong_answers_come_back_with_their_reasons_and_without_passwords) {
  Scene scene;
  scene.portal.add_account("mihon", "hanako", scene.portal.member("mihon", "0001001"));
  Browser browser = scene.at_account();
  const auto answer = [&](const std::string& id, const std::string& password, const std::string& email,
                          const std::string& name) {
    const Reply reply = browser.post("/mihon/register/account", {{"new_login_id", id},
                                                                 {"new_password", password},
                                                                 {"new_password_confirm", password},
                                                                 {"email", email},
                                                                 {"nickname", name}});
    BOOST_TEST(reply.status == 422);
    BOOST_TEST((password.empty() || !says(reply, password)));
    return reply;
  };
  const char* address = "taro@example.jp";
  const Reply empty = answer("", "", "", "");
  for (const char* words :
       {"新しいログインIDを入力してください", "新しいパスワードを入力してください", "メールアドレスを入力してください"})
    BOOST_TEST(says(empty, words), words);
  BOOST_TEST(says(answer("ta", new_password, address, ""), "4～64文字で入力"));
  BOOST_TEST(says(answer("tаro", new_password, address, ""), "4～64文字で入力"));  // a Cyrillic а
  BOOST_TEST(says(answer("HANAKO", new_password, address, ""), "このログインIDは使えません"));
  const auto hash = scene.portal.installation.passwords.hash("tkr7wq3mzx9p");  // as random as a real one
  scene.portal.staff.execute("UPDATE postcards SET password_hash = ?", hash.phc);
  BOOST_TEST(says(answer("taro", "tkr7wq3mzx9p", address, ""), "仮パスワードは使えません"));
  BOOST_TEST(says(answer("taro", "password1", address, ""), "推測されやすい"));
  BOOST_TEST(says(answer("taro", std::string(129, 'a') + "1", address, ""), "128文字以内"));
  BOOST_TEST(
      says(answer("taro", new_password, "other@example.jp", ""), "確認の済んだメールアドレス（taro@example.jp）"));
  BOOST_TEST(says(answer("taro", new_password, address, "たろう\u202E"), "目に見えない文字"));
  BOOST_TEST(says(answer("taro", new_password, address, "あいうえおかきくけこさしすせそたちつてとな"), "20文字以内"));
  const Reply several = answer("ta", new_password, address, "あいうえおかきくけこさしすせそたちつてとな");
  BOOST_TEST(several.body.find("#new_login_id") < several.body.find("#nickname"));  // as on the page
  const Reply different = browser.post("/mihon/register/account", {{"new_login_id", "taro"},
                                                                   {"new_password", new_password},
                                                                   {"new_password_confirm", "kotatsu8mikan"},
                                                                   {"email", address},
                                                                   {"nickname", "たろう"}});
  BOOST_TEST(says(different, "一致しません"));
  BOOST_TEST(says(different, "value=\"taro\""));
  BOOST_TEST(says(different, "value=\"たろう\""));
  BOOST_TEST(scene.portal.count("accounts") == 1);
  BOOST_TEST(location(scene.set_account(browser)) == "/mihon/register/done");
}

BOOST_AUTO_TEST_CASE(twenty_login_ids_an_hour_may_be_asked_about_and_no_more) {
  Scene scene;
  Browser browser = scene.at_account();
  const auto ask = [&browser](int number) {
    return browser.post("/mihon/register/account", {{"new_login_id", "guess" + std::to_string(number)}}).status;
  };
  for (int number = 0; number < 20; ++number) BOOST_TEST(ask(number) == 422);
  BOOST_TEST(ask(20) == 429);
}

BOOST_AUTO_TEST_CASE(the_initial_password_never_opens_a_session_and_is_dead_after_use) {
  Scene scene;
  Browser browser = scene.at_account();
  scene.set_account(browser);
  for (const char* id : {"taro", "k3m7p2qa"}) {
    browser.get("/mihon/login");
    BOOST_TEST(browser.post("/mihon/login", {{"login_id", id}, {"password", card_password}}).status == 422);
  }
  Browser again = scene.portal.browser();
  scene.open(again, scene.ask_for_link(again));
  BOOST_TEST(scene.give_postcard(again, scene.card).status == 422);
}

BOOST_AUTO_TEST_CASE(what_is_registered_stands_in_the_database_as_the_rules_say) {
  Scene scene;
  Browser browser = scene.at_account();
  scene.set_account(browser, "Ｔａｒｏ．Ｙ");
  auto rows = scene.portal.staff.select(R"(
    SELECT a.login_id, a.password_hash, a.nickname, e.address, e.is_primary, p.used_at AS card_used_at,
           l.used_at AS link_used_at, t.ended_at, u.event
    FROM accounts a JOIN account_emails e ON e.account_id = a.id JOIN postcards p ON p.member_id = a.member_id
    JOIN mail_links l JOIN steps t ON t.mail_link_id = l.id JOIN audit_log u ON u.account_id = a.id)");
  BOOST_REQUIRE(rows.next());
  BOOST_TEST(rows.get<std::string>("login_id") == "taro.y");
  BOOST_TEST(rows.get<std::string>("password_hash").starts_with("$argon2id$v=19$"));
  BOOST_TEST(rows.get<std::string>("nickname") == "たろう");
  BOOST_TEST(rows.get<std::string>("address") == "taro@example.jp");
  BOOST_TEST(rows.get<bool>("is_primary"));
  BOOST_TEST(rows.get<std::optional<std::string>>("card_used_at").has_value());
  BOOST_TEST(rows.get<std::optional<std::string>>("link_used_at").has_value());
  BOOST_TEST(rows.get<std::optional<std::string>>("ended_at").has_value());
  BOOST_TEST(rows.get<std::string>("event") == "registered");
  BOOST_TEST(scene.portal.recorded_of("registered") == "taro.y");
  BOOST_TEST(scene.portal.recorded("provisional_sign_in") == 1);
  // Nobody's account yet: the row names the member whose postcard it was.
  auto before = scene.portal.staff.select(R"(
    SELECT u.account_id FROM audit_log u JOIN postcards p ON p.member_id = u.member_id AND p.id = u.object_id
    WHERE u.event = 'provisional_sign_in' AND u.object_kind = 'postcard' AND u.operator = '')");
  BOOST_TEST_REQUIRE(before.next());
  BOOST_TEST(!before.get<std::optional<std::int64_t>>("account_id").has_value());
}

BOOST_AUTO_TEST_CASE(of_50_parallel_registrations_with_one_postcard_exactly_one_succeeds) {
  Scene scene;
  constexpr int parallel = 50;
  Browser asking = scene.portal.browser();
  const std::string link = scene.ask_for_link(asking);
  std::vector<portal::Request> requests;
  for (int one = 0; one < parallel; ++one) {
    Browser browser = scene.portal.browser();
    browser.client_address = "192.0.2." + std::to_string(one);
    scene.open(browser, link);
    BOOST_REQUIRE(location(scene.give_postcard(browser, scene.card)) == "/mihon/register/account");
    browser.get("/mihon/register/account");
    requests.push_back(posted(browser, "/mihon/register/account",
                              {{"new_login_id", "taro" + std::to_string(one % 2)},
                               {"new_password", new_password},
                               {"new_password_confirm", new_password},
                               {"email", "taro@example.jp"},
                               {"nickname", ""}}));
  }
  const std::vector<Reply> replies = answer_in_parallel(scene.portal, requests);
  const auto is_done = [](const Reply& reply) { return location(reply) == "/mihon/register/done"; };
  const auto is_refused = [](const Reply& reply) {
    constexpr std::array statuses{409, 410, 422, 429};  // 429: too many asked by then whether a login ID is free
    return location(reply).starts_with("/mihon/register") || std::ranges::count(statuses, reply.status) == 1;
  };
  BOOST_TEST(std::ranges::count_if(replies, is_done) == 1);
  for (const Reply& reply : replies)
    BOOST_TEST((is_done(reply) || is_refused(reply)), reply.status << " " << location(reply));
  BOOST_TEST(scene.portal.count("accounts") == 1);
  BOOST_TEST(scene.portal.mails().size() == 2U);
}

BOOST_AUTO_TEST_CASE(the_address_is_offered_as_login_id_where_it_can_be_one_and_the_rules_stand_beneath_the_password) {
  Scene scene;
  const Reply page = scene.at_account().get("/mihon/register/account");
  BOOST_TEST(says(page, "data-takes=\"email\" data-into=\"new_login_id\" hidden"));
  BOOST_TEST(says(page, "例：hanako.1985"));
  BOOST_TEST(says(page, "data-rules=\"new_password\" hidden"));
  Browser other = scene.portal.browser();
  scene.open(other, scene.ask_for_link(other, "taro+kenpo@example.jp"));
  scene.give_postcard(other, scene.card);
  BOOST_TEST(!says(other.get("/mihon/register/account"), "data-takes"));
}

BOOST_AUTO_TEST_SUITE_END()
