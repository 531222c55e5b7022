#include "domain/publishing/article_file.hpp"

#include <boost/test/unit_test.hpp>

#include "base/formats/csv.hpp"
#include "domain/publishing/notice_audience.hpp"

namespace {

namespace article_file = portal::article_file;
using article_file::Kind;
using portal::notices::Audience;
using namespace std::chrono_literals;

article_file::Content notice(std::string_view head, std::string_view body = "本文\n") {
  return article_file::parse("+++\n" + std::string(head) + "\n+++\n" + std::string(body), "file-name", Kind::notice);
}

std::string first_fault(const article_file::Content& content) {
  if (content.faults.empty()) return "";
  const auto& fault = content.faults.front();
  BOOST_TEST(!fault.remedy.empty());
  return std::to_string(fault.line) + " " + fault.column;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(article_files)

BOOST_AUTO_TEST_CASE(a_whole_head_is_read) {
  const auto content = notice(
      "id = \"kenshin\"\ntitle = \"検診の𠮷報\"\nfrom = 2026-12-01\nuntil = \"令和9年1月31日\"\nmail = true\n"
      "[audience]\nwho = \"dependents\"\nsex = \"女\"\nage_from = 40\nage_to = 74\nnumbers = [\n\"12-0001001-01\",\n"
      "\"１２－０００１００２－０１\", \"0001003-01\"]",
      "# 見出し\n");
  BOOST_TEST(content.faults.empty());
  BOOST_TEST(content.name == "kenshin");
  BOOST_TEST(content.title == "検診の𠮷報");
  BOOST_TEST((content.from == 2026y / 12 / 1));
  BOOST_TEST((content.until == 2027y / 1 / 31));
  BOOST_TEST(content.mails);
  BOOST_TEST((content.audience.who == Audience::Who::dependents));
  BOOST_TEST(content.audience.sex.value() == 'f');
  BOOST_TEST(content.audience.age_from.value() == 40);
  BOOST_TEST(content.audience.age_to.value() == 74);
  BOOST_REQUIRE(content.numbers.value().size() == 3U);
  BOOST_TEST(content.numbers->at(1).symbol == "12");
  BOOST_TEST(content.numbers->at(1).number == "0001002");
  BOOST_TEST(content.numbers->at(2).symbol.empty());
  BOOST_TEST(content.numbers->at(2).line == 14U);
  BOOST_TEST(content.body == "# 見出し\n");
}

BOOST_AUTO_TEST_CASE(only_the_title_is_needed) {
  const auto content = notice("title = \"題\"");
  BOOST_TEST(content.faults.empty());
  BOOST_TEST(content.name == "file-name");
  BOOST_TEST(!content.from.has_value());
  BOOST_TEST(!content.mails);
  BOOST_TEST((content.audience == Audience{}));
}

BOOST_AUTO_TEST_CASE(an_audience_may_be_a_word_a_table_or_a_list_of_numbers) {
  BOOST_TEST((notice("title = \"題\"\naudience = \"principals\"").audience.who == Audience::Who::principals));
  BOOST_TEST((notice("title = \"題\"\naudience = \"all\"").audience == Audience{}));
  BOOST_TEST(notice("title = \"題\"\naudience = { sex = \"男\" }").audience.sex.value() == 'm');
  BOOST_TEST(notice("title = \"題\"\naudience = [\"12-1-00\"]").numbers.value().size() == 1U);
  BOOST_TEST(notice("title = \"題\"\naudience = [\"センター-1-00\"]").numbers.value().front().symbol == "センター");
}

BOOST_AUTO_TEST_CASE(every_fault_has_its_line_and_key) {
  for (const auto& [head, expected] : std::initializer_list<std::pair<const char*, const char*>>{
           {"from = 2026-12-01", "1 title"},
           {"title = \"\"", "2 title"},
           {"title = 5", "2 title"},
           {"title = \"a\u202Eb\"", "2 title"},
           {"\ntitel = \"題\"\ntitle = \"題\"", "3 titel"},
           {"title = \"題\"\nfrom = \"令和7年2月30日\"", "3 from"},
           {"title = \"題\"\nfrom = 20261201", "3 from"},
           {"title = \"題\"\nfrom = 2026-12-01\nuntil = 2026-11-30", "4 until"},
           {"title = \"題\"\nmail = \"yes\"", "3 mail"},
           {"title = \"題\"\naudience = \"everyone\"", "3 audience"},
           {"title = \"題\"\naudience = 5", "3 audience"},
           {"title = \"題\"\naudience = []", "3 audience"},
           {"title = \"題\"\n\naudience = { sexe = \"女\" }", "4 sexe"},
           {"title = \"題\"\naudience = { sex = \"both\" }", "3 sex"},
           {"title = \"題\"\naudience = { age_from = -1 }", "3 age_from"},
           {"title = \"題\"\naudience = { age_from = 4000 }", "3 age_from"},
           {"title = \"題\"\naudience = { age_from = 74, age_to = 40 }", "3 age_to"},
           {"title = \"題\"\naudience = [\n\"12-0001001-00\",\n\"0001001\"]", "5 audience"},
           {"title = \"題\"\naudience = [5]", "3 audience"},
           {"title = \"題", "2 "},
           {"title = \"題\"\ntitle = \"題\"", "3 "}})
    BOOST_TEST(first_fault(notice(head)) == expected, head);
  BOOST_TEST(first_fault(notice("title = \"" + std::string(101, 'a') + "\"")) == "2 title");
}

BOOST_AUTO_TEST_CASE(faults_of_the_body_count_lines_as_the_file_does) {
  BOOST_TEST(first_fault(notice("title = \"題\"", "本文\n\n<br>\n")) == "6 ");
  BOOST_TEST(first_fault(notice("title = \"題\"", "本文\n\u202E\n")) == "5 ");
  BOOST_TEST(first_fault(notice("title = \"題\"", " \n")) == "4 ");
  BOOST_TEST(first_fault(notice("title = \"題\"", std::string(15'001, 'a'))) == "4 ");
}

BOOST_AUTO_TEST_CASE(doubts_of_the_body_count_lines_as_the_file_does_and_stop_nothing) {
  const auto content = notice("title = \"題\"", "本文\n\n** 強調 **\n");
  BOOST_TEST(content.faults.empty());
  BOOST_REQUIRE(content.doubts.size() == 1U);
  BOOST_TEST(content.doubts.front().line == 6U);
}

BOOST_AUTO_TEST_CASE(a_text_without_its_fences_is_told_what_a_head_is) {
  for (const char* text : {"", "本文だけ", "+++\ntitle = \"題\"\n本文", "---\ntitle: 題\n---\n本文"})
    BOOST_TEST(first_fault(article_file::parse(text, "a", Kind::notice)) == "1 ", text);
}

BOOST_AUTO_TEST_CASE(encodings_and_line_ends_are_found_out) {
  const std::string text = "+++\r\ntitle = \"髙﨑①\"\r\n+++\r\n甲\r\n乙\r\n";
  for (const std::string& bytes : {text, "\xEF\xBB\xBF" + text, portal::csv::to_cp932(text).bytes}) {
    const auto content = article_file::parse(bytes, "a", Kind::notice);
    BOOST_TEST(content.faults.empty());
    BOOST_TEST(content.title == "髙﨑①");
    BOOST_TEST(content.body == "甲\n乙\n");
  }
  BOOST_TEST(first_fault(article_file::parse("+++\n\xFF\xFE\x00", "a", Kind::notice)) == "0 ");
  BOOST_TEST(first_fault(article_file::parse(std::string(3'000'000, 'a'), "a", Kind::notice)) == "0 ");
}

BOOST_AUTO_TEST_CASE(a_topic_is_for_all_and_says_so) {
  const auto topic = [](const std::string& head) {
    return article_file::parse("+++\ntitle = \"題\"\n" + head + "\n+++\n本文", "a", Kind::topic);
  };
  BOOST_TEST(topic("from = 2026-12-01").faults.empty());
  BOOST_TEST(first_fault(topic("audience = \"all\"")) == "3 audience");
  BOOST_TEST(first_fault(topic("mail = true")) == "3 mail");
}

BOOST_AUTO_TEST_CASE(ages_are_those_of_the_first_day) {
  portal::Member member;
  member.relation = "本人";
  member.birth_date = 1986y / 12 / 1;
  Audience audience;
  audience.age_from = 40;
  using portal::notice_audience::addresses;
  BOOST_TEST(!addresses(audience, 2026y / 11 / 30, member));
  BOOST_TEST(addresses(audience, 2026y / 12 / 1, member));
  audience.age_to = 40;
  BOOST_TEST(addresses(audience, 2027y / 11 / 30, member));
  BOOST_TEST(!addresses(audience, 2027y / 12 / 1, member));
  member.left_on = 2026y / 12 / 1;
  BOOST_TEST(!addresses(Audience{}, 2026y / 12 / 1, member));
  BOOST_TEST(addresses(Audience{}, 2026y / 11 / 30, member));
}

BOOST_AUTO_TEST_SUITE_END()
