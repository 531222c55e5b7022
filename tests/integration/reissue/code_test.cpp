#include <boost/test/unit_test.hpp>

#include "tests/integration/reissue/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::code_in;
using portal::testing::location;
using portal::testing::says;
using portal::testing::SentMail;
using portal::testing::without_token;
using namespace portal::testing::reissue;

namespace {

Reply give_code(Browser& browser, const std::string& code) {
  browser.get("/mihon/reissue/sent");
  return browser.post("/mihon/reissue/code", {{"code", code}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reissue_code)

BOOST_AUTO_TEST_CASE(the_digits_of_the_mail_lead_where_its_link_leads_and_no_further) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const SentMail mail = scene.ask_for_mail(browser);
  BOOST_TEST(location(give_code(browser, code_in(mail.text))) == "/mihon/reissue/start");
  BOOST_TEST(says(browser.get("/mihon/reissue/start"), "仮ログイン"));
  BOOST_TEST(location(browser.get("/mihon/reissue/password")) ==
             "/mihon/reissue");  // the mail's password is still owed
  browser.get("/mihon/reissue/start");
  BOOST_TEST(location(scene.give(browser, mail)) == "/mihon/reissue/password");
  browser.get("/mihon/reissue/password");
  BOOST_TEST(location(scene.set(browser)) == "/mihon/reissue/done");
  BOOST_TEST(give_code(browser, code_in(mail.text)).status == 422);
}

BOOST_AUTO_TEST_CASE(each_mail_of_a_family_has_a_code_of_its_own_and_their_tries_are_counted_together) {
  Scene scene;
  const auto ichiro = scene.portal.add_account("mihon", "ichiro", scene.portal.member("mihon", "0001001", "01"));
  scene.portal.staff.execute("UPDATE account_emails SET address = ? WHERE account_id = ?", address, ichiro);
  Browser browser = scene.portal.browser();
  scene.ask(browser);
  const auto mails = scene.guides();
  BOOST_TEST_REQUIRE(mails.size() == 2U);
  BOOST_TEST(code_in(mails[0].text) != code_in(mails[1].text));
  for (const SentMail& mail : mails) {
    BOOST_TEST(location(give_code(browser, code_in(mail.text))) == "/mihon/reissue/start");
    browser.get("/mihon/reissue/start");
    BOOST_TEST(location(scene.give(browser, mail)) == "/mihon/reissue/password");
  }
  std::string wrong = "000 000";
  while (wrong == code_in(mails[0].text) || wrong == code_in(mails[1].text)) ++wrong[0];
  for (int time = 0; time < 5; ++time) give_code(browser, wrong);
  for (const SentMail& mail : mails) BOOST_TEST(give_code(browser, code_in(mail.text)).status == 422);
}

BOOST_AUTO_TEST_CASE(wrong_codes_are_answered_alike_and_cost_the_same_for_known_unknown_and_throttled_addresses) {
  Scene scene;
  struct Seen {
    Reply reply;
    std::int64_t statements;
  };
  const auto seen = [&scene](const std::string& email) {
    Browser browser = scene.portal.browser();
    scene.ask(browser, email);
    browser.get("/mihon/reissue/sent");
    scene.portal.now += 31min;  // from then on the page doesn't name the address
    const auto before = scene.portal.server_status("Com_stmt_execute");
    Reply reply = browser.post("/mihon/reissue/code", {{"code", "000 000"}});
    scene.portal.now -= 31min;
    return Seen{std::move(reply), scene.portal.server_status("Com_stmt_execute") - before};
  };
  const Seen unknown = seen("nobody@example.jp"), known = seen(address);
  for (int time = 0; time < 2; ++time) seen(address);
  for (const Seen& one : {known, seen(address)}) {
    BOOST_TEST(one.reply.status == 422);
    BOOST_TEST(one.reply.status == unknown.reply.status);
    BOOST_TEST((one.reply.headers == unknown.reply.headers));
    BOOST_TEST(without_token(one.reply.body) == without_token(unknown.reply.body));
    BOOST_TEST(one.statements == unknown.statements);
  }
}

BOOST_AUTO_TEST_SUITE_END()
