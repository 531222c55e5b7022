#include "sql/publishing/arrivals.hpp"

#include <boost/test/unit_test.hpp>

#include "domain/mails/arrival_mails.hpp"
#include "domain/mails/mails.hpp"
#include "sql/household/household.hpp"
#include "sql/publishing/notices.hpp"
#include "tests/integration/mails/arriving.hpp"
#include "tests/support/operator.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using namespace portal;
using portal::testing::Browser;
using portal::testing::link_in;
using portal::testing::SentMail;
using namespace portal::testing::arriving;

BOOST_FIXTURE_TEST_SUITE(mails_of_arrivals, Arriving)

BOOST_AUTO_TEST_CASE(one_mail_a_day_tells_of_everything_that_is_new) {
  BOOST_TEST(send() == 0);
  feed(2026y / 9);
  publish("a", 2026y / 11 / 23);
  BOOST_TEST(send() == 1);
  const auto sent = arrival_mails();
  BOOST_REQUIRE_EQUAL(sent.size(), 1U);
  BOOST_TEST(sent[0].recipient == "hanako@example.jp");
  BOOST_TEST(says(sent[0].text, "■医療費通知\nhttps://portal.example.jp/mihon/go?r=20261123&no=1\n"));
  BOOST_TEST(says(sent[0].text, "■健保からのお知らせ\nhttps://portal.example.jp/mihon/go?r=20261123&no=3\n"));
  BOOST_TEST(says(sent[0].text, sent[0].unsubscribe_url + "\n"));

  BOOST_TEST(send() == 0);
  now += 1h;
  publish("b", 2026y / 11 / 23);
  BOOST_TEST(send() == 0);  // today's mail is made
  now += one_day;
  BOOST_TEST(send() == 1);
  BOOST_TEST(!says(arrival_mails().at(1).text, "医療費通知"));
  now += one_day;
  BOOST_TEST(send() == 0);
}

BOOST_AUTO_TEST_CASE(a_month_is_news_on_the_day_that_it_comes) {
  feed(2026y / 10);
  now = timestamp_from_sql("2026-12-09 14:59:59");
  BOOST_TEST(send() == 0);
  now += 1s;  // midnight in Japan
  BOOST_TEST(send() == 1);
}

BOOST_AUTO_TEST_CASE(a_notice_is_news_from_its_first_day_until_it_is_opened) {
  const NoticeId later = publish("later", 2026y / 11 / 26);
  publish("without mail", 2026y / 11 / 23, false);
  BOOST_TEST(send() == 0);
  now += 3 * one_day;
  db::SocietyDatabase db = staff_of("mihon");
  notices::mark_read(db, member("mihon", "0001001"), later, now);
  BOOST_TEST(send() == 0);
  staff.execute("DELETE FROM notice_reads");
  BOOST_TEST(send() == 1);
}

BOOST_AUTO_TEST_CASE(a_document_is_news_to_its_member_alone_until_it_is_opened_or_withdrawn) {
  add_account("mihon", "ichiro", member("mihon", "0001001", "01"));
  now += 1h;
  staff.execute(R"(
    INSERT INTO documents (society_id, member_id, kind, title, issued_on, file_name, bytes, file_digest, import_id,
                           added_at)
    SELECT society_id, ?, '支給決定通知書', '金糸雀', '2026-11-20', 'a.pdf', 1, '', ?, ? FROM members WHERE id = ?)",
                member("mihon", "0001001"), import_of("documents"), now, member("mihon", "0001001"));
  staff.execute("UPDATE documents SET withdrawn_at = added_at");
  BOOST_TEST(send() == 0);
  staff.execute("UPDATE documents SET withdrawn_at = NULL");
  staff.execute(
      "INSERT INTO document_reads (society_id, document_id, opened_at) SELECT society_id, id, added_at FROM documents");
  BOOST_TEST(send() == 0);
  staff.execute("DELETE FROM document_reads");
  BOOST_TEST(send() == 1);
  BOOST_TEST(arrival_mails().at(0).recipient == "hanako@example.jp");
  BOOST_TEST(says(arrival_mails().at(0).text, "■通知書・証明書\nhttps://portal.example.jp/mihon/go?r=20261123&no=2\n"));
}

BOOST_AUTO_TEST_CASE(who_signed_in_since_is_told_nothing) {
  feed(2026y / 9);
  now += 1h;
  as("hanako");
  BOOST_TEST(send() == 0);
}

BOOST_AUTO_TEST_CASE(a_mail_holds_nothing_personal) {
  feed(2026y / 9);
  publish("a", 2026y / 11 / 23);
  send();
  const SentMail mail = arrival_mails().at(0);
  for (const char* canary :
       {"花子", "はなこ", "金糸雀", "0001001", "hanako", "9,876", "98760", "29,628", "9月", "医科"})
    BOOST_TEST(!says(mail.subject + mail.text, canary), canary);
}

