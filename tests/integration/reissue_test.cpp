#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::between;
using portal::testing::Browser;
using portal::testing::link_in;
using portal::testing::location;
using portal::testing::says;
using portal::testing::SentMail;
using portal::testing::test_password;
using portal::testing::TestPortal;
using portal::testing::without_token;

namespace {

constexpr const char* new_password = "kotatsu7mikan";
constexpr const char* address = "hanako@example.jp";

// A portal where hanako of mihon has an account with hanako@example.jp.
struct Scene {
  TestPortal portal;
  portal::AccountId hanako = portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));

  // Mails of re-issues alone, oldest first.
  std::vector<SentMail> guides() {
    auto mails = portal.mails();
    std::erase_if(mails, [](const SentMail& mail) { return mail.subject != "パスワード再発行手続きのご案内"; });
    return mails;
  }
  Reply ask(Browser& browser, const std::string& email = address) {
    browser.get("/mihon/reissue");
    return browser.post("/mihon/reissue", {{"email", email}});
  }
  SentMail ask_for_mail(Browser& browser, const std::string& email = address) {
    BOOST_TEST(location(ask(browser, email)) == "/mihon/reissue/sent");
    const auto mails = guides();
    BOOST_REQUIRE(!mails.empty());
    return mails.back();
  }
  // The link's first hop, and the page behind it.
  Reply open(Browser& browser, const SentMail& mail) {
    BOOST_TEST(location(browser.get(link_in(mail.text))) == "/mihon/reissue/start");
    return browser.get("/mihon/reissue/start");
  }
  Reply give(Browser& browser, const std::string& login_id, const std::string& password) {
    return browser.post("/mihon/reissue/start", {{"login_id", login_id}, {"password", password}});
  }
  Reply give(Browser& browser, const SentMail& mail) {
    return give(browser, between(mail.text, "\nログインID\n", "\n"), between(mail.text, "\n仮パスワード\n", "\n"));
  }
  Reply set(Browser& browser, const std::string& password = new_password) {
    return browser.post("/mihon/reissue/password", {{"new_password", password}, {"new_password_confirm", password}});
  }
  // A browser that stands before the new password.
  Browser at_password() {
    Browser browser = portal.browser();
    const SentMail mail = ask_for_mail(browser);
    open(browser, mail);
    BOOST_TEST(location(give(browser, mail)) == "/mihon/reissue/password");
    BOOST_TEST(browser.get("/mihon/reissue/password").status == 200);
    return browser;
  }
  Reply sign_in(Browser& browser, const std::string& password, const std::string& login_id = "hanako") {
    browser.get("/mihon/login");
    return browser.post("/mihon/login", {{"login_id", login_id}, {"password", password}});
  }
  std::int64_t number_of(const char* what) {
    portal.staff.run_script(std::string("SET @found = (SELECT COUNT(*) FROM ") + what + ")");
    auto rows = portal.staff.select("SELECT @found AS counted");
    rows.next();
    return rows.get<std::int64_t>("counted");
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(reissue)

BOOST_AUTO_TEST_CASE(a_member_who_forgot_gets_a_mail_sets_a_new_password_and_signs_in_with_it) {
  Scene scene;
  Browser browser = scene.portal.browser();
  BOOST_TEST(says(browser.get("/mihon/login"), "href=\"/mihon/reissue\""));
  const SentMail mail = scene.ask_for_mail(browser, " ｈanako＠Example.JP ");
  BOOST_TEST(browser.get("/mihon/reissue/sent").status == 200);
  BOOST_TEST(mail.recipient == address);
  BOOST_TEST(between(mail.text, "\nログインID\n", "\n") == "hanako");
  BOOST_TEST(between(mail.text, "\n仮パスワード\n", "\n").size() == 12U);
  BOOST_TEST(says(scene.open(browser, mail), "仮ログイン"));
  BOOST_TEST(location(scene.give(browser, "ＨＡＮＡＫＯ", " " + between(mail.text, "\n仮パスワード\n", "\n"))) ==
             "/mihon/reissue/password");
  const Reply page = browser.get("/mihon/reissue/password");
  BOOST_TEST(says(page, "髙﨑　花子 様"));
  BOOST_TEST(location(scene.set(browser)) == "/mihon/reissue/done");
  BOOST_TEST(browser.cookie("step") == "");
  BOOST_TEST(browser.get("/mihon/reissue/done").status == 200);
  BOOST_TEST(scene.sign_in(browser, test_password).status == 422);
  BOOST_TEST(location(scene.sign_in(browser, new_password)) == "/mihon/home");
}

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
}

BOOST_AUTO_TEST_CASE(known_unknown_and_throttled_addresses_get_the_same_answer_and_leave_the_same_number_of_rows) {
  Scene scene;
  struct Seen {
    Reply answer, page;
    std::int64_t links, mails;
  };
  const auto seen = [&scene](const std::string& email) {
    Browser browser = scene.portal.browser();
    const auto links = scene.portal.count("mail_links");
    const auto mails = scene.portal.count("mail_queue");
    const Reply answer = scene.ask(browser, email);
    return Seen{answer, browser.get("/mihon/reissue/sent"), scene.portal.count("mail_links") - links,
                scene.portal.count("mail_queue") - mails};
  };
  const Seen known = seen(address);
  const Seen unknown = seen("nobody@example.jp");
  for (int more = 0; more < 2; ++more) seen(address);
  const Seen throttled = seen(address);
  BOOST_TEST(scene.guides().size() == 3U);
  for (const Seen* one : {&unknown, &throttled}) {
    BOOST_TEST(one->answer.status == known.answer.status);
    BOOST_TEST((one->answer.headers == known.answer.headers));
    BOOST_TEST((one->answer.body == known.answer.body));
    BOOST_TEST((without_token(one->page.body) == without_token(known.page.body)));
    BOOST_TEST(one->links == 1);
    BOOST_TEST(one->mails == 1);
  }
  BOOST_TEST(scene.number_of("mail_queue WHERE outcome = 'deleted' AND due_at IS NULL AND sealed_payload IS NULL") ==
             2);
}

