#include <boost/test/unit_test.hpp>

#include "tests/integration/reissue/postcard/scene.hpp"

using namespace std::chrono_literals;
using namespace portal::testing::paper;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::link_in;
using portal::testing::location;
using portal::testing::says;

namespace {

constexpr const char* path = "/mihon/reissue/postcard/stop";

// The mail's link, to the page behind its first hop.
Reply open(Scene& scene, Browser& browser) {
  BOOST_TEST(location(browser.get(link_in(scene.mails().back().text))) == path);
  return browser.get(path);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reissue_postcard_stop)

BOOST_AUTO_TEST_CASE(whoever_reads_the_mail_stops_the_order_and_looking_stops_nothing) {
  Scene scene;
  scene.demand_ordered();
  Browser browser = scene.portal.browser();
  for (int scanner = 0; scanner < 3; ++scanner) BOOST_TEST(open(scene, browser).status == 200);
  BOOST_TEST(scene.open() == 1);
  BOOST_TEST(location(browser.post(path, {})) == "/mihon/reissue/postcard/stopped");
  BOOST_TEST(says(browser.get("/mihon/reissue/postcard/stopped"), "パスワードはおたずねしません"));
  BOOST_TEST(scene.open() == 0);
  BOOST_TEST(scene.made().empty());
  BOOST_TEST(scene.portal.recorded("postcard_order_stopped") == 1);
  BOOST_TEST(location(browser.get(path)) == "/mihon/reissue/postcard/stopped");
  browser.get("/mihon/reissue");
  BOOST_TEST(location(browser.post(path, {})) == "/mihon/reissue/postcard/stopped");
  BOOST_TEST(scene.portal.recorded("postcard_order_stopped") == 1);
  scene.portal.now += 24h;
  scene.demand_ordered();
  BOOST_TEST(scene.open() == 1);
}

BOOST_AUTO_TEST_CASE(a_card_that_was_issued_already_is_dead_from_then_on) {
  Scene scene;
  scene.demand_ordered();
  const auto card = scene.issued();
  Browser thief = scene.at_account(card);
  Browser browser = scene.portal.browser();
  BOOST_TEST(says(open(scene, browser), "発送の準備が済んでいます"));
  BOOST_TEST(location(browser.post(path, {})) == "/mihon/reissue/postcard/stopped");
  BOOST_TEST(scene.set_account(thief).status == 410);
  thief.get("/mihon/login/preset");
  BOOST_TEST(thief.post("/mihon/login/preset", {{"login_id", card.login_id}, {"password", card.password}}).status ==
             422);
}

BOOST_AUTO_TEST_CASE(a_used_card_can_not_be_stopped_and_the_page_says_to_call) {
  Scene scene;
  scene.demand_ordered();
  Browser browser = scene.portal.browser();
  open(scene, browser);
  Browser other = scene.at_account(scene.issued());
  BOOST_TEST(location(scene.set_account(other)) == "/mihon/register/renewed");
  const Reply told = browser.post(path, {});
  BOOST_TEST(told.status == 410);
  BOOST_TEST(says(told, "すぐに、この下の電話番号へ"));
  BOOST_TEST(scene.portal.recorded("postcard_order_stopped") == 0);
}

BOOST_AUTO_TEST_CASE(an_order_stopped_while_its_card_is_made_lets_nothing_be_issued) {
  Scene scene;
  scene.demand_ordered();
  const auto cards = scene.made();
  Browser browser = scene.portal.browser();
  open(scene, browser);
  browser.post(path, {});
  BOOST_CHECK_THROW(scene.commit(cards), portal::postcard_issue::OrderStopped);
  BOOST_TEST(scene.portal.count("postcards") == 0);
}

BOOST_AUTO_TEST_CASE(unknown_garbled_late_and_foreign_secrets_lead_to_the_one_page_and_stop_nothing) {
  Scene scene;
  scene.demand_ordered();
  const std::string link = link_in(scene.mails().back().text);
  Browser browser = scene.portal.browser();
  BOOST_TEST(browser.get(path).status == 410);
  BOOST_TEST(browser.post(path, {}).status == 410);
  for (const std::string& foreign : {std::string(path) + "?t=" + std::string(43, 'A'), std::string(path) + "?t=",
                                     std::string(path) + "?t=x.y.z", "/tameshi" + link.substr(6)}) {
    const std::string clean = foreign.substr(0, foreign.find('?'));
    BOOST_TEST(location(browser.get(foreign)) == clean);
    BOOST_TEST(browser.get(clean).status == 410, foreign);
    BOOST_TEST(browser.post(clean, {}).status == 410, foreign);
  }
  open(scene, browser);
  scene.portal.now += 31min;
  BOOST_TEST(says(browser.get(path), "30分が過ぎました"));
  BOOST_TEST(scene.open() == 1);
}

BOOST_AUTO_TEST_CASE(thirty_guesses_a_minute_and_no_more) {
  Scene scene;
  Browser browser = scene.portal.browser();
  const std::string guess = std::string(path) + "?t=" + std::string(43, 'B');
  for (int time = 0; time < 30; ++time) BOOST_TEST(browser.get(guess).status == 303);
  BOOST_TEST(browser.get(guess).status == 429);
}

BOOST_AUTO_TEST_CASE(the_secret_lies_nowhere_in_the_database) {
  Scene scene;
  scene.demand_ordered();
  const std::string link = link_in(scene.mails().back().text);
  auto rows = scene.portal.staff.select("SELECT stop_digest FROM postcard_orders");
  BOOST_REQUIRE(rows.next());
  BOOST_TEST(rows.get<std::string>("stop_digest") != link.substr(link.find("t=") + 2));
}

BOOST_AUTO_TEST_SUITE_END()