BOOST_AUTO_TEST_CASE(a_protected_members_expenses_are_news_to_that_member_alone) {
  add_account("mihon", "ichiro", member("mihon", "0001001", "01"));
  now += 1h;
  db::SocietyDatabase db = staff_of("mihon");
  household::protect(db, member("mihon", "0001001", "01"), true);
  feed(2026y / 9, "01");
  BOOST_TEST(send() == 1);
  BOOST_TEST(arrival_mails().at(0).recipient == "ichiro@example.jp");
  household::protect(db, member("mihon", "0001001", "01"), false);
  BOOST_TEST(send() == 1);  // the principal sees them now
}

BOOST_AUTO_TEST_CASE(nobody_is_written_to_who_left_too_long_ago_or_whose_address_refused_a_mail) {
  feed(2026y / 9);
  staff.execute("UPDATE members SET left_on = '2025-10-01'");
  BOOST_TEST(send() == 0);
  staff.execute("UPDATE members SET left_on = NULL");
  staff.execute("UPDATE account_emails SET bounced_at = ?", now);
  BOOST_TEST(send() == 0);
  staff.execute("UPDATE account_emails SET bounced_at = NULL");
  BOOST_TEST(send() == 1);
}

BOOST_AUTO_TEST_CASE(the_same_number_in_another_society_is_somebody_else) {
  as("hanako", "tameshi");
  now += 1h;
  feed(2026y / 9);
  publish("a", 2026y / 11 / 23);
  BOOST_TEST(send("tameshi") == 0);
  BOOST_TEST(send("mihon") == 1);
  std::string foreign = stop_path();
  foreign.replace(foreign.find("mihon"), 5, "tameshi");
  BOOST_TEST(one_click(foreign).status == 200);
  BOOST_TEST(wants_mails("tameshi"));
  BOOST_TEST(wants_mails("mihon"));
}

BOOST_AUTO_TEST_CASE(a_run_that_is_cut_off_doubles_nothing_and_the_next_one_does_the_rest) {
  feed(2026y / 9);
  testing::Operator staff_of_mihon(ctl, "mihon");
  {
    db::Transaction cut_off(ctl);
    BOOST_TEST(arrival_mails::make_portion(staff_of_mihon.scene(installation, now), AccountId{0}).mails == 1);
  }
  BOOST_TEST(arrival_mails().empty());
  BOOST_TEST(send() == 1);
  BOOST_TEST(send() == 0);
}

BOOST_AUTO_TEST_CASE(many_members_get_one_mail_each) {
  constexpr int many = 2 * limits::arrival_receivers_per_commit + 1;
  staff.execute(R"(
    INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                         enrolled_on, postal_code, address)
    SELECT id, '99', seq, '00', '本人', '見本', 'ミホン', 'ミホン', '1980-01-01', 'f', '2010-04-01', '1000001', '東京都'
    FROM societies JOIN seq_1_to_10000 WHERE slug = 'mihon' AND seq <= ?)",
                many);
  staff.execute(R"(
    INSERT INTO accounts (society_id, member_id, login_id, password_hash, pepper_id, password_set_at, nickname,
        created_at)
    SELECT society_id, id, CONCAT('many', number), 'x', 'x', ?, '', ? FROM members WHERE symbol = '99')",
                now, now);
  staff.execute(R"(
    INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at)
    SELECT society_id, id, CONCAT(login_id, '@example.jp'), TRUE, ? FROM accounts WHERE login_id LIKE 'many%')",
                now);
  now += one_day;
  publish("a", 2026y / 11 / 24);
  BOOST_TEST(send() == many + 1);
  BOOST_TEST(send() == 0);
  auto rows = staff.select("SELECT COUNT(DISTINCT recipient) AS counted FROM mail_queue WHERE purpose = 'arrivals'");
  rows.next();
  BOOST_TEST(rows.get<int>("counted") == many + 1);
}

BOOST_AUTO_TEST_CASE(a_link_of_the_mail_leads_to_its_page_and_is_counted) {
  feed(2026y / 9);
  send();
  Browser browser = this->browser();
  BOOST_TEST(browser.get(link_in(arrival_mails().at(0).text)).header("Location") == "/mihon/expenses");
  db::SocietyDatabase db = staff_of("mihon");
  const auto days = arrivals::days(db, now - one_day, 10);
  BOOST_REQUIRE_EQUAL(days.size(), 1U);
  BOOST_TEST(days[0].mails == 1);
  BOOST_TEST(days[0].clicks == 1);
  BOOST_TEST(arrivals::figures(db).reachable == 1);
}

BOOST_AUTO_TEST_CASE(home_shows_expenses_that_came_since_the_last_visit) {
  const std::string line = "9月診療分の医療費が届きました";
  feed(2026y / 9);
  BOOST_TEST(testing::says(as("hanako").get("/mihon/home"), line));
  now += 1h;
  BOOST_TEST(!testing::says(as("hanako").get("/mihon/home"), line));
}

BOOST_AUTO_TEST_SUITE_END()
