#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "tests/integration/security/passkey_scene.hpp"
#include "tests/support/parallel.hpp"

using portal::Reply;
using portal::testing::answer_in_parallel;
using portal::testing::Browser;
using portal::testing::json_of;
using portal::testing::location;
using portal::testing::posted;
using portal::testing::says;
using portal::testing::SoftAuthenticator;
using namespace portal::testing::passkey;

BOOST_AUTO_TEST_SUITE(security_passkeys)

BOOST_AUTO_TEST_CASE(a_passkey_is_added_under_its_name_and_all_addresses_are_told) {
  Scene scene;
  BOOST_TEST(says(scene.hanako.get("/mihon/security/passkeys"), "まだありません"));
  BOOST_TEST(location(scene.add(scene.hanako, scene.phone)) == added);
  const Reply page = scene.hanako.get(added);
  BOOST_TEST(says(page, "パスキーを登録しました"));
  BOOST_TEST(says(page, "自分のiPhone"));
  BOOST_TEST(says(page, "同じアカウントのほかの端末にも保存されています"));
  BOOST_TEST(scene.portal.recorded_of("passkey_added") == "hanako");
  const auto told = scene.mails("パスキーが登録されました");
  BOOST_TEST_REQUIRE(told.size() == 1U);
  BOOST_TEST(told[0].subject == "ログインの安全設定のお知らせ");
  BOOST_TEST(told[0].text.find("iPhone") == std::string::npos);
  BOOST_TEST(says(scene.hanako.get("/mihon/security"), "1個登録しています"));
}

BOOST_AUTO_TEST_CASE(a_name_that_can_t_be_shown_is_the_device_s_and_the_passkey_is_not_lost) {
  for (const char* odd : {"", "　",
                          "a\xe2\x80\xae"
                          "b",
                          "123456789012345678901"}) {
    Scene scene;
    BOOST_TEST(location(scene.add(scene.hanako, scene.phone, odd)) == added);
    BOOST_TEST(says(scene.hanako.get("/mihon/security/passkeys"), "<h3>iPhone（Safari）</h3>"));
  }
}

BOOST_AUTO_TEST_CASE(a_challenge_is_good_once_for_five_minutes_in_its_session_and_society_and_for_making_alone) {
  Scene scene;
  const Reply page = scene.page_of_new(scene.hanako);
  const auto send = [](Browser& browser, const std::string& said) {
    return browser.post("/mihon/security/passkeys", {{"name", ""}, {"credential", said}});
  };
  const auto refuses = [&scene](const Reply& reply) {
    return reply.status == 422 && says(reply, "登録できませんでした") && scene.portal.count("passkeys") == 0;
  };
  Browser other = scene.portal.as("hanako");
  scene.page_of_new(other);
  BOOST_TEST(refuses(send(other, json_of(scene.phone.create(Scene::told_on(page))))));
  Browser visitor = scene.portal.browser();
  const Reply login = visitor.get("/mihon/login");
  BOOST_TEST(refuses(send(scene.hanako, json_of(scene.phone.create(Scene::told_on(login))))));
  BOOST_TEST(location(send(scene.hanako, json_of(scene.phone.create(Scene::told_on(page))))) == added);
  const SoftAuthenticator second;
  const Reply again = send(scene.hanako, json_of(second.create(Scene::told_on(page))));
  BOOST_TEST(says(again, "すでに登録が行われています"));
  const Reply next = scene.page_of_new(scene.hanako);
  scene.portal.now += 5min + 1s;
  BOOST_TEST(says(send(scene.hanako, json_of(second.create(Scene::told_on(next)))), "時間が過ぎたため"));
  BOOST_TEST(scene.portal.count("passkeys") == 1);
}

