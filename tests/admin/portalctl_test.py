#!/usr/bin/python3
"""portalctl itself, run as an operator would:  portalctl_test.py BUILD_FOLDER [TEST…]"""

import csv
import io
import json
import os
import pty
import re
import resource
import signal
import subprocess
import time
import unittest
import zipfile
from pathlib import Path

from installation import (AWAY, BAD_DATA, BUG, CONFIGURATION, DISK, GOOD, MEMBERS_HEADING, NO_INPUT, NO_OUTPUT,
                          SOURCE, TRY_LATER, USAGE, Installation, PortalctlCase, member_row, run_tests)

DEMO = SOURCE / "demo" / "data"
KILLED_AT = 20
MIGRATION_KILLED_AFTER_SECONDS = (0.05, 0.1, 0.15, 0.2)


class PortalctlTest(PortalctlCase):
    def setUp(self):
        self.installation.empty(("members", "members_replaced", "postcard_orders", "postcards", "imports", "audit_log",
                                 "accounts", "expenses", "notices"))
        self.files = self.installation.folder / "files"
        subprocess.run(["rm", "-rf", self.files], check=True)
        self.files.mkdir()

    # Usage

    def test_a_wrong_word_gets_a_hint_and_64(self):
        for words, hint in ((["memebr", "find"], "member"), (["member", "fnid", "x"], "find"),
                            (["member", "import", "--aply", "x"], "--apply"), (["society", "show", "mihn"], "mihon")):
            self.assertIn(f'did you mean "{hint}"?', self.run_it(*words, expected=USAGE).stderr)

    def test_what_is_missing_is_named(self):
        self.assertIn("FILE is missing", self.run_it("member", "import", expected=USAGE).stderr)
        self.assertIn("--pdf or --csv is missing", self.run_it("postcard", "issue", "--apply", expected=USAGE).stderr)
        self.assertIn("--society", self.run_it("member", "find", "x", expected=USAGE, society=None).stderr)
        self.assertIn("before the noun",
                      self.run_it("member", "find", "x", "--society", "mihon", expected=USAGE).stderr)

    def test_help_is_there_at_every_level(self):
        for words in ([], ["member"], ["member", "import"], ["doctor"]):
            self.assertIn("Usage", self.run_it(*words, "--help").stdout)

    @unittest.skipIf(os.environ.get("PORTALCTL_IS_SANITIZED"), "sanitizers take their own time")
    def test_the_first_word_comes_within_100_ms(self):
        """Of a processor of its own: by the clock, whatever else the machine does would be counted. So would waiting,
        for which a second by the clock is far too long."""
        self.assertLess(min(self.busy_seconds_of("society", "list") for _ in range(20)), 0.1)
        self.assertLess(min(self.seconds_of("society", "list") for _ in range(5)), 1)

    def busy_seconds_of(self, *words):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.run_it(*words)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    def seconds_of(self, *words):
        begun = time.monotonic()
        self.run_it(*words)
        return time.monotonic() - begun

    def until(self, condition):
        deadline = time.monotonic() + 30
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)

    # Configuration and database

    def test_a_bad_configuration_is_78(self):
        broken = self.file_of("demo = maybe", "portal.toml")
        for config in (broken, self.files / "none.toml"):
            done = subprocess.run([self.installation.program, "--config", config, "society", "list"],
                                  capture_output=True)
            self.assertEqual(done.returncode, CONFIGURATION)

    def test_all_faults_of_the_configuration_are_told_at_once_by_every_program(self):
        text = self.installation.config.read_text()
        for right, wrong in (("templates =", "tempaltes ="), ("port = 9", 'port = "9"'), ('"none"', '"ssl"')):
            text = text.replace(right, wrong)
        config = self.file_of(text, "portal.toml")
        lines = config.read_text().splitlines()
        faults = [f"{config}:{1 + next(at for at, line in enumerate(lines) if line.startswith(key))}: {what}"
                  for key, what in (
                      ("tempaltes", 'paths.tempaltes is not a key of this table; did you mean "templates"?'),
                      ("port", "smtp.port must be a whole number without quotes, not a text in quotes"),
                      ("tls", 'smtp.tls must be none, starttls or implicit, not "ssl"'))]
        program = self.installation.program

        def told_by(*command):
            done = subprocess.run(command, capture_output=True, text=True, timeout=20, stdin=subprocess.DEVNULL)
            self.assertEqual(done.returncode, CONFIGURATION, done.stdout + done.stderr)
            return done.stdout + done.stderr

        for words in (("config", "check"), ("doctor",)):
            told = told_by(program, "--config", config, *words)
            self.assertEqual([line[2:] for line in told.splitlines() if line.startswith("✗ ")], faults)
        told = told_by(program, "--config", config, "society", "list")
        self.assertEqual([line for line in told.splitlines() if line[0] != " "],
                         [f"portalctl: {fault}" for fault in faults])
        for worker in (("portal-web", "--pool", "web"), ("portal-mailer",)):
            told = told_by(program.parent / worker[0], "--config", config, *worker[1:])
            logged = json.loads(told)
            self.assertEqual((logged["event"], logged["reason"]), ("start_failed", "; ".join(faults)))

    def test_no_database_is_69(self):
        text = self.installation.config.read_text().replace(str(self.installation.database.socket_path),
                                                            "/nowhere.sock")
        text = text.replace('directory = "secrets"', f'directory = "{self.installation.secrets}"')
        config = self.file_of(text, "portal.toml")
        done = subprocess.run([self.installation.program, "--config", config, "society", "list"], capture_output=True)
        self.assertEqual(done.returncode, AWAY)

    def test_no_secret_is_ever_shown(self):
        shown = self.run_it("config", "show").stdout
        for file in (found for found in self.installation.secrets.rglob("*") if found.is_file()):
            self.assertNotIn(file.read_text().strip(), shown)

    def test_every_key_of_portal_toml_is_shown(self):
        """Those of the conffile, in which a lint holds that each is there. How a user signs in is one line."""
        shown = {line.split()[0] for line in self.run_it("config", "show").stdout.splitlines()}
        section, keys = "", set()
        for line in (SOURCE / "debian" / "etc" / "portal.toml").read_text().splitlines():
            if heading := re.fullmatch(r"\[(\w+)\]", line):
                section = heading[1] + "."
            elif key := re.match(r"#?(\w+) *= ", line):
                keys.add(section + key[1])
        self.assertGreater(len(keys), 25)
        self.assertEqual(shown, keys)

    def test_doctor_names_what_is_wrong_and_what_to_run(self):
        (self.installation.secrets / "form").chmod(0o644)
        found = self.run_it("doctor", expected=CONFIGURATION).stdout
        (self.installation.secrets / "form").chmod(0o600)
        self.assertIn("chmod 600", found)
        self.assertIn("✗ the mail server 127.0.0.1:9", found)
        for user in ("web", "mail", "ctl"):
            self.assertIn(f"✓ portal_{user} may do what it needs and is refused the rest", found)

    def test_doctor_sees_what_a_clock_that_ran_ahead_left(self):
        self.assertIn("✓ no mail, block or code is from a clock that ran ahead",
                      self.run_it("doctor", expected=CONFIGURATION).stdout)
        self.addCleanup(self.installation.sql, "DELETE FROM throttles; DELETE FROM mail_queue;")
        self.installation.sql("""
SET @society = (SELECT id FROM societies WHERE slug = 'mihon'), @tomorrow = UTC_TIMESTAMP(6) + INTERVAL 1 DAY;
INSERT INTO throttles (society_id, key_digest, count, window_ends_at, counted_at)
VALUES (@society, 'd', 5, @tomorrow, @tomorrow);
INSERT INTO mail_queue (society_id, class, purpose, recipient, message_id, queued_at, due_at, not_after)
VALUES (@society, 0, 'test', 'a@example.jp', 'd', @tomorrow, @tomorrow, @tomorrow);""")
        found = self.run_it("doctor", expected=CONFIGURATION).stdout
        self.assertIn("✗ 1 mails are due in the future", found)
        self.assertIn("✗ 1 counts of tries are from the future", found)

    def test_doctor_sees_a_right_too_many_and_one_too_few(self):
        self.addCleanup(self.run_it, "schema", "migrate", "--apply")
        self.installation.sql("GRANT DELETE ON kenko_portal.audit_log TO 'portal_web'@'localhost';"
                              "REVOKE SELECT ON kenko_portal.members FROM 'portal_ctl'@'localhost';")
        found = self.run_it("doctor", expected=CONFIGURATION).stdout
        self.installation.sql("REVOKE DELETE ON kenko_portal.audit_log FROM 'portal_web'@'localhost';")
        self.assertIn("lets portal_web do: DELETE FROM audit_log", found)
        self.assertIn("refuses portal_ctl: SELECT id FROM members", found)
        self.run_it("schema", "migrate", "--apply")
        self.assertIn("✓ portal_ctl may do", self.run_it("doctor", expected=CONFIGURATION).stdout)

    def test_the_schema_can_be_migrated_again(self):
        self.assertIn("current", self.run_it("schema", "migrate", "--apply").stdout)
        self.assertNotIn("pending", self.run_it("schema", "status").stdout)

    def test_a_migration_cut_off_anywhere_is_gone_on_with(self):
        installation = Installation(self.build)
        self.addCleanup(installation.close)
        installation.sql("CREATE TABLE accounts (somebody_else_s INT);")
        for _ in range(2):  # what refuses a statement is not taken for its work
            done = installation.portalctl("schema", "migrate", "--apply")
            self.assertEqual(done.returncode, BUG, done.stderr)
            self.assertRegex(done.stderr, r"0001\w+: statement \d+ of \d+ was refused.*accounts")
            self.assertIn("goes on with that statement", done.stderr)
        self.assertIn("0001_societies_members_accounts  pending",
                      re.sub(" +", "  ", installation.portalctl("schema", "status").stdout))
        # As a run leaves it that is cut off between a statement and its count.
        installation.sql(
            "DROP TABLE accounts; UPDATE schema_migrations_begun SET statements = statements - 1, in_doubt = TRUE;")
        done = installation.portalctl("schema", "migrate", "--apply")
        self.assertEqual(done.returncode, GOOD, done.stderr)
        self.assertEqual(installation.sql("SELECT COUNT(*) FROM schema_migrations_begun;"), [["0"]])
        tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'kenko_portal' ORDER BY 1;"
        self.assertEqual(installation.sql(tables), self.installation.sql(tables))

    def test_operators_that_stood_among_the_addresses_get_their_own_column(self):
        self.addCleanup(self.installation.sql, "DELETE FROM audit_log;")
        self.installation.sql("""
            ALTER TABLE audit_log DROP CONSTRAINT of_staff_by_staff, DROP COLUMN operator;
            DELETE FROM schema_migrations WHERE number IN (18, 43);
            DELETE FROM audit_log;
            INSERT INTO audit_log (society_id, at, event, client_address, request_id) VALUES
              (1, '2026-11-22', 'cleaned_up', 'os:root/sato', ''), (1, '2026-11-22', 'sign_in', '192.0.2.7', 'r1');""")
        self.assertIn("0018_audit_operator", self.run_it("schema", "migrate", "--apply").stdout)
        self.assertEqual(self.installation.sql("SELECT event, client_address, operator FROM audit_log ORDER BY id;"),
                         [["cleaned_up", "", "os:root/sato"], ["sign_in", "192.0.2.7", ""]])

    def test_a_migration_killed_at_any_point_is_finished_by_the_next(self):
        installation = Installation(self.build)
        self.addCleanup(installation.close)
        for wait in MIGRATION_KILLED_AFTER_SECONDS:
            process = subprocess.Popen(installation.command("schema", "migrate", "--apply"), stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(wait)
            process.kill()
            process.wait()
        done = installation.portalctl("schema", "migrate", "--apply")
        self.assertEqual(done.returncode, GOOD, done.stderr)
        self.assertNotIn("pending", installation.portalctl("schema", "status").stdout)

    def test_a_right_taken_back_before_the_run_was_cut_off_is_not_missed(self):
        installation = Installation(self.build)
        self.addCleanup(installation.close)
        installation.portalctl("schema", "migrate", "--apply").check_returncode()
        digest = installation.sql("SELECT digest FROM schema_migrations WHERE number = 21;")[0][0]
        installation.sql("REVOKE UPDATE ON mail_links FROM portal_web@localhost;"
                         "DELETE FROM schema_migrations WHERE number = 21;"
                         f"INSERT INTO schema_migrations_begun VALUES (21, '{digest}', 1, TRUE);")
        done = installation.portalctl("schema", "migrate", "--apply")
        self.assertEqual(done.returncode, GOOD, done.stderr)

    def test_a_migration_that_lost_its_connection_keeps_other_nodes_out(self):
        installation = Installation(self.build)
        self.addCleanup(installation.close)
        installation.portalctl("schema", "migrate", "--apply").check_returncode()
        installation.sql("ALTER TABLE form_nonces DROP COLUMN sealed_cookies;"
                         "DELETE FROM schema_migrations WHERE number = 20;")
        holder = subprocess.Popen(
            ["mariadb", "--no-defaults", f"--socket={installation.database.socket_path}",
             f"--user={installation.database.system_user}",
             "--execute=USE kenko_portal; LOCK TABLES form_nonces WRITE; SELECT SLEEP(60);"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(lambda: (holder.kill(), holder.wait()))
        held = "SELECT id FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP%';"
        self.until(lambda: installation.sql(held))
        run = subprocess.Popen(installation.command("schema", "migrate", "--apply"), stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
        waiting = ("SELECT id FROM information_schema.processlist WHERE user = 'portal_migrate' AND "
                   "info LIKE '%ALTER TABLE form_nonces%';")
        self.until(lambda: installation.sql(waiting))
        installation.sql(f"KILL {installation.sql(waiting)[0][0]};")
        run.communicate()
        self.assertNotEqual(run.returncode, GOOD)
        installation.sql(f"KILL {installation.sql(held)[0][0]};")
        self.assertEqual(installation.sql("SELECT COUNT(*) FROM schema_migrations_begun WHERE number = 0;"), [["1"]])
        self.assertEqual(installation.portalctl("schema", "migrate", "--apply").returncode,
                         GOOD)  # the same server: taken over

    def test_a_migration_beside_one_on_another_node_of_the_cluster_stops_and_changes_nothing(self):
        installation = Installation(self.build)
        self.addCleanup(installation.close)
        installation.portalctl("schema", "migrate", "--apply").check_returncode()
        installation.sql("INSERT INTO schema_migrations_begun VALUES (0, 'db2:/var/lib/mysql/', 0, FALSE);"
                         "CREATE TABLE kept AS SELECT * FROM schema_migrations WHERE number = 20;"
                         "DELETE FROM schema_migrations WHERE number = 20;"
                         "REVOKE ALL ON societies FROM portal_web@localhost;")
        facts = ("SELECT * FROM schema_migrations_begun; SELECT number FROM schema_migrations;"
                 "SHOW GRANTS FOR portal_web@localhost;")
        before = installation.sql(facts)
        done = installation.portalctl("schema", "migrate", "--apply")
        self.assertEqual(done.returncode, TRY_LATER, done.stderr)
        self.assertEqual(done.stderr.splitlines()[0],
                         "portalctl: another migration is running on the server db2:/var/lib/mysql/")
        self.assertNotIn("backup", done.stderr)
        self.assertEqual(installation.sql(facts), before)
        installation.sql("INSERT INTO schema_migrations SELECT * FROM kept; DROP TABLE kept;")
        done = installation.portalctl("schema", "migrate", "--apply", "--take-over")
        self.assertEqual((done.returncode, done.stdout), (GOOD, "the schema is current\n"), done.stderr)
        self.assertEqual(installation.sql("SELECT COUNT(*) FROM schema_migrations_begun;"), [["0"]])

    def test_a_full_disk_is_74_in_one_line_wherever_something_is_written(self):
        def no_room():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

        folder = self.installation.folder / "full"
        folder.mkdir()
        for words in (("report", "monthly", "--month", "2026-10", "--xlsx", folder / "a.xlsx"),
                      ("report", "monthly", "--month", "2026-10", "--csv", folder / "a.csv"),
                      ("postcard", "sample", "--pdf", folder / "a.pdf"),
                      ("society", "error-pages", "--apply", folder / "pages")):
            done = subprocess.run(self.installation.command(*words, society="mihon"), capture_output=True, text=True,
                                  preexec_fn=no_room)
            self.assertEqual(done.returncode, DISK, f"{words}: {done.stderr}")
            self.assertIn("File too large", done.stderr, words)
            self.assertEqual(done.stderr.count("portalctl: "), 1, done.stderr)
        with open("/dev/full", "w") as full:
            done = subprocess.run(self.installation.command("society", "list"), stdout=full, stderr=subprocess.PIPE,
                                  text=True)
        self.assertEqual(done.returncode, DISK)
        self.assertIn("portalctl: standard output: No space left on device", done.stderr)

    @unittest.skipUnless(os.geteuid() == 0, "only root mounts a disk without room")
    def test_a_disk_without_room_for_another_file_is_74_and_no_fault_of_the_folder_s_owner(self):
        folder = self.installation.folder / "no-room"
        folder.mkdir()
        self.import_two()
        for words, files in ((("society", "error-pages", folder, "--apply"), 1),
                             (("society", "error-pages", folder / "pages", "--apply"), 0),
                             (("postcard", "issue", "--csv", folder / "cards.csv", "--apply"), 0)):
            mounted = f'mount -t tmpfs -o nr_inodes={1 + files} none "$0" && exec "$@"'
            command = ["unshare", "--mount", "sh", "-c", mounted, folder,
                       *self.installation.command(*words, society="mihon")]
            done = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual(done.returncode, DISK, f"{words}: {done.stderr}")
            self.assertIn("No space left on device", done.stderr)
            self.assertNotIn("owner", done.stderr)
        self.assertEqual(self.count("postcards"), 0)

    def test_where_no_message_can_be_written_the_exit_code_still_says_it(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run(self.installation.command("memebr"), stderr=full)
            self.assertEqual(done.returncode, USAGE)
            done = subprocess.run(self.installation.command("member", "find", "nobody", society="mihon"), stderr=full)
            self.assertEqual(done.returncode, GOOD)

    def test_an_upgrade_takes_back_what_was_granted_for_whole_tables(self):
        installation = Installation(self.build)
        self.addCleanup(installation.close)
        installation.portalctl("schema", "migrate", "--apply").check_returncode()
        facts = "".join(f"SHOW GRANTS FOR portal_{user}@localhost;" for user in ("web", "mail", "ctl"))
        before = sorted(installation.sql(facts))
        wide = {"web": ("mail_links", "steps", "sessions", "account_emails", "accounts", "devices",
                        "limit_applications"),
                "mail": ("mail_queue",),
                "ctl": ("accounts", "account_emails", "mail_links", "sessions", "throttles")}
        installation.sql("".join(f"GRANT UPDATE ON {table} TO portal_{user}@localhost;"
                                 for user, tables in wide.items() for table in tables)
                         + "DELETE FROM schema_migrations WHERE number = 21;")
        self.assertNotEqual(sorted(installation.sql(facts)), before)
        installation.portalctl("schema", "migrate", "--apply").check_returncode()
        self.assertEqual(sorted(installation.sql(facts)), before)

    def test_a_key_that_found_no_room_is_not_left_behind_in_part(self):
        def no_room():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))

        kept = self.installation.secrets / "form"
        aside = kept.rename(kept.with_suffix(".aside"))
        self.addCleanup(lambda: aside.rename(kept))
        self.installation.sql("DELETE FROM key_fingerprints WHERE name = 'form';")
        self.addCleanup(self.run_it, "schema", "migrate", "--apply")
        done = subprocess.run(self.installation.command("config", "create-secrets", "--apply"), capture_output=True,
                              text=True,
                              preexec_fn=no_room)
        self.assertEqual(done.returncode, DISK, done.stderr)
        self.assertFalse(kept.exists())

    def test_a_lost_key_with_which_data_was_made_is_named_and_no_other_one_takes_its_place(self):
        pepper = self.installation.secrets / "pepper" / "pepper-1"
        kept = pepper.rename(self.installation.folder / "pepper")
        self.addCleanup(kept.rename, pepper)
        refused = self.run_it("config", "create-secrets", expected=CONFIGURATION)
        self.assertIn("the key pepper-1 is missing, with which data was made", refused.stderr)
        self.assertFalse(pepper.exists())
        pepper.write_bytes((self.installation.secrets / "form").read_bytes())
        found = self.run_it("doctor", expected=CONFIGURATION).stdout
        self.assertIn("✗ the key pepper-1 is not the one with which the data was made", found)

    def test_a_role_looks_at_its_own_keys_alone(self):
        seal = self.installation.secrets / "mail-seal.secret"
        aside = seal.rename(self.installation.folder / "seal")
        self.addCleanup(aside.rename, seal)
        self.run_it("config", "check", expected=CONFIGURATION)
        for role in ("web", "auth", "ctl"):
            self.run_it("config", "check", "--role", role)
        self.run_it("config", "check", "--role", "mailer", expected=CONFIGURATION)
        self.run_it("config", "check", "--role", "webb", expected=USAGE)

    def test_nginx_has_the_host_s_name_from_origin_and_http_2_as_its_version_spells_it(self):
        snippets = self.files / "snippets"
        snippets.mkdir()
        self.assertIn("would write", self.run_it("config", "nginx", snippets).stdout)
        self.assertEqual(list(snippets.iterdir()), [])
        self.run_it("config", "nginx", snippets, "--apply")
        self.assertIn("\nserver_name localhost;\n", (snippets / "portal-name.conf").read_text())
        said = subprocess.run(["/usr/sbin/nginx", "-v"], capture_output=True, text=True).stderr
        is_new = tuple(map(int, re.search(r"/(\d+)\.(\d+)\.(\d+)", said).groups())) >= (1, 25, 1)
        self.assertEqual(re.findall(r"http2.*", (snippets / "portal-https.conf").read_text()),
                         ["http2  on;"] if is_new else ["http2;"] * 2)
        self.assertIn("as they must be", self.run_it("config", "nginx", snippets, "--apply").stdout)

    def test_database_create_says_what_it_would_run_and_makes_no_user_with_a_password(self):
        config = self.installation.config
        text = config.read_text()
        self.addCleanup(config.write_text, text)
        self.assertIn("has a password_file", self.run_it("database", "create", expected=CONFIGURATION).stderr)
        config.write_text(re.sub(r', password_file = "[^"]*"', "", text))
        would = self.run_it("database", "create", "--dry-run").stdout
        self.assertIn("CREATE USER IF NOT EXISTS 'portal_web'@'localhost' IDENTIFIED VIA unix_socket;", would)
        self.assertEqual(would.count(";"), 6)

    def test_a_second_migration_is_told_to_try_later(self):
        other = subprocess.Popen([
            "mariadb", "--no-defaults", f"--socket={self.installation.database.socket_path}", "-e",
            "SELECT GET_LOCK('kenko_portal_schema', 0), SLEEP(60);"
        ], stdout=subprocess.DEVNULL)
        try:
            while self.installation.sql("SELECT IS_USED_LOCK('kenko_portal_schema') IS NULL;") == [["1"]]:
                time.sleep(0.05)
            self.assertIn("another migration is running", self.run_it("schema", "migrate", "--apply",
                                                                      expected=TRY_LATER).stderr)
        finally:
            other.kill()
            other.wait()

    # Societies

    def test_a_society_is_set_and_shown(self):
        self.run_it("society", "set", "--apply", "tameshi", "--birth-date-check", "yes", "--link-minutes", "60",
                    "--site",
                    "https://tameshi.example.jp/", "--front-page", DEMO / "tameshi-front.toml", society=None)
        shown = json.loads(self.run_it("society", "show", "tameshi", "--json", society=None).stdout)
        self.assertEqual((shown["birth_date_check"], shown["link_minutes"]), (True, 60))
        self.assertEqual(shown["name"], "試し健康保険組合")
        self.assertEqual(self.recorded("society_changed"), [["tameshi", "", ""]])
        self.assertGreater(self.count("front_items"), 0)

    def test_who_added_a_society_stands_in_its_audit_log(self):
        self.addCleanup(self.installation.sql, "DELETE FROM audit_log; DELETE FROM societies WHERE slug = 'shinki';")
        add = ("society", "add", "shinki", "--name", "新規健康保険組合", "--telephone", "03-0000-0002", "--mail-from",
               "info@shinki.example.jp")
        self.run_it(*add, society=None)
        self.assertEqual(self.recorded("society_added"), [])
        self.run_it(*add, "--apply", society=None)
        self.assertEqual(self.recorded("society_added"), [["shinki", "", ""]])

    def test_wrong_settings_change_nothing(self):
        before = self.run_it("society", "show", "mihon").stdout
        for words in (["--telephone", "電話"], ["--mail-from", "x"], ["--accent", "red"], ["--link-minutes", "29"],
                      ["--listed", "maybe"], ["--name", ""], ["--site", "javascript:1"], ["--idle-minutes", "900"]):
            self.run_it("society", "set", "--apply", "mihon", *words, expected=USAGE)
        self.run_it("society", "add", "--apply", "assets", "--name", "a", "--telephone", "03", "--mail-from",
                    "a@example.jp",
                    expected=USAGE)
        self.run_it("society", "add", "--apply", "mihon", "--name", "a", "--telephone", "03", "--mail-from",
                    "a@example.jp",
                    expected=BAD_DATA)
        self.assertEqual(self.run_it("society", "show", "mihon").stdout, before)

    def test_error_pages_hold_the_place_of_the_number_and_no_form(self):
        self.run_it("society", "error-pages", "--apply", self.files / "pages")
        pages = sorted((self.files / "pages").rglob("*.html"))
        self.assertEqual(len(pages), 3 * 14)
        for page in pages:
            text = page.read_text()
            self.assertIn('<!--# echo var="portal_inquiry_number" -->', text)
            self.assertNotIn("<form", text)
            self.assertIn('class="lead"', text, page)
        self.assertIn("03-0000-0000", (self.files / "pages" / "mihon" / "503.html").read_text())

    # Members

    def test_a_roster_killed_at_any_point_leaves_none_or_all(self):
        file, before = self.begin_with_a_roster()
        begun = time.monotonic()
        self.run_it("member", "import", file, "--apply")
        whole = time.monotonic() - begun
        after = self.roster()
        outcomes = [after]
        for point in range(KILLED_AT):
            if outcomes[-1] == after:
                self.setUp()
                file, _ = self.begin_with_a_roster()
            process = subprocess.Popen(self.installation.command("member", "import", file, "--apply", society="mihon"),
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(whole * (point + 0.5) / KILLED_AT)
            process.kill()
            process.wait()
            self.wait_until_alone()
            outcomes.append(self.roster())
            self.assertIn(outcomes[-1], (before, after))
        self.assertIn(before, outcomes)
        self.run_it("member", "import", file, "--apply")
        self.assertEqual(self.roster(), after)

    def test_a_roster_is_undone_as_a_whole_and_only_the_latest_first(self):
        file, before = self.begin_with_a_roster()
        self.run_it("member", "import", file, "--full", "--apply")
        first, second = (row[0] for row in self.installation.sql("SELECT id FROM imports ORDER BY id;"))
        self.assertIn("undo the later ones first", self.run_it("import", "revert", "--apply", first,
                                                               expected=BAD_DATA).stderr)
        self.assertIn("would undo", self.run_it("import", "revert", second, "--dry-run").stdout)
        self.assertIn("1000 members as they were before; 1000 whom it had added have left",
                      self.run_it("import", "revert", "--apply", second).stdout)
        self.assertEqual(
            self.installation.sql("SELECT name, COUNT(*) FROM members WHERE left_on IS NULL GROUP BY name;"),
            before[:1])
        self.run_it("import", "revert", "--apply", second, expected=USAGE)
        self.assertEqual(self.recorded("members_reverted"), [["mihon", "", f"import {second}"]])
        self.run_it("member", "import", file, "--full", "--apply")
        self.assertEqual(self.count("members WHERE left_on IS NULL"), 2000)

    def begin_with_a_roster(self):
        """A thousand members, and a file that changes them and adds as many."""
        first = self.file_of(MEMBERS_HEADING + "".join(map(member_row, range(1, 1001))), "first.csv")
        self.run_it("member", "import", first, "--apply")
        return self.file_of(MEMBERS_HEADING + "".join(member_row(number, "見本　次郎")
                                                      for number in range(1, 2001))), self.roster()

    def roster(self):
        """Members by name, what they were before, and the imports: what a run changes, in one text."""
        return self.installation.sql(
            "SELECT name, COUNT(*) FROM members GROUP BY name; SELECT COUNT(*) FROM members_replaced;"
            "SELECT COUNT(*) FROM imports; SELECT COUNT(*) FROM audit_log;")

    def test_an_import_says_what_it_would_do_and_does_it_once(self):
        file = self.file_of(MEMBERS_HEADING + member_row(1) + member_row(2), encoding="cp932")
        self.assertIn("追加　　　2人", self.run_it("member", "import", file).stdout)
        self.assertEqual(self.count("members"), 0)
        self.run_it("member", "import", file, "--apply")
        self.assertEqual(self.count("members"), 2)
        self.assertIn("取り込み済み", self.run_it("member", "import", file, "--apply").stdout)
        self.assertEqual((self.count("members"), self.count("imports")), (2, 1))

    def test_how_far_an_import_is_is_told_of_all_whom_it_adds_changes_and_ends(self):
        self.run_it("member", "import", self.file_of(MEMBERS_HEADING + "".join(map(member_row, range(40)))), "--apply")
        rows = member_row(0, "見本　次郎") + "".join(map(member_row, range(1, 39))) + member_row(90)
        master, terminal = pty.openpty()
        command = self.installation.command("member", "import", self.file_of(MEMBERS_HEADING + rows, "next.csv"),
                                            "--full", "--apply", "--allow-ending", "1", society="mihon")
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=terminal)
        os.close(terminal)
        with os.fdopen(master, "rb") as screen:
            said = screen.read1(10_000).decode()
        self.assertEqual(done.returncode, GOOD, said)
        self.assertIn("取り込み中 0/3 (0%)", said)

    def test_the_demo_s_difficult_names_arrive_byte_for_byte(self):
        for name in ("mihon-members.csv", "mihon-members-utf8.csv"):
            copy = self.files / name
            copy.write_bytes((DEMO / name).read_bytes())
            self.run_it("member", "import", copy, "--apply")
        stored = {row[0] for row in self.installation.sql("SELECT name FROM members;")}
        for name, encoding in (("mihon-members.csv", "cp932"), ("mihon-members-utf8.csv", "utf-8-sig")):
            for row in csv.DictReader(io.StringIO((DEMO / name).read_bytes().decode(encoding))):
                self.assertIn(row["氏名"], stored)

    def test_a_faulty_file_changes_nothing_and_names_every_fault(self):
        rows = "".join(member_row(n, branch="0") for n in range(1, 151))
        file = self.file_of(MEMBERS_HEADING + rows)
        done = self.run_it("member", "import", file, "--apply", expected=BAD_DATA)
        self.assertIn("members.csv：2行目 枝番：", done.stdout)
        self.assertIn("150件の誤り", done.stdout)
        self.assertEqual(done.stdout.count("行目 枝番"), 100)
        report = list(csv.reader(io.StringIO((self.files / "members.faults.csv").read_text("utf-8-sig"))))
        self.assertEqual(len(report), 151)
        self.assertEqual(report[150][:2], ["151", "枝番"])
        self.assertEqual((self.count("members"), self.count("imports"), self.count("audit_log")), (0, 0, 0))

    def test_mass_ending_needs_its_number(self):
        self.run_it("member", "import", self.file_of(MEMBERS_HEADING + "".join(map(member_row, range(40)))), "--apply")
        short = self.file_of(MEMBERS_HEADING + "".join(map(member_row, range(37))), "short.csv")
        self.assertIn("--allow-ending 3",
                      self.run_it("member", "import", short, "--full", "--apply", expected=BAD_DATA).stderr)
        self.assertEqual(self.installation.sql("SELECT COUNT(*) FROM members WHERE left_on IS NOT NULL;"), [["0"]])
        self.run_it("member", "import", short, "--full", "--apply", "--allow-ending", "2", expected=BAD_DATA)
        self.run_it("member", "import", short, "--full", "--apply", "--allow-ending", "3")
        self.assertEqual(self.installation.sql("SELECT COUNT(*) FROM members WHERE left_on IS NOT NULL;"), [["3"]])

    def test_files_that_can_t_be_read_have_their_codes(self):
        self.run_it("member", "import", self.files / "none.csv", expected=NO_INPUT)
        self.run_it("member", "import", self.files, expected=NO_INPUT)
        self.run_it("member", "import", self.file_of(""), expected=BAD_DATA)
        binary = self.files / "binary.csv"
        binary.write_bytes(os.urandom(4096))
        self.run_it("member", "import", binary, expected=BAD_DATA)
        self.run_it("member", "import", binary, "--apply", "--dry-run", expected=USAGE)

    def test_a_killed_import_leaves_all_or_nothing(self):
        file = self.file_of(MEMBERS_HEADING + "".join(map(member_row, range(6000))))
        command = self.installation.command("member", "import", file, "--apply", society="mihon")
        begun = time.monotonic()
        self.run_it("member", "import", file)
        whole = (time.monotonic() - begun) * 2.5
        points = 20
        for point in range(points):
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(whole * point / points)
            process.kill()
            process.wait()
            self.wait_until_alone()
            self.assertIn((self.count("members"), self.count("imports"), self.count("audit_log")),
                          ((0, 0, 0), (6000, 1, 1)))
        self.run_it("member", "import", file, "--apply")
        self.assertEqual((self.count("members"), self.count("imports")), (6000, 1))

    def test_members_are_found_and_shown(self):
        self.run_it("member", "import", self.file_of(MEMBERS_HEADING + member_row(1, "𠮷田　茂") + member_row(2, "髙橋　健一")),
                    "--apply")
        self.assertEqual([], json.loads(self.run_it("member", "find", "だれもいない", "--json").stdout))
        found = json.loads(self.run_it("member", "find", "みほん", "--json").stdout)
        self.assertEqual([one["number"] for one in found], ["20-0000001-00", "20-0000002-00"])
        for typed, number in (("吉田", 1), ("𠮷田", 1), ("高橋", 2), ("髙橋健一", 2)):
            found = json.loads(self.run_it("member", "find", typed, "--json").stdout)
            self.assertEqual([one["number"] for one in found], [f"20-000000{number}-00"], typed)
        shown = json.loads(self.run_it("member", "show", "\u202a２０－００００００１－００\u200b", "--json").stdout)
        self.assertEqual(shown["member"]["name"], "𠮷田　茂")
        self.assertIsNone(shown["account"])
        self.assertEqual(self.installation.sql("SELECT event FROM audit_log ORDER BY id DESC LIMIT 1;"),
                         [["member_shown_to_staff"]])
        self.run_it("member", "show", "20-0000001-00", expected=USAGE, society="tameshi")
        self.run_it("member", "show", "だれか-い-ない", expected=USAGE)

    def test_a_member_is_named_as_portalctl_writes_them_whatever_dashes_their_symbol_holds(self):
        symbols = ("センター", "東 １", "A‐B")
        rows = [member_row(at).replace("20,", f"{symbol},", 1) for at, symbol in enumerate(symbols)]
        self.run_it("member", "import", self.file_of(MEMBERS_HEADING + "".join(rows)), "--apply")
        for at, symbol in enumerate(symbols):
            number = f"{symbol.replace('１', '1')}-000000{at}"
            for typed in (number, number + "-00", f"{symbol}－０００ ０００{at}ー００"):
                found = json.loads(self.run_it("member", "find", typed, "--json").stdout)
                self.assertEqual([one["number"] for one in found], [number + "-00"])
            self.run_it("member", "show", found[0]["number"])
            self.run_it("postcard", "reissue", "--apply", found[0]["number"], "--csv", self.files / f"{at}.csv")

    # Postcards

    def cards(self, file, encoding="utf-8-sig"):
        return list(csv.DictReader(io.StringIO(file.read_bytes().decode(encoding))))

    def import_two(self):
        self.run_it("member", "import", self.file_of(MEMBERS_HEADING + member_row(1, "𠮷田　茂") + member_row(2, "髙橋　健一")),
                    "--apply")

    def live_login_ids(self):
        return {row[0] for row in self.installation.sql("SELECT login_id FROM postcards WHERE replaced_at IS NULL;")}

    def test_cards_are_issued_once_and_can_t_be_read_again(self):
        self.import_two()
        file = self.files / "cards.csv"
        self.assertIn("would issue 2", self.run_it("postcard", "issue", "--csv", file, "--dry-run").stdout)
        self.assertFalse(file.exists())
        self.run_it("postcard", "issue", "--apply", "--csv", file)
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        cards = self.cards(file)
        self.assertEqual([card["氏名"] for card in cards], ["𠮷田　茂", "髙橋　健一"])
        self.assertEqual({card["ログインID"] for card in cards}, self.live_login_ids())
        self.assertEqual(cards[0]["URL"], "http://localhost:8080/mihon/login")
        stored = str(self.installation.sql("SELECT * FROM postcards; SELECT * FROM audit_log;"))
        for card in cards:
            self.assertNotIn(card["仮パスワード"], stored)
        self.run_it("postcard", "issue", "--apply", "--csv", file, expected=NO_OUTPUT)
        self.assertIn("nothing to issue", self.run_it("postcard", "issue", "--apply", "--csv",
                                                      self.files / "more.csv").stdout)
        self.assertFalse((self.files / "more.csv").exists())

    def test_whoever_is_named_twice_gets_one_card(self):
        self.import_two()
        self.run_it("postcard", "issue", "--apply", "--only", "20-0000001-00", "２０－００００００１－００",
                    "--csv", self.files / "cards.csv")
        self.assertEqual(len(self.cards(self.files / "cards.csv")), 1)
        self.assertEqual(len(self.live_login_ids()), 1)

    def test_a_reissued_card_kills_the_older_one(self):
        self.import_two()
        self.run_it("postcard", "issue", "--apply", "--csv", self.files / "cards.csv")
        self.run_it("postcard", "reissue", "--apply", "20-0000001-00", "--csv", self.files / "again.csv")
        again = self.cards(self.files / "again.csv")
        self.assertEqual(len(again), 1)
        old = [card["ログインID"] for card in self.cards(self.files / "cards.csv") if card["番号"] == "0000001"]
        self.assertNotIn(old[0], self.live_login_ids())
        self.assertIn(again[0]["ログインID"], self.live_login_ids())
        card = self.installation.sql(f"SELECT id FROM postcards WHERE login_id = '{again[0]['ログインID']}';")[0][0]
        self.assertEqual(self.recorded("postcard_reissued"), [["mihon", "20-0000001-00", f"postcard {card}"]])
        self.run_it("postcard", "reissue", "--apply", "20-9999999-00", "--csv", self.files / "nobody.csv",
                    expected=USAGE)

    def order(self, number, state=""):
        """What the form of お知らせハガキの再発行 leaves."""
        self.installation.sql(f"""
INSERT INTO postcard_orders (society_id, member_id, stop_digest, ordered_at{', stopped_at' if state else ''})
SELECT society_id, id, REPEAT({number}, 43), '2026-11-01'{", '2026-11-02'" if state else ''} FROM members
WHERE number = '{number:07d}';""")

    def add_account(self, number):
        self.installation.sql(f"""
INSERT INTO accounts (society_id, member_id, login_id, password_hash, pepper_id, password_set_at, nickname, created_at)
SELECT society_id, id, 'has.one{number}', 'x', 'pepper-1', '2026-11-01', '', '2026-11-01' FROM members
WHERE number = '{number:07d}';""")

    def test_ordered_cards_are_issued_along_also_to_who_has_an_account(self):
        self.import_two()
        self.run_it("postcard", "issue", "--apply", "--csv", self.files / "first.csv")
        self.add_account(1)
        self.run_it("postcard", "reissue", "20-0000001-00", "--csv", self.files / "x.csv", expected=BAD_DATA)
        self.order(1)
        self.order(2, state="stopped")
        more = ("postcard", "issue", "--csv", self.files / "more.csv")
        self.assertIn("would issue 1 postcards, 1 of them ordered by their members", self.run_it(*more).stdout)
        self.assertIn("1 postcards issued, 1 of them ordered", self.run_it(*more, "--apply").stdout)
        card, = self.cards(self.files / "more.csv")
        self.assertEqual((card["番号"], card["住所"]), ("0000001", "見本県見本市1"))
        self.assertEqual(self.installation.sql(
            "SELECT o.issued_at = p.issued_at, p.login_id FROM postcard_orders o JOIN postcards p"
            " ON p.member_id = o.member_id AND p.replaced_at IS NULL WHERE o.issued_at IS NOT NULL;"),
            [["1", card["ログインID"]]])
        self.assertIn("nothing to issue", self.run_it("postcard", "issue", "--apply", "--csv",
                                                      self.files / "none.csv").stdout)
        shown = json.loads(self.run_it("member", "show", "20-0000001-00", "--json").stdout)
        self.assertIsNotNone(shown["postcard_orders"][0]["issued_at"])

    def test_an_order_is_issued_by_name_too(self):
        self.import_two()
        self.add_account(1)
        self.order(1)
        self.run_it("postcard", "reissue", "--apply", "20-0000001-00", "--csv", self.files / "card.csv")
        self.assertEqual(len(self.cards(self.files / "card.csv")), 1)
        self.run_it("postcard", "issue", "--only", "20-0000001-00", "--csv", self.files / "x.csv", expected=BAD_DATA)

    def test_staff_stop_an_order_for_a_member_and_its_card_is_dead(self):
        self.import_two()
        self.add_account(1)
        stop = ("postcard", "stop-order", "20-0000001-00")
        self.run_it(*stop, "--apply", expected=BAD_DATA)  # there is none
        self.order(1)
        self.assertIn("no card would be made", self.run_it(*stop).stdout)
        self.assertIn("is stopped; no card is made", self.run_it(*stop, "--apply").stdout)
        self.run_it(*stop, "--apply", expected=BAD_DATA)
        self.assertIn("would issue 1 postcards\n",
                      self.run_it("postcard", "issue", "--csv", self.files / "new.csv").stdout)
        self.installation.sql("UPDATE postcard_orders SET stop_digest = REPEAT(2, 43);")
        self.order(1)
        self.run_it("postcard", "reissue", "--apply", "20-0000001-00", "--csv", self.files / "card.csv")
        card, = self.cards(self.files / "card.csv")
        self.assertIn("its card, which was issued, is dead", self.run_it(*stop, "--apply").stdout)
        self.assertNotIn(card["ログインID"], self.live_login_ids())
        self.assertEqual(self.installation.sql(
            "SELECT member_id = (SELECT id FROM members WHERE number = '0000001'), operator LIKE 'os:%'"
            " FROM audit_log WHERE event = 'postcard_order_stopped';"), [["1", "1"]] * 2)

    def test_the_order_of_a_card_that_was_used_can_t_be_stopped(self):
        self.import_two()
        self.order(1)
        self.run_it("postcard", "reissue", "--apply", "20-0000001-00", "--csv", self.files / "card.csv")
        self.installation.sql("UPDATE postcards SET used_at = '2026-11-20' WHERE replaced_at IS NULL;")
        done = self.run_it("postcard", "stop-order", "20-0000001-00", "--apply", expected=BAD_DATA)
        self.assertIn("was used", done.stderr)
        self.assertEqual(self.installation.sql("SELECT stopped_at FROM postcard_orders;"), [["NULL"]])

    def test_cp932_names_those_whom_it_can_t_write(self):
        self.import_two()
        done = self.run_it("postcard", "issue", "--apply", "--csv", self.files / "cards.csv", "--encoding", "cp932")
        self.assertIn("20-0000001-00", done.stderr)
        self.assertNotIn("20-0000002-00", done.stderr)
        self.assertEqual([card["氏名"] for card in self.cards(self.files / "cards.csv", "cp932")], ["〓田　茂", "髙橋　健一"])

    def test_a_run_cut_off_after_its_commit_is_settled_by_the_next(self):
        self.import_two()
        file = self.files / "cards.csv"
        self.run_it("postcard", "issue", "--apply", "--csv", file)
        file.rename(self.files / "cards.csv.mihon.part")
        self.assertIn("holds them now", self.run_it("postcard", "issue", "--apply", "--csv", file).stdout)
        self.assertEqual({card["ログインID"] for card in self.cards(file)}, self.live_login_ids())

    def test_a_run_cut_off_before_its_commit_leaves_no_file_that_lies(self):
        self.import_two()
        file = self.files / "cards.csv"
        self.file_of("\ufeff記号,番号,枝番,氏名,ログインID,仮パスワード,郵便番号,住所,URL,メールアドレス\r\n"
                     "20,0000001,00,𠮷田　茂,zzzz2222,zzzzzzzz2222,,,http://localhost:8080/mihon/login,\r\n",
                     "cards.csv.mihon.part")
        self.run_it("postcard", "issue", "--apply", "--csv", file)
        self.assertFalse((self.files / "cards.csv.mihon.part").exists())
        self.assertEqual({card["ログインID"] for card in self.cards(file)}, self.live_login_ids())
        self.assertNotIn("zzzz2222", self.live_login_ids())

    def test_a_killed_issue_leaves_cards_and_file_in_agreement(self):
        self.run_it("member", "import", self.file_of(MEMBERS_HEADING + "".join(map(member_row, range(20)))), "--apply")
        whole = self.seconds_of("postcard", "issue", "--apply", "--csv", self.files / "first.csv")
        for point in range(10):
            self.installation.sql("DELETE FROM postcards;")
            file = self.files / f"cards{point}.csv"
            process = subprocess.Popen(self.installation.command("postcard", "issue", "--apply", "--csv", file,
                                                                 society="mihon"),
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(whole * (0.5 + point * 0.06))
            process.kill()
            process.wait()
            self.wait_until_alone()
            if file.exists():
                continue
            self.run_it("postcard", "issue", "--apply", "--csv", file)
            self.assertEqual({card["ログインID"] for card in self.cards(file)}, self.live_login_ids())

    def test_a_pdf_comes_with_an_index_that_says_which_page_is_whom_and_no_password(self):
        self.import_two()
        pdf, index = self.files / "cards.pdf", self.files / "cards.index.csv"
        self.run_it("postcard", "issue", "--apply", "--pdf", pdf)
        self.assertEqual({file.stat().st_mode & 0o777 for file in (pdf, index)}, {0o600})
        cards = self.cards(index)
        self.assertEqual([(card["ページ"], card["氏名"]) for card in cards], [("1", "𠮷田　茂"), ("3", "髙橋　健一")])
        self.assertEqual({card["ログインID"] for card in cards}, self.live_login_ids())
        for card in cards:
            page = int(card["ページ"]) + 1
            inside = subprocess.run(
                ["pdftotext", "-f", str(page), "-l", str(page), pdf, "-"], capture_output=True, text=True)
            words = "".join(inside.stdout.split())
            self.assertIn(card["ログインID"], words)
            password = re.search("仮パスワード.*?([a-z2-9]{12})", words).group(1)
            self.assertNotIn(password, index.read_text())
            self.assertNotIn(password, str(self.installation.sql("SELECT * FROM postcards; SELECT * FROM audit_log;")))
        self.assertEqual(self.installation.sql("SELECT COUNT(*) FROM audit_log WHERE event = 'postcard_issued';"),
                         [["2"]])
        self.run_it("postcard", "reissue", "--apply", "20-0000001-00", "--pdf", pdf, expected=NO_OUTPUT)
        self.run_it("postcard", "reissue", "--apply", "20-0000001-00", "--pdf", self.files / "x.pdf", "--csv",
                    self.files / "x.index.csv", expected=USAGE)
        self.assertEqual({card["ログインID"] for card in cards}, self.live_login_ids())

    def test_a_pdf_cut_off_after_its_commit_is_settled_by_the_next_run(self):
        self.import_two()
        files = [self.files / name for name in ("cards.pdf", "cards.csv", "cards.index.csv")]
        command = ["postcard", "issue", "--apply", "--pdf", files[0], "--csv", files[1]]
        self.run_it(*command)
        whole = [file.read_bytes() for file in files]
        for named in range(3):  # the run had named so many of them
            for file in files[named:]:
                file.rename(f"{file}.mihon.part")
            self.assertIn("holds them now", self.run_it(*command).stdout)
            self.assertEqual([file.read_bytes() for file in files], whole)
        self.assertEqual(self.count("postcards"), 2)

    def test_a_pdf_cut_off_before_its_commit_is_thrown_away(self):
        self.import_two()
        pdf = self.files / "cards.pdf"
        self.file_of("half a PDF", "cards.pdf.mihon.part")
        self.run_it("postcard", "issue", "--apply", "--pdf", pdf)
        first = self.live_login_ids()
        index = self.files / "cards.index.csv"
        self.installation.sql("DELETE FROM postcards;")
        pdf.rename(self.files / "cards.pdf.mihon.part")
        index.rename(self.files / "cards.index.csv.mihon.part")
        self.run_it("postcard", "issue", "--apply", "--pdf", pdf)
        self.assertEqual({card["ログインID"] for card in self.cards(index)}, self.live_login_ids())
        self.assertFalse(first & self.live_login_ids())
        self.assertEqual(sorted(file.name for file in self.files.iterdir() if "cards" in file.name),
                         ["cards.index.csv", "cards.pdf"])

    def test_no_other_command_removes_the_only_copy_of_issued_passwords(self):
        self.import_two()
        file, pdf = self.files / "cards.csv", self.files / "cards.pdf"
        self.run_it("postcard", "issue", "--apply", "--csv", file)
        file.rename(f"{file}.mihon.part")
        both = ("postcard", "issue", "--apply", "--csv", file, "--pdf", pdf)
        for words in (both, ("postcard", "issue", "--apply", "--pdf", file),
                      ("application", "export", "--apply", "--kind", "limit-certificate", "--csv", file)):
            self.assertIn("as before", self.run_it(*words, expected=NO_OUTPUT).stderr)
        self.file_of("ログインID\r\nzzzz2222\r\n", "cards.index.csv.mihon.part")
        self.assertIn("as before", self.run_it(*both, expected=NO_OUTPUT).stderr)
        self.assertIn("holds them now", self.run_it("postcard", "issue", "--apply", "--csv", file).stdout)
        self.assertEqual({card["ログインID"] for card in self.cards(file)}, self.live_login_ids())
        part = self.file_of("受付番号,出力番号\r\nG-0000001-8,1\r\n", "export.csv.mihon.part")
        self.assertIn(
            "as before",
            self.run_it("postcard", "reissue", "--apply", "20-0000001-00", "--csv", self.files / "export.csv",
                        expected=NO_OUTPUT).stderr)
        self.assertTrue(part.exists())

    def test_a_card_can_be_looked_at_before_any_is_issued(self):
        texts = self.file_of('note = "見本の一言"', "postcard.toml")
        self.run_it("society", "set", "--apply", "mihon", "--postcard", texts, society=None)
        self.run_it("society", "set", "--apply", "mihon", "--postcard", self.file_of("note = 1", "wrong.toml"),
                    expected=BAD_DATA,
                    society=None)
        self.run_it("postcard", "sample", "--pdf", self.files / "sample.pdf")
        words = subprocess.run(["pdftotext", self.files / "sample.pdf", "-"], capture_output=True, text=True).stdout
        self.assertIn("見本の一言", words)
        self.file_of("the only copy", "cards.csv.mihon.part")
        for words in (["postcard", "sample", "--pdf"], ["report", "unread", "--days", "1", "--csv"],
                      ["report", "monthly", "--csv"]):
            self.run_it(*words, self.files / "cards.csv", expected=NO_OUTPUT)
        self.assertTrue((self.files / "cards.csv.mihon.part").exists())
        self.assertEqual(self.count("postcards"), 0)

    def test_a_folder_that_can_t_be_written_issues_nothing(self):
        self.import_two()
        self.run_it("postcard", "issue", "--apply", "--csv", "/proc/cards.csv", expected=NO_OUTPUT)
        self.assertEqual(self.count("postcards"), 0)

    # Reports

    def test_the_unread_are_listed_for_the_post_and_the_list_leaves_its_row(self):
        self.import_two()
        notice = self.file_of("+++\ntitle = \"古いお知らせ\"\nfrom = 2026-01-01\n+++\n本文です。\n", "old.md")
        self.run_it("notice", "publish", notice, "--apply")
        self.assertEqual(json.loads(self.run_it("report", "unread", "--days", "1", "--json").stdout), [])
        file = self.files / "unread.csv"
        self.run_it("report", "unread", "--days", "0", "--csv", file)
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        self.assertEqual([(row["氏名"], row["郵便番号"], row["未読の数"]) for row in self.cards(file)],
                         [("𠮷田　茂", "100-0001", "1"), ("髙橋　健一", "100-0001", "1")])
        self.assertEqual(  # the empty list's, and one for each on the other
            self.installation.sql("SELECT COUNT(*), COUNT(DISTINCT member_id) FROM audit_log"
                                  " WHERE event = 'unread_members_listed';"), [["3", "2"]])
        for words, code in ((["--csv", file, "--days", "0"], NO_OUTPUT), ([], USAGE), (["--days", "x"], USAGE)):
            self.run_it("report", "unread", *words, expected=code)

    def test_the_figures_of_a_month_are_numbers_and_unknown_ones_are_empty(self):
        self.import_two()
        self.run_it("postcard", "issue", "--apply", "--csv", self.files / "cards.csv")
        today = self.installation.sql(
            "SELECT DATE(UTC_TIMESTAMP() + INTERVAL 9 HOUR), LAST_DAY(UTC_TIMESTAMP() + INTERVAL 9 HOUR);")[0]
        month = today[0][:7]
        self.run_it("report", "monthly", "--month", month, "--xlsx", self.files, "--csv", self.files)
        rows = {row["日"]: row for row in self.cards(self.files / f"mihon-{month}.csv")}
        self.assertEqual((rows[today[0]]["お知らせハガキの発行"], rows[today[0]]["メール送信（新着のお知らせ）"]), ("2", "0"))
        self.assertEqual(rows["合計"]["お知らせハガキの発行"], "2")
        self.assertEqual((self.files / f"mihon-{month}.csv").read_text(encoding="utf-8-sig").split("\n\n")[1:],
                         ["種類,状態,件数\n"])
        if today[0] != today[1]:
            self.assertEqual(rows[today[1]]["お知らせハガキの発行"], "")
        with zipfile.ZipFile(self.files / f"mihon-{month}.xlsx") as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
            self.assertIn("お知らせハガキの発行", book.read("xl/sharedStrings.xml").decode())
        self.assertRegex(sheet, r'<c r="P\d+" s="\d+"><v>2</v></c>')
        self.assertIn('state="frozen"', sheet)
        self.run_it("report", "monthly", "--month", "2020-02", "--csv", self.files / "old.csv")
        old = {row["日"]: row for row in self.cards(self.files / "old.csv")}
        self.assertEqual((old["2020-02-29"]["ログイン"], old["2020-02-29"]["メール送信（新着のお知らせ）"]), ("0", ""))
        self.assertEqual((old["合計"]["ログイン"], old["合計"]["メール送信（新着のお知らせ）"]), ("0", ""))
        for words in (["--month", "2020-13", "--csv", "x"], ["--month", "2999-01", "--csv", "x"],
                      ["--month", "2020-01"]):
            self.run_it("report", "monthly", *words, expected=USAGE)


if __name__ == "__main__":
    run_tests()
