"""AZ-07: the database itself refuses what a program has no business with."""

import unittest

from installation import Sql, shared

REFUSED = tuple(f"ERROR {number}" for number in (1044, 1045, 1142, 1143, 1227, 1290, 1370, 1419))
FOR_WEB = """
SELECT * FROM mail_queue LIMIT 1
SELECT recipient FROM mail_queue LIMIT 1
SELECT sealed_payload FROM mail_queue LIMIT 1
SELECT last_reply FROM mail_queue LIMIT 1
UPDATE mail_queue SET due_at = NULL
DELETE FROM mail_queue
SELECT * FROM audit_log LIMIT 1
UPDATE audit_log SET event = 'x'
DELETE FROM audit_log
INSERT INTO audit_log (operator) VALUES ('os:sato')
INSERT INTO audit_log (id) VALUES (1)
SELECT * FROM audit_days LIMIT 1
INSERT INTO audit_days (society_id) VALUES (1)
SELECT * FROM imports LIMIT 1
INSERT INTO members (society_id) VALUES (1)
UPDATE members SET name = 'x'
DELETE FROM members
UPDATE members SET left_on = NULL
UPDATE members SET is_protected = FALSE
DELETE FROM household_choices
INSERT INTO expenses (society_id) VALUES (1)
UPDATE expenses SET total = 0
DELETE FROM expenses
SELECT * FROM expenses_replaced LIMIT 1
SELECT * FROM members_replaced LIMIT 1
SELECT * FROM erased_members LIMIT 1
DELETE FROM expense_months
INSERT INTO societies (slug) VALUES ('x')
UPDATE societies SET name = 'x'
DELETE FROM societies
DELETE FROM closed_accounts
INSERT INTO postcards (society_id) VALUES (1)
DELETE FROM postcards
SELECT note FROM postcard_texts LIMIT 1
UPDATE postcards SET password_hash = 'x'
UPDATE postcards SET member_id = 1
UPDATE postcards SET expires_at = NOW()
DELETE FROM sessions
DELETE FROM mail_links
DELETE FROM steps
UPDATE mailing_links SET target = 'x'
INSERT INTO mailing_links (society_id) VALUES (1)
INSERT INTO arrival_mails (society_id) VALUES (1)
UPDATE arrival_mails SET made_at = NULL
DELETE FROM arrival_mails
SELECT file_name FROM imports LIMIT 1
UPDATE front_items SET title = 'x'
DELETE FROM front_items
INSERT INTO notices (society_id) VALUES (1)
UPDATE notices SET title = 'x'
UPDATE notices SET withdrawn_at = NULL
DELETE FROM notices
INSERT INTO notice_audience (society_id) VALUES (1)
DELETE FROM notice_audience
UPDATE notice_reads SET read_at = NULL
DELETE FROM notice_reads
INSERT INTO topics (society_id) VALUES (1)
UPDATE topics SET title = 'x'
DELETE FROM topics
INSERT INTO documents (society_id) VALUES (1)
UPDATE documents SET member_id = 1
UPDATE documents SET withdrawn_at = NULL
DELETE FROM documents
UPDATE document_reads SET opened_at = NOW()
DELETE FROM document_reads
INSERT INTO screening_programmes (society_id) VALUES (1)
UPDATE screening_programmes SET capacity = NULL
UPDATE screening_programmes SET version = 2
DELETE FROM screening_programmes
UPDATE screening_applications SET items = 'x'
DELETE FROM screening_applications
INSERT INTO limit_schedules (society_id) VALUES (1)
UPDATE limit_bands SET amount = 'x'
DELETE FROM limit_bands
SELECT line FROM application_export_lines LIMIT 1
SELECT head FROM application_exports LIMIT 1
UPDATE applications SET applicant_id = 1
DELETE FROM applications
UPDATE schema_migrations SET number = 0
DELETE FROM schema_migrations
UPDATE recovery_codes SET code_digest = 'x'
UPDATE sign_ins SET device = 'x'
DELETE FROM sign_ins
INSERT INTO mail_queue (id) SELECT id FROM mail_queue
UPDATE applications SET applicant_id = 1
UPDATE applications SET member_id = 1
UPDATE applications SET kind = 'screening'
DELETE FROM applications
DELETE FROM limit_applications
""".strip().splitlines()
FOR_MAIL = """
SELECT * FROM members LIMIT 1
SELECT * FROM accounts LIMIT 1
SELECT address FROM account_emails LIMIT 1
SELECT * FROM sessions LIMIT 1
SELECT * FROM postcards LIMIT 1
SELECT * FROM mail_links LIMIT 1
SELECT * FROM steps LIMIT 1
SELECT * FROM audit_log LIMIT 1
SELECT * FROM audit_days LIMIT 1
SELECT * FROM societies LIMIT 1
SELECT * FROM throttles LIMIT 1
SELECT * FROM devices LIMIT 1
SELECT * FROM two_step LIMIT 1
SELECT * FROM passkeys LIMIT 1
SELECT * FROM recovery_codes LIMIT 1
SELECT * FROM sign_ins LIMIT 1
SELECT * FROM imports LIMIT 1
SELECT * FROM expenses LIMIT 1
SELECT * FROM notices LIMIT 1
SELECT * FROM notice_reads LIMIT 1
SELECT * FROM documents LIMIT 1
SELECT * FROM arrival_mails LIMIT 1
SELECT * FROM applications LIMIT 1
SELECT * FROM limit_applications LIMIT 1
UPDATE accounts SET nickname = 'x'
UPDATE account_emails SET bounced_at = NULL
INSERT INTO audit_log (society_id) VALUES (1)
INSERT INTO mail_queue (society_id) VALUES (1)
DELETE FROM mail_queue
""".strip().splitlines()
FOR_BOTH = """
CREATE TABLE x (a INT)
DROP TABLE accounts
ALTER TABLE accounts ADD x INT
TRUNCATE TABLE throttles
CREATE INDEX x ON accounts (nickname)
CREATE TRIGGER t BEFORE INSERT ON accounts FOR EACH ROW SET @a = 1
CREATE VIEW v AS SELECT 1
CREATE PROCEDURE p() SELECT 1
CREATE USER x
GRANT ALL ON *.* TO CURRENT_USER
SELECT * FROM mysql.global_priv
SELECT * FROM mysql.user
SET GLOBAL max_connections = 1
SELECT LOAD_FILE('/etc/passwd') + 0 FROM mysql.user
SELECT 1 INTO OUTFILE '/tmp/edge-never'
LOAD DATA INFILE '/etc/passwd' INTO TABLE throttles
SHUTDOWN
LOCK TABLES mail_queue READ, members READ
RENAME TABLE accounts TO x
DROP DATABASE kenko_portal
CREATE DATABASE x
FLUSH TABLES
""".strip().splitlines()


