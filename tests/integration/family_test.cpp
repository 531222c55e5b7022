#include <boost/test/unit_test.hpp>

#include "sql/household/household.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Method;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::location;
using portal::testing::says;
using portal::testing::test_password;
using portal::testing::TestPortal;
using portal::testing::without_token;

namespace {

constexpr const char* her_husband = "髙﨑　一郎";
constexpr const char* her_son = "髙﨑　次郎";

Reply choose(Browser& browser, const std::string& choice) {
  browser.get("/mihon/family");
  return browser.post("/mihon/family", {{"principal_sees", choice}});
}

// Which of the two radio buttons is chosen on the page.
std::string chosen(const Reply& page) {
  if (says(page, "value=\"yes\" checked")) return "yes";
  return says(page, "value=\"no\" checked") ? "no" : "";
}

bool choices_kept(TestPortal& portal) { return portal.staff.select("SELECT member_id FROM household_choices").next(); }

void add_son(TestPortal& portal, const char* birth_date) {
  portal.staff.execute(R"(
    INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                         enrolled_on, postal_code, address)
    SELECT id, '12', '0001001', '02', '長男', ?, 'ミホン', 'ミホン', ?, 'm', '2010-04-01', '1000001', '東京都見本区'
    FROM societies WHERE slug = 'mihon')",
                       her_son, birth_date);
}

Browser as_son(TestPortal& portal) {
  portal.add_account("mihon", "jiro", portal.member("mihon", "0001001", "02"));
  Browser browser = portal.browser();
  browser.get("/mihon/login");
  browser.post("/mihon/login", {{"login_id", "jiro"}, {"password", test_password}});
  return browser;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(family)

BOOST_AUTO_TEST_CASE(an_adult_hides_their_expenses_from_the_principal_and_shows_them_again) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser ichiro = portal.as("ichiro");
  BOOST_TEST(says(ichiro.get("/mihon/home"), "href=\"/mihon/family\""));
  BOOST_TEST(chosen(ichiro.get("/mihon/family")) == "yes");
  BOOST_TEST(says(hanako.get("/mihon/family"), her_husband));
  BOOST_TEST(location(choose(ichiro, "no")) == "/mihon/family/done");
  BOOST_TEST(says(ichiro.get("/mihon/family/done"), "表示しません"));
  BOOST_TEST(chosen(ichiro.get("/mihon/family")) == "no");
  BOOST_TEST(!says(hanako.get("/mihon/family"), her_husband));
  BOOST_TEST(portal.recorded_of("expenses_hidden") == "ichiro");
  choose(ichiro, "no");
  BOOST_TEST(portal.recorded_of("expenses_hidden") == "ichiro");
  choose(ichiro, "yes");
  BOOST_TEST(says(ichiro.get("/mihon/family/done"), "表示します"));
  BOOST_TEST(says(hanako.get("/mihon/family"), her_husband));
  BOOST_TEST(portal.recorded_of("expenses_shown") == "ichiro");
  BOOST_TEST(portal.mails().empty());
}

BOOST_AUTO_TEST_CASE(a_page_left_open_in_between_takes_the_latest_choice) {
  TestPortal portal;
  Browser ichiro = portal.as("ichiro");
  ichiro.get("/mihon/family");
  for (const char* choice : {"no", "yes", "no"})  // by the back button, from one page
    ichiro.post("/mihon/family", {{"principal_sees", choice}});
  BOOST_TEST(chosen(ichiro.get("/mihon/family")) == "no");
}

BOOST_AUTO_TEST_CASE(what_is_neither_yes_nor_no_changes_nothing) {
  TestPortal portal;
  Browser ichiro = portal.as("ichiro");
  for (const std::string answer : {"", "maybe", "ＹＥＳ", "yes ", "🍣", "no\x01", "<b>no</b>"}) {
    const Reply reply = choose(ichiro, answer);
    BOOST_TEST(reply.status == 422, answer);
    BOOST_TEST(says(reply, "href=\"#principal_sees\""));
    BOOST_TEST(says(reply, "エラー：家族の医療費の表示"));
    BOOST_TEST(chosen(reply) == "");
  }
  ichiro.get("/mihon/family");
  BOOST_TEST(ichiro.post("/mihon/family", {}).status == 422);
  BOOST_TEST(!choices_kept(portal));
}

BOOST_AUTO_TEST_CASE(who_has_nothing_to_choose_is_told_why_and_a_form_of_theirs_changes_nothing) {
  TestPortal portal;
  add_son(portal, "2008-11-23");
  Browser hanako = portal.as("hanako");
  Browser jiro = as_son(portal);
  const Reply young = jiro.get("/mihon/family");
  BOOST_TEST(says(young, "選べるようになるのは、令和8年（2026年）11月23日からです"));
  BOOST_TEST(!says(young, "type=\"radio\""));
  BOOST_TEST(!says(hanako.get("/mihon/family"), "type=\"radio\""));
  for (Browser* browser : {&hanako, &jiro}) {
    const Reply refused = choose(*browser, "no");
    BOOST_TEST(refused.status == 409);
    BOOST_TEST(says(refused, "選んだ内容は保存していません"));
  }
  portal.staff.execute("UPDATE societies SET principal_sees_household = FALSE");
  for (Browser* browser : {&hanako, &jiro}) {
    const Reply page = browser->get("/mihon/family");
    BOOST_TEST(says(page, "ご家族の間で医療費を表示していません"));
    BOOST_TEST(!says(page, her_husband));
    BOOST_TEST(choose(*browser, "no").status == 409);
  }
  BOOST_TEST(!choices_kept(portal));
}

