// The account of a member who ordered a postcard is set anew with it.
#include <boost/test/unit_test.hpp>

#include "base/limits.hpp"
#include "tests/integration/reissue/postcard/scene.hpp"
#include "tests/support/authenticator.hpp"
#include "tests/support/parallel.hpp"

using namespace std::chrono_literals;
using namespace portal::testing::paper;
using portal::Reply;
using portal::testing::answer_in_parallel;
using portal::testing::Browser;
using portal::testing::give_code;
using portal::testing::location;
using portal::testing::posted;
using portal::testing::says;
using portal::testing::test_password;

BOOST_AUTO_TEST_SUITE(register_anew)

BOOST_AUTO_TEST_CASE(a_member_who_lost_the_mailbox_gets_back_in_by_an_ordered_card) {
  Scene scene;
  Browser old = scene.portal.as("hanako");
  scene.demand_ordered();
  const auto card = scene.issued();
  BOOST_TEST(old.get("/mihon/home").status == 200);
  Browser browser = scene.at_account(card);
  const Reply page = browser.get("/mihon/register/account");
  BOOST_TEST(says(page, "すでに登録しています"));
  BOOST_TEST(says(page, "value=\"hanako\""));
  BOOST_TEST(says(page, "value=\"はなこ\""));
  BOOST_TEST(location(scene.sign_in(old, test_password)) == "/mihon/home");
  BOOST_TEST(says(scene.set_account(browser, "hanako", test_password), "いまと同じパスワードは使えません"));
  BOOST_TEST(location(scene.set_account(browser)) == "/mihon/register/renewed");
  BOOST_TEST(says(browser.get("/mihon/register/renewed"), "やり直しが"));
  BOOST_TEST(location(old.get("/mihon/home")).starts_with("/mihon/login"));
  BOOST_TEST(scene.sign_in(old, test_password).status == 422);
  BOOST_TEST(location(scene.sign_in(browser, new_password)) == "/mihon/home");
  BOOST_TEST(says(browser.get("/mihon/home"), "はな"));
  BOOST_TEST(scene.portal.count("accounts") == 1);
  BOOST_TEST(scene.number_of("account_emails WHERE address = 'new.hanako@example.jp' AND is_primary") == 1);
  BOOST_TEST(scene.portal.count("account_emails") == 1);
  BOOST_TEST(scene.portal.recorded("registered_anew") == 1);
}

BOOST_AUTO_TEST_CASE(every_old_and_new_address_is_told_of_it) {
  Scene scene;
  scene.portal.staff.execute("UPDATE members SET email = 'held@example.jp' WHERE email IS NOT NULL");
  scene.demand_ordered();
  Browser browser = scene.at_account(scene.issued());
  scene.set_account(browser);
  const auto mails = scene.mails("登録のやり直しのお知らせ");
  BOOST_REQUIRE(mails.size() == 3U);
  BOOST_TEST(mails[0].recipient == "hanako@example.jp");
  BOOST_TEST(mails[1].recipient == "new.hanako@example.jp");
  BOOST_TEST(mails[2].recipient == "held@example.jp");
  BOOST_TEST(scene.mails("パスワード変更のお知らせ").empty());
}

BOOST_AUTO_TEST_CASE(the_login_id_may_be_changed_but_not_to_another_member_s) {
  Scene scene;
  scene.portal.add_account("mihon", "taro", scene.portal.member("mihon", "0001002"));
  scene.demand_ordered();
  Browser browser = scene.at_account(scene.issued());
  BOOST_TEST(says(scene.set_account(browser, "taro"), "このログインIDは使えません"));
  BOOST_TEST(scene.portal.count("account_emails") == 2);
  BOOST_TEST(location(scene.set_account(browser, "hanako.new")) == "/mihon/register/renewed");
  BOOST_TEST(location(scene.sign_in(browser, new_password, "hanako.new")) == "/mihon/home");
}

