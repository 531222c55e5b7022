// What becomes of a page's data: markers that nobody set, and views that a page is put together from.
#include "templates/renderer.hpp"

#include <filesystem>
#include <fstream>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "tests/support/kept_log.hpp"

namespace {

namespace fs = std::filesystem;
using portal::Missing;
using portal::Renderer;
using portal::Section;
using portal::Value;
using portal::View;
using portal::testing::KeptLog;

// A folder of one template, gone with the test.
struct Folder {
  explicit Folder(std::string_view text) : path(fs::temp_directory_path() / fmt::format("renderer-{}", getpid())) {
    fs::create_directory(path);
    std::ofstream(path / "page.tpl") << "{{%AUTOESCAPE context=\"HTML\"}}\n" << text;
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

constexpr Value name{"NAME"};
constexpr Section rows{"ROWS"};

}  // namespace

BOOST_AUTO_TEST_SUITE(renderer)

BOOST_AUTO_TEST_CASE(a_marker_that_nobody_set_stays_empty_for_a_member_and_is_named_in_the_log) {
  const Folder folder("<p>{{NAME}}</p>");
  const Renderer renderer(folder.path, Missing::is_empty);
  const KeptLog log;
  BOOST_TEST(renderer.render(View("page.tpl")).find("<p></p>") != std::string::npos);
  BOOST_TEST(log.line("marker_not_set") == R"("event":"marker_not_set","marker":"page.tpl: NAME"})");
}

BOOST_AUTO_TEST_CASE(what_add_gave_stays_the_same_view_while_more_are_added_and_the_page_is_moved) {
  const Folder folder("{{#ROWS}}<p>{{NAME}}</p>{{/ROWS}}");
  View page("page.tpl");
  View& first = page.add(rows);
  for (int row = 0; row < 100; ++row) page.add(rows).set(name, row);
  const View moved = std::move(page);
  first.set(name, "first");
  BOOST_TEST(Renderer(folder.path, Missing::is_an_error).render(moved).find("<p>first</p>") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
