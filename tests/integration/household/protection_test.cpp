#include "domain/household/protection.hpp"

#include <fstream>
#include <map>

#include <boost/test/unit_test.hpp>
#include <stdlib.h>

#include "domain/applications/application_export.hpp"
#include "domain/applications/application_results.hpp"
#include "domain/applications/receipt_number.hpp"
#include "domain/mails/arrival_mails.hpp"
#include "handlers/site.hpp"
#include "sql/household/household.hpp"
#include "sql/publishing/arrivals.hpp"
#include "tests/support/expense_lines.hpp"
#include "tests/support/page.hpp"
#include "tests/support/parallel.hpp"
#include "tests/support/routes.hpp"

// 保護: what a principal began for a dependent is gone for them when the dependent is protected, and every page, file,
// answer and mail is as if the dependent had never been there (security.md rule 11, decision 0025).

using namespace std::chrono_literals;
using namespace portal;
using portal::testing::answer_while_held;
using portal::testing::Browser;
using portal::testing::feed;
using portal::testing::location;
using portal::testing::posted;
using portal::testing::says;
using portal::testing::TestPortal;
using portal::testing::without_token;
using enum applications::Status;

namespace {

namespace fs = std::filesystem;
using application_results::Results;
using applications::Kind;
using Typed = std::vector<std::pair<std::string, std::string>>;
using Answers = std::map<std::string, std::string>;  // what was asked, and the whole answer

constexpr const char* place = "/mihon/limit-certificate";
constexpr const char* her_name = "雲雀　二葉";
constexpr const char* her_provider = "雲雀医院";
constexpr const char* society_words = "雲雀への言葉";
constexpr const char* branch = "02";
const std::string nothing = "999999";  // the number of no application

Typed typed_for(const std::string& person) {
  return {{"person", person},          {"from", "2026-11"},          {"to", "2027-01"},
          {"postal_code", "100-0001"}, {"address", "東京都見本区9"}, {"telephone", "03-0000-0000"},
          {"applied_by", "self"},      {"proxy_name", ""},           {"proxy_relation", ""},
          {"proxy_reason", ""}};
}

Reply send(Browser& browser, const std::string& path, const Typed& typed) {
  Request request = posted(browser, path, typed);
  request.cookies = {};
  return browser.send(request);
}

Reply hand_in(Browser& browser, const std::string& person) {
  browser.get(std::string(place) + "/new");
  return send(browser, place, typed_for(person));
}

// The whole answer, as it would be for any number of an application: a page says where it is.
std::string whole(const Reply& reply, const std::string& application) {
  std::string text = std::to_string(reply.status);
  for (const auto& [name, value] : reply.headers) text += "\n" + name + ": " + value;
  const bool is_pdf = reply.header("Content-Type") == "application/pdf";
  text += "\n";
  text += is_pdf ? testing::asked_of_file(reply.body, "pdftotext -layout {} -") : without_token(reply.body);
  const std::string said = "/" + application;
  for (auto at = text.find(said); at != text.npos; at = text.find(said, at + 1)) text.replace(at, said.size(), "/N");
  return text;
}

// hanako, the principal, with an application, a document and receipts of her own; ichiro, her husband; and from
// arrive() on her daughter, who is 16 and has an account, too.
class Household {
 public:
  Household()
      : ctl(testing::test_database().settings(testing::DatabaseRole::ctl)),
        society(societies::find(ctl, "mihon").value()),
        mihon(ctl, society.id) {
    std::string name = (fs::temp_directory_path() / "protection_test.XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder = name;
    // A number that nothing else has: where an answer names it, it is this application.
    db::Database(testing::test_database().settings(testing::DatabaseRole::root))
        .execute("ALTER TABLE applications AUTO_INCREMENT = 700001");
    feed(portal, {.provider = "見本医院"});
    feed(portal, {.branch = "01", .provider = "一郎の医院"});
    own_application = portal.add_limit_application("mihon", "0001001");
    own_document = portal.add_document("mihon", "0001001");
  }
  ~Household() { fs::remove_all(folder); }
  Household(const Household&) = delete;
  Household& operator=(const Household&) = delete;

  void arrive() {
    portal.staff.execute(R"(
      INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                           enrolled_on, postal_code, address)
      VALUES (?, '12', '0001001', ?, '子', ?, 'ヒバリ', 'ヒバリ', '2010-01-01', 'f', '2010-04-01', '1000001', '東京都見本区')
      )",
                         society.id, branch, her_name);
    daughter = portal.member("mihon", "0001001", branch);
    portal.add_account("mihon", "futaba", daughter);
    feed(portal, {.branch = branch, .provider = her_provider, .amounts = {87650, 61355, 0, 26295, 0, 0, 0}});
    portal.add_document("mihon", "0001001", branch, "雲雀の書類");
  }

