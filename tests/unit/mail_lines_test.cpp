#include "domain/mails/mail_lines.hpp"

#include <boost/test/unit_test.hpp>

namespace portal {
namespace {

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int time = 0; time < times; ++time) result += text;
  return result;
}

BOOST_AUTO_TEST_SUITE(mail_lines)

BOOST_AUTO_TEST_CASE(a_line_of_35_full_width_characters_stays_whole_and_the_36th_goes_below) {
  BOOST_TEST(fold_lines(repeated("健", 35) + "\n") == repeated("健", 35) + "\n");
  BOOST_TEST(fold_lines(repeated("健", 36) + "\n") == repeated("健", 35) + "\n健\n");
}

BOOST_AUTO_TEST_CASE(half_width_characters_count_half) {
  BOOST_TEST(fold_lines(repeated("ｱ", 70)) == repeated("ｱ", 70));
  BOOST_TEST(fold_lines(repeated("é", 69) + "健") == repeated("é", 69) + "\n健");
}

BOOST_AUTO_TEST_CASE(closing_signs_never_begin_a_line_and_opening_ones_never_end_it) {
  BOOST_TEST(fold_lines(repeated("健", 35) + "。") == repeated("健", 34) + "\n健。");
  BOOST_TEST(fold_lines(repeated("健", 34) + "「保") == repeated("健", 34) + "\n「保");
}

BOOST_AUTO_TEST_CASE(words_and_numbers_are_not_torn_unless_they_fill_a_line) {
  BOOST_TEST(fold_lines(repeated("健", 33) + "03-0000") == repeated("健", 33) + "\n03-0000");
  BOOST_TEST(fold_lines(repeated("a", 71)) == repeated("a", 70) + "\na");
}

BOOST_AUTO_TEST_CASE(a_url_stays_whole) {
  const std::string url = "https://portal.example.jp/" + repeated("a", 90);
  BOOST_TEST(fold_lines(url + "\n") == url + "\n");
}

BOOST_AUTO_TEST_CASE(empty_lines_stay) { BOOST_TEST(fold_lines("健\n\n\n保") == "健\n\n\n保"); }

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace portal
