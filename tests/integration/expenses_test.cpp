#include <boost/test/unit_test.hpp>

#include "sql/household/household.hpp"
#include "tests/support/expense_lines.hpp"
#include "tests/support/page.hpp"

using namespace std::chrono_literals;
using namespace portal;
using portal::testing::Browser;
using portal::testing::feed;
using portal::testing::says;
using portal::testing::TestPortal;
using portal::testing::without_token;

namespace {

constexpr const char* her_husband = "髙﨑　一郎";

}  // namespace

BOOST_AUTO_TEST_SUITE(expense_pages)

BOOST_AUTO_TEST_CASE(a_member_finds_lines_months_and_totals) {
  TestPortal portal;
  feed(portal, {});
  feed(portal, {.month = 2026y / 7, .provider = "", .category = "柔整", .amounts = {6001, 4201, 0, 1800, 0, 0, 0}});
  feed(portal, {.month = 2026y / 6, .amounts = {4560, 3192, 0, 1368, 0, 0, 0}});
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(hanako.get("/mihon/home"), "href=\"/mihon/expenses\""));
  const Reply page = hanako.get("/mihon/expenses");
  BOOST_TEST(page.status == 200);
  for (const char* words :
       {"令和8年", "8月診療分", "見本クリニック", "（名称なし）", "接骨院・整骨院（柔道整復）", "20,561円", "6,168円",
        "6～8月診療分", "3件", "aria-current=\"page\"", "領収書は1,370円になる",
        "1～5月、9月診療分は、この画面に届いていません", "10月診療分は、12月10日ごろに届きます"})
    BOOST_TEST(says(page, words), words);
  BOOST_TEST(says(page, "<th scope=\"row\" class=\"who\">髙﨑　花子</th>"));
  BOOST_TEST(!says(page, "style="));
}

BOOST_AUTO_TEST_CASE(a_year_without_lines_and_one_without_any_file_are_proper_pages) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const Reply page = hanako.get("/mihon/expenses");
  BOOST_TEST(page.status == 200);
  BOOST_TEST(says(page, "令和8年の医療費は、<span class=\"phrase\">まだ届いていません"));
  BOOST_TEST(says(page, "10月診療分は、12月10日ごろに届きます"));
  for (const char* words : {"PDF", ".csv", "0円"}) BOOST_TEST(!says(page, words), words);
}

BOOST_AUTO_TEST_CASE(who_has_left_finds_no_month_waited_for_after_their_insurance) {
  TestPortal portal;
  feed(portal, {});
  portal.staff.execute("UPDATE members SET left_on = '2026-11-20'");
  const Reply page = portal.as("hanako").get("/mihon/expenses");
  BOOST_TEST(says(page, "資格がなくなったあとの診療分は、届きません。"));
  BOOST_TEST(page.body.find(">未着<") < page.body.find(">－<"));  // November is waited for, December isn't
}

BOOST_AUTO_TEST_CASE(a_month_appears_on_its_day) {
  TestPortal portal;
  feed(portal, {.month = 2026y / 10, .provider = "十月医院"});
  Browser hanako = portal.as("hanako");
  BOOST_TEST(!says(hanako.get("/mihon/expenses"), "十月医院"));
  BOOST_TEST(!says(hanako.get("/mihon/expenses/2026.csv"), "十月医院"));
  portal.now = timestamp_from_sql("2026-12-09 14:59:00");
  Browser later = portal.as("hanako");
  BOOST_TEST(!says(later.get("/mihon/expenses"), "十月医院"));
  portal.now = timestamp_from_sql("2026-12-09 15:01:00");  // midnight has passed in Japan
  BOOST_TEST(says(later.get("/mihon/expenses"), "十月医院"));
  BOOST_TEST(says(later.get("/mihon/expenses/2026.csv"), "十月医院"));
}

