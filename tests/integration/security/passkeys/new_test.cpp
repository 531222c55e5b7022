#include <boost/test/unit_test.hpp>

#include "tests/integration/security/passkey_scene.hpp"

using portal::Reply;
using portal::testing::json_of;
using portal::testing::location;
using portal::testing::says;
using portal::testing::test_password;
using namespace portal::testing::passkey;

BOOST_AUTO_TEST_SUITE(security_passkeys_new)

BOOST_AUTO_TEST_CASE(who_gave_the_password_long_ago_gives_it_again_before_there_is_a_challenge) {
  Scene scene;
  scene.forget_the_password();
  const std::string path = "/mihon/security/passkeys/new";
  const Reply asked = scene.hanako.get(path + "?next=/notices");
  BOOST_TEST(option_of(asked, "challenge") == "");
  BOOST_TEST(scene.hanako.post(path, {{"current_password", "wrong password 1"}}).status == 422);
  BOOST_TEST(location(scene.hanako.post(path, {{"current_password", test_password}, {"next", "/notices"}})) ==
             path + "?next=/notices");
  const Reply page = scene.hanako.get(path + "?next=/notices");
  BOOST_TEST(option_of(page, "challenge") != "");
  const Reply done = scene.hanako.post(
      "/mihon/security/passkeys",
      {{"name", ""}, {"credential", json_of(scene.phone.create(Scene::told_on(page)))}, {"next", "/notices"}});
  BOOST_TEST(location(done) == std::string(added) + "&next=/notices");
  BOOST_TEST(says(scene.hanako.get(location(done)), "href=\"/mihon/notices\""));
}

BOOST_AUTO_TEST_CASE(the_browser_is_asked_for_a_discoverable_verified_passkey_without_attestation) {
  Scene scene;
  const Reply page = scene.page_of_new(scene.hanako);
  for (const char* said :
       {"&quot;residentKey&quot;:&quot;required&quot;", "&quot;userVerification&quot;:&quot;required&quot;",
        "&quot;attestation&quot;:&quot;none&quot;", "&quot;alg&quot;:-7", "&quot;alg&quot;:-257",
        "&quot;rp&quot;:{&quot;id&quot;:&quot;portal.example.jp&quot;"})
    BOOST_TEST(says(page, said), said);
  BOOST_TEST(!says(page, "0001001"));
}

BOOST_AUTO_TEST_SUITE_END()
