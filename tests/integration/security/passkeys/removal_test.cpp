#include <boost/test/unit_test.hpp>

#include "tests/integration/security/passkey_scene.hpp"
#include "tests/support/authenticator.hpp"

using portal::Reply;
using portal::testing::between;
using portal::testing::Browser;
using portal::testing::give_password;
using portal::testing::location;
using portal::testing::says;
using portal::testing::test_password;
using namespace portal::testing::passkey;

BOOST_AUTO_TEST_SUITE(security_passkeys_removal)

BOOST_AUTO_TEST_CASE(a_passkey_is_removed_with_the_password_opens_nothing_more_and_the_password_still_does) {
  Scene scene;
  scene.add(scene.hanako, scene.phone);
  const std::string number =
      between(scene.hanako.get("/mihon/security/passkeys").body, "/mihon/security/passkeys/", "/name");
  const std::string path = "/mihon/security/passkeys/" + number + "/removal";
  scene.forget_the_password();
  BOOST_TEST(says(scene.hanako.get(path), "自分のiPhone"));
  BOOST_TEST(scene.hanako.post(path, {{"current_password", "wrong password 1"}}).status == 422);
  BOOST_TEST(scene.portal.count("passkeys") == 1);
  BOOST_TEST(location(scene.hanako.post(path, {{"current_password", test_password}})) ==
             "/mihon/security/passkeys?done=removed");
  BOOST_TEST(says(scene.hanako.get("/mihon/security/passkeys?done=removed"), "パスキーを削除しました"));
  BOOST_TEST(scene.mails("パスキーが削除されました").size() == 1U);
  BOOST_TEST(scene.portal.recorded_of("passkey_removed") == "hanako");
  BOOST_TEST(scene.hanako.get(path).status == 404);
  Browser browser = scene.portal.browser();
  BOOST_TEST(location(scene.sign_in(browser, scene.phone)) == "/mihon/login?passkey=unknown");
  BOOST_TEST(says(browser.get("/mihon/login?passkey=unknown"), "登録されていないか、削除されています"));
  BOOST_TEST(location(give_password(browser, "hanako")) == "/mihon/home");
}

BOOST_AUTO_TEST_SUITE_END()