BOOST_AUTO_TEST_CASE(the_principal_sees_the_household_and_a_dependent_only_themselves) {
  TestPortal portal;
  feed(portal, {.provider = "花子の医院"});
  feed(portal, {.branch = "01", .provider = "一郎の医院"});
  feed(portal, {.provider = "他人の医院", .number = "0001002"});
  Browser hanako = portal.as("hanako");
  Browser ichiro = portal.as("ichiro");
  for (const std::string path : {"/mihon/expenses", "/mihon/expenses/2026.csv", "/mihon/expenses/tax.csv"}) {
    const Reply hers = hanako.get(path);
    const Reply his = ichiro.get(path);
    BOOST_TEST((says(hers, "花子の医院") && says(hers, "一郎の医院") && !says(hers, "他人の医院")));
    BOOST_TEST((!says(his, "花子の医院") && says(his, "一郎の医院") && !says(his, "他人の医院")));
  }
  const Reply one = hanako.get("/mihon/expenses?year=2026&person=01");
  BOOST_TEST((!says(one, "花子の医院") && says(one, "一郎の医院")));
  BOOST_TEST(!says(hanako.get("/mihon/expenses/2026.csv?person=01"), "花子の医院"));
  BOOST_TEST(ichiro.get("/mihon/expenses?person=00").status == 404);
}

BOOST_AUTO_TEST_CASE(who_is_protected_or_hides_leaves_no_trace_not_even_in_the_sums) {
  TestPortal portal;
  feed(portal, {.provider = "花子の医院"});
  const auto pages = [&portal] {
    Browser hanako = portal.as("hanako");
    std::string all;
    for (const std::string path :
         {"/mihon/expenses", "/mihon/expenses?person=00", "/mihon/expenses?person=01", "/mihon/expenses/2026.csv",
          "/mihon/expenses/2026.csv?person=01", "/mihon/expenses/tax?year=2026",
          "/mihon/expenses/tax?year=2026&person=01", "/mihon/expenses/tax.csv?year=2026"})
      all += std::to_string(hanako.get(path).status) + without_token(hanako.get(path).body);
    return all;
  };
  portal.staff.execute("UPDATE members SET relation = '本人' WHERE branch = '01'");  // as if she had no family
  const std::string alone = pages();
  BOOST_TEST(alone.find(her_husband) == std::string::npos);
  portal.staff.execute("UPDATE members SET relation = '夫' WHERE branch = '01'");
  feed(portal, {.branch = "01", .provider = "一郎の医院"});
  BOOST_TEST((pages() != alone));
  portal.staff.execute("UPDATE members SET is_protected = TRUE WHERE branch = '01'");
  BOOST_TEST((pages() == alone));
  portal.staff.execute("UPDATE members SET is_protected = FALSE");
  db::SocietyDatabase db(portal.staff, societies::find(portal.staff, "mihon").value().id);
  household::choose(db, portal.member("mihon", "0001001", "01"), true, portal.now);
  BOOST_TEST((pages() == alone));
  auto rows =
      portal.staff.select("SELECT COUNT(*) AS counted FROM audit_log WHERE event LIKE 'expenses%' AND member_id = ?",
                          portal.member("mihon", "0001001", "01"));
  rows.next();
  BOOST_TEST(rows.get<int>("counted") == 14);  // each page on which his lines were shown, asked for twice, and no other
}

BOOST_AUTO_TEST_CASE(a_look_alike_of_another_society_sees_their_own_alone) {
  TestPortal portal;
  feed(portal, {.provider = "見本の医院"});
  feed(portal, {.society = "tameshi", .provider = "試しの医院"});
  Browser here = portal.as("hanako");
  Browser there = portal.as("hanako", "tameshi");
  for (const std::string path : {"/expenses", "/expenses?person=00", "/expenses/2026.csv", "/expenses/tax.csv"}) {
    BOOST_TEST(!says(here.get("/mihon" + path), "試しの医院"));
    BOOST_TEST(!says(there.get("/tameshi" + path), "見本の医院"));
    BOOST_TEST(here.get("/tameshi" + path).status == 303);
  }
}