BOOST_AUTO_TEST_CASE(two_step_sign_in_stays_on_and_asks_for_its_code) {
  Scene scene;
  Browser hanako = scene.portal.as("hanako");
  const auto app = portal::testing::turn_on_two_step(scene.portal, hanako);
  scene.portal.now += 1min;
  scene.demand_ordered();
  Browser browser = scene.at_account(scene.issued());
  BOOST_TEST(location(scene.set_account(browser)) == "/mihon/register/renewed");
  BOOST_TEST(location(scene.sign_in(browser, new_password)).starts_with("/mihon/login/code"));
  BOOST_TEST(location(give_code(browser, app.code(scene.portal))) == "/mihon/home");
}

BOOST_AUTO_TEST_CASE(a_lock_by_wrong_tries_opens) {
  Scene scene;
  scene.demand_ordered();
  for (int network = 0; network < 10; ++network) {
    Browser stranger = scene.portal.browser();
    stranger.client_address = "198.51." + std::to_string(network) + ".7";
    scene.sign_in(stranger, "wrong password 1");
  }
  Browser other = scene.portal.browser();
  BOOST_TEST(scene.sign_in(other, test_password).status == 422);
  Browser browser = scene.at_account(scene.issued());
  scene.set_account(browser);
  BOOST_TEST(location(scene.sign_in(browser, new_password)) == "/mihon/home");
}

BOOST_AUTO_TEST_CASE(the_held_address_leads_there_too) {
  Scene scene;
  scene.demand_ordered();
  const auto card = scene.issued();
  Browser browser = scene.portal.browser();
  browser.get("/mihon/login/preset");
  BOOST_TEST(location(browser.post("/mihon/login/preset", {{"login_id", card.login_id},
                                                           {"password", card.password}})) == "/mihon/register/account");
  browser.get("/mihon/register/account");
  BOOST_TEST(location(scene.set_account(browser, "hanako", new_password, "hanako@example.jp")) ==
             "/mihon/register/renewed");
  BOOST_TEST(scene.number_of("account_emails WHERE address = 'hanako@example.jp' AND is_primary") == 1);
}

// Such as one that was made while its member registered with an older one.
BOOST_AUTO_TEST_CASE(a_card_that_nobody_ordered_opens_no_account_that_is_there) {
  Scene scene;
  scene.portal.add_postcard("mihon", "k3m7p2qa", scene.portal.member("mihon", "0001001"));
  Browser browser = scene.portal.browser();
  browser.get("/mihon/login/preset");
  const Reply reply =
      browser.post("/mihon/login/preset", {{"login_id", "k3m7p2qa"}, {"password", portal::testing::card_password}});
  BOOST_TEST(reply.status == 422);
}

BOOST_AUTO_TEST_CASE(of_20_parallel_ones_with_one_card_exactly_one_sets_the_account) {
  Scene scene;
  scene.demand_ordered();
  const auto card = scene.issued();
  std::vector<portal::Request> requests;
  for (int one = 0; one < 20; ++one) {
    Browser browser = scene.portal.browser();
    browser.client_address = "192.0.2." + std::to_string(one);
    browser.get("/mihon/login/preset");
    browser.post("/mihon/login/preset", {{"login_id", card.login_id}, {"password", card.password}});
    browser.get("/mihon/register/account");
    requests.push_back(posted(browser, "/mihon/register/account",
                              {{"new_login_id", "hanako" + std::to_string(one % 3)},
                               {"new_password", new_password},
                               {"new_password_confirm", new_password},
                               {"email", "hanako@example.jp"},
                               {"nickname", ""}}));
  }
  int done = 0;
  for (const Reply& reply : answer_in_parallel(scene.portal, requests)) {
    done += location(reply) == "/mihon/register/renewed" ? 1 : 0;
    BOOST_TEST(reply.status < 500);
  }
  BOOST_TEST(done == 1);
  BOOST_TEST(scene.mails("登録のやり直しのお知らせ").size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_card_lives_90_days_and_dies_of_ten_wrong_tries_like_every_other) {
  Scene scene;
  scene.demand_ordered();
  const auto card = scene.issued();
  scene.portal.now += portal::limits::postcard_life + 1s;
  Browser browser = scene.portal.browser();
  browser.get("/mihon/login/preset");
  BOOST_TEST(browser.post("/mihon/login/preset", {{"login_id", card.login_id}, {"password", card.password}}).status ==
             422);
  BOOST_TEST(location(scene.sign_in(browser, test_password)) == "/mihon/home");
}

BOOST_AUTO_TEST_SUITE_END()
