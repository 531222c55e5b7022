#include <array>

#include <boost/test/unit_test.hpp>

#include "sql/accounts/visits.hpp"
#include "tests/integration/reissue/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::between;
using portal::testing::Browser;
using portal::testing::link_in;
using portal::testing::location;
using portal::testing::says;
using portal::testing::SentMail;
using portal::testing::without_token;
using namespace portal::testing::reissue;

BOOST_AUTO_TEST_SUITE(reissue_start)

BOOST_AUTO_TEST_CASE(a_link_lives_three_hours_and_not_a_second_more) {
  for (const auto& [age, status] : {std::pair{3h - 1s, 200}, std::pair{3h + 1s, 410}}) {
    Scene scene;
    Browser browser = scene.portal.browser();
    const SentMail mail = scene.ask_for_mail(browser);
    scene.portal.now += age;
    BOOST_TEST(scene.open(browser, mail).status == status);
    browser.get("/mihon/reissue");
    BOOST_TEST(scene.give(browser, mail).status == (status == 200 ? 303 : 410));
  }
}

BOOST_AUTO_TEST_CASE(five_wrong_tries_end_the_link_and_four_do_not) {
  for (const int wrong : {4, 5}) {
    Scene scene;
    Browser browser = scene.portal.browser();
    const SentMail mail = scene.ask_for_mail(browser);
    scene.open(browser, mail);
    for (int tries = 0; tries < wrong; ++tries) {
      const Reply reply = tries % 2 == 0 ? scene.give(browser, "hanako", "abcdefgh2345")
                                         : scene.give(browser, "ichiro", between(mail.text, "\n仮パスワード\n", "\n"));
      BOOST_TEST(reply.status == 422);
      BOOST_TEST(says(reply, "メールの内容と一致しません"));
    }
    BOOST_TEST(scene.give(browser, mail).status == (wrong == 4 ? 303 : 410));
    BOOST_TEST(scene.guides().size() == 1U);
    BOOST_TEST(scene.portal.recorded_of("provisional_sign_in") == (wrong == 4 ? "hanako" : ""));
    BOOST_TEST(scene.portal.recorded("provisional_sign_in_failed") == wrong);
    BOOST_TEST(wrong ==
               scene.number_of("audit_log l JOIN mail_links k ON l.object_kind = 'mail_link' AND l.object_id = k.id"
                               " WHERE l.event = 'provisional_sign_in_failed' AND l.account_id = k.account_id"));
  }
}

BOOST_AUTO_TEST_CASE(of_20_parallel_tries_at_one_link_five_are_heard) {
  Scene scene;
  Browser asking = scene.portal.browser();
  const SentMail mail = scene.ask_for_mail(asking);
  std::vector<portal::Request> requests;
  for (int one = 0; one < 20; ++one) {
    Browser browser = scene.portal.browser();
    scene.open(browser, mail);
    requests.push_back(portal::testing::posted(browser, "/mihon/reissue/start",
                                               {{"login_id", "hanako"}, {"password", "abcdefgh2345"}}));
  }
  for (const Reply& reply : portal::testing::answer_in_parallel(scene.portal, requests))
    BOOST_TEST(reply.status == 422);
  BOOST_TEST(scene.number_of("mail_links WHERE failures = 5") == 1);
}

BOOST_AUTO_TEST_CASE(a_newer_mail_kills_the_older_one_whatever_address_of_the_account_it_went_to) {
  Scene scene;
  scene.portal.staff.execute(
      "INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at)"
      " SELECT society_id, id, 'second@example.jp', FALSE, created_at FROM accounts WHERE id = ?",
      scene.hanako);
  Browser browser = scene.portal.browser();
  const SentMail first = scene.ask_for_mail(browser);
  const SentMail second = scene.ask_for_mail(browser, "second@example.jp");
  const SentMail third = scene.ask_for_mail(browser);
  BOOST_TEST(scene.open(browser, first).status == 410);
  BOOST_TEST(scene.open(browser, second).status == 410);
  BOOST_TEST(scene.open(browser, third).status == 200);
}

BOOST_AUTO_TEST_CASE(dead_used_foreign_and_garbled_links_show_one_page) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const SentMail old = scene.ask_for_mail(browser);
  const SentMail used = scene.ask_for_mail(browser);
  scene.open(browser, used);
  scene.give(browser, used);
  browser.get("/mihon/reissue/password");
  BOOST_TEST(scene.set(browser).status == 303);
  browser.get("/mihon/register");
  browser.post("/mihon/register", {{"email", "taro@example.jp"}});
  std::string registration = link_in(scene.portal.mails().back().text);
  registration.replace(registration.find("register"), 8, "reissue");
  scene.portal.add_account("tameshi", "hanako", scene.portal.member("tameshi", "0001001"));
  Browser other = scene.portal.browser();
  other.get("/tameshi/reissue");
  other.post("/tameshi/reissue", {{"email", address}});
  std::string foreign = link_in(scene.guides().back().text);
  foreign.replace(foreign.find("tameshi"), 7, "mihon");
  const auto page = [&scene](const std::string& link) {
    Browser visitor = scene.portal.browser();
    BOOST_TEST(location(visitor.get(link)) == "/mihon/reissue/start");
    const Reply reply = visitor.get("/mihon/reissue/start");
    BOOST_TEST(reply.status == 410);
    return without_token(reply.body);
  };
  const std::string dead = page(link_in(old.text));
  for (const std::string& link : {link_in(used.text), registration, foreign, std::string("/mihon/reissue/start?t=x")})
    BOOST_TEST((page(link) == dead));
}

