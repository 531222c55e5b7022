#include <boost/test/unit_test.hpp>

#include "sql/applications/screenings.hpp"
#include "tests/integration/screenings/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace portal;
using portal::testing::Browser;
using portal::testing::location;
using portal::testing::says;
using portal::testing::TestPortal;
using screenings::Programme;
using namespace portal::testing::screening_pages;

BOOST_AUTO_TEST_SUITE(screenings_applications_cancellation)

BOOST_AUTO_TEST_CASE(a_cancelled_application_gives_its_place_to_the_next_and_a_late_one_stays) {
  TestPortal portal;
  const ProgrammeId id = offer(portal, [](Programme& made) { made.capacity = 1; });
  Browser hanako = portal.as("hanako");
  Browser taro = portal.as("taro");
  const std::string hers = location(apply(hanako, id));
  const auto full = apply(taro, id);
  BOOST_TEST(full.status == 409);
  BOOST_TEST(says(full, "定員に達しました"));
  BOOST_TEST(taro.get(hers + "/cancellation").status == 404);
  BOOST_TEST(says(hanako.get(hers + "/cancellation"), "取り消した申込みは"));
  BOOST_TEST(location(send(hanako, hers + "/cancellation", {})) == hers);
  BOOST_TEST(says(hanako.get(hers), "<title>がん検診の申込みを取り消しました｜"));
  hanako.get(hers);
  BOOST_TEST(location(send(hanako, hers + "/cancellation", {})) == hers);  // once more: the place is given back once
  BOOST_TEST(taken(portal, id) == 0);
  BOOST_TEST(says(hanako.get(hers), "取消"));
  BOOST_TEST(portal.mails().size() == 2U);
  const std::string his = location(apply(taro, id));
  BOOST_TEST(taken(portal, id) == 1);
  portal.now += std::chrono::hours{24 * 9};  // 1 December: the sessions have ended
  Browser later = portal.as("taro");
  BOOST_TEST(says(later.get(his + "/cancellation"), "この画面では"));
  BOOST_TEST(send(later, his + "/cancellation", {}).status == 409);
  BOOST_TEST(taken(portal, id) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
