#include <algorithm>
#include <optional>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "base/limits.hpp"
#include "tests/integration/reissue/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::between;
using portal::testing::Browser;
using portal::testing::hidden;
using portal::testing::link_in;
using portal::testing::location;
using portal::testing::says;
using portal::testing::SentMail;
using portal::testing::test_password;
using portal::testing::without_token;
using namespace portal::testing::reissue;

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

BOOST_AUTO_TEST_CASE(an_address_is_found_in_whatever_case_it_is_typed_and_written_to_as_it_was_fed) {
  Scene scene;
  scene.portal.staff.execute("UPDATE account_emails SET address = 'Hanako.T@example.jp'");
  Browser browser = scene.portal.browser();
  const SentMail mail = scene.ask_for_mail(browser, "hanako.t@EXAMPLE.jp");
  BOOST_TEST(mail.recipient == "Hanako.T@example.jp");
  scene.open(browser, mail);
  BOOST_TEST(location(scene.give(browser, mail)) == "/mihon/reissue/password");
  scene.ask(browser, "HANAKO.T@example.jp");
  scene.ask(browser, "hanako.T@example.jp");
  scene.ask(browser, "Hanako.t@example.jp");  // the fourth within the hour
  BOOST_TEST(scene.guides().size() == 3U);
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
    Reply answer = scene.ask(browser, email);
    Reply page = browser.get("/mihon/reissue/sent");
    BOOST_TEST(hidden(page, "email") == email);
    const std::string person = email.substr(0, email.find('@'));
    for (auto at = page.body.find(person); at != std::string::npos; at = page.body.find(person))
      page.body.replace(at, person.size(), "the name");
    for (auto& [name, value] : answer.headers)  // the address, sealed, of the same length
      if (value.starts_with("__Host-mailed=") || value.starts_with("mailed="))
        value = fmt::format("sent, {} characters", value.size());
    return Seen{answer, page, scene.portal.count("mail_links") - links, scene.portal.count("mail_queue") - mails};
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
    BOOST_TEST(one->links == known.links);
    BOOST_TEST(one->mails == known.mails);
  }
  BOOST_TEST(scene.number_of("mail_queue WHERE outcome IS NULL") == 3 + 1);  // and one to the unknown address
  BOOST_TEST(scene.number_of("mail_queue WHERE outcome = 'deleted' AND due_at IS NULL AND sealed_payload IS NULL") ==
             5 * portal::limits::accounts_per_address_max - 3 - 1);
}

BOOST_AUTO_TEST_CASE(known_unknown_shared_and_throttled_addresses_cost_the_same_statements) {
  Scene scene;
  const auto ichiro = scene.portal.add_account("mihon", "ichiro", scene.portal.member("mihon", "0001001", "01"));
  const auto taro = scene.portal.add_account("mihon", "taro", scene.portal.member("mihon", "0001002"));
  for (const auto account : {ichiro, taro})
    scene.portal.staff.execute("UPDATE account_emails SET address = 'shared@example.jp' WHERE account_id = ?", account);
  const Browser known = scene.portal.as("hanako");
  const auto statements_of = [&scene](const std::string& email, std::optional<Browser> from = {}) {
    const auto asked = [&scene] { return scene.portal.server_status("Com_stmt_execute"); };
    Browser browser = from ? *from : scene.portal.browser();
    browser.forget("sid");
    browser.get("/mihon/reissue");
    const auto before = asked();
    browser.post("/mihon/reissue", {{"email", email}});
    return asked() - before;
  };
  statements_of("warm@example.jp");
  statements_of(address);
  const auto unknown = statements_of("nobody@example.jp");
  BOOST_TEST(statements_of(address) == unknown);
  BOOST_TEST(statements_of("shared@example.jp") == unknown);
  for (const char* email : {address, "nobody@example.jp"}) BOOST_TEST(statements_of(email, known) == unknown);
  statements_of(address);
  BOOST_TEST(statements_of(address) == unknown);
  BOOST_TEST(scene.guides().size() == 3U + 2U + 1U);
}

