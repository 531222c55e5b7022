#include <boost/test/unit_test.hpp>

#include "tests/integration/register/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using portal::Reply;
using portal::testing::Browser;
using portal::testing::card_password;
using portal::testing::location;
using portal::testing::says;
using namespace portal::testing::registration;

BOOST_AUTO_TEST_SUITE(login_preset)

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

// Whoever finds a postcard has its password: only the birth date isn't printed on it.
BOOST_AUTO_TEST_CASE(the_preset_entry_asks_for_the_birth_date_too_where_the_society_does) {
  Scene scene;
  scene.portal.add_postcard("mihon", "hanahana", scene.portal.member("mihon", "0001001"));
  Browser browser = scene.portal.browser();
  BOOST_TEST(!says(browser.get("/mihon/login/preset"), "生年月日"));
  scene.portal.staff.execute("UPDATE societies SET asks_birth_date = TRUE");
  BOOST_TEST(says(browser.get("/mihon/login/preset"), "生年月日"));
  const auto give = [&browser](const std::string& birth_date) {
    return browser.post("/mihon/login/preset",
                        {{"login_id", "hanahana"}, {"password", card_password}, {"birth_date", birth_date}});
  };
  const Reply without = browser.post("/mihon/login/preset", {{"login_id", "hanahana"}, {"password", card_password}});
  BOOST_TEST(without.status == 422);
  BOOST_TEST(says(without, "生年月日を入力してください"));
  BOOST_TEST(says(give("31/12"), "のように入力してください"));
  const Reply wrong = give("19850402");
  BOOST_TEST(wrong.status == 422);
  BOOST_TEST(says(wrong, "登録へ進めませんでした"));
  BOOST_TEST(says(wrong, "ログインID、仮パスワード、生年月日のどれかが違います。"));
  BOOST_TEST(says(give("1985/2/30"), "「1985/2/30」という日はありません。"));
  BOOST_TEST(location(give("昭和60年4月1日")) == "/mihon/register/account");
  auto rows = scene.portal.staff.select("SELECT failures FROM postcards WHERE login_id = 'hanahana'");
  rows.next();
  BOOST_TEST(rows.get<int>("failures") == 1);
}

BOOST_AUTO_TEST_CASE(the_preset_entry_refuses_a_postcard_without_a_printed_address_like_a_wrong_password) {
  Scene scene;
  Browser browser = scene.portal.browser();
  browser.get("/mihon/login/preset");
  const Reply without = browser.post("/mihon/login/preset", {{"login_id", scene.card}, {"password", card_password}});
  const Reply wrong = browser.post("/mihon/login/preset", {{"login_id", scene.card}, {"password", "wrong2345678"}});
  BOOST_TEST(without.status == 422);
  BOOST_TEST((bare(without.body) == bare(wrong.body)));
  BOOST_TEST(scene.portal.count("steps") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
