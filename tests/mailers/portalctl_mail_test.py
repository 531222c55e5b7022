#!/usr/bin/python3
"""portalctl mail, run as an operator would:  portalctl_mail_test.py BUILD_FOLDER [TEST…]"""

import json
import re
import subprocess
import sys
import unittest
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "admin"))
from installation import Installation  # noqa: E402

GOOD, USAGE, BAD_DATA, NO_INPUT, TRY_LATER = 0, 64, 65, 66, 75

MORE_THAN_ONE_COMMIT = 201


class PortalctlMailTest(unittest.TestCase):
    build = None

    @classmethod
    def setUpClass(cls):
        cls.installation = Installation(cls.build)
        for words in (
            ["config", "create-secrets", "--apply"],
            ["schema", "migrate", "--apply"],
            ["society", "add", "--apply", "mihon", "--name", "見本健康保険組合", "--telephone", "03-0000-0000",
             "--mail-from", "info@mihon.example.jp"],
            ["society", "add", "--apply", "tameshi", "--name", "試健康保険組合", "--telephone", "03-0000-0001",
             "--mail-from", "info@tameshi.example.jp"],
        ):
            done = cls.installation.portalctl(*words)
            assert done.returncode == GOOD, done.stderr
        cls.sink = subprocess.Popen(
            ["/usr/bin/python3", TESTS / "support" / "sink.py", "--script", cls.installation.folder / "script"],
            stdout=subprocess.PIPE, text=True)
        port = cls.sink.stdout.readline().strip()
        config = cls.installation.config
        text = config.read_text()
        assert "port = 9\n" in text, "the installation's mail server is expected at port 9"
        config.write_text(text.replace("port = 9\n", f"port = {port}\n"))

    @classmethod
    def tearDownClass(cls):
        cls.sink.kill()
        cls.sink.communicate()
        cls.installation.close()

    def setUp(self):
        self.installation.sql("DELETE FROM mail_queue; DELETE FROM audit_log;")
        (self.installation.folder / "script").write_text("")
        self.mailer = None

    def tearDown(self):
        if self.mailer is not None:
            self.mailer.terminate()
            self.mailer.wait(10)

    def start_mailer(self):
        with open(self.installation.folder / "mailer.log", "ab") as log:
            self.mailer = subprocess.Popen([self.build / "portal-mailer", "--config", self.installation.config],
                                           stderr=log)

    def run_it(self, *words, expected=GOOD, society="mihon", said_in=""):
        before = ["--config", self.installation.config] + (["--society", society] if society else [])
        done = subprocess.run([self.build / "portalctl", *before, *words], capture_output=True, text=True, timeout=60,
                              input=said_in)
        self.assertEqual(done.returncode, expected, f"{words}: {done.stdout}{done.stderr}")
        return done

    def queue(self, count, society="mihon"):
        for number in range(count):
            self.run_it("mail", "test", "--apply", f"member{number}@example.jp", "--no-wait", society=society)
        return self.ids("--state", "ready", society=society)

    def ids(self, *options, society="mihon"):
        return self.run_it("mail", "list", "--ids", *options, society=society).stdout.split()

    def states(self):
        return sorted(row[0] for row in self.installation.sql(
            "SELECT IFNULL(outcome, IF(due_at IS NULL, 'held', 'open')) FROM mail_queue;"))

    def events(self):
        """What was done; that the list was looked at is tests/admin/reads_test.py's."""
        return [row[0] for row in self.installation.sql(
            "SELECT event FROM audit_log WHERE event <> 'staff_mails_listed' ORDER BY society_id, id;")]

    def mails_of(self, event):
        """Those that the event's rows name, each of them staff's."""
        return [row[0] for row in self.installation.sql(
            f"SELECT object_id FROM audit_log WHERE event = '{event}' AND object_kind = 'mail' AND operator LIKE 'os:%'"
            " ORDER BY object_id;")]

    def test_a_test_mail_is_sent_and_the_mail_servers_word_told(self):
        self.start_mailer()
        done = self.run_it("mail", "test", "--apply", "taro@example.jp")
        self.assertIn("sent: 250 2.0.0 mail accepted", done.stdout)

    def test_a_refused_test_mail_says_so(self):
        (self.installation.folder / "script").write_text("* 550@RCPT\n")
        self.start_mailer()
        self.assertIn("dead: 550", self.run_it("mail", "test", "--apply", "taro@example.jp", expected=BAD_DATA).stdout)

    def test_a_test_mail_that_is_put_off_says_so(self):
        (self.installation.folder / "script").write_text("* 451@RCPT\n")
        self.start_mailer()
        self.assertIn("deferred: 451", self.run_it("mail", "test", "--apply", "taro@example.jp",
                                                   expected=TRY_LATER).stdout)

    def test_a_test_mail_needs_an_address_and_a_society(self):
        self.run_it("mail", "test", "--apply", "taro", expected=USAGE)
        self.run_it("mail", "test", "--apply", "taro@example.jp", society="", expected=USAGE)
        self.run_it("mail", "test", "taro@example.jp", "--dry-run")
        self.assertEqual(self.states(), [])

    def test_lists_filter_and_hold_no_secret(self):
        self.queue(2)
        self.queue(1, society="tameshi")
        rows = json.loads(self.run_it("mail", "list", "--json", society="").stdout)
        self.assertEqual(len(rows), 3)
        self.assertEqual(rows[0]["society"], "tameshi")
        self.assertEqual(self.mails_of("staff_mails_listed"), [str(row["id"]) for row in reversed(rows)])
        self.assertEqual(len(json.loads(self.run_it("mail", "list", "--json").stdout)), 2)
        self.assertEqual(len(self.ids("--to", "member1@example.jp", society="")), 1)
        self.assertEqual(len(self.ids("--class", "news", society="")), 0)
        self.assertEqual(len(json.loads(self.run_it("mail", "list", "--limit", "1", "--json").stdout)), 1)
        shown = self.run_it("mail", "show", str(rows[0]["id"]), "--json", society="").stdout
        sealed = self.installation.sql("SELECT sealed_payload FROM mail_queue LIMIT 1;")[0][0]
        self.assertNotIn(sealed[:20], shown)
        self.assertEqual(json.loads(shown)["recipient"], "member0@example.jp")

    def test_what_is_not_there_is_said(self):
        self.run_it("mail", "show", "999999", expected=NO_INPUT)
        self.run_it("mail", "show", "abc", expected=USAGE)
        self.run_it("mail", "list", "--state", "lost", expected=USAGE)
        self.run_it("mail", "list", "--class", "9", expected=USAGE)
        self.run_it("mail", "stats", society="nobody", expected=USAGE)
        self.assertIn("there is none", self.run_it("mail", "hold", "--apply", said_in="999999\n",
                                                   expected=BAD_DATA).stderr)
        self.run_it("mail", "hold", "--apply", "all", expected=USAGE)
        self.run_it("mail", "hold", "--apply", said_in="1 x\n", expected=USAGE)

    def test_mails_are_held_released_and_deleted_with_an_audit_row_each(self):
        ids = self.queue(3)
        self.assertIn("held 2 of 2", self.run_it("mail", "hold", "--apply", said_in="\n".join(ids[:2])).stdout)
        self.assertEqual(self.states(), ["held", "held", "open"])
        self.run_it("mail", "hold", "--apply", said_in=ids[0], expected=BAD_DATA)
        self.assertIn("released 1 of 1", self.run_it("mail", "release", "--apply", said_in=ids[0]).stdout)
        self.assertIn("deleted 1 of 1", self.run_it("mail", "delete", "--apply", said_in=ids[1]).stdout)
        self.assertEqual(self.states(), ["deleted", "open", "open"])
        self.assertEqual(self.installation.sql(
            f"SELECT sealed_payload IS NULL FROM mail_queue WHERE id = {ids[1]};"), [["1"]])
        self.assertEqual(self.events(), ["mail_held", "mail_held", "mail_released", "mail_deleted"])
        for event, whose in (("mail_held", ids[:2]), ("mail_released", ids[:1]), ("mail_deleted", ids[1:2])):
            self.assertEqual(self.mails_of(event), sorted(whose, key=int), event)

    def test_news_that_wait_are_held_as_the_manual_says_and_nothing_else(self):
        manual = (TESTS.parent / "docs" / "operating.md").read_text(encoding="utf-8")
        command = re.search(r"`(for state in .* mail hold --apply)`", manual)[1]
        ids = self.queue(4)
        self.installation.sql(f"UPDATE mail_queue SET class = 5 WHERE id <> {ids[0]};"
                              f"UPDATE mail_queue SET due_at = due_at + INTERVAL 1 HOUR WHERE id = {ids[1]};"
                              f"UPDATE mail_queue SET outcome = 'sent', due_at = NULL WHERE id = {ids[2]};")
        function = f"portalctl() {{ '{self.build}/portalctl' --config '{self.installation.config}' \"$@\"; }}"
        done = subprocess.run(["bash", "-c", f"{function}; {command}"], capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stdout), (GOOD, "held 2 of 2 mails\n"), done.stderr)
        self.assertEqual(self.ids("--state", "ready"), [ids[0]])

    def test_a_dry_run_changes_nothing(self):
        self.queue(2)
        self.assertIn("would have deleted 2 of 2", self.run_it("mail", "delete", "ALL", "--dry-run").stdout)
        self.assertEqual(self.states(), ["open", "open"])
        self.assertEqual(self.events(), [])

    def test_all_means_all_of_the_society(self):
        self.queue(3)
        self.queue(2, society="tameshi")
        self.assertIn("held 3 of 3", self.run_it("mail", "hold", "--apply", "ALL").stdout)
        self.assertIn("deleted 5 of 5", self.run_it("mail", "delete", "--apply", "ALL", society="").stdout)
        self.assertEqual(self.states(), ["deleted"] * 5)

    def test_a_portion_that_had_to_give_way_is_tried_three_times_and_the_earlier_ones_stay(self):
        self.addCleanup(self.installation.give_way_no_more)
        self.installation.sql(f"""
            INSERT INTO mail_queue (society_id, class, purpose, recipient, message_id, queued_at, due_at, not_after)
            SELECT (SELECT id FROM societies WHERE slug = 'mihon'), 5, 'test', 'a@example.jp', seq, UTC_TIMESTAMP(),
                   UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL 1 DAY
            FROM seq_1_to_{MORE_THAN_ONE_COMMIT};""")
        oldest = self.ids()[-1]
        self.installation.give_way("UPDATE ON mail_queue", f"OLD.id = {oldest}", 3)
        said = self.run_it("mail", "hold", "--apply", "ALL", expected=TRY_LATER).stderr
        self.assertIn("what was committed before stays", said)
        self.assertEqual(self.states(), ["held"] * (MORE_THAN_ONE_COMMIT - 1) + ["open"])
        self.installation.give_way("UPDATE ON mail_queue", f"OLD.id = {oldest}", 2)
        self.assertIn("held 1 of 1", self.run_it("mail", "hold", "--apply", "ALL").stdout)
        self.assertEqual(len(self.events()), MORE_THAN_ONE_COMMIT)

    def test_another_societys_mails_are_not_there(self):
        ids = self.queue(1, society="tameshi")
        self.run_it("mail", "show", ids[0], expected=NO_INPUT)
        self.run_it("mail", "delete", "--apply", said_in=ids[0], expected=BAD_DATA)
        self.assertEqual(self.states(), ["open"])

    def test_deferred_mails_are_retried_at_once(self):
        (self.installation.folder / "script").write_text("* 451@RCPT 1\n")
        self.start_mailer()
        self.run_it("mail", "test", "--apply", "taro@example.jp", expected=TRY_LATER)
        mail = self.ids()
        self.assertIn("hastened 1 of 1", self.run_it("mail", "retry", "--apply", "ALL").stdout)
        self.assertEqual(self.mails_of("mail_retried"), mail)
        self.run_it("mail", "test", "--apply", "hanako@example.jp")
        figures = json.loads(self.run_it("mail", "stats", "--json").stdout)
        self.assertEqual([(row["class"], row["state"], row["mails"]) for row in figures], [("link", "sent", 2)])


if __name__ == "__main__":
    PortalctlMailTest.build = Path(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
