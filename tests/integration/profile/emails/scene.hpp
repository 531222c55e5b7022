#pragma once
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

// What the tests of メールアドレスの設定 share.
namespace portal::testing::emails {

inline constexpr const char* old_address = "hanako@example.jp";
inline constexpr const char* new_address = "hanako@mail.example.com";
inline constexpr const char* list_page = "/mihon/profile/emails";
inline constexpr const char* confirm_page = "/mihon/profile/emails/confirm";

// A portal where hanako of mihon has an account with hanako@example.jp, and her browser is signed in.
struct Scene {
  TestPortal portal;
  Browser hanako = portal.as("hanako");

  std::vector<SentMail> mails_with(const std::string& subject) {
    auto mails = portal.mails();
    std::erase_if(mails, [&subject](const SentMail& mail) { return mail.subject != subject; });
    return mails;
  }
  std::vector<SentMail> requests() { return mails_with("メールアドレス確認のお願い"); }
  std::vector<std::string> told() {
    std::vector<std::string> recipients;
    for (const SentMail& mail : mails_with("メールアドレス変更のお知らせ")) recipients.push_back(mail.recipient);
    return recipients;
  }

  Reply add(Browser& browser, const std::string& address = new_address, const std::string& password = "") {
    browser.get(list_page);
    return browser.post(list_page, {{"email", address}, {"current_password", password}});
  }
  // The path of the link in the mail.
  std::string asked_link(const std::string& address = new_address) {
    BOOST_TEST(location(add(hanako, address)) == "/mihon/profile/emails/sent");
    const auto mails = requests();
    BOOST_REQUIRE(!mails.empty());
    BOOST_TEST(mails.back().recipient == address);
    return link_in(mails.back().text);
  }
  // The link's hops, up to the page with the last button.
  Reply open(Browser& browser, const std::string& link) {
    BOOST_TEST(location(browser.get(link)) == "/mihon/profile/emails/start");
    BOOST_TEST(location(browser.get("/mihon/profile/emails/start")) == confirm_page);
    return browser.get(confirm_page);
  }
  Reply confirm(Browser& browser, const std::string& password = "") {
    return browser.post(confirm_page, {{"current_password", password}});
  }
  Reply use(const std::string& link) {
    open(hanako, link);
    return confirm(hanako);
  }
  // As the account has them, the primary one marked.
  std::string addresses(const std::string& login_id = "hanako") {
    auto rows = portal.staff.select(R"(
      SELECT COALESCE(GROUP_CONCAT(CONCAT(IF(e.is_primary, '*', ''), e.address) ORDER BY e.address SEPARATOR ' '), '')
             AS text
      FROM account_emails e JOIN accounts a ON a.society_id = e.society_id AND a.id = e.account_id
      WHERE a.login_id = ?)",
                                    login_id);
    rows.next();
    return rows.get<std::string>("text");
  }
  void give(const std::string& address) {
    portal.staff.execute(
        "INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at)"
        " SELECT society_id, id, ?, FALSE, created_at FROM accounts WHERE login_id = 'hanako'",
        address);
  }
  void bounce(const std::string& address) {
    portal.staff.execute("UPDATE account_emails SET bounced_at = ? WHERE address = ?", portal.now, address);
  }
  std::string path_of(const std::string& address, const std::string& what) {
    auto rows = portal.staff.select("SELECT id FROM account_emails WHERE address = ?", address);
    rows.next();
    return "/mihon/profile/emails/" + std::to_string(rows.get<std::int64_t>("id")) + "/" + what;
  }
  Reply act(Browser& browser, const std::string& path, const std::string& password = "") {
    browser.get(path);
    return browser.post(path, {{"current_password", password}});
  }
};

}  // namespace portal::testing::emails
