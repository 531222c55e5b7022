#include <boost/test/unit_test.hpp>

#include "tests/support/authenticator.hpp"
#include "tests/support/page.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::give_password;
using portal::testing::location;
using portal::testing::says;
using portal::testing::SentMail;
using portal::testing::TestPortal;

namespace {

std::size_t count(const std::string& text, std::string_view words) {
  std::size_t found = 0;
  for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++found;
  return found;
}

std::vector<SentMail> notices(TestPortal& portal) {
  auto found = portal.mails();
  std::erase_if(found, [](const SentMail& mail) { return mail.subject != "ログインのお知らせ"; });
  return found;
}

void sign_in_wrongly(Browser& browser, const std::string& login_id) {
  browser.get("/mihon/login");
  browser.post("/mihon/login", {{"login_id", login_id}, {"password", "wrong password 1"}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(security)

BOOST_AUTO_TEST_CASE(the_page_lists_the_open_sessions_with_this_one_marked_and_no_idle_or_ended_ones) {
  TestPortal portal;
  Browser idle = portal.as("hanako");
  portal.now += 31min;
  Browser phone = portal.as("hanako");
  Browser ended = portal.as("hanako");
  ended.get("/mihon/home");
  ended.post("/mihon/logout", {});
  Browser desk = portal.browser();
  desk.user_agent = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0";
  give_password(desk, "hanako");
  const Reply page = desk.get("/mihon/security");
  BOOST_TEST(page.status == 200);
  BOOST_TEST(count(page.body, "この端末") == 1U);
  BOOST_TEST(says(page, "Windows（Edge）"));
  BOOST_TEST(says(page, "iPhone（Safari）"));
  BOOST_TEST(count(page.body, "ログアウトさせる</button>") == 2U);  // the other one, and all others
}

BOOST_AUTO_TEST_CASE(the_record_shows_20_sign_ins_of_90_days_with_the_failures_before_each) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.now += 91 * 24h;
  for (int tries = 0; tries < 3; ++tries) sign_in_wrongly(hanako, "hanako");
  Browser next = portal.as("hanako");
  const Reply page = next.get("/mihon/security");
  BOOST_TEST(count(page.body, "<th scope=\"row\"") == 1U);
  BOOST_TEST(says(page, "<span class=\"due\">3回</span>"));
  BOOST_TEST(says(next.get("/mihon/home"), "そのあと、ログインの失敗が3回ありました"));
  for (int more = 0; more < 22; ++more) {
    portal.now += 1h;
    portal.as("hanako");
  }
  Browser last = portal.as("hanako");
  BOOST_TEST(count(last.get("/mihon/security").body, "<th scope=\"row\"") == 20U);
  BOOST_TEST(!says(last.get("/mihon/home"), "ログインの失敗が"));
  Browser taro = portal.as("taro");
  BOOST_TEST(count(taro.get("/mihon/security").body, "<th scope=\"row\"") == 1U);
}

BOOST_AUTO_TEST_CASE(a_sign_in_from_a_new_device_is_told_once_to_all_addresses_without_the_clients_address) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(notices(portal).empty());  // the very first sign-in
  portal.staff.execute(
      "INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at)"
      " SELECT society_id, id, 'second@example.jp', FALSE, created_at FROM accounts WHERE login_id = 'hanako'");
  hanako.forget("sid");
  give_password(hanako, "hanako");
  BOOST_TEST(notices(portal).empty());  // a known one
  Browser other = portal.browser();
  other.client_address = "198.51.100.77";
  give_password(other, "hanako");
  const auto told = notices(portal);
  BOOST_TEST_REQUIRE(told.size() == 2U);
  for (const SentMail& mail : told) {
    BOOST_TEST(mail.text.find("iPhone（Safari）") != std::string::npos);
    BOOST_TEST(mail.text.find("令和8年（2026年）11月22日（日）13:20") != std::string::npos);
    BOOST_TEST(mail.text.find("198.51") == std::string::npos);
    BOOST_TEST(mail.text.find("hanako") == std::string::npos);
  }
  other.forget("sid");
  give_password(other, "hanako");
  BOOST_TEST(notices(portal).size() == 2U);
}

BOOST_AUTO_TEST_CASE(with_the_notice_switched_off_none_is_sent_and_the_switching_off_is_told) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/security");
  BOOST_TEST(location(hanako.post("/mihon/security", {{"sign_in_mails", "off"}})) == "/mihon/security?done=mails-off");
  BOOST_TEST_REQUIRE(portal.mails().size() == 1U);
  BOOST_TEST(portal.mails()[0].subject == "ログインの安全設定のお知らせ");
  BOOST_TEST(portal.mails()[0].text.find("止められました") != std::string::npos);
  BOOST_TEST(portal.recorded_of("sign_in_mails_off") == "hanako");
  BOOST_TEST(says(hanako.get("/mihon/security"), "止めています"));
  Browser other = portal.browser();
  give_password(other, "hanako");
  BOOST_TEST(portal.mails().size() == 1U);
  hanako.get("/mihon/security");
  hanako.post("/mihon/security", {{"sign_in_mails", "on"}});
  BOOST_TEST(portal.mails().size() == 1U);
  Browser third = portal.browser();
  give_password(third, "hanako");
  BOOST_TEST(notices(portal).size() == 1U);
  hanako.get("/mihon/security");
  BOOST_TEST(location(hanako.post("/mihon/security", {{"sign_in_mails", "🍣"}})) == "/mihon/security");
  BOOST_TEST(portal.recorded_of("sign_in_mails_on") == "hanako");
  BOOST_TEST(portal.recorded_of("sign_in_mails_off") == "hanako");
}

BOOST_AUTO_TEST_CASE(the_page_costs_three_statements) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.as("hanako");
  hanako.get("/mihon/security");
  const auto statements = [&portal] { return portal.server_status("Questions"); };
  const auto before = statements();
  const auto idle = statements() - before;
  hanako.get("/mihon/security");
  BOOST_TEST(statements() - before - 2 * idle <= 3);
}

BOOST_AUTO_TEST_SUITE_END()
