#include "domain/expenses/expense_year.hpp"

#include <boost/test/unit_test.hpp>

#include "base/money.hpp"
#include "domain/expenses/expense_csv.hpp"
#include "domain/expenses/expense_notes.hpp"
#include "domain/expenses/expense_words.hpp"

namespace {

using namespace portal;
using namespace std::chrono_literals;

Society society(int lag, int day) {
  Society one;
  one.expense_month_lag = lag;
  one.expense_day = day;
  return one;
}

expenses::Line line(int month, std::int32_t paid, int days = 1) {
  return {0, 2026y / month, "医科外来", "見本クリニック", days, {paid * 3, paid * 2, 0, paid, 0, 0, 0}};
}

expenses::Year year(int last_month) {
  expenses::Year one;
  one.people.push_back({MemberId{1}, "00", "髙﨑　花子"});
  for (int month = 1; month <= last_month; ++month) one.arrived.push_back(2026y / month);
  one.lines = {line(3, 3003), line(1, 1500), line(1, 700)};
  return one;
}

std::string all(const std::vector<std::string>& notes) {
  std::string text;
  for (const std::string& note : notes) text += note;
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(expense_years)

BOOST_AUTO_TEST_CASE(people_stand_by_branch_with_their_own_lines_newest_first_however_the_rows_came) {
  expenses::Year one;
  one.people = {{MemberId{7}, "02", "次男"}, {MemberId{5}, "00", "母"}, {MemberId{6}, "01", "長男"}};
  one.lines = {line(1, 700), line(3, 300), line(2, 200), line(2, 201), line(4, 400)};
  const std::size_t whose[] = {0, 1, 1, 1, 2};
  for (std::size_t at = 0; at < one.lines.size(); ++at) one.lines[at].person = whose[at];
  expenses::put_in_order(one);
  std::string read;
  for (const auto& line : one.lines)
    read += one.people[line.person].name + std::to_string(line.amounts.paid_at_window) + " ";
  BOOST_TEST(read == "母300 母200 母201 長男400 次男700 ");
}

BOOST_AUTO_TEST_CASE(a_month_is_shown_from_its_day_on) {
  const Society usual = society(2, 10);
  BOOST_TEST((expenses::comes_on(usual, 2026y / 9) == 2026y / 11 / 10));
  BOOST_TEST((expenses::published_through(usual, 2026y / 11 / 9) == 2026y / 8));
  BOOST_TEST((expenses::published_through(usual, 2026y / 11 / 10) == 2026y / 9));
  BOOST_TEST((expenses::published_through(usual, 2027y / 1 / 10) == 2026y / 11));
  const Society late = society(3, 31);
  BOOST_TEST((expenses::comes_on(late, 2026y / 11) == 2027y / 2 / 28));
  BOOST_TEST((expenses::published_through(late, 2027y / 2 / 28) == 2026y / 11));
  BOOST_TEST((expenses::published_through(late, 2027y / 2 / 27) == 2026y / 10));
}

BOOST_AUTO_TEST_CASE(lines_are_summed_up_by_month_and_year) {
  const expenses::Year one = year(9);
  const auto groups = expenses::group(one, 2026, 2026y / 9);
  BOOST_TEST(groups.months[0].totals.paid_at_window == 2200);
  BOOST_TEST(groups.months[0].lines.size() == 2U);
  BOOST_TEST(groups.months[1].has_come);
  BOOST_TEST(groups.months[1].lines.empty());
  BOOST_TEST(!groups.months[9].has_come);
  BOOST_TEST(groups.totals.total == 15609);
  BOOST_TEST((groups.years == std::vector<int>{2026}));
}

BOOST_AUTO_TEST_CASE(what_comes_is_said_for_a_running_a_whole_and_a_patchy_year) {
  const expenses::Year running = year(8);
  const auto now = expenses::group(running, 2026, 2026y / 8);
  BOOST_TEST(expenses::months_in(now) == "1～8月");
  BOOST_TEST(all(expenses::what_comes(now, society(3, 10), 2026y / 8)) ==
             "9月診療分は、12月10日ごろに届きます。1年分は、令和9年3月10日ごろにそろいます。");
  const expenses::Year whole = year(12);
  BOOST_TEST(all(expenses::what_comes(expenses::group(whole, 2026, 2027y / 2), society(2, 10), 2027y / 2))
                 .starts_with("1～12月診療分がそろっています"));
  expenses::Year patchy = year(12);
  std::erase(patchy.arrived, 2026y / 7);
  BOOST_TEST(all(expenses::what_comes(expenses::group(patchy, 2026, 2027y / 2), society(2, 10), 2027y / 2))
                 .starts_with("7月診療分は、この画面に届いていません"));
  BOOST_TEST(expenses::months_in(expenses::group(patchy, 2026, 2027y / 2)) == "1～6月、8～12月");
  const expenses::Year almost = year(11);
  BOOST_TEST(all(expenses::what_comes(expenses::group(almost, 2026, 2026y / 11), society(2, 10), 2026y / 11)) ==
             "12月診療分は、令和9年2月10日ごろに届きます。");
}

BOOST_AUTO_TEST_CASE(who_has_left_waits_for_no_month_after_their_insurance) {
  const auto notes = [](const expenses::Year& one, expenses::Month published, expenses::Date left_on) {
    return all(expenses::what_comes(expenses::group(one, 2026, published, left_on), society(2, 10), published));
  };
  const std::string no_more = "資格がなくなったあとの診療分は、届きません。";
  BOOST_TEST(notes(year(8), 2026y / 8, 2026y / 10 / 2) ==
             "9月診療分は、11月10日ごろに届きます。1～10月診療分は、12月10日ごろにそろいます。" + no_more);
  BOOST_TEST(notes(year(8), 2026y / 8, 2026y / 10 / 1) == "9月診療分は、11月10日ごろに届きます。" + no_more);
  BOOST_TEST(notes(year(10), 2027y / 2, 2026y / 10 / 2) ==
             "1～10月診療分がそろっています。医療機関からの請求が遅れた分は、あとから加わることがあります。" + no_more);
  BOOST_TEST(notes(year(0), 2027y / 2, 2025y / 10 / 2) == no_more);
  BOOST_TEST(notes(year(12), 2027y / 2, 2027y / 4 / 1) == notes(year(12), 2027y / 2, 2027y / 9 / 1));
  BOOST_TEST(notes(year(12), 2027y / 2, 2027y / 4 / 1).starts_with("1～12月診療分"));
}

BOOST_AUTO_TEST_CASE(a_line_says_why_the_receipt_may_differ_as_far_as_it_knows) {
  BOOST_TEST(expenses::why_receipt_differs(line(1, 3000)) == "");
  BOOST_TEST(expenses::why_receipt_differs(line(1, 3003)).find("領収書は3,000円になる") != std::string::npos);
  BOOST_TEST(expenses::why_receipt_differs(line(1, 3005)).find("領収書は3,010円になる") != std::string::npos);
  BOOST_TEST(expenses::why_receipt_differs(line(1, 3003, 4)).find("20円ほど") != std::string::npos);
  expenses::Line stay = line(1, 3000);
  stay.amounts.public_funds = 100;
  stay.amounts.high_cost = 95142;
  stay.amounts.additional = 63500;
  stay.amounts.meals = 17410;
  const std::string why = expenses::why_receipt_differs(stay);
  for (const char* words : {"公費", "高額療養費95,142円", "付加給付63,500円", "食事に17,410円"})
    BOOST_TEST(why.find(words) != std::string::npos, words);
}

BOOST_AUTO_TEST_CASE(categories_are_said_in_words_and_unknown_ones_as_they_came) {
  BOOST_TEST(expenses::category_in_words("柔整") == "接骨院・整骨院（柔道整復）");
  BOOST_TEST(expenses::category_in_words("新しい区分") == "新しい区分");
  BOOST_TEST(expenses::days_in_words("調剤", 1) == "1回");
  BOOST_TEST(expenses::days_in_words("医科外来", 2) == "2日");
}

BOOST_AUTO_TEST_CASE(a_csv_file_holds_no_formula_and_counts_what_cp932_lacks) {
  expenses::Year one = year(9);
  one.lines = {line(3, 3003), line(3, 10), line(3, 20)};
  one.lines[0].provider = "＝HYPERLINK(\"x\")";
  one.lines[1].provider = "　@SUM(A1)";
  one.lines[2].provider = "𠮷田\"医院\",本院";
  const auto groups = expenses::group(one, 2026, 2026y / 9);
  const std::string text = expenses::csv_file(one, groups, csv::Encoding::utf8);
  BOOST_TEST(text.starts_with("\xEF\xBB\xBF診療年月,"));
  BOOST_TEST(text.find("'＝HYPERLINK") != std::string::npos);
  BOOST_TEST(text.find("'　@SUM") != std::string::npos);
  BOOST_TEST(text.find("\"𠮷田\"\"医院\"\",本院\"") != std::string::npos);
  BOOST_TEST(text.find("2026-03,髙﨑　花子,外来,") != std::string::npos);
  BOOST_TEST(text.find(",9009,6006,0,3003,0,0,0\r\n") != std::string::npos);
  BOOST_TEST(expenses::csv_bytes(one, groups) == text.size());
  const std::string old = expenses::csv_file(one, groups, csv::Encoding::cp932);
  BOOST_TEST(old.find(csv::to_cp932("〓田").bytes) != std::string::npos);
  BOOST_TEST(old.find(csv::to_cp932("表せない文字が1文字").bytes) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(money_is_grouped_by_thousands) {
  BOOST_TEST(money::yen(0) == "0円");
  BOOST_TEST(money::yen(999) == "999円");
  BOOST_TEST(money::yen(12340) == "12,340円");
  BOOST_TEST(money::yen(1234567890) == "1,234,567,890円");
  BOOST_TEST(money::grouped(-1005) == "-1,005");
}

BOOST_AUTO_TEST_SUITE_END()
