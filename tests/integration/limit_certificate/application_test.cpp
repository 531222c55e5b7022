#include <boost/test/unit_test.hpp>

#include "domain/applications/receipt_number.hpp"
#include "sql/applications/limit_applications.hpp"
#include "sql/applications/limit_bands.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/test_portal.hpp"

using namespace std::chrono_literals;
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

namespace {

using Typed = std::vector<std::pair<std::string, std::string>>;

constexpr const char* place = "/mihon/limit-certificate";
constexpr const char* her_husband = "髙﨑　一郎";

Typed good(const std::string& person = "00") {
  return {{"person", person},
          {"from", "2026-11"},
          {"to", "2027-01"},
          {"postal_code", "100-0001"},
          {"address", "東京都見本区1-1"},
          {"telephone", "03-0000-0000"},
          {"applied_by", "self"},
          {"proxy_name", ""},
          {"proxy_relation", ""},
          {"proxy_reason", ""}};
}

Typed with(Typed typed, const std::string& name, const std::string& value) {
  for (auto& [known, kept] : typed)
    if (known == name) kept = value;
  return typed;
}

Reply send(Browser& browser, const std::string& path, const Typed& typed) {
  portal::Request request = posted(browser, path, typed);
  request.cookies = {};
  return browser.send(request);
}

Reply hand_in(Browser& browser, const Typed& typed = good(), const std::string& path = place) {
  browser.get(path + "/new");
  return send(browser, path, typed);
}

std::int64_t number_of(TestPortal& portal, const char* event) {
  auto rows = portal.staff.select("SELECT COUNT(*) AS counted FROM audit_log WHERE event = ?", event);
  rows.next();
  return rows.get<std::int64_t>("counted");
}

ApplicationId newest(TestPortal& portal) {
  auto rows = portal.staff.select("SELECT MAX(id) AS id FROM applications");
  rows.next();
  return rows.get<ApplicationId>("id");
}

bool society_says(TestPortal& portal, Status from, Status to, const char* message = "") {
  auto db = portal.staff_of("mihon");
  return judge(db, newest(portal), from, to, message, portal.now);
}

void change_husband(TestPortal& portal, const char* left_on, bool is_protected) {
  portal.staff.execute(R"(
    UPDATE members m JOIN societies s ON s.id = m.society_id SET m.left_on = ?, m.is_protected = ?
    WHERE s.slug = 'mihon' AND m.number = '0001001' AND m.branch = '01')",
                       left_on == nullptr ? std::nullopt : std::optional<std::string>(left_on), is_protected);
}

}  // namespace

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
  BOOST_TEST(number_of(portal, "application_received") == 1);
  const auto mails = portal.mails();
  BOOST_TEST_REQUIRE(mails.size() == 1U);
  BOOST_TEST(mails.front().subject == "受付完了のお知らせ");
  BOOST_TEST(mails.front().text.find(receipt) != std::string::npos);
  for (const char* word : {"限度額", "一郎", "見本区"})
    BOOST_TEST(mails.front().text.find(word) == std::string::npos, word);
}

BOOST_AUTO_TEST_CASE(who_does_not_know_about_the_tax_is_told_by_the_guide_that_another_form_may_be_theirs) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  hanako.get("/mihon/limit-certificate/guide");
  for (const std::string card : {"yes", "no"})
    for (const std::string tax : {"taxed", "unknown"}) {
      const Reply led = hanako.post("/mihon/limit-certificate/guide", {{"card", card}, {"place", "yes"}, {"tax", tax}});
      const Reply advice = hanako.get(location(led));
      BOOST_TEST(says(advice, card == "yes" ? "申請はいりません" : "申請できます</span>"));
      BOOST_TEST(says(advice, "非課税の方は、手続きが違います") == (tax == "unknown"));
    }
}

BOOST_AUTO_TEST_CASE(a_faulty_form_comes_back_with_every_answer_and_changes_nothing) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Typed typed = with(with(good(), "telephone", "123"), "from", "2026-10");
  typed = with(with(typed, "applied_by", "other"), "proxy_name", "見本　代理");
  for (const char* path : {"/mihon/limit-certificate/new", "/mihon/limit-certificate"}) {
    hanako.get("/mihon/limit-certificate/new");
    const Reply reply = send(hanako, path, typed);
    BOOST_TEST(reply.status == 422);
    for (const char* field : {"#telephone", "#from", "#proxy_relation", "#proxy_reason"})
      BOOST_TEST(says(reply, std::string("href=\"") + field + "\""), field);
    BOOST_TEST(says(reply, "value=\"123\""));
    BOOST_TEST(says(reply, "value=\"見本　代理\""));
    BOOST_TEST(says(reply, "value=\"other\" checked"));
  }
  BOOST_TEST(portal.count("applications") == 0);
  BOOST_TEST(portal.mails().empty());
}

