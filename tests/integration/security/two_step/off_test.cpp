#include <boost/test/unit_test.hpp>

#include "tests/integration/security/scene.hpp"
#include "tests/support/authenticator.hpp"
#include "tests/support/page.hpp"

using portal::Reply;
using portal::testing::Browser;
using portal::testing::give_password;
using portal::testing::location;
using portal::testing::says;
using portal::testing::test_password;
using namespace portal::testing::two_step;

BOOST_AUTO_TEST_SUITE(security_two_step_off)

BOOST_AUTO_TEST_CASE(it_is_switched_off_only_with_the_password_and_a_code_and_a_wrong_password_uses_no_code_up) {
  Scene scene;
  const auto off = [&scene](const std::string& password, const std::string& code) {
    scene.hanako.get("/mihon/security/two-step/off");
    return scene.hanako.post("/mihon/security/two-step/off", {{"current_password", password}, {"code", code}});
  };
  const std::string code = scene.app.code(scene.portal);
  BOOST_TEST(says(off("", code), "いまのパスワードを入力してください"));
  BOOST_TEST(says(off("wrong password 1", code), "いまのパスワードが正しくありません"));
  BOOST_TEST(says(off(test_password, ""), "を入力してください"));
  BOOST_TEST(says(off(test_password, scene.wrong_code()), refused));
  BOOST_TEST(says(scene.hanako.get("/mihon/security"), "使っています"));
  BOOST_TEST(scene.portal.recorded("two_step_off") == 0);
  BOOST_TEST(location(off(test_password, code)) == "/mihon/security?done=two-step-off");
  const Reply page = scene.hanako.get("/mihon/security?done=two-step-off");
  BOOST_TEST(says(page, "2段階ログインを解除しました"));
  BOOST_TEST(says(page, "いまは使っていません"));
  BOOST_TEST(scene.portal.mails().back().text.find("解除されました") != std::string::npos);
  BOOST_TEST(location(off(test_password, code)) == "/mihon/security");
  BOOST_TEST(scene.portal.recorded_of("two_step_off") == "hanako");
  Browser browser = scene.portal.browser();
  BOOST_TEST(location(give_password(browser, "hanako")) == "/mihon/home");
}

BOOST_AUTO_TEST_CASE(a_recovery_code_switches_it_off_too) {
  Scene scene;
  scene.hanako.get("/mihon/security/two-step/off");
  BOOST_TEST(location(scene.hanako.post("/mihon/security/two-step/off", {{"current_password", test_password},
                                                                         {"code", scene.app.recovery_codes[7]}})) ==
             "/mihon/security?done=two-step-off");
}

BOOST_AUTO_TEST_SUITE_END()
