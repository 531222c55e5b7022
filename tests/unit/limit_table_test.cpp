#include "domain/applications/limit_table.hpp"

#include <array>

#include <boost/test/unit_test.hpp>

#include "domain/applications/limit_file.hpp"

namespace {

using namespace portal;
using namespace std::chrono_literals;
using limit_bands::Month;
using limit_bands::Schedule;

const std::vector<Schedule> three{
    {"一", {}, 2026y / 7, {}}, {"二", 2026y / 8, 2027y / 7, {}}, {"三", 2027y / 8, {}, {}}};

std::string titles(Month first, Month last) {
  std::string found;
  for (const Schedule& one : limit_table::holding(three, first, last)) found += one.title;
  return found;
}

constexpr const char* band = R"(
[[table.band]]
age = "70歳未満"
name = "ア"
who = "標準報酬月額83万円以上"
amount = "1円"
)";

std::string table_of(const std::string& months) { return "[[table]]\ntitle = \"見本\"\n" + months + band; }

// The one fault of a file, as 「行 項目：理由」.
std::string fault_of(const std::string& text) {
  const auto content = limit_file::parse(text);
  if (content.faults.size() != 1 || content.faults[0].remedy.empty())
    return std::to_string(content.faults.size()) + " faults";
  return std::to_string(content.faults[0].line) + " " + content.faults[0].column + "：" + content.faults[0].reason;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tables_of_limits)

BOOST_AUTO_TEST_CASE(the_words_of_a_band_say_for_which_ages_it_is) {
  using limit_table::Ages;
  const auto meant = [](const char* words) {
    const Ages ages = limit_table::ages_meant(words);
    return std::to_string(ages.from) + "-" + std::to_string(ages.below);
  };
  BOOST_TEST(meant("70歳未満") == "0-70");
  BOOST_TEST(meant("７０歳以上") == "70-1000");
  BOOST_TEST(meant("70歳以上75歳未満") == "70-75");
  for (const char* words : {"70歳から74歳まで", "70～74歳", "70〜74歳", "70歳-74歳"})
    BOOST_TEST(meant(words) == "70-75", words);
  for (const char* words : {"一般", "", "70", "70歳", "第70表"}) BOOST_TEST(meant(words) == "0-1000", words);
}

// Who is 72 was shown the amounts of those below 70.
BOOST_AUTO_TEST_CASE(seventy_changes_the_table_from_the_month_after_the_birthday_on) {
  const std::vector<Schedule> one{
      {"一", {}, {}, {{"70歳未満", "ア", "", "", ""}, {"70歳以上", "現役並み", "", "", ""}}}};
  const auto shown = [&one](calendar::Date birth, Month first, Month last) {
    std::string found;
    for (const Schedule& schedule : limit_table::holding(one, first, last, std::array{birth}))
      for (const auto& band : schedule.bands) found += band.age + " ";
    return found;
  };
  BOOST_TEST(shown(1985y / 4 / 1, 2026y / 11, 2027y / 10) == "70歳未満 ");
  BOOST_TEST(shown(1954y / 4 / 1, 2026y / 11, 2027y / 10) == "70歳以上 ");
  BOOST_TEST(shown(1956y / 11 / 30, 2026y / 11, 2026y / 11) == "70歳未満 ");
  BOOST_TEST(shown(1956y / 11 / 30, 2026y / 12, 2027y / 10) == "70歳以上 ");
  BOOST_TEST(shown(1956y / 11 / 1, 2026y / 11, 2026y / 11) == "70歳以上 ");
  BOOST_TEST(shown(1956y / 11 / 30, 2026y / 11, 2027y / 10) == "70歳未満 70歳以上 ");
  BOOST_TEST(limit_table::holding(three, 2026y / 7, 2026y / 7, std::array{calendar::Date(1985y / 4 / 1)}).empty());
}

