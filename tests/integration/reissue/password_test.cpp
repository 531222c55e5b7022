#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "tests/integration/reissue/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::between;
using portal::testing::Browser;
using portal::testing::location;
using portal::testing::says;
using portal::testing::SentMail;
using portal::testing::test_password;
using namespace portal::testing::reissue;

BOOST_AUTO_TEST_SUITE(reissue_password)

BOOST_AUTO_TEST_CASE(the_old_password_works_until_the_new_one_is_set_and_the_temporary_one_never_on_the_login_page) {
  Scene scene;
  Browser browser = scene.at_password();
  const std::string temporary = between(scene.guides().back().text, "\n仮パスワード\n", "\n");
  Browser other = scene.portal.browser();
  BOOST_TEST(scene.sign_in(other, temporary).status == 422);
  BOOST_TEST(scene.sign_in(other, test_password).status == 303);
  BOOST_TEST(scene.set(browser).status == 303);
  BOOST_TEST(scene.sign_in(other, test_password).status == 422);
  BOOST_TEST(scene.sign_in(other, temporary).status == 422);
}

BOOST_AUTO_TEST_CASE(a_new_password_ends_every_session_and_tells_all_addresses_once_without_secrets) {
  Scene scene;
  scene.portal.staff.execute(
      "INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at)"
      " SELECT society_id, id, 'second@example.jp', FALSE, created_at FROM accounts WHERE id = ?",
      scene.hanako);
  Browser phone = scene.portal.as("hanako");
  Browser desk = scene.portal.as("hanako");
  Browser browser = scene.at_password();
  const SentMail guide = scene.guides().back();
  BOOST_TEST(scene.set(browser).status == 303);
  BOOST_TEST(phone.get("/mihon/home").status == 303);
  BOOST_TEST(desk.get("/mihon/home").status == 303);
  std::vector<std::string> told;
  for (const SentMail& mail : scene.portal.mails()) {
    if (mail.subject != "パスワード変更のお知らせ") continue;
    told.push_back(mail.recipient);
    BOOST_TEST(mail.text.find(new_password) == std::string::npos);
    BOOST_TEST(mail.text.find(between(guide.text, "\n仮パスワード\n", "\n")) == std::string::npos);
    BOOST_TEST(mail.text.find("?t=") == std::string::npos);
  }
  std::ranges::sort(told);
  BOOST_TEST((told == std::vector<std::string>{address, "second@example.jp"}));
  BOOST_TEST(scene.portal.recorded_of("password_reissued") == "hanako");
  BOOST_TEST(scene.portal.recorded("password_changed") == 0);
}

BOOST_AUTO_TEST_CASE(a_step_ends_with_its_link_even_within_its_half_hour) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const SentMail mail = scene.ask_for_mail(browser);
  scene.portal.now += 3h - 1min;
  scene.open(browser, mail);
  BOOST_TEST(scene.give(browser, mail).status == 303);
  BOOST_TEST(browser.get("/mihon/reissue/password").status == 200);
  scene.portal.now += 1min + 1s;
  BOOST_TEST(location(scene.set(browser)) == "/mihon/reissue");
}

BOOST_AUTO_TEST_CASE(a_link_sets_one_password_and_a_second_page_that_is_open_for_it_sets_none) {
  Scene scene;
  Browser first = scene.portal.browser();
  const SentMail mail = scene.ask_for_mail(first);
  scene.open(first, mail);
  scene.give(first, mail);
  first.get("/mihon/reissue/password");
  Browser second = scene.portal.browser();
  scene.open(second, mail);
  scene.give(second, mail);
  second.get("/mihon/reissue/password");
  BOOST_TEST(scene.set(first).status == 303);
  BOOST_TEST(scene.set(second, "daidokoro4tansu").status == 410);
  BOOST_TEST(scene.sign_in(second, "daidokoro4tansu").status == 422);
  BOOST_TEST(scene.sign_in(first, new_password).status == 303);
}

// It was led to the first page of 再発行 without a word.
BOOST_AUTO_TEST_CASE(a_second_tab_of_the_same_browser_learns_that_its_page_is_over) {
  Scene scene;
  Browser browser = scene.at_password();
  BOOST_TEST(location(scene.set(browser)) == "/mihon/reissue/done");
  BOOST_TEST(location(scene.set(browser, "daidokoro4tansu")) == "/mihon/reissue/expired");
  const Reply told = browser.get("/mihon/reissue/expired");
  BOOST_TEST(told.status == 410);
  BOOST_TEST(says(told, "新しいパスワードをすでに設定しています。"));
}

