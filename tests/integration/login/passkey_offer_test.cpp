#include <boost/test/unit_test.hpp>

#include "tests/integration/security/passkey_scene.hpp"
#include "tests/support/authenticator.hpp"

using portal::Reply;
using portal::testing::Authenticator;
using portal::testing::Browser;
using portal::testing::give_password;
using portal::testing::location;
using portal::testing::says;
using portal::testing::test_password;
using portal::testing::turn_on_two_step;
using namespace portal::testing::passkey;

namespace {

std::string sign_in(Scene& scene, const std::string& can, const std::string& next = "") {
  Browser browser = scene.portal.browser();
  browser.get("/mihon/login");
  return location(browser.post(
      "/mihon/login", {{"login_id", "hanako"}, {"password", test_password}, {"passkeys", can}, {"next", next}}));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(login_passkey_offer)

BOOST_AUTO_TEST_CASE(it_is_made_once_in_90_days_where_the_device_can) {
  Scene scene;
  BOOST_TEST(sign_in(scene, "") == "/mihon/home");
  BOOST_TEST(sign_in(scene, "1") == "/mihon/login/passkey-offer");
  BOOST_TEST(sign_in(scene, "1") == "/mihon/home");
  scene.portal.now += std::chrono::hours{24 * 90} - 1s;
  BOOST_TEST(sign_in(scene, "1") == "/mihon/home");
  scene.portal.now += 1s;
  BOOST_TEST(sign_in(scene, "1", "/notices") == "/mihon/login/passkey-offer?next=/notices");
}

BOOST_AUTO_TEST_CASE(who_has_a_passkey_is_asked_for_none) {
  Scene scene;
  scene.add(scene.hanako, scene.phone);
  BOOST_TEST(sign_in(scene, "1") == "/mihon/home");
}

BOOST_AUTO_TEST_CASE(both_answers_keep_the_page_that_was_asked_for) {
  Scene scene;
  const Reply page = scene.hanako.get("/mihon/login/passkey-offer?next=/notices");
  BOOST_TEST(says(page, "href=\"/mihon/security/passkeys/new?next=/notices\""));
  BOOST_TEST(says(page, "href=\"/mihon/notices\""));
  BOOST_TEST(says(scene.hanako.get("/mihon/login/passkey-offer?next=//example.com"), "href=\"/mihon/home\""));
  Browser nobody = scene.portal.browser();
  BOOST_TEST(nobody.get("/mihon/login/passkey-offer").status == 303);
}

BOOST_AUTO_TEST_CASE(it_is_made_after_the_code_of_a_two_step_sign_in_too) {
  Scene scene;
  const Authenticator app = turn_on_two_step(scene.portal, scene.hanako);
  scene.portal.now += 1min;
  Browser browser = scene.portal.browser();
  give_password(browser, "hanako");
  browser.get("/mihon/login/code");
  BOOST_TEST(location(browser.post("/mihon/login/code", {{"code", app.code(scene.portal)}, {"passkeys", "1"}})) ==
             "/mihon/login/passkey-offer");
}

BOOST_AUTO_TEST_SUITE_END()
