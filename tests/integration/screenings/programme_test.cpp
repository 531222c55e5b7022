#include <boost/test/unit_test.hpp>

#include "sql/applications/screenings.hpp"
#include "tests/integration/screenings/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace portal;
using portal::testing::Browser;
using portal::testing::says;
using portal::testing::TestPortal;
using screenings::Programme;
using namespace portal::testing::screening_pages;

BOOST_AUTO_TEST_SUITE(screenings_programme)

BOOST_AUTO_TEST_CASE(wrong_answers_come_back_with_their_faults_and_the_check_page_leads_back_to_the_form) {
  TestPortal portal;
  const ProgrammeId id = offer(portal);
  Browser hanako = portal.as("hanako");
  hanako.get(page_of(id));
  struct Row {
    const char *field, *value, *words;
  };
  for (const Row& row :
       {Row{"item", "3", "受ける検査を選んでください"}, Row{"postal_code", "123", "郵便番号は7桁の数字です"},
        Row{"postal_code", " ", "郵便番号を入力してください"}, Row{"address", "", "住所を入力してください"},
        Row{"telephone", "12345", "電話番号は、0から始まる"}, Row{"consent", "", "同意するときは印を"}})
    for (const std::string& path : {page_of(id), std::string("/mihon/screenings")}) {
      const auto reply = send(hanako, path, with(answers(id), row.field, row.value));
      BOOST_TEST(reply.status == 422);
      BOOST_TEST(says(reply, row.words), row.words);
    }
  auto revising = answers(id);
  revising.emplace_back("revise", "yes");
  const auto form = send(hanako, "/mihon/screenings", revising);
  BOOST_TEST(form.status == 200);
  BOOST_TEST(says(form, "value=\"2\" checked"));
  BOOST_TEST(says(form, "value=\"東京都見本区1-2-3\""));
  demand_nothing_done(portal);
}

BOOST_AUTO_TEST_CASE(who_may_not_apply_reads_why_and_changes_nothing) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const ProgrammeId old = offer(portal, [](Programme& made) { made.age_from = 60; });
  const auto page = hanako.get(page_of(old));
  BOOST_TEST(page.status == 200);
  BOOST_TEST(says(page, "対象は60歳以上の方です"));
  const auto refused = send(hanako, "/mihon/screenings", answers(old));
  BOOST_TEST(refused.status == 409);
  BOOST_TEST(says(refused, "申し込んでいません"));
  BOOST_TEST(says(hanako.get("/mihon/screenings"), "から対象になります"));
  const ProgrammeId others = offer(portal, [](Programme&) {}, "tameshi");
  BOOST_TEST(hanako.get(page_of(others)).status == 404);
  BOOST_TEST(send(hanako, "/mihon/screenings", answers(others)).status == 404);
  BOOST_TEST(send(hanako, "/mihon/screenings", with(answers(old), "programme", "x")).status == 404);
  portal.staff.execute("UPDATE members SET left_on = '2026-11-22' WHERE number = '0001001'");
  const ProgrammeId any = offer(portal, [](Programme& made) { made.name = "any"; });
  BOOST_TEST(says(hanako.get(page_of(any)), "資格を喪失しているため"));
  BOOST_TEST(apply(hanako, any).status == 409);
  demand_nothing_done(portal);
}

BOOST_AUTO_TEST_CASE(a_programme_that_was_changed_or_withdrawn_meanwhile_says_so_and_takes_nobody) {
  TestPortal portal;
  const ProgrammeId id = offer(portal);
  Browser hanako = portal.as("hanako");
  hanako.get(page_of(id));
  auto db = portal.staff_of("mihon");
  screenings::change(db, id, programme([](Programme& made) { made.fee_yen = 2500; }), portal.now);
  for (const std::string& path : {page_of(id), std::string("/mihon/screenings")}) {
    const auto reply = send(hanako, path, answers(id));
    BOOST_TEST(reply.status == 409);
    BOOST_TEST(says(reply, "検診の内容が"));
  }
  screenings::withdraw(db, id, portal.now);
  const auto gone = send(hanako, "/mihon/screenings", answers(id, 2));
  BOOST_TEST(gone.status == 409);
  BOOST_TEST(says(gone, "案内は"));
  BOOST_TEST(hanako.get(page_of(id)).status == 404);
  demand_nothing_done(portal);
  BOOST_TEST(taken(portal, id) == 0);
}

BOOST_AUTO_TEST_CASE(the_interval_counts_applications_for_the_same_cancer_of_other_programmes) {
  TestPortal portal;
  const ProgrammeId first = offer(portal);
  const ProgrammeId same = offer(portal, [](Programme& made) { made.name = "other"; });
  const ProgrammeId lung = offer(portal, [](Programme& made) { made.name = made.cancer = "肺がん"; });
  Browser hanako = portal.as("hanako");
  BOOST_TEST(apply(hanako, first).status == 303);
  const auto refused = apply(hanako, same);
  BOOST_TEST(refused.status == 409);
  BOOST_TEST(says(refused, "胃がん検診は1年度に1回です"));
  BOOST_TEST(apply(hanako, lung).status == 303);
  portal.staff.execute("UPDATE applications SET status = 'withdrawn' WHERE programme_id = ?", first);
  BOOST_TEST(says(hanako.get(page_of(same)), "の申込み"));
}

BOOST_AUTO_TEST_SUITE_END()
