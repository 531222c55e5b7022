#include "domain/accounts/two_step.hpp"

#include <boost/test/unit_test.hpp>

#include "base/secret.hpp"
#include "tests/integration/security/scene.hpp"
#include "tests/support/authenticator.hpp"
#include "tests/support/operator.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_database.hpp"

using namespace std::chrono_literals;
using portal::testing::Authenticator;
using portal::testing::Browser;
using portal::testing::give_code;
using portal::testing::give_password;
using portal::testing::location;
using portal::testing::says;
using portal::testing::TestPortal;
using portal::testing::turn_on_two_step;
using namespace portal::testing::two_step;

BOOST_AUTO_TEST_SUITE(security_two_step)

BOOST_AUTO_TEST_CASE(a_member_sets_it_up_and_the_next_sign_in_asks_for_a_code) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(hanako.get("/mihon/home"), "href=\"/mihon/security\""));
  BOOST_TEST(says(hanako.get("/mihon/security"), "いまは使っていません"));
  const std::string before = hanako.cookie("sid");
  const Authenticator app = turn_on_two_step(portal, hanako);
  BOOST_TEST(hanako.cookie("sid") != before);
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  BOOST_TEST(says(hanako.get("/mihon/security"), "使っています"));
  portal.now += 1min;
  Browser browser = portal.browser();
  BOOST_TEST(location(give_password(browser, "hanako")) == "/mihon/login/code");
  BOOST_TEST(browser.cookie("sid") == "");
  BOOST_TEST(says(browser.get("/mihon/login/code"), "確認コード"));
  BOOST_TEST(location(browser.get("/mihon/home")) == "/mihon/login");
  BOOST_TEST(portal.recorded_of("sign_in_password_right") == "hanako");
  BOOST_TEST(portal.recorded_of("sign_in") == "hanako");  // the one before
  BOOST_TEST(location(give_code(browser, app.code(portal))) == "/mihon/home");
  BOOST_TEST(portal.recorded_of("sign_in") == "hanako hanako");
  BOOST_TEST(browser.cookie("step") == "");
  BOOST_TEST(browser.get("/mihon/home").status == 200);
}

BOOST_AUTO_TEST_CASE(no_secret_and_no_code_stands_in_the_database_in_plain) {
  Scene scene;
  auto rows = scene.portal.staff.select("SELECT sealed_secret FROM two_step");
  BOOST_TEST_REQUIRE(rows.next());
  const std::string sealed = rows.get<std::string>("sealed_secret");
  BOOST_TEST(sealed.find(scene.app.secret) == std::string::npos);
  BOOST_TEST(!portal::secret::decrypt(scene.portal.installation.secrets.two_step_keys.back(), sealed, "").has_value());
  auto digests = scene.portal.staff.select("SELECT code_digest FROM recovery_codes");
  int counted = 0;
  for (; digests.next(); ++counted) BOOST_TEST(digests.get<std::string>("code_digest").size() == 43U);
  BOOST_TEST(counted == 10);
}

BOOST_AUTO_TEST_CASE(staff_reset_it_with_the_rights_of_portalctl_and_the_member_is_told_and_signed_out) {
  Scene scene;
  portal::db::Database desk(portal::testing::test_database().settings(portal::testing::DatabaseRole::ctl));
  portal::testing::Operator staff(desk, "mihon");
  auto rows = scene.portal.staff.select("SELECT id, member_id FROM accounts WHERE login_id = 'hanako'");
  rows.next();
  const portal::two_step::Owner owner{rows.get<portal::AccountId>("id"), rows.get<portal::MemberId>("member_id")};
  const auto reset = [&] {
    return portal::two_step::reset(staff.scene(scene.portal.installation, scene.portal.now), owner);
  };
  BOOST_TEST(reset());
  BOOST_TEST(!reset());
  BOOST_TEST(scene.portal.recorded("two_step_reset") == 1);
  BOOST_TEST(scene.hanako.get("/mihon/home").status == 303);
  BOOST_TEST(scene.portal.mails().back().text.find("健康保険組合で、2段階ログインの\n設定を") != std::string::npos);
  Browser browser = scene.portal.browser();
  BOOST_TEST(location(give_password(browser, "hanako")) == "/mihon/home");
}

BOOST_AUTO_TEST_CASE(an_older_key_still_opens_what_it_sealed_after_a_new_one_came) {
  Scene scene;
  scene.portal.installation.secrets.two_step_keys.push_back(std::string(32, 'n'));
  Browser browser = scene.before_code();
  BOOST_TEST(give_code(browser, scene.app.code(scene.portal)).status == 303);
}

BOOST_AUTO_TEST_SUITE_END()
