#pragma once
#include <string>
#include <string_view>

#include <boost/test/unit_test.hpp>

#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

// What the tests of 新規利用登録 share.
namespace portal::testing::registration {

inline constexpr const char* new_password = "kotatsu7mikan";

// What differs between two showings of one page: the form token and what was typed.
inline std::string bare(std::string page) {
  for (const std::string_view before : {"name=\"csrf\" value=\"", "name=\"login_id\" type=\"text\" value=\""})
    for (auto at = page.find(before); at != std::string::npos; at = page.find(before, at + 1))
      page.erase(at + before.size(), page.find('"', at + before.size()) - at - before.size());
  return page;
}

// A portal where 太郎 of mihon holds a postcard.
struct Scene {
  TestPortal portal;
  std::string card = "k3m7p2qa";
  Scene() { portal.add_postcard("mihon", card, portal.member("mihon", "0001002")); }

  // ①: the path of the link in the guide mail.
  std::string ask_for_link(Browser& browser, const std::string& address = "taro@example.jp") {
    browser.get("/mihon/register");
    BOOST_TEST(location(browser.post("/mihon/register", {{"email", address}})) == "/mihon/register/sent");
    const auto mails = portal.mails();
    BOOST_REQUIRE(!mails.empty());
    return link_in(mails.back().text);
  }
  // The link's first hop, and the page behind it.
  Reply open(Browser& browser, const std::string& link) {
    BOOST_TEST(location(browser.get(link)) == "/mihon/register/start");
    return browser.get("/mihon/register/start");
  }
  // ②
  Reply give_postcard(Browser& browser, const std::string& login_id, const std::string& password = card_password) {
    return browser.post("/mihon/register/start", {{"login_id", login_id}, {"password", password}});
  }
  // ③
  Reply set_account(Browser& browser, const std::string& login_id = "taro",
                    const std::string& email = "taro@example.jp") {
    return browser.post("/mihon/register/account", {{"new_login_id", login_id},
                                                    {"new_password", new_password},
                                                    {"new_password_confirm", new_password},
                                                    {"email", email},
                                                    {"nickname", "たろう"}});
  }
  // ① and ②: a browser that stands at ③.
  Browser at_account() {
    Browser browser = portal.browser();
    open(browser, ask_for_link(browser));
    BOOST_TEST(location(give_postcard(browser, card)) == "/mihon/register/account");
    BOOST_TEST(browser.get("/mihon/register/account").status == 200);
    return browser;
  }
};

}  // namespace portal::testing::registration
