#include "sql/applications/screenings.hpp"

#include <algorithm>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "base/random.hpp"
#include "domain/applications/screening_import.hpp"
#include "fcgi/form_token.hpp"
#include "sql/accounts/sessions.hpp"
#include "tests/integration/screenings/scene.hpp"
#include "tests/support/operator.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
using namespace portal;
using portal::testing::answer_in_parallel;
using portal::testing::Browser;
using portal::testing::hidden;
using portal::testing::location;
using portal::testing::posted;
using portal::testing::says;
using portal::testing::TestPortal;
using screenings::Programme;
using namespace portal::testing::screening_pages;

namespace {

constexpr int applicants = 200, places = 50;

std::int64_t counted(TestPortal& portal, const std::string& status) {
  auto rows = portal.staff.select("SELECT COUNT(*) AS counted FROM applications WHERE status = ?", status);
  rows.next();
  return rows.get<std::int64_t>("counted");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(screenings_pages)

BOOST_AUTO_TEST_CASE(a_member_applies_checks_and_gets_a_receipt_a_mail_and_a_place) {
  TestPortal portal;
  const ProgrammeId id = offer(portal);
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(hanako.get("/mihon/screenings"), "href=\"" + page_of(id) + "\""));
  const auto form = hanako.get(page_of(id));
  for (const char* words : {"胃内視鏡検査", "2,000円", "5,000円", "東京都見本区", "同意します"})
    BOOST_TEST(says(form, words));
  const auto check = send(hanako, page_of(id), answers(id));
  BOOST_TEST(check.status == 200);
  for (const char* words :
       {"まだ申込みは終わっていません", "胃内視鏡検査", "〒100-0001 東京都見本区1-2-3", "0300000000"})
    BOOST_TEST(says(check, words), words);
  demand_nothing_done(portal);
  BOOST_TEST(hidden(check, "address") == "東京都見本区1-2-3");
  const auto done = send(hanako, "/mihon/screenings", answers(id));
  const auto receipt = hanako.get(location(done));
  for (const char* words : {"受け付けました", "K-000", "胃内視鏡検査", "令和8年（2026年）11月30日まで", "data-print"})
    BOOST_TEST(says(receipt, words), words);
  BOOST_TEST(taken(portal, id) == 1);
  BOOST_REQUIRE(portal.mails().size() == 1U);
  BOOST_TEST(portal.mails().front().subject == "受付完了のお知らせ");
  BOOST_TEST(portal.mails().front().text.find("がん検診の申込みを受け付けました。\n") != std::string::npos);
  BOOST_TEST(portal::testing::link_in(portal.mails().front().text) == location(done));
  BOOST_TEST(portal.mails().front().text.find("胃がん") == std::string::npos);
  BOOST_TEST(portal.staff.select("SELECT id FROM audit_log WHERE event = 'application_received'").next());
  BOOST_TEST(says(hanako.get("/mihon/screenings"), "受付番号 <span class=\"number\">K-"));
  BOOST_TEST(portal.as("taro").get(location(done)).status == 404);
}

BOOST_AUTO_TEST_CASE(a_screening_for_women_is_closed_to_a_man_by_rule_and_by_route) {
  TestPortal portal;
  const ProgrammeId id = offer(portal, [](Programme& made) { made.women_only = true; });
  Browser ichiro = portal.as("ichiro");
  const std::string women = "/mihon/screenings/women";
  for (const std::string& path : {women, page_of(id, women), page_of(ProgrammeId{1'000'000}, women)}) {
    const auto reply = ichiro.get(path);
    BOOST_TEST(reply.status == 403);
    BOOST_TEST(says(reply, "女性の方のための"));
    BOOST_TEST(send(ichiro, path, answers(id)).status == 403);
  }
  BOOST_TEST(ichiro.get(page_of(id)).status == 404);
  BOOST_TEST(send(ichiro, "/mihon/screenings", answers(id)).status == 404);
  for (const char* page : {"/mihon/screenings", "/mihon/home"}) BOOST_TEST(!says(ichiro.get(page), women));
  demand_nothing_done(portal);
  Browser hanako = portal.as("hanako");
  for (const char* page : {"/mihon/screenings", "/mihon/home"}) BOOST_TEST(says(hanako.get(page), women));
  BOOST_TEST(!says(hanako.get("/mihon/screenings"), page_of(id)));
  BOOST_TEST(says(hanako.get(women), page_of(id, women)));
  BOOST_TEST(apply(hanako, id, women).status == 303);
  BOOST_TEST(taken(portal, id) == 1);
}

BOOST_AUTO_TEST_CASE(ten_posts_of_one_check_page_and_of_ten_other_tabs_make_one_application) {
  TestPortal portal;
  const ProgrammeId id = offer(portal);
  Browser hanako = portal.as("hanako");
  hanako.get(page_of(id));
  std::vector<Request> requests(10, posted(hanako, "/mihon/screenings", answers(id)));
  for (int tab = 0; tab < 10; ++tab) {
    hanako.get(page_of(id));
    requests.push_back(posted(hanako, "/mihon/screenings", answers(id)));
  }
  const auto replies = answer_in_parallel(portal, requests);
  const auto good = std::ranges::count(replies, 303, &Reply::status);
  BOOST_TEST((good == 1 || good == 10));  // one of the ten tabs was first, or the page that was sent ten times
  BOOST_TEST(std::ranges::count(replies, 200, &Reply::status) == 0);
  BOOST_TEST(std::ranges::count(replies, 503, &Reply::status) == 0);  // those who waited didn't wait for each other
  BOOST_TEST(portal.count("applications") == 1);
  BOOST_TEST(taken(portal, id) == 1);
}

BOOST_AUTO_TEST_CASE(two_hundred_parallel_applications_for_fifty_places_give_exactly_fifty) {
  TestPortal portal;
  const ProgrammeId id = offer(portal, [](Programme& made) { made.capacity = places; });
  portal.staff.execute(R"(
    INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                         enrolled_on, postal_code, address)
    SELECT s.id, '12', CONCAT('9', n.seq), '00', '本人', '見本　人', 'ミホン', 'ミホン', '1970-04-01', 'f', '2010-04-01', '', ''
    FROM societies s JOIN seq_1_to_200 n WHERE s.slug = 'mihon')");
  auto db = portal.staff_of("mihon");
  std::vector<Request> requests;
  for (int one = 1; one <= applicants; ++one) {
    const auto account =
        portal.add_account("mihon", fmt::format("applicant{}", one), portal.member("mihon", fmt::format("9{}", one)));
    const std::string token = random::token();
    sessions::open(db, account, token, "", portal.now, portal.now + 1h);
    Request& request = requests.emplace_back();
    request.method = Method::post;
    request.path = "/mihon/screenings";
    request.cookies.add("sid", token);
    request.form.add("csrf", form_token::issue(portal.installation.secrets.form_key, token));
    for (const auto& [name, value] : answers(id)) request.form.add(name, value);
  }
  const auto replies = answer_in_parallel(portal, requests);
  BOOST_TEST(std::ranges::count(replies, 303, &Reply::status) == places);
  BOOST_TEST(std::ranges::count(replies, 409, &Reply::status) == applicants - places);
  BOOST_TEST(portal.count("applications") == places);
  BOOST_TEST(taken(portal, id) == places);
  std::vector<Request> cancellations;
  for (std::size_t at = 0; at < replies.size(); ++at) {
    if (replies[at].status != 303) continue;
    cancellations.push_back(requests[at]);
    cancellations.back().path = location(replies[at]) + "/cancellation";
    cancellations.push_back(cancellations.back());
  }
  for (const Reply& reply : answer_in_parallel(portal, cancellations)) BOOST_TEST(reply.status == 303);
  BOOST_TEST(taken(portal, id) == 0);
  BOOST_TEST(counted(portal, "withdrawn") == places);
}

