#include "domain/publishing/front_page.hpp"

#include <fstream>
#include <string>

#include <boost/test/unit_test.hpp>
#include <stdlib.h>

namespace {

namespace fs = std::filesystem;

std::vector<portal::FrontItem> read(const std::string& text) {
  std::string folder = (fs::temp_directory_path() / "front_page_test.XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
  const fs::path file = fs::path(folder) / "front.toml";
  std::ofstream(file) << text;
  try {
    auto items = portal::front_page::read(file);
    fs::remove_all(folder);
    return items;
  } catch (...) {
    fs::remove_all(folder);
    throw;
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(front_page_files)

BOOST_AUTO_TEST_CASE(items_come_by_section_in_the_order_of_the_file) {
  const auto items = read(R"(
    [[link]]
    title = "見本"
    url = "https://mihon.example.jp/"
    [[news]]
    title = "二つ目の前"
    [[announcement]]
    title = "公告"
    date = 2026-04-01
    [[news]]
    title = "二つ目"
  )");
  BOOST_REQUIRE(items.size() == 4);
  BOOST_TEST(items[0].section == "announcement");
  BOOST_TEST((items[0].published_on == std::chrono::year{2026} / 4 / 1));
  BOOST_TEST(items[1].title == "二つ目の前");
  BOOST_TEST(items[2].title == "二つ目");
  BOOST_TEST(items[3].url.value() == "https://mihon.example.jp/");
}

BOOST_AUTO_TEST_CASE(an_empty_file_empties_the_front_page) { BOOST_TEST(read("").empty()); }

BOOST_AUTO_TEST_CASE(what_can_t_be_shown_is_refused_with_its_line) {
  for (const char* text :
       {"[[news]]\n", "[[news]]\ntitle = \"\"", "[[news]]\ntitle = \"a\"\ndate = \"2026-04-01\"",
        "[[news]]\ntitle = \"a\"\nurl = \"javascript:alert(1)\"", "[[link]]\ntitle = \"a\"", "[[nwes]]\ntitle = \"a\"",
        "[news]\ntitle = \"a\"", "[[news]]\ntitel = \"a\"", "[[news", "[[news]]\ntitle = \"a\\u202E\""}) {
    try {
      read(text);
      BOOST_ERROR("was taken: " << text);
    } catch (const portal::front_page::Unusable& error) {
      BOOST_TEST(std::string(error.what()).find("front.toml:") != std::string::npos, error.what());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