BOOST_AUTO_TEST_CASE(nonsense_for_a_year_a_person_or_an_encoding_is_404_alike) {
  TestPortal portal;
  feed(portal, {});
  Browser hanako = portal.as("hanako");
  for (const std::string path : {"/expenses?year=x",
                                 "/expenses?year=2019",
                                 "/expenses?year=20261",
                                 "/expenses?year=-2026",
                                 "/expenses?year=2026%20",
                                 "/expenses?month=0",
                                 "/expenses?month=13",
                                 "/expenses?month=x",
                                 "/expenses?month=1%20",
                                 "/expenses?person=9",
                                 "/expenses?person=77",
                                 "/expenses?person=%E3%81%82",
                                 "/expenses?person=01%27",
                                 "/expenses/2026",
                                 "/expenses/.csv",
                                 "/expenses/2019.csv",
                                 "/expenses/2026.pdf.csv",
                                 "/expenses/2026.csv?encoding=utf-7",
                                 "/expenses/2026.csv?person=77",
                                 "/expenses?person-00=yes&person-77=yes",
                                 "/expenses?person-0=yes",
                                 "/expenses/.pdf",
                                 "/expenses/2019.pdf",
                                 "/expenses/2026.PDF",
                                 "/expenses/2026.pdf?person=77",
                                 "/expenses/tax?year=2019",
                                 "/expenses/tax?year=x",
                                 "/expenses/tax?person=77",
                                 "/expenses/tax.csv?year=2019",
                                 "/expenses/tax.pdf"})
    BOOST_TEST(hanako.get("/mihon" + path).status == 404, path);
}

BOOST_AUTO_TEST_CASE(the_csv_file_agrees_with_the_page_to_the_yen) {
  TestPortal portal;
  feed(portal, {});
  feed(portal, {.branch = "01",
                .month = 2026y / 7,
                .provider = "＋薬局",
                .category = "調剤",
                .amounts = {4567, 3197, 100, 1270, 1, 2, 3}});
  Browser hanako = portal.as("hanako");
  const Reply file = hanako.get("/mihon/expenses/2026.csv");
  BOOST_TEST(file.header("Content-Type") == "text/csv; charset=utf-8");
  BOOST_TEST(file.header("Content-Disposition") ==
             "attachment; filename=\"iryohi-2026.csv\"; "
             "filename*=UTF-8''%E5%8C%BB%E7%99%82%E8%B2%BB%E9%80%9A%E7%9F%A5_2026%E5%B9%B4%2Ecsv");
  BOOST_TEST(file.header("Content-Security-Policy") == "sandbox");
  BOOST_TEST(file.body ==
             "\xEF\xBB\xBF診療年月,受診した人,診療区分,医療機関など,日数,医療費の総額,健保の負担,公費の負担,"
             "窓口負担の額（計算）,"
             "食事療養費,高額療養費,付加給付\r\n"
             "2026-08,髙﨑　花子,外来,見本クリニック,1,10000,7000,0,3000,0,0,0\r\n"
             "2026-07,髙﨑　一郎,薬局（調剤）,'＋薬局,1,4567,3197,100,1270,1,2,3\r\n");
  const Reply page = hanako.get("/mihon/expenses");
  for (const char* sum : {"14,567円", "10,197円", "100円", "4,270円"}) BOOST_TEST(says(page, sum), sum);
  BOOST_TEST(hanako.get("/mihon/expenses/2026.csv?encoding=cp932").header("Content-Type") ==
             "text/csv; charset=Shift_JIS");
}

BOOST_AUTO_TEST_CASE(a_receipt_that_was_withdrawn_is_not_shown) {
  TestPortal portal;
  feed(portal, {.provider = "取り消された医院", .amounts = {}});
  Browser hanako = portal.as("hanako");
  BOOST_TEST(!says(hanako.get("/mihon/expenses"), "取り消された医院"));
}

BOOST_AUTO_TEST_CASE(every_look_leaves_a_row_for_each_person_that_was_shown) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/expenses");
  hanako.get("/mihon/expenses/2026.csv?person=01");
  auto rows = portal.staff.select(R"(
    SELECT CONCAT(a.event, ' ', m.branch, ' ', a.object_kind, ' ', a.object_id) AS what
    FROM audit_log a JOIN members m ON m.id = a.member_id WHERE a.event LIKE 'expenses%' ORDER BY a.id)");
  std::string all;
  while (rows.next()) all += rows.get<std::string>("what") + "\n";
  BOOST_TEST(all ==
             "expenses_seen 00 expense_year 2026\nexpenses_seen 01 expense_year 2026\n"
             "expenses_saved 01 expense_year 2026\n");
}

