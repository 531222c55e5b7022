#include <algorithm>
#include <set>
#include <string>

#include <boost/test/unit_test.hpp>

#include "sql/statement_bindings.hpp"
#include "tests/support/test_portal.hpp"

// What the compiler takes for granted when it reads a statement (sql/statement_bindings.hpp) holds in the database.

using namespace portal;
using portal::testing::TestPortal;

namespace {

std::set<std::string> names(db::Rows rows) {
  std::set<std::string> found;
  while (rows.next()) found.insert(rows.get<std::string>("name"));
  return found;
}

std::set<std::string> tables(TestPortal& portal) {
  return names(portal.staff.select(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() LIMIT 1000"));
}

std::set<std::string> tables_of_societies(TestPortal& portal) {
  return names(portal.staff.select(R"(
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = DATABASE() AND column_name = 'society_id' LIMIT 1000)"));
}

bool is_among(const auto& tables, const std::string& name) { return std::ranges::find(tables, name) != tables.end(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(the_schema)

BOOST_AUTO_TEST_CASE(gives_every_table_a_society_but_those_that_are_listed_as_nobody_s) {
  TestPortal portal;
  const auto owned = tables_of_societies(portal);
  for (const std::string& table : tables(portal)) {
    const bool needs_none = is_among(db::reading::nobodys, table) || table == "societies";
    BOOST_TEST(owned.contains(table) != needs_none, table);
  }
}

BOOST_AUTO_TEST_CASE(has_every_table_that_is_listed) {
  TestPortal portal;
  const auto all = tables(portal);
  for (const std::string_view listed : db::reading::nobodys)
    BOOST_TEST((all.contains(std::string(listed)) || listed.starts_with("information_schema.")), listed);
  for (const std::string_view listed : db::reading::seen_across) BOOST_TEST(all.contains(std::string(listed)), listed);
}

// So that neither ON DUPLICATE KEY UPDATE nor REPLACE can meet another society's row.
BOOST_AUTO_TEST_CASE(begins_every_key_with_the_society) {
  TestPortal portal;
  auto keys = portal.staff.select(R"(
    SELECT s.table_name AS name, s.index_name AS key_name, s.column_name AS first_column
    FROM information_schema.statistics s
    JOIN information_schema.columns c ON c.table_schema = s.table_schema AND c.table_name = s.table_name
      AND c.column_name = 'society_id'
    WHERE s.table_schema = DATABASE() AND s.non_unique = 0 AND s.seq_in_index = 1
    ORDER BY s.table_name, s.index_name LIMIT 1000)");
  int count = 0;
  for (; keys.next(); ++count) {
    const auto table = keys.get<std::string>("name");
    if (is_among(db::reading::seen_across, table)) continue;
    BOOST_TEST(keys.get<std::string>("first_column") == "society_id",
               table << " " << keys.get<std::string>("key_name"));
  }
  BOOST_TEST(count > 40);
}

// What a worker keeps of them (docs/decisions/0039) is never older than the last COMMIT. `imports` says when months
// came, and months point to their import: one that has none yet, or none any more, is in nothing that is kept.
BOOST_AUTO_TEST_CASE(gives_a_society_a_new_revision_by_each_change_of_a_table_that_may_be_kept) {
  TestPortal portal;
  for (const std::string_view table : db::reading::kept) {
    auto triggers = portal.staff.select(R"(
      SELECT LOWER(event_manipulation) AS name FROM information_schema.triggers
      WHERE event_object_schema = DATABASE() AND event_object_table = ? AND action_timing = 'AFTER'
        AND LOCATE('society_revisions', action_statement) > 0 ORDER BY 1 LIMIT 10)",
                                        table);
    std::string found;
    while (triggers.next()) found += triggers.get<std::string>("name") + " ";
    BOOST_TEST(found == (table == "imports"     ? "update "
                         : table == "societies" ? "insert update "
                                                : "delete insert update "),
               table);
  }
}

BOOST_AUTO_TEST_CASE(has_nothing_of_a_member_in_a_table_that_may_be_kept) {
  TestPortal portal;
  for (const std::string_view table : db::reading::kept) {
    const auto people = names(portal.staff.select(R"(
      SELECT referenced_table_name AS name FROM information_schema.key_column_usage
      WHERE table_schema = DATABASE() AND table_name = ? AND referenced_table_name NOT IN
        ('societies', 'imports', 'limit_schedules') LIMIT 10)",
                                                  table));
    BOOST_TEST(people.empty(), table << " points to " << (people.empty() ? "" : *people.begin()));
    const auto columns = names(portal.staff.select(R"(
      SELECT column_name AS name FROM information_schema.columns
      WHERE table_schema = DATABASE() AND table_name = ? AND column_name IN
        ('member_id', 'account_id', 'applicant_id', 'symbol', 'number', 'branch', 'birth_date', 'login_id') LIMIT 10)",
                                                   table));
    BOOST_TEST(columns.empty(), table << " has " << (columns.empty() ? "" : *columns.begin()));
  }
}

// So that nothing is left of who is erased, and whoever may delete a member or an account may delete nothing else. The
// two have a key of a virtual column; sql/audit/erasures.cpp names them.
BOOST_AUTO_TEST_CASE(deletes_with_a_member_and_with_an_account_all_that_points_to_them) {
  TestPortal portal;
  const auto staying = names(portal.staff.select(R"(
    SELECT table_name AS name FROM information_schema.referential_constraints
    WHERE constraint_schema = DATABASE() AND delete_rule <> 'CASCADE' AND referenced_table_name IN
      ('members', 'accounts', 'postcards', 'mail_links', 'documents', 'applications') LIMIT 100)"));
  BOOST_TEST((staying == std::set<std::string>{"applications", "postcard_orders"}));
}

BOOST_AUTO_TEST_CASE(has_no_row_without_its_society) {
  TestPortal portal;
  const auto nullable = names(portal.staff.select(R"(
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = DATABASE() AND column_name = 'society_id' AND is_nullable = 'YES' LIMIT 1000)"));
  for (const std::string& table : tables_of_societies(portal)) BOOST_TEST(!nullable.contains(table), table);
}

// Whose secret it is is found by its digest in a key: no comparison byte by byte tells how near a guess came.
BOOST_AUTO_TEST_CASE(finds_every_secret_that_opens_something_by_its_digest_in_a_key) {
  TestPortal portal;
  const auto in_keys = names(portal.staff.select(R"(
    SELECT table_name AS name FROM information_schema.statistics
    WHERE table_schema = DATABASE() AND column_name IN ('token_digest', 'code_digest') LIMIT 1000)"));
  const auto digests = names(portal.staff.select(R"(
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = DATABASE() AND column_name IN ('token_digest', 'code_digest') LIMIT 1000)"));
  BOOST_TEST(digests.size() >= 6U);
  for (const std::string& table : digests) BOOST_TEST(in_keys.contains(table), table);
}

// On a server of its own: nothing was cleaned there.
BOOST_AUTO_TEST_CASE(comes_without_an_account_and_without_a_row_that_opens_anything) {
  testing::TestDatabase fresh;
  db::Database root(fresh.settings(testing::DatabaseRole::root));
  auto rows = root.select(R"(
    SELECT (SELECT COUNT(*) FROM accounts) + (SELECT COUNT(*) FROM postcards) + (SELECT COUNT(*) FROM sessions) +
           (SELECT COUNT(*) FROM steps) + (SELECT COUNT(*) FROM mail_links) + (SELECT COUNT(*) FROM devices) +
           (SELECT COUNT(*) FROM recovery_codes) AS counted)");
  rows.next();
  BOOST_TEST(rows.get<int>("counted") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
