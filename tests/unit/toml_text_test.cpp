#include "base/formats/toml_text.hpp"

#include <boost/test/unit_test.hpp>

#include "base/limits.hpp"

namespace {

using portal::toml_text::parse;
using portal::toml_text::Unreadable;

std::string repeated(std::string_view what, std::size_t count) {
  std::string text;
  for (; count > 0; --count) text += what;
  return text;
}

std::size_t refused_line(const std::string& text) {
  try {
    parse(text);
  } catch (const Unreadable& error) {
    return error.line;
  }
  return 0;
}

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

// The parser asserts that there are none: the program was aborted.
BOOST_AUTO_TEST_CASE(a_table_s_name_that_can_t_be_one_without_quotes_is_refused_with_its_line) {
  BOOST_TEST(refused_line("[見出し]\n") == 1U);
  BOOST_TEST(refused_line("\n[=x]") == 2U);
  BOOST_TEST(refused_line("a = \"\"\"\n[見出し]\n\"\"\"\n[b]\n[[~]]\nc = 1\n") == 5U);
  BOOST_TEST(parse("[\"見出し\"]\na = 1\n").find("見出し") != nullptr);
}

// The parser looks such characters up in a table that has no place for them.
BOOST_AUTO_TEST_CASE(japanese_stands_in_quotes_alone_and_stays_byte_for_byte) {
  BOOST_TEST(refused_line("a = 1\nご案内 = 2\n") == 2U);
  BOOST_TEST(refused_line("a = \"甲\"\nb = \"題\"ご\n") == 2U);
  BOOST_TEST(refused_line("a = \"甲\nb = \"乙\"\n") == 1U);
  BOOST_TEST(refused_line("a = \"\"\"\n\\ご\"\"\"\n") == 1U);
  BOOST_TEST(*parse("a = \"\"\"夏\\\n  ご\"\"\" # ご").find("a")->as<std::string>() == "夏ご");
  BOOST_TEST(*parse("\"キー\" = \"、「é𠮷葛󠄀\\\"\\u3054\"").find("キー")->as<std::string>() == "、「é𠮷葛󠄀\"ご");
  BOOST_TEST(*parse("\xEF\xBB\xBF"
                    "a = 'ご\\'")
                  .find("a")
                  ->as<std::string>() == "ご\\");
}

BOOST_AUTO_TEST_CASE(single_quotes_keep_every_character_and_know_no_escape) {
  const auto root = parse("a = 'ご\\\"'\n'キー' = '''\n「\\n」'''''\nc = '' # ご\n");
  BOOST_TEST(*root.find("a")->as<std::string>() == "ご\\\"");
  BOOST_TEST(*root.find("キー")->as<std::string>() == "「\\n」''");
  BOOST_TEST(root.find("c")->as<std::string>()->empty());
  for (const char* unclosed : {"b = 'ご\n", "b = 'ご", "b = '''ご''", "b = '", "b = '''''"})
    BOOST_TEST(refused_line(std::string("a = 1\n") + unclosed) == 2U, unclosed);
}

// toml++ looked such a character up where its table has a hole. Found by the fuzzer.
BOOST_AUTO_TEST_CASE(japanese_in_quotes_right_behind_a_number_is_refused_with_its_line) {
  BOOST_TEST(refused_line("a = 2\nb = 1'''audiｰｰｰご\n'''\n") == 2U);
  BOOST_TEST(refused_line("a = 2\nb = 1'ｰｰご'\n") == 2U);
}

// A key of 100,000 parts was that many tables inside of each other: the program died of it.
BOOST_AUTO_TEST_CASE(a_key_of_too_many_parts_is_refused_wherever_it_stands_before_the_stack_is_used_up) {
  const std::string deep = repeated("a.", 100'000) + "a";
  for (const std::string& text :
       {"\n" + deep + " = 1", "\n[" + deep + "]", "\n[[" + deep + "]]", "\nb = { " + deep + " = 1 }",
        "\n" + repeated("\"a\" . ", 100'000) + "a = 1", "#.\"\n" + deep + " = 1",
        "x = \"\"\"a\"\"\"\"\"\n" + deep + " = 1", "x = '''\\'''\n" + deep + " = 1", "x = \"\\\\\"\n" + deep + " = 1",
        "x = [ '', \"\", 1 ] # '\n" + deep + " = 1"})
    BOOST_TEST(refused_line(text) == 2U, text.substr(0, 40));
  BOOST_TEST(refused_line("b = " + std::string(100'000, '[')) == 1U);
  BOOST_TEST(refused_line("b = " + repeated("{a=", 100'000)) == 1U);
}

BOOST_AUTO_TEST_CASE(dots_and_brackets_that_are_no_depth_are_not_counted) {
  const std::string dots(1000, '.');
  const std::string many = repeated("[[a]]\nb.c.d = [[1], [2.5]]\n", 100);
  BOOST_TEST(
      parse("x = \"" + dots + "[[[\"\ny = '" + dots + "'\nz = \"\"\"\\\"" + dots + "\n[\"\"\"\n#" + dots + "\n" + many)
          .items.size() == 4U);
}

BOOST_AUTO_TEST_CASE(a_text_of_keys_within_the_bounds_is_read_whole) {
  std::string text = repeated("a.", portal::limits::toml_key_parts_max - 1) +
                     "a = " + std::string(portal::limits::toml_depth_max, '[') +
                     std::string(portal::limits::toml_depth_max, ']');
  BOOST_TEST(parse(text).items.size() == 1U);
  BOOST_CHECK_THROW(parse("a." + text), Unreadable);
}

BOOST_AUTO_TEST_CASE(a_text_that_is_too_long_is_refused_unread) {
  BOOST_CHECK_THROW(parse(std::string(portal::limits::toml_bytes_max + 1, '\n')), Unreadable);
  BOOST_CHECK_THROW(portal::toml_text::parse_file("/dev/zero"), Unreadable);
  BOOST_CHECK_THROW(portal::toml_text::parse_file("/nowhere/at/all.toml"), Unreadable);
}

BOOST_AUTO_TEST_SUITE_END()
