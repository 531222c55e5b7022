#include <boost/test/unit_test.hpp>

#include "tests/support/test_portal.hpp"

using portal::testing::Browser;
using portal::testing::TestPortal;

BOOST_AUTO_TEST_SUITE(text_size)

BOOST_AUTO_TEST_CASE(the_text_size_is_kept_and_leads_back_to_own_paths_only) {
  TestPortal portal;
  Browser browser = portal.browser();
  browser.get("/mihon/help");
  auto reply = browser.post("/mihon/text-size", {{"size", "large"}, {"back", "/mihon/help"}});
  BOOST_TEST(reply.header("Location") == "/mihon/help");
  BOOST_TEST(browser.get("/mihon/help").body.find("<html lang=\"ja\" class=\"large\">") != std::string::npos);
  for (const std::string back : {"https://evil.example", "//evil.example", "/tameshi/login", "/mihonevil"}) {
    browser.get("/mihon/help");
    BOOST_TEST(browser.post("/mihon/text-size", {{"size", "medium"}, {"back", back}}).header("Location") == "/mihon/");
  }
}

BOOST_AUTO_TEST_CASE(the_text_size_leads_back_to_the_query_too_but_never_to_a_mail_link_s_secret) {
  TestPortal portal;
  Browser stranger = portal.browser();
  Browser hanako = portal.as("hanako");
  const auto leads_to = [](const portal::Reply& reply, const std::string& back) {
    return reply.body.find("name=\"back\" value=\"" + back + "\"") != std::string::npos;
  };
  BOOST_TEST(leads_to(stranger.get("/mihon/unsubscribe?r=AbC-_1"), "/mihon/unsubscribe?r=AbC-_1"));
  BOOST_TEST(
      leads_to(stranger.get("/mihon/login?next=/expenses%3Fyear%3D2025"), "/mihon/login?next=/expenses%3Fyear%3D2025"));
  BOOST_TEST(leads_to(stranger.post("/mihon/login", {{"next", "/expenses?year=2025"}}),
                      "/mihon/login?next=/expenses%3Fyear%3D2025"));
  BOOST_TEST(leads_to(hanako.get("/mihon/expenses?year=2025&person=02"), "/mihon/expenses?year=2025&amp;person=02"));
  BOOST_TEST(leads_to(hanako.post("/mihon/password", {{"next", "/documents"}}), "/mihon/password?next=/documents"));
  BOOST_TEST(leads_to(stranger.get("/mihon/nothing?t=secret&a=%22%3E"), "/mihon/nothing?a=%22%3E"));
  BOOST_TEST(leads_to(stranger.get("/mihon/help?long=" + std::string(3000, 'a')), "/mihon/help"));

  const auto changed =
      stranger.post("/mihon/text-size", {{"size", "large"}, {"back", "/mihon/login?next=/expenses%3Fyear%3D2025"}});
  BOOST_TEST(changed.header("Location") == "/mihon/login?next=/expenses%3Fyear%3D2025");
}

BOOST_AUTO_TEST_SUITE_END()
