#include <fstream>
#include <random>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <stdlib.h>

#include "base/money.hpp"
#include "domain/expenses/expense_import.hpp"
#include "tests/support/operator.hpp"
#include "tests/support/test_portal.hpp"

namespace {

using namespace portal;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr auto today = 2026y / 11 / 22;
constexpr const char* heading =
    "レセプト番号,記号,番号,枝番,診療年月,診療区分,医療機関名,日数,医療費総額,健保負担額,公費負担額,窓口負担額,"
    "食事療養費,高額療養費,付加給付\n";

std::string row(const std::string& receipt, int total = 10000, const std::string& number = "0001001",
                const std::string& month = "2026-04") {
  const int window = total * 3 / 10;
  return receipt + ",12," + number + ",00," + month + ",医科外来,見本クリニック,1," + std::to_string(total) + "," +
         std::to_string(total - window) + ",0," + std::to_string(window) + ",0,0,0\n";
}

std::string rows(int count) {
  std::string text;
  for (int number = 1; number <= count; ++number) text += row("R" + std::to_string(number));
  return text;
}

using expense_import::Expenses;

std::string sample_of(const expense_import::Plan& plan) {
  std::string said;
  for (const import_file::Outcome& one : plan.outcomes)
    if (one.kind == std::string_view("見本")) said += one.number + "-" + one.branch + "：" + one.what + "\n";
  return said;
}

// What staff does with files, with the rights that staff has.
class Staff {
 public:
  Staff()
      : database(testing::test_database().settings(testing::DatabaseRole::ctl)),
        mihon(database, societies::find(database, "mihon").value().id),
        tameshi(database, societies::find(database, "tameshi").value().id) {
    std::string name = (fs::temp_directory_path() / "expense_import_test.XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder = name;
  }
  ~Staff() { fs::remove_all(folder); }
  Staff(const Staff&) = delete;
  Staff& operator=(const Staff&) = delete;

  expense_import::Plan plan(const std::string& lines, const char* head = heading) {
    std::ofstream(file(), std::ios::binary) << head << lines;
    return Expenses::plan(mihon, order(), today, [](std::size_t) {});
  }
  ImportId apply(expense_import::Plan& made, const import_file::Progress& progress = [](std::size_t) {}) {
    return import_kinds::apply<Expenses>(testing::Operator(database, "mihon").scene(portal.now), order(), made,
                                         progress)
        .value();
  }
  ImportId take_in(const std::string& lines) {
    auto made = plan(lines);
    BOOST_REQUIRE(made.faults.empty());
    return apply(made);
  }
  std::optional<std::string> revert(ImportId import) {
    return import_kinds::revert<Expenses>(testing::Operator(database, "mihon").scene(portal.now), database,
                                          imports::find(mihon, import).value());
  }
  // Every line's number, month and total in order: what must be as it was after an import was undone.
  std::string content() {
    auto found = portal.staff.select(R"(
      SELECT COALESCE(GROUP_CONCAT(receipt_number, ' ', member_id, ' ', month, ' ', total, ' ', import_id
                      ORDER BY receipt_number), '') AS lines_in_order FROM expenses)");
    found.next();
    return found.get<std::string>("lines_in_order");
  }
  static std::string number_of(int member) { return fmt::format("{:07d}", 2001 + member); }
  void add_members(int count) {
    for (int member = 0; member < count; ++member)
      portal.staff.execute(R"(
        INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                             enrolled_on, postal_code, address)
        SELECT id, '12', ?, '00', '本人', '見本　人', 'ミホン', 'ミホン', '1980-01-01', 'f', '2010-04-01', '1000001',
               '東京都見本区' FROM societies WHERE slug = 'mihon')",
                           number_of(member));
  }
  fs::path file() const { return folder / "expenses.csv"; }
  static bool knows(const expense_import::Plan& plan) { return plan.changes_nothing(); }
  import_kinds::Taken take(const std::string& lines, std::optional<int> odd_percent_max = {}) {
    std::ofstream(file(), std::ios::binary) << heading << lines;
    auto as_ordered = order();
    as_ordered.odd_percent_max = odd_percent_max;
    import_kinds::Watcher watcher;
    return import_kinds::take_in<Expenses>(testing::Operator(database, "mihon").scene(portal.now), as_ordered, watcher);
  }
  import_kinds::Order order() {
    return {.database = database, .file = file(), .clock = [this] { return portal.now; }};
  }

