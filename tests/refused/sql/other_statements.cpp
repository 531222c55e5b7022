// Statements without a society, those by the server's clock, questions, and probes of grants.
#include "sql/statement.hpp"

namespace {

template <class... P>
void across(portal::db::Statement<P...>, const P&...) {}
template <class... P>
void by_clock(portal::db::ClockStatement<P...>, const P&...) {}
template <class... P>
void of_society_by_clock(portal::db::SocietyClockQuestion<P...>, const P&...) {}
template <class... P>
void kept(portal::db::KeptQuestion<P...>, const P&...) {}
template <class... P>
void question(portal::db::SocietyQuestion<P...>, const P&...) {}
template <class... P>
void count(portal::db::CountStatement<P...>, const P&...) {}
void probe(portal::db::Probe) {}

void of_all_societies() {
  // Refused: a_table_is_not_bound_to_the_society
  across("SELECT name FROM members WHERE id = ?", 1);
  across("SELECT name FROM members WHERE society_id = ?", 1);
  across("SELECT m.name FROM members m JOIN societies s ON s.id = m.society_id WHERE s.slug = ?", 1);
  across("SELECT q.id FROM mail_queue q JOIN accounts a ON a.society_id = q.society_id");
  across("SELECT id FROM mail_queue WHERE account_id IN (SELECT id FROM accounts)");
  across("UPDATE members SET name = ?", 1);
  across("DELETE FROM audit_log WHERE at < ?", 1);

  // Refused: a_statement_without_a_society_names_one
  across("SELECT name FROM members WHERE society_id = :society");

  // Refused: an_inserted_row_does_not_begin_with_its_society
  across("INSERT INTO members (society_id, name) VALUES (?, ?)", 1, 2);
  across("INSERT INTO audit_log (society_id, at) SELECT id, created_at FROM societies");

  // Refused: a_row_would_change_its_society
  across("UPDATE mail_queue SET society_id = ? WHERE id = ?", 1, 2);

  // Refused: statement_reads_the_server_clock
  across("SELECT id FROM mail_queue WHERE due_at <= UTC_TIMESTAMP(6)");

  // Refused: statement_selects_columns_it_does_not_name
  across("SELECT * FROM mail_queue");

  // Refused: the_statement_is_beyond_what_is_understood
  across("TRUNCATE mail_queue");
  across("SET GLOBAL general_log = 1");
  across("SELECT @found AS id");
  across("SELECT @@secure_file_priv AS folder");
  across("SELECT @@global.read_only AS is_read_only");

  across("SELECT q.id FROM mail_queue q JOIN societies s ON s.id = q.society_id WHERE q.due_at < ? FOR UPDATE", 1);
  across("INSERT INTO schema_migrations (number, name) VALUES (?, ?)", 1, 2);
  across("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()");
  across("SELECT @@datadir AS folder");
  across("SELECT @@log_bin AS is_on");
}

void by_the_server_s_clock() {
  // Refused: a_table_is_not_bound_to_the_society
  by_clock("SELECT UTC_TIMESTAMP(6) AS now, name FROM members");
  by_clock("SELECT id FROM sessions WHERE token_digest = ?", 1);
  by_clock("SELECT e.id FROM societies s JOIN sessions e ON e.society_id = s.id");
  by_clock("SELECT e.id FROM societies s JOIN sessions e ON e.society_id = s.id WHERE s.slug = ?", 1);
  of_society_by_clock("SELECT e.id FROM sessions e WHERE e.token_digest = ? AND :society > 0", 1);

  // Refused: a_statement_without_a_society_names_one
  by_clock("SELECT id FROM sessions WHERE society_id = :society");

  by_clock("SELECT UTC_TIMESTAMP(6) AS now, EXISTS (SELECT id FROM mail_queue WHERE due_at < UTC_TIMESTAMP(6)) AS due");
  of_society_by_clock(
      "SELECT UTC_TIMESTAMP(6) AS now, @@read_only AS is_old FROM sessions WHERE society_id = :society");
}

void what_is_kept() {
  // Refused: a_row_that_is_kept_could_be_a_member_s
  kept("SELECT id FROM members WHERE society_id = :society");
  kept(
      "SELECT n.id FROM notices n JOIN notice_audience a ON a.society_id = n.society_id WHERE n.society_id = :society");
  kept(
      "SELECT n.id FROM notices n WHERE n.society_id = :society AND EXISTS "
      "(SELECT r.notice_id FROM notice_reads r WHERE r.society_id = :society)");
  kept("SELECT d.id FROM (SELECT society_id, id FROM documents WHERE society_id = :society) AS d");

  // Refused: a_table_is_not_bound_to_the_society
  kept("SELECT id FROM notices WHERE id = ? AND :society > 0", 1);

  // Refused: a_question_changes_or_locks
  kept("SELECT id FROM notices WHERE society_id = :society FOR UPDATE");

  kept("SELECT n.id FROM notices n JOIN topics t ON t.society_id = n.society_id WHERE n.society_id = :society");
}

void questions() {
  // Refused: a_question_changes_or_locks
  question("SELECT id FROM accounts WHERE society_id = :society AND id = ? FOR UPDATE", 1);
  question("SELECT id FROM accounts WHERE society_id = :society FOR UPDATE SKIP LOCKED");
  question("SELECT id FROM accounts WHERE society_id = :society LOCK IN SHARE MODE");
  question(
      "SELECT id FROM accounts WHERE society_id = :society AND id IN "
      "(SELECT account_id FROM sessions WHERE society_id = :society FOR UPDATE)");
  question("DELETE FROM accounts WHERE society_id = :society AND id = ?", 1);
  question("UPDATE accounts SET nickname = ? WHERE society_id = :society", 1);
  question("INSERT INTO devices (society_id, account_id) VALUES (:society, ?)", 1);
  question("REPLACE INTO devices (society_id, account_id) VALUES (:society, ?)", 1);
  question("SELECT GET_LOCK(CONCAT('import', :society), 0) AS taken");
  question("SELECT RELEASE_LOCK(CONCAT('import', :society)) AS given");
  question("SELECT LAST_INSERT_ID(?) AS id, :society AS society", 1);

  // Refused: a_keyword_or_function_is_not_known
  question("SELECT NEXTVAL(numbers) AS n, :society AS society");
  question("SELECT NEXT VALUE FOR numbers, :society");

  // Refused: the_statement_is_beyond_what_is_understood
  question("SELECT id INTO OUTFILE 'x' FROM accounts WHERE society_id = :society");

  // Refused: a_table_is_not_bound_to_the_society
  question("SELECT id FROM accounts WHERE :society > 0");

  // Refused: statement_does_not_name_its_society
  question("SELECT 1");

  question("SELECT id FROM accounts WHERE society_id = :society AND id = ?", 1);
}

void probes() {
  // Refused: a_probe_could_touch_rows
  probe("DELETE FROM members");
  probe("DELETE FROM members WHERE id = 0");
  probe("DROP TABLE members");
  probe("DELETE FROM members WHERE id = 1 OR 1 = 0");
  probe("SELECT id FROM members UNION SELECT id FROM accounts WHERE 1 = 0");
  probe("DELETE FROM members WHERE id = 0 UNION SELECT id FROM accounts WHERE 1 = 0");
  probe("DELETE FROM members WHERE id IN (SELECT id FROM members WHERE 1 = 0) OR id = 1");

  // Refused: the_statement_is_beyond_what_is_understood
  probe("DELETE FROM members -- WHERE 1 = 0");
  probe("DELETE FROM members # WHERE 1 = 0");

  // Refused: placeholders_and_parameters_differ_in_number
  probe("SELECT ? AS id FROM members WHERE 1 = 0");

  probe("DELETE FROM members WHERE 1 = 0");
  probe("UPDATE throttles SET key_digest = key_digest WHERE 1 = 0");
}

void counts() {
  // Refused: a_table_is_not_bound_to_the_society
  count("SELECT name FROM members");
  count("SELECT COUNT(name) AS c FROM members");
  count("SELECT MAX(- login_id * id) AS c FROM accounts");
  count("SELECT - id * id FROM accounts");
  count("SELECT COUNT(*), MAX(id) FROM accounts");
  count("SELECT MAX(id), COUNT(*) FROM accounts");
  count("SELECT DISTINCT (SELECT COUNT(*) FROM accounts) AS c, name FROM members");
  count("SELECT (SELECT COUNT(*) FROM accounts WHERE id IN (SELECT account_id FROM two_step)) AS c");
  count("SELECT COUNT(*) FROM accounts UNION SELECT login_id FROM accounts");
  across("SELECT (SELECT COUNT(*) FROM accounts) AS accounts");

  // Refused: a_statement_without_a_society_names_one
  count("SELECT (SELECT COUNT(*) FROM accounts WHERE society_id = :society) AS accounts");

  // Refused: statement_reads_the_server_clock
  count("SELECT (SELECT COUNT(*) FROM accounts WHERE created_at > UTC_TIMESTAMP(6)) AS accounts");

  count(
      "SELECT (SELECT COUNT(*) FROM accounts WHERE left_at > ?) AS accounts, (SELECT COUNT(*) FROM members) AS members",
      1);
}

}  // namespace
