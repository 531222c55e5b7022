#include <boost/test/unit_test.hpp>

#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::card_password;
using portal::testing::link_in;
using portal::testing::TestPortal;

namespace {

constexpr const char* new_password = "kotatsu7mikan";

bool says(const Reply& reply, std::string_view words) { return reply.body.find(words) != std::string::npos; }

std::string location(const Reply& reply) { return std::string(reply.header("Location")); }

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

}  // namespace

BOOST_AUTO_TEST_SUITE(registration)

BOOST_AUTO_TEST_CASE(a_member_registers_by_mail_and_signs_in) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const std::string link = scene.ask_for_link(browser);
  BOOST_TEST(browser.get("/mihon/register/sent").status == 200);
  BOOST_TEST(scene.portal.mails().back().subject == "利用登録手続きのご案内");
  BOOST_TEST(says(scene.open(browser, link), "仮ログイン"));
  BOOST_TEST(location(scene.give_postcard(browser, "Ｋ３Ｍ７p2qa ")) == "/mihon/register/account");
  const Reply account = browser.get("/mihon/register/account");
  BOOST_TEST(says(account, "𠮷田　太郎"));
  BOOST_TEST(says(account, "value=\"taro@example.jp\""));
  BOOST_TEST(location(scene.set_account(browser)) == "/mihon/register/done");
  BOOST_TEST(browser.cookie("step") == "");
  BOOST_TEST(browser.get("/mihon/register/done").status == 200);
  BOOST_TEST(scene.portal.mails().back().subject == "利用登録完了のお知らせ");
  browser.get("/mihon/login");
  BOOST_TEST(location(browser.post("/mihon/login", {{"login_id", "TARO"}, {"password", new_password}})) ==
             "/mihon/home");
  BOOST_TEST(says(browser.get("/mihon/home"), "たろう"));
}

BOOST_AUTO_TEST_CASE(a_member_whose_address_is_printed_registers_without_a_mail_and_signs_in) {
  Scene scene;
  scene.portal.add_postcard("mihon", "hanahana", scene.portal.member("mihon", "0001001"));
  Browser browser = scene.portal.browser();
  browser.get("/mihon/login/preset");
  const Reply entered = browser.post("/mihon/login/preset", {{"login_id", "hanahana"}, {"password", card_password}});
  BOOST_TEST(location(entered) == "/mihon/register/account");
  BOOST_TEST(says(browser.get("/mihon/register/account"), "value=\"hanako@example.jp\""));
  BOOST_TEST(location(scene.set_account(browser, "hanako", "hanako@example.jp")) == "/mihon/register/done");
  BOOST_TEST(scene.portal.mails().size() == 1U);
  browser.get("/mihon/login");
  BOOST_TEST(location(browser.post("/mihon/login", {{"login_id", "hanako"}, {"password", new_password}})) ==
             "/mihon/home");
}

BOOST_AUTO_TEST_SUITE_END()
