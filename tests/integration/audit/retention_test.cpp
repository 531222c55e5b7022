#include "sql/audit/retention.hpp"

#include <boost/test/unit_test.hpp>

#include "base/secret.hpp"
#include "tests/support/test_portal.hpp"

namespace retention = portal::retention;
using namespace std::chrono_literals;
using portal::Timestamp;
using portal::testing::Browser;
using portal::testing::DatabaseRole;
using portal::testing::test_database;
using portal::testing::TestPortal;

namespace {

// A row of each kind in mihon, whose time began at the moment.
void add_rows(TestPortal& portal, Timestamp moment, const std::string& name) {
  portal::db::SocietyDatabase db(portal.staff, portal::societies::find(portal.staff, "mihon").value().id);
  const std::string digest = portal::secret::digest(name);
  db.execute("INSERT INTO form_nonces (society_id, nonce_digest, location, created_at) VALUES (:society, ?, '', ?)",
             digest, moment);
  db.execute(R"(INSERT INTO sign_in_attempts (society_id, network_digest, login_digest, failed, tried_at)
                VALUES (:society, ?, ?, TRUE, ?))",
             digest, digest, moment);
  db.execute("INSERT INTO throttles (society_id, key_digest, count, window_ends_at) VALUES (:society, ?, 1, ?)", digest,
             moment);
  const auto account = portal.add_account("mihon", name, portal.member("mihon", "0001001", name.substr(0, 2)));
  db.execute(
      "INSERT INTO sent_forms (society_id, account_id, token_digest, sealed_input, sent_at) VALUES (:society, ?, ?, "
      "'sealed', ?)",
      account, digest, moment);
  db.execute(
      "INSERT INTO arrival_mails (society_id, member_id, day, made_at, code_digest) VALUES (:society, ?, DATE(?), ?, "
      "?)",
      portal.member("mihon", "0001001", name.substr(0, 2)), moment, moment, digest);
  db.execute("INSERT INTO postcard_orders (society_id, stop_digest, ordered_at) VALUES (:society, ?, ?)", digest,
             moment);
  db.execute(
      "INSERT INTO postcard_orders (society_id, member_id, stop_digest, ordered_at, stopped_at) VALUES (:society, ?, "
      "?, "
      "?, ?)",
      portal.member("mihon", "0001001"), portal::secret::digest(name + " stopped"), moment, moment);
  const auto link = db.insert<portal::MailLinkId>(R"(
    INSERT INTO mail_links (society_id, purpose, address, token_digest, created_at, expires_at)
    VALUES (:society, 'registration', 'a@example.jp', ?, ?, ?))",
                                                  digest, moment, moment);
  db.execute(
      R"(INSERT INTO steps (society_id, token_digest, purpose, member_id, mail_link_id, address, created_at, expires_at)
                VALUES (:society, ?, 'registration', ?, ?, 'a@example.jp', ?, ?))",
      digest, portal.member("mihon", "0001001"), link, moment, moment);
  db.execute(
      R"(INSERT INTO sessions (society_id, account_id, token_digest, created_at, seen_at, expires_at, authenticated_at,
                device) VALUES (:society, ?, ?, ?, ?, ?, ?, 'iPhone'))",
      account, digest, moment, moment, moment, moment);
  db.execute(
      "INSERT INTO devices (society_id, account_id, token_digest, created_at, seen_at) VALUES (:society, ?, ?, ?, ?)",
      account, digest, moment, moment);
  db.execute(
      "INSERT INTO sign_ins (society_id, account_id, at, device, way, wrong_tries) VALUES (:society, ?, ?, 'iPhone', "
      "'password', 0)",
      account, moment);
  db.execute("INSERT INTO two_step (society_id, account_id, sealed_secret, began_at) VALUES (:society, ?, 'sealed', ?)",
             account, moment);
  const auto member = portal.member("mihon", "0001001", name.substr(0, 2));
  const auto application = db.insert<portal::ApplicationId>(R"(
    INSERT INTO applications (society_id, kind, applicant_id, member_id, status, applied_at, changed_at)
    VALUES (:society, 'limit_certificate', ?, ?, 'sent', ?, ?))",
                                                            member, member, moment, moment);
  const auto sending = db.insert<portal::ExportId>(R"(
    INSERT INTO application_exports (society_id, kind, encoding, head, file_name, operator, exported_at)
    VALUES (:society, 'limit_certificate', 'utf-8', '', '', '', ?))",
                                                   moment);
  db.execute(R"(INSERT INTO application_export_lines (society_id, application_id, revision, export_id, line)
                VALUES (:society, ?, 1, ?, 'a line'))",
             application, sending);
  db.execute(
      R"(INSERT INTO mail_queue (society_id, class, purpose, recipient, message_id, queued_at, not_after, outcome,
                finished_at) VALUES (:society, 1, 'test', 'a@example.jp', ?, ?, ?, 'sent', ?))",
      name, moment, moment, moment);
}

