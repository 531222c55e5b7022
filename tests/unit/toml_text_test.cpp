#include "base/toml_text.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using portal::toml_text::parse;

}  // namespace

BOOST_AUTO_TEST_SUITE(toml_texts)

BOOST_AUTO_TEST_CASE(values_come_with_their_kind_and_their_line) {
  const auto root = parse("a = \"甲\"\nb = 5\nc = true\nd = 2026-11-22\n[e]\nf = [1,\n2]\n");
  BOOST_TEST(*root.find("a")->as<std::string>() == "甲");
  BOOST_TEST(*root.find("b")->as<std::int64_t>() == 5);
  BOOST_TEST(*root.find("c")->as<bool>());
  BOOST_TEST((*root.find("d")->as<std::chrono::year_month_day>() == std::chrono::year{2026} / 11 / 22));
  const auto* list = root.find("e")->as<portal::toml_text::Table>()->find("f");
  BOOST_TEST(list->as<portal::toml_text::Array>()->at(1).line == 7U);
  BOOST_TEST(root.find("b")->as<std::string>() == nullptr);
  BOOST_TEST(root.find("z") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_number_that_no_file_of_ours_has_is_nothing) {
  BOOST_TEST(parse("a = 1.5").find("a")->as<std::int64_t>() == nullptr);
  BOOST_TEST(parse("a = 07:30:00").find("a")->as<std::string>() == nullptr);
}

BOOST_AUTO_TEST_CASE(what_is_no_toml_says_where) {
  try {
    parse("a = 1\nb = \n");
    BOOST_ERROR("was taken");
  } catch (const portal::toml_text::Unreadable& error) {
    BOOST_TEST(error.line == 2U);
  }
}

BOOST_AUTO_TEST_SUITE_END()