  Browser as_daughter() {
    Browser browser = portal.browser();
    browser.get("/mihon/login");
    if (browser.post("/mihon/login", {{"login_id", "futaba"}, {"password", testing::test_password}}).status != 303)
      throw std::runtime_error("sign-in failed");
    return browser;
  }

  ApplicationId newest() {
    auto rows = portal.staff.select("SELECT MAX(id) AS id FROM applications");
    rows.next();
    return rows.get<ApplicationId>("id");
  }
  applications::Status status(ApplicationId id) {
    return application_desk::facts(mihon, std::array<ApplicationId, 1>{id}).at(0).status;
  }

  protection::Change protect(bool is_on = true) {
    db::Transaction transaction(ctl);
    auto change = is_on ? protection::begin(mihon, daughter, portal.now) : protection::end(mihon, daughter);
    transaction.commit();
    let_exports_in();
    return change;
  }
  void let_exports_in() { end(ctl); }
  // As portalctl ends, but for the server, which hears of a closed connection a little later.
  static void end(db::Database& database) {
    database.select("SELECT RELEASE_ALL_LOCKS() AS count");
    database.disconnect();
  }

  application_results::Plan plan(ApplicationId id, const std::string& rest) {
    std::ofstream(folder / "results.csv") << "受付番号,状態,メッセージ\n"
                                          << receipt_number::of(Kind::limit_certificate, id) << "," << rest << "\n";
    return Results::plan(mihon, order(), {}, [](std::size_t) {});
  }
  MailScene mail_scene() {
    const Scene scene{.db = mihon, .society = society, .origin = {.operator_name = "os:tester"}, .now = portal.now};
    return {scene, {portal.installation.renderer, portal.seal_keys.public_key, portal.installation.config.origin}};
  }
  void apply(application_results::Plan made) {
    BOOST_TEST_REQUIRE(import_kinds::apply<Results>(mail_scene(), order(), made, [](std::size_t) {}).has_value());
  }
  import_kinds::Order order() {
    return {.database = ctl,
            .file = folder / "results.csv",
            .mail_desk = [this] { return mail_scene().mail_desk; },
            .clock = [this] { return portal.now; }};
  }
  void society_says(ApplicationId id, const std::string& status_word) {
    apply(plan(id, status_word + "," + society_words));
  }
  int arrivals_made() {
    db::Transaction transaction(ctl);
    const int made = arrival_mails::make_portion(mail_scene(), AccountId{0}).mails;
    transaction.commit();
    return made;
  }

  // Those that wait and name the receipt, to an address.
  std::size_t mails_about(ApplicationId id, const std::string& recipient) {
    const std::string receipt = receipt_number::of(Kind::limit_certificate, id);
    const auto mails = portal.mails();
    return static_cast<std::size_t>(std::ranges::count_if(mails, [&](const testing::SentMail& mail) {
      return mail.recipient == recipient && mail.text.find(receipt) != std::string::npos;
    }));
  }

  TestPortal portal;
  db::Database ctl;
  Society society;
  db::SocietyDatabase mihon;
  fs::path folder;
  ApplicationId own_application{};
  DocumentId own_document{};
  MemberId daughter{};
};

