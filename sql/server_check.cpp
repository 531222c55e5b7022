#include "sql/server_check.hpp"

#include <array>

#include "base/totp.hpp"

namespace portal::server_check {
namespace {

// Rights are looked at before rows, and no row fulfils 1 = 0: a statement that is let through changes nothing.
struct Trial {
  User user;
  bool should_work;
  db::Probe probe;
};

constexpr std::array<Trial, 34> trials{{
    {User::web, true, "SELECT id FROM members WHERE 1 = 0"},
    {User::web, true,
     "INSERT INTO audit_log (society_id, at, event, client_address, request_id)"
     " SELECT id, created_at, slug, slug, slug FROM societies WHERE 1 = 0"},
    {User::web, false,
     "INSERT INTO audit_log (society_id, at, event, client_address, request_id, operator)"
     " SELECT id, created_at, slug, slug, slug, slug FROM societies WHERE 1 = 0"},
    {User::web, false, "UPDATE members SET name = name WHERE 1 = 0"},
    {User::web, false, "UPDATE societies SET name = name WHERE 1 = 0"},
    {User::web, false, "UPDATE postcards SET password_hash = password_hash WHERE 1 = 0"},
    {User::web, false, "UPDATE accounts SET member_id = member_id WHERE 1 = 0"},
    {User::web, false, "UPDATE account_emails SET address = address WHERE 1 = 0"},
    {User::web, false, "UPDATE mail_links SET account_id = account_id WHERE 1 = 0"},
    {User::web, false, "UPDATE sessions SET account_id = account_id WHERE 1 = 0"},
    {User::web, false, "UPDATE audit_log SET event = event WHERE 1 = 0"},
    {User::web, false, "DELETE FROM audit_log WHERE 1 = 0"},
    {User::web, false, "SELECT sealed_payload FROM mail_queue WHERE 1 = 0"},
    {User::web, false, "DROP TABLE IF EXISTS a_table_that_is_not_there"},
    {User::mail, true, "SELECT id FROM mail_queue WHERE 1 = 0"},
    {User::mail, false, "UPDATE mail_queue SET recipient = recipient WHERE 1 = 0"},
    {User::mail, false, "UPDATE account_emails SET bounced_at = bounced_at WHERE 1 = 0"},
    {User::mail, false, "DELETE FROM mail_queue WHERE 1 = 0"},
    {User::mail, false, "SELECT id FROM members WHERE 1 = 0"},
    {User::mail, false, "SELECT id FROM accounts WHERE 1 = 0"},
    {User::mail, false, "DROP TABLE IF EXISTS a_table_that_is_not_there"},
    {User::ctl, true, "SELECT id FROM members WHERE 1 = 0"},
    {User::ctl, false, "UPDATE accounts SET password_hash = password_hash WHERE 1 = 0"},
    {User::ctl, false, "UPDATE account_emails SET address = address WHERE 1 = 0"},
    {User::ctl, false,
     "INSERT INTO audit_log (society_id, id, at, event, client_address, request_id)"
     " SELECT id, id, created_at, slug, slug, slug FROM societies WHERE 1 = 0"},
    {User::ctl, false, "UPDATE audit_log SET event = event WHERE 1 = 0"},
    {User::ctl, false, "DELETE FROM audit_log WHERE 1 = 0"},
    {User::ctl, false, "UPDATE audit_days SET hash = hash WHERE 1 = 0"},
    {User::ctl, false, "DELETE FROM audit_days WHERE 1 = 0"},
    {User::ctl, false, "DELETE FROM accounts WHERE 1 = 0"},
    {User::ctl, false, "DELETE FROM documents WHERE 1 = 0"},
    {User::ctl, false, "DELETE FROM erased_members WHERE 1 = 0"},
    {User::ctl, false, "SELECT sealed_secret FROM two_step WHERE 1 = 0"},
    {User::ctl, false, "DROP TABLE IF EXISTS a_table_that_is_not_there"},
}};

bool is_granted(db::Database& database, db::Probe probe) {
  try {
    database.try_out(probe);
    return true;
  } catch (const db::NotGranted&) {
    return false;
  }
}

}  // namespace

Grants try_grants(db::Database& database, User user) {
  Grants grants;
  for (const Trial& trial : trials) {
    if (trial.user != user || is_granted(database, trial.probe) == trial.should_work) continue;
    (trial.should_work ? grants.wrongly_refused : grants.wrongly_allowed).push_back(trial.probe.text());
  }
  return grants;
}

// Each user but the mailer may do it. Whether the server takes writes is looked at before rows, too.
void demand_writes(db::Database& database) {
  database.try_out("UPDATE throttles SET key_digest = key_digest WHERE 1 = 0");
}

Ahead written_ahead(db::Database& database, Timestamp now) {
  constexpr auto put_off_max = std::chrono::hours{5};
  auto rows = database.select_counts(R"(
    SELECT (SELECT COUNT(*) FROM mail_queue WHERE class IN (0, 1, 5) AND due_at > ?) AS mails,
           (SELECT COUNT(*) FROM throttles WHERE counted_at > ?) AS counts,
           (SELECT COUNT(*) FROM two_step WHERE used_step > ?) AS two_step_apps)",
                                     now + put_off_max, now, totp::step_at(now) + 1);
  rows.next();
  return {rows.get<std::int64_t>("mails"), rows.get<std::int64_t>("counts"), rows.get<std::int64_t>("two_step_apps")};
}

Standing standing(db::Database& database) {
  auto rows = database.select(
      "SELECT @@read_only OR @@innodb_read_only AS only_reads, @@wsrep_on AS in_galera,"
      " @@rpl_semi_sync_master_enabled AS waits");
  rows.next();
  return {!rows.get<bool>("only_reads"), rows.get<bool>("in_galera"), rows.get<bool>("waits")};
}

BinaryLog binary_log(db::Database& database) {
  auto rows = database.select("SELECT @@log_bin AS is_on, @@binlog_expire_logs_seconds AS kept_seconds");
  rows.next();
  return {rows.get<bool>("is_on"), rows.get<std::int64_t>("kept_seconds")};
}

std::string data_folder(db::Database& database) {
  auto rows = database.select("SELECT @@datadir AS folder");
  rows.next();
  return rows.get<std::string>("folder");
}

}  // namespace portal::server_check
