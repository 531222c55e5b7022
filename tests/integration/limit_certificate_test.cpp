#include <boost/test/unit_test.hpp>

#include "domain/applications/receipt_number.hpp"
#include "tests/integration/limit_certificate/scene.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/test_portal.hpp"

using namespace portal::applications;
using portal::ApplicationId;
using portal::Reply;
using portal::testing::answer_in_parallel;
using portal::testing::Browser;
using portal::testing::location;
using portal::testing::posted;
using portal::testing::says;
using portal::testing::TestPortal;
using portal::testing::without_token;
using namespace portal::testing::limit_certificate;

BOOST_AUTO_TEST_SUITE(limit_certificate)

BOOST_AUTO_TEST_CASE(a_member_applies_and_finds_receipt_mail_and_state_again) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const Reply form = hanako.get("/mihon/limit-certificate/new");
  BOOST_TEST(says(form, "value=\"1000001\""));
  BOOST_TEST(says(form, "value=\"東京都見本区\""));
  BOOST_TEST(says(form, "<option value=\"2026-11\" selected>令和8年11月</option>"));
  BOOST_TEST(says(form, her_husband));
  const Reply check = send(hanako, "/mihon/limit-certificate/new", good("01"));
  BOOST_TEST(check.status == 200);
  BOOST_TEST(says(check, "令和8年11月から令和9年1月まで（3か月）"));
  BOOST_TEST(says(check, "〒100-0001 東京都見本区1-1"));
  BOOST_TEST(portal.count("applications") == 0);
  const Reply done = send(hanako, place, good("01"));
  const ApplicationId id = newest(portal);
  const std::string receipt = portal::receipt_number::of(Kind::limit_certificate, id);
  BOOST_TEST(location(done) == place + ("/" + std::to_string(number(id))));
  const Reply page = hanako.get(location(done));
  for (const char* words : {"受け付けました", her_husband, "0300000000", "受付"}) BOOST_TEST(says(page, words), words);
  BOOST_TEST(says(page, receipt));
  BOOST_TEST(says(hanako.get(place), receipt));
  BOOST_TEST(says(hanako.get("/mihon/home"), "受付済みの申請が1件あります"));
  BOOST_TEST(portal.recorded_of("application_received") == "hanako");
  const auto mails = portal.mails();
  BOOST_TEST_REQUIRE(mails.size() == 1U);
  BOOST_TEST(mails.front().subject == "受付完了のお知らせ");
  BOOST_TEST(mails.front().text.find(receipt) != std::string::npos);
  BOOST_TEST(mails.front().text.find("限度額申請を受け付けました。\n") != std::string::npos);
  BOOST_TEST(portal::testing::link_in(mails.front().text) == location(done));
  for (const char* word : {"認定証", "一郎", "見本区"})
    BOOST_TEST(mails.front().text.find(word) == std::string::npos, word);
}

BOOST_AUTO_TEST_CASE(twenty_parallel_posts_of_one_form_make_one_application) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/limit-certificate/new");
  const auto replies = answer_in_parallel(portal, {20, posted(hanako, place, good())});
  for (const Reply& reply : replies) BOOST_TEST(location(reply) == location(replies.front()));
  BOOST_TEST(!location(replies.front()).empty());
  BOOST_TEST(portal.count("applications") == 1);
  BOOST_TEST(portal.mails().size() == 1U);
}

BOOST_AUTO_TEST_CASE(many_tabs_at_once_make_one_application_and_the_others_say_which) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  std::vector<portal::Request> requests;
  for (int tab = 0; tab < 8; ++tab) {
    hanako.get("/mihon/limit-certificate/new");
    requests.push_back(posted(hanako, place, good()));
  }
  int received = 0, told = 0;
  for (const Reply& reply : answer_in_parallel(portal, requests)) {
    received += reply.status == 303 ? 1 : 0;
    told += reply.status == 409 && says(reply, portal::receipt_number::of(Kind::limit_certificate, newest(portal)));
  }
  BOOST_TEST(received == 1);
  BOOST_TEST(told == 7);
  BOOST_TEST(portal.count("applications") == 1);
  BOOST_TEST(portal.mails().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_second_application_for_a_person_is_told_which_is_open_and_another_person_s_is_free) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hand_in(hanako);
  const std::string receipt = portal::receipt_number::of(Kind::limit_certificate, newest(portal));
  const Reply second = send(hanako, "/mihon/limit-certificate/new", good());
  BOOST_TEST(second.status == 409);
  BOOST_TEST(says(second, receipt));
  BOOST_TEST(hand_in(hanako, good("01")).status == 303);
  Browser ichiro = portal.as("ichiro");
  BOOST_TEST(hand_in(ichiro, good("01")).status == 303);  // who applied for him is nobody's business
  const Reply his = ichiro.get("/mihon/limit-certificate/new");
  BOOST_TEST(says(his, portal::receipt_number::of(Kind::limit_certificate, newest(portal))));
  BOOST_TEST(portal.count("applications") == 3);
}