BOOST_AUTO_TEST_CASE(known_and_unknown_addresses_cost_the_same_statements) {
  Scene scene;
  const auto statements_of = [&scene](const std::string& email) {
    const auto asked = [&scene] { return scene.portal.server_status("Questions"); };
    Browser browser = scene.portal.browser();
    browser.get("/mihon/reissue");
    const auto before = asked();
    browser.post("/mihon/reissue", {{"email", email}});
    return asked() - before;
  };
  statements_of("warm@example.jp");
  statements_of(address);
  BOOST_TEST(statements_of("nobody@example.jp") == statements_of(address));
}

BOOST_AUTO_TEST_CASE(an_address_shared_by_a_family_sends_one_mail_per_account_with_secrets_of_its_own) {
  Scene scene;
  const auto ichiro = scene.portal.add_account("mihon", "ichiro", scene.portal.member("mihon", "0001001", "01"));
  scene.portal.staff.execute("UPDATE account_emails SET address = ? WHERE account_id = ?", address, ichiro);
  Browser browser = scene.portal.browser();
  scene.ask(browser);
  const auto mails = scene.guides();
  BOOST_TEST_REQUIRE(mails.size() == 2U);
  BOOST_TEST(between(mails[0].text, "\nログインID\n", "\n") == "hanako");
  BOOST_TEST(between(mails[1].text, "\nログインID\n", "\n") == "ichiro");
  BOOST_TEST(link_in(mails[0].text) != link_in(mails[1].text));
  BOOST_TEST(between(mails[0].text, "\n仮パスワード\n", "\n") != between(mails[1].text, "\n仮パスワード\n", "\n"));
  scene.open(browser, mails[0]);
  BOOST_TEST(scene.give(browser, "ichiro", between(mails[1].text, "\n仮パスワード\n", "\n")).status == 422);
  BOOST_TEST(scene.give(browser, mails[0]).status == 303);
  browser.get("/mihon/reissue/password");
  BOOST_TEST(scene.set(browser).status == 303);
  Browser ichiros = scene.portal.browser();
  BOOST_TEST(scene.sign_in(ichiros, test_password, "ichiro").status == 303);
  scene.open(ichiros, mails[1]);
  BOOST_TEST(scene.give(ichiros, mails[1]).status == 303);
}

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
  }
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

BOOST_AUTO_TEST_CASE(the_page_cannot_be_reached_without_its_step) {
  Scene scene;
  Browser stranger = scene.portal.browser();
  BOOST_TEST(location(stranger.get("/mihon/reissue/password")) == "/mihon/reissue");
  BOOST_TEST(location(scene.set(stranger)) == "/mihon/reissue");
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

BOOST_AUTO_TEST_CASE(the_mail_goes_to_the_stored_address_alone_and_bad_addresses_are_named) {
  Scene scene;
  Browser browser = scene.portal.browser();
  for (const std::string bad :
       {"", "hanako", "hanako@example.jp,evil@example.com", "hanako@example.jp\r\nBcc: evil@example.com"}) {
    browser.get("/mihon/reissue");
    const Reply reply = browser.post("/mihon/reissue", {{"email", bad}});
    BOOST_TEST(reply.status == 422);
  }
  browser.get("/mihon/reissue");
  browser.post("/mihon/reissue", {{"email", address}, {"to", "evil@example.com"}, {"mail[]", "evil@example.com"}});
  for (const SentMail& mail : scene.portal.mails()) BOOST_TEST(mail.recipient == address);
  BOOST_TEST(scene.guides().size() == 1U);
}

BOOST_AUTO_TEST_CASE(who_may_not_sign_in_any_more_gets_no_mail) {
  Scene scene;
  scene.portal.staff.execute("UPDATE members SET left_on = '2025-10-31' WHERE number = '0001001'");
  Browser browser = scene.portal.browser();
  BOOST_TEST(location(scene.ask(browser)) == "/mihon/reissue/sent");
  BOOST_TEST(scene.guides().empty());
}

BOOST_AUTO_TEST_CASE(neither_the_token_nor_the_temporary_password_lies_in_the_database) {
  Scene scene;
  Browser browser = scene.at_password();
  const SentMail mail = scene.guides().back();
  const std::string link = link_in(mail.text);
  const std::string token = link.substr(link.find("t=") + 2);
  auto rows = scene.portal.staff.select("SELECT token_digest, password_digest FROM mail_links");
  while (rows.next()) {
    BOOST_TEST(rows.get<std::string>("token_digest") != token);
    BOOST_TEST(rows.get<std::string>("password_digest") != between(mail.text, "\n仮パスワード\n", "\n"));
    BOOST_TEST(rows.get<std::string>("password_digest").size() == 43U);
  }
}

BOOST_AUTO_TEST_SUITE_END()
