#!/usr/bin/python3
"""What all commands of portalctl have in common:  custom_test.py BUILD_FOLDER [TEST…]"""

import json
import os
import re
import subprocess
import unittest

from installation import (DISK, GOOD, MEMBERS_HEADING, NO_INPUT, SOURCE, USAGE, PortalctlCase, member_row, run_tests)

DEMO = SOURCE / "demo" / "data"
MOMENT = r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00"
MEMBER = "20-0000001-00"
RECIPIENT = "age1xd3xt402yem0uyktxvekmj0drz9lme5dmdweqerx3ze87392zdyqypkly8"

# Words with which each command has something to say; whatever changes something is first asked what it would do.
WORDS = {
    "doctor": [],
    "stats": [],
    "cleanup": [],
    "config check": [],
    "config show": [],
    "config create-secrets": [],
    "config nginx": ["."],
    "database create": [],
    "backup create": [],
    "backup verify": ["portal-20261129T183000Z.tar.zst.age", "--identity", "key.txt"],
    "schema status": [],
    "schema migrate": [],
    "society add": ["shinki", "--name", "新規健康保険組合", "--telephone", "03-0000-0002", "--mail-from", "a@b.example.jp"],
    "society set": ["mihon", "--hours", "平日 9:00～17:30"],
    "society list": [],
    "society show": ["mihon"],
    "society error-pages": ["pages"],
    "member import": ["members.csv"],
    "member find": ["見本"],
    "member show": [MEMBER],
    "member unlock": [MEMBER],
    "member protect": [MEMBER],
    "member reset-two-step": [MEMBER],
    "member erased": [MEMBER],
    "session end-all": [],
    "config rotate-key": ["form"],
    "expense import": ["expenses.csv"],
    "expense status": [],
    "document import": ["documents"],
    "document list": [],
    "document show": ["1"],
    "document withdraw": ["1"],
    "notice publish": ["notice.md"],
    "notice list": [],
    "notice show": ["kept"],
    "notice withdraw": ["kept"],
    "arrivals send": [],
    "arrivals status": [],
    "topic publish": ["topic.md"],
    "topic list": [],
    "topic withdraw": ["kept"],
    "application list": [],
    "application show": ["G-0000001-8"],
    "application export": ["--kind", "limit-certificate", "--csv", "limit.csv"],
    "application exports": [],
    "application import-results": ["results.csv"],
    "limit import": [DEMO / "mihon-limits.toml"],
    "limit list": [],
    "limit show": ["2026-11"],
    "screening import": ["stomach.toml"],
    "screening list": [],
    "screening show": ["kept"],
    "screening withdraw": ["kept"],
    "import list": [],
    "import show": ["1"],
    "import revert": ["1"],
    "inbox run": [],
    "audit odd": [],
    "audit verify": [],
    "audit export": ["--from", "2026-11-01", "--to", "2026-11-01", "--jsonl", "audit.jsonl"],
    "audit archive": ["--jsonl", "archive.jsonl"],
    "incident scope": ["--from", "2026-11-01", "--to", "2026-11-01", "--letters", "letters.csv"],
    "incident drill": [],
    "audit who-saw": ["1"],
    "audit seen-by": [MEMBER],
    "mail list": [],
    "mail show": ["1"],
    "mail stats": [],
    "mail hold": ["ALL"],
    "mail release": ["ALL"],
    "mail retry": ["ALL"],
    "mail delete": ["ALL"],
    "mail resume": [],
    "mail test": ["you@example.jp"],
    "postcard issue": ["--csv", "cards.csv"],
    "postcard reissue": [MEMBER, "--csv", "card.csv"],
    "postcard stop-order": [MEMBER],
    "postcard sample": ["--pdf", "sample.pdf"],
    "report unread": ["--days", "1"],
    "report monthly": ["--csv", "monthly.csv"],
}


SHOWS_A_MEMBER = {"member protect"}  # which the audit log says (reads_test.py)


