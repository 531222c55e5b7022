#include <boost/test/unit_test.hpp>

#include "tests/support/expense_lines.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::feed;
using portal::testing::says;
using portal::testing::TestPortal;

namespace {

void set_password_age(TestPortal& portal, std::chrono::seconds age) {
  portal.staff.execute("UPDATE accounts SET password_set_at = ?", portal.now - age);
}

constexpr auto days = std::chrono::hours{24};

}  // namespace

BOOST_AUTO_TEST_SUITE(home)

// As one UNION with JSON in it, Home made 15, 2 of them on disk: a full disk took it away from everybody.
BOOST_AUTO_TEST_CASE(home_needs_no_disk_for_temporary_tables) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/home");
  const auto before = portal.server_status("Created_tmp_disk_tables");
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  BOOST_TEST(portal.server_status("Created_tmp_disk_tables") == before);
}

BOOST_AUTO_TEST_CASE(home_costs_a_statement_for_each_thing_of_the_member_s_own_and_the_login_page_one) {
  TestPortal portal;
  const auto cost = [&portal](Browser& browser, const std::string& page) {
    browser.get(page);  // prepares its statements
    const auto before = portal.server_status("Questions");
    const auto idle = portal.server_status("Questions") - before;
    browser.get(page);
    return portal.server_status("Questions") - before - 2 * idle;
  };
  constexpr int who_is_there = 1, parts = 3;  // addresses, documents, applications; no notice and no month has come
  Browser hanako = portal.as("hanako");
  BOOST_TEST(cost(hanako, "/mihon/home") == who_is_there + parts);
  Browser stranger = portal.browser();
  BOOST_TEST(cost(stranger, "/mihon/login") == who_is_there);
}

// More than are counted by reading them.
BOOST_AUTO_TEST_CASE(home_says_how_many_notices_are_unread_however_many_there_are) {
  for (const int count : {0, 1, 20, 21, 45}) {
    TestPortal portal;
    portal.staff.execute(R"(
      INSERT INTO notices (society_id, name, title, body, shown_from, shown_until, audience, is_listed, mails,
                           published_at, changed_at)
      SELECT s.id, n.seq, 'お知らせ', '本文', '2026-01-01', '9999-12-31', 'all', FALSE, FALSE, s.created_at, s.created_at
      FROM societies s JOIN seq_1_to_100 n ON n.seq <= ? WHERE s.slug = 'mihon')",
                         count);
    Browser hanako = portal.as("hanako");
    const Reply home = hanako.get("/mihon/home");
    BOOST_TEST(says(home, "未読が" + std::to_string(count) + "件あります") == (count > 0), count);
  }
}

BOOST_AUTO_TEST_CASE(home_warns_from_30_days_before_the_end_and_not_a_second_earlier) {
  for (const auto& [age, warned] : {std::pair{335 * days - 1s, false}, std::pair{335 * days + 1s, true}}) {
    TestPortal portal;
    Browser hanako = portal.as("hanako");
    set_password_age(portal, age);
    const Reply home = hanako.get("/mihon/home");
    BOOST_TEST(home.status == 200);
    BOOST_TEST(says(home, "パスワードの有効期限は") == warned);
    if (warned) BOOST_TEST(says(home, "令和8年（2026年）12月22日です"));
  }
}

BOOST_AUTO_TEST_CASE(home_answers_in_three_sentences_at_most_with_one_button_each) {
  TestPortal portal;
  feed(portal, {});
  portal.add_document("mihon", "0001001", "00", "資格情報のお知らせ");
  portal.staff.execute(R"(
    INSERT INTO notices (society_id, name, title, body, shown_from, shown_until, audience, is_listed, mails,
                         published_at, changed_at)
    SELECT s.id, n.seq, 'お知らせ', '本文', '2026-01-01', '9999-12-31', 'all', FALSE, FALSE, s.created_at, s.created_at
    FROM societies s JOIN seq_1_to_2 n WHERE s.slug = 'mihon')");
  Browser hanako = portal.as("hanako");
  const Reply home = hanako.get("/mihon/home");
  BOOST_TEST(says(home, "8月診療分の医療費が届きました。"));
  BOOST_TEST(says(
      home, "class=\"button\"\n    href=\"/mihon/expenses?year=2026&amp;month=8#m8\"><span>8月分を見る</span></a>"));
  BOOST_TEST(says(home, "資格情報のお知らせが届きました。"));
  BOOST_TEST(says(home, "未読のお知らせが2件あります。"));
  BOOST_TEST(says(home, "class=\"button button-second\"\n    href=\"/mihon/notices\">"));
  BOOST_TEST(!says(home, "新しいお知らせはありません"));
}

BOOST_AUTO_TEST_CASE(who_has_left_is_told_so_and_until_when_they_may_read) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(!says(hanako.get("/mihon/home"), "資格がなくなりました"));
  portal.staff.execute("UPDATE members SET left_on = '2026-08-31'");
  portal.staff.execute("UPDATE societies SET readable_months_after_leaving = 6");
  const Reply home = hanako.get("/mihon/home");
  BOOST_TEST(says(home, "令和8年（2026年）8月31日に、健康保険の資格がなくなりました。"));
  BOOST_TEST(says(home, "令和9年（2027年）2月28日まで見られます。"));
  BOOST_TEST(says(home, "資格がなくなったため、申請できません。"));
}

// On a PC nothing was marked there for who was in がん検診 or 限度額申請.
BOOST_AUTO_TEST_CASE(the_bar_of_a_wide_window_shows_the_service_that_one_is_in) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const auto bar_of = [&hanako](const std::string& path) {
    const std::string body = hanako.get(path).body;
    const auto begin = body.find("<nav class=\"nav\"");
    return body.substr(begin, body.find("</nav>", begin) - begin);
  };
  BOOST_TEST(bar_of("/mihon/screenings").find("/screenings\" aria-current=\"page\"") != std::string::npos);
  BOOST_TEST(bar_of("/mihon/limit-certificate/new").find("/limit-certificate\" aria-current=\"page\"") !=
             std::string::npos);
  BOOST_TEST(bar_of("/mihon/home").find("screenings") == std::string::npos);
}

// がん検診 and 限度額申請 could be reached from Home alone.
BOOST_AUTO_TEST_CASE(the_menu_of_every_page_leads_to_every_service_and_setting) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const Reply page = hanako.get("/mihon/screenings");
  for (const char* path : {"home", "expenses", "screenings", "screenings/women", "documents", "limit-certificate",
                           "notices", "topics", "profile", "password", "security", "family", "help/screenings"})
    BOOST_TEST(says(page, std::string("<a href=\"/mihon/") + path + "\""), path);
  BOOST_TEST(says(page, "<a href=\"/mihon/screenings\" aria-current=\"page\">"));
  BOOST_TEST(says(hanako.get("/mihon/screenings/women"), "<a href=\"/mihon/screenings/women\" aria-current=\"page\">"));
  portal.staff.execute("UPDATE members SET sex = 'm'");
  BOOST_TEST(!says(hanako.get("/mihon/screenings"), "がん検診 女性専用</a>"));
}

BOOST_AUTO_TEST_SUITE_END()