BOOST_AUTO_TEST_CASE(who_has_left_reads_on_for_the_months_that_the_society_grants) {
  TestPortal portal;
  feed(portal, {.provider = "花子の医院"});
  Browser hanako = portal.as("hanako");
  portal.staff.execute("UPDATE members SET left_on = '2025-11-22'");
  BOOST_TEST(says(hanako.get("/mihon/expenses"), "花子の医院"));
  portal.staff.execute("UPDATE members SET left_on = '2025-11-21'");
  BOOST_TEST(hanako.get("/mihon/expenses").status == 303);
}

BOOST_AUTO_TEST_CASE(every_page_and_file_costs_three_statements) {
  TestPortal portal;
  feed(portal, {});
  Browser hanako = portal.as("hanako");
  for (const std::string path :
       {"/mihon/expenses", "/mihon/expenses/2026.pdf", "/mihon/expenses/tax", "/mihon/expenses/tax.csv"}) {
    BOOST_TEST(hanako.get(path).status == 200);
    const auto before = portal.server_status("Com_stmt_execute");
    const auto idle = portal.server_status("Com_stmt_execute") - before;
    hanako.get(path);
    BOOST_TEST(portal.server_status("Com_stmt_execute") - before - 2 * idle <= 3, path);
  }
}

BOOST_AUTO_TEST_CASE(the_heading_and_the_title_say_which_year_and_whose) {
  TestPortal portal;
  feed(portal, {});
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(hanako.get("/mihon/expenses"), "<title>令和8年（2026年）の医療費通知 家族全員（2人）｜"));
  const Reply his = hanako.get("/mihon/expenses?person=01");
  BOOST_TEST(says(his, "<title>令和8年（2026年）の医療費通知 髙﨑　一郎｜"));
  BOOST_TEST(says(hanako.get("/mihon/expenses/tax"), "<title>令和8年（2026年）の医療費控除の準備 家族全員（2人）｜"));
  Browser ichiro = portal.as("ichiro");
  BOOST_TEST(says(ichiro.get("/mihon/expenses"), "<title>令和8年（2026年）の医療費通知 髙﨑　一郎｜"));
}

BOOST_AUTO_TEST_CASE(what_makes_the_real_payment_smaller_is_said_beside_the_sum) {
  TestPortal portal;
  feed(portal, {});
  Browser hanako = portal.as("hanako");
  BOOST_TEST(!says(hanako.get("/mihon/expenses"), "高額療養費"));
  feed(portal, {.month = 2026y / 5, .amounts = {500000, 350000, 0, 150000, 0, 60000, 0}});
  feed(portal, {.month = 2026y / 7, .amounts = {100000, 70000, 0, 30000, 0, 0, 5000}});
  const Reply page = hanako.get("/mihon/expenses");
  BOOST_TEST(says(page, "5月に高額療養費があるため、窓口で払った額はこれより少ないことがあります。"));
  BOOST_TEST(says(page, "7月に付加給付があり、あとから健康保険組合から支給されます。"));
}

// 150 lines a year used to be one page of 52,480 px.
BOOST_AUTO_TEST_CASE(a_year_of_150_lines_is_pages_of_whole_months_below_30_kilobytes) {
  TestPortal portal;
  for (int count = 0; count < 150; ++count)
    feed(portal, {.branch = count % 2 == 0 ? "00" : "01",
                  .month = 2026y / (1 + count % 8),
                  .provider = "みほん整形外科リハビリテーションクリニック" + std::to_string(count),
                  .category = "柔整",
                  .amounts = {12345, 8641, 0, 3704, 0, 0, 0}});
  Browser hanako = portal.as("hanako");
  std::string all;
  for (int month = 1; month <= 8; ++month) {
    const Reply page = hanako.get("/mihon/expenses?year=2026&month=" + std::to_string(month));
    BOOST_TEST(page.body.size() < 30U * 1024U, month << ": " << page.body.size());
    BOOST_TEST(says(page, "id=\"m" + std::to_string(month) + "\" open>"));
    all += page.body;
  }
  for (int count = 0; count < 150; ++count)
    BOOST_TEST((all.find("クリニック" + std::to_string(count) + "</td>") != std::string::npos), count);
  const Reply newest = hanako.get("/mihon/expenses");
  BOOST_TEST(says(newest, "id=\"m8\" open>"));
  BOOST_TEST(says(newest, "href=\"/mihon/expenses?year=2026&amp;month=3#m3\""));
  BOOST_TEST(says(newest, "この紙には、8月の明細が載っています。"));
}