BOOST_AUTO_TEST_CASE(strangers_at_both_forms_and_many_networks_use_up_none_of_the_mails_of_a_browser_that_is_known) {
  Scene scene;
  Browser hanako = scene.portal.as("hanako"), taro = scene.portal.as("taro"), unknown = scene.portal.browser();
  const auto sent = [&scene] { return scene.portal.mails().size(); };
  const auto before = sent();
  for (int hour = 0; hour < 5; ++hour, scene.portal.now += 61min)
    for (int network = 0; network < 6; ++network)
      for (const char* form : {"/mihon/reissue", "/mihon/register"}) {
        Browser stranger = network == 0 ? taro : scene.portal.browser();  // known, but not to hanako
        stranger.client_address = fmt::format("198.51.100.{}", network);
        stranger.get(form);
        stranger.post(form, {{"email", address}});
      }
  BOOST_TEST(sent() == before + 10U);
  scene.ask(unknown);
  BOOST_TEST(sent() == before + 10U);
  for (int hour = 0; hour < 5; ++hour, scene.portal.now += 61min)
    for (int time = 0; time < 4; ++time) {
      scene.ask(hanako);
      if (hour == 0) BOOST_TEST(sent() == before + 10U + std::min(std::size_t(time) + 1, std::size_t{3}));
    }
  BOOST_TEST(sent() == before + 10U + 10U);
}

BOOST_AUTO_TEST_CASE(a_known_browser_has_a_strangers_share_of_all_other_addresses_and_after_a_year_of_its_own) {
  Scene scene;
  Browser hanako = scene.portal.as("hanako"), unknown = scene.portal.browser();
  scene.portal.add_account("mihon", "taro", scene.portal.member("mihon", "0001002"));
  for (int time = 0; time < 2; ++time) scene.ask(unknown, "taro@example.jp");
  for (int time = 0; time < 2; ++time) scene.ask(hanako, "taro@example.jp");
  BOOST_TEST(scene.guides().size() == 3U);
  scene.portal.now += portal::limits::device_life + 1h;
  for (int time = 0; time < 2; ++time) scene.ask(unknown);
  for (int time = 0; time < 2; ++time) scene.ask(hanako);
  BOOST_TEST(scene.guides().size() == 3U + 3U);
}

BOOST_AUTO_TEST_CASE(links_that_were_replaced_are_not_passed_on_the_way_to_the_living_one) {
  Scene scene;
  const auto rows_passed = [&scene] {
    const auto before = scene.portal.server_status("Handler_read_next");
    Browser browser = scene.portal.browser();
    scene.ask(browser);
    return scene.portal.server_status("Handler_read_next") - before;
  };
  rows_passed();
  const auto few = rows_passed();
  scene.portal.staff.execute(
      "INSERT INTO mail_links (society_id, purpose, account_id, address, token_digest, created_at, expires_at, "
      "replaced_at) SELECT l.society_id, 'reissue', l.account_id, l.address, CONCAT('replaced-', s.seq), l.created_at, "
      "l.expires_at, l.created_at FROM mail_links l JOIN seq_1_to_300 s WHERE l.account_id = ? AND l.replaced_at IS "
      "NULL",
      scene.hanako);
  BOOST_TEST(rows_passed() < few + 100);
}

BOOST_AUTO_TEST_CASE(a_client_that_asked_too_often_leaves_no_row_of_a_link_or_mail) {
  Scene scene;
  Browser browser = scene.portal.browser();
  for (int time = 0; time < 20; ++time) scene.ask(browser, "a" + std::to_string(time) + "@example.jp");
  const auto links = scene.portal.count("mail_links"), mails = scene.portal.count("mail_queue");
  BOOST_TEST(location(scene.ask(browser)) == "/mihon/reissue/sent");
  BOOST_TEST(scene.portal.count("mail_links") == links);
  BOOST_TEST(scene.portal.count("mail_queue") == mails);
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

BOOST_AUTO_TEST_CASE(the_sent_page_asks_about_a_slip_of_the_pen_and_sends_to_the_address_that_was_meant) {
  Scene scene;
  Browser browser = scene.portal.browser();
  scene.ask(browser, "hanako@example.con");
  BOOST_TEST(!says(browser.get("/mihon/reissue/sent"), "正しいですか"));
  scene.ask(browser, "hanako@gmail.con");
  BOOST_TEST(says(browser.get("/mihon/reissue/sent"), "value=\"hanako@gmail.com\""));
  BOOST_TEST(location(browser.post("/mihon/reissue", {{"email", "hanako@gmail.com"}})) == "/mihon/reissue/sent");
  const Reply page = browser.get("/mihon/reissue/sent");
  BOOST_TEST(!says(page, "正しいですか"));
  BOOST_TEST(says(page, "hanako@<wbr>gmail<wbr>.com<wbr></dd>"));
}

BOOST_AUTO_TEST_SUITE_END()
