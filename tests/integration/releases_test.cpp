#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "sql/migrate.hpp"
#include "tests/support/test_portal.hpp"

// A program on the tables of the releases beside its own (docs/decisions/0037). The releases are made up: each brings a
// migration more than the one before, the first of them that of tests/support/next_release.sql.

using namespace portal;
using portal::testing::Browser;
using portal::testing::DatabaseRole;
using portal::testing::test_database;
using portal::testing::TestPortal;

namespace {

constexpr int first_number = 9001;
const migrate::Names names{"kenko_portal", "portal_web", "portal_mail", "portal_ctl"};

std::string next_release() {
  std::ifstream file(SOURCE_FOLDER "/tests/support/next_release.sql");
  return {std::istreambuf_iterator<char>(file), {}};
}

// What the program knows of the release that comes `ahead` after this one; 0: this one.
std::vector<migrate::Migration> release(int ahead) {
  static const std::string text = next_release();
  const std::vector<migrate::Migration> made_up{
      {first_number, migrate::generation() + 1, "9001_next", "digest of 9001", text},
      {first_number + 1, migrate::generation() + 2, "9002_after", "digest of 9002", "CREATE TABLE after_next (id INT)"},
      {first_number + 2, migrate::generation() + 3, "9003_then", "digest of 9003", "CREATE TABLE then_next (id INT)"}};
  std::vector<migrate::Migration> known(migrate::all().begin(), migrate::all().end());
  known.insert(known.end(), made_up.begin(), made_up.begin() + ahead);
  return known;
}

// Tables as `schema migrate` of one release leaves them, until the end of the test.
class Tables {
 public:
  void migrate_to(int ahead) {
    migrate::apply(database_, names, [](std::string_view) {}, release(ahead));
  }

  ~Tables() {
    for (const char* statement :
         {"DROP TABLE IF EXISTS next_release_pictures, after_next, then_next",
          "ALTER TABLE accounts DROP COLUMN IF EXISTS next_release_font",
          "ALTER TABLE mail_queue DROP KEY IF EXISTS next_release_by_mark, DROP COLUMN IF EXISTS next_release_mark",
          "ALTER TABLE audit_log DROP COLUMN IF EXISTS next_release_place",
          "DELETE FROM schema_migrations WHERE number > 9000"})
      database_.run_script(statement);
  }

  db::Database& database() { return database_; }

