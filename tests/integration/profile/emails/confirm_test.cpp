#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "sql/mails/mail_queue.hpp"
#include "tests/integration/profile/emails/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::answer_in_parallel;
using portal::testing::Browser;
using portal::testing::hidden;
using portal::testing::link_in;
using portal::testing::location;
using portal::testing::says;
using portal::testing::test_password;
using portal::testing::without_token;
using namespace portal::testing::emails;

BOOST_AUTO_TEST_SUITE(profile_emails_confirm)

BOOST_AUTO_TEST_CASE(opening_the_link_any_number_of_times_changes_nothing_and_it_works_once) {
  Scene scene;
  const std::string link = scene.asked_link();
  for (int times = 0; times < 20; ++times) scene.open(scene.hanako, link);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp");
  BOOST_TEST(scene.confirm(scene.hanako).status == 303);
  scene.hanako.get(link);
  BOOST_TEST(scene.hanako.get("/mihon/profile/emails/start").status == 410);
  BOOST_TEST(scene.hanako.get(confirm_page).status == 410);
  BOOST_TEST(scene.confirm(scene.hanako).status == 410);
  BOOST_TEST(scene.told().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_used_an_expired_a_garbled_and_another_societys_link_are_one_page) {
  Scene scene;
  const std::string used = scene.asked_link();
  scene.use(used);
  const std::string late = scene.asked_link("later@example.jp");
  const auto token = late.substr(late.find("?t="));
  Browser stranger = scene.portal.browser();
  const auto page_of = [&stranger](const std::string& link, const std::string& society = "mihon") {
    stranger.get("/" + society + "/profile/emails/start" + link.substr(link.find("?t=")));
    const Reply reply = stranger.get("/" + society + "/profile/emails/start");
    BOOST_TEST(reply.status == 410);
    return without_token(reply.body);
  };
  BOOST_TEST(page_of(token, "tameshi").find("使えなくなりました") != std::string::npos);
  scene.portal.now += 3h;
  const std::string expected = page_of(used);
  BOOST_TEST(page_of(late) == expected);
  BOOST_TEST(page_of("?t=garbage") == expected);
  BOOST_TEST(page_of("?t=" + std::string(43, 'x')) == expected);
}

BOOST_AUTO_TEST_CASE(a_link_lives_three_hours_and_not_a_second_more) {
  for (const auto& [age, status] : {std::pair{3h - 1s, 303}, std::pair{3h + 0s, 410}}) {
    Scene scene;
    const std::string link = scene.asked_link();
    scene.portal.now += age;
    Browser later = scene.portal.as("hanako");
    later.get(link);
    BOOST_TEST(later.get("/mihon/profile/emails/start").status == status);
    later.get(confirm_page);
    BOOST_TEST(scene.confirm(later).status == status);
  }
}

BOOST_AUTO_TEST_CASE(in_another_browser_the_link_asks_to_sign_in_and_goes_on_from_there) {
  Scene scene;
  const std::string link = scene.asked_link();
  Browser phone = scene.portal.browser();
  phone.get(link);
  const Reply page = phone.get("/mihon/profile/emails/start");
  BOOST_TEST(page.status == 200);
  BOOST_TEST(says(page, "href=\"/mihon/login?next=/profile/emails/confirm\""));
  BOOST_TEST(!says(page, new_address));
  BOOST_TEST(location(phone.post(confirm_page, {})).starts_with("/mihon/login"));
  BOOST_TEST(scene.addresses() == "*hanako@example.jp");
  phone.get("/mihon/login?next=/profile/emails/confirm");
  const Reply signed_in = phone.post(
      "/mihon/login", {{"login_id", "hanako"}, {"password", test_password}, {"next", "/profile/emails/confirm"}});
  BOOST_TEST(location(signed_in) == confirm_page);
  phone.get(confirm_page);
  BOOST_TEST(scene.confirm(phone).status == 303);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp hanako@mail.example.com");
}

BOOST_AUTO_TEST_CASE(whoever_got_the_mail_by_mistake_can_add_it_neither_to_that_account_nor_to_their_own) {
  Scene scene;
  const std::string link = scene.asked_link();
  Browser taro = scene.portal.as("taro");
  const Reply page = scene.open(taro, link);
  BOOST_TEST(page.status == 403);
  BOOST_TEST(says(page, "別のログインIDで"));
  BOOST_TEST(!says(page, "hanako"));
  BOOST_TEST(scene.confirm(taro).status == 403);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp");
  BOOST_TEST(scene.addresses("taro") == "*taro@example.jp");
  BOOST_TEST(scene.use(link).status == 303);  // it is still hanako's
}

BOOST_AUTO_TEST_CASE(a_page_left_open_does_not_confirm_the_address_of_a_link_opened_after_it) {
  Scene scene;
  const Reply first = scene.open(scene.hanako, scene.asked_link());
  const Reply second = scene.open(scene.hanako, scene.asked_link("second@example.jp"));
  BOOST_TEST(hidden(first, "link") != hidden(second, "link"));
  BOOST_TEST(scene.hanako.post(confirm_page, {{"link", hidden(first, "link")}}).status == 409);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp");
  scene.hanako.get(confirm_page);
  BOOST_TEST(scene.hanako.post(confirm_page, {{"link", hidden(second, "link")}}).status == 303);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp second@example.jp");
}

BOOST_AUTO_TEST_CASE(a_newer_link_and_a_change_of_addresses_or_password_kill_the_older_link) {
  Scene scene;
  scene.give("second@example.jp");
  const auto is_dead = [&scene](const std::string& link) {
    Browser stranger = scene.portal.browser();
    stranger.get(link);
    return stranger.get("/mihon/profile/emails/start").status == 410;
  };
  const std::string first = scene.asked_link("a@example.jp");
  const std::string second = scene.asked_link("b@example.jp");
  BOOST_TEST(is_dead(first));
  BOOST_TEST(!is_dead(second));
  scene.act(scene.hanako, scene.path_of("second@example.jp", "primary"));
  BOOST_TEST(is_dead(second));
  const std::string third = scene.asked_link("c@example.jp");
  scene.act(scene.hanako, scene.path_of(old_address, "removal"));
  BOOST_TEST(is_dead(third));
  const std::string fourth = scene.asked_link("d@example.jp");
  scene.hanako.get("/mihon/password");
  scene.hanako.post("/mihon/password", {{"current_password", test_password},
                                        {"new_password", "kotatsu7mikan"},
                                        {"new_password_confirm", "kotatsu7mikan"}});
  BOOST_TEST(is_dead(fourth));
}

BOOST_AUTO_TEST_CASE(a_proved_address_kills_a_reissue_that_somebody_asked_for_before) {
  Scene scene;
  Browser asking = scene.portal.browser();
  asking.get("/mihon/reissue");
  asking.post("/mihon/reissue", {{"email", old_address}});
  const std::string reissue = link_in(scene.portal.mails().back().text);
  scene.use(scene.asked_link());
  asking.get(reissue);
  BOOST_TEST(asking.get("/mihon/reissue/start").status == 410);
}

BOOST_AUTO_TEST_CASE(an_account_has_at_most_five_addresses_also_when_a_link_is_used_late) {
  Scene scene;
  for (const char* address : {"a@example.jp", "b@example.jp", "c@example.jp"}) scene.give(address);
  const std::string link = scene.asked_link();
  scene.give("d@example.jp");
  const Reply page = scene.hanako.get(list_page);
  BOOST_TEST(says(page, "5件まで"));
  BOOST_TEST(!says(page, "id=\"email\""));
  const Reply refused = scene.add(scene.hanako, "e@example.jp");
  BOOST_TEST(refused.status == 422);
  BOOST_TEST(says(refused, "5件までです"));
  BOOST_TEST(location(scene.use(link)) == list_page);
  BOOST_TEST(scene.addresses().find(new_address) == std::string::npos);
  scene.portal.staff.execute("DELETE FROM account_emails WHERE address = 'd@example.jp'");
  scene.hanako.get(confirm_page);
  BOOST_TEST(location(scene.confirm(scene.hanako)) == "/mihon/profile/emails/done");
}

BOOST_AUTO_TEST_CASE(of_50_parallel_uses_of_one_link_exactly_one_adds_the_address) {
  Scene scene;
  constexpr int parallel = 50;
  const std::string link = scene.asked_link();
  std::vector<portal::Request> requests;
  for (int one = 0; one < parallel; ++one) {
    Browser page = scene.hanako;
    scene.open(page, link);
    portal::Request& request = requests.emplace_back();
    request.method = portal::Method::post;
    request.path = confirm_page;
    request.form.add("csrf", page.form_token());
    for (const char* name : {"step", "sid"}) request.cookies.add(name, page.cookie(name));
  }
  const std::vector<Reply> replies = answer_in_parallel(scene.portal, requests);
  const auto is_done = [](const Reply& reply) { return location(reply) == "/mihon/profile/emails/done"; };
  const auto is_refused = [](const Reply& reply) { return reply.status == 409 || reply.status == 410; };
  BOOST_TEST(std::ranges::count_if(replies, is_done) == 1);
  BOOST_TEST(std::ranges::count_if(replies, is_refused) == parallel - 1);
  BOOST_TEST(scene.addresses() == "*hanako@example.jp hanako@mail.example.com");
  BOOST_TEST(scene.told().size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
