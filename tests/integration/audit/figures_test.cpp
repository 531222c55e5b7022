// What monitors ask every minute costs as much in a large society as in a small one.
#include "sql/audit/figures.hpp"

#include <chrono>

#include <boost/test/unit_test.hpp>

#include "sql/mails/mail_queue.hpp"
#include "tests/support/test_database.hpp"
#include "tests/support/test_portal.hpp"

using namespace portal;
using namespace std::chrono_literals;
using portal::testing::DatabaseRole;
using portal::testing::test_database;
using portal::testing::TestPortal;

namespace {

// In both societies 30,000 rows of the audit log and 15,000 sessions of the last months, and 15,000 mails that were
// sent; of each, ten of the last hour.
void fill(TestPortal& portal) {
  portal.staff.execute(R"(
    INSERT INTO audit_log (society_id, at, event, client_address, request_id)
    SELECT s.id, q.at, 'sign_in', '', ''
    FROM (SELECT '2026-08-01' + INTERVAL seq SECOND AS at, seq FROM seq_1_to_30000
          UNION ALL SELECT '2026-11-22 03:30:00' + INTERVAL seq SECOND, 30000 + seq FROM seq_1_to_10) AS q
    JOIN societies AS s ORDER BY q.seq)");
  portal.staff.execute(R"(
    INSERT INTO sessions (society_id, account_id, token_digest, created_at, seen_at, expires_at, authenticated_at,
                          device)
    SELECT a.society_id, a.id, q.seq, q.at, q.at, q.at + INTERVAL 12 HOUR, q.at, ''
    FROM (SELECT '2026-08-01' + INTERVAL seq SECOND AS at, seq FROM seq_1_to_15000
          UNION ALL SELECT '2026-11-22 03:30:00' + INTERVAL seq SECOND, 15000 + seq FROM seq_1_to_10) AS q
    JOIN (SELECT society_id, MIN(id) AS id FROM accounts GROUP BY society_id) AS a ORDER BY q.seq)");
  portal.staff.execute(R"(
    INSERT INTO mail_queue (society_id, class, purpose, recipient, message_id, queued_at, not_after, outcome,
                            finished_at)
    SELECT s.id, 5, 'test', 'a@example.jp', q.seq, q.at, q.at, 'sent', q.at
    FROM (SELECT '2026-08-01' + INTERVAL seq SECOND AS at, seq FROM seq_1_to_15000
          UNION ALL SELECT '2026-11-22 03:30:00' + INTERVAL seq SECOND, 15000 + seq FROM seq_1_to_10) AS q
    JOIN societies AS s WHERE s.slug = 'mihon')");
}

std::int64_t rows_read(TestPortal& portal) {
  auto rows = portal.staff.select(R"(
    SELECT SUM(VARIABLE_VALUE) + 0 AS found FROM information_schema.GLOBAL_STATUS
    WHERE VARIABLE_NAME LIKE 'HANDLER_READ%')");
  rows.next();
  return rows.get<std::int64_t>("found");
}

void as_root(const char* statement) {
  db::Database(test_database().settings(DatabaseRole::root)).run_script(statement);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(figures_for_monitors)

BOOST_AUTO_TEST_CASE(they_are_right_and_read_no_more_than_what_was_written_in_the_time_they_tell_of) {
  TestPortal portal;
  portal.as("hanako");
  fill(portal);
  db::Database ctl(test_database().settings(DatabaseRole::ctl));
  const Timestamp now = timestamp_from_sql("2026-11-22 04:00:00.000000");
  const auto society = societies::find(ctl, "mihon").value();
  db::SocietyReader mihon(ctl, society.id);
  for (const char* statistics : {"stale", "fresh"}) {
    BOOST_TEST_CONTEXT(statistics << " statistics") {
      figures::events_since(mihon, now);  // prepares its statements
      const std::int64_t before = rows_read(portal), asking = rows_read(portal) - before;
      const auto events = figures::events_since(mihon, now - 1h);
      const std::int64_t open = figures::sessions_open(mihon, now - 12h, now - 1h, now);
      const auto mails = mail_queue::watched(ctl, now - 1h, now - 24h, now);
      const std::int64_t cost = rows_read(portal) - before - 2 * asking;
      BOOST_TEST(events.at("sign_in") >= 10);
      BOOST_TEST(events.at("sign_in") <= 12);
      BOOST_TEST(open == 10);
      BOOST_TEST(mails.size() == 1U);
      BOOST_TEST(mails.at(0).count == 10);
      BOOST_TEST(cost <= 400);
    }
    as_root("ANALYZE TABLE audit_log, sessions, mail_queue");
  }
  db::Database root(test_database().settings(DatabaseRole::root));
  root.run_script("SET SESSION foreign_key_checks = 0");
  for (const char* table : {"audit_log", "sessions", "mail_queue"})
    root.run_script(std::string("TRUNCATE TABLE ") + table);  // rows deleted one by one would cost the next test more
  root.run_script("ANALYZE TABLE audit_log, sessions, mail_queue");
}

BOOST_AUTO_TEST_SUITE_END()
