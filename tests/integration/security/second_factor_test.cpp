#include <boost/test/unit_test.hpp>

#include "base/calendar.hpp"
#include "tests/support/authenticator.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using portal::testing::Browser;
using portal::testing::location;
using portal::testing::says;
using portal::testing::TestPortal;
using portal::testing::turn_on_two_step;

namespace {

using days = std::chrono::days;

// The day in Japan on which mihon begins to ask for a second factor, counted from today.
void ask_from(TestPortal& portal, days from_today) {
  const std::chrono::sys_days today{portal::calendar::date_in_japan(portal.now)};
  portal.staff.execute("UPDATE societies SET two_factors_from = ? WHERE slug = 'mihon'",
                       std::chrono::year_month_day{today + from_today});
}

constexpr const char* page = "/mihon/security/second-factor";

}  // namespace

BOOST_AUTO_TEST_SUITE(security_second_factor)

BOOST_AUTO_TEST_CASE(from_the_societys_day_on_who_has_none_adds_one_first_and_may_read_how) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  ask_from(portal, days{0});
  BOOST_TEST(location(hanako.get("/mihon/home")) == page);
  BOOST_TEST(location(hanako.get("/mihon/expenses")) == page);
  BOOST_TEST(location(hanako.get("/mihon/security")) == page);
  BOOST_TEST(says(hanako.get(page), "href=\"/mihon/security/two-step\""));
  BOOST_TEST(hanako.get("/mihon/help/two-step").status == 200);
  BOOST_TEST(hanako.get("/mihon/password").status == 200);
  turn_on_two_step(portal, hanako);
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  BOOST_TEST(location(hanako.get(page)) == "/mihon/home");
}

BOOST_AUTO_TEST_CASE(it_begins_at_midnight_in_japan_and_in_that_society_alone) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  ask_from(portal, days{1});
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  BOOST_TEST(location(hanako.get(page)) == "/mihon/home");
  portal.staff.execute("UPDATE societies SET two_factors_from = '2026-01-01' WHERE slug = 'tameshi'");
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
}

BOOST_AUTO_TEST_CASE(nothing_is_changed_by_who_has_none) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/profile");
  ask_from(portal, days{0});
  BOOST_TEST(location(hanako.post("/mihon/profile", {{"login_id", "hanako"}, {"nickname", "かわった"}})) == page);
  ask_from(portal, days{1});
  BOOST_TEST(!says(hanako.get("/mihon/home"), "かわった"));
}

// Who knows a password alone must not make a passkey of their own beside the owner's.
BOOST_AUTO_TEST_CASE(who_has_a_passkey_and_came_by_password_alone_shows_it_and_adds_none) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.staff.execute(R"(
    INSERT INTO passkeys (society_id, account_id, credential_id, user_handle, public_key, counter, transports,
                          backed_up, name, created_at)
    SELECT society_id, id, 'c', 'h', 'k', 0, '[]', FALSE, '電話', ? FROM accounts WHERE login_id = 'hanako')",
                       portal.now);
  BOOST_TEST(hanako.get("/mihon/security/passkeys/new").status == 200);
  ask_from(portal, days{0});
  for (const char* path : {"/mihon/home", "/mihon/security/passkeys/new", "/mihon/security/two-step"})
    BOOST_TEST(location(hanako.get(path)) == page, path);
  BOOST_TEST(says(hanako.get(page), "ログアウトする"));
  BOOST_TEST(!says(hanako.get(page), "パスキーを登録する"));
}

BOOST_AUTO_TEST_CASE(home_says_so_two_months_ahead_to_who_has_none) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const auto told = [&] { return says(hanako.get("/mihon/home"), "パスワードのほかの確認"); };
  ask_from(portal, days{61});
  BOOST_TEST(!told());
  ask_from(portal, days{60});
  BOOST_TEST(told());
  turn_on_two_step(portal, hanako);
  BOOST_TEST(!told());
}

BOOST_AUTO_TEST_CASE(a_password_that_ended_is_replaced_before_a_second_factor_is_added) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  ask_from(portal, days{0});
  portal.staff.execute("UPDATE accounts SET password_set_at = ?", portal.now - days{366});
  BOOST_TEST(location(hanako.get("/mihon/home")) == "/mihon/password");
  BOOST_TEST(location(hanako.get("/mihon/security/two-step")) == "/mihon/password?next=/security/two-step");
}

BOOST_AUTO_TEST_CASE(a_password_beside_a_second_factor_ends_only_where_the_society_says_so) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  turn_on_two_step(portal, hanako);
  portal.staff.execute("UPDATE accounts SET password_set_at = ?", portal.now - days{366});
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  BOOST_TEST(!says(hanako.get("/mihon/password"), "有効期限"));
  portal.staff.execute("UPDATE societies SET two_factors_spare_passwords = FALSE");
  BOOST_TEST(location(hanako.get("/mihon/home")) == "/mihon/password");
}

BOOST_AUTO_TEST_SUITE_END()