BOOST_AUTO_TEST_CASE(nobody_applies_for_a_stranger_a_principal_or_someone_who_left) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser ichiro = portal.as("ichiro");
  BOOST_TEST(!says(ichiro.get("/mihon/limit-certificate/new"), "髙﨑　花子"));
  BOOST_TEST(send(ichiro, place, good("00")).status == 422);
  const Reply nobody = hand_in(hanako, good("07"));
  BOOST_TEST(nobody.status == 422);
  hanako.get("/mihon/limit-certificate/new");
  change_husband(portal, "2026-11-22", false);  // between the check page and its button
  const Reply left = send(hanako, place, good("01"));
  BOOST_TEST(left.status == 422);
  BOOST_TEST(says(left, "認定証を使う方を選んでください"));
  BOOST_TEST(!says(hanako.get("/mihon/limit-certificate/new"), her_husband));
  change_husband(portal, "2026-12-01", false);
  BOOST_TEST(hand_in(hanako, good("01")).status == 422);  // the period goes beyond his last day
  BOOST_TEST(portal.count("applications") == 0);
}

BOOST_AUTO_TEST_CASE(a_protected_dependent_is_found_nowhere_and_applies_alone) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser ichiro = portal.as("ichiro");
  change_husband(portal, nullptr, true);
  const std::string with_him = without_token(hanako.get("/mihon/limit-certificate/new").body);
  const Reply refused = send(hanako, place, good("01"));
  BOOST_TEST(refused.status == 422);
  const std::string faulty = without_token(refused.body);
  BOOST_TEST(hand_in(ichiro, good("01")).status == 303);
  BOOST_TEST(without_token(hanako.get("/mihon/limit-certificate/new").body) == with_him);
  portal.staff.execute("DELETE FROM limit_applications");
  portal.staff.execute("DELETE FROM applications");
  change_husband(portal, "2020-01-01", false);  // not there at all
  BOOST_TEST(without_token(hanako.get("/mihon/limit-certificate/new").body) == with_him);
  BOOST_TEST(without_token(send(hanako, place, good("01")).body) == faulty);
}

BOOST_AUTO_TEST_CASE(home_counts_applications_that_wait_and_those_being_checked_apart) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hand_in(hanako);
  society_says(portal, Status::received, Status::checking);
  BOOST_TEST(says(hanako.get("/mihon/home"), "確認中の申請が1件あります。"));
  hand_in(hanako, good("01"));
  BOOST_TEST(says(hanako.get("/mihon/home"), "受付済みの申請が1件、確認中の申請が1件あります。"));
}

BOOST_AUTO_TEST_CASE(a_page_costs_few_statements) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string own = location(hand_in(hanako));
  const auto statements = [&portal] { return portal.server_status("Questions"); };
  for (const auto& [path, most] : {std::pair{std::string(place), 3},
                                   {own, 4},
                                   {own + "/withdrawal", 3},
                                   {std::string(place) + "/new", 4},
                                   {std::string(place) + "/guide", 2}}) {
    hanako.get(path);
    const auto before = statements();
    const auto idle = statements() - before;
    hanako.get(path);
    BOOST_TEST(statements() - before - 2 * idle <= most, path);
  }
}

// The page invited who has left to three questions and a form, which then said that nothing can be applied for.
BOOST_AUTO_TEST_CASE(who_may_not_apply_is_told_so_before_the_page_invites) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(hanako.get(place), "必要かどうかを確かめる"));
  portal.staff.execute("UPDATE members SET birth_date = '1951-11-22'");
  const Reply elder = hanako.get(place);
  BOOST_TEST(says(elder, "いまは、新しい申請はできません。"));
  BOOST_TEST(!says(elder, "申請へ進む"));
  BOOST_TEST(says(hanako.get("/mihon/limit-certificate/guide"), "後期高齢者医療制度に移っています"));
  portal.staff.execute("UPDATE members SET left_on = '2026-11-22', birth_date = '1985-04-01'");
  const Reply left = hanako.get(place);
  BOOST_TEST(says(left, "令和8年（2026年）11月22日に、健康保険の資格がなくなりました。"));
  BOOST_TEST(says(left, "令和9年（2027年）11月22日まで見られます。"));
  BOOST_TEST(!says(left, "申請へ進む"));
  BOOST_TEST(!says(hanako.get("/mihon/limit-certificate/guide"), "結果を見る"));
}

BOOST_AUTO_TEST_SUITE_END()
