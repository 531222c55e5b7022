#include <fstream>

#include <boost/test/unit_test.hpp>
#include <stdlib.h>

#include "domain/imports/member_import.hpp"
#include "sql/accounts/phone_desk.hpp"
#include "sql/societies.hpp"
#include "tests/support/operator.hpp"
#include "tests/support/test_database.hpp"

namespace {

using namespace portal;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr auto today = 2026y / 11 / 22;
constexpr const char* heading =
    "記号,番号,枝番,続柄,氏名,フリガナ,生年月日,性別,資格取得日,資格喪失日,メールアドレス,郵便番号,住所\n";
const Timestamp now = timestamp_from_sql("2026-11-22 04:00:00.000000");

std::string row(int number, const std::string& name = "見本　太郎", const std::string& left_on = "") {
  return "12," + std::to_string(1000 + number) + ",00,本人," + name + ",ミホン　タロウ,1975-04-01,男,1998-04-01," +
         left_on + ",taro@example.jp,100-0001,見本県見本市1-2-3\n";
}

std::string rows(int count, const std::string& name = "見本　太郎") {
  std::string text;
  for (int number = 0; number < count; ++number) text += row(number, name);
  return text;
}

using member_import::Members, member_import::Roster;

// An empty portal with two societies, and what staff would do with it.
class Staff {
 public:
  Staff() : database(cleaned()), mihon(add("mihon")), tameshi(add("tameshi")) {
    std::string name = (fs::temp_directory_path() / "member_import_test.XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder = name;
  }
  ~Staff() { fs::remove_all(folder); }
  Staff(const Staff&) = delete;
  Staff& operator=(const Staff&) = delete;

  member_import::Plan plan(const std::string& text, bool full = false) {
    std::ofstream(file(), std::ios::binary) << text;
    return full ? plan_of<Roster>(mihon) : plan_of<Members>(mihon);
  }
  template <class Kind>
  member_import::Plan plan_of(db::SocietyReader& db) {
    return Kind::plan(db, order(), today, [](std::size_t) {});
  }
  ImportId apply(member_import::Plan plan, const char* slug = "mihon") {
    const auto apply = plan.full ? import_kinds::apply<Roster> : import_kinds::apply<Members>;
    return apply(testing::Operator(database, slug).scene(now), order(), plan, [](std::size_t) {}).value();
  }
  std::optional<std::string> revert(const imports::Import& import) {
    return import_kinds::revert<Members>(testing::Operator(database, "mihon").scene(now), database, import);
  }
  import_kinds::Taken take(const std::string& text, bool full = false) {
    std::ofstream(file(), std::ios::binary) << text;
    const auto take_in = full ? import_kinds::take_in<Roster> : import_kinds::take_in<Members>;
    import_kinds::Watcher watcher;
    return take_in(testing::Operator(database, "mihon").scene(now), order(), watcher);
  }
  import_kinds::Order order() {
    return {.database = database, .file = file(), .clock = [] { return now; }};
  }
  imports::Counts take_in(const std::string& text, bool full = false) {
    const auto made = plan(text, full);
    BOOST_REQUIRE(made.faults.empty());
    apply(made);
    return made.counts;
  }
  fs::path file() const { return folder / "members.csv"; }
  std::vector<member_roster::Stored> roster(db::SocietyDatabase& db) {
    return member_roster::page(db, MemberId{}, 1000);
  }
  std::int64_t count(const char* what) {
    auto found = std::string_view(what) == "audit" ? database.select("SELECT COUNT(*) AS n FROM audit_log")
                                                   : database.select("SELECT COUNT(*) AS n FROM imports");
    found.next();
    return found.get<std::int64_t>("n");
  }

  db::Database database;
  db::SocietyDatabase mihon, tameshi;
  fs::path folder;

 private:
  static db::Settings cleaned() {
    testing::test_database().clean();
    return testing::test_database().settings(testing::DatabaseRole::ctl);
  }
  db::SocietyDatabase add(const char* slug) {
    Society society;
    society.slug = slug;
    society.name = "見本健康保険組合";
    society.telephone = "03-0000-0000";
    society.hours = "平日";
    society.mail_from = "info@mihon.example.jp";
    return {database, societies::add(database, society, now)};
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(taking_in_members)

BOOST_AUTO_TEST_CASE(a_plan_alone_changes_nothing) {
  Staff staff;
  const auto plan = staff.plan(heading + rows(3));
  BOOST_TEST(plan.counts.added == 3);
  BOOST_TEST(staff.roster(staff.mihon).empty());
  BOOST_TEST(staff.count("imports") == 0);
}

// The operator saw 0% until the end, and the inbox could not be asked to stop.
BOOST_AUTO_TEST_CASE(how_far_it_is_is_told_while_members_are_added_changed_and_ended) {
  Staff staff;
  const auto told = [&staff](const std::string& text, bool full) {
    std::vector<std::size_t> done;
    auto made = staff.plan(text, full);
    const auto apply = full ? import_kinds::apply<Roster> : import_kinds::apply<Members>;
    apply(testing::Operator(staff.database, "mihon").scene(now), staff.order(), made,
          [&done](std::size_t rows) { done.push_back(rows); });
    return done;
  };
  BOOST_TEST(told(heading + rows(2500), false) == (std::vector<std::size_t>{1000, 2000, 2500}),
             boost::test_tools::per_element());
  BOOST_TEST(told(heading + rows(1200, "見本　次郎") + row(3000), true) ==
                 (std::vector<std::size_t>{1, 1001, 1201, 2201, 2501}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(whoever_is_told_how_far_it_is_can_end_it_and_nothing_is_kept) {
  Staff staff;
  struct Enough {};
  auto made = staff.plan(heading + rows(2500));
  BOOST_CHECK_THROW(
      import_kinds::apply<Members>(testing::Operator(staff.database, "mihon").scene(now), staff.order(), made,
                                   [](std::size_t rows) {
                                     if (rows > 1000) throw Enough();
                                   }),
      Enough);
  BOOST_TEST(staff.roster(staff.mihon).empty());
  BOOST_TEST(staff.count("imports") == 0);
}

BOOST_AUTO_TEST_CASE(members_are_added_then_left_alone_then_changed) {
  Staff staff;
  BOOST_TEST(staff.take_in(heading + rows(3)).added == 3);
  const auto again = staff.take_in(heading + rows(3) + "\n");
  BOOST_TEST(again.unchanged == 3);
  BOOST_TEST(again.added + again.changed + again.ended == 0);
  const auto plan = staff.plan(heading + rows(2) + row(2, "見本　次郎"));
  BOOST_TEST(plan.counts.changed == 1);
  BOOST_REQUIRE(plan.outcomes.size() == 1);
  BOOST_TEST(plan.outcomes.front().what == "氏名");
  BOOST_TEST(plan.outcomes.front().line == 4);
  staff.apply(plan);
  BOOST_TEST(staff.roster(staff.mihon).at(2).entry.name == "見本　次郎");
}

BOOST_AUTO_TEST_CASE(names_arrive_byte_for_byte_and_are_found_by_any_writing) {
  Staff staff;
  std::string text = heading;
  const std::vector<std::string> names = {"𠮷田　茂", "髙橋　健一", "山﨑　翔", "渡邉󠄂　直子",
                                          "神田　花", "㈱見本①",    "ﾐﾎﾝ ﾀﾛｳ",  "森　鷗外"};
  for (std::size_t at = 0; at < names.size(); ++at) text += row(static_cast<int>(at), names[at]);
  staff.take_in(text);
  const auto stored = staff.roster(staff.mihon);
  BOOST_REQUIRE(stored.size() == names.size());
  for (std::size_t at = 0; at < names.size(); ++at) BOOST_TEST(stored[at].entry.name == names[at]);
  BOOST_TEST(phone_desk::search(staff.mihon, "ミホンタロウ", 50).size() == names.size());
  BOOST_TEST(phone_desk::search(staff.mihon, "1003", 50).size() == 1);
  BOOST_TEST(phone_desk::search(staff.mihon, "12-1003", 50).size() == 1);
  for (const char* typed : {"1003", "ミホンタロウ"}) BOOST_TEST(phone_desk::search(staff.tameshi, typed, 50).empty());
}

BOOST_AUTO_TEST_CASE(rows_and_columns_may_come_in_any_order) {
  Staff staff;
  staff.take_in(heading + rows(3));
  const auto counts = staff.take_in(
      "住所,郵便番号,メールアドレス,資格喪失日,資格取得日,性別,生年月日,フリガナ,氏名,続柄,枝番,番号,記号\n"
      "見本県見本市1-2-3,1000001,taro@example.jp,,H10.4.1,男,S50.4.1,ミホン　タロウ,見本　太郎,本人,00,1002,12\n"
      "見本県見本市1-2-3,100-0001,taro@example.jp,,平成10年4月1日,男,19750401,ミホン　タロウ,見本　太郎,本人,00,1000,"
      "12\n");
  BOOST_TEST(counts.unchanged == 2);
  BOOST_TEST(counts.changed == 0);
}

BOOST_AUTO_TEST_CASE(without_its_column_the_mail_address_stays) {
  Staff staff;
  staff.take_in(heading + rows(1));
  const auto counts = staff.take_in(
      "記号,番号,枝番,続柄,氏名,フリガナ,生年月日,性別,資格取得日,資格喪失日,郵便番号,住所\n"
      "12,1000,00,本人,見本　太郎,ミホン　タロウ,1975-04-01,男,1998-04-01,,100-0001,見本県見本市9-9-9\n");
  BOOST_TEST(counts.changed == 1);
  BOOST_TEST(staff.roster(staff.mihon).front().entry.email.value() == "taro@example.jp");
}

BOOST_AUTO_TEST_CASE(the_other_society_with_the_same_numbers_is_not_touched) {
  Staff staff;
  staff.take_in(heading + rows(3));
  BOOST_TEST(staff.roster(staff.tameshi).empty());
  std::ofstream(staff.file()) << heading + rows(3, "試し　花子");
  const auto plan = staff.plan_of<Roster>(staff.tameshi);
  BOOST_TEST(plan.counts.added == 3);
  staff.apply(plan, "tameshi");
  for (const auto& stored : staff.roster(staff.mihon)) BOOST_TEST(stored.entry.name == "見本　太郎");
  for (const auto& stored : staff.roster(staff.tameshi)) BOOST_TEST(stored.entry.name == "試し　花子");
}

BOOST_AUTO_TEST_CASE(whom_a_full_roster_lacks_has_left_today) {
  Staff staff;
  staff.take_in(heading + rows(3));
  const auto counts = staff.take_in(heading + rows(2), true);
  BOOST_TEST(counts.ended == 1);
  const auto stored = staff.roster(staff.mihon);
  BOOST_TEST(!stored[1].entry.left_on);
  BOOST_TEST((stored[2].entry.left_on == today));
  BOOST_TEST(staff.take_in(heading + rows(2) + "\n", true).ended == 0);
}

BOOST_AUTO_TEST_CASE(a_file_of_some_members_ends_nobody) {
  Staff staff;
  staff.take_in(heading + rows(3));
  BOOST_TEST(staff.take_in(heading + rows(1)).ended == 0);
}

BOOST_AUTO_TEST_CASE(ending_more_than_5_percent_needs_a_word) {
  Staff staff;
  staff.take_in(heading + rows(100));
  BOOST_TEST(!staff.plan(heading + rows(95), true).ends_too_many(0));
  const auto six = staff.plan(heading + rows(94), true);
  BOOST_TEST(six.ends_too_many(0));
  BOOST_TEST(six.ends_too_many(5));
  BOOST_TEST(!six.ends_too_many(6));
  std::string all_left = heading;
  for (int number = 0; number < 6; ++number) all_left += row(number, "見本　太郎", "2026-11-20");
  BOOST_TEST(staff.plan(all_left).counts.ended == 6);
  BOOST_TEST(staff.plan(all_left).ends_too_many(0));
}

BOOST_AUTO_TEST_CASE(a_number_never_passes_to_another_person) {
  Staff staff;
  staff.take_in(heading + rows(2));
  const auto plan = staff.plan(
      heading + row(0) + "12,1001,00,本人,別人　花子,ベツジン　ハナコ,1990-01-01,女,2020-04-01,,,100-0001,見本県\n");
  BOOST_REQUIRE(plan.faults.size() == 1);
  BOOST_TEST(plan.faults.front().line == 3);
  BOOST_CHECK_THROW(staff.apply(plan), std::logic_error);
  const auto married = staff.plan(
      heading +
      std::string("12,1001,00,本人,新姓　太郎,シンセイ　タロウ,1975-04-01,男,1998-04-01,,,100-0001,見本県\n"));
  BOOST_TEST(married.faults.empty());
}

BOOST_AUTO_TEST_CASE(a_file_with_a_fault_changes_nothing_and_names_all_of_them) {
  Staff staff;
  const auto plan = staff.plan(heading + row(0) + "12,1001,0,本人,,,,,,,,,\n" + row(0));
  BOOST_TEST(plan.faults.size() >= 7U);
  BOOST_CHECK_THROW(staff.apply(plan), std::logic_error);
  BOOST_TEST(staff.roster(staff.mihon).empty());
}

using enum import_kinds::Verdict;

BOOST_AUTO_TEST_CASE(the_same_file_changes_nothing_the_second_time) {
  Staff staff;
  const auto first = staff.take(heading + rows(2));
  BOOST_TEST((first.verdict == taken_in));
  for (const bool full : {false, true}) {
    const auto again = staff.take(heading + rows(2), full);
    BOOST_TEST((again.verdict == taken_already));
    BOOST_TEST((again.import == (full ? std::nullopt : first.import)));
    BOOST_TEST(again.counts.unchanged == 2U);
  }
  BOOST_TEST(staff.roster(staff.mihon).size() == 2U);
  BOOST_TEST(staff.count("imports") == 1);
}

BOOST_AUTO_TEST_CASE(a_roster_that_comes_back_after_another_holds_again) {
  Staff staff;
  const std::string monday = heading + rows(30), tuesday = heading + rows(29);
  staff.take(monday, true);
  BOOST_TEST(staff.take(tuesday, true).counts.ended == 1U);
  const auto again = staff.take(monday, true);
  BOOST_TEST((again.verdict == taken_in));
  BOOST_TEST(again.counts.changed == 1U);
  BOOST_TEST(member_roster::size(staff.mihon, today).enrolled == 30U);
  BOOST_TEST((staff.take(monday, true).verdict == taken_already));
  BOOST_TEST(staff.revert(imports::find(staff.mihon, *again.import).value()).has_value());
  BOOST_TEST(member_roster::size(staff.mihon, today).enrolled == 29U);
  BOOST_TEST((staff.take(tuesday, true).verdict == taken_already));
}

BOOST_AUTO_TEST_CASE(who_will_leave_has_not_left_yet) {
  Staff staff;
  const std::string leaving = heading + rows(29) + row(29, "見本　太郎", "2027-03-31");
  staff.take(leaving, true);
  BOOST_TEST(member_roster::size(staff.mihon, today).enrolled == 30U);
  BOOST_TEST(member_roster::size(staff.mihon, 2027y / 3 / 31).enrolled == 29U);
  const auto lacking = staff.plan(heading + rows(29), true);
  BOOST_TEST(lacking.enrolled_before == 30U);
  BOOST_TEST(lacking.counts.ended == 1U);
  staff.apply(lacking);
  BOOST_TEST((staff.roster(staff.mihon).at(29).entry.left_on == today));
  const auto back = staff.plan(leaving, true);
  BOOST_TEST(back.counts.changed == 1U);
  BOOST_TEST(back.counts.ended == 0U);
  const auto ended_by_date = staff.plan(heading + row(0, "見本　太郎", "2026-11-22"));
  BOOST_TEST(ended_by_date.counts.ended == 1U);
}

BOOST_AUTO_TEST_CASE(a_day_of_leaving_to_come_for_everybody_is_asked_for_too) {
  Staff staff;
  staff.take(heading + rows(30));
  std::string all = heading;
  for (int number = 0; number < 3; ++number) all += row(number, "見本　太郎", "2027-03-31");
  const auto plan = staff.plan(all);
  BOOST_TEST(plan.counts.ended == 0U);
  BOOST_TEST(plan.counts.changed == 3U);
  BOOST_REQUIRE(plan.objection.has_value());
  BOOST_TEST(plan.objection->reason == "資格喪失が3人（うち3人は、これからの日付）になり、いまの加入者の5%を超えます");
}

BOOST_AUTO_TEST_CASE(a_household_left_without_its_principal_or_with_two_is_worth_a_look) {
  Staff staff;
  const auto person = [](const char* branch, const char* relation, const char* left = "") {
    return std::string("12,1000,") + branch + "," + relation + ",見本　" + branch + ",ミホン　" + branch + ",19" +
           branch + "-04-01,男,2015-04-01," + left + ",,,\n";
  };
  const auto odd = [&](const std::string& people, bool full = false) {
    const auto plan = staff.plan(heading + people + row(1), full);
    BOOST_TEST(plan.faults.empty());
    for (const auto& one : plan.outcomes)
      if (one.kind == std::string_view("確認")) return one.what.substr(0, one.what.find("。"));
    return std::string();
  };
  BOOST_TEST(odd(person("70", "本人") + person("71", "妻")) == "");
  BOOST_TEST(odd(person("71", "妻")) == "この記号・番号に、本人がいません");
  staff.take(heading + person("70", "本人") + person("71", "妻"));
  BOOST_TEST(odd(person("72", "子")) == "");
  BOOST_TEST(odd(person("72", "本人")) == "この記号・番号に、本人が2人以上います");
  BOOST_TEST(odd(person("70", "本人", "2026-11-01")) == "この記号・番号に、本人がいません");
  BOOST_TEST(odd(person("70", "本人", "2026-11-01") + person("71", "本人")) == "");
  BOOST_TEST(odd(person("70", "本人", "2027-03-31")) == "");
  BOOST_TEST(odd(person("71", "妻"), true) == "この記号・番号に、本人がいません");
}

BOOST_AUTO_TEST_CASE(an_import_and_its_audit_row_are_one) {
  Staff staff;
  staff.take_in(heading + rows(2));
  BOOST_TEST(staff.count("audit") == 1);
  const auto kept = imports::latest(staff.mihon, 10);
  BOOST_REQUIRE(kept.size() == 1);
  BOOST_TEST(kept.front().counts.added == 2);
  BOOST_TEST(kept.front().file_name == "members.csv");
  BOOST_TEST(kept.front().operator_name == "os:tester");
}

BOOST_AUTO_TEST_CASE(thousands_of_rows_go_in_by_portions) {
  Staff staff;
  BOOST_TEST(staff.take_in(heading + rows(4500)).added == 4500);
  BOOST_TEST(member_roster::size(staff.mihon, today).enrolled == 4500U);
  BOOST_TEST(staff.take_in(heading + rows(4500, "新姓　太郎")).changed == 4500);
  BOOST_TEST(staff.take_in(heading + rows(1), true).ended == 4499);
  BOOST_TEST(member_roster::size(staff.mihon, today).enrolled == 1U);
}

BOOST_AUTO_TEST_CASE(one_import_at_a_time_in_a_society) {
  Staff staff;
  db::Database other(testing::test_database().settings(testing::DatabaseRole::ctl));
  auto mihon_again = societies::find(other, "mihon").value();
  db::SocietyDatabase elsewhere(other, mihon_again.id);
  BOOST_TEST(imports::lock(staff.mihon));
  BOOST_TEST(!imports::lock(elsewhere));
  BOOST_TEST(imports::lock(staff.tameshi));
}

BOOST_AUTO_TEST_CASE(reports_lie_beside_the_file_and_open_in_a_spreadsheet) {
  Staff staff;
  const auto plan = staff.plan(heading + rows(1) + row(1, "=1+1"));
  const fs::path report = import_file::write_report(staff.file(), plan.outcomes);
  BOOST_TEST(report.filename() == "members.report.csv");
  BOOST_TEST((fs::status(report).permissions() == (fs::perms::owner_read | fs::perms::owner_write)));
  const fs::path faults = import_file::write_faults(staff.file(), {{2, "氏名", "=長い", "短く"}});
  std::string text{std::istreambuf_iterator<char>(std::ifstream(faults).rdbuf()), {}};
  BOOST_TEST(text == "\uFEFF行,列,理由,直し方\r\n2,氏名,'=長い,短く\r\n");
}

BOOST_AUTO_TEST_CASE(twins_with_one_birth_date_are_never_mixed_up) {
  Staff staff;
  const auto twin = [](const char* branch, const char* name, const char* kana) {
    return std::string("12,1000,") + branch + ",長男," + name + "," + kana + ",2015-04-01,男,2015-04-01,,,,\n";
  };
  staff.take_in(heading + twin("01", "見本　一", "ミホン　ハジメ") + twin("02", "見本　次", "ミホン　ツグ"));
  const auto swapped =
      staff.plan(heading + twin("01", "見本　次", "ミホン　ツグ") + twin("02", "見本　一", "ミホン　ハジメ"));
  BOOST_REQUIRE(swapped.faults.size() == 2U);
  BOOST_TEST(swapped.faults.front().column == "フリガナ");
  BOOST_TEST(swapped.faults.front().reason.find("枝番02") != std::string::npos);
  BOOST_TEST(staff.plan(heading + twin("02", "見本　一", "ﾐﾎﾝ ﾊｼﾞﾒ")).faults.size() == 1U);  // of only one of them
  BOOST_TEST(staff.plan(heading + twin("02", "見本　継", "ミホン　ケイ")).faults.empty());   // a correction
}

BOOST_AUTO_TEST_CASE(undoing_an_import_brings_everyone_back_as_they_were) {
  Staff staff;
  staff.take_in(heading + rows(30));
  const auto before = staff.roster(staff.mihon);
  staff.take_in(heading + row(0, "見本　次郎") + rows(30).substr(row(0).size() * 2) + row(40), true);
  const auto import = imports::latest(staff.mihon, 1).front();
  BOOST_TEST(import.counts.changed + import.counts.ended + import.counts.added == 3U);
  BOOST_TEST(Members::what_is_in_the_way(staff.mihon, import) == "");
  BOOST_TEST(staff.revert(import).value_or("") ==
             "2 members as they were before; 1 whom it had added have left on the day they were enrolled");
  const auto after = staff.roster(staff.mihon);
  BOOST_REQUIRE(after.size() == 31U);
  for (std::size_t at = 0; at < before.size(); ++at) BOOST_TEST((after[at].entry == before[at].entry));
  BOOST_TEST((after.back().entry.left_on == after.back().entry.enrolled_on));
  BOOST_TEST(!staff.revert(import).has_value());
  BOOST_TEST(staff.plan(heading + row(40)).counts.changed == 1U);  // the same people may come again
}

BOOST_AUTO_TEST_CASE(an_import_of_members_that_a_later_one_built_upon_is_undone_only_after_it) {
  Staff staff;
  staff.take_in(heading + rows(2));
  const auto first = imports::latest(staff.mihon, 1).front();
  staff.take_in(heading + row(0, "見本　次郎"));
  const auto second = imports::latest(staff.mihon, 1).front();
  BOOST_TEST(Members::what_is_in_the_way(staff.mihon, first).find("later import") != std::string::npos);
  BOOST_TEST(!staff.revert(first).has_value());
  BOOST_TEST(staff.revert(second).has_value());
  BOOST_TEST(staff.revert(first).has_value());
  BOOST_TEST(member_roster::size(staff.mihon, today).enrolled == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
