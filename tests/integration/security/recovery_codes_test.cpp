#include <boost/test/unit_test.hpp>

#include "tests/integration/security/scene.hpp"
#include "tests/support/authenticator.hpp"
#include "tests/support/page.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::codes_on;
using portal::testing::give_code;
using portal::testing::location;
using portal::testing::says;
using namespace portal::testing::two_step;

BOOST_AUTO_TEST_SUITE(security_recovery_codes)

BOOST_AUTO_TEST_CASE(the_recovery_codes_are_shown_to_their_session_until_it_goes_on_and_ten_minutes_at_most) {
  Scene scene;
  BOOST_TEST(says(scene.hanako.get("/mihon/security/recovery-codes"), scene.app.recovery_codes[0]));
  const std::string carried = scene.hanako.cookie("codes");
  BOOST_TEST(carried.find(scene.app.recovery_codes[0]) == std::string::npos);
  Browser other = scene.before_code();
  give_code(other, scene.app.code(scene.portal));
  portal::Request stolen;
  stolen.path = "/mihon/security/recovery-codes";
  stolen.cookies.add("codes", carried);
  BOOST_TEST(codes_on(other.send(stolen).body).empty());
  scene.portal.now += 9min;
  BOOST_TEST(codes_on(scene.hanako.get("/mihon/security/recovery-codes").body).empty());
  Scene fresh;
  fresh.hanako.get("/mihon/security");
  BOOST_TEST(fresh.hanako.cookie("codes") == "");
  BOOST_TEST(codes_on(fresh.hanako.get("/mihon/security/recovery-codes").body).empty());
}

BOOST_AUTO_TEST_CASE(new_recovery_codes_need_a_code_and_the_old_ones_are_dead) {
  Scene scene;
  scene.hanako.get("/mihon/security");
  scene.hanako.get("/mihon/security/recovery-codes");
  BOOST_TEST(scene.hanako.post("/mihon/security/recovery-codes", {{"code", scene.wrong_code()}}).status == 422);
  const Reply made = scene.hanako.post("/mihon/security/recovery-codes", {{"code", scene.app.code(scene.portal)}});
  BOOST_TEST(location(made) == "/mihon/security/recovery-codes");
  const auto codes = codes_on(scene.hanako.get(location(made)).body);
  BOOST_TEST_REQUIRE(codes.size() == 10U);
  BOOST_TEST(scene.portal.recorded_of("recovery_codes_made") == "hanako");
  BOOST_TEST(scene.portal.mails().back().text.find("新しい\n予備コード") != std::string::npos);
  scene.portal.now += 1min;
  Browser browser = scene.before_code();
  BOOST_TEST(says(give_code(browser, scene.app.recovery_codes[0]), refused));
  BOOST_TEST(scene.portal.recorded("recovery_code_used") == 0);
  BOOST_TEST(give_code(browser, codes[9]).status == 303);
  BOOST_TEST(scene.portal.recorded_of("recovery_code_used") == "hanako");
}

BOOST_AUTO_TEST_SUITE_END()
