// What the database's server must be set to before a program works with it, and what a member meets when it gives way.
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include "tests/support/kept_log.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

using namespace portal;
using portal::testing::Browser;
using portal::testing::DatabaseRole;
using portal::testing::KeptLog;
using portal::testing::location;
using portal::testing::test_database;
using portal::testing::TestPortal;

namespace {

// Over a connection that was made before: with an unsafe setting there would be none.
class Setting {
 public:
  Setting(std::string name, const std::string& unsafe, std::string safe)
      : root_(test_database().settings(DatabaseRole::root)), name_(std::move(name)), safe_(std::move(safe)) {
    set(unsafe);
  }
  ~Setting() { set(safe_); }
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;

 private:
  void set(const std::string& value) { root_.run_script(fmt::format("SET GLOBAL {} = {}", name_, value)); }
  db::Database root_;
  std::string name_, safe_;
};

// So many registrations' mails are refused as the loser of a deadlock is.
struct Deadlocks {
  explicit Deadlocks(int times) : root(test_database().settings(DatabaseRole::root)) {
    root.run_script("CREATE TABLE deadlocks (times INT) ENGINE=Aria");  // which takes nothing back
    root.run_script(fmt::format("INSERT INTO deadlocks VALUES ({})", times));
    root.run_script(R"(
      CREATE TRIGGER gives_way BEFORE INSERT ON mail_queue FOR EACH ROW
      IF (SELECT times FROM deadlocks) > 0 THEN
        UPDATE deadlocks SET times = times - 1;
        SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213;
      END IF)");
  }
  ~Deadlocks() {
    root.run_script("DROP TRIGGER gives_way");
    root.run_script("DROP TABLE deadlocks");
  }
  Deadlocks(const Deadlocks&) = delete;
  Deadlocks& operator=(const Deadlocks&) = delete;
  db::Database root;
};

Reply ask_for_mail(TestPortal& portal) {
  Browser browser = portal.browser();
  browser.get("/mihon/register");
  return browser.post("/mihon/register", {{"email", "taro@example.jp"}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(unsafe_server)

BOOST_AUTO_TEST_CASE(no_program_works_with_a_server_that_could_lose_what_was_acknowledged_or_change_a_name) {
  struct Unsafe {
    const char *name, *unsafe, *safe, *told;
  };
  for (const Unsafe& one : {Unsafe{"innodb_flush_log_at_trx_commit", "2", "1", "innodb_flush_log_at_trx_commit=1"},
                            Unsafe{"innodb_snapshot_isolation", "OFF", "ON", "innodb_snapshot_isolation=ON"},
                            Unsafe{"local_infile", "ON", "OFF", "local_infile=0"},
                            Unsafe{"character_set_server", "latin1", "utf8mb4", "character_set_server=utf8mb4"}}) {
    const Setting setting(one.name, one.unsafe, one.safe);
    for (const DatabaseRole role : {DatabaseRole::web, DatabaseRole::mail, DatabaseRole::ctl}) {
      db::Database fresh(test_database().settings(role));
      BOOST_CHECK_EXCEPTION(fresh.connect(), db::Unavailable, [&one](const db::Unavailable& refused) {
        return std::string_view(refused.what()).find(one.told) != std::string_view::npos;
      });
    }
  }
  db::Database fresh(test_database().settings(DatabaseRole::web));
  BOOST_CHECK_NO_THROW(fresh.connect());
}

BOOST_AUTO_TEST_CASE(no_server_gets_a_file_of_the_program_s_machine_even_where_it_may_ask) {
  db::Database root(test_database().settings(DatabaseRole::root));
  root.run_script("CREATE TEMPORARY TABLE stolen (line TEXT)");
  const Setting setting("local_infile", "ON", "OFF");
  BOOST_CHECK_THROW(root.run_script("LOAD DATA LOCAL INFILE '/proc/self/comm' INTO TABLE stolen"), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(each_statement_sees_what_is_committed_whatever_the_server_s_own_level_is) {
  const Setting setting("tx_isolation", "'REPEATABLE-READ'", "'READ-COMMITTED'");
  for (const DatabaseRole role : {DatabaseRole::web, DatabaseRole::mail, DatabaseRole::ctl}) {
    db::Database fresh(test_database().settings(role));
    auto rows = fresh.select("SELECT @@SESSION.tx_isolation AS level");
    BOOST_REQUIRE(rows.next());
    BOOST_TEST(rows.get<std::string>("level") == "READ-COMMITTED");
  }
}

BOOST_AUTO_TEST_CASE(a_statement_of_a_page_or_a_mail_ends_after_ten_seconds) {
  for (const DatabaseRole role : {DatabaseRole::web, DatabaseRole::mail}) {
    db::Database fresh(test_database().settings(role));
    auto rows = fresh.select("SELECT CAST(@@SESSION.max_statement_time AS INT) AS seconds");
    BOOST_REQUIRE(rows.next());
    BOOST_TEST(rows.get<std::int64_t>("seconds") == 10);
  }
}

BOOST_AUTO_TEST_CASE(a_deadlock_that_is_over_at_the_third_try_costs_nobody_anything_and_has_one_effect) {
  TestPortal portal;
  const Deadlocks two(2);
  const KeptLog log;
  BOOST_TEST(location(ask_for_mail(portal)) == "/mihon/register/sent");
  BOOST_TEST(portal.mails().size() == 1U);
  BOOST_TEST(portal.count("mail_links") == 1);
  BOOST_TEST(log.count("database_gave_up") == 0);
}

BOOST_AUTO_TEST_CASE(after_three_deadlocks_the_member_is_told_to_come_again_and_nothing_was_done) {
  TestPortal portal;
  const Deadlocks three(3);
  const KeptLog log;
  const Reply given_up = ask_for_mail(portal);
  BOOST_TEST(given_up.status == 503);
  BOOST_TEST(!given_up.header("Retry-After").empty());
  BOOST_TEST(log.line("database_gave_up")
                 .starts_with(R"("event":"database_gave_up","request":"0123456789abcdef","reason":")"));
  BOOST_TEST(portal.mails().empty());
  BOOST_TEST(portal.count("mail_links") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