class CustomTest(PortalctlCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        os.chdir(cls.files)
        (cls.files / "members.csv").write_text(MEMBERS_HEADING + member_row(2, "見本　次郎"))
        (cls.files / "first.csv").write_text(MEMBERS_HEADING + member_row(1))
        for name in ("notice.md", "topic.md", "kept.md"):
            (cls.files / name).write_text('+++\ntitle = "検診のご案内"\nfrom = 2026-04-01\n+++\n本文\n')
        inbox = cls.installation.folder / "inbox"
        inbox.mkdir()
        with open(cls.installation.config, "a") as config:
            config.write(f'[inbox]\nfolder = "{inbox}"\n[backup]\nfolder = "{cls.files}"\nrecipient = "{RECIPIENT}"\n')
        for words in (["member", "import", "first.csv"], ["notice", "publish", "kept.md"],
                      ["topic", "publish", "kept.md"]):
            cls.installation.portalctl(*words, "--apply", society="mihon").check_returncode()

    def commands(self):
        """Every command of the table, from the help: its words, and the help's text."""
        found = {}
        for noun in self.below():
            verbs = self.below(noun)
            for words in [[noun, verb] for verb in verbs] or [[noun]]:
                found[" ".join(words)] = self.run_it(*words, "--help", society=None).stdout
        return found

    def below(self, *words):
        text = self.run_it(*words, "--help", society=None).stdout
        part = text.partition("Subcommands:\n")[2].partition("Examples:")[0]
        return re.findall(r"^  ([a-z-]+) ", part, re.MULTILINE)

    def everything(self):
        """What the database and the folders hold."""
        tables = self.installation.sql("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE';")
        sums = self.installation.sql("CHECKSUM TABLE " + ", ".join(row[0] for row in tables) + ";")
        files = sorted(str(path) for folder in (self.files, self.installation.secrets, self.installation.documents)
                       for path in folder.rglob("*"))
        return sums, files

    def to_full_disk(self, words, society="mihon"):
        with open("/dev/full", "w") as full:
            return subprocess.run(self.installation.command(*words, society=society), stdin=subprocess.DEVNULL,
                                  stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)

    def test_every_command_is_walked_here(self):
        self.assertEqual(set(WORDS), set(self.commands()))

    def test_a_help_that_could_not_be_written_is_74(self):
        """CLI11's own output went past the check."""
        for command in self.commands():
            done = self.to_full_disk([*command.split(), "--help"], society=None)
            self.assertEqual(done.returncode, DISK, command)
        self.assertEqual(self.to_full_disk(["--help"], society=None).returncode, DISK)

    def test_every_command_whose_words_could_not_be_written_is_74(self):
        """The checks of doctor and config were written line by line, and the end found nothing left to write."""
        walked = set()
        for command, words in WORDS.items():
            said = self.installation.portalctl(*command.split(), *words, society="mihon")
            for path in ("monthly.csv", "sample.pdf"):
                (self.files / path).unlink(missing_ok=True)
            done = self.to_full_disk([*command.split(), *words])
            for path in ("monthly.csv", "sample.pdf"):
                (self.files / path).unlink(missing_ok=True)
            with self.subTest(command):
                expected = DISK if said.returncode == GOOD and said.stdout else said.returncode
                self.assertEqual(done.returncode, expected, done.stderr)
                if expected == DISK:
                    walked.add(command)
                    self.assertIn("standard output", done.stderr)
        self.assertGreater(len(walked), 35, sorted(set(WORDS) - walked))
        self.assertIn("config check", walked)

    def test_whatever_changes_something_says_what_it_would_do_until_it_is_told_to_apply(self):
        """import revert, cleanup, withdraw and many more did it at once."""
        changing = [command for command, text in self.commands().items() if "--apply" in text.partition("Examples")[0]]
        self.assertGreater(len(changing), 30)
        for command in changing:
            with self.subTest(command):
                before = self.everything()
                done = self.installation.portalctl(*command.split(), *WORDS[command], society="mihon")
                if command not in SHOWS_A_MEMBER:
                    self.assertEqual(self.everything(), before)
                if done.returncode == GOOD:
                    self.assertIn("nothing was changed; --apply does it", done.stderr)
                both = self.run_it(*command.split(), *WORDS[command], "--apply", "--dry-run", expected=USAGE)
                self.assertIn("contradict", both.stderr)

    def test_a_moment_in_json_has_seconds_and_an_offset(self):
        """2026-11-22 23:28 JST is read by no program."""
        (imported, ) = json.loads(self.run_it("import", "list", "--json").stdout)
        self.assertRegex(imported["applied_at"], f"^{MOMENT}$")
        self.assertRegex(self.run_it("import", "list").stdout, r"20\d\d-\d\d-\d\d \d\d:\d\d JST")
        for command, text in self.commands().items():
            if "--json" not in text.partition("Examples")[0]:
                continue
            with self.subTest(command):
                said = self.installation.portalctl(*command.split(), *WORDS[command], "--json", society="mihon").stdout
                self.assertNotRegex(said, r"\d\d:\d\d JST")

    def test_a_document_that_is_not_there_was_seen_by_nobody_and_that_is_66(self):
        self.assertIn("there is no document 99", self.run_it("audit", "who-saw", "99", expected=NO_INPUT).stderr)

    def test_a_setting_that_is_not_named_is_64(self):
        """It said that it had changed the society."""
        for words in ([], ["--apply"]):
            self.assertIn("what is to be set?", self.run_it("society", "set", "mihon", *words, expected=USAGE).stderr)

    def test_pipes_and_devices_are_refused_by_name_and_nothing_is_written_beside_them(self):
        """A file redirected into /dev/stdin passed for one, and the report was made in /dev."""
        os.mkfifo(self.files / "pipe")
        before = set(os.listdir("/dev"))
        for command in ("member import", "expense import", "notice publish", "topic publish", "limit import",
                        "screening import", "application import-results"):
            for name in ("/dev/stdin", "/dev/null", "/proc/self/fd/0", self.files / "pipe"):
                with open(self.files / "members.csv") as redirected:
                    done = subprocess.run(self.installation.command(*command.split(), name, society="mihon"),
                                          stdin=redirected, capture_output=True, text=True, timeout=60)
                self.assertEqual(done.returncode, NO_INPUT, (command, name))
                self.assertIn("is a pipe or a device", done.stderr)
            self.assertIn("standard input", self.run_it(*command.split(), "--", "-", expected=USAGE).stderr)
        self.assertEqual(set(os.listdir("/dev")), before)
        (self.files / "pipe").unlink()


if __name__ == "__main__":
    run_tests()