class TheDatabaseRefuses(unittest.TestCase):
    def refuses(self, user, statements):
        portal = shared()
        tables = portal.sql("CHECKSUM TABLE accounts, members, societies, postcards, audit_log")
        connection = Sql(portal.run / "mariadb.sock", f"portal_{user}", portal.var / "secrets" / f"database-{user}")
        for statement in statements:
            with self.subTest(user, statement=statement):
                connection("START TRANSACTION")
                rows = connection(statement)
                connection("ROLLBACK")
                self.assertTrue(rows and rows[0][0].startswith(REFUSED), rows[:1])
        connection.close()
        self.assertEqual(portal.sql("CHECKSUM TABLE accounts, members, societies, postcards, audit_log"), tables)

    def test_the_web_workers_what_only_staff_or_the_mailer_may_do(self):
        self.refuses("web", FOR_WEB + FOR_BOTH)

    def test_the_mailer_everything_but_its_queue(self):
        self.refuses("mail", FOR_MAIL + FOR_BOTH)

    def test_staff_the_changing_of_the_audit_log_and_of_the_schema(self):
        self.refuses(
            "ctl",
            [
                "UPDATE audit_log SET event = 'x'",
                "DELETE FROM audit_log",
                "INSERT INTO audit_log (id) VALUES (1)",
                "UPDATE audit_days SET hash = 'x'",
                "UPDATE audit_days SET archived_at = NOW()",
                "DELETE FROM audit_days",
                "DELETE FROM accounts",
                "DELETE FROM erased_members",
                "UPDATE erased_members SET erased_at = NOW()",
                "UPDATE imports SET kind = 'x'",
                "UPDATE expenses SET total = 0",
                "INSERT INTO notice_reads (society_id) VALUES (1)",
                "DELETE FROM notice_reads",
                "UPDATE documents SET member_id = 1",
                "DELETE FROM documents",
                "INSERT INTO document_reads (society_id) VALUES (1)",
                "UPDATE application_export_lines SET export_id = 1",
                "DELETE FROM application_export_lines",
                "UPDATE applications SET member_id = 1",
                "DELETE FROM notices",
                "DELETE FROM topics",
                "SELECT sealed_secret FROM two_step LIMIT 1",
                "SELECT code_digest FROM recovery_codes LIMIT 1",
                "UPDATE two_step SET on_since = NOW()",
                "INSERT INTO recovery_codes (society_id) VALUES (1)",
            ]
            + FOR_BOTH,
        )
