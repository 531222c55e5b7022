#!/usr/bin/python3
"""What core systems and spreadsheets do to files, tried on every kind of import:
bad_input_test.py BUILD_FOLDER [TEST…]

Nothing changes, and the report says where, why and what to do.
"""

import os
import re
import subprocess

from expense_test import COLUMNS, line
from installation import BAD_DATA, MEMBERS_HEADING as HEADING, PortalctlCase, member_row, run_tests

LONG_LINE_BYTES = 200_000_000
MEMORY_KIB_MAX = 256 * 1024
TABLES = ("members", "members_replaced", "expenses", "expenses_replaced", "expense_months", "imports", "notices",
          "notice_audience", "topics", "audit_log")
ARTICLE = '+++\ntitle = "検診のご案内"\nfrom = 2026-04-01\n+++\n本文です。\n'


def without_column(text, name):
    rows = [row.split(",") for row in text.splitlines()]
    at = rows[0].index(name)
    return "".join(",".join(row[:at] + row[at + 1:]) + "\r\n" for row in rows)


def with_column_twice(text, name):
    rows = [row.split(",") for row in text.splitlines()]
    at = rows[0].index(name)
    return "".join(",".join(row + [row[at]]) + "\r\n" for row in rows)


def half(text):
    return text.encode()[:len(text.encode()) * 2 // 3]


def mixed(text, more):
    return text.encode("cp932") + more.encode("utf-8")


MEMBERS = HEADING + member_row(11) + member_row(12)
TWIN = "20,0000021,{branch},長男,見本　{name},ミホン　{kana},2015-04-01,男,2015-04-01,,,,\r\n"
EXPENSES = COLUMNS + line(1) + line(2)

# What is wrong, the file, and words of the report: line, column, reason.
CSV_FILES = {
    "member": (
        ("a column missing", without_column(MEMBERS, "生年月日"), r"^1,生年月日,必要な列がありません"),
        ("a column twice", with_column_twice(MEMBERS, "番号"), r"^1,番号,同じ列名が2つあります"),
        ("values shuffled under the names", HEADING + "見本　太郎,20,0000001,00,男,本人,ミホン,S50.4.1,,H10.4.1,,,\r\n",
         r"^2,枝番,2桁の数字ではありません"),
        ("cut in half", half(MEMBERS), r"^[23],,最後の行が.*途中で切れている"),
        ("a day that never was", HEADING + member_row(11).replace("S50.4.1", "令和7年2月30日"), r"^2,生年月日,日付として読めません"),
        ("an era that had ended", HEADING + member_row(11).replace("S50.4.1", "平成40年4月1日"), r"^2,生年月日,日付として読めません"),
        ("CP932 and UTF-8 mixed", mixed(MEMBERS, member_row(13)), r"^\d,,(UTF-8|CP932).*読めない文字"),
        ("zeros lost in a spreadsheet", HEADING + member_row(11, branch="0"), r"^2,枝番,2桁の数字ではありません"),
        ("the same member twice", HEADING + member_row(11) + member_row(11), r"^3,枝番,2行目と同じ記号・番号・枝番です"),
        ("twins mixed up",
         HEADING + TWIN.format(branch="01", name="次", kana="ツグ") + TWIN.format(branch="02", name="一", kana="ハジメ"),
         r"^2,フリガナ,.*枝番02の人のフリガナです。双子"),
        ("somebody else's number", HEADING + "20,0000001,00,本人,別　人,ベツ　ジン,S60.1.1,男,H10.4.1,,,,\r\n", r"^2,枝番,.*別の人の番号"),
        ("UTF-16", MEMBERS.encode("utf-16"), r"^1,,文字コードがUTF-16です"),
        ("nothing at all", b"", r"^,,ファイルが空です"),
    ),
    "expense": (
        ("a column missing", without_column(EXPENSES, "窓口負担額"), r"^1,窓口負担額,必要な列がありません"),
        ("a column twice", with_column_twice(EXPENSES, "医療費総額"), r"^1,医療費総額,同じ列名が2つあります"),
        ("values shuffled under the names", COLUMNS + "20,A1,0000001,00,医科外来,R8.4,内科,1,10000,7000,0,3000,0,0,0\r\n",
         r"^2,診療年月,年月として読めません"),
        ("cut in half", half(EXPENSES), r"^[23],,最後の行が.*途中で切れている"),
        ("minus", COLUMNS + line(1).replace(",3000,", ",-3000,"), r"^2,窓口負担額,マイナスの金額です"),
        ("ten times ten times", COLUMNS + line(1).replace(",10000,", ",1000000000000,"), r"^2,医療費総額,9桁以内の数字ではありません"),
        ("a month that never was", COLUMNS + line(1, month="令和7年13月"), r"^2,診療年月,年月として読めません"),
        ("a day that never was", COLUMNS + line(1, month="令和7年2月30日"), r"^2,診療年月,年月として読めません"),
        ("a month to come", COLUMNS + line(1, month="2099-01"), r"^2,診療年月,まだ来ていない月です"),
        ("CP932 and UTF-8 mixed", mixed(EXPENSES, line(3)), r"^\d,,(UTF-8|CP932).*読めない文字"),
        ("an unknown member", COLUMNS + line(1, member=99), r"^2,番号,20-0000099-00という加入者はいません"),
        ("a twin without a number", COLUMNS + line(1, member=21).replace(",00,", ",,"), r"^2,枝番,2桁の数字ではありません"),
        ("a receipt twice", COLUMNS + line(1) + line(1), r"^3,レセプト番号,2行目と同じレセプト番号です"),
        ("an Excel book", b"PK\x03\x04" + b"x" * 1000, r"^1,,CSVではなくExcelのファイルです"),
    ),
}
# The same for texts; the report is on the screen.
ARTICLES = (
    ("no head", "本文だけ\n", r"1行目 見出しがありません"),
    ("cut in half", half(ARTICLE)[:40], r"見出しがありません"),
    ("a title missing", ARTICLE.replace("title", "titel"), r"2行目 titel：知らない項目です"),
    ("a title twice", ARTICLE.replace('+++\nt', '+++\ntitle = "a"\nt', 1), r"3行目 .*読めません"),
    ("a day that never was", ARTICLE.replace("2026-04-01", '"令和7年2月30日"'), r"3行目 from：日付として読めません"),
    ("an end before its beginning", ARTICLE.replace("from", "until = 2026-03-31\nfrom"), r"until：from より前の日です"),
    ("CP932 and UTF-8 mixed", mixed(ARTICLE, "髙\n"), r"文字として読めません"),
    ("HTML", ARTICLE + "<script>alert(1)</script>\n", r"6行目 .*HTML"),
    ("a link that runs", ARTICLE + "[a](javascript:alert(1))\n", r"6行目 "),
    ("nothing at all", "", r"見出しがありません"),
)
NOTICES = (
    ("an unknown member", ARTICLE.replace("from", 'audience = ["20-0000099-00"]\nfrom'),
     r"3行目 numbers：20-0000099-00の加入者はいません"),
    ("an audience that isn't one", ARTICLE.replace("from", 'audience = "everyone"\nfrom'),
     r"3行目 audience：.*対象として読めません"),
    ("minus years", ARTICLE.replace("from", "audience = { age_from = -40 }\nfrom"), r"3行目 age_from：年齢として読めません"),
)


class BadInputTest(PortalctlCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        roster = cls.files / "roster.csv"
        roster.write_text(HEADING + member_row(1) + TWIN.format(branch="01", name="一", kana="ハジメ") +
                          TWIN.format(branch="02", name="次", kana="ツグ"))
        cls.installation.portalctl("member", "import", roster, "--apply", society="mihon").check_returncode()

    def content(self):
        return self.installation.sql(f"CHECKSUM TABLE {', '.join(TABLES)};")

    def refused(self, noun, verb, content, name):
        file = self.files / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self.run_it(noun, verb, file, "--apply", expected=BAD_DATA).stdout

    def test_a_bad_csv_file_changes_nothing_and_its_report_says_why(self):
        before = self.content()
        for noun, cases in CSV_FILES.items():
            for what, content, expected in cases:
                with self.subTest(noun=noun, what=what):
                    said = self.refused(noun, "import", content, "bad.csv")
                    self.assertIn("何も変えていません", said)
                    rows = (self.files / "bad.faults.csv").read_text(encoding="utf-8-sig").splitlines()
                    self.assertEqual(rows[0], "行,列,理由,直し方")
                    found = [row for row in rows if re.search(expected, row)]
                    self.assertTrue(found, rows)
                    self.assertGreater(len(found[0].rsplit(",", 1)[1]), 5, "a remedy")
                    self.assertEqual(self.content(), before)

    def test_a_bad_text_changes_nothing_and_the_screen_says_why(self):
        before = self.content()
        for noun, cases in (("notice", ARTICLES + NOTICES), ("topic", ARTICLES)):
            for what, content, expected in cases:
                with self.subTest(noun=noun, what=what):
                    said = self.refused(noun, "publish", content, "bad.md")
                    self.assertRegex(said, expected)
                    self.assertIn(" → ", said)
                    self.assertEqual(self.content(), before)

    def test_a_line_of_200_mb_is_refused_within_256_mib(self):
        before = self.content()
        file = self.files / "endless.csv"
        for noun, verb, head in (("member", "import", HEADING), ("expense", "import", COLUMNS),
                                 ("notice", "publish", ARTICLE)):
            with self.subTest(noun=noun):
                with open(file, "wb") as out:
                    out.write(head.encode() + b"1,")
                    for _ in range(LONG_LINE_BYTES // 1_000_000):
                        out.write(b"x" * 1_000_000)
                command = self.installation.command(noun, verb, file, "--apply", society="mihon")
                process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
                said = process.stdout.read()
                process.stdout.close()
                _, status, used = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
                self.assertEqual(process.returncode, BAD_DATA, said)
                self.assertRegex(said, "1行が長すぎます（64KBまで）|ファイルが大きすぎます")
                self.assertLess(used.ru_maxrss, MEMORY_KIB_MAX)
                self.assertEqual(self.content(), before)


if __name__ == "__main__":
    run_tests()
