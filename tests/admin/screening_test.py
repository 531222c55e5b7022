#!/usr/bin/python3
"""Screening programmes as a clerk offers them:  screening_test.py BUILD_FOLDER [TEST…]"""

import contextlib
import json
import subprocess
import threading
import time

from installation import BAD_DATA, MEMBERS_HEADING, NO_INPUT, USAGE, PortalctlCase, run_tests

MEMBERS = MEMBERS_HEADING + "".join(
    f"20,{number:07d},{branch},{relation},見本　人,ミホン,{birth},{sex},2016-04-01,{left},,100-0001,見本県\r\n"
    for number, branch, relation, birth, sex, left in (
        (1, "00", "本人", "1987-04-01", "男", ""), (1, "01", "妻", "1987-04-02", "女", ""),
        (2, "00", "本人", "1970-04-01", "女", ""), (3, "00", "本人", "1970-04-01", "女", "2020-04-01")))
STOMACH = """title = "胃がん検診"
cancer = "胃がん"
items = ["胃部X線検査", "胃内視鏡検査"]
age_from = 40
age_counted = "fiscal-year-end"
fiscal_year = 2026
from = 2026-04-01
until = 2026-11-30
capacity = 100
fee = 2000
consent = "同意します。"
"""


class ScreeningTest(PortalctlCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        members = cls.files / "members.csv"
        members.write_text(MEMBERS)
        cls.installation.portalctl("member", "import", members, "--apply", society="mihon").check_returncode()

    def setUp(self):
        self.installation.sql("DELETE FROM screening_programmes; DELETE FROM audit_log;")

    def file_of(self, text=STOMACH, name="stomach-2026.toml"):
        file = self.files / name
        file.write_text(text)
        return file

    def test_a_dry_run_says_all_it_would_do_and_whom_it_is_for(self):
        said = self.run_it("screening", "import", self.file_of()).stdout
        for words in ("stomach-2026　新しい検診", "胃部X線検査、胃内視鏡検査（1つを選ぶ）", "40歳以上（令和9年（2027年）3月31日の年齢）",
                      "費用：2,000円", "2人（被保険者2人、被扶養者0人。女性1人、男性1人", "/mihon/screenings/", "--apply"):
            self.assertIn(words, said)
        self.assertEqual((self.count("screening_programmes"), self.count("audit_log")), (0, 0))

    def test_the_same_name_again_changes_it_and_says_what(self):
        self.assertIn("案内しました", self.run_it("screening", "import", self.file_of(), "--apply").stdout)
        self.assertIn("変わったところがない", self.run_it("screening", "import", self.file_of(), "--apply").stdout)
        said = self.run_it("screening", "import", self.file_of(STOMACH.replace("2000", "2500")), "--apply").stdout
        self.assertIn("変更　　　　費用：2,000円 → 2,500円", said)
        self.assertEqual(self.installation.sql("SELECT name, fee_yen, version FROM screening_programmes;"),
                         [["stomach-2026", "2500", "2"]])
        self.assertEqual(self.count("audit_log"), 2)
        programme = self.installation.sql("SELECT id FROM screening_programmes;")[0][0]
        for event in ("screening_published", "screening_changed"):
            self.assertEqual(self.recorded(event), [["mihon", "", f"screening {programme}"]], event)

    def test_one_fault_in_one_of_several_files_lets_none_in(self):
        wrong = self.file_of(STOMACH.replace("fee = 2000", "fee = \"2,000円\""), "lung-2026.toml")
        said = self.run_it("screening", "import", self.file_of(), wrong, "--apply", expected=BAD_DATA).stdout
        self.assertIn("lung-2026.toml：10行目 fee：この項目に書ける数ではありません → ", said)
        self.assertEqual(self.count("screening_programmes"), 0)
        self.run_it("screening", "import", self.files / "none.toml", expected=NO_INPUT)
        self.run_it("screening", "import", expected=USAGE)
        self.run_it("screening", "import", self.file_of(), "--apply", "--dry-run", expected=USAGE)

    def test_nobody_who_applies_waits_while_heads_are_counted(self):
        self.run_it("screening", "import", self.file_of(), "--apply")
        changed = self.file_of(STOMACH.replace("2000", "2500"))
        roster = threading.Thread(target=self.lock_roster_until_killed)
        roster.start()
        asleep = self.wait_for("info = 'SELECT SLEEP(60)'")
        command = self.installation.command("screening", "import", changed, "--apply", society="mihon")
        counting = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            self.wait_for("user = 'portal_ctl' AND state LIKE 'Waiting for table metadata lock'")
            self.installation.sql("SELECT id FROM screening_programmes FOR UPDATE NOWAIT;")
        finally:
            self.installation.sql(f"KILL {asleep};")
            roster.join()
            self.assertEqual(counting.wait(), 0)
        self.assertEqual(self.installation.sql("SELECT fee_yen FROM screening_programmes;"), [["2500"]])

    def lock_roster_until_killed(self):
        with contextlib.suppress(subprocess.CalledProcessError):
            self.installation.sql("LOCK TABLES members WRITE; SELECT SLEEP(60);")

    def wait_for(self, process):
        """Its number, as soon as there is one."""
        for _ in range(300):
            if found := self.installation.sql(f"SELECT id FROM information_schema.processlist WHERE {process};"):
                return found[0][0]
            time.sleep(0.05)
        self.fail(f"no process where {process}")

    def test_list_show_and_withdraw(self):
        other = self.file_of(STOMACH.replace("fiscal_year", "women_only = true\nfiscal_year"), "breast-2026.toml")
        self.run_it("screening", "import", self.file_of(), other, "--apply")
        self.installation.sql("UPDATE screening_programmes SET taken = 7 WHERE name = 'stomach-2026';")
        rows = json.loads(self.run_it("screening", "list", "--json").stdout)
        self.assertEqual([(row["name"], row["taken"], row["capacity"], row["until"]) for row in rows],
                         [("breast-2026", 0, 100, "2026-11-30"), ("stomach-2026", 7, 100, "2026-11-30")])
        shown = json.loads(self.run_it("screening", "show", "breast-2026", "--json").stdout)
        self.assertIn("/mihon/screenings/women/", shown["url"])
        self.assertEqual(shown["members"], 1)
        self.assertIn("7 members have applied", self.run_it("screening", "withdraw", "--apply", "stomach-2026").stdout)
        self.assertIn("already", self.run_it("screening", "withdraw", "--apply", "stomach-2026").stdout)
        programme = self.installation.sql("SELECT id FROM screening_programmes WHERE name = 'stomach-2026';")[0][0]
        self.assertEqual(self.recorded("screening_withdrawn"), [["mihon", "", f"screening {programme}"]])
        self.run_it("screening", "show", "nothing", expected=USAGE)
        fewer = self.file_of(STOMACH.replace("capacity = 100", "capacity = 6"))
        self.assertIn("いま申し込んでいる7人より少ない数です",
                      self.run_it("screening", "import", fewer, "--apply", expected=BAD_DATA).stdout)


if __name__ == "__main__":
    run_tests()
