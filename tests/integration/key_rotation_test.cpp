// Each key is replaced while people are in the middle of something (docs/decisions/0058).
#include <filesystem>

#include <boost/test/unit_test.hpp>
#include <unistd.h>

#include "sql/keys.hpp"
#include "tests/support/authenticator.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::code_in;
using portal::testing::give_password;
using portal::testing::link_in;
using portal::testing::location;
using portal::testing::says;
using portal::testing::test_password;
using portal::testing::TestPortal;
namespace fs = std::filesystem;

namespace {

constexpr portal::HashCost cheap{8, 1};

// A portal whose keys lie in files, as those of workers do; restart() is what the workers' is.
struct Scene {
  fs::path folder = fs::temp_directory_path() / ("portal-rotated-" + std::to_string(getpid()));
  TestPortal portal;

  Scene() {
    fs::remove_all(folder);
    portal::create_secrets(folder);
    restart();
  }
  ~Scene() { fs::remove_all(folder); }
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;

  void restart() {
    auto& installation = portal.installation;
    installation.secrets = portal::read_web_secrets(folder);
    installation.passwords =
        portal::PasswordHasher(cheap, installation.secrets.peppers, installation.secrets.current_pepper_id);
    portal.seal_keys = portal::read_mail_secrets(folder);
  }
  void rotate(const char* kind) {
    portal::rotate_key(folder, kind);
    restart();
  }
  std::string pepper_of(const std::string& login_id) {
    auto rows = portal.staff.select("SELECT pepper_id FROM accounts WHERE login_id = ?", login_id);
    BOOST_REQUIRE(rows.next());
    return rows.get<std::string>("pepper_id");
  }
  std::vector<std::string> faults() {
    return portal::keys::faults(portal.staff, portal::key_fingerprints(folder), portal::keys::all_kinds);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(key_rotation)

BOOST_AUTO_TEST_CASE(whichever_key_is_replaced_people_stay_signed_in_sign_in_again_and_go_on_with_what_they_hold) {
  for (const char* kind : {"pepper", "two-step", "form", "throttle", "mail-seal"}) {
    BOOST_TEST_CONTEXT(kind) {
      Scene scene;
      TestPortal& portal = scene.portal;
      portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
      Browser hanako = portal.browser();
      BOOST_TEST(location(give_password(hanako, "hanako")) == "/mihon/home");
      const auto app = portal::testing::turn_on_two_step(portal, hanako);
      portal.now += 1min;
      const portal::AccountId taro = portal.add_account("mihon", "taro", portal.member("mihon", "0001002"));
      portal.staff.execute("UPDATE account_emails SET address = 'taro@example.jp' WHERE account_id = ?", taro);
      Browser asking = portal.browser();
      asking.get("/mihon/reissue");
      BOOST_TEST(asking.post("/mihon/reissue", {{"email", "taro@example.jp"}}).status == 303);
      Browser reading = portal.browser();
      reading.get("/mihon/login");
      hanako.get("/mihon/profile");

      scene.rotate(kind);

      const std::string mail = portal.mails().back().text;  // sealed before
      BOOST_TEST(location(hanako.post("/mihon/profile", {{"login_id", "hanako"}, {"nickname", "はな"}})) != "");
      BOOST_TEST(hanako.get("/mihon/home").status == 200);
      asking.get("/mihon/reissue/sent");
      BOOST_TEST(location(asking.post("/mihon/reissue/code", {{"code", code_in(mail)}})) == "/mihon/reissue/start");
      asking.get("/mihon/reissue/start");
      const std::string password = portal::testing::between(mail, "仮パスワード\n", "\n");
      BOOST_TEST(location(asking.post("/mihon/reissue/start", {{"login_id", "taro"}, {"password", password}})) ==
                 "/mihon/reissue/password");
      BOOST_TEST(location(reading.post("/mihon/login", {{"login_id", "hanako"}, {"password", test_password}})) ==
                 "/mihon/login/code");
      BOOST_TEST(location(portal::testing::give_code(reading, app.code(portal))) == "/mihon/home");
      BOOST_TEST(scene.pepper_of("hanako") == (kind == std::string("pepper") ? "pepper-2" : "pepper-1"));
      Browser fresh = portal.browser();
      BOOST_TEST(location(give_password(fresh, "hanako")) == "/mihon/login/code");
      BOOST_TEST(location(portal::testing::give_code(fresh, app.recovery_codes[0])) == "/mihon/home");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_form_of_a_key_that_is_gone_is_refused_in_words_that_help_and_the_session_goes_on) {
  Scene scene;
  TestPortal& portal = scene.portal;
  portal.add_account("mihon", "hanako", portal.member("mihon", "0001001"));
  Browser hanako = portal.browser();
  give_password(hanako, "hanako");
  hanako.get("/mihon/profile");
  fs::remove(scene.folder / "form");
  portal::create_secrets(scene.folder);  // as who deletes its line after a leak
  scene.restart();
  const Reply refused = hanako.post("/mihon/profile", {{"login_id", "hanako"}, {"nickname", "はな"}});
  BOOST_TEST(refused.status == 403);
  BOOST_TEST(says(refused, "前の画面を開き直して、もう一度お試しください"));
  hanako.get("/mihon/profile");
  BOOST_TEST(hanako.post("/mihon/profile", {{"login_id", "hanako"}, {"nickname", "はな"}}).status == 303);
}

BOOST_AUTO_TEST_CASE(the_database_knows_the_new_key_once_it_is_noted_and_takes_the_older_ones_meanwhile) {
  Scene scene;
  portal::keys::note(scene.portal.staff, portal::key_fingerprints(scene.folder));
  const auto without_new_ones = portal::key_fingerprints(scene.folder);
  for (const char* kind : {"pepper", "two-step", "form", "throttle", "mail-seal"}) scene.rotate(kind);
  BOOST_TEST(scene.faults().empty());
  BOOST_TEST(portal::keys::note(scene.portal.staff, portal::key_fingerprints(scene.folder)) == 5);
  BOOST_TEST(portal::keys::note(scene.portal.staff, portal::key_fingerprints(scene.folder)) == 0);
  BOOST_TEST(scene.faults().empty());
  const auto elsewhere =
      portal::keys::faults(scene.portal.staff, without_new_ones, portal::keys::all_kinds);  // a host without them
  BOOST_TEST(elsewhere.size() == 5U);
  for (const char* kind : {"pepper", "two-step", "form", "throttle", "mail-seal"}) scene.rotate(kind);
  BOOST_TEST(scene.faults().empty());
}

BOOST_AUTO_TEST_CASE(who_was_erased_is_known_by_the_key_of_then) {
  Scene scene;
  const std::string before = portal::read_throttle_keys(scene.folder).front();
  scene.rotate("throttle");
  const auto keys = portal::read_throttle_keys(scene.folder);
  BOOST_REQUIRE(keys.size() == 2U);
  BOOST_TEST(keys[1] == before);
  BOOST_TEST(keys[0] != before);
}

BOOST_AUTO_TEST_SUITE_END()
