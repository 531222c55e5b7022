#include <boost/test/unit_test.hpp>

#include "sql/societies.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::says;
using portal::testing::TestPortal;

BOOST_AUTO_TEST_SUITE(front)

BOOST_AUTO_TEST_CASE(what_the_society_wrote_stands_in_its_section_as_text_and_only_on_its_own_page) {
  TestPortal portal;
  auto db = portal.staff_of("mihon");
  portal::societies::replace_front_items(
      db, {{"lead", {}, "見本の<b>組合</b>です。", {}},
           {"news", 2026y / 11 / 20, "健康教室のご案内", "https://mihon.example.jp/class"},
           {"announcement", 2026y / 11 / 10, "組合会の公告", {}},
           {"link", {}, "保養所", "https://mihon.example.jp/stay"}});
  Browser stranger = portal.browser();
  const Reply page = stranger.get("/mihon/");
  for (const char* words : {"見本の&lt;b&gt;組合&lt;/b&gt;です。", "<h2>ニュースとお知らせ</h2>", "<h2>公告</h2>",
                            "href=\"https://mihon.example.jp/class\">健康教室のご案内</a>", "組合会の公告",
                            "href=\"https://mihon.example.jp/stay\">保養所</a>", "href=\"/mihon/login\""})
    BOOST_TEST(says(page, words), words);
  BOOST_TEST(!says(page, "<b>"));
  const Reply other = stranger.get("/tameshi/");
  for (const char* words :
       {"<h2>ニュースとお知らせ</h2>", "<h2>公告</h2>", "<h2>健康保険組合のサイト</h2>", "example.jp/class"})
    BOOST_TEST(!says(other, words), words);
  BOOST_TEST(says(other, "医療費のお知らせや各種の手続き"));
}

BOOST_AUTO_TEST_CASE(a_long_name_turns_before_its_foreign_word_and_before_what_every_society_is_called) {
  TestPortal portal;
  const auto header_of = [&portal](const char* name) {
    portal.staff.execute("UPDATE societies SET name = ? WHERE slug = 'mihon'", name);
    const std::string page = portal.browser().get("/mihon/").body;
    const auto from = page.find("class=\"mark-society\">");
    return page.substr(from, page.find("</a>", from) - from);
  };
  const std::string parted = header_of("見本くらし総合サービスグループ健康保険組合");
  for (const char* phrase : {">見本くらし総合<", ">サービスグループ<", ">健康保険組合<"})
    BOOST_TEST((parted.find(phrase) != parted.npos), phrase);
  BOOST_TEST((header_of("見本ケア健康保険組合").find(">見本ケア<") != std::string::npos));  // two letters are no word
}

BOOST_AUTO_TEST_CASE(the_society_s_own_site_comes_before_its_other_links) {
  TestPortal portal;
  portal.staff.execute("UPDATE societies SET site_url = 'https://mihon.example.jp/' WHERE slug = 'mihon'");
  auto db = portal.staff_of("mihon");
  portal::societies::replace_front_items(db, {{"link", {}, "保養所", "https://mihon.example.jp/stay"}});
  const Reply page = portal.browser().get("/mihon/");
  const auto own = page.body.find(">見本健康保険組合のホームページ</a>");
  BOOST_TEST(own < page.body.find(">保養所</a>"));
  BOOST_TEST(own != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