// The paths of a route, with all that may stand for what it names: by number what the principal has, and one number
// more.
std::vector<std::pair<std::string, std::string>> paths_of(const Route& route, const Household& home,
                                                          const std::string& application) {
  std::string path(route.path);
  path.replace(0, 4, "/mihon");
  const auto begin = path.find('{');
  if (begin == path.npos) return {{path, path}};
  const auto length = path.find('}') + 1 - begin;
  std::vector<std::pair<std::string, std::string>> found;  // what it is called, the path
  for (const auto& [name, word] : std::vector<std::pair<std::string, std::string>>{
           {"2026.csv", "2026.csv"},
           {"2026.pdf", "2026.pdf"},
           {"form", "form"},
           {"own application", std::to_string(number(home.own_application))},
           {"own document", std::to_string(number(home.own_document))},
           {"her application", application}}) {
    std::string one = path, called = path;
    found.emplace_back(called.replace(begin, length, name), one.replace(begin, length, word));
  }
  return found;
}

// Everything that the principal can ask: every page and file, by every name that they know, and every form about
// somebody.
Answers ask_everything(Browser& principal, const Household& home, const std::string& application = nothing) {
  Answers answers;
  for (const Route& route : site().routes) {
    if (route.method != Method::get || !portal::testing::needs_member(route)) continue;
    for (const auto& [called, path] : paths_of(route, home, application))
      answers[called] = whole(principal.get(path), application);
  }
  for (const char* asked :
       {"/mihon/expenses?year=2026&person=02", "/mihon/expenses/2026.csv?person=02",
        "/mihon/expenses/2026.pdf?person=02", "/mihon/expenses/tax?year=2026&person-00=yes&person-02=yes",
        "/mihon/expenses/tax.csv?year=2026&person-00=yes&person-02=yes"})
    answers[asked] = whole(principal.get(asked), application);
  for (const std::string person : {"00", branch, "07"}) {
    principal.get(std::string(place) + "/new");
    for (const std::string& path : {std::string(place) + "/new", std::string(place)})
      answers["POST " + path + " for " + person] = whole(send(principal, path, typed_for(person)), application);
  }
  for (const char* below : {"", "/correction", "/withdrawal"}) {
    principal.get("/mihon/home");
    const std::string path = std::string(place) + "/";
    answers["POST " + path + "her application" + below] =
        whole(send(principal, path + application + below, typed_for(branch)), application);
  }
  principal.get("/mihon/home");
  answers["POST /mihon/family"] = whole(send(principal, "/mihon/family", {{"principal_sees", "no"}}), application);
  return answers;
}