BOOST_AUTO_TEST_CASE(a_month_longer_than_a_page_says_what_it_leaves_out) {
  TestPortal portal;
  for (int count = 0; count < 40; ++count)
    feed(portal, {.branch = count % 2 == 0 ? "00" : "01", .provider = "医院" + std::to_string(count)});
  Browser hanako = portal.as("hanako");
  const Reply page = hanako.get("/mihon/expenses");
  BOOST_TEST(page.body.size() < 30U * 1024U);
  BOOST_TEST(says(page, "この月は40件のうち24件までを表示しています。"));
  BOOST_TEST(!says(hanako.get("/mihon/expenses?person=01"), "までを表示しています"));
}

// It used to open a transaction, ask the rule of the household twice, and close it.
BOOST_AUTO_TEST_CASE(a_page_costs_who_is_there_its_lines_and_its_record) {
  TestPortal portal;
  feed(portal, {});
  feed(portal, {.branch = "01"});
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/expenses");  // prepares its statements
  const auto recorded = portal.recorded("expenses_seen");
  const auto before = portal.server_status("Questions");
  const auto idle = portal.server_status("Questions") - before;
  hanako.get("/mihon/expenses");
  BOOST_TEST(portal.server_status("Questions") - before - 2 * idle == 3);
  BOOST_TEST(portal.recorded("expenses_seen") == recorded + 2);
}

// Rows of the record are written out for few people, and read from a list for more.
BOOST_AUTO_TEST_CASE(each_of_a_household_is_recorded_once_however_many_they_are) {
  for (const int children : {1, 4, 5, 17}) {
    TestPortal portal;
    portal.staff.execute("UPDATE members SET number = id WHERE branch <> '00'");
    portal.staff.execute(R"(
      INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                           enrolled_on, postal_code, address)
      SELECT m.society_id, m.symbol, m.number, 60 - q.seq, '子', CONCAT('見本　', q.seq, '子'), 'ミホン', 'ミホン',
             '2015-04-01', 'f', '2015-04-01', m.postal_code, m.address
      FROM members m JOIN societies s ON s.id = m.society_id AND s.slug = 'mihon' JOIN seq_1_to_17 q ON q.seq <= ?
      WHERE m.number = '0001001' AND m.branch = '00')",
                         children);
    for (int child = 1; child <= children; ++child)
      feed(portal, {.branch = std::to_string(60 - child), .provider = "医院" + std::to_string(child)});
    Browser hanako = portal.as("hanako");
    const Reply page = hanako.get("/mihon/expenses");
    BOOST_TEST(says(page, "家族全員（" + std::to_string(children + 1) + "人）"));
    for (int child = 1; child <= children; ++child) BOOST_TEST(says(page, "医院" + std::to_string(child)));
    auto rows = portal.staff.select(R"(
      SELECT COUNT(l.id) AS written, COUNT(DISTINCT l.member_id) AS people
      FROM audit_log l WHERE l.event = 'expenses_seen' AND l.object_kind = 'expense_year' AND l.object_id = 2026
        AND l.account_id IS NOT NULL AND l.request_id <> '')");
    rows.next();
    BOOST_TEST(rows.get<int>("written") == children + 1);
    BOOST_TEST(rows.get<int>("people") == children + 1);
  }
}

BOOST_AUTO_TEST_SUITE_END()