BOOST_AUTO_TEST_CASE(a_month_has_the_table_that_holds_for_it_and_a_period_across_a_change_both) {
  BOOST_TEST(titles(2020y / 1, 2020y / 1) == "一");
  BOOST_TEST(titles(2026y / 7, 2026y / 7) == "一");
  BOOST_TEST(titles(2026y / 8, 2027y / 7) == "二");
  BOOST_TEST(titles(2026y / 7, 2026y / 8) == "一二");
  BOOST_TEST(titles(2027y / 2, 2028y / 1) == "二三");
  BOOST_TEST(titles(2026y / 1, 2027y / 8) == "一二三");
  BOOST_TEST(limit_table::holding({three[1]}, 2026y / 7, 2026y / 7).empty());
  BOOST_TEST(limit_table::holding({three[1]}, 2027y / 8, 2027y / 9).empty());
}

BOOST_AUTO_TEST_CASE(the_months_of_a_table_are_said_in_words) {
  BOOST_TEST(limit_table::months_in_words(three[0]) == "令和8年7月診療分まで");
  BOOST_TEST(limit_table::months_in_words(three[1]) == "令和8年8月診療分から令和9年7月診療分まで");
  BOOST_TEST(limit_table::months_in_words(three[2]) == "令和9年8月診療分から");
  BOOST_TEST(limit_table::months_in_words({"", 2026y / 8, 2026y / 8, {}}) == "令和8年8月診療分");
  BOOST_TEST(limit_table::months_in_words({"", {}, {}, {}}) == "すべての月");
}

BOOST_AUTO_TEST_CASE(tables_are_put_in_order_and_gaps_and_overlaps_are_seen) {
  std::vector<Schedule> some{three[2], three[0]};
  BOOST_TEST(limit_table::put_in_order(some));
  BOOST_TEST(some[0].title == "一");
  BOOST_REQUIRE(limit_table::gaps(some).size() == 1U);
  BOOST_TEST(limit_table::gaps(some)[0] == "令和8年8月診療分から令和9年7月診療分まで");
  BOOST_TEST(limit_table::gaps(three).empty());
  some.push_back({"四", 2026y / 7, 2026y / 7, {}});
  BOOST_TEST(!limit_table::put_in_order(some));
}

BOOST_AUTO_TEST_CASE(a_file_of_tables_is_read_whole) {
  const auto content = limit_file::parse(table_of("from = \"令和8年8月\"\n") + table_of("until = \"2026-07\"\n"));
  BOOST_REQUIRE(content.faults.empty());
  BOOST_REQUIRE(content.schedules.size() == 2U);
  BOOST_TEST((content.schedules[0].until == 2026y / 7));
  BOOST_TEST((content.schedules[1].from == 2026y / 8));
  BOOST_TEST(content.schedules[0].bands[0].who == "標準報酬月額83万円以上");
  BOOST_TEST(content.schedules[0].bands[0].repeated.empty());
}

BOOST_AUTO_TEST_CASE(each_fault_of_a_file_is_named) {
  BOOST_TEST(fault_of("") == "0 table：1つもありません");
  BOOST_TEST(fault_of("[[table]]\ntitle = \"見本\"\n") == "1 band：1つもありません");
  BOOST_TEST(fault_of(table_of("from = 2026-08-01\n")) == "3 from：年月として読めません");
  BOOST_TEST(fault_of(table_of("from = \"2026-13\"\n")) == "3 from：年月として読めません");
  BOOST_TEST(fault_of(table_of("from = \"2026-08\"\nuntil = \"2026-07\"\n")) == "4 until：from より前の月です");
  BOOST_TEST(fault_of(table_of("form = \"2026-08\"\n")) == "3 form：知らない項目です");
  BOOST_TEST(fault_of(table_of("") + table_of("from = \"2026-08\"\n")) == "0 from：同じ診療年月の表が2つあります");
  BOOST_TEST(fault_of(table_of("") + "repeated = 5\n") == "9 repeated：文字が入っていません");
  BOOST_TEST(fault_of(table_of("") + "repeated = \"a\\u200Bb\"\n") ==
             "9 repeated：目に見えない文字か改行が入っています");
  BOOST_TEST(fault_of("table = [").find("TOMLとして読めません") != std::string::npos);
  BOOST_TEST(fault_of("a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a = 1") ==
             "1 ：項目の名前に「.」が多すぎます（「.」で区切って16個まで）");
  BOOST_TEST(fault_of(std::string(300 * 1024, '#')) == "0 ：文字として読めないか、大きすぎます");
}

BOOST_AUTO_TEST_SUITE_END()
