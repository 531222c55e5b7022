#include <boost/test/unit_test.hpp>

#include "tests/integration/profile/emails/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::code_in;
using portal::testing::location;
using portal::testing::says;
using namespace portal::testing::emails;

namespace {

Reply give_code(Browser& browser, const std::string& code) {
  browser.get("/mihon/profile/emails/sent");
  return browser.post("/mihon/profile/emails/code", {{"code", code}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(profile_emails_code)

BOOST_AUTO_TEST_CASE(the_digits_of_the_mail_lead_where_its_link_leads_to_the_page_that_adds_the_address) {
  Scene scene;
  scene.asked_link();
  const std::string code = code_in(scene.requests().back().text);
  BOOST_TEST(location(give_code(scene.hanako, code)) == "/mihon/profile/emails/start");
  BOOST_TEST(location(scene.hanako.get("/mihon/profile/emails/start")) == confirm_page);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp");
  BOOST_TEST(says(scene.hanako.get(confirm_page), new_address));
  BOOST_TEST(location(scene.confirm(scene.hanako)) == "/mihon/profile/emails/done");
  BOOST_TEST(scene.addresses() == "*hanako@example.jp hanako@mail.example.com");
  BOOST_TEST(give_code(scene.hanako, code).status == 422);
}

BOOST_AUTO_TEST_CASE(a_code_opens_nothing_for_another_member_on_the_same_browser_and_asks_who_signed_out_to_sign_in) {
  Scene scene;
  scene.asked_link();
  const std::string code = code_in(scene.requests().back().text);
  scene.hanako.get("/mihon/profile/emails/sent");
  scene.portal.now += 31min;
  BOOST_TEST(location(scene.hanako.post("/mihon/profile/emails/code", {{"code", code}})).starts_with("/mihon/login"));
  scene.portal.as("taro");  // has an account from then on
  scene.hanako.get("/mihon/login");
  const Reply signed_in =
      scene.hanako.post("/mihon/login", {{"login_id", "taro"}, {"password", portal::testing::test_password}});
  BOOST_TEST(location(signed_in) == "/mihon/home");
  const Reply reply = give_code(scene.hanako, code);
  BOOST_TEST(reply.status == 422);
  BOOST_TEST(says(reply, "お申し込みになった端末とブラウザーの画面でだけ使えます"));
}

BOOST_AUTO_TEST_CASE(five_wrong_codes_end_the_code_and_not_the_link) {
  Scene scene;
  const std::string link = scene.asked_link();
  const std::string code = code_in(scene.requests().back().text);
  std::string wrong = code;
  wrong[0] = wrong[0] == '9' ? '0' : static_cast<char>(wrong[0] + 1);
  for (int time = 0; time < 5; ++time) BOOST_TEST(give_code(scene.hanako, wrong).status == 422);
  BOOST_TEST(give_code(scene.hanako, code).status == 422);
  BOOST_TEST(says(scene.open(scene.hanako, link), new_address));
}

BOOST_AUTO_TEST_SUITE_END()