BOOST_AUTO_TEST_CASE(the_database_takes_no_more_than_there_are_places) {
  TestPortal portal;
  const ProgrammeId id = offer(portal, [](Programme& made) { made.capacity = 1; });
  BOOST_CHECK_THROW(portal.staff.execute("UPDATE screening_programmes SET taken = 2 WHERE id = ?", id),
                    std::runtime_error);
  BOOST_CHECK_THROW(portal.staff.execute("UPDATE screening_programmes SET taken = -1 WHERE id = ?", id),
                    std::runtime_error);
}

BOOST_AUTO_TEST_CASE(the_list_costs_four_statements_and_a_programme_three) {
  TestPortal portal;
  const ProgrammeId id = offer(portal);
  Browser hanako = portal.as("hanako");
  const auto cost = [&](const std::string& path) {
    hanako.get(path);
    const auto before = portal.server_status("Questions");
    const auto idle = portal.server_status("Questions") - before;
    hanako.get(path);
    return portal.server_status("Questions") - before - 2 * idle;
  };
  BOOST_TEST(cost("/mihon/screenings") <= 4);
  BOOST_TEST(cost(page_of(id)) <= 3);
}

BOOST_AUTO_TEST_CASE(a_file_taken_in_again_changes_the_programme_but_never_its_year_nor_below_what_is_taken) {
  TestPortal portal;
  portal::testing::Operator staff(portal.staff, "mihon");
  const auto take_in = [&](Change change) {
    screening_file::Content content{programme(change), {}};
    return std::pair{screening_import::take_in(staff.scene(portal.now), content), content.faults};
  };
  const auto added = take_in([](Programme& made) { made.capacity = 3; }).first.value();
  BOOST_TEST((added.change == articles::Change::added));
  BOOST_TEST((take_in([](Programme& made) { made.capacity = 3; }).first->change == articles::Change::unchanged));
  Browser hanako = portal.as("hanako");
  Browser taro = portal.as("taro");
  BOOST_TEST((apply(hanako, added.id).status == 303 && apply(taro, added.id).status == 303));
  const auto fewer = take_in([](Programme& made) { made.capacity = 1; });
  BOOST_REQUIRE(!fewer.first);
  BOOST_TEST(fewer.second.front().reason == "いま申し込んでいる2人より少ない数です");
  const auto next_year = take_in([](Programme& made) { made.fiscal_year = 2027; });
  BOOST_TEST((!next_year.first && next_year.second.front().column == "fiscal_year"));
  const auto changed = take_in([](Programme& made) { made.capacity = 2, made.fee_yen = 0; }).first.value();
  BOOST_TEST((changed.id == added.id && changed.differences.size() == 2U && changed.taken == 2));
  BOOST_TEST(screenings::find_stored(staff.db, added.id)->version == 2);
  const auto reach = screening_import::reach(staff.db, programme([](Programme&) {}), 2026y / 11 / 22);
  BOOST_TEST((reach.all == 3 && reach.principals == 2 && reach.women == 1 && reach.with_account == 2));
}

BOOST_AUTO_TEST_CASE(who_has_left_is_told_so_before_the_page_invites) {
  TestPortal portal;
  offer(portal);
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(hanako.get("/mihon/screenings"), "あなたが受けられるがん検診と、その申込みです。"));
  portal.staff.execute("UPDATE members SET left_on = '2026-11-22'");
  const Reply page = hanako.get("/mihon/screenings");
  BOOST_TEST(says(page, "令和8年（2026年）11月22日に、健康保険の資格がなくなりました。"));
  BOOST_TEST(!says(page, "あなたが受けられるがん検診"));
  BOOST_TEST(!says(page, "胃がん検診"));
  BOOST_TEST(says(hanako.get("/mihon/home"), "資格がなくなったため、申し込めません。"));
}

BOOST_AUTO_TEST_SUITE_END()