 private:
  db::Database database_{test_database().settings(DatabaseRole::migrate)};
};

// What a program says of the tables when it starts.
std::string at_start(TestPortal& portal, int ahead) {
  try {
    return migrate::demand_fitting(portal.reading, release(ahead)).words();
  } catch (const migrate::WrongSchema& wrong) {
    return std::string("refused: ") + wrong.what();
  }
}

std::set<std::string> grants() {
  db::Database root(test_database().settings(DatabaseRole::root));
  auto rows = root.select(R"(
    SELECT CONCAT(grantee, ' ', table_name, ' ', privilege_type) AS name FROM information_schema.table_privileges
    WHERE table_schema = DATABASE() LIMIT 10000)");
  std::set<std::string> found;
  while (rows.next()) found.insert(rows.get<std::string>("name"));
  return found;
}

std::string ready(TestPortal& portal) {
  const Reply reply = portal.browser().get("/readyz");
  return std::to_string(reply.status) + " " + reply.body;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(releases)

BOOST_AUTO_TEST_CASE(a_program_runs_on_the_tables_of_its_release_of_the_one_before_and_of_the_one_after) {
  TestPortal portal;
  Tables tables;
  const int own = migrate::generation();
  const auto before = fmt::format(
      "the tables are one release older (generation {}) than this program ({}), which runs on them; next: portalctl "
      "schema migrate --apply, when all hosts run this release",
      own, own + 1);
  BOOST_TEST(at_start(portal, 1) == before);
  tables.migrate_to(1);
  BOOST_TEST(at_start(portal, 1) == fmt::format("the schema is current ({} migrations)", migrate::all().size() + 1));
  BOOST_TEST(
      at_start(portal, 0) ==
      fmt::format("the tables are one release newer than this program (generation {}), which runs on them", own));
}

BOOST_AUTO_TEST_CASE(a_program_refuses_the_tables_of_two_releases_before_and_says_how_to_go_on) {
  TestPortal portal;
  const int own = migrate::generation();
  BOOST_TEST(at_start(portal, 2) ==
             fmt::format("refused: the tables are of generation {}, too old for this program ({}): a release was left "
                         "out; next: systemctl stop portal.target; portalctl backup create --apply; portalctl schema "
                         "migrate --apply; systemctl start portal.target",
                         own, own + 2));
}

BOOST_AUTO_TEST_CASE(a_program_refuses_the_tables_of_two_releases_after) {
  TestPortal portal;
  Tables tables;
  tables.migrate_to(2);
  const int own = migrate::generation();
  BOOST_TEST(at_start(portal, 0) ==
             fmt::format("refused: 9002_after (generation {}) is not known to this program (generation {}); next: "
                         "install the release that made these tables, or the one before it; or restore the backup "
                         "from before",
                         own + 2, own));
  BOOST_TEST(ready(portal) == "503 schema\n");
  BOOST_TEST(at_start(portal, 1).starts_with("the tables are one release newer"));
}

BOOST_AUTO_TEST_CASE(a_file_that_was_changed_after_it_was_applied_is_refused_whatever_its_generation) {
  TestPortal portal;
  Tables tables;
  tables.migrate_to(1);
  tables.database().execute("UPDATE schema_migrations SET digest = 'another' WHERE number = 9001");
  BOOST_TEST(at_start(portal, 1).starts_with("refused: 9001_next was changed after it was applied"));
  BOOST_TEST(at_start(portal, 0).starts_with("the tables are one release newer"));  // it doesn't know the file
}

BOOST_AUTO_TEST_CASE(a_release_that_is_migrated_in_part_is_not_there_yet) {
  TestPortal portal;
  Tables tables;
  auto known = release(2);
  known.back().generation = known[known.size() - 2].generation;
  tables.migrate_to(1);
  const migrate::Status found = migrate::demand_fitting(portal.reading, known);
  BOOST_TEST((found.fit() == migrate::Fit::older));
  BOOST_TEST(portal.reading.generation() == migrate::generation());
  BOOST_TEST(at_start(portal, 0).starts_with("the tables are one release newer"));
}

BOOST_AUTO_TEST_CASE(pages_go_on_when_the_tables_become_those_of_the_next_release) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  Tables tables;
  tables.migrate_to(1);
  BOOST_TEST(ready(portal) == "200 ok\n");
  BOOST_TEST(hanako.get("/mihon/home").status == 200);
  BOOST_TEST(hanako.post("/mihon/logout", {}).status == 303);
  const auto recorded = portal.recorded("sign_in");
  portal.as("taro");
  BOOST_TEST(portal.recorded("sign_in") == recorded + 1);
}

BOOST_AUTO_TEST_CASE(what_needs_the_next_release_s_tables_learns_of_them_without_a_restart) {
  TestPortal portal;
  Tables tables;
  migrate::demand_fitting(portal.reading, release(1));
  BOOST_TEST(portal.reading.generation() == migrate::generation());
  BOOST_TEST(db::SocietyReader(portal.reading, SocietyId{1}).generation() == migrate::generation());
  migrate::look_again(portal.reading, release(1));
  BOOST_TEST(portal.reading.generation() == migrate::generation());
  tables.migrate_to(1);
  migrate::look_again(portal.reading, release(1));
  BOOST_TEST(portal.reading.generation() == migrate::generation() + 1);
  const auto questions = portal.server_status("Questions");
  migrate::look_again(portal.reading, release(1));
  BOOST_TEST(portal.server_status("Questions") == questions + 1);  // that of server_status itself
}

BOOST_AUTO_TEST_CASE(a_running_program_that_finds_tables_which_it_would_refuse_goes_on_as_before) {
  TestPortal portal;
  Tables tables;
  migrate::demand_fitting(portal.reading, release(1));
  tables.migrate_to(3);
  migrate::look_again(portal.reading, release(1));
  BOOST_TEST(portal.reading.generation() == migrate::generation());
}

BOOST_AUTO_TEST_CASE(neither_release_s_migrate_takes_a_right_from_the_other_s_programs) {
  TestPortal portal;
  Tables tables;
  const auto before = grants();
  BOOST_TEST(before.size() > 100);
  tables.migrate_to(1);
  const auto next = grants();
  BOOST_TEST(std::ranges::includes(next, before));
  BOOST_TEST(next.contains("'portal_web'@'localhost' next_release_pictures SELECT"));
  tables.migrate_to(0);  // by who went back to this release
  BOOST_TEST(grants() == next);
}

BOOST_AUTO_TEST_CASE(the_rights_are_there_when_the_last_migration_of_a_release_is_recorded) {
  TestPortal portal;
  Tables tables;
  tables.database().run_script("REVOKE SELECT ON kenko_portal.topics FROM 'portal_web'@'localhost'");
  static bool could_read;
  migrate::apply(
      tables.database(), names,
      [](std::string_view) {
        db::Database web(test_database().settings(DatabaseRole::web));
        could_read = false;
        web.run_script("SELECT title FROM topics");
        could_read = true;
      },
      release(1));
  BOOST_TEST(could_read);
}

BOOST_AUTO_TEST_SUITE_END()
