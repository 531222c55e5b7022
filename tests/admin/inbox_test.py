#!/usr/bin/python3
"""portalctl inbox run: folders whose files are taken in by themselves:  inbox_test.py BUILD_FOLDER [TEST…]"""

import json
import os
import signal
import subprocess
import threading
import time
import unittest

from expense_test import COLUMNS, line, lines
from installation import (AWAY, BAD_DATA, CONFIGURATION, GOOD, MEMBERS_HEADING, NO_INPUT, NO_PERMISSION, TRY_LATER,
                          PortalctlCase, member_row, run_tests)

KILLED_AT = 10
NOTICE = '+++\ntitle = "検診のご案内"\nfrom = 2026-04-01\n+++\n本文\n'
# For whom permissions count, as they do for portal_ctl: root reads and writes everything.
WITH_ORDINARY_RIGHTS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
KINDS = {"documents", "members-full", "members", "expenses", "results", "notices", "topics", "screenings"}


class InboxTest(PortalctlCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.root = cls.installation.folder / "inbox"
        cls.plain_config = cls.installation.config.read_text()

    def setUp(self):
        self.installation.empty(("members", "expenses", "expenses_replaced", "expense_months", "imports", "notices",
                                 "topics", "audit_log"))
        subprocess.run(["rm", "-rf", self.root], check=True)
        self.root.mkdir()
        self.root.chmod(0o2770)
        self.settle(0)
        self.run_inbox()

    def settle(self, seconds):
        self.installation.config.write_text(
            f'{self.plain_config}\n[inbox]\nfolder = "{self.root}"\nsettle_seconds = {seconds}\n')

    def run_inbox(self, *words, expected=GOOD, society=None):
        done = self.installation.portalctl("inbox", "run", *(words or ["--apply"]), society=society)
        self.assertEqual(done.returncode, expected, f"{words}: {done.stdout}{done.stderr}")
        return done

    def drop(self, kind, text, name="file.csv", society="mihon", encoding="utf-8"):
        path = self.root / society / kind / name
        path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
        return path

    def batches(self, where, society="mihon"):
        """What lies in done/ or failed/: by kind, the names of the files."""
        found = {}
        for folder in sorted((self.root / society / where).iterdir()):
            self.assertRegex(folder.name, r"^20\d{6}-\d{6}-[a-z-]+(-\d+)?$")
            found.setdefault(folder.name[16:], []).extend(sorted(file.name for file in folder.iterdir()))
        return found

    def only_file(self, where, name):
        (found,) = (self.root / "mihon" / where).glob(f"*/{name}")
        return found.read_text(encoding="utf-8-sig")

    def lines_of(self, event, done):
        """What the journal would have of that event."""
        written = (json.loads(one) for one in done.stderr.splitlines() if one.startswith("{"))
        return [one for one in written if one["event"] == event]

    def nothing_waits(self):
        waiting = [str(path) for society in ("mihon", "tameshi") for kind in (*KINDS, "taking")
                   for path in (self.root / society / kind).iterdir()]
        self.assertEqual(waiting, [])

    def test_a_file_of_each_kind_is_taken_in_by_what_its_folder_says(self):
        self.drop("expenses", COLUMNS + lines(3), "r8-04.csv", encoding="cp932")
        self.drop("members", MEMBERS_HEADING + member_row(1), "new.csv")
        self.drop("notices", NOTICE, "kenshin.md")
        self.drop("topics", NOTICE, "walking.md")
        done = self.run_inbox()
        said = done.stdout
        self.assertEqual([self.count(table) for table in ("members", "expenses", "notices", "topics")], [1, 3, 1, 1])
        self.assertEqual(
            self.batches("done"), {
                "members": ["new.csv", "new.report.csv"], "expenses": ["r8-04.csv", "r8-04.report.csv"],
                "notices": ["kenshin.md", "kenshin.report.csv"], "topics": ["walking.md", "walking.report.csv"]
            })
        self.assertEqual(self.batches("failed"), {})
        self.assertIn("追加3、変更0、変更なし0", self.only_file("done", "r8-04.report.csv"))
        self.assertIn("見本,,20,0000001,00,医療費の明細：いま0件", self.only_file("done", "r8-04.report.csv").replace('"', ""))
        self.assertIn("対象1人", self.only_file("done", "kenshin.report.csv"))
        self.assertLess(said.index("members"), said.index("expenses"))
        self.assertEqual(self.installation.sql("SELECT name FROM notices;"), [["kenshin"]])
        self.assertEqual(self.installation.sql("SELECT event FROM audit_log ORDER BY id;"), [
            ["members_imported"], ["staff_import_sampled"], ["expenses_imported"], ["notice_published"],
            ["topic_published"]])
        self.assertEqual(self.installation.sql("SELECT file_name FROM imports WHERE kind = 'expenses';"),
                         [["r8-04.csv"]])
        for event, table in (("members_imported", "imports WHERE kind = 'members'"),
                             ("expenses_imported", "imports WHERE kind = 'expenses'"),
                             ("notice_published", "notices"), ("topic_published", "topics")):
            kind = table.split()[0].removesuffix("s")
            id = self.installation.sql(f"SELECT id FROM {table};")[0][0]
            self.assertEqual(self.recorded(event), [["mihon", "", f"{kind} {id}"]], event)
        expenses, = (one for one in self.lines_of("import_taken_in", done) if one["batch"].endswith("expenses"))
        del expenses["ts"], expenses["batch"]
        number = int(self.installation.sql("SELECT id FROM imports WHERE kind = 'expenses';")[0][0])
        self.assertEqual(expenses, {"level": "info", "event": "import_taken_in", "society": "mihon", "import": number,
                                    "odd": 0, "faults": 0})
        self.assertEqual(len(self.lines_of("import_taken_in", done)), 4)
        self.nothing_waits()

    def test_a_file_with_faults_changes_nothing_and_lies_in_failed_beside_the_faults(self):
        self.drop("members", MEMBERS_HEADING + member_row(1))
        self.drop("expenses", COLUMNS + line(1) + line(2, member=9))
        self.drop("notices", "本文だけ", "a.md")
        done = self.run_inbox(expected=BAD_DATA)
        self.assertEqual([self.count(table) for table in ("members", "expenses", "notices")], [1, 0, 0])
        self.assertEqual(self.batches("failed"),
                         {"expenses": ["file.csv", "file.faults.csv"], "notices": ["a.faults.csv", "a.md"]})
        self.assertIn("3,番号,20-0000009-00という加入者はいません,", self.only_file("failed", "file.faults.csv"))
        refused = self.lines_of("import_refused", done)
        self.assertEqual([(one["level"], one["society"], one["batch"].split("-", 2)[2], one["import"], one["odd"])
                          for one in refused], [("warning", "mihon", kind, 0, 0) for kind in ("expenses", "notices")])
        self.assertTrue(all(one["faults"] > 0 for one in refused))
        self.run_inbox()

    def test_the_same_file_again_is_known_and_an_import_that_can_t_be_told_apart_gets_a_name_of_its_own(self):
        for _ in range(3):
            self.drop("members", MEMBERS_HEADING + member_row(1))
            self.run_inbox()
        self.assertEqual((self.count("members"), self.count("imports")), (1, 1))
        self.assertEqual(sum(len(names) for names in self.batches("done").values()), 6)

    def test_only_a_roster_in_its_own_folder_ends_members_and_never_more_than_5_percent(self):
        self.drop("members", MEMBERS_HEADING + "".join(map(member_row, range(1, 41))))
        self.run_inbox()
        enrolled = "members WHERE left_on IS NULL"
        self.drop("members", MEMBERS_HEADING + "".join(map(member_row, range(1, 39))), "part.csv")
        self.run_inbox()
        self.assertEqual(self.count(enrolled), 40)
        self.drop("members-full", MEMBERS_HEADING + "".join(map(member_row, range(1, 38))), "short.csv")
        self.run_inbox(expected=BAD_DATA)
        self.assertEqual(self.count(enrolled), 40)
        self.assertIn("資格喪失が3人になり、いまの加入者の5%を超えます", self.only_file("failed", "short.faults.csv"))
        self.drop("members-full", MEMBERS_HEADING + "".join(map(member_row, range(1, 39))), "whole.csv")
        self.run_inbox()
        self.assertEqual(self.count(enrolled), 38)

    def test_a_society_s_files_stay_its_own(self):
        self.drop("members", MEMBERS_HEADING + member_row(1), society="tameshi")
        self.run_inbox(society="mihon")
        self.assertEqual(self.count("members"), 0)
        self.run_inbox()
        self.assertEqual(self.installation.sql("SELECT slug FROM members m JOIN societies s ON s.id = m.society_id;"),
                         [["tameshi"]])
        self.assertEqual(self.batches("done"), {})

    def test_a_file_that_is_still_being_written_is_waited_for_and_so_is_what_comes_behind_it(self):
        self.settle(3)
        self.drop("expenses", COLUMNS + lines(3))
        roster = open(self.drop("members", MEMBERS_HEADING), "a")

        def write_slowly():
            for number in range(1, 5):
                time.sleep(0.5)
                roster.write(member_row(number))
                roster.flush()
            roster.close()

        writer = threading.Thread(target=write_slowly)
        writer.start()
        self.run_inbox()
        writer.join()
        self.assertEqual((self.count("members"), self.count("expenses")), (4, 3))
        self.assertEqual(self.batches("failed"), {})

    def test_hidden_and_unfinished_names_wait_until_they_are_renamed(self):
        self.drop("members", b"half", ".roster.csv.x7Yz")
        unfinished = self.drop("members", MEMBERS_HEADING + member_row(1), "roster.csv.part")
        process = subprocess.Popen(self.installation.command("inbox", "run", "--apply"), stdout=subprocess.PIPE,
                                   text=True)
        time.sleep(1)
        self.assertEqual((process.poll(), self.count("members")), (None, 0))
        unfinished.rename(unfinished.with_suffix(""))
        self.assertIn("done/", process.communicate(timeout=30)[0])
        self.assertEqual(self.count("members"), 1)
        self.assertTrue((self.root / "mihon" / "members" / ".roster.csv.x7Yz").exists())

    def test_what_file_managers_leave_is_ignored_and_what_browsers_are_still_fetching_is_waited_for(self):
        """Thumbs.db and ~$roster.xlsx were refused into failed/, roster.csv.crdownload was taken in half."""
        left = ("Thumbs.db", "desktop.ini", ".DS_Store", "~$roster.xlsx", "THUMBS.DB")
        for name in left:
            self.drop("members", b"\xd0\xcf\x11\xe0", name)
        self.run_inbox()
        self.assertEqual((self.batches("failed"), self.batches("done")), ({}, {}))
        for ending in (".crdownload", ".download", ".filepart", ".PART"):
            with self.subTest(ending):
                self.drop("members", MEMBERS_HEADING, "roster.csv" + ending)
                waiting = self.run_inbox("--dry-run").stdout
                self.assertRegex(waiting, rf"members +roster\.csv{ending} +no")
                (self.root / "mihon" / "members" / ("roster.csv" + ending)).unlink()
        self.drop("members", MEMBERS_HEADING + member_row(1), "roster.csv")
        self.assertIn("done/", self.run_inbox().stdout)
        self.assertEqual({one.name for one in (self.root / "mihon" / "members").iterdir()},
                         {"." + name.removeprefix(".") for name in left})  # else systemd would start a run for ever

    def test_a_second_folder_of_litter_leaves_the_inbox_as_empty_as_the_first(self):
        """The second __MACOSX couldn't be renamed, so that systemd started a run for ever."""
        documents = self.root / "mihon" / "documents"
        for _ in range(3):
            (documents / "__MACOSX").mkdir(parents=True)
            (documents / "__MACOSX" / "._a.pdf").write_bytes(b"")
            self.run_inbox()
        self.assertEqual([one.name for one in documents.iterdir() if not one.name.startswith(".")], [])

    def test_links_pipes_folders_and_odd_names_are_refused_unread(self):
        secret = self.installation.folder / "elsewhere.csv"
        secret.write_text(MEMBERS_HEADING + member_row(1))
        drop = self.root / "mihon" / "members"
        (drop / "link.csv").symlink_to(secret)
        os.mkfifo(drop / "pipe.csv")
        (drop / "folder.csv").mkdir()
        (drop / "folder.csv" / "inner.csv").write_text(MEMBERS_HEADING + member_row(1))
        os.link(self.drop("members", MEMBERS_HEADING, "ほ" * 80 + ".csv"), os.fsencode(drop) + b"/\xff\x0a.csv")
        self.run_inbox(expected=BAD_DATA)
        self.assertEqual(self.count("members"), 0)
        self.assertEqual(len(list((self.root / "mihon" / "failed").iterdir())), 5)
        self.assertEqual(len(list((self.root / "mihon" / "failed").glob("*/*.faults.csv"))), 5)
        self.assertTrue(secret.exists())
        self.nothing_waits()

    def folder(self, name, mode, society="mihon"):
        folder = self.root / society / "documents" / name
        folder.mkdir()
        (folder / "index.csv").write_text("記号\n")
        folder.chmod(mode)
        return folder

    def run_with_ordinary_rights(self, expected):
        done = subprocess.run([*WITH_ORDINARY_RIGHTS, *self.installation.command("inbox", "run", "--apply")],
                              timeout=60,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.assertEqual(done.returncode, expected, done.stdout + done.stderr)
        return done.stderr

    def test_a_folder_that_only_its_owner_can_move_is_named_and_keeps_nothing_else_waiting(self):
        closed, kept, hidden = self.folder("closed", 0), self.folder("kept", 0o555), self.folder(".hidden", 0)
        self.folder("whole", 0o755)
        self.drop("notices", NOTICE, "kenshin.md")
        self.drop("members", MEMBERS_HEADING + member_row(1), society="tameshi")
        said = self.run_with_ordinary_rights(NO_PERMISSION)
        for folder in (closed, kept):
            self.assertEqual(said.count(f"portalctl: {folder} can't be moved: Permission denied"), 1, said)
        self.assertEqual(said.count("  -> "), 2, said)
        self.assertEqual([self.count(table) for table in ("notices", "members")], [1, 1])
        self.assertEqual(self.batches("failed"), {"documents": ["whole", "whole.faults.csv"]})
        self.assertTrue(closed.exists() and kept.exists() and hidden.exists())
        self.assertEqual(list((self.root / "mihon" / "taking").iterdir()), [])
        for folder in (closed, kept):
            folder.chmod(0o770)
        self.run_with_ordinary_rights(BAD_DATA)
        hidden.rename(hidden.with_name("shown"))
        self.run_with_ordinary_rights(NO_PERMISSION)

    def test_a_folder_whose_index_can_t_be_read_is_refused_and_the_next_run_is_free_of_it(self):
        (self.folder("letters", 0o770) / "index.csv").chmod(0)
        self.run_with_ordinary_rights(BAD_DATA)
        self.assertIn("index.csvを読めません", self.only_file("failed", "letters.faults.csv"))
        self.nothing_waits()
        self.run_with_ordinary_rights(GOOD)

    def test_folders_open_for_the_group_alone_where_files_are_dropped(self):
        mode = lambda path: oct(path.stat().st_mode)  # noqa: E731
        self.assertEqual({path.name for path in (self.root / "mihon").iterdir()}, KINDS | {"taking", "done", "failed"})
        self.assertEqual(mode(self.root / "mihon"), "0o42750")
        self.assertEqual(mode(self.root / "mihon" / "members"), "0o42770")
        self.assertEqual(mode(self.root / "mihon" / "taking"), "0o42700")
        self.drop("members", MEMBERS_HEADING + member_row(1))
        self.run_inbox()
        (report,) = (self.root / "mihon" / "done").glob("*/*.report.csv")
        self.assertEqual((mode(report), mode(report.parent)), ("0o100640", "0o42750"))

    def test_what_can_t_run_says_why(self):
        self.installation.config.write_text(self.plain_config)
        self.run_inbox(expected=CONFIGURATION)
        self.settle(0)
        self.drop("members", MEMBERS_HEADING + member_row(1))
        self.assertIn("members  file.csv  yes", self.run_inbox("--dry-run").stdout)
        self.assertEqual(self.count("members"), 0)
        subprocess.run(["rm", "-rf", self.root], check=True)
        self.run_inbox(expected=NO_INPUT)

    def test_a_folder_that_can_t_be_made_is_no_bug_of_ours(self):
        subprocess.run(["rm", "-rf", self.root / "mihon"], check=True)
        (self.root / "mihon").write_text("a file")
        said = self.run_inbox(expected=NO_INPUT).stderr
        self.assertIn("Not a directory", said)
        self.assertIn("what was committed before stays", said)
        (self.root / "mihon").unlink()
        self.root.chmod(0o500)
        plain = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.getuid() == 0 else []
        done = subprocess.run(plain + self.installation.command("inbox", "run", "--apply"), capture_output=True,
                              text=True)
        self.assertEqual(done.returncode, NO_PERMISSION, done.stderr)
        self.assertIn("Permission denied", done.stderr)
        self.assertIn(str(self.root / "mihon"), done.stderr)

    def while_another_takes_in(self):
        """For one and a half seconds: who is to be joined, and how to ask whether it does still."""
        society = self.installation.sql("SELECT id FROM societies WHERE slug = 'mihon';")[0][0]
        name = f"kenko_portal_import_{society}"
        holder = threading.Thread(target=self.installation.sql, args=(
            f"SELECT GET_LOCK('{name}', 5); SELECT SLEEP(1.5);",))
        holder.start()

        def goes_on():
            return self.installation.sql(f"SELECT IS_USED_LOCK('{name}') IS NOT NULL;") == [["1"]]

        while not goes_on():
            time.sleep(0.05)
        return holder, goes_on

    def test_it_leaves_alone_what_another_run_has_just_begun(self):
        just_made = self.root / "mihon" / "taking" / "20261122-132000-members"
        just_made.mkdir()
        holder, goes_on = self.while_another_takes_in()
        run = subprocess.Popen(self.installation.command("inbox", "run", "--apply"), stdout=subprocess.DEVNULL)
        is_there = True
        while goes_on():
            self.assertTrue(is_there)
            is_there = just_made.exists()
            time.sleep(0.02)
        self.assertEqual(run.wait(), GOOD)
        holder.join()
        self.nothing_waits()

    def test_it_waits_for_a_command_that_is_taking_in_another_file(self):
        self.drop("members", MEMBERS_HEADING + member_row(1))
        holder, _ = self.while_another_takes_in()
        begun = time.monotonic()
        self.run_inbox()
        holder.join()
        self.assertGreater(time.monotonic() - begun, 0.5)
        self.assertEqual(self.count("members"), 1)

    def test_a_run_cut_off_between_its_commit_and_its_move_is_settled_by_the_next(self):
        file = self.drop("members", MEMBERS_HEADING + member_row(1), "roster.csv")
        self.installation.portalctl("member", "import", file, "--apply", society="mihon").check_returncode()
        batch = self.root / "mihon" / "taking" / "20261122-132000-members-2"
        batch.mkdir()
        for left in (file, file.with_name("roster.report.csv")):
            left.rename(batch / left.name)
        (self.root / "mihon" / "taking" / "20261122-132000-expenses").mkdir()
        self.assertIn("changes nothing", self.run_inbox().stdout)
        self.assertEqual((self.count("members"), self.count("imports")), (1, 1))
        self.assertEqual(self.batches("done"), {"members-2": ["roster.csv", "roster.report.csv"]})
        self.assertIn("追加", self.only_file("done", "roster.report.csv"))
        self.nothing_waits()

    def test_what_came_after_a_run_that_was_cut_off_is_not_undone_by_the_file_that_it_had_taken_in(self):
        texts = [MEMBERS_HEADING + member_row(1), MEMBERS_HEADING + member_row(1, name="見本　次郎")]
        for text in texts:
            self.run_it("member", "import", self.file_of(text), "--apply")
        for batch in ("20261122-132000-members", "20261122-132001-members.begun"):
            (self.root / "mihon" / "taking" / batch).mkdir()
            (self.root / "mihon" / "taking" / batch / "roster.csv").write_text(texts[0])
        self.run_inbox()
        self.assertEqual(self.installation.sql("SELECT name FROM members;"), [["見本　次郎"]])
        self.drop("members", texts[0], "roster.csv")
        self.run_inbox()
        self.assertEqual(self.installation.sql("SELECT name FROM members;"), [["見本　太郎"]])

    def test_nonsense_stops_and_the_society_s_clerks_are_told_by_counts_alone(self):
        self.run_it("society", "set", "mihon", "--contact-mail", "kumiai@mihon.example.jp", "--apply")
        self.installation.sql("DELETE FROM mail_queue;")
        self.drop("members", MEMBERS_HEADING + member_row(1))
        nonsense = "".join(line(number, society_part=90_000) for number in range(500))
        self.drop("expenses", COLUMNS + nonsense, "r8-04.csv")
        done = self.run_inbox(expected=BAD_DATA)
        self.assertEqual(self.count("expenses"), 0)
        faults = self.only_file("failed", "r8-04.faults.csv")
        self.assertIn("確認が必要なところが500件あり、500行の5%を超えます", faults)
        self.assertEqual(faults.count("確認："), 500)
        self.assertRegex(done.stderr, r'"event":"import_refused".*"odd":500')
        queued = "SELECT purpose, recipient, class FROM mail_queue;"
        self.assertEqual(self.installation.sql(queued), [["inbox_run", "kumiai@mihon.example.jp", "5"]])
        self.run_inbox()
        self.assertEqual(self.count("mail_queue"), 1)
        self.run_it("society", "set", "mihon", "--odd-percent", "100", "--contact-mail", "", "--apply")
        self.drop("expenses", COLUMNS + nonsense, "r8-04.csv")
        self.run_inbox()
        self.assertEqual((self.count("expenses"), self.count("mail_queue")), (500, 1))
        self.assertIn("確かめてほしいところが500件あります", self.only_file("done", "r8-04.report.csv"))
        self.run_it("society", "set", "mihon", "--odd-percent", "5", "--apply")

    def test_a_run_killed_at_any_point_loses_nothing_and_doubles_nothing(self):
        self.drop("members", MEMBERS_HEADING + member_row(1))
        self.run_inbox()
        text = COLUMNS + lines(2000)
        begun = time.monotonic()
        self.drop("expenses", text)
        self.run_inbox()
        whole = time.monotonic() - begun
        for point in range(KILLED_AT):
            self.installation.sql("SET foreign_key_checks = 0; DELETE FROM expenses; DELETE FROM expense_months;"
                                  "DELETE FROM imports WHERE kind = 'expenses';")
            subprocess.run(f"rm -rf {self.root}/mihon/done/*", shell=True, check=True)
            self.drop("expenses", text)
            process = subprocess.Popen(self.installation.command("inbox", "run", "--apply"), stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(whole * (point + 0.5) / KILLED_AT)
            process.kill()
            process.wait()
            self.wait_until_alone()
            committed = self.count("expenses")
            self.assertIn(committed, (0, 2000))
            was_begun = self.begun() != []
            self.run_inbox(expected=GOOD if committed or not was_begun else BAD_DATA)
            self.nothing_waits()
            if self.batches("failed"):
                self.assertEqual(self.count("expenses"), 0)
                subprocess.run(f"rm -rf {self.root}/mihon/failed/*", shell=True, check=True)
                self.drop("expenses", text)
                self.run_inbox()
            self.assertEqual((self.count("expenses"), self.count("expense_months")), (2000, 1))
            self.assertEqual(self.batches("done"), {"expenses": ["file.csv", "file.report.csv"]})

    def test_what_was_taken_in_or_refused_ends_after_its_term_and_nothing_else_does(self):
        for where, batch in (("done", "20260801-120000-members"), ("failed", "20260801-120000-documents-2"),
                             ("done", "notes"), ("taking", "20260801-120000-nothing")):
            (self.root / "mihon" / where / batch / "folder").mkdir(parents=True)
            (self.root / "mihon" / where / batch / "folder" / "a.csv").write_text("x")
        outside = self.installation.folder / "kept.csv"
        outside.write_text("kept")
        (self.root / "mihon" / "done" / "20260801-120000-members" / "link").symlink_to(outside)
        self.drop("members", MEMBERS_HEADING + member_row(1))
        self.run_inbox()
        would = self.installation.portalctl("cleanup", "--dry-run")
        self.assertRegex(would.stdout, r"mihon +inbox files in done/ and failed/ +90 +they were taken in +2\b")
        self.assertEqual(len(list((self.root / "mihon").glob("*/20260801*"))), 3)
        done = self.installation.portalctl("cleanup", "--apply", society="tameshi")
        self.assertEqual((done.returncode, len(list((self.root / "mihon").glob("*/20260801*")))), (GOOD, 3))
        done = self.installation.portalctl("cleanup", "--apply")
        self.assertEqual(done.returncode, GOOD, done.stderr)
        self.assertEqual([path.name for path in (self.root / "mihon").glob("*/20260801*")], ["20260801-120000-nothing"])
        self.assertEqual(len(list((self.root / "mihon" / "done").glob("*-members/file.csv"))), 1)
        self.assertTrue((self.root / "mihon" / "done" / "notes").exists() and outside.exists())
        self.assertEqual(self.count("audit_log WHERE event = 'cleaned_up'"), 1)

    def test_the_term_is_a_setting_with_bounds(self):
        (self.root / "mihon" / "done" / "20260801-120000-members").mkdir()
        for days, expected in ((0, CONFIGURATION), (3650, GOOD)):
            self.settle(0)
            with self.installation.config.open("a") as config:
                config.write(f"kept_days = {days}\n")
            self.assertEqual(self.installation.portalctl("cleanup", "--apply").returncode, expected)
        self.assertTrue((self.root / "mihon" / "done" / "20260801-120000-members").exists())

    @unittest.skipUnless(os.geteuid() == 0, "only root gives folders to other groups")
    def test_doctor_names_societies_whose_inboxes_one_group_may_enter(self):
        def said():
            return self.installation.portalctl("doctor").stdout

        shared = "one group may drop and read the files of mihon and of tameshi"
        self.root.chmod(0o711)
        self.assertIn("✓ each society's inbox is open to a group of its own at most", said())
        for society, group in (("mihon", 64_001), ("tameshi", 64_001)):
            os.chown(self.root / society, -1, group)
        self.assertIn(shared, said())
        (self.root / "mihon").chmod(0o700)
        self.assertNotIn(shared, said())
        (self.root / "mihon").chmod(0o2750)
        os.chown(self.root / "tameshi", -1, 64_002)
        self.assertNotIn(shared, said())
        (self.root / "tameshi").chmod(0o2755)
        self.assertIn(f"anybody may look into {self.root / 'tameshi'}", said())
        self.root.chmod(0o773)
        self.assertIn(f"chmod o=x {self.root}\n", said())

    def begun(self):
        return list((self.root / "mihon" / "taking").glob("*.begun"))

    def end_in_the_middle(self, end):
        """A run is ended by the signal while it reads a file of 50,000 lines; returns its exit code."""
        self.drop("members", MEMBERS_HEADING + member_row(1))
        self.run_inbox()
        self.drop("expenses", COLUMNS + lines(50_000), "r8-04.csv")
        self.drop("notices", NOTICE, "kenshin.md")
        process = subprocess.Popen(self.installation.command("inbox", "run", "--apply"), stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        while not any("expenses" in folder.name for folder in self.begun()) and process.poll() is None:
            time.sleep(0.005)
        time.sleep(0.1)
        process.send_signal(end)
        code = process.wait()
        self.wait_until_alone()
        return code

    def test_what_a_run_died_on_lies_in_failed_after_the_next_which_goes_on_with_the_rest(self):
        self.assertEqual(self.end_in_the_middle(signal.SIGKILL), -signal.SIGKILL)
        self.assertEqual((self.count("expenses"), self.count("notices")), (0, 0))
        done = self.run_inbox(expected=BAD_DATA)
        self.assertEqual((self.count("expenses"), self.count("notices")), (0, 1))
        self.assertEqual(self.batches("failed"), {"expenses": ["r8-04.csv", "r8-04.faults.csv"]})
        self.assertIn("取り込みの途中でプログラムが止まりました", self.only_file("failed", "r8-04.faults.csv"))
        self.assertIn('"event":"import_refused"', done.stderr)
        self.nothing_waits()
        self.run_inbox()

    def test_a_run_that_is_asked_to_stop_blames_no_file_and_the_next_takes_it_in(self):
        for end in (signal.SIGTERM, signal.SIGINT):
            self.setUp()
            self.assertEqual(self.end_in_the_middle(end), -end)
            self.assertEqual(self.begun(), [])
            self.assertEqual(self.count("expenses"), 0)
            self.run_inbox()
            self.assertEqual((self.count("expenses"), self.count("notices")), (50_000, 1))
            self.assertEqual(self.batches("failed"), {})

    def test_what_was_begun_and_is_in_the_database_lies_in_done(self):
        file = self.drop("members", MEMBERS_HEADING + member_row(1), "roster.csv")
        self.installation.portalctl("member", "import", file, "--apply", society="mihon").check_returncode()
        batch = self.root / "mihon" / "taking" / "20261122-132000-members.begun"
        batch.mkdir()
        file.rename(batch / file.name)
        file.with_name("roster.report.csv").unlink()
        self.run_inbox()
        self.assertEqual(self.batches("done"), {"members": ["roster.csv", "roster.report.csv"]})
        self.assertIn("取り込み済み", self.only_file("done", "roster.report.csv"))
        self.nothing_waits()

    @unittest.skipUnless(os.geteuid() == 0, "only root tells a program that the machine has just been started")
    def test_a_mark_from_before_the_machine_s_start_blames_no_file(self):
        batch = self.root / "mihon" / "taking" / "20261122-132000-members.begun"
        batch.mkdir()
        (batch / "roster.csv").write_text(MEMBERS_HEADING + member_row(1))
        time.sleep(2)
        with open("/proc/uptime") as uptime:
            running = int(float(uptime.read().split()[0]))
        just_started = ["unshare", "--time", "--fork", "--boottime", str(-running)]
        done = subprocess.run(just_started + self.installation.command("inbox", "run", "--apply"), capture_output=True,
                              text=True)
        self.assertEqual(done.returncode, GOOD, done.stdout + done.stderr)
        self.assertEqual(self.batches("done"), {"members": ["roster.csv", "roster.report.csv"]})

    def test_a_file_begun_before_the_database_went_away_is_not_blamed(self):
        self.drop("members", MEMBERS_HEADING + member_row(1))
        self.installation.sql("SET GLOBAL read_only = 1;")
        try:
            self.run_inbox(expected=AWAY)
        finally:
            self.installation.sql("SET GLOBAL read_only = 0;")
        self.assertEqual(self.begun(), [])
        self.run_inbox()
        self.assertEqual(self.count("members"), 1)

    def test_a_key_of_a_hundred_thousand_parts_is_refused_and_stops_nothing(self):
        deep = "a." * 100_000 + "a = 1\n"
        self.drop("notices", NOTICE.replace("from", deep + "from"), "deep.md")
        self.drop("screenings", "a." * 30_000 + "a = 1\n", "deep.toml")
        self.drop("topics", NOTICE, "good.md")
        self.run_inbox(expected=BAD_DATA)
        self.assertEqual(self.count("topics"), 1)
        self.assertEqual(set(self.batches("failed")), {"notices", "screenings"})
        for faults in (self.root / "mihon" / "failed").glob("*/deep.faults.csv"):
            self.assertIn("項目の名前に「.」が多すぎます（「.」で区切って16個まで）",
                          faults.read_text(encoding="utf-8-sig"))


if __name__ == "__main__":
    run_tests()