BOOST_AUTO_TEST_CASE(garbage_a_wrong_origin_and_an_unverified_user_add_nothing_and_get_a_clear_page) {
  Scene scene;
  const auto refused = [&scene](auto said) {
    const Reply page = scene.page_of_new(scene.hanako);
    const Reply reply = scene.hanako.post("/mihon/security/passkeys", {{"name", "x"}, {"credential", said(page)}});
    return reply.status == 422 && says(reply, "登録できませんでした") && says(reply, "data-passkey=");
  };
  const auto with = [&scene](auto change) {
    return [&scene, change](const Reply& page) {
      auto told = Scene::told_on(page);
      change(told);
      return json_of(scene.phone.create(told));
    };
  };
  BOOST_TEST(refused([](const Reply&) { return std::string(); }));
  BOOST_TEST(refused([](const Reply&) { return std::string(16'000, '{'); }));
  BOOST_TEST(refused(with([](auto& told) { told.origin = "https://portal.example.com"; })));
  BOOST_TEST(refused(with([](auto& told) { told.flags = 0x01; })));
  BOOST_TEST(refused(with([](auto& told) { told.challenge = "AAAA"; })));
  BOOST_TEST(scene.portal.count("passkeys") == 0);
  BOOST_TEST(scene.mails("パスキー").empty());
  BOOST_TEST(location(scene.add(scene.hanako, scene.phone)) == added);
  BOOST_TEST(refused(with([](auto&) {})), "the same passkey again");
}

BOOST_AUTO_TEST_CASE(of_20_parallel_registrations_ten_are_kept) {
  Scene scene;
  std::vector<portal::Request> requests;
  for (int one = 0; one < 20; ++one) {
    const SoftAuthenticator authenticator;
    const Reply page = scene.page_of_new(scene.hanako);
    requests.push_back(posted(scene.hanako, "/mihon/security/passkeys",
                              {{"name", "同時"}, {"credential", json_of(authenticator.create(Scene::told_on(page)))}}));
  }
  const auto replies = answer_in_parallel(scene.portal, requests);
  BOOST_TEST(std::ranges::count_if(replies, [](const Reply& reply) { return location(reply) == added; }) == 10);
  BOOST_TEST(scene.portal.count("passkeys") == 10);
  BOOST_TEST(says(scene.hanako.get("/mihon/security/passkeys"), "10個までです"));
  BOOST_TEST(location(scene.hanako.get("/mihon/security/passkeys/new")) == "/mihon/security/passkeys");
}

BOOST_AUTO_TEST_CASE(of_20_parallel_registrations_with_one_challenge_one_is_kept) {
  Scene scene;
  const Reply page = scene.page_of_new(scene.hanako);
  std::vector<portal::Request> requests;
  for (int one = 0; one < 20; ++one) {
    const SoftAuthenticator authenticator;
    requests.push_back(posted(scene.hanako, "/mihon/security/passkeys",
                              {{"name", "同時"}, {"credential", json_of(authenticator.create(Scene::told_on(page)))}}));
  }
  answer_in_parallel(scene.portal, requests);
  BOOST_TEST(scene.portal.count("passkeys") == 1);
}

BOOST_AUTO_TEST_CASE(who_has_one_is_told_to_the_browser_with_the_handle_that_its_authenticators_know) {
  Scene scene;
  const Reply before = scene.page_of_new(scene.hanako);
  const auto handle = [](const Reply& page) {
    return portal::testing::between(page.body, "&quot;user&quot;:{&quot;id&quot;:&quot;", "&quot;");
  };
  scene.add(scene.hanako, scene.phone);
  const Reply after = scene.page_of_new(scene.hanako);
  BOOST_TEST(handle(before) == handle(after));
  BOOST_TEST(says(after, portal::secret::base64url(scene.phone.id)));
  Browser ichiro = scene.portal.as("ichiro");
  BOOST_TEST(handle(scene.page_of_new(ichiro)) != handle(before));
  BOOST_TEST(!says(scene.page_of_new(ichiro), portal::secret::base64url(scene.phone.id)));
}

BOOST_AUTO_TEST_SUITE_END()