BOOST_AUTO_TEST_CASE(the_check_page_leads_back_to_the_form_as_it_was_typed) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Typed typed = with(good("01"), "telephone", "（０３）００００－００００");
  typed.emplace_back("revise", "yes");
  hanako.get("/mihon/limit-certificate/new");
  const Reply form = send(hanako, place, typed);
  BOOST_TEST(form.status == 200);
  BOOST_TEST(says(form, "value=\"（０３）００００－００００\""));
  BOOST_TEST(says(form, "value=\"01\" checked"));
  BOOST_TEST(portal.count("applications") == 0);
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

BOOST_AUTO_TEST_CASE(a_returned_application_is_put_right_once_and_goes_back) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string own = location(hand_in(hanako));
  society_says(portal, Status::received, Status::returned, "住所の番地を入力してください");
  BOOST_TEST(says(hanako.get("/mihon/home"), "差戻しが1件あります"));
  BOOST_TEST(says(hanako.get("/mihon/home"), "href=\"" + own + "\""));
  BOOST_TEST(says(hanako.get(own), "住所の番地を入力してください"));
  BOOST_TEST(!says(hanako.get(own), "確認を始める"));  // it was checked; it may be withdrawn all the same
  portal.now += 24h * 30;                              // in December, what began in November may stay so
  Browser later = portal.as("hanako");
  const Reply form = later.get(own + "/correction");
  BOOST_TEST(says(form, "住所の番地を入力してください"));
  BOOST_TEST(says(form, "<option value=\"2026-11\" selected>"));
  const Typed typed = with(good(), "address", "東京都見本区1-1-1");
  BOOST_TEST(send(later, own + "/correction", with(typed, "address", "")).status == 422);
  BOOST_TEST(says(send(later, own + "/correction", typed), "内容の確認"));
  BOOST_TEST(location(send(later, own, typed)) == own);
  const Reply page = later.get(own);
  BOOST_TEST(says(page, "東京都見本区1-1-1"));
  BOOST_TEST(!says(page, "直して送る"));
  BOOST_TEST(number_of(portal, "application_corrected") == 1);
  const Reply again = send(later, own, with(typed, "address", "別"));
  BOOST_TEST(again.status == 409);
  BOOST_TEST(says(again, "訂正はできません"));
  auto rows = portal.staff.select("SELECT revision FROM applications");
  rows.next();
  BOOST_TEST(rows.get<int>("revision") == 2);
}

BOOST_AUTO_TEST_CASE(what_was_applied_for_somebody_who_has_left_is_corrected_on_the_telephone) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string own = location(hand_in(hanako, good("01")));
  society_says(portal, Status::received, Status::returned, "住所の番地を入力してください");
  change_husband(portal, "2026-11-22", false);
  const Reply shown = hanako.get(own + "/correction");
  BOOST_TEST(shown.status == 200);
  BOOST_TEST(says(shown, "この画面では受け付けられません"));
  BOOST_TEST(says(shown, "03-0000-0000"));
  hanako.get(own);
  BOOST_TEST(send(hanako, own, good("01")).status == 409);
  BOOST_TEST(says(hanako.get(own), "差戻し"));
}

BOOST_AUTO_TEST_CASE(an_application_is_withdrawn_once_until_the_society_checks_it) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string own = location(hand_in(hanako));
  BOOST_TEST(says(hanako.get(own + "/withdrawal"), "この申請を取り下げる"));
  const auto replies = answer_in_parallel(portal, {5, posted(hanako, own + "/withdrawal", {})});
  for (const Reply& reply : replies) BOOST_TEST(location(reply) == own);
  BOOST_TEST(says(hanako.get(own), "取り下げられています"));
  BOOST_TEST(number_of(portal, "application_withdrawn") == 1);
  BOOST_TEST(portal.mails().size() == 2U);
  const std::string second = location(hand_in(hanako));
  hanako.get(second + "/withdrawal");
  society_says(portal, Status::received, Status::checking);  // while the page was open
  const Reply late = send(hanako, second + "/withdrawal", {});
  BOOST_TEST(late.status == 409);
  BOOST_TEST(says(late, "取下げはできません"));
  BOOST_TEST(says(late, "03-0000-0000"));
  BOOST_TEST(hanako.get(second + "/withdrawal").status == 200);
  BOOST_TEST(portal.mails().size() == 3U);
}

