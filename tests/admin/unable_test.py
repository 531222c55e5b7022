#!/usr/bin/python3
"""portalctl and a database that takes no writes:  unable_test.py BUILD_FOLDER [TEST…]"""

from installation import AWAY, CONFIGURATION, MEMBERS_HEADING, PortalctlCase, member_row, run_tests

NOTICE = '+++\ntitle = "検診のご案内"\nfrom = 2026-04-01\n+++\n本文\n'
TABLES = ("members", "postcards", "notices", "imports", "audit_log", "mail_queue")


class UnableTest(PortalctlCase):
    def setUp(self):
        self.installation.empty(TABLES)
        self.run_it("member", "import", self.file_of(MEMBERS_HEADING + member_row(1)), "--apply")

    def take_no_writes(self):
        self.installation.sql("SET GLOBAL read_only = 1;")
        self.addCleanup(self.take_writes)

    def take_writes(self):
        self.installation.sql("SET GLOBAL read_only = 0;")

    def test_what_would_change_something_is_69_in_words_and_changes_nothing(self):
        roster = self.file_of(MEMBERS_HEADING + member_row(1) + member_row(2), "more.csv")
        cards = self.files / "cards.csv"
        self.take_no_writes()
        before = {table: self.count(table) for table in TABLES}
        for words in (
            ("member", "import", roster, "--apply"),
            ("member", "protect", "--apply", "20-0000001-00"),
            ("society", "set", "--apply", "mihon", "--hours", "平日"),
            ("notice", "publish", self.file_of(NOTICE, "kenshin.md"), "--apply"),
            ("postcard", "issue", "--apply", "--csv", cards),
            ("schema", "migrate", "--apply"),
        ):
            done = self.run_it(*words, expected=AWAY)
            self.assertIn("portalctl: the database takes no writes: its server is read-only", done.stderr, words)
            self.assertIn("portalctl doctor", done.stderr, words)
            self.assertNotIn("report", done.stderr, words)
        self.assertEqual({table: self.count(table) for table in TABLES}, before)
        self.assertFalse(cards.exists())
        self.take_writes()
        self.run_it("member", "import", roster, "--apply")
        self.run_it("postcard", "issue", "--apply", "--csv", cards)

    def test_what_only_looks_works(self):
        self.take_no_writes()
        self.run_it("society", "list", society=None)
        self.run_it("member", "import", self.file_of(MEMBERS_HEADING + member_row(2), "more.csv"))
        self.run_it("mail", "stats")
        self.run_it("schema", "status")

    def test_doctor_says_what_is_wrong_and_what_to_look_at(self):
        self.assertIn("✓ the database takes writes", self.run_it("doctor", expected=CONFIGURATION).stdout)
        self.take_no_writes()
        found = self.run_it("doctor", expected=CONFIGURATION).stdout
        self.assertIn("✗ the database takes no writes: its server is read-only", found)
        self.assertIn("@@read_only", found)
        self.assertNotIn("✗ portal_web", found)

    def test_a_file_in_the_inbox_waits_until_the_database_takes_writes(self):
        root = self.installation.folder / "inbox"
        root.mkdir(mode=0o2770)
        with self.installation.config.open("a") as config:
            config.write(f'\n[inbox]\nfolder = "{root}"\nsettle_seconds = 0\n')
        self.run_it("inbox", "run", "--apply", society=None)
        (root / "mihon" / "members" / "new.csv").write_text(MEMBERS_HEADING + member_row(2))
        self.take_no_writes()
        for _ in range(2):
            done = self.run_it("inbox", "run", "--apply", expected=AWAY, society=None)
            self.assertIn("takes no writes", done.stderr)
        self.assertEqual(list((root / "mihon" / "failed").iterdir()), [])
        self.take_writes()
        self.run_it("inbox", "run", "--apply", society=None)
        self.assertEqual(self.count("members"), 2)
        self.assertEqual([path.name for path in (root / "mihon" / "done").glob("*/new.csv")], ["new.csv"])


if __name__ == "__main__":
    run_tests()
