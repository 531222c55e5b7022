#include <fstream>

#include <boost/test/unit_test.hpp>
#include <stdlib.h>

#include "domain/applications/application_export.hpp"
#include "domain/applications/application_results.hpp"
#include "domain/applications/receipt_number.hpp"
#include "tests/support/commit_cutter.hpp"
#include "tests/support/test_portal.hpp"

namespace {

using namespace portal;
namespace fs = std::filesystem;
using application_results::Results;
using applications::Kind;
using applications::Status;
using enum applications::Status;

constexpr const char* part_name = "limit.csv.mihon.part";

// The society's side, with the rights that staff has. Applicants are hanako and ichiro.
class Desk {
 public:
  explicit Desk(std::optional<db::Settings> settings = {})
      : database(settings.value_or(testing::test_database().settings(testing::DatabaseRole::ctl))),
        society(societies::find(database, "mihon").value()),
        mihon(database, society.id) {
    std::string name = (fs::temp_directory_path() / "application_desk_test.XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder = name;
  }
  ~Desk() { fs::remove_all(folder); }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  ApplicationId apply(const char* branch = "00") {
    db::SocietyDatabase db = portal.staff_of("mihon");
    const MemberId member = portal.member("mihon", "0001001", branch);
    const auto id = applications::create(db, {Kind::limit_certificate, {}, member, member}, portal.now);
    db.execute(R"(
      INSERT INTO limit_applications (society_id, application_id, from_month, to_month, postal_code, address, telephone)
      VALUES (:society, ?, '2026-11-01', '2027-01-01', '100-0001', '見本県見本市1', '0300000000'))",
               id);
    return id;
  }
  bool act(ApplicationId id, Status from, Status to) {
    db::SocietyDatabase db = portal.staff_of("mihon");
    const MemberId applicant = application_desk::facts(db, std::array<ApplicationId, 1>{id}).at(0).applicant.id;
    auto as_found = applications::find(db, applicant, Kind::limit_certificate, id).value();
    as_found.status = from;
    return applications::act(db, applicant, as_found, to, portal.now);
  }
  Status status(ApplicationId id) {
    return application_desk::facts(mihon, std::array<ApplicationId, 1>{id}).at(0).status;
  }
  Scene scene() {
    return {.db = mihon, .society = society, .origin = {.operator_name = "os:tester"}, .now = portal.now};
  }
  application_export::File begin() {
    return application_export::begin(scene(), {Kind::limit_certificate, csv::Encoding::utf8, "limit.csv"});
  }
  // As portalctl does: the file is there before the COMMIT.
  application_export::File send() {
    db::Transaction transaction(database);
    auto file = begin();
    std::ofstream(folder / part_name, std::ios::binary) << file.bytes;
    application_export::record(scene(), file);
    transaction.commit();
    return file;
  }
  bool part_was_sent() {
    const auto id = application_export::number_in(folder / part_name);
    return id && application_exports::find(mihon, *id).has_value();
  }
  application_results::Plan plan(const std::string& rows) {
    std::ofstream(folder / "results.csv") << "受付番号,状態,メッセージ\n" << rows;
    return Results::plan(mihon, order(), {}, [](std::size_t) {});
  }
  std::optional<ImportId> apply_results(application_results::Plan& made) {
    return import_kinds::apply<Results>(scene(), order(), made, [](std::size_t) {});
  }
  import_kinds::Taken take_results(const std::string& rows) {
    std::ofstream(folder / "results.csv") << "受付番号,状態,メッセージ\n" << rows;
    import_kinds::Watcher watcher;
    return import_kinds::take_in<Results>(scene(), order(), watcher);
  }
  import_kinds::Order order() {
    return {.database = database,
            .file = folder / "results.csv",
            .mail_desk = [this] { return mails::Desk{renderer, portal.seal_keys.public_key, origin}; },
            .clock = [this] { return portal.now; }};
  }