BOOST_AUTO_TEST_CASE(the_page_cannot_be_reached_without_its_step) {
  Scene scene;
  Browser stranger = scene.portal.browser();
  BOOST_TEST(location(stranger.get("/mihon/reissue/password")) == "/mihon/reissue/expired");
  BOOST_TEST(location(scene.set(stranger)) == "/mihon/reissue/expired");
  BOOST_TEST(location(stranger.get("/mihon/reissue/start")) == "/mihon/reissue");
  Browser step = scene.at_password();
  BOOST_TEST(location(step.get("/tameshi/reissue/password")) == "/tameshi/reissue");
  scene.portal.now += 30min + 1s;
  BOOST_TEST(location(scene.set(step)) == "/mihon/reissue");
  BOOST_TEST(says(step.get("/mihon/reissue"), "手続きの時間が過ぎました"));
  BOOST_TEST(!says(step.get("/mihon/reissue"), "手続きの時間が過ぎました"));
  BOOST_TEST(scene.sign_in(stranger, test_password).status == 303);
}

BOOST_AUTO_TEST_CASE(the_present_the_temporary_and_weak_passwords_are_refused_and_none_is_sent_back) {
  Scene scene;
  Browser browser = scene.at_password();
  const auto refused = [&](const std::string& password, std::string_view reason) {
    const Reply reply = scene.set(browser, password);
    BOOST_TEST(reply.status == 422);
    BOOST_TEST(says(reply, reason), password);
    BOOST_TEST((password.empty() || !says(reply, password)));
  };
  refused(test_password, "いまと同じパスワードは使えません");
  refused(between(scene.guides().back().text, "\n仮パスワード\n", "\n"), "メールの仮パスワードは使えません");
  refused("", "新しいパスワードを入力してください");
  refused("short1", "8文字以上");
  refused("ｋｏｔａｔｓｕ７ｍｉｋａｎ", "半角で");
  refused("password1", "推測されやすい");
  refused("hanako1985", "推測されやすい");
  const Reply different = browser.post("/mihon/reissue/password",
                                       {{"new_password", new_password}, {"new_password_confirm", "kotatsu7mikaN"}});
  BOOST_TEST(says(different, "一致しません"));
  BOOST_TEST(scene.set(browser).status == 303);
}

BOOST_AUTO_TEST_CASE(a_page_left_open_for_one_of_the_family_does_not_set_the_password_of_another) {
  Scene scene;
  const auto ichiro = scene.portal.add_account("mihon", "ichiro", scene.portal.member("mihon", "0001001", "01"));
  scene.portal.staff.execute("UPDATE account_emails SET address = ? WHERE account_id = ?", address, ichiro);
  Browser browser = scene.portal.browser();
  scene.ask(browser);
  const auto mails = scene.guides();
  scene.open(browser, mails[0]);
  scene.give(browser, mails[0]);
  const Reply stale = browser.get("/mihon/reissue/password");
  constexpr std::string_view before = "name=\"step\" value=\"";
  const auto at = stale.body.find(before) + before.size();
  const std::string mark = stale.body.substr(at, stale.body.find('"', at) - at);
  scene.open(browser, mails[1]);
  BOOST_TEST(location(scene.give(browser, mails[1])) == "/mihon/reissue/password");
  browser.get("/mihon/reissue/password");
  const Reply reply =
      browser.post("/mihon/reissue/password",
                   {{"step", mark}, {"new_password", new_password}, {"new_password_confirm", new_password}});
  BOOST_TEST(reply.status == 409);
  Browser other = scene.portal.browser();
  BOOST_TEST(scene.sign_in(other, test_password, "ichiro").status == 303);
  Browser another = scene.portal.browser();
  BOOST_TEST(scene.sign_in(another, test_password, "hanako").status == 303);
}

BOOST_AUTO_TEST_CASE(a_lock_does_not_stop_the_reissue_and_ends_with_it_wherever_the_member_signs_in) {
  Scene scene;
  Browser thief = scene.portal.browser();
  for (int tries = 0; tries < 5; ++tries) scene.sign_in(thief, "wrong password 1");
  for (int network = 0; network < 20; ++network) {
    thief.client_address = "198.51." + std::to_string(network) + ".7";
    scene.sign_in(thief, "wrong password 1");
  }
  scene.portal.now += 1min;
  Browser browser = scene.portal.browser();
  BOOST_TEST(scene.sign_in(browser, test_password).status == 422);
  browser.client_address = "203.0.113.9";
  const SentMail mail = scene.ask_for_mail(browser);
  scene.open(browser, mail);
  scene.give(browser, mail);
  browser.get("/mihon/reissue/password");
  BOOST_TEST(scene.set(browser).status == 303);
  BOOST_TEST(scene.sign_in(browser, new_password).status == 303);
  Browser at_home = scene.portal.browser();  // where the five wrong ones came from
  BOOST_TEST(scene.sign_in(at_home, new_password).status == 303);
}

BOOST_AUTO_TEST_SUITE_END()