  testing::TestPortal portal;
  db::Database database;
  db::SocietyDatabase mihon, tameshi;
  fs::path folder;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(taking_in_expenses)

BOOST_AUTO_TEST_CASE(a_plan_alone_changes_nothing) {
  Staff staff;
  const auto plan = staff.plan(rows(3));
  BOOST_TEST(plan.counts.added == 3U);
  BOOST_TEST(staff.content() == "");
  BOOST_TEST(staff.portal.count("imports") == 0);
}

BOOST_AUTO_TEST_CASE(lines_are_added_then_left_alone_then_changed) {
  Staff staff;
  staff.take_in(rows(3));
  const auto again = staff.plan(rows(3) + "\n");
  BOOST_TEST(again.counts.unchanged == 3U);
  BOOST_TEST(again.counts.added + again.counts.changed == 0U);
  auto plan = staff.plan(row("R2", 20000) + rows(1) + row("R4"));
  BOOST_TEST(plan.counts.added == 1U);
  BOOST_TEST(plan.counts.changed == 1U);
  BOOST_TEST(plan.counts.unchanged == 1U);
  BOOST_REQUIRE(plan.outcomes.size() == 2U);
  BOOST_TEST(plan.outcomes.front().kind == "見本");
  BOOST_TEST(plan.outcomes.back().what == "レセプト番号R2：医療費総額、健保負担額、窓口負担額");
  staff.apply(plan);
  BOOST_TEST(staff.content().find("R2 ") != std::string::npos);
  const auto status = expense_batches::status(staff.mihon);
  BOOST_TEST(status.at(2026y / 4).line_count == 4);
  BOOST_TEST(status.at(2026y / 4).total == 50000);
  BOOST_TEST(expense_batches::status(staff.tameshi).empty());
}

BOOST_AUTO_TEST_CASE(a_file_with_one_fault_changes_nothing_and_may_not_be_applied) {
  Staff staff;
  auto plan = staff.plan(rows(2) + row("R3", 10000, "9999999"));
  BOOST_REQUIRE(plan.faults.size() == 1U);
  BOOST_TEST(plan.faults.front().line == 4U);
  BOOST_CHECK_THROW(staff.apply(plan), std::logic_error);
  BOOST_TEST(staff.content() == "");
}

BOOST_AUTO_TEST_CASE(the_same_file_is_known_until_it_is_undone) {
  Staff staff;
  const ImportId first = staff.take_in(rows(2));
  BOOST_TEST(staff.knows(staff.plan(rows(2))));
  staff.revert(first);
  BOOST_TEST(!staff.knows(staff.plan(rows(2))));
  staff.revert(staff.take_in(rows(2)));
  staff.take_in(rows(2));
  BOOST_TEST(staff.portal.count("imports") == 3);
}

BOOST_AUTO_TEST_CASE(a_file_counts_again_once_another_has_changed_what_it_said) {
  using enum import_kinds::Verdict;
  Staff staff;
  BOOST_TEST((staff.take(rows(2)).verdict == taken_in));
  const std::string before = staff.content();
  BOOST_TEST((staff.take(row("R1", 20000)).verdict == taken_in));
  const auto again = staff.take(rows(2));
  BOOST_TEST((again.verdict == taken_in));
  BOOST_TEST(again.counts.changed == 1U);
  BOOST_TEST((staff.take(rows(2)).verdict == taken_already));
  BOOST_TEST(staff.portal.count("imports") == 3);
  BOOST_TEST(staff.revert(*again.import).value_or("") == "1 lines taken away, 1 of them as they were before");
  BOOST_TEST((staff.take(row("R1", 20000)).verdict == taken_already));
}

BOOST_AUTO_TEST_CASE(a_file_that_wants_too_many_looks_is_refused_where_nobody_watches) {
  using enum import_kinds::Verdict;
  Staff staff;
  std::string odd = rows(19);
  odd += "R99,12,0001001,00,2026-04,医科外来,見本クリニック,1,10000,70000,0,3000,0,0,0\n";
  const auto first = staff.take(odd, 4);
  BOOST_TEST((first.verdict == refused));
  BOOST_TEST(first.odd_count == 1U);
  BOOST_REQUIRE(first.faults.size() == 2U);
  BOOST_TEST(first.faults.at(0).reason.find("20行の4%を超えます") != std::string::npos);
  BOOST_TEST(first.faults.at(1).line == 21U);
  BOOST_TEST(staff.content() == "");
  BOOST_TEST(staff.portal.recorded("staff_import_sampled") == 0);  // no sample was shown
  BOOST_TEST((staff.take(odd, 5).verdict == taken_in));
  BOOST_TEST((staff.take(odd, 0).verdict == taken_already));
}

BOOST_AUTO_TEST_CASE(undoing_an_import_brings_every_line_back_as_it_was) {
  Staff staff;
  staff.take_in(rows(3));
  const std::string before = staff.content();
  const ImportId second = staff.take_in(row("R1", 20000) + row("R3", 500, "0001002", "2026-05") + row("R9"));
  BOOST_TEST(staff.content() != before);
  BOOST_TEST(staff.revert(second).value_or("") == "3 lines taken away, 2 of them as they were before");
  BOOST_TEST(staff.content() == before);
  BOOST_TEST(!staff.revert(second).has_value());
}

BOOST_AUTO_TEST_CASE(an_import_that_a_later_one_built_upon_is_undone_only_after_it) {
  Staff staff;
  const ImportId first = staff.take_in(rows(2));
  const ImportId second = staff.take_in(row("R1", 20000));
  const std::string before = staff.content();
  BOOST_TEST(!staff.revert(first).has_value());
  BOOST_TEST(staff.content() == before);
  BOOST_TEST(staff.revert(second).has_value());
  BOOST_TEST(staff.revert(first).has_value());
  BOOST_TEST(staff.content() == "");
}

BOOST_AUTO_TEST_CASE(a_file_ten_times_as_dear_as_those_before_is_noticed) {
  Staff staff;
  staff.take_in(rows(30));
  std::string dear;
  for (int number = 100; number < 130; ++number) dear += row("R" + std::to_string(number), 100000);
  const auto plan = staff.plan(dear);
  BOOST_TEST(plan.faults.empty());
  BOOST_REQUIRE(plan.notices.size() == 1U);
  BOOST_TEST(plan.notices.front().find("これまで10,000円、今回100,000円") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(more_lines_than_one_statement_takes_all_arrive_and_all_go) {
  Staff staff;
  const ImportId import = staff.take_in(rows(4100));
  BOOST_TEST(expense_batches::status(staff.mihon).at(2026y / 4).line_count == 4100);
  std::string changed;
  for (int number = 1; number <= 4100; ++number) changed += row("R" + std::to_string(number), 20000);
  auto plan = staff.plan(changed);
  BOOST_TEST(plan.counts.changed == 4100U);
  const ImportId second = staff.apply(plan);
  BOOST_TEST(expense_batches::status(staff.mihon).at(2026y / 4).total == 4100 * 20000);
  staff.revert(second);
  BOOST_TEST(expense_batches::status(staff.mihon).at(2026y / 4).total == 4100 * 10000);
  staff.revert(import);
  BOOST_TEST(staff.content() == "");
}

BOOST_AUTO_TEST_CASE(shuffled_rows_of_look_alike_households_reach_the_member_they_name) {
  Staff staff;
  staff.take_in(row("R2", 200, "0001002") + row("R1", 100, "0001001"));
  auto found = staff.portal.staff.select(R"(
    SELECT GROUP_CONCAT(CONCAT(m.number, '=', e.total) ORDER BY e.total) AS pairs
    FROM expenses e JOIN members m ON m.society_id = e.society_id AND m.id = e.member_id
    JOIN societies s ON s.id = e.society_id AND s.slug = 'mihon')");
  found.next();
  BOOST_TEST(found.get<std::string>("pairs") == "0001001=100,0001002=200");
}

// IM-03 of docs/security.md.
BOOST_AUTO_TEST_CASE(members_who_get_or_lose_a_line_are_named_with_what_they_have_and_will_have) {
  Staff staff;
  BOOST_TEST(sample_of(staff.plan(row("R1", 10000) + row("R2", 20000) + row("R3", 10000, "0001002"))) ==
             "0001001-00：医療費の明細：いま0件（窓口負担額の合計0円）、取り込み後2件（窓口負担額の合計9,000円）\n"
             "0001002-00：医療費の明細：いま0件（窓口負担額の合計0円）、取り込み後1件（窓口負担額の合計3,000円）\n");
  staff.take_in(row("R1", 10000) + row("R2", 20000) + row("R3", 10000, "0001002"));
  const std::string moved = row("R1", 10000) + row("R2", 20000, "0001002");
  BOOST_TEST(
      sample_of(staff.plan(moved)) ==
      "0001001-00：医療費の明細：いま2件（窓口負担額の合計9,000円）、取り込み後1件（窓口負担額の合計3,000円）\n"
      "0001002-00：医療費の明細：いま1件（窓口負担額の合計3,000円）、取り込み後2件（窓口負担額の合計9,000円）\n");
  staff.take_in(moved);
  BOOST_TEST(
      sample_of(staff.plan(row("R4", 100, "0001002"))) ==
      "0001002-00：医療費の明細：いま2件（窓口負担額の合計9,000円）、取り込み後3件（窓口負担額の合計9,030円）\n");
  BOOST_TEST(sample_of(staff.plan(moved)) == "");
  BOOST_TEST(
      sample_of(staff.plan(row("R2", 0, "0001002"))) ==
      "0001002-00：医療費の明細：いま2件（窓口負担額の合計9,000円）、取り込み後1件（窓口負担額の合計3,000円）\n");
}

BOOST_AUTO_TEST_CASE(what_the_sample_says_of_twenty_files_is_what_members_have_afterwards) {
  Staff staff;
  constexpr int members = 40;
  staff.add_members(members);
  std::mt19937 dice(20261201);
  for (int file = 0; file < 20; ++file) {
    std::string lines;
    for (int receipt = 1; receipt <= 60; ++receipt)
      if (dice() % 3 == 0)
        lines += row("R" + std::to_string(receipt), static_cast<int>(dice() % 9) * 1000,
                     Staff::number_of(static_cast<int>(dice() % members)));
    auto plan = staff.plan(lines);
    BOOST_TEST(plan.sampled.size() == 5U);
    BOOST_TEST(sample_of(plan) == sample_of(staff.plan(lines)));
    const auto before = expense_batches::held(staff.mihon, plan.sampled);
    staff.apply(plan);
    const auto after = expense_batches::held(staff.mihon, plan.sampled);
    for (std::size_t at = 0; at < plan.sampled.size(); ++at)
      BOOST_TEST(plan.outcomes.at(at).what ==
                 fmt::format("医療費の明細：いま{}件（窓口負担額の合計{}）、取り込み後{}件（窓口負担額の合計{}）",
                             before.at(at).line_count, money::yen(before.at(at).paid_at_window),
                             after.at(at).line_count, money::yen(after.at(at).paid_at_window)));
  }
}

BOOST_AUTO_TEST_CASE(who_is_in_the_sample_has_been_seen_even_if_nothing_was_kept) {
  Staff staff;
  staff.take(row("R1") + row("R2", 10000, "0001002"));
  BOOST_TEST(staff.portal.recorded("staff_import_sampled") == 2);
  auto order = staff.order();
  order.applies = false;
  import_kinds::Watcher watcher;
  std::ofstream(staff.file(), std::ios::binary) << heading << row("R3");
  import_kinds::take_in<Expenses>(testing::Operator(staff.database, "mihon").scene(staff.portal.now), order, watcher);
  BOOST_TEST(staff.portal.recorded("staff_import_sampled") == 3);
  staff.take(row("R1"));
  BOOST_TEST(staff.portal.recorded("staff_import_sampled") == 3);
}

BOOST_AUTO_TEST_CASE(lines_are_there_since_they_can_be_seen_and_not_since_the_command_began) {
  Staff staff;
  const Timestamp began = staff.portal.now;
  auto plan = staff.plan(rows(3));
  const ImportId id = staff.apply(plan, [&staff](std::size_t) { staff.portal.now += 3min; });
  BOOST_TEST((imports::find(staff.mihon, id).value().applied_at == began + 9min));
}

BOOST_AUTO_TEST_CASE(an_import_that_breaks_off_in_the_middle_leaves_nothing) {
  Staff staff;
  auto plan = staff.plan(rows(3000));
  struct Stopped {};
  const auto stop = [](std::size_t done) {
    if (done == 2500) throw Stopped{};
  };
  BOOST_CHECK_THROW(staff.apply(plan, stop), Stopped);
  BOOST_TEST(staff.content() == "");
  BOOST_TEST(staff.portal.count("imports") == 0);
  BOOST_TEST(staff.portal.count("audit_log") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
