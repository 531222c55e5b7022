#include <boost/test/unit_test.hpp>

#include "base/limits.hpp"
#include "fcgi/request.hpp"
#include "tests/integration/mails/arriving.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using namespace portal;
using portal::testing::Browser;
using namespace portal::testing::arriving;

BOOST_FIXTURE_TEST_SUITE(unsubscribe, Arriving)

BOOST_AUTO_TEST_CASE(one_click_in_the_mail_program_stops_the_mails_without_cookie_or_token) {
  feed(2026y / 9);
  send();
  BOOST_TEST(one_click(stop_path(), "Two-Clicks").status == 403);
  BOOST_TEST(wants_mails());
  const Reply reply = one_click(stop_path());
  BOOST_TEST(reply.status == 200);
  BOOST_TEST(says(reply.body, "止めました"));
  BOOST_TEST(!wants_mails());
  BOOST_TEST(recorded_of("arrival_mails_off") == "hanako");
  BOOST_TEST(one_click(stop_path()).status == 200);
  BOOST_TEST(recorded_of("arrival_mails_off") == "hanako");
  now += one_day;
  feed(2026y / 8);
  BOOST_TEST(send() == 0);
}

BOOST_AUTO_TEST_CASE(the_page_behind_the_mails_link_changes_nothing_until_its_button_is_pressed) {
  feed(2026y / 9);
  send();
  Browser stranger = browser();
  const Reply page = stranger.get(stop_path());
  BOOST_TEST(says(page.body, "action=\"/mihon/unsubscribe?r=" + stop_path().substr(stop_path().find("r=") + 2)));
  BOOST_TEST(wants_mails());
  Request pressed;
  pressed.method = Method::post;
  pressed.path = "/mihon/unsubscribe";
  pressed.query.add("r", stop_path().substr(stop_path().find("r=") + 2));
  Request foreign = pressed;
  foreign.form.add("csrf", "of another page");
  BOOST_TEST(stranger.send(foreign).status == 403);
  BOOST_TEST(wants_mails());
  pressed.form.add("csrf", stranger.form_token());
  BOOST_TEST(stranger.send(pressed).header("Location") == "/mihon/unsubscribe/done");
  BOOST_TEST(!wants_mails());
}

BOOST_AUTO_TEST_CASE(made_up_secrets_are_429_after_30_a_minute_and_right_ones_are_never_counted) {
  feed(2026y / 9);
  send();
  for (int time = 0; time < 40; ++time) BOOST_TEST(one_click(stop_path()).status == 200);
  for (int guess = 0; guess < 30; ++guess)
    BOOST_TEST(one_click("/mihon/unsubscribe?r=" + std::to_string(guess)).status == 200);
  BOOST_TEST(one_click("/mihon/unsubscribe?r=x").status == 429);
  now += 61s;
  BOOST_TEST(one_click("/mihon/unsubscribe?r=x").status == 200);
}

// Some mail services send the click without its words; it was refused with 400.
BOOST_AUTO_TEST_CASE(one_click_without_a_body_stops_the_mails_too) {
  feed(2026y / 9);
  send();
  RawRequest raw;
  raw.method = "POST";
  raw.path = "/mihon/unsubscribe";
  raw.query = stop_path().substr(stop_path().find("r="));
  Browser service = browser();
  const Reply reply = service.send(std::get<Request>(read_request(raw, true)));
  BOOST_TEST(reply.status == 200);
  BOOST_TEST(says(reply.body, "止めました"));
  BOOST_TEST(!wants_mails());
}

BOOST_AUTO_TEST_CASE(a_link_cut_off_before_its_secret_is_never_answered_that_the_mails_were_stopped) {
  Browser stranger = browser();
  const Reply page = stranger.get("/mihon/unsubscribe");
  BOOST_TEST(says(page.body, "途中で切れています"));
  BOOST_TEST(!says(page.body, "メールを止める</button>"));
  BOOST_TEST(stranger.post("/mihon/unsubscribe", {}).header("Location") == "/mihon/unsubscribe");
}

BOOST_AUTO_TEST_CASE(a_secret_that_is_unknown_or_past_its_year_is_answered_alike_and_stops_nothing) {
  feed(2026y / 9);
  send();
  const std::string known = one_click(stop_path()).body;
  staff.execute("UPDATE accounts SET mails_arrivals = TRUE");
  const auto plain = [](std::string page) {
    return page.substr(page.find("<main"), page.find("</main>") - page.find("<main"));
  };
  BOOST_TEST(plain(one_click("/mihon/unsubscribe?r=" + std::string(43, 'A')).body) == plain(known));
  now += limits::unsubscribe_life;
  BOOST_TEST(plain(one_click(stop_path()).body) == plain(known));
  BOOST_TEST(wants_mails());
}

BOOST_AUTO_TEST_SUITE_END()
