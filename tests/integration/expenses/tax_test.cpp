#include <boost/test/unit_test.hpp>

#include "tests/support/expense_lines.hpp"
#include "tests/support/page.hpp"

using namespace std::chrono_literals;
using namespace portal;
using portal::testing::Browser;
using portal::testing::feed;
using portal::testing::says;
using portal::testing::TestPortal;

namespace {

constexpr const char* form_heads =
    "\xEF\xBB\xBF医療を受けた人,病院・薬局などの名称,診療・治療,医薬品購入,介護保険サービス,その他の医療費,"
    "支払った医療費の金額,左のうち、補填される金額,支払年月日\r\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(expense_tax_pages)

BOOST_AUTO_TEST_CASE(a_member_finds_the_three_sums_and_what_is_left_out_and_why) {
  TestPortal portal;
  feed(portal, {});
  feed(portal, {.branch = "01",
                .month = 2026y / 7,
                .provider = "見本総合病院",
                .category = "医科入院",
                .amounts = {500000, 350000, 0, 150000, 0, 60000, 20000}});
  feed(portal, {.month = 2026y / 6, .provider = "", .category = "柔整", .amounts = {6000, 4200, 0, 1800, 0, 0, 0}});
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(hanako.get("/mihon/expenses"), "href=\"/mihon/expenses/tax?year=2026\""));
  const Reply page = hanako.get("/mihon/expenses/tax");
  BOOST_TEST(page.status == 200);
  for (const char* words :
       {"<dd class=\"yen\">153,000円</dd>", "<dd class=\"yen\">80,000円</dd>", "<dd class=\"yen\">73,000円</dd>",
        "合計1,800円を除きました", "1～5月、9月診療分は、この画面に届いていません", "1年分は、", "2行あります",
        "接骨院・整骨院（柔道整復）", "href=\"/mihon/help/tax\""})
    BOOST_TEST(says(page, words), words);
  const Reply his = hanako.get("/mihon/expenses/tax?year=2026&person=01");
  BOOST_TEST((says(his, "<dd class=\"yen\">150,000円</dd>") && !says(his, "を除きました")));
  BOOST_TEST(says(his, "name=\"person-01\" value=\"yes\" checked"));
  BOOST_TEST(!says(his, "name=\"person-00\" value=\"yes\" checked"));
  const Reply both = hanako.get("/mihon/expenses/tax?year=2026&person-00=yes&person-01=yes");
  BOOST_TEST(says(both, "<dd class=\"yen\">153,000円</dd>"));
}

BOOST_AUTO_TEST_CASE(the_file_has_the_columns_of_the_form_and_sums_up_to_the_page) {
  TestPortal portal;
  feed(portal, {});
  feed(portal, {.month = 2026y / 7});
  feed(portal, {.provider = "みほん薬局", .category = "調剤", .amounts = {4000, 2800, 0, 1200, 0, 0, 0}});
  feed(portal, {.branch = "01",
                .provider = "社会福祉法人見本会　見本総合病院附属みほん診療所",
                .amounts = {5000, 3500, 0, 1500, 0, 0, 500}});
  Browser hanako = portal.as("hanako");
  const Reply file = hanako.get("/mihon/expenses/tax.csv?year=2026");
  BOOST_TEST(file.header("Content-Disposition").starts_with("attachment; filename=\"iryohi-2026-shukei.csv\"; "));
  BOOST_TEST(file.header("Content-Type") == "text/csv; charset=utf-8");
  BOOST_TEST(file.body == std::string(form_heads) +
                              "髙﨑　花子,みほん薬局,,該当する,,,1200,,\r\n"
                              "髙﨑　花子,見本クリニック,該当する,,,,6000,,\r\n"
                              "髙﨑　一郎,社会福祉法人見本会　見本総合病院附属みほ,該当する,,,,1500,500,\r\n");
  const Reply page = hanako.get("/mihon/expenses/tax");
  BOOST_TEST((says(page, "<dd class=\"yen\">8,700円</dd>") && says(page, "<dd class=\"yen\">500円</dd>")));
  BOOST_TEST(says(page,
                  "<span class=\"phrase\">社会福祉法人見本会　見本総合病院附属みほん診療所</span> "
                  "<span class=\"phrase\">→ 社会福祉法人見本会　見本総合病院附属みほ</span>"));
}

BOOST_AUTO_TEST_CASE(until_march_the_year_before_is_meant) {
  TestPortal portal;
  portal.now = timestamp_from_sql("2027-03-14 15:01:00");  // January is there already
  Browser hanako = portal.as("hanako");
  const Reply page = hanako.get("/mihon/expenses/tax");
  BOOST_TEST(says(page, "<title>令和8年（2026年）の医療費控除の準備"));
  BOOST_TEST(says(page, ">令和9年を集計する</a>"));
  portal.now = timestamp_from_sql("2027-03-31 15:01:00");
  Browser later = portal.as("hanako");
  BOOST_TEST(says(later.get("/mihon/expenses/tax"), "<title>令和9年（2027年）の医療費控除の準備"));
}

BOOST_AUTO_TEST_CASE(a_choice_of_people_leaves_a_row_for_each_of_them_alone) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/expenses/tax?person=01");
  hanako.get("/mihon/expenses/tax.csv?person-00=yes&person-01=yes");
  auto rows = portal.staff.select(R"(
    SELECT CONCAT(a.event, ' ', m.branch, ' to ', c.login_id) AS what
    FROM audit_log a JOIN members m ON m.id = a.member_id JOIN accounts c ON c.id = a.account_id
    WHERE a.event LIKE 'expenses%' ORDER BY a.id)");
  std::string all;
  while (rows.next()) all += rows.get<std::string>("what") + "\n";
  BOOST_TEST(all ==
             "expenses_tax_seen 01 to hanako\n"
             "expenses_tax_saved 00 to hanako\n"
             "expenses_tax_saved 01 to hanako\n");
}

BOOST_AUTO_TEST_SUITE_END()