  testing::TestPortal portal;
  db::Database database;
  Society society;
  db::SocietyDatabase mihon;
  fs::path folder;
  const Renderer renderer{SOURCE_FOLDER "/templates", Missing::is_an_error};
  const std::string origin = "https://portal.example.jp";
};

std::string row(ApplicationId id, const std::string& rest) {
  return receipt_number::of(Kind::limit_certificate, id) + "," + rest + "\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(applications_at_the_desk)

BOOST_AUTO_TEST_CASE(the_same_words_count_again_after_the_member_s_correction_and_only_then) {
  Desk desk;
  const auto id = desk.apply();
  const std::string words = row(id, "差戻し,住所を確かめてください");
  BOOST_TEST((desk.take_results(words).verdict == import_kinds::Verdict::taken_in));
  BOOST_TEST((desk.take_results(words).verdict == import_kinds::Verdict::taken_already));
  BOOST_TEST(desk.act(id, returned, received));
  BOOST_TEST((desk.take_results(words).verdict == import_kinds::Verdict::taken_in));
  BOOST_TEST((desk.status(id) == returned));
}

BOOST_AUTO_TEST_CASE(a_message_keeps_its_line_breaks_up_to_the_page) {
  Desk desk;
  testing::Browser hanako = desk.portal.as("hanako");
  const auto id = desk.apply();
  auto plan = desk.plan(row(id, "差戻し,\"住所を確かめてください。\r\n電話番号も書いてください。<b>\n\""));
  BOOST_TEST(plan.faults.empty());
  desk.apply_results(plan);
  const std::string shown = "住所を確かめてください。\n電話番号も書いてください。";
  const auto path = "/mihon/limit-certificate/" + std::to_string(number(id));
  for (const std::string& page : {std::string("/mihon/limit-certificate"), path}) {
    const std::string body = hanako.get(page).body;
    BOOST_TEST(body.find(shown + "&lt;b&gt;</p>") != std::string::npos, page);
  }
}

BOOST_AUTO_TEST_CASE(a_run_cut_off_before_its_commit_has_sent_nothing_and_the_next_sends_the_same) {
  Desk desk;
  const auto id = desk.apply();
  {
    db::Transaction transaction(desk.database);
    const auto file = desk.begin();
    std::ofstream(desk.folder / part_name, std::ios::binary) << file.bytes;
    application_export::record(desk.scene(), file);
  }
  BOOST_TEST(!desk.part_was_sent());
  BOOST_TEST((desk.status(id) == received));
  BOOST_TEST(application_export::due(desk.mihon, Kind::limit_certificate).fresh == 1U);
  const auto sent = desk.send();
  BOOST_TEST(sent.lines.size() == 1U);
  BOOST_TEST(desk.part_was_sent());
  BOOST_TEST((desk.status(id) == checking));
  BOOST_TEST(application_export::due(desk.mihon, Kind::limit_certificate).all() == 0U);
}

BOOST_AUTO_TEST_CASE(a_commit_whose_answer_never_came_is_found_by_the_file_s_number) {
  auto settings = testing::test_database().settings(testing::DatabaseRole::ctl);
  const fs::path road = testing::test_database().socket().parent_path() / "cut-desk.sock";
  testing::CommitCutter cutter(testing::test_database().socket(), road);
  settings.servers = road.string();
  Desk desk(settings);
  const auto id = desk.apply();
  static_cast<void>(desk.status(id));
  cutter.cut_next();
  BOOST_CHECK_THROW(desk.send(), db::OutcomeUnknown);
  BOOST_TEST(cutter.has_cut());
  BOOST_TEST(desk.part_was_sent());
  BOOST_TEST((desk.status(id) == checking));
  BOOST_TEST(application_export::due(desk.mihon, Kind::limit_certificate).all() == 0U);
}

BOOST_AUTO_TEST_CASE(a_withdrawal_during_an_export_stays_and_goes_out_with_the_next) {
  Desk desk;
  const auto id = desk.apply();
  {
    db::Transaction transaction(desk.database);
    const auto file = desk.begin();
    BOOST_TEST(desk.act(id, received, withdrawn));
    application_export::record(desk.scene(), file);
    transaction.commit();
  }
  BOOST_TEST((desk.status(id) == withdrawn));
  const auto next = desk.send();
  BOOST_TEST(next.counts.withdrawn == 1U);
  BOOST_TEST(next.lines.at(0).text.find("取下げ,2,") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_applicant_who_acts_between_check_and_apply_stops_the_whole_file) {
  Desk desk;
  const auto first = desk.apply(), second = desk.apply("01");
  desk.portal.as("hanako");
  desk.portal.as("ichiro");
  const auto mails = desk.portal.mails().size();
  auto plan = desk.plan(row(first, "承認,") + row(second, "差戻し,住所を確かめてください"));
  BOOST_REQUIRE(plan.faults.empty());
  BOOST_TEST(desk.act(second, received, withdrawn));
  BOOST_TEST(!desk.apply_results(plan));
  BOOST_REQUIRE(plan.faults.size() == 1U);
  BOOST_TEST(plan.faults[0].line == 3U);
  BOOST_TEST((desk.status(first) == received));
  BOOST_TEST(desk.portal.mails().size() == mails);
  auto again = desk.plan(row(first, "承認,"));
  BOOST_TEST(desk.apply_results(again).has_value());
  BOOST_TEST((desk.status(first) == approved));
  const auto told = desk.portal.mails();
  BOOST_REQUIRE(told.size() == mails + 1);
  BOOST_TEST(told.back().subject == "お申し込み状況のお知らせ");
  BOOST_TEST(told.back().text.find(receipt_number::of(Kind::limit_certificate, first)) != std::string::npos);
  BOOST_TEST(told.back().text.find("承認") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
