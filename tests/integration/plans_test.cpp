// What MariaDB does for a member's pages in a large society, whatever its statistics say. Plans are chosen anew for
// each page; one that reads a table whole shows in no small test.
#include <boost/test/unit_test.hpp>

#include "tests/support/expense_lines.hpp"

using namespace portal;
using portal::testing::Browser;
using portal::testing::DatabaseRole;
using portal::testing::test_database;
using portal::testing::TestPortal;

namespace {

// So much takes a busy machine longer than a page may.
db::Settings without_time_limit() {
  db::Settings settings = test_database().settings(DatabaseRole::migrate);
  settings.statement_seconds_max = 0;
  return settings;
}

// 100,000 members with an application each, 5,000 notices of which 40 are shown now, 30 of these to others; hanako has
// 30 lines of expenses, 20 documents, 10 notices and an application.
void fill() {
  db::Database patient(without_time_limit());
  patient.execute(R"(
    INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                         enrolled_on, postal_code, address)
    SELECT s.id, '77', LPAD(q.seq, 7, '0'), '00', '本人', '見本', 'ミホン', 'ミホン', '1980-01-01', 'f', '2010-04-01',
           '1000001', '東京都見本区'
    FROM societies s JOIN seq_1_to_100000 q WHERE s.slug = 'mihon')");
  patient.execute(R"(
    INSERT INTO screening_programmes (society_id, name, title, cancer, items, several_items, audience, women_only,
                                      age_counted, fiscal_year, interval_years, opens_on, closes_on, fee_yen,
                                      no_show_fee_yen, venue, description, consent, published_at, changed_at)
    SELECT s.id, q.seq, q.seq, CONCAT('がん', q.seq MOD 5), '検査', FALSE, 'all', FALSE, 'fiscal_year_end',
           2024 + q.seq DIV 7, 2, '2026-04-01', '2027-03-31', 0, 0, '', '', '', '2026-04-01', '2026-04-01'
    FROM societies s JOIN seq_1_to_20 q WHERE s.slug = 'mihon')");
  patient.execute(R"(
    INSERT INTO applications (society_id, kind, programme_id, applicant_id, member_id, status, applied_at, changed_at)
    SELECT m.society_id, 'screening', p.id, m.id, m.id, 'sent', '2026-05-01', '2026-05-01'
    FROM members m JOIN societies s ON s.id = m.society_id AND s.slug = 'mihon'
    JOIN screening_programmes p ON p.society_id = m.society_id AND p.name = m.number MOD 20 + 1)");
  patient.execute(R"(
    INSERT INTO notices (society_id, name, title, body, shown_from, shown_until, audience, is_listed, mails,
                         published_at, changed_at)
    SELECT s.id, q.seq, CONCAT('お知らせ', q.seq), '本文', '2026-01-01', IF(q.seq <= 40, '9999-12-31', '2026-02-01'),
           'all', q.seq <= 30, FALSE, '2026-01-01', '2026-01-01'
    FROM societies s JOIN seq_1_to_5000 q WHERE s.slug = 'mihon')");
  patient.execute(R"(
    INSERT INTO notice_audience (society_id, notice_id, member_id)
    SELECT n.society_id, n.id, m.id FROM notices n
    JOIN members m ON m.society_id = n.society_id AND m.symbol = '77' AND m.number <= '0000500'
    WHERE n.is_listed)");
}

void fill_own(TestPortal& portal) {
  testing::feed(portal, {});
  db::Database patient(without_time_limit());
  portal.add_document("mihon", "0001001");
  patient.execute(R"(
    INSERT INTO expenses
    SELECT m.society_id, m.id, '2026-07-01', CONCAT('r', m.id, '-', q.seq), '医科外来', '見本クリニック', 1, 10000, 7000, 0,
           3000, 0, 0, 0, i.id
    FROM members m JOIN societies s ON s.id = m.society_id AND s.slug = 'mihon'
    JOIN (SELECT society_id, MAX(id) AS id FROM imports GROUP BY society_id) AS i ON i.society_id = m.society_id
    JOIN seq_1_to_29 q WHERE m.number = '0001001' AND m.branch = '00' OR m.symbol = '77' AND m.number <= '0000700')");
  patient.execute(R"(
    INSERT INTO documents (society_id, member_id, kind, title, issued_on, file_name, bytes, file_digest, import_id,
                           added_at)
    SELECT d.society_id, m.id, d.kind, d.title, d.issued_on, d.file_name, d.bytes, d.file_digest, d.import_id,
           d.added_at
    FROM documents d JOIN members m ON m.society_id = d.society_id
    JOIN seq_1_to_19 q WHERE m.id = d.member_id OR m.symbol = '77' AND m.number <= '0000700')");
}