struct Rows {
  TestPortal& portal;
  portal::db::Database staff{test_database().settings(DatabaseRole::ctl)};
  portal::db::SocietyDatabase db{staff, portal::societies::find(staff, "mihon").value().id};

  std::int64_t older_than_now(const retention::Kept& kept) { return retention::count(db, kept, portal.now + 1s); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(retention_of_rows)

BOOST_AUTO_TEST_CASE(each_kind_of_row_goes_after_its_time_and_not_before) {
  for (const retention::Kept& kept : retention::all()) {
    TestPortal portal;
    add_rows(portal, portal.now - kept.kept - 1s, "00.late");
    add_rows(portal, portal.now - kept.kept + 1s, "01.young");
    Rows rows{portal};
    BOOST_TEST(rows.older_than_now(kept) == 2, kept.rows);
    for (const retention::Kept& each : retention::all()) {  // in order: rows that others point to come later
      retention::remove(rows.db, each, portal.now - each.kept, 1000);
      BOOST_TEST(retention::count(rows.db, each, portal.now - each.kept) == 0, each.rows);
    }
    BOOST_TEST(rows.older_than_now(kept) == 1, kept.rows);
  }
}

BOOST_AUTO_TEST_CASE(at_most_so_many_rows_go_at_once_and_none_of_another_society) {
  TestPortal portal;
  for (int number = 0; number < 5; ++number)
    portal.staff.execute(
        "INSERT INTO form_nonces (society_id, nonce_digest, location, created_at) SELECT id, CONCAT(?, slug), '', ? "
        "FROM societies",
        number, portal.now - 25h);
  Rows rows{portal};
  const retention::Kept& nonces = retention::all().front();
  BOOST_TEST(retention::remove(rows.db, nonces, portal.now - nonces.kept, 3) == 3U);
  BOOST_TEST(retention::remove(rows.db, nonces, portal.now - nonces.kept, 3) == 2U);
  auto left = portal.staff.select("SELECT COUNT(*) AS counted FROM form_nonces");
  left.next();
  BOOST_TEST(left.get<int>("counted") == 5);
}

BOOST_AUTO_TEST_CASE(a_lock_that_still_holds_and_a_mail_that_still_waits_stay_however_old_they_are) {
  TestPortal portal;
  add_rows(portal, portal.now - 24h * 400, "00.old");
  portal.staff.execute("UPDATE throttles SET blocked_until = ?", portal.now + 1h);
  portal.staff.execute("UPDATE mail_queue SET outcome = NULL, finished_at = NULL, due_at = ?", portal.now - 24h * 400);
  Rows rows{portal};
  for (const retention::Kept& kept : retention::all()) retention::remove(rows.db, kept, portal.now - kept.kept, 1000);
  auto left = portal.staff.select(
      "SELECT (SELECT COUNT(*) FROM throttles) AS throttles, (SELECT COUNT(*) FROM mail_queue) AS mails");
  left.next();
  BOOST_TEST(left.get<int>("throttles") == 1);
  BOOST_TEST(left.get<int>("mails") == 1);
}

BOOST_AUTO_TEST_CASE(a_member_who_is_signed_in_and_one_who_signed_in_89_days_ago_keep_what_their_pages_show) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  portal.now += 24h * 89;
  Browser again = portal.as("hanako");
  Rows rows{portal};
  for (const retention::Kept& kept : retention::all()) retention::remove(rows.db, kept, portal.now - kept.kept, 1000);
  BOOST_TEST(again.get("/mihon/home").status == 200);
  BOOST_TEST(portal.count("sessions") == 2);
}

BOOST_AUTO_TEST_SUITE_END()
