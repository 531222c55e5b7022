#include "domain/applications/screening_file.hpp"

#include <algorithm>

#include <boost/test/unit_test.hpp>

namespace {

using namespace std::chrono_literals;
using namespace portal;
using screening_file::Content;

const std::string whole = R"(title = "胃がん検診"
cancer = "胃がん"
items = ["胃部X線検査", "胃内視鏡検査"]
who = "principals"
age_from = 35
age_to = 74
age_counted = "april-first"
fiscal_year = 2026
interval = 2
enrolled_on = 2026-04-01
from = "令和8年4月1日"
until = 2026-11-30
capacity = 100
fee = 2000
no_show_fee = 5000
description = "年に一度の**検診**です。"
consent = """
結果を、健康保険組合が受け取ります。
"""
)";

Content parse(const std::string& text) { return screening_file::parse(text, "stomach-2026"); }

// The file with one line in place of that key's.
std::string with(const std::string& key, const std::string& line) {
  const auto begin = ("\n" + whole).find("\n" + key + " = ");
  return whole.substr(0, begin) + line + whole.substr(whole.find('\n', begin));
}

bool tells(const Content& content, std::size_t line, const std::string& key, const std::string& reason) {
  return std::ranges::any_of(content.faults, [&](const csv::Fault& fault) {
    return fault.line == line && fault.column == key && fault.reason.find(reason) != std::string::npos &&
           !fault.remedy.empty();
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(screening_files)

BOOST_AUTO_TEST_CASE(a_whole_file_is_read_and_its_name_is_the_programme_s) {
  const auto content = parse(whole);
  for (const auto& fault : content.faults) BOOST_TEST_MESSAGE(fault.column << fault.reason);
  BOOST_TEST(content.faults.empty());
  const auto& programme = content.programme;
  BOOST_TEST(programme.name == "stomach-2026");
  BOOST_TEST(programme.items.size() == 2U);
  BOOST_TEST((programme.who == screenings::Who::principals));
  BOOST_TEST((programme.age_counted == screenings::AgeCounted::april_first));
  BOOST_TEST((programme.opens_on == 2026y / 4 / 1 && programme.closes_on == 2026y / 11 / 30));
  BOOST_TEST((programme.fee_yen == 2000 && programme.no_show_fee_yen == 5000 && programme.capacity == 100));
  BOOST_TEST((programme.interval_years == 2 && !programme.several_items && !programme.women_only));
}

BOOST_AUTO_TEST_CASE(a_mark_that_members_would_see_is_told_with_its_line_in_a_text_of_many_lines) {
  constexpr std::size_t key_line = 16;
  for (const auto& [opening, line] :
       {std::pair{"description = \"\"\"\n", key_line + 2}, {"description = \"\"\"", key_line + 1}}) {
    const auto content = parse(with("description", std::string(opening) + "甲\n** 乙 **\n\"\"\""));
    BOOST_REQUIRE(content.doubts.size() == 1U);
    BOOST_TEST(content.doubts.front().line == line);
    BOOST_TEST(content.doubts.front().column == "description");
  }
}

BOOST_AUTO_TEST_CASE(every_fault_is_told_with_its_line_and_what_to_do) {
  BOOST_TEST(tells(parse(with("title", "titel = \"胃\"")), 1, "titel", "知らない項目"));
  BOOST_TEST(tells(parse(with("title", "titel = \"胃\"")), 0, "title", "ありません"));
  BOOST_TEST(tells(parse(with("items", "items = []")), 3, "items", "一覧ではありません"));
  BOOST_TEST(tells(parse(with("items", "items = [\"胃\", \"胃\"]")), 3, "items", "2回"));
  BOOST_TEST(tells(parse(with("who", "who = \"everyone\"")), 4, "who", "言葉ではありません"));
  BOOST_TEST(tells(parse(with("age_from", "age_from = \"40歳\"")), 5, "age_from", "数ではありません"));
  BOOST_TEST(tells(parse(with("age_to", "age_to = 30")), 6, "age_to", "age_from より小さい"));
  BOOST_TEST(tells(parse(with("age_counted", "")), 0, "age_counted", "いつの年齢か"));
  BOOST_TEST(tells(parse(with("until", "until = 2026-03-31")), 12, "until", "from より前"));
  BOOST_TEST(tells(parse(with("until", "until = 2027-04-01")), 8, "fiscal_year", "年度に合いません"));
  BOOST_TEST(tells(parse(with("from", "from = \"4月1日\"")), 11, "from", "日付として読めません"));
  BOOST_TEST(tells(parse(with("capacity", "capacity = 0")), 13, "capacity", "数ではありません"));
  BOOST_TEST(tells(parse(with("fee", "fee = \"2,000円\"")), 14, "fee", "数ではありません"));
  BOOST_TEST(tells(parse(with("description", "description = \"<b>x</b>\"")), 16, "description", "HTML"));
  BOOST_TEST(tells(parse("title = "), 1, "", "TOMLとして読めません"));
  BOOST_TEST(
      tells(parse(with("title", "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a = 1")), 1, "", "項目の名前に「.」が多すぎます"));
  BOOST_TEST(
      tells(parse(with("title", "a = " + std::string(17, '['))), 1, "", "かっこ（[ ] や { }）が重なりすぎています"));
  BOOST_TEST(tells(parse(std::string(100'000, 'x')), 0, "", "大きすぎます"));
}

BOOST_AUTO_TEST_SUITE_END()
