// What the page after a mail form says of the mail, once the mailer knows.
#include <boost/test/unit_test.hpp>

#include "tests/integration/reissue/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_database.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::code_in;
using portal::testing::link_in;
using portal::testing::location;
using portal::testing::says;
using portal::testing::SentMail;
using portal::testing::without_token;
using namespace portal::testing::reissue;

namespace {

constexpr const char* waiting = "まだお送りしていません";
constexpr const char* handed = "に、送り先のメールサーバーに渡しました";
constexpr const char* refused = "送り先のメールサーバーに断られました";
constexpr const char* late = "時間内にお送りできませんでした";

Reply sent_page(Browser& browser, const std::string& form = "/mihon/reissue") { return browser.get(form + "/sent"); }

// The mailer's word about all mails to an address that wait.
void end_all(Scene& scene, const std::string& recipient, const char* outcome) {
  scene.portal.staff.execute(
      "UPDATE mail_queue SET outcome = ?, finished_at = ?, due_at = NULL, sealed_payload = NULL"
      " WHERE recipient = ? AND outcome IS NULL",
      outcome, scene.portal.now, recipient);
}

// The page without what was typed.
std::string bare(std::string page, const std::string& email) {
  const std::string person = email.substr(0, email.find('@'));
  for (auto at = page.find(person); at != std::string::npos; at = page.find(person))
    page.replace(at, person.size(), "*");
  return without_token(page);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mail_fate)

BOOST_AUTO_TEST_CASE(an_unregistered_address_is_mailed_that_it_has_no_registration_and_how_to_get_one) {
  Scene scene;
  Browser browser = scene.portal.browser();
  scene.ask(browser, "nobody@example.jp");
  const auto mails = scene.portal.mails();
  BOOST_TEST_REQUIRE(mails.size() == 1U);
  BOOST_TEST(mails[0].recipient == "nobody@example.jp");
  BOOST_TEST(mails[0].subject == "パスワード再発行のお申し込みについて");
  BOOST_TEST(mails[0].text.find("登録は\nありません") != std::string::npos);
  BOOST_TEST(link_in(mails[0].text) == "/mihon/register");
  BOOST_TEST(code_in(mails[0].text) == "");
  scene.portal.staff.execute("UPDATE societies SET tells_unregistered = FALSE");
  scene.ask(browser, "nobody.else@example.jp");
  BOOST_TEST(scene.portal.mails().size() == 1U);
  for (int time = 0; time < 5; ++time) scene.ask(browser, "nobody@example.jp");
  BOOST_TEST(scene.portal.mails().size() == 1U);
}

BOOST_AUTO_TEST_CASE(mails_to_unregistered_addresses_are_throttled_as_all_are) {
  Scene scene;
  Browser browser = scene.portal.browser();
  for (int time = 0; time < 5; ++time) scene.ask(browser, "nobody@example.jp");
  BOOST_TEST(scene.portal.mails().size() == 3U);
}

BOOST_AUTO_TEST_CASE(the_page_says_what_became_of_the_mail_alike_for_known_and_unknown_addresses) {
  Scene scene;
  const std::string unknown = "nobody@example.jp";
  Browser hers = scene.portal.browser(), theirs = scene.portal.browser();
  scene.ask(hers, address);
  scene.ask(theirs, unknown);
  const auto same = [&](const char* words) {
    const Reply one = sent_page(hers), other = sent_page(theirs);
    BOOST_TEST(says(one, words), words);
    BOOST_TEST((one.headers == other.headers));
    BOOST_TEST(bare(one.body, address) == bare(other.body, unknown));
  };
  same(waiting);
  scene.portal.now += 1min;
  for (const auto& [outcome, words] : {std::pair{"sent", handed}, {"dead", refused}, {"expired", late}}) {
    for (const std::string& email : {std::string(address), unknown}) end_all(scene, email, outcome);
    same(words);
    scene.portal.now += 61min;
    scene.ask(hers, address);
    scene.ask(theirs, unknown);
    same(waiting);
  }
}

BOOST_AUTO_TEST_CASE(it_is_told_to_the_browser_whose_form_it_was_alone_and_asked_for_in_the_same_statements) {
  Scene scene;
  Browser hers = scene.portal.browser(), theirs = scene.portal.browser(), other = scene.portal.browser();
  scene.ask(hers, address);
  scene.ask(theirs, "nobody@example.jp");
  scene.ask(other, address);  // the same address, from another browser
  scene.portal.staff.execute(
      "UPDATE mail_queue SET outcome = 'sent', finished_at = ?, due_at = NULL WHERE outcome IS NULL"
      " ORDER BY id LIMIT 1",
      scene.portal.now);
  BOOST_TEST(says(sent_page(hers), handed));
  BOOST_TEST(says(sent_page(other), waiting));
  Browser stranger = scene.portal.browser();
  BOOST_TEST(!says(sent_page(stranger), "<dt>送信の状況</dt>"));
  const auto cost = [&scene](Browser& browser) {
    const auto before = scene.portal.server_status("Com_stmt_execute");
    sent_page(browser);
    return scene.portal.server_status("Com_stmt_execute") - before;
  };
  BOOST_TEST(cost(hers) == cost(theirs));
  scene.portal.now += 30min;
  BOOST_TEST(!says(sent_page(hers), "<dt>送信の状況</dt>"));
}

BOOST_AUTO_TEST_CASE(a_familys_mails_are_told_as_one_and_a_request_too_many_keeps_what_was_told) {
  Scene scene;
  const auto ichiro = scene.portal.add_account("mihon", "ichiro", scene.portal.member("mihon", "0001001", "01"));
  scene.portal.staff.execute("UPDATE account_emails SET address = ? WHERE account_id = ?", address, ichiro);
  Browser browser = scene.portal.browser();
  for (int time = 0; time < 3; ++time) {
    scene.ask(browser);
    scene.portal.now += 1min;
  }
  const auto end_one = [&scene](const char* outcome) {
    scene.portal.staff.execute(
        "UPDATE mail_queue SET outcome = ?, finished_at = ?, due_at = NULL WHERE outcome IS NULL ORDER BY id DESC "
        "LIMIT 1",
        outcome, scene.portal.now);
  };
  end_one("sent");
  BOOST_TEST(says(sent_page(browser), waiting));
  end_one("dead");
  BOOST_TEST(says(sent_page(browser), refused));
  scene.ask(browser);
  BOOST_TEST(says(sent_page(browser), refused));
}

BOOST_AUTO_TEST_CASE(
    a_society_that_leaves_the_mail_out_tells_nothing_after_a_reissue_and_the_rest_after_a_registration) {
  Scene scene;
  scene.portal.staff.execute("UPDATE societies SET tells_unregistered = FALSE");
  Browser hers = scene.portal.browser(), theirs = scene.portal.browser();
  scene.ask(hers, address);
  scene.ask(theirs, "nobody@example.jp");
  end_all(scene, address, "dead");
  BOOST_TEST(!says(sent_page(hers), "送信の状況"));
  BOOST_TEST(bare(sent_page(hers).body, address) == bare(sent_page(theirs).body, "nobody@example.jp"));
  BOOST_TEST(says(sent_page(hers), "まだ利用登録をしていない方には届きません"));
  hers.get("/mihon/register");
  hers.post("/mihon/register", {{"email", "new@example.jp"}});
  end_all(scene, "new@example.jp", "sent");
  BOOST_TEST(says(sent_page(hers, "/mihon/register"), handed));
}

BOOST_AUTO_TEST_CASE(pages_read_neither_recipients_nor_texts_of_the_queue) {
  portal::db::Database web(portal::testing::test_database().settings(portal::testing::DatabaseRole::web));
  for (const char* column : {"recipient", "sealed_payload", "account_id", "purpose", "last_reply", "id"})
    BOOST_CHECK_THROW(web.run_script("SELECT " + std::string(column) + " FROM mail_queue WHERE 1 = 0"),
                      portal::db::NotGranted);
}

BOOST_AUTO_TEST_SUITE_END()
