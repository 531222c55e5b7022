#include <boost/test/unit_test.hpp>

#include "sql/household/member_roster.hpp"

namespace {

namespace member_roster = portal::member_roster;

std::string read(std::string_view typed) {
  const auto number = member_roster::read_number(typed);
  return number ? number->symbol + "|" + number->number + "|" + number->branch : "none";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(member_numbers)

BOOST_AUTO_TEST_CASE(a_symbol_keeps_its_dashes_and_inner_spaces_when_a_number_is_read_back) {
  for (const char* symbol : {"センター", "12-3", "A‐B", "東 1", "東─", "12", ""})
    BOOST_TEST(read(member_roster::written(symbol, "0001001", "00")) == std::string(symbol) + "|0001001|00");
}

BOOST_AUTO_TEST_CASE(a_number_is_read_in_any_width_and_with_any_dash) {
  BOOST_TEST(read("１２－０００１００１－００") == "12|0001001|00");
  BOOST_TEST(read("ｾﾝﾀｰー0001001─00") == "センター|0001001|00");
  BOOST_TEST(read("　12 - 0001 001 ‐ 00 ") == "12|0001001|00");
  BOOST_TEST(read("0001001ー00") == "|0001001|00");
}

BOOST_AUTO_TEST_CASE(what_is_no_number_is_none) {
  for (const char* typed : {"", "-", "--", "-00", "12--00", "0001001", "だれか-い-ない", "\xFF-1-\xFF"})
    BOOST_TEST(read(typed) == "none", typed);
}

BOOST_AUTO_TEST_SUITE_END()
