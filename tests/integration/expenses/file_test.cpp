#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "base/papers/paper.hpp"
#include "sql/household/household.hpp"
#include "tests/support/expense_lines.hpp"
#include "tests/support/kept_log.hpp"

using namespace std::chrono_literals;
using namespace portal;
using portal::testing::asked_of_file;
using portal::testing::Browser;
using portal::testing::feed;
using portal::testing::KeptLog;
using portal::testing::TestPortal;

namespace {

bool says(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

// The words of every page in reading order; pdftotext writes U+3000 as a space.
std::string words_of(const Reply& reply) { return asked_of_file(reply.body, "pdftotext -layout {} -"); }

std::string pdf(Browser& browser, const std::string& query = "") {
  return words_of(browser.get("/mihon/expenses/2026.pdf" + query));
}

// The household's year with everything that makes it hard.
void feed_year(TestPortal& portal) {
  feed(portal, {.provider = "𠮷田医院"});
  feed(portal,
       {.month = 2026y / 8, .provider = "葛󠄀城薬局", .category = "調剤", .amounts = {4567, 3197, 100, 1270, 1, 2, 3}});
  feed(portal, {.month = 2026y / 7, .provider = "", .category = "柔整", .amounts = {6001, 4201, 0, 1800, 0, 0, 0}});
  feed(portal,
       {.branch = "01", .month = 2026y / 3, .provider = "一郎の医院", .amounts = {20000, 14000, 0, 6000, 0, 0, 0}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(expense_pdfs)

BOOST_AUTO_TEST_CASE(the_pdf_names_the_six_items_and_agrees_with_the_page_to_the_yen) {
  TestPortal portal;
  feed_year(portal);
  Browser hanako = portal.as("hanako");
  const Reply file = hanako.get("/mihon/expenses/2026.pdf");
  BOOST_TEST(file.header("Content-Type") == "application/pdf");
  BOOST_TEST(file.header("Content-Disposition") ==
             "attachment; filename=\"iryohi-2026.pdf\"; "
             "filename*=UTF-8''%E5%8C%BB%E7%99%82%E8%B2%BB%E9%80%9A%E7%9F%A5_2026%E5%B9%B4%2Epdf");
  const std::string words = words_of(file);
  for (const char* item :
       {"被保険者等の氏名", "髙﨑 花子", "令和8年8月", "療養を受けた方：髙﨑 一郎", "𠮷田医院", "葛󠄀城薬局",
        "（名称なし）", "1,270", "4,270", "6,070", "12,070", "40,568", "28,398", "見本健康保険組合", "薬局（調剤）",
        "3月、7～8月診療分", "令和8年（2026年）11月22日", "1／1"})
    BOOST_TEST(says(words, item), item);
  const std::string page = hanako.get("/mihon/expenses").body;
  for (const char* sum : {"40,568円", "28,398円", "12,070円"}) BOOST_TEST(says(page, sum), sum);
  BOOST_TEST(!says(words, "0001001"));
}

BOOST_AUTO_TEST_CASE(the_pdf_is_sound_and_carries_its_fonts_and_nothing_else) {
  TestPortal portal;
  feed_year(portal);
  Browser hanako = portal.as("hanako");
  const std::string bytes = hanako.get("/mihon/expenses/2026.pdf").body;
  BOOST_TEST(says(asked_of_file(bytes, "qpdf --check {}"), "No syntax or stream encoding errors found"));
  const std::string about = asked_of_file(bytes, "pdfinfo {}");
  BOOST_TEST(says(about, "医療費通知"));
  BOOST_TEST(says(about, "Tagged:          yes"));
  BOOST_TEST(says(about, "JavaScript:      no"));
  BOOST_TEST(says(about, "A4"));
  for (const char* absent : {"Author:", "Creator:", "Keywords:"}) BOOST_TEST(!says(about, absent), absent);
  const std::string inside = asked_of_file(bytes, "qpdf --qdf --object-streams=disable {} -");
  for (const char* absent : {"/OpenAction", "/EmbeddedFile", "/AA ", "/JavaScript", "/URI"})
    BOOST_TEST(!says(inside, absent), absent);
  BOOST_TEST(says(asked_of_file(bytes, "pdffonts {}"), "BIZUDPGothic"));
  BOOST_TEST(asked_of_file(bytes, "pdffonts {} | tail -n +3 | grep -vc ' yes yes yes '") == "0\n");
}

BOOST_AUTO_TEST_CASE(it_is_marked_for_reference_unless_the_society_says_it_is_its_notice) {
  TestPortal portal;
  feed_year(portal);
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(pdf(hanako), "参考"));
  BOOST_TEST(says(hanako.get("/mihon/expenses/tax").body, "は参考です"));
  portal.staff.execute("UPDATE societies SET expense_pdf_is_official = TRUE WHERE slug = 'mihon'");
  const std::string official = pdf(hanako);
  BOOST_TEST(!says(official, "参考"));
  BOOST_TEST(says(official, "健康保険組合が発行した医療費通知"));
  BOOST_TEST(says(hanako.get("/mihon/expenses/tax").body, "医療費通知として申告に使えます"));
}

BOOST_AUTO_TEST_CASE(it_holds_whom_the_page_holds) {
  TestPortal portal;
  feed_year(portal);
  feed(portal, {.provider = "他人の医院", .number = "0001002"});
  feed(portal, {.society = "tameshi", .provider = "試しの医院"});
  Browser hanako = portal.as("hanako");
  Browser ichiro = portal.as("ichiro");
  const std::string hers = pdf(hanako);
  BOOST_TEST((says(hers, "𠮷田医院") && says(hers, "一郎の医院") && !says(hers, "他人の") && !says(hers, "試しの")));
  const std::string his = pdf(ichiro);
  BOOST_TEST((!says(his, "𠮷田医院") && says(his, "一郎の医院") && !says(his, "花子")));
  const std::string one = pdf(hanako, "?person=01");
  BOOST_TEST((!says(one, "𠮷田医院") && says(one, "一郎の医院") && !says(one, "12,070")));
  db::SocietyDatabase db(portal.staff, societies::find(portal.staff, "mihon").value().id);
  household::choose(db, portal.member("mihon", "0001001", "01"), true, portal.now);
  const std::string without = pdf(hanako);
  BOOST_TEST((says(without, "𠮷田医院") && !says(without, "一郎") && !says(without, "12,070")));
  BOOST_TEST(hanako.get("/mihon/expenses/2026.pdf?person=01").status == 404);
  portal.staff.execute("DELETE FROM audit_log");
  pdf(ichiro);
  auto rows = portal.staff.select("SELECT event, member_id FROM audit_log");
  BOOST_TEST(rows.next());
  BOOST_TEST(rows.get<std::string>("event") == "expenses_saved");
  BOOST_TEST((rows.get<MemberId>("member_id") == portal.member("mihon", "0001001", "01")));
  BOOST_TEST(!rows.next());
}

BOOST_AUTO_TEST_CASE(an_empty_year_is_a_proper_paper) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(pdf(hanako), "明細は、まだありません"));
}

BOOST_AUTO_TEST_CASE(a_table_over_many_pages_repeats_its_heads_and_loses_no_row) {
  paper::Document document;
  document.title = "試し";
  document.foot = "見本健康保険組合";
  document.made_at = timestamp_from_sql("2026-11-22 04:20:00");
  paper::Table table{{{"番号", 30}, {"名前", 110}, {"円", 40, true}}, {}};
  for (int row = 0; row < 200; ++row)
    table.rows.push_back(
        {{"R" + std::to_string(1000 + row), "社会福祉法人見本会　見本総合病院", "12,345"}, row % 50 == 49});
  document.add(paper::Role::heading, "長い表");
  document.add(std::move(table));
  const std::string bytes = paper::pdf(document, SOURCE_FOLDER "/templates/fonts.conf");
  BOOST_TEST(says(asked_of_file(bytes, "qpdf --check {}"), "No syntax or stream encoding errors found"));
  const std::string words = asked_of_file(bytes, "pdftotext -layout {} -");
  const auto page_count = std::ranges::count(words, '\f');
  BOOST_TEST(page_count > 3);
  BOOST_TEST(says(words, std::to_string(page_count) + "／" + std::to_string(page_count)));
  for (int row = 1000; row < 1200; ++row) BOOST_TEST(says(words, "R" + std::to_string(row)));
  std::ptrdiff_t heads = 0;
  for (auto at = words.find("番号"); at != std::string::npos; at = words.find("番号", at + 1)) ++heads;
  BOOST_TEST(heads == page_count);
  BOOST_TEST(paper::pdf(document, SOURCE_FOLDER "/templates/fonts.conf") == bytes);
}

BOOST_AUTO_TEST_CASE(a_press_that_fails_is_an_error_and_the_next_one_prints) {
  paper::Document document;
  document.made_at = timestamp_from_sql("2026-11-22 04:20:00");
  {
    const KeptLog log;
    BOOST_CHECK_THROW(paper::pdf(document, "/nowhere/fonts.conf"), std::runtime_error);
    BOOST_TEST(log.line("press_failed").starts_with(R"("event":"press_failed","reason":")"));
  }
  BOOST_TEST(paper::pdf(document, SOURCE_FOLDER "/templates/fonts.conf").starts_with("%PDF-"));
}

BOOST_AUTO_TEST_SUITE_END()