BOOST_AUTO_TEST_CASE(a_reissue_link_opens_nothing_of_the_registration) {
  Scene scene;
  Browser browser = scene.portal.browser();
  std::string link = link_in(scene.ask_for_mail(browser).text);
  link.replace(link.find("reissue"), 7, "register");
  browser.get(link);
  BOOST_TEST(browser.get("/mihon/register/start").status == 410);
  Browser step = scene.at_password();
  BOOST_TEST(location(step.get("/mihon/register/account")) == "/mihon/register");
}

BOOST_AUTO_TEST_CASE(any_number_of_visits_uses_nothing_up) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const SentMail mail = scene.ask_for_mail(browser);
  for (int visits = 0; visits < 20; ++visits) {
    Browser scanner = scene.portal.browser();
    scene.open(scanner, mail);
  }
  scene.open(browser, mail);
  BOOST_TEST(scene.give(browser, mail).status == 303);
}

BOOST_AUTO_TEST_CASE(whoever_is_signed_in_on_the_browser_is_signed_out_by_the_provisional_sign_in) {
  Scene scene;
  Browser browser = scene.portal.as("taro");
  const SentMail mail = scene.ask_for_mail(browser);
  Browser taro = browser;
  scene.open(browser, mail);
  BOOST_TEST(location(scene.give(browser, mail)) == "/mihon/reissue/password");
  BOOST_TEST(says(browser.get("/mihon/reissue/password"), "髙﨑　花子"));
  BOOST_TEST(taro.get("/mihon/home").status == 303);
}

BOOST_AUTO_TEST_CASE(a_society_may_leave_the_temporary_password_out_and_the_login_id_is_asked_alone) {
  Scene scene;
  scene.portal.staff.execute("UPDATE societies SET reissue_mails_password = FALSE WHERE slug = 'mihon'");
  Browser browser = scene.portal.browser();
  const SentMail mail = scene.ask_for_mail(browser);
  BOOST_TEST(mail.text.find("仮パスワード") == std::string::npos);
  BOOST_TEST(between(mail.text, "\nログインID\n", "\n") == "hanako");
  const Reply page = scene.open(browser, mail);
  BOOST_TEST(!says(page, "name=\"password\""));
  BOOST_TEST(browser.post("/mihon/reissue/start", {{"login_id", "ichiro"}}).status == 422);
  BOOST_TEST(location(browser.post("/mihon/reissue/start", {{"login_id", "hanako"}})) == "/mihon/reissue/password");
  browser.get("/mihon/reissue/password");
  BOOST_TEST(scene.set(browser).status == 303);
}

BOOST_AUTO_TEST_CASE(made_up_secrets_of_links_are_429_after_30_a_minute_from_one_client_of_all_links_together) {
  Scene scene;
  Browser member = scene.portal.browser();
  const std::string right = link_in(scene.ask_for_mail(member).text);
  Browser guesser = scene.portal.browser();
  guesser.client_address = "198.51.100.9";
  const std::array paths{"/mihon/reissue/start", "/mihon/register/start", "/mihon/profile/emails/start"};
  for (int guess = 0; guess < 30; ++guess)
    BOOST_TEST(guesser
                   .get(std::string(paths.at(static_cast<std::size_t>(guess % 3))) + "?t=" + std::string(40, 'x') +
                        std::to_string(100 + guess))
                   .status == 303);
  for (const char* path : paths)
    BOOST_TEST(guesser.get(std::string(path) + "?t=" + std::string(43, 'x')).status == 429);
  BOOST_TEST(guesser.get(right).status == 429);
  BOOST_TEST(location(member.get(right)) == "/mihon/reissue/start");
  scene.portal.now += 61s;
  BOOST_TEST(location(guesser.get(right)) == "/mihon/reissue/start");
}

BOOST_AUTO_TEST_CASE(a_right_link_may_be_opened_any_number_of_times_and_leaves_no_count) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const SentMail mail = scene.ask_for_mail(browser);
  const auto counts = scene.number_of("throttles");
  for (int time = 0; time < 70; ++time) BOOST_TEST(location(browser.get(link_in(mail.text))) == "/mihon/reissue/start");
  BOOST_TEST(scene.number_of("throttles") == counts);
}

BOOST_AUTO_TEST_CASE(more_than_30_tries_a_minute_from_one_client_are_429_and_end_no_link) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const SentMail mail = scene.ask_for_mail(browser);
  for (int tries = 0; tries < 30; ++tries) {
    Browser guesser = scene.portal.browser();
    if (tries % 5 == 0) scene.portal.staff.execute("UPDATE mail_links SET failures = 0");
    scene.open(guesser, mail);
    BOOST_TEST(scene.give(guesser, "hanako", "abcdefgh2345").status == 422);
  }
  scene.portal.staff.execute("UPDATE mail_links SET failures = 0");
  scene.open(browser, mail);
  BOOST_TEST(scene.give(browser, mail).status == 429);
  scene.portal.now += 1min + 1s;
  browser.get("/mihon/reissue/start");
  BOOST_TEST(scene.give(browser, mail).status == 303);
}

BOOST_AUTO_TEST_SUITE_END()