struct Cost {
  std::int64_t rows_read = 0, rows_sorted = 0, disk_tables = 0;
};

Cost cost_so_far(TestPortal& portal) {
  auto rows = portal.staff.select(R"(
    SELECT SUM(IF(VARIABLE_NAME LIKE 'HANDLER_READ%', VARIABLE_VALUE, 0)) + 0 AS rows_read,
           SUM(IF(VARIABLE_NAME = 'SORT_ROWS', VARIABLE_VALUE, 0)) + 0 AS rows_sorted,
           SUM(IF(VARIABLE_NAME = 'CREATED_TMP_DISK_TABLES', VARIABLE_VALUE, 0)) + 0 AS disk_tables
    FROM information_schema.GLOBAL_STATUS)");
  rows.next();
  return {rows.get<std::int64_t>("rows_read"), rows.get<std::int64_t>("rows_sorted"),
          rows.get<std::int64_t>("disk_tables")};
}

// Without what asking costs itself.
Cost cost_of(TestPortal& portal, Browser& browser, const std::string& page) {
  BOOST_TEST(browser.get(page).status == 200, page);  // prepares its statements
  const Cost first = cost_so_far(portal), second = cost_so_far(portal);
  browser.get(page);
  const Cost third = cost_so_far(portal);
  return {third.rows_read - second.rows_read - (second.rows_read - first.rows_read),
          third.rows_sorted - second.rows_sorted - (second.rows_sorted - first.rows_sorted),
          third.disk_tables - second.disk_tables - (second.disk_tables - first.disk_tables)};
}

void as_root(const char* statement) {
  db::Database(test_database().settings(DatabaseRole::root)).run_script(statement);
}

// Statistics stay as they are, until they are renewed by name.
struct StaleStatistics {
  StaleStatistics() { as_root("SET GLOBAL innodb_stats_auto_recalc = 0"); }
  ~StaleStatistics() {
    as_root("SET GLOBAL innodb_stats_auto_recalc = 1");
    db::Database root(test_database().settings(DatabaseRole::root));
    root.run_script("SET SESSION foreign_key_checks = 0");
    for (const char* table : {"applications", "notice_audience", "notices", "expenses", "documents", "members"})
      root.run_script(std::string("TRUNCATE TABLE ") + table);  // rows deleted one by one would cost the next test more
    root.run_script(analyse);
  }
  static constexpr const char* analyse =
      "ANALYZE TABLE members, applications, screening_programmes, notices, notice_audience, notice_reads, expenses,"
      " documents, document_reads, imports, sessions, accounts, steps";
};

// Rows that a page may read: somewhat more than it reads today of what `fill` makes.
struct Page {
  const char* path;
  std::int64_t rows_read_max;
};
constexpr Page pages[] = {
    {"/mihon/home", 150},  {"/mihon/expenses", 60},   {"/mihon/notices", 20},          {"/mihon/documents", 60},
    {"/mihon/family", 20}, {"/mihon/screenings", 30}, {"/mihon/limit-certificate", 20}};

void demand_small_costs(TestPortal& portal, Browser& browser, const char* statistics) {
  for (const Page& page : pages) {
    const Cost cost = cost_of(portal, browser, page.path);
    BOOST_TEST_CONTEXT(page.path << " with " << statistics << " statistics") {
      BOOST_TEST(cost.rows_read <= page.rows_read_max);
      BOOST_TEST(cost.rows_sorted <= 50);
      BOOST_TEST(cost.disk_tables == 0);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plans)

// With stale statistics, Home once read all applications of the society, once for each programme.
BOOST_AUTO_TEST_CASE(what_a_page_reads_does_not_grow_with_its_society) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  as_root(StaleStatistics::analyse);
  const StaleStatistics stale;
  fill();
  fill_own(portal);
  demand_small_costs(portal, hanako, "stale");
  as_root(StaleStatistics::analyse);
  demand_small_costs(portal, hanako, "fresh");
}

BOOST_AUTO_TEST_SUITE_END()