void demand_same(const Answers& answers, const Answers& before, const char* when) {
  BOOST_TEST(answers.size() == before.size());
  for (const auto& [asked, answer] : answers) BOOST_TEST((answer == before.at(asked)), asked << " " << when);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(protection_of_a_member)

BOOST_AUTO_TEST_CASE(whatever_the_principal_asks_the_answers_are_as_if_the_protected_one_had_never_been_there) {
  Household home;
  Browser hanako = home.portal.as("hanako");
  ask_everything(hanako, home);  // what is read for the first time is read
  const Answers before = ask_everything(hanako, home);
  home.arrive();
  const std::string own = location(hand_in(hanako, branch));
  const ApplicationId id = home.newest();
  const std::string number = std::to_string(portal::number(id));
  const std::string receipt = receipt_number::of(Kind::limit_certificate, id);
  home.society_says(id, "差戻し");
  const Answers during = ask_everything(hanako, home, number);
  for (const char* asked :
       {"/mihon/home", "/mihon/family", "/mihon/expenses", "/mihon/expenses/tax", "/mihon/expenses/2026.csv",
        "/mihon/expenses/2026.pdf", "/mihon/limit-certificate", "/mihon/limit-certificate/new",
        "/mihon/limit-certificate/her application", "/mihon/limit-certificate/her application/correction",
        "/mihon/limit-certificate/her application/withdrawal", "POST /mihon/limit-certificate/new for 02",
        "POST /mihon/limit-certificate for 02", "POST /mihon/limit-certificate/her application/correction"})
    BOOST_TEST((during.at(asked) != before.at(asked)), asked);  // a test that sees nothing would prove nothing
  for (const char* words : {her_name, society_words, receipt.c_str()})
    BOOST_TEST((during.at("/mihon/limit-certificate").find(words) != std::string::npos), words);
  portal::ApplicationId second = id;
  if (home.status(id) == withdrawn) {  // the walk withdrew it: another one is under way
    hand_in(hanako, branch);
    second = home.newest();
    home.society_says(second, "確認中");
  }
  home.protect();
  for (const ApplicationId one : {id, second})
    demand_same(ask_everything(hanako, home, std::to_string(portal::number(one))), before, "while she is protected");
  home.society_says(second, "承認");
  Browser futaba = home.as_daughter();
  BOOST_TEST(hand_in(futaba, branch).status == 303);
  demand_same(ask_everything(hanako, home, std::to_string(portal::number(second))), before, "after the society's word");
  demand_same(ask_everything(hanako, home, std::to_string(portal::number(home.newest()))), before,
              "after her own application");
  home.protect(false);
  BOOST_TEST(says(hanako.get(place), her_name));
  BOOST_TEST(says(hanako.get(own), receipt));
}

BOOST_AUTO_TEST_CASE(mails_that_wait_are_taken_back_and_none_is_made_later) {
  Household home;
  home.arrive();
  Browser hanako = home.portal.as("hanako");
  Browser futaba = home.as_daughter();
  hand_in(hanako, branch);
  const ApplicationId theirs = home.newest();
  home.society_says(theirs, "確認中");
  hand_in(futaba, branch);
  const ApplicationId hers = home.newest();
  BOOST_TEST(home.mails_about(theirs, "hanako@example.jp") == 2U);
  // One is held by staff, another is on its way: it can't be called back, but is never tried again.
  home.portal.staff.execute(
      "UPDATE mail_queue SET held_due_at = due_at, due_at = NULL WHERE purpose = 'application_judged'");
  home.portal.staff.execute(
      "UPDATE mail_queue SET leased_at = queued_at, attempts = 1 WHERE purpose = 'application_received'");
  const auto made_before = home.plan(theirs, "承認,");
  BOOST_TEST(made_before.told_count() == 1U);
  BOOST_TEST(home.protect().mails_taken_back == 2U);
  BOOST_TEST(home.mails_about(theirs, "hanako@example.jp") == 0U);
  BOOST_TEST(home.mails_about(hers, "futaba@example.jp") == 1U);
  home.apply(made_before);
  BOOST_TEST((home.status(theirs) == approved));
  const auto made_later = home.plan(theirs, std::string("発送済,") + society_words);
  BOOST_TEST(made_later.told_count() == 0U);
  BOOST_TEST_REQUIRE(made_later.notices.size() == 1U);
  BOOST_TEST((made_later.notices[0].find(receipt_number::of(Kind::limit_certificate, theirs)) != std::string::npos));
  home.apply(made_later);
  BOOST_TEST(home.mails_about(theirs, "hanako@example.jp") == 0U);
  home.society_says(hers, "確認中");
  BOOST_TEST(home.mails_about(hers, "futaba@example.jp") == 2U);
  for (const auto& mail : home.portal.mails())
    if (mail.recipient == "hanako@example.jp")
      for (const ApplicationId id : {theirs, hers})
        BOOST_TEST((mail.text.find(receipt_number::of(Kind::limit_certificate, id)) == std::string::npos));
}

BOOST_AUTO_TEST_CASE(a_waiting_mail_about_what_is_new_is_judged_anew_without_the_protected_one) {
  Household home;
  home.arrive();
  home.portal.add_account("mihon", "hanako", home.portal.member("mihon", "0001001"));
  home.portal.now += 1h;
  feed(home.portal, {.branch = branch, .month = 2026y / 9, .provider = her_provider});
  const auto waiting_for_hanako = [&home] {
    const auto mails = home.portal.mails();
    return std::ranges::count(mails, std::string("hanako@example.jp"), &testing::SentMail::recipient);
  };
  BOOST_TEST(home.arrivals_made() == 2);
  BOOST_TEST(waiting_for_hanako() == 1);
  BOOST_TEST(home.protect().mails_taken_back == 1U);
  BOOST_TEST(waiting_for_hanako() == 0);
  BOOST_TEST(home.arrivals_made() == 0);  // her own went out today, and hanako has no news
  feed(home.portal, {.month = 2026y / 9, .provider = "見本医院"});
  BOOST_TEST(home.arrivals_made() == 1);  // the day was given back
  BOOST_TEST(waiting_for_hanako() == 1);
}

BOOST_AUTO_TEST_CASE(staff_are_handed_what_is_open_with_its_address_and_no_export_takes_it_along) {
  Household home;
  home.arrive();
  Browser hanako = home.portal.as("hanako");
  Browser futaba = home.as_daughter();
  hand_in(hanako, branch);
  const ApplicationId theirs = home.newest();
  hand_in(futaba, branch);
  const ApplicationId hers = home.newest();
  const auto due = [&home] { return application_export::due(home.mihon, Kind::limit_certificate).fresh; };
  BOOST_TEST(due() == 3U);
  const auto beside = application_desk::open_beside(home.mihon, std::array<ApplicationId, 1>{theirs});
  BOOST_TEST_REQUIRE(beside.size() == 1U);
  BOOST_TEST((beside[0].other == hers));
  BOOST_TEST(application_desk::open_beside(home.mihon, std::array<ApplicationId, 1>{home.own_application}).empty());
  for (int times = 0; times < 2; ++times) {  // again, for who lost the list
    const auto change = home.protect();
    BOOST_TEST(change.changes == (times == 0));
    BOOST_TEST_REQUIRE(change.open.size() == 1U);
    BOOST_TEST((change.open[0].application.id == theirs));
    BOOST_TEST(change.open[0].address == "東京都見本区9");
    BOOST_TEST(change.open[0].sendings.empty());
  }
  BOOST_TEST(due() == 2U);
  const auto kept = application_desk::kept_back(home.mihon, Kind::limit_certificate, 10);
  BOOST_TEST_REQUIRE(kept.size() == 1U);
  BOOST_TEST((kept[0] == theirs));
  home.society_says(theirs, "取下げ");
  BOOST_TEST(application_desk::kept_back(home.mihon, Kind::limit_certificate, 10).empty());
  BOOST_TEST(home.protect().open.empty());
}

BOOST_AUTO_TEST_CASE(what_went_out_says_so_and_an_approved_one_is_open_until_its_paper_is_sent) {
  Household home;
  home.arrive();
  Browser hanako = home.portal.as("hanako");
  hand_in(hanako, branch);
  const ApplicationId theirs = home.newest();
  {
    db::Transaction transaction(home.ctl);
    const Scene scene = home.mail_scene();
    const auto file = application_export::begin(scene, {Kind::limit_certificate, csv::Encoding::utf8, "limit.csv"});
    application_export::record(scene, file);
    transaction.commit();
  }
  home.society_says(theirs, "承認");
  const auto open = home.protect().open;
  BOOST_TEST_REQUIRE(open.size() == 1U);
  BOOST_TEST((open[0].application.status == approved));
  BOOST_TEST_REQUIRE(open[0].sendings.size() == 1U);
  BOOST_TEST(open[0].sendings[0].file_name == "limit.csv");
  BOOST_TEST(home.protect(false).open.size() == 1U);
  home.society_says(theirs, "発送済");
  BOOST_TEST(home.protect().open.empty());
}

// Whoever comes second sees what the first has done.

BOOST_AUTO_TEST_CASE(who_applies_or_acts_while_the_member_is_being_protected_finds_nobody) {
  Household home;
  home.arrive();
  Browser hanako = home.portal.as("hanako");
  const std::string own = location(hand_in(hanako, branch));
  struct Case {
    std::string path;
    int status;
  };
  for (const auto& [path, status] : {Case{place, 422}, Case{own + "/withdrawal", 404}, Case{own, 404}}) {
    if (path == own) home.society_says(home.newest(), "差戻し");
    if (path == place)
      home.portal.staff.execute("UPDATE applications SET status = 'approved' WHERE member_id = ?", home.daughter);
    hanako.get(path == place ? std::string(place) + "/new" : own);
    const Request request = posted(hanako, path, typed_for(branch));
    {
      db::Transaction protecting(home.ctl);
      protection::begin(home.mihon, home.daughter, home.portal.now);
      BOOST_TEST(answer_while_held(home.portal, request, protecting).status == status, path);
    }
    BOOST_TEST(home.portal.count("applications") == 2);
    home.protect(false);
    home.portal.staff.execute("UPDATE applications SET status = 'received' WHERE member_id = ?", home.daughter);
  }
  BOOST_TEST((home.status(home.newest()) == received));
}

BOOST_AUTO_TEST_CASE(protection_waits_for_whoever_applies_acts_or_judges_and_for_an_export) {
  Household home;
  home.arrive();
  db::Database other(testing::test_database().settings(testing::DatabaseRole::ctl));
  db::SocietyDatabase there(other, home.society.id);
  const auto is_kept_waiting = [&home] {
    home.let_exports_in();
    home.ctl.execute("SET SESSION innodb_lock_wait_timeout = 0");
    db::Transaction protecting(home.ctl);
    BOOST_CHECK_THROW(protection::begin(home.mihon, home.daughter, home.portal.now), db::TryAgain);
  };
  db::SocietyDatabase web = home.portal.staff_of("mihon");
  const MemberId hanako = home.portal.member("mihon", "0001001");
  const auto id = [&] {
    db::Transaction applying(home.portal.staff);
    const auto made = applications::create(web, {Kind::limit_certificate, {}, hanako, home.daughter}, home.portal.now);
    is_kept_waiting();
    applying.commit();
    return made;
  }();
  {
    db::Transaction judging(other);
    BOOST_TEST(applications::judge(there, id, received, returned, society_words, home.portal.now));
    is_kept_waiting();
    judging.commit();
  }
  {
    db::Transaction acting(home.portal.staff);
    const auto found = applications::find(web, hanako, Kind::limit_certificate, id).value();
    BOOST_TEST(applications::act(web, hanako, found, received, home.portal.now));
    is_kept_waiting();
    acting.commit();
  }
  home.let_exports_in();
  BOOST_TEST(application_exports::lock(there, Kind::limit_certificate));
  is_kept_waiting();
  Household::end(other);
  BOOST_TEST(home.protect().open.size() == 1U);
  BOOST_CHECK_THROW(applications::create(web, {Kind::limit_certificate, {}, hanako, home.daughter}, home.portal.now),
                    db::TryAgain);
}

BOOST_AUTO_TEST_CASE(nobody_learns_from_an_answer_that_another_of_the_household_has_applied) {
  Household home;
  home.arrive();
  Browser hanako = home.portal.as("hanako");
  Browser futaba = home.as_daughter();
  const auto ask = [&](const std::string& application) {
    Answers answers = ask_everything(hanako, home, application);  // and applies for her
    home.portal.staff.execute("DELETE FROM limit_applications WHERE application_id <> ?", home.own_application);
    home.portal.staff.execute("DELETE FROM applications WHERE id <> ?", home.own_application);
    return answers;
  };
  ask(nothing);
  const Answers before = ask(nothing);
  BOOST_TEST(hand_in(futaba, branch).status == 303);
  const std::string made = "POST /mihon/limit-certificate for 02";
  const ApplicationId hers = home.newest();
  Answers after = ask_everything(hanako, home, std::to_string(number(hers)));
  BOOST_TEST(before.at(made).substr(0, 3) == "303");
  BOOST_TEST(after.at(made).substr(0, 3) == "303");
  after[made] = before.at(made);  // its number is another one
  demand_same(after, before, "though she has applied herself");
  BOOST_TEST(hand_in(futaba, branch).status == 409);  // her own she is told of
  BOOST_TEST(home.portal.count("applications") == 3);
}

BOOST_AUTO_TEST_SUITE_END()