BOOST_AUTO_TEST_CASE(who_left_reads_what_is_there_and_applies_for_nothing) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string own = location(hand_in(hanako));
  portal.staff.execute("UPDATE members SET left_on = '2026-11-22'");
  const Reply refused = hanako.get("/mihon/limit-certificate/new");
  BOOST_TEST(refused.status == 200);
  BOOST_TEST(says(refused, "資格がある方だけ"));
  BOOST_TEST(send(hanako, "/mihon/limit-certificate/new", good()).status == 409);
  BOOST_TEST(send(hanako, place, good("01")).status == 409);
  BOOST_TEST(hanako.get(own).status == 200);
  BOOST_TEST(portal.count("applications") == 1);
}

BOOST_AUTO_TEST_CASE(another_s_application_is_the_same_404_as_none) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Browser stranger = portal.as("hanako", "tameshi");
  hand_in(hanako, good("01"));
  const std::string id = std::to_string(number(newest(portal)));
  Browser ichiro = portal.as("ichiro");  // whom it is for, but he didn't apply
  for (const char* below : {"", "/correction", "/withdrawal"}) {
    const std::string own = "/limit-certificate/" + id + below;
    BOOST_TEST(stranger.get("/tameshi" + own).status == 404);
    BOOST_TEST(ichiro.get("/mihon" + own).status == 404);
    BOOST_TEST(stranger.get("/mihon" + own).status == 303);  // to sign in
    ichiro.get("/mihon/home");
    BOOST_TEST(send(ichiro, "/mihon" + own, good("01")).status == 404);
  }
  BOOST_TEST(!says(ichiro.get(place), "受付番号"));
}

BOOST_AUTO_TEST_CASE(the_guide_asks_three_questions_and_never_locks_out) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string guide = std::string(place) + "/guide";
  BOOST_TEST(says(hanako.get(place), "href=\"" + guide + "\""));
  hanako.get(guide);
  const Reply faulty = send(hanako, guide, {{"card", "yes"}, {"place", "perhaps"}});
  BOOST_TEST(faulty.status == 422);
  BOOST_TEST(says(faulty, "href=\"#place\""));
  BOOST_TEST(says(faulty, "value=\"yes\" checked"));
  for (const char* tax : {"taxed", "exempt", "exempt_long"}) {
    const Reply sent = send(hanako, guide, {{"card", "yes"}, {"place", "yes"}, {"tax", tax}});
    const Reply advice = hanako.get(location(sent));
    BOOST_TEST(says(advice, "href=\"/mihon/limit-certificate/new\""), tax);
    BOOST_TEST(says(advice, "紙の申請書") == (tax[0] == 'e'));
  }
  BOOST_TEST(hanako.get(guide + "/nothing").status == 404);
}

BOOST_AUTO_TEST_CASE(the_society_s_table_of_limits_stands_there_for_the_months_asked_for_and_only_when_there_is_one) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string own = location(hand_in(hanako));
  BOOST_TEST(!says(hanako.get(own), "自己負担限度額"));
  auto db = portal.staff_of("mihon");
  portal::limit_bands::replace(db, {{"表その1", {}, 2026y / 12, {{"70歳未満", "ア", "対象", "1円", ""}}},
                                    {"表その2", 2027y / 1, 2027y / 2, {{"70歳未満", "ア", "対象", "2円", ""}}},
                                    {"表その3", 2027y / 11, {}, {{"70歳未満", "ア", "対象", "3円", ""}}}});
  const Reply page = hanako.get(own);
  BOOST_TEST(says(page, "表その1"));
  BOOST_TEST(says(page, "表その2"));
  BOOST_TEST(!says(page, "表その3"));
  Browser taro = portal.as("taro");
  BOOST_TEST(says(taro.get("/mihon/limit-certificate/new"), "表その2"));
  Browser stranger = portal.as("hanako", "tameshi");
  BOOST_TEST(!says(stranger.get("/tameshi/limit-certificate/new"), "自己負担限度額"));
}

BOOST_AUTO_TEST_CASE(a_page_costs_few_statements) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  const std::string own = location(hand_in(hanako));
  const auto statements = [&portal] { return portal.server_status("Questions"); };
  for (const auto& [path, most] : {std::pair{std::string(place), 2},
                                   {own, 4},
                                   {own + "/withdrawal", 3},
                                   {std::string(place) + "/new", 4},
                                   {std::string(place) + "/guide", 1}}) {
    hanako.get(path);
    const auto before = statements();
    const auto idle = statements() - before;
    hanako.get(path);
    BOOST_TEST(statements() - before - 2 * idle <= most, path);
  }
}

BOOST_AUTO_TEST_SUITE_END()