BOOST_AUTO_TEST_CASE(the_choice_opens_on_the_18th_birthday_by_japan_s_clock) {
  TestPortal portal;
  add_son(portal, "2008-11-23");
  portal.now = portal::timestamp_from_sql("2026-11-22 14:59:59");  // 23:59:59 there
  Browser jiro = as_son(portal);
  BOOST_TEST(choose(jiro, "no").status == 409);
  portal.now += 1s;
  BOOST_TEST(choose(jiro, "no").status == 303);
}

BOOST_AUTO_TEST_CASE(a_household_with_a_protected_member_reads_like_one_without_that_member) {
  for (const char* birth_date : {"2000-01-01", "2020-01-01"}) {
    TestPortal portal;
    add_son(portal, birth_date);
    Browser hanako = portal.as("hanako");
    Browser ichiro = portal.as("ichiro");
    BOOST_TEST(says(hanako.get("/mihon/family"), her_son));
    const std::string home = without_token(hanako.get("/mihon/home").body);
    const std::string his = without_token(ichiro.get("/mihon/family").body);
    portal.staff.execute("UPDATE members SET is_protected = TRUE WHERE name = ?", her_son);
    const std::string hidden = without_token(hanako.get("/mihon/family").body);
    BOOST_TEST((hidden.find(her_son) == std::string::npos));
    BOOST_TEST((without_token(hanako.get("/mihon/home").body) == home));
    BOOST_TEST((without_token(ichiro.get("/mihon/family").body) == his));
    portal.staff.execute("UPDATE members SET left_on = '1990-01-01' WHERE name = ?", her_son);
    portal.staff.execute("DELETE FROM members WHERE name = ?", her_son);
    BOOST_TEST((without_token(hanako.get("/mihon/family").body) == hidden));
  }
}

BOOST_AUTO_TEST_CASE(
    a_protected_member_s_own_page_shows_nothing_of_it_and_a_household_of_hidden_ones_reads_like_an_empty_one) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser ichiro = portal.as("ichiro");
  Browser taro = portal.as("taro");
  const std::string before = without_token(ichiro.get("/mihon/family").body);
  portal.staff.execute("UPDATE members SET is_protected = TRUE WHERE branch = '01'");
  BOOST_TEST((without_token(ichiro.get("/mihon/family").body) == before));
  portal.staff.execute("UPDATE members SET sex = 'f'");  // the menu has がん検診 女性専用 for her
  BOOST_TEST((without_token(hanako.get("/mihon/family").body) == without_token(taro.get("/mihon/family").body)));
  BOOST_TEST(says(taro.get("/mihon/family"), "表示されるのは、あなたの医療費だけです"));
  BOOST_TEST(choose(ichiro, "no").status == 303);
  BOOST_TEST(choose(ichiro, "yes").status == 303);
  BOOST_TEST(!says(hanako.get("/mihon/family"), her_husband));
}

BOOST_AUTO_TEST_CASE(a_page_left_open_by_one_member_changes_nothing_for_the_next_who_signs_in) {
  TestPortal portal;
  add_son(portal, "2000-01-01");
  portal.add_account("mihon", "jiro", portal.member("mihon", "0001001", "02"));
  Browser browser = portal.as("ichiro");
  browser.get("/mihon/family");
  portal::Request stale;
  stale.method = Method::post;
  stale.path = "/mihon/family";
  stale.form.add("csrf", browser.form_token());
  stale.form.add("principal_sees", "no");
  browser.get("/mihon/home");
  browser.post("/mihon/logout", {});
  browser.get("/mihon/login");
  browser.post("/mihon/login", {{"login_id", "jiro"}, {"password", test_password}});
  BOOST_TEST(browser.send(stale).status == 403);
  BOOST_TEST(!choices_kept(portal));
}

BOOST_AUTO_TEST_CASE(a_member_s_number_in_the_request_means_nothing) {
  TestPortal portal;
  add_son(portal, "2000-01-01");
  Browser ichiro = portal.as("ichiro");
  ichiro.get("/mihon/family");
  const std::string son = std::to_string(portal::number(portal.member("mihon", "0001001", "02")));
  ichiro.post("/mihon/family", {{"principal_sees", "no"}, {"member_id", son}, {"member", son}});
  Browser jiro = as_son(portal);
  BOOST_TEST(chosen(jiro.get("/mihon/family?member_id=" + son)) == "yes");
  BOOST_TEST(chosen(ichiro.get("/mihon/family?member_id=" + son)) == "no");
}

BOOST_AUTO_TEST_SUITE_END()
