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

BOOST_AUTO_TEST_CASE(has_no_row_without_its_society) {
  TestPortal portal;
  const auto nullable = names(portal.staff.select(R"(
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = DATABASE() AND column_name = 'society_id' AND is_nullable = 'YES' LIMIT 1000)"));
  for (const std::string& table : tables_of_societies(portal)) BOOST_TEST(!nullable.contains(table), table);
}

BOOST_AUTO_TEST_SUITE_END()
