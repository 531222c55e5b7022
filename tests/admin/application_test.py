#!/usr/bin/python3
"""portalctl application and limit: files for the core system, and back:  application_test.py BUILD_FOLDER [TEST…]"""

import csv
import io
import json
import os

from installation import BAD_DATA, MEMBERS_HEADING, NO_OUTPUT, USAGE, PortalctlCase, member_row, run_tests

RESULTS = "受付番号,状態,メッセージ\r\n"
LIMITS = """
[[table]]
title = "金額は見本です"
from = "{start}"
[[table.band]]
age = "70歳未満"
name = "ア"
who = "標準報酬月額83万円以上"
amount = "300,000円＋（医療費－1,000,000円）×1%"
repeated = "150,000円"
"""


def check_digit(digits):
    products = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits))]
    return -sum(sum(map(int, str(product))) for product in products) % 10


def receipt(number, letter="G"):
    return f"{letter}-{number:07d}-{check_digit(f'{number:07d}')}"


class ApplicationTest(PortalctlCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        members = cls.files / "members.csv"
        members.write_text(MEMBERS_HEADING + "".join(member_row(number, name="髙﨑　𠮷子") for number in (1, 2, 3)))
        for society in ("mihon", "tameshi"):
            cls.installation.portalctl("member", "import", members, "--apply", society=society).check_returncode()
        cls.installation.sql(
            "INSERT INTO accounts (society_id, member_id, login_id, password_hash, pepper_id, password_set_at, "
            "nickname,"
            " created_at) SELECT society_id, id, CONCAT('login', number), '', '', NOW(), '', NOW() FROM members;"
            "INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at)"
            " SELECT society_id, id, CONCAT(login_id, '@example.jp'), TRUE, NOW() FROM accounts;")

    def setUp(self):
        self.installation.sql("SET foreign_key_checks = 0; " + " ".join(
            f"DELETE FROM {table};"
            for table in ("application_export_lines", "application_exports", "limit_applications",
                          "screening_applications", "applications", "screening_programmes", "mail_queue", "audit_log",
                          "limit_bands", "limit_schedules", "imports WHERE kind = 'results'")))
        for file in self.files.glob("*"):
            if file.name != "members.csv":
                file.unlink()

    def apply_for(self, member, reason="", society="mihon"):
        """What the page would do. The application's number."""
        return int(self.installation.sql(f"""
            INSERT INTO applications (society_id, kind, applicant_id, member_id, status, applied_at, changed_at)
              SELECT m.society_id, 'limit_certificate', m.id, m.id, 'received', '2026-11-22 04:20:00',
                     '2026-11-22 04:20:00'
              FROM members m JOIN societies s ON s.id = m.society_id
              WHERE s.slug = '{society}' AND m.number = '000000{member}';
            SET @id = LAST_INSERT_ID();
            INSERT INTO limit_applications
              SELECT society_id, @id, '2026-11-01', '2027-01-01', '100-0001', '見本県見本市1',
                     '0300000000', IF('{reason}' = '', '', '代理'), IF('{reason}' = '', '', '子'), '{reason}'
              FROM applications WHERE id = @id;
            SELECT @id;""")[-1][0])

    def apply_for_screening(self, member):
        return int(self.installation.sql(f"""
            INSERT IGNORE INTO screening_programmes (society_id, id, name, title, cancer, items, several_items,
                audience, women_only, age_counted, fiscal_year, interval_years, opens_on, closes_on, capacity, taken,
                fee_yen, no_show_fee_yen, venue, description, consent, published_at, changed_at)
              SELECT id, 7, 'igan', '胃がん検診', '胃がん', '内視鏡', FALSE, 'all', FALSE, 'on_the_day', 2026, 1, '2026-04-01',
                '2027-03-31', 10, 0, 0, 0, '', '', '', NOW(), NOW() FROM societies WHERE slug = 'mihon';
            UPDATE screening_programmes SET taken = taken + 1;
            INSERT INTO applications (society_id, kind, programme_id, applicant_id, member_id, status, applied_at,
                changed_at)
              SELECT m.society_id, 'screening', 7, m.id, m.id, 'received', NOW(), NOW()
              FROM members m JOIN societies s ON s.id = m.society_id
              WHERE s.slug = 'mihon' AND m.number = '000000{member}';
            SET @id = LAST_INSERT_ID();
            INSERT INTO screening_applications (society_id, application_id, items, postal_code, address, telephone,
                fee_yen, no_show_fee_yen, consent)
              SELECT society_id, @id, '内視鏡\\nピロリ菌', '100-0001', '見本県', '0300000000', 0, 0, ''
              FROM applications WHERE id = @id;
            SELECT @id;""")[-1][0])

    def act(self, application, status):
        """What a member does."""
        self.installation.sql(
            f"UPDATE applications SET status = '{status}', revision = revision + 1 WHERE id = {application};")

    def status(self, application):
        return self.installation.sql(f"SELECT status, message FROM applications WHERE id = {application};")[0]

    def export(self, name, *words, kind="limit-certificate", **options):
        done = self.run_it("application", "export", "--kind", kind, "--csv", self.files / name,
                           *([] if "--dry-run" in words else ["--apply"]), *words, **options)
        file = self.files / name
        return done, list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline=""))) if file.exists() else []

    def results(self, text, *words, name="results.csv", encoding="utf-8", **options):
        file = self.file_of(RESULTS + text, name, encoding)
        return self.run_it("application", "import-results", file, *words, **options)

    def events(self):
        return [row[0] for row in self.installation.sql("SELECT event FROM audit_log ORDER BY id;")]

    def test_each_application_goes_out_once_and_is_being_checked_from_then_on(self):
        first, second = self.apply_for(1), self.apply_for(2, reason="入院中のため")
        self.apply_for(3, society="tameshi")
        self.assertIn("would export 2 applications (新規2, 訂正0, 取下げ0)", self.export("a.csv", "--dry-run")[0].stdout)
        self.assertEqual(self.status(first)[0], "received")
        done, rows = self.export("a.csv")
        self.assertIn("2 applications (新規2, 訂正0, 取下げ0)", done.stdout)
        self.assertEqual((self.files / "a.csv").stat().st_mode & 0o777, 0o600)
        self.assertEqual([row["受付番号"] for row in rows], [receipt(first), receipt(second)])
        self.assertEqual(rows[1] | {"受付番号": "", "出力番号": ""}, {
            "受付番号": "", "出力番号": "", "種別": "限度額申請", "区分": "新規", "回": "1", "申込日時": "2026-11-22 13:20:00",
            "更新日時": "2026-11-22 13:20:00", "申込者記号": "20", "申込者番号": "0000002", "申込者枝番": "00", "申込者氏名": "髙﨑　𠮷子",
            "申込者フリガナ": "ミホン　タロウ", "申込者生年月日": "1975-04-01", "対象者記号": "20", "対象者番号": "0000002", "対象者枝番": "00",
            "対象者氏名": "髙﨑　𠮷子", "対象者フリガナ": "ミホン　タロウ", "対象者生年月日": "1975-04-01", "電話番号": "0300000000",
            "送付先郵便番号": "100-0001", "送付先住所": "見本県見本市1", "必要期間開始": "2026-11", "必要期間終了": "2027-01",
            "代理人氏名": "代理", "代理人続柄": "子", "代理の理由": "入院中のため"})
        self.assertEqual([self.status(one)[0] for one in (first, second)], ["checking", "checking"])
        self.assertEqual(self.events(), ["application_exported"] * 2)
        self.assertEqual(self.recorded("application_exported"), [
            ["mihon", "20-0000001-00", f"application {first}"], ["mihon", "20-0000002-00", f"application {second}"]])
        done, rows = self.export("b.csv")
        self.assertEqual(rows, [])
        self.assertRegex(done.stdout, r"nothing new since export \d+ of .* JST: 2 lines in a.csv")
        self.run_it("application", "export", "--apply", "--kind", "limit-certificate", "--csv", self.files / "a.csv",
                    expected=NO_OUTPUT)

    def test_an_export_is_written_again_byte_for_byte_until_its_lines_are_wiped(self):
        self.apply_for(1)
        self.export("a.csv")
        id, = self.installation.sql("SELECT MAX(id) FROM application_exports;")[0]
        again = ("application", "export", "--apply", "--again", id, "--csv")
        self.run_it(*again, self.files / "again.csv")
        self.assertEqual((self.files / "again.csv").read_bytes(), (self.files / "a.csv").read_bytes())
        self.assertEqual(self.recorded("applications_exported_again"), [["mihon", "", f"export {id}"]])
        self.run_it(*again, self.files / "b.csv", society="tameshi", expected=USAGE)
        self.run_it(*again, self.files / "b.csv", "--encoding", "cp932", expected=USAGE)
        listed = json.loads(self.run_it("application", "exports", "--json").stdout)
        self.assertEqual([(row["lines"], row["file"], row["kept"]) for row in listed], [(1, "a.csv", True)])
        self.installation.sql("UPDATE application_exports SET exported_at = NOW() - INTERVAL 91 DAY;")
        self.run_it("cleanup", "--apply")
        self.assertIn("no longer kept", self.run_it(*again, self.files / "b.csv", expected=BAD_DATA).stderr)
        self.assertIn("nothing new", self.export("b.csv")[0].stdout)

    def test_corrections_and_withdrawals_go_out_and_what_never_went_out_does_not(self):
        corrected, withdrawn, never = self.apply_for(1), self.apply_for(2), self.apply_for(3)
        self.act(never, "withdrawn")
        self.assertEqual(len(self.export("a.csv")[1]), 2)
        self.act(corrected, "received")
        self.act(withdrawn, "withdrawn")
        done, rows = self.export("b.csv")
        self.assertEqual([(row["受付番号"], row["区分"], row["回"]) for row in rows],
                         [(receipt(corrected), "訂正", "2"), (receipt(withdrawn), "取下げ", "2")])
        self.assertEqual([self.status(one)[0] for one in (corrected, withdrawn, never)],
                         ["checking", "withdrawn", "withdrawn"])
        self.assertEqual(self.export("c.csv")[1], [])

    def test_cp932_says_what_it_lacks_and_a_cell_is_never_a_formula(self):
        id = self.apply_for(1, reason='=HYPERLINK("x")')
        done = self.run_it("application", "export", "--apply", "--kind", "limit-certificate", "--csv",
                           self.files / "a.csv",
                           "--encoding", "cp932")
        self.assertIn(receipt(id), done.stderr)
        text = (self.files / "a.csv").read_bytes().decode("cp932")
        self.assertIn("髙﨑　〓子", text)
        self.assertIn("'=HYPERLINK", text)
        export = self.installation.sql("SELECT MAX(id) FROM application_exports;")[0][0]
        self.run_it("application", "export", "--apply", "--again", export, "--csv", self.files / "again.csv")
        self.assertEqual((self.files / "again.csv").read_bytes(), (self.files / "a.csv").read_bytes())

    def test_a_run_that_was_cut_off_is_settled_by_the_next(self):
        self.apply_for(1)
        self.apply_for(2, reason="入院中のため")
        part = self.files / "a.csv.mihon.part"
        part.write_text("受付番号,出力番号\r\nG-0000001-8,999999\r\n")
        done, rows = self.export("a.csv")
        self.assertIn("cut off before anything had gone out", done.stderr)
        self.assertEqual(len(rows), 2)
        os.rename(self.files / "a.csv", part)
        part.write_bytes(part.read_bytes()[:-40])
        done, rows = self.export("a.csv")
        self.assertIn("cut off after its applications had gone out", done.stdout)
        self.assertEqual([row["代理の理由"] for row in rows], ["", "入院中のため"])
        os.rename(self.files / "a.csv", self.files / "b.csv.mihon.part")
        self.assertIn("cut off before", self.export("b.csv")[0].stderr)

    def test_a_screening_goes_out_with_its_programme_and_stays_received(self):
        id = self.apply_for_screening(1)
        rows = self.export("a.csv", kind="screening")[1]
        self.assertEqual([(row["受付番号"], row["年度"], row["検診"], row["検診の名前"], row["検査項目"]) for row in rows],
                         [(receipt(id, "K"), "2026", "igan", "胃がん検診", "内視鏡/ピロリ菌")])
        self.assertEqual(self.status(id)[0], "received")
        self.results(f"{receipt(id, 'K')},取消,満員になりました\r\n", "--apply")
        self.assertEqual(self.status(id), ["withdrawn", "満員になりました"])
        self.assertEqual(self.installation.sql("SELECT taken FROM screening_programmes;"), [["0"]])
        self.assertEqual(self.export("b.csv", kind="screening")[1], [])

    def test_results_are_checked_first_and_tell_the_applicants_without_saying_what(self):
        first, second = self.apply_for(1), self.apply_for(2)
        text = f"{receipt(first)},承認,\r\n{receipt(second)},差戻し,住所を確かめてください\r\n"
        said = self.results(text, encoding="cp932").stdout
        self.assertIn("変更　　　2件（うち2件は", said)
        self.assertEqual(self.status(first), ["received", ""])
        self.assertIn("受付→承認", (self.files / "results.report.csv").read_text("utf-8-sig"))
        self.results(text, "--apply", encoding="cp932")
        self.assertEqual([self.status(one) for one in (first, second)], [["approved", ""], ["returned", "住所を確かめてください"]])
        self.assertEqual(
            self.installation.sql("SELECT purpose, recipient FROM mail_queue ORDER BY id;"),
            [["application_judged", "login0000001@example.jp"], ["application_judged", "login0000002@example.jp"]])
        self.assertEqual(self.events(), ["application_judged"] * 2 + ["results_imported"])
        self.assertEqual(self.recorded("application_judged"), [
            ["mihon", "20-0000001-00", f"application {first}"], ["mihon", "20-0000002-00", f"application {second}"]])
        imported, = self.installation.sql("SELECT id FROM imports WHERE kind = 'results';")
        self.assertEqual(self.recorded("results_imported"), [["mihon", "", f"import {imported[0]}"]])
        self.assertIn("取り込み済み", self.results(text, "--apply", encoding="cp932").stdout)
        self.assertIn("変更　　　0件", self.results(text, "--apply", name="other.csv").stdout + "")
        id, = self.installation.sql("SELECT MIN(id) FROM imports WHERE kind = 'results';")[0]
        self.assertIn("told by mail", self.run_it("import", "revert", "--apply", id, expected=USAGE).stderr)
        self.assertEqual(self.count("mail_queue"), 2)

    def test_columns_in_any_order_and_no_message_column_keep_the_message(self):
        first, second = self.apply_for(1), self.apply_for(2)
        self.installation.sql(
            f"UPDATE applications SET status = 'approved', message = 'まもなく' WHERE id IN ({first}, {second});")
        file = self.file_of(
            f"備考,状態,受付番号\r\nx,承認,{receipt(first).lower()}\r\nx,発送済,{receipt(second).replace('-', '')}\r\n",
            "results.csv")
        self.assertIn("使わない列があります：備考", self.run_it("application", "import-results", file, "--apply").stdout)
        self.assertEqual([self.status(one) for one in (first, second)], [["approved", "まもなく"], ["sent", ""]])
        self.assertEqual(self.count("mail_queue"), 1)

    def test_each_fault_of_results_is_named_and_nothing_changes(self):
        sound, withdrawn, foreign = self.apply_for(1), self.apply_for(2), self.apply_for(3, society="tameshi")
        self.act(withdrawn, "withdrawn")
        wrong = receipt(sound)[:-1] + str((int(receipt(sound)[-1]) + 1) % 10)
        for row, fault in ((f"{wrong},承認,", "受付番号：受付番号として読めません"), (",承認,", "受付番号：値がありません"),
                           (f"{receipt(foreign)},承認,", "受付番号：この受付番号の申し込みはありません"),
                           (f"{receipt(sound, 'K')},承認,", "受付番号：この受付番号の申し込みはありません"),
                           (f"{receipt(sound)},OK,", "状態：「OK」は状態として読めません"), (f"{receipt(sound)},取消,", "状態：「取消」は"),
                           (f"{receipt(sound)},,", "状態：値がありません"),
                           (f"{receipt(sound)},受付,はい", "状態：「受付」から「受付」にはできません"),
                           (f"{receipt(sound)},差戻し,", "メッセージ：差戻しの理由がありません"),
                           (f"{receipt(withdrawn)},承認,", "状態：「取下げ」から「承認」にはできません"),
                           (f"{receipt(sound)},承認,{'あ' * 501}", "メッセージ：501文字あります"),
                           (f"{receipt(sound)},承認,a\u200bb", "メッセージ：目に見えない文字が入っています"),
                           (f"{receipt(sound)},承認,\r\n{receipt(sound)},発送済,", "受付番号：同じ受付番号が2行目にもあります")):
            with self.subTest(row):
                said = self.results(row + "\r\n", "--apply", expected=BAD_DATA).stdout
                self.assertIn(fault, said)
                self.assertIn("1件の誤りがあります。何も変えていません。", said)
        self.results("", "--apply", expected=BAD_DATA)
        self.assertEqual(self.status(sound), ["received", ""])
        self.assertEqual((self.count("mail_queue"), self.count("imports WHERE kind = 'results'")), (0, 0))

    def test_the_desk_lists_and_shows_applications_of_its_society(self):
        id, other = self.apply_for(1, reason="入院中のため"), self.apply_for_screening(2)
        listed = json.loads(self.run_it("application", "list", "--json").stdout)
        self.assertEqual([(row["receipt"], row["kind"], row["status"]) for row in listed],
                         [(receipt(other, "K"), "がん検診", "受付"), (receipt(id), "限度額申請", "受付")])
        one = json.loads(
            self.run_it("application", "list", "--kind", "limit-certificate", "--status", "受付", "--last", "5",
                        "--json").stdout)
        self.assertEqual([row["member"] for row in one], ["20-0000001-00"])
        self.assertEqual(json.loads(self.run_it("application", "list", "--status", "承認", "--json").stdout), [])
        self.run_it("application", "list", "--status", "なし", expected=USAGE)
        shown = json.loads(self.run_it("application", "show", receipt(id), "--json").stdout)
        self.assertEqual((shown["asked"]["proxy_reason"], shown["member"]["name"], shown["exports"]),
                         ("入院中のため", "髙﨑　𠮷子", []))
        self.assertEqual(self.events(), ["staff_applications_listed"] * 4 + ["application_shown_to_staff"])
        self.assertEqual(self.recorded("staff_applications_listed")[2:3],
                         [["mihon", "20-0000001-00", f"application {id}"]])
        self.assertEqual(self.recorded("application_shown_to_staff"),
                         [["mihon", "20-0000001-00", f"application {id}"]])
        self.assertIn("ピロリ菌", self.run_it("application", "show", receipt(other, "K")).stdout)
        self.run_it("application", "show", receipt(id), society="tameshi", expected=USAGE)
        self.run_it("application", "show", receipt(id, "K"), expected=USAGE)
        self.run_it("application", "show", "G-0000001-9", expected=USAGE)

    def test_results_dropped_in_the_inbox_are_taken_in_and_refused_likewise(self):
        id = self.apply_for(1)
        root = self.installation.folder / "inbox"
        (root / "mihon" / "results").mkdir(parents=True)
        plain = self.installation.config.read_text()
        self.installation.config.write_text(f'{plain}\n[inbox]\nfolder = "{root}"\nsettle_seconds = 0\n')
        self.addCleanup(self.installation.config.write_text, plain)
        (root / "mihon" / "results" / "good.csv").write_text(RESULTS + f"{receipt(id)},承認,\r\n")
        (root / "mihon" / "results" / "late.csv").write_text(RESULTS + f"{receipt(id)},確認中,\r\n")
        self.run_it("inbox", "run", "--apply", expected=BAD_DATA)
        self.assertEqual(self.status(id)[0], "approved")
        self.assertEqual(self.count("mail_queue"), 1)
        self.assertEqual([file.name for file in (root / "mihon" / "failed").glob("*/*.faults.csv")],
                         ["late.faults.csv"])

    def test_a_society_s_table_of_limits_replaces_the_one_before(self):
        file = self.file_of(
            LIMITS.format(start="2027-08") + LIMITS.format(start="2020-01").replace("from", 'until = "2026-07"\nfrom'),
            "limits.toml")
        said = self.run_it("limit", "import", file).stdout
        self.assertIn("令和9年8月診療分から　1区分　金額は見本です", said)
        self.assertIn("注意：令和8年8月診療分から令和9年7月診療分までの表がありません", said)
        self.assertEqual(self.count("limit_schedules"), 0)
        self.run_it("limit", "import", file, "--apply")
        self.assertEqual(self.recorded("limit_table_changed"), [["mihon", "", ""]])
        self.assertIn("いまの表と同じです", self.run_it("limit", "import", file, "--apply").stdout)
        self.assertEqual([row["from"] for row in json.loads(self.run_it("limit", "list", "--json").stdout)],
                         ["2020-01", "2027-08"])
        self.assertIn("150,000円", self.run_it("limit", "show", "令和8年7月").stdout)
        self.run_it("limit", "show", "2026-08", expected=BAD_DATA)
        self.run_it("limit", "show", "2026-07", society="tameshi", expected=BAD_DATA)
        bad = self.file_of(LIMITS.format(start="2026-08") + LIMITS.format(start="2027-08"), "bad.toml")
        self.assertIn("同じ診療年月の表が2つあります", self.run_it("limit", "import", bad, "--apply", expected=BAD_DATA).stdout)
        self.assertEqual(self.count("limit_bands"), 2)


if __name__ == "__main__":
    run_tests()
