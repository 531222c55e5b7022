#include "sql/publishing/topics.hpp"

#include <boost/test/unit_test.hpp>

#include "domain/publishing/publication.hpp"
#include "tests/support/operator.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

namespace topics = portal::topics;
using namespace std::chrono_literals;
using portal::Reply;
using portal::TopicId;
using portal::articles::Text;
using portal::testing::Browser;
using portal::testing::says;
using portal::testing::TestPortal;

namespace {

Text topic(const std::string& title) { return {title, title, "歩きましょう。\n", 2026y / 11 / 20, {}}; }

TopicId publish(TestPortal& portal, const Text& one, const std::string& society = "mihon") {
  auto db = portal.staff_of(society);
  return topics::publish(db, one, portal.now).id;
}

std::string path(TopicId id, const std::string& society = "mihon") {
  return "/" + society + "/topics/" + std::to_string(number(id));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(topics_pages)

BOOST_AUTO_TEST_CASE(every_member_finds_the_articles_newest_first) {
  TestPortal portal;
  BOOST_TEST(says(portal.as("hanako").get("/mihon/topics"), "いま掲載している記事はありません"));
  Text older = topic("古い記事");
  older.from = 2026y / 4 / 1;
  publish(portal, older);
  const TopicId newer = publish(portal, topic("新しい記事"));
  for (const char* who : {"hanako", "ichiro", "taro"}) {
    Browser browser = portal.as(who);
    const Reply list = browser.get("/mihon/topics");
    BOOST_TEST(list.body.find(">新しい記事</a>") < list.body.find(">古い記事</a>"));
    const Reply page = browser.get(path(newer));
    BOOST_TEST(says(page, "<p>歩きましょう。</p>"));
    BOOST_TEST(says(page, "令和8年（2026年）11月20日"));
  }
}

BOOST_AUTO_TEST_CASE(future_ended_withdrawn_and_foreign_articles_are_no_pages) {
  TestPortal portal;
  Text future = topic("明日から");
  future.from = 2026y / 11 / 23;
  Text ended = topic("昨日まで");
  ended.until = 2026y / 11 / 21;
  const TopicId withdrawn = publish(portal, topic("取り下げた"));
  portal::testing::Operator staff(portal.staff, "mihon");
  BOOST_TEST(portal::publication::withdraw_topic(staff.scene(portal.now), withdrawn));
  BOOST_TEST(!portal::publication::withdraw_topic(staff.scene(portal.now), withdrawn));
  const TopicId foreign = publish(portal, topic("よその記事"), "tameshi");
  Browser hanako = portal.as("hanako");
  BOOST_TEST(hanako.get("/mihon/topics/999999999").status == 404);
  for (const TopicId id : {publish(portal, future), publish(portal, ended), withdrawn, foreign})
    BOOST_TEST(hanako.get(path(id)).status == 404);
  BOOST_TEST(says(hanako.get("/mihon/topics"), "いま掲載している記事はありません"));
  Browser neighbour = portal.as("hanako", "tameshi");
  BOOST_TEST(neighbour.get(path(foreign, "tameshi")).status == 200);
}

BOOST_AUTO_TEST_CASE(who_left_reads_the_articles_from_before_that_day) {
  TestPortal portal;
  Text before = topic("前の記事");
  before.from = 2026y / 11 / 9;
  const TopicId old_one = publish(portal, before);
  const TopicId new_one = publish(portal, topic("後の記事"));
  Browser hanako = portal.as("hanako");
  portal.staff.execute("UPDATE members SET left_on = '2026-11-20'");
  BOOST_TEST(hanako.get(path(old_one)).status == 200);
  BOOST_TEST(hanako.get(path(new_one)).status == 404);
  BOOST_TEST(!says(hanako.get("/mihon/topics"), "後の記事"));
}

BOOST_AUTO_TEST_CASE(a_page_has_twenty) {
  TestPortal portal;
  for (int count = 1; count <= 21; ++count) publish(portal, topic("記事" + std::to_string(count)));
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(hanako.get("/mihon/topics"), "全21件中 1～20件目"));
  BOOST_TEST(says(hanako.get("/mihon/topics?page=2"), ">記事1</a>"));
  BOOST_TEST(hanako.get("/mihon/topics?page=3").status == 404);
}

BOOST_AUTO_TEST_CASE(publishing_the_same_name_again_changes_the_article) {
  TestPortal portal;
  Text one = topic("記事");
  const TopicId id = publish(portal, one);
  one.body = "走りましょう。\n";
  BOOST_TEST((publish(portal, one) == id));
  BOOST_TEST(says(portal.as("hanako").get(path(id)), "走りましょう。"));
  BOOST_TEST(portal.count("topics") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
