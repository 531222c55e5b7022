#include <boost/test/unit_test.hpp>

#include "tests/integration/security/passkey_scene.hpp"

using portal::Reply;
using portal::testing::between;
using portal::testing::Browser;
using portal::testing::location;
using portal::testing::says;
using portal::testing::test_password;
using namespace portal::testing::passkey;

BOOST_AUTO_TEST_SUITE(security_passkeys_name)

BOOST_AUTO_TEST_CASE(a_passkey_gets_another_name_with_the_password_and_its_owner_is_told) {
  Scene scene;
  scene.add(scene.hanako, scene.phone);
  const std::string number =
      between(scene.hanako.get("/mihon/security/passkeys").body, "/mihon/security/passkeys/", "/name");
  const std::string path = "/mihon/security/passkeys/" + number + "/name";
  scene.forget_the_password();
  BOOST_TEST(says(scene.hanako.get(path), "value=\"自分のiPhone\""));
  const auto rename = [&](const std::string& name, const std::string& password) {
    return scene.hanako.post(path, {{"name", name}, {"current_password", password}});
  };
  BOOST_TEST(says(rename("会社のPC", ""), "いまのパスワードを入力してください"));
  BOOST_TEST(says(rename("", test_password), "パスキーの名前を入力してください"));
  BOOST_TEST(says(rename("123456789012345678901", test_password), "20文字以内"));
  BOOST_TEST(scene.mails("名前が変更").empty());
  BOOST_TEST(location(rename("会社の<PC>", test_password)) == "/mihon/security/passkeys?done=renamed");
  BOOST_TEST(says(scene.hanako.get("/mihon/security/passkeys?done=renamed"), "<h3>会社の&lt;PC&gt;</h3>"));
  BOOST_TEST(scene.mails("名前が変更").size() == 1U);
  BOOST_TEST(scene.portal.recorded_of("passkey_renamed") == "hanako");
}

BOOST_AUTO_TEST_CASE(nobody_else_s_passkey_is_there) {
  Scene scene;
  scene.add(scene.hanako, scene.phone);
  const std::string number =
      between(scene.hanako.get("/mihon/security/passkeys").body, "/mihon/security/passkeys/", "/name");
  Browser ichiro = scene.portal.as("ichiro");
  for (const char* page : {"name", "removal"}) {
    const std::string path = "/mihon/security/passkeys/" + number + "/" + page;
    BOOST_TEST(ichiro.get(path).status == 404);
    BOOST_TEST(ichiro.post(path, {{"name", "x"}}).status == 404);
    BOOST_TEST(scene.hanako.get("/mihon/security/passkeys/0x/" + std::string(page)).status == 404);
  }
  BOOST_TEST(scene.portal.count("passkeys") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
