#include <boost/test/unit_test.hpp>

#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace portal;
using portal::testing::Browser;
using portal::testing::says;
using portal::testing::TestPortal;

namespace {

std::string path(DocumentId id, const std::string& society = "mihon") {
  return "/" + society + "/documents/" + std::to_string(number(id));
}

std::string file(DocumentId id, const std::string& society = "mihon") { return path(id, society) + ".pdf"; }

}  // namespace

BOOST_AUTO_TEST_SUITE(documents_pages)

BOOST_AUTO_TEST_CASE(a_member_finds_a_new_document_saves_it_and_it_is_no_longer_new) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(hanako.get("/mihon/documents"), "いまお届けしている通知書・証明書はありません。"));
  const DocumentId id = portal.add_document("mihon", "0001001", "00", "高額療養費支給決定通知書");
  BOOST_TEST(says(hanako.get("/mihon/home"), "新着が1件あります。"));
  const Reply list = hanako.get("/mihon/documents");
  BOOST_TEST(says(list, "新着が1件あります。"));
  BOOST_TEST(says(list, "令和8年（2026年）11月20日"));
  BOOST_TEST(says(list, "高額療養費支給決定通知書<span class=\"phrase\">（PDF 118KB）</span>"));
  const Reply page = hanako.get(path(id));
  BOOST_TEST(page.status == 200);
  BOOST_TEST(says(page, "給付金の支給が決まったことと、その金額をお知らせするものです。"));
  BOOST_TEST(says(hanako.get("/mihon/documents"), ">新着</span>"));
  BOOST_TEST(hanako.get(file(id)).status == 200);
  const Reply after = hanako.get("/mihon/documents");
  BOOST_TEST(!says(after, "新着"));
  BOOST_TEST(says(after, "高額療養費支給決定通知書"));
  BOOST_TEST(!says(hanako.get("/mihon/home"), "新着"));
}

BOOST_AUTO_TEST_CASE(twenty_stand_on_a_page_and_home_says_how_many_are_new) {
  TestPortal portal;
  for (int count = 1; count <= 21; ++count)
    portal.add_document("mihon", "0001001", "00", "通知" + std::to_string(count));
  Browser hanako = portal.as("hanako");
  const Reply first = hanako.get("/mihon/documents");
  BOOST_TEST(says(first, "全21件中 1～20件目"));
  BOOST_TEST(says(first, ">通知21<"));
  BOOST_TEST(!says(first, ">通知1<"));
  BOOST_TEST(says(hanako.get("/mihon/documents?page=2"), ">通知1<"));
  BOOST_TEST(hanako.get("/mihon/documents?page=3").status == 404);
  const Reply home = hanako.get("/mihon/home");
  BOOST_TEST(says(home, "新しい通知書・証明書が21件届いています。"));
  BOOST_TEST(says(home, "新着が21件あります。"));
}

BOOST_AUTO_TEST_CASE(who_has_left_learns_until_when_documents_can_be_read) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.staff.execute("UPDATE members SET left_on = '2026-11-22'");
  BOOST_TEST(says(hanako.get("/mihon/documents"), "令和9年（2027年）11月22日まで見られます。"));
}

BOOST_AUTO_TEST_SUITE_END()
