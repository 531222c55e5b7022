#pragma once
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

// What the tests of パスワード再発行 share.
namespace portal::testing::reissue {

inline constexpr const char* new_password = "kotatsu7mikan";
inline constexpr const char* address = "hanako@example.jp";

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

}  // namespace portal::testing::reissue
