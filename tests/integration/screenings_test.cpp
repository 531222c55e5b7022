#include "sql/applications/screenings.hpp"

#include <algorithm>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "base/random.hpp"
#include "domain/applications/screening_import.hpp"
#include "fcgi/form_token.hpp"
#include "sql/accounts/accounts.hpp"
#include "sql/accounts/sessions.hpp"
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

namespace {

using Change = void (*)(Programme&);

constexpr int applicants = 200, places = 50;

// For everyone of 40 and more, open now, with two examinations of which one is chosen.
Programme programme(Change change) {
  Programme made;
  made.name = "stomach-2026";
  made.title = "胃がん検診";
  made.cancer = "胃がん";
  made.items = {"胃部X線検査", "胃内視鏡検査"};
  made.age_from = 40;
  made.fiscal_year = 2026;
  made.opens_on = 2026y / 4 / 1;
  made.closes_on = 2026y / 11 / 30;
  made.fee_yen = 2000;
  made.no_show_fee_yen = 5000;
  made.consent = "結果を健康保険組合が受け取ることに、同意します。";
  change(made);
  return made;
}

ProgrammeId offer(TestPortal& portal, Change change = [](Programme&) {}, const std::string& society = "mihon") {
  auto db = portal.staff_of(society);
  return screenings::add(db, programme(change), portal.now);
}

std::string page_of(ProgrammeId id, const std::string& folder = "/mihon/screenings") {
  return fmt::format("{}/{}", folder, number(id));
}

using Answers = std::vector<std::pair<std::string, std::string>>;

Answers answers(ProgrammeId id, int version = 1) {
  return {{"programme", std::to_string(number(id))},
          {"version", std::to_string(version)},
          {"item", "2"},
          {"postal_code", "〒１００－０００１"},
          {"address", "東京都見本区1-2-3"},
          {"telephone", "03（0000）0000"},
          {"consent", "yes"}};
}

Answers with(Answers all, const std::string& name, const std::string& value) {
  for (auto& [known, answer] : all)
    if (known == name) answer = value;
  return all;
}

Reply send(Browser& browser, const std::string& path, const Answers& all) {
  Request request = posted(browser, path, all);
  request.cookies = {};
  request.origin = "https://portal.example.jp";
  return browser.send(std::move(request));
}

Reply apply(Browser& browser, ProgrammeId id, const std::string& folder = "/mihon/screenings") {
  browser.get(page_of(id, folder));
  return send(browser, folder, answers(id));
}

int taken(TestPortal& portal, ProgrammeId id, const std::string& society = "mihon") {
  auto db = portal.staff_of(society);
  return screenings::find_stored(db, id).value().taken;
}

std::int64_t counted(TestPortal& portal, const std::string& status) {
  auto rows = portal.staff.select("SELECT COUNT(*) AS counted FROM applications WHERE status = ?", status);
  rows.next();
  return rows.get<std::int64_t>("counted");
}

void demand_nothing_done(TestPortal& portal) {
  BOOST_TEST(portal.count("applications") == 0);
  BOOST_TEST(portal.mails().empty());
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
  BOOST_TEST(portal.mails().front().text.find("検診") == std::string::npos);
  BOOST_TEST(portal.staff.select("SELECT id FROM audit_log WHERE event = 'application_received'").next());
  BOOST_TEST(says(hanako.get("/mihon/screenings"), "受付番号 K-"));
  BOOST_TEST(portal.as("taro").get(location(done)).status == 404);
}

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
    INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex, enrolled_on,
                         postal_code, address)
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

BOOST_AUTO_TEST_CASE(the_list_costs_three_statements_and_a_programme_two) {
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
  BOOST_TEST(cost("/mihon/screenings") <= 3);
  BOOST_TEST(cost(page_of(id)) <= 2);
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

BOOST_AUTO_TEST_SUITE_END()
