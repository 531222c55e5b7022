#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "tests/integration/security/passkey_scene.hpp"
#include "tests/support/authenticator.hpp"
#include "tests/support/parallel.hpp"

using portal::Reply;
using portal::testing::answer_in_parallel;
using portal::testing::Browser;
using portal::testing::give_password;
using portal::testing::json_of;
using portal::testing::location;
using portal::testing::posted;
using portal::testing::says;
using portal::testing::SoftAuthenticator;
using portal::testing::turn_on_two_step;
using namespace portal::testing::passkey;

namespace {

// hanako has a passkey.
struct With : Scene {
  With() { BOOST_TEST_REQUIRE(location(add(hanako, phone)) == added); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(login_passkey)

BOOST_AUTO_TEST_CASE(a_passkey_signs_in_without_password_or_code_and_the_record_says_so) {
  With scene;
  turn_on_two_step(scene.portal, scene.hanako);
  Browser browser = scene.portal.browser();
  BOOST_TEST(location(scene.sign_in(browser, scene.phone)) == "/mihon/home");
  BOOST_TEST(says(browser.get("/mihon/home"), "はなこ"));
  BOOST_TEST(says(browser.get("/mihon/security"), "<span>パスキー</span>"));
  BOOST_TEST(!says(browser.get("/mihon/security/passkeys"), "最後のログイン：まだありません"));
  BOOST_TEST(scene.portal.recorded("sign_in") >= 2);
}

BOOST_AUTO_TEST_CASE(it_goes_on_to_the_page_that_was_asked_for) {
  With scene;
  Browser browser = scene.portal.browser();
  const Reply page = browser.get("/mihon/login?next=/notices");
  const auto told = Scene::told_on(page);
  BOOST_TEST(location(browser.post("/mihon/login/passkey", {{"credential", "{}"}, {"next", "/notices"}})) ==
             "/mihon/login?passkey=refused&next=/notices");
  BOOST_TEST(location(browser.post("/mihon/login/passkey", {{"credential", json_of(scene.phone.get(told))},
                                                            {"next", "/notices"}})) == "/mihon/notices");
}

BOOST_AUTO_TEST_CASE(a_challenge_is_good_once_for_five_minutes_in_one_browser) {
  With scene;
  Browser browser = scene.portal.browser(), other = scene.portal.browser();
  const auto told = Scene::told_on(browser.get("/mihon/login"));
  const auto send = [&scene](Browser& from, const SoftAuthenticator::Told& said) {
    return location(from.post("/mihon/login/passkey", {{"credential", json_of(scene.phone.get(said))}}));
  };
  other.get("/mihon/login");
  BOOST_TEST(send(other, told) == "/mihon/login?passkey=refused");
  scene.portal.now += 5min + 1s;
  BOOST_TEST(send(browser, told) == "/mihon/login?passkey=late");
  BOOST_TEST(says(browser.get("/mihon/login?passkey=late"), "時間が過ぎました"));
  scene.portal.now -= 5min + 1s;
  const std::string said = json_of(scene.phone.get(told));
  browser.get("/mihon/login");
  const auto request = posted(browser, "/mihon/login/passkey", {{"credential", said}});
  BOOST_TEST(location(scene.portal.answer(request)) == "/mihon/home");
  BOOST_TEST(location(scene.portal.answer(request)) == "/mihon/login?passkey=late");
}

BOOST_AUTO_TEST_CASE(of_20_parallel_uses_of_one_answer_exactly_one_opens_a_session) {
  With scene;
  Browser browser = scene.portal.browser();
  const std::string said = json_of(scene.phone.get(Scene::told_on(browser.get("/mihon/login"))));
  const auto request = posted(browser, "/mihon/login/passkey", {{"credential", said}});
  const auto replies = answer_in_parallel(scene.portal, std::vector(20, request));
  BOOST_TEST(std::ranges::count_if(replies, [](const Reply& reply) { return location(reply) == "/mihon/home"; }) == 1);
}

BOOST_AUTO_TEST_CASE(a_counter_that_falls_is_refused_told_to_the_owner_and_changes_nothing) {
  With scene;
  Browser browser = scene.portal.browser();
  scene.phone.counter = 5;
  BOOST_TEST(location(scene.sign_in(browser, scene.phone)) == "/mihon/home");
  for (const std::uint32_t counter : {5U, 4U, 0U}) {
    scene.phone.counter = counter;
    Browser thief = scene.portal.browser();
    BOOST_TEST(location(scene.sign_in(thief, scene.phone)) == "/mihon/login?passkey=cloned");
    BOOST_TEST(thief.get("/mihon/home").status == 303);
    BOOST_TEST(says(thief.get("/mihon/login?passkey=cloned"), "安全のため"));
  }
  BOOST_TEST(scene.mails("パスキーが複製されて").size() == 3U);
  BOOST_TEST(scene.portal.recorded("passkey_cloned") == 3);
  scene.phone.counter = 6;
  Browser owner = scene.portal.browser();
  BOOST_TEST(location(scene.sign_in(owner, scene.phone)) == "/mihon/home");
}

BOOST_AUTO_TEST_CASE(without_verification_at_a_wrong_origin_with_a_wrong_signature_or_handle_nothing_opens) {
  With scene;
  const auto refused = [&scene](auto change_told, auto change_said) {
    Browser browser = scene.portal.browser();
    auto told = Scene::told_on(browser.get("/mihon/login"));
    change_told(told);
    auto said = scene.phone.get(told);
    change_said(said);
    const Reply reply = browser.post("/mihon/login/passkey", {{"credential", json_of(said)}});
    return reply.status == 303 && location(reply).starts_with("/mihon/login?passkey=") &&
           browser.get("/mihon/home").status == 303;
  };
  const auto as_it_is = [](auto&) {};
  BOOST_TEST(refused([](auto& told) { told.flags = 0x01; }, as_it_is));
  BOOST_TEST(refused([](auto& told) { told.origin = "https://portal.example.com"; }, as_it_is));
  BOOST_TEST(refused([](auto& told) { told.party = "example.jp"; }, as_it_is));
  BOOST_TEST(refused([](auto& told) { told.challenge = "AAAA"; }, as_it_is));
  BOOST_TEST(
      refused(as_it_is, [](auto& said) { said.signature.back() = static_cast<char>(said.signature.back() ^ 1); }));
  BOOST_TEST(refused(as_it_is, [](auto& said) { said.user_handle[0] = static_cast<char>(said.user_handle[0] ^ 1); }));
  BOOST_TEST(refused(as_it_is, [](auto& said) { said.user_handle.clear(); }));
  BOOST_TEST(refused(as_it_is, [](auto& said) { said.id = "another"; }));
  Browser browser = scene.portal.browser();
  browser.get("/mihon/login");
  for (const std::string& garbage :
       {std::string(), std::string("{}"), std::string("あ"), std::string(16'000, '['), std::string(16'000, 'x')})
    BOOST_TEST(location(browser.post("/mihon/login/passkey", {{"credential", garbage}})) ==
               "/mihon/login?passkey=refused");
  BOOST_TEST(says(browser.get("/mihon/login?passkey=refused"), "確かめられませんでした"));
}

BOOST_AUTO_TEST_CASE(a_passkey_of_another_society_leads_to_its_login_page_and_opens_nothing) {
  With scene;
  Browser browser = scene.portal.browser();
  BOOST_TEST(location(scene.sign_in(browser, scene.phone, "tameshi")) == "/mihon/login?passkey=elsewhere");
  BOOST_TEST(says(browser.get("/mihon/login?passkey=elsewhere"), "健康保険組合の画面に移りました"));
  BOOST_TEST(browser.get("/mihon/home").status == 303);
  BOOST_TEST(browser.get("/tameshi/home").status == 303);
  scene.phone.user_handle = scene.phone.user_handle.substr(0, 24) + "tameshi";
  BOOST_TEST(location(scene.sign_in(browser, scene.phone, "tameshi")) == "/tameshi/login?passkey=unknown");
  for (const char* odd : {"//example.com", "a/b", "A", "\n"}) {
    scene.phone.user_handle = scene.phone.user_handle.substr(0, 24) + odd;
    BOOST_TEST(location(scene.sign_in(browser, scene.phone)) == "/mihon/login?passkey=unknown", odd);
  }
}

BOOST_AUTO_TEST_CASE(without_cookies_it_is_refused_by_a_clear_page) {
  With scene;
  Browser browser = scene.portal.browser();
  const std::string said = json_of(scene.phone.get(Scene::told_on(browser.get("/mihon/login"))));
  browser.forget("form");
  const Reply reply = browser.post("/mihon/login/passkey", {{"credential", said}});
  BOOST_TEST(reply.status == 403);
  BOOST_TEST(reply.header("Content-Type") == "text/html; charset=utf-8");
}

BOOST_AUTO_TEST_CASE(whoever_may_not_come_any_more_is_not_let_in) {
  With scene;
  scene.portal.staff_of("mihon").execute(
      "UPDATE members SET left_on = '2020-01-01' WHERE society_id = :society AND number = '0001001' AND branch = '00'");
  Browser browser = scene.portal.browser();
  BOOST_TEST(location(scene.sign_in(browser, scene.phone)) == "/mihon/login?passkey=unknown");
}

BOOST_AUTO_TEST_CASE(wrong_passwords_that_closed_the_account_don_t_close_it_to_a_passkey) {
  With scene;
  for (int tries = 0; tries < 10; ++tries) {
    Browser stranger = scene.portal.browser();
    stranger.get("/mihon/login");
    stranger.post("/mihon/login", {{"login_id", "hanako"}, {"password", "wrong password 1"}});
  }
  Browser browser = scene.portal.browser();
  BOOST_TEST(location(scene.sign_in(browser, scene.phone)) == "/mihon/home");
}

BOOST_AUTO_TEST_SUITE_END()
