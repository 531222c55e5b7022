#!/usr/bin/python3
"""portalctl expense import and status, import revert:  expense_test.py BUILD_FOLDER [TEST…]"""

import json
import subprocess
import time

from installation import BAD_DATA, MEMBERS_HEADING, NO_INPUT, USAGE, PortalctlCase, member_row, run_tests

COLUMNS = ("レセプト番号,記号,番号,枝番,診療年月,診療区分,医療機関名,日数,医療費総額,健保負担額,公費負担額,窓口負担額,"
           "食事療養費,高額療養費,付加給付\r\n")
KILLED_AT = 20
LINES_OF_A_KILLED_FILE = 20_000


def line(number, total=10_000, member=1, month="R8.4", society_part=None):
    window = total * 3 // 10
    by_society = total - window if society_part is None else society_part
    return (f"A{number:08d},20,{member:07d},00,{month},医科外来,髙﨑内科①,1,{total},{by_society},0,{window},0,0,0\r\n")


def lines(count, total=10_000):
    return "".join(line(number, total) for number in range(count))


class ExpenseTest(PortalctlCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        members = cls.files / "members.csv"
        members.write_text(MEMBERS_HEADING + member_row(1) + member_row(2))
        for society in ("mihon", "tameshi"):
            cls.installation.portalctl("member", "import", members, "--apply", society=society).check_returncode()

    def setUp(self):
        self.installation.sql("SET foreign_key_checks = 0; DELETE FROM expenses; DELETE FROM expenses_replaced;"
                              "DELETE FROM expense_months; DELETE FROM imports WHERE kind = 'expenses';")

    def file_of(self, text, name="expenses.csv", encoding="cp932"):
        return super().file_of(text, name, encoding)

    def stored(self):
        """Everything that an import writes, in one text."""
        return self.installation.sql(
            "SELECT GROUP_CONCAT(receipt_number, month, total ORDER BY receipt_number) FROM expenses;"
            "SELECT COUNT(*) FROM expenses_replaced; SELECT COUNT(*) FROM expense_months;"
            "SELECT COUNT(*) FROM imports WHERE kind = 'expenses' AND in_force;")

    def test_the_dry_run_says_what_the_real_run_does_and_changes_nothing(self):
        file = self.file_of(COLUMNS + lines(3))
        said = self.run_it("expense", "import", file).stdout
        self.assertIn("追加　　　3件", said)
        self.assertIn("令和8年4月　3件　総額30,000円　健保21,000円　公費0円　窓口9,000円", said)
        self.assertIn("--apply", said)
        self.assertEqual(self.count("expenses"), 0)
        self.assertIn("取り込みました", self.run_it("expense", "import", file, "--apply").stdout)
        self.assertEqual(self.count("expenses"), 3)
        self.assertIn("取り込み済み", self.run_it("expense", "import", file, "--apply").stdout)
        self.run_it("expense", "import", file, "--apply", "--dry-run", expected=USAGE)
        self.run_it("expense", "import", self.files / "none.csv", expected=NO_INPUT)

    def test_faults_are_named_with_line_column_reason_and_remedy_and_all_lie_beside_the_file(self):
        bad = "".join(line(number, member=9) for number in range(150))
        file = self.file_of(COLUMNS + line(1000) + bad + line(2000, month="令和7年2月30日"))
        said = self.run_it("expense", "import", file, "--apply", expected=BAD_DATA).stdout
        self.assertIn("expenses.csv：3行目 番号：20-0000009-00という加入者はいません → ", said)
        self.assertEqual(said.count("expenses.csv："), 100)
        self.assertIn("151件の誤りがあります。何も変えていません。", said)
        report = (self.files / "expenses.faults.csv").read_text(encoding="utf-8-sig").splitlines()
        self.assertEqual(len(report), 152)
        self.assertIn("年月として読めません", report[-1])
        self.assertEqual(self.count("expenses"), 0)

    def test_mixed_encodings_halves_and_endless_lines_change_nothing(self):
        whole = (COLUMNS + lines(3)).encode("cp932")
        for name, data in (("mixed", whole + "A9,20,0000001,00,R8.4,医科外来,髙,1,0,0,0,0,0,0,0\r\n".encode()),
                           ("half", whole[:-20]), ("endless", whole + b"x" * 300_000), ("empty", b""),
                           ("excel", b"PK\x03\x04" + b"x" * 100)):
            file = self.files / f"{name}.csv"
            file.write_bytes(data)
            self.run_it("expense", "import", file, "--apply", expected=BAD_DATA)
            self.assertEqual(self.count("expenses"), 0, name)

    def test_odd_lines_are_named_and_taken_in(self):
        said = self.run_it("expense", "import", self.file_of(COLUMNS + line(1) + line(2, society_part=700)),
                           "--apply").stdout
        self.assertIn("確認：expenses.csv：3行目 20-0000001-00：健保負担額700円が10分の1になっていませんか（レセプト番号A00000002）", said)
        self.assertEqual(self.count("expenses"), 2)
        self.assertIn("10分の1", (self.files / "expenses.report.csv").read_text(encoding="utf-8-sig"))

    def test_some_members_are_named_with_what_they_have_and_will_have(self):
        file = self.file_of(COLUMNS + lines(2) + line(7, member=2))
        before = len(self.recorded("staff_import_sampled"))
        sample = ("見本：20-0000001-00：医療費の明細：いま0件（窓口負担額の合計0円）、取り込み後2件（窓口負担額の合計6,000円）\n"
                  "見本：20-0000002-00：医療費の明細：いま0件（窓口負担額の合計0円）、取り込み後1件（窓口負担額の合計3,000円）\n")
        for words in ([], ["--apply"]):
            self.assertIn(sample, self.run_it("expense", "import", file, *words).stdout)
            self.assertIn("見本,,20,0000001,00,", (self.files / "expenses.report.csv").read_text(encoding="utf-8-sig"))
        self.assertNotIn("見本", self.run_it("expense", "import", file, "--apply").stdout)
        self.assertEqual(self.recorded("staff_import_sampled")[before:],
                         [["mihon", "20-0000001-00", ""], ["mihon", "20-0000002-00", ""]] * 2)

    def test_an_import_is_undone_as_a_whole(self):
        self.run_it("expense", "import", self.file_of(COLUMNS + lines(5)), "--apply")
        first = self.latest_import()
        before = self.stored()
        self.run_it("expense", "import", self.file_of(COLUMNS + lines(2, 20_000) + line(9)), "--apply")
        second = self.latest_import()
        self.assertIn("undo the later ones first", self.run_it("import", "revert", "--apply", first,
                                                               expected=BAD_DATA).stderr)
        self.run_it("import", "revert", second, "--dry-run")
        self.assertNotEqual(self.stored(), before)
        self.assertIn("3 lines taken away, 2 of them as they were before",
                      self.run_it("import", "revert", "--apply", second).stdout)
        self.assertEqual(self.stored(), before)
        self.run_it("import", "revert", "--apply", second, expected=USAGE)
        self.run_it("import", "revert", "--apply", first)
        self.assertEqual(self.count("expenses"), 0)
        self.assertEqual(self.recorded("expenses_reverted")[-2:],
                         [["mihon", "", f"import {second}"], ["mihon", "", f"import {first}"]])
        self.run_it("expense", "import", self.file_of(COLUMNS + lines(5)), "--apply")
        self.assertEqual(self.stored(), before)

    def test_an_import_of_another_society_can_t_be_undone(self):
        self.run_it("expense", "import", self.file_of(COLUMNS + lines(1)), "--apply")
        self.run_it("import", "revert", "--apply", self.latest_import(), society="tameshi", expected=USAGE)
        self.assertEqual(self.count("expenses"), 1)

    def test_status_lists_months_sums_and_what_members_see(self):
        self.run_it("expense", "import", self.file_of(COLUMNS + lines(2) + line(7, 500, month="2020-01")), "--apply")
        rows = json.loads(self.run_it("expense", "status", "--json").stdout)
        self.assertEqual([(row["month"], row["lines"], row["total"]) for row in rows],
                         [("2026-04", 2, 20_000), ("2020-01", 1, 500)])
        self.assertEqual((rows[1]["comes_on"], rows[1]["published"]), ("2020-03-10", True))
        self.assertEqual(json.loads(self.run_it("expense", "status", "--json", society="tameshi").stdout), [])

    def test_an_import_killed_at_any_point_leaves_none_or_all(self):
        file = self.file_of(COLUMNS + lines(LINES_OF_A_KILLED_FILE))
        begun = time.monotonic()
        self.run_it("expense", "import", file, "--apply")
        whole = time.monotonic() - begun
        outcomes = set()
        for point in range(KILLED_AT):
            self.setUp()
            process = subprocess.Popen(self.installation.command("expense", "import", file, "--apply", society="mihon"),
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(whole * (0.1 + point * 0.9 / KILLED_AT))
            process.kill()
            process.wait()
            self.wait_until_alone()
            state = [int(self.installation.sql(f"SELECT COUNT(*) FROM {table};")[0][0])
                     for table in ("expenses", "expense_months", "imports WHERE kind = 'expenses'")]
            self.assertIn(state, ([0, 0, 0], [LINES_OF_A_KILLED_FILE, 1, 1]))
            outcomes.add(state[0])
        self.assertIn(0, outcomes)
        self.run_it("expense", "import", file, "--apply")
        self.assertEqual(self.count("expenses"), LINES_OF_A_KILLED_FILE)

    def latest_import(self):
        return self.installation.sql("SELECT MAX(id) FROM imports;")[0][0]

    def wait_until_alone(self):
        """What a killed program had begun is rolled back before anybody looks."""
        deadline = time.monotonic() + 60
        others = "SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'portal_ctl';"
        while self.installation.sql(others)[0][0] != "0":
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)


if __name__ == "__main__":
    run_tests()
