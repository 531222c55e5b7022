#!/usr/bin/python3
"""Postcards that the print shop alone can read, and how long they lie about:  postcard_test.py BUILD_FOLDER [TEST…]

How cards are issued, and what a run leaves that was cut off: portalctl_test.py."""

import csv
import io
import os
import re
import shutil
import subprocess
import time

from installation import (CONFIGURATION, MEMBERS_HEADING, NO_OUTPUT, USAGE, PortalctlCase, member_row, run_tests)

DAY_SECONDS = 24 * 60 * 60


class PostcardTest(PortalctlCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.config = cls.installation.config.read_text()
        cls.identity = cls.installation.folder / "print-shop.txt"
        made = subprocess.run(["age-keygen", "-o", cls.identity], capture_output=True, text=True, check=True)
        cls.recipient = re.search(r"age1\w+", made.stderr).group(0)

    def setUp(self):
        self.installation.empty(("members", "members_replaced", "postcards", "imports", "audit_log"))
        shutil.rmtree(self.files)
        self.files.mkdir()
        self.run_it("member", "import", self.file_of(MEMBERS_HEADING + member_row(1) + member_row(2)), "--apply")
        self.addCleanup(self.installation.config.write_text, self.config)

    def issue(self, *words, expected=0, recipient=None):
        return self.run_it("postcard", "issue", "--apply", *words, "--recipient", recipient or self.recipient,
                           expected=expected)

    def opened(self, file):
        self.assertTrue(file.read_bytes().startswith(b"age-encryption.org/v1\n"))
        return subprocess.run(["age", "--decrypt", "--identity", self.identity, file], capture_output=True,
                              check=True).stdout

    @staticmethod
    def rows(data):
        return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))

    def live_login_ids(self):
        return {row[0] for row in self.installation.sql("SELECT login_id FROM postcards WHERE replaced_at IS NULL;")}

    def names(self):
        return sorted(file.name for file in self.files.iterdir() if "card" in file.name)

    def test_cards_for_a_print_shop_are_opened_by_its_key_and_lie_nowhere_else(self):
        done = self.issue("--csv", self.files / "cards.csv", "--pdf", self.files / "cards.pdf")
        self.assertIn("the print shop alone can read the passwords", done.stdout)
        self.assertEqual(self.names(), ["cards.csv.age", "cards.index.csv", "cards.pdf.age"])
        self.assertEqual({(self.files / name).stat().st_mode & 0o777 for name in self.names()}, {0o600})
        cards = self.rows(self.opened(self.files / "cards.csv.age"))
        self.assertEqual({card["ログインID"] for card in cards}, self.live_login_ids())
        self.assertTrue(self.opened(self.files / "cards.pdf.age").startswith(b"%PDF-"))
        index = (self.files / "cards.index.csv").read_bytes()
        self.assertEqual({card["ログインID"] for card in self.rows(index)}, self.live_login_ids())
        for card in cards:
            self.assertNotIn(card["仮パスワード"].encode(), index)

    def test_a_table_alone_gets_an_index_too_and_so_a_run_that_was_cut_off_is_settled(self):
        self.issue("--csv", self.files / "cards.csv")
        self.assertEqual(self.names(), ["cards.csv.age", "cards.index.csv"])
        before = self.live_login_ids()
        for name in self.names():
            (self.files / name).rename(self.files / f"{name}.mihon.part")
        self.assertIn("holds them now", self.issue("--csv", self.files / "cards.csv").stdout)
        self.assertEqual(self.names(), ["cards.csv.age", "cards.index.csv"])
        self.assertEqual(self.live_login_ids(), before)

    def test_a_run_cut_off_before_its_commit_is_thrown_away_though_its_cards_can_t_be_read(self):
        self.issue("--csv", self.files / "cards.csv")
        before = self.live_login_ids()
        self.installation.sql("DELETE FROM postcards;")
        for name in self.names():
            (self.files / name).rename(self.files / f"{name}.mihon.part")
        self.issue("--csv", self.files / "cards.csv")
        self.assertEqual(self.names(), ["cards.csv.age", "cards.index.csv"])
        self.assertFalse(before & self.live_login_ids())

    def test_a_key_that_age_does_not_take_issues_nothing_and_leaves_nothing(self):
        for kind in ("--csv", "--pdf"):
            done = self.issue(kind, self.files / "cards", recipient="age1wrong", expected=NO_OUTPUT)
            self.assertIn("has not encrypted the file for that recipient; nothing was issued", done.stderr)
        self.issue("--csv", self.files / "cards.csv", recipient="AGE-SECRET-KEY-1QQQ", expected=USAGE)
        self.assertEqual((self.names(), self.count("postcards")), ([], 0))

    def test_the_clean_up_deletes_what_was_printed_a_week_ago_and_no_index(self):
        folder = self.files / "postcards"
        folder.mkdir()
        self.installation.config.write_text(f'{self.config}[postcards]\nfolder = "{folder}"\n')
        for days in (6, 8):
            for name in ("cards.pdf", "cards.csv", "cards.pdf.age", "cards.index.csv"):
                file = folder / f"{days}-{name}"
                file.write_text("x")
                os.utime(file, (time.time() - days * DAY_SECONDS,) * 2)
        told = r"\(all\) +printed postcards, with their passwords +7 +they were written +3\n"
        self.assertRegex(self.run_it("cleanup", society=None).stdout, told)
        self.assertNotIn("printed", self.run_it("cleanup", "--apply").stdout)
        self.assertEqual(len(list(folder.iterdir())), 8)
        self.assertRegex(self.run_it("cleanup", "--apply", society=None).stdout, told)
        self.assertEqual(sorted(file.name for file in folder.iterdir() if file.name.startswith("8")),
                         ["8-cards.index.csv"])
        self.assertEqual(len(list(folder.iterdir())), 5)

    def test_no_configuration_keeps_passwords_for_longer(self):
        self.installation.config.write_text(f"{self.config}[postcards]\nkept_days = 8\n")
        self.assertIn("kept_days", self.run_it("config", "check", society=None, expected=CONFIGURATION).stdout)


if __name__ == "__main__":
    run_tests()
