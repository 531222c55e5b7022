#!/usr/bin/python3
"""A leak's scope, its letters and its drill, as an operator asks for them:  incident_test.py BUILD_FOLDER [TEST…]"""

import csv
import json

from installation import BAD_DATA, CONFIGURATION, MEMBERS_HEADING, USAGE, PortalctlCase, run_tests

MEMBERS = MEMBERS_HEADING + "".join(
    f"20,{number:07d},{branch},{relation},見本　{number}{branch},ミホン,{birth},女,2016-04-01,,,100-0001,見本県{number}\r\n"
    for number, branch, relation, birth in (
        (1, "00", "本人", "1980-04-01"), (1, "01", "妻", "1982-04-01"), (1, "02", "長女", "2015-04-01"),
        (2, "00", "本人", "1990-04-01"), (3, "00", "本人", "1950-04-01")))
ACCOUNTS = """
INSERT INTO accounts (society_id, member_id, login_id, password_hash, pepper_id, password_set_at, nickname, created_at)
SELECT society_id, id, CONCAT('login', number), 'x', 'x', UTC_TIMESTAMP(), '', UTC_TIMESTAMP() FROM members
WHERE branch = '00' AND number <> '0000003';
"""
# At a time of 22 November 2026 in Japan: what was done, as whom, of whom, of what, from where.
ROW = """
INSERT INTO audit_log (society_id, at, event, account_id, member_id, object_kind, object_id, client_address, request_id,
  operator)
SELECT s.id, '2026-11-22 {time}:00' - INTERVAL 9 HOUR, '{event}', (SELECT id FROM accounts WHERE login_id = '{login}'),
  (SELECT id FROM members WHERE number = '{number}' AND branch = '{branch}'), {kind}, {object}, '{client}', 'r1',
  '{operator}' FROM societies s WHERE s.slug = 'mihon';
"""
ALL_DAY = ("--from", "2026-11-22", "--to", "2026-11-22")


class IncidentTest(PortalctlCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        members = cls.files / "members.csv"
        members.write_text(MEMBERS)
        cls.installation.portalctl("member", "import", members, "--apply", society="mihon").check_returncode()
        cls.installation.sql(ACCOUNTS)

    def setUp(self):
        self.installation.sql("SET foreign_key_checks = 0; DELETE FROM audit_log; DELETE FROM applications;"
                              "DELETE FROM application_exports; DELETE FROM application_export_lines;"
                              "UPDATE members SET is_protected = FALSE;")
        for file in self.files.glob("letters*"):
            file.unlink()

    def row(self, event, time="13:00", login="", of="", client="192.0.2.7", operator="", kind="NULL", number="NULL"):
        """of: 0000001-00"""
        member, _, branch = of.partition("-")
        self.installation.sql(ROW.format(time=time, event=event, login=login, number=member, branch=branch, kind=kind,
                                         object=number, client=client, operator=operator))

    def stolen_password(self):
        """Of 0000001: from 192.0.2.7; and somebody else meanwhile."""
        self.row("sign_in", login="login0000001", of="0000001-00")
        for branch in ("00", "02"):
            self.row("expenses_seen", "13:05", "login0000001", f"0000001-{branch}", kind="'expense_year'", number=2026)
        self.row("sign_in", login="login0000002", of="0000002-00", client="192.0.2.8")

    def scope(self, *words, period=ALL_DAY):
        found = json.loads(self.run_it("incident", "scope", "--json", *period, *words).stdout)
        return found, [one["number"] for one in found["persons"]]

    def test_a_client_names_those_whose_data_it_saw_children_apart(self):
        self.stolen_password()
        found, persons = self.scope("--client", "192.0.2.7", "--learnt-on", "2026-11-28")
        self.assertEqual(persons, ["20-0000001-02", "20-0000001-00"])
        report = found["report"]
        self.assertEqual((report["persons"], report["children"], report["protected"], report["sensitive"]),
                         (2, 1, 0, True))
        self.assertEqual((report["first_report_by"], report["full_report_by"], report["full_report_by_after_attack"]),
                         ("2026-12-03", "2026-12-28", "2027-01-27"))
        self.assertEqual({one["data"]: one["persons"] for one in found["data"]},
                         {"医療費": 2, "氏名・記号番号・メールアドレス": 1})

    def test_who_was_erased_since_is_counted_though_nobody_can_name_them(self):
        self.stolen_password()
        self.installation.sql("UPDATE audit_log SET member_id = 999999 WHERE event = 'expenses_seen' AND member_id ="
                              " (SELECT id FROM members WHERE number = '0000001' AND branch = '02');")
        said = self.run_it("incident", "scope", *ALL_DAY, "--client", "192.0.2.7").stderr
        self.assertIn("1 more were erased since", said)

    def test_who_looked_at_somebody_else_s_was_not_looked_at_as_they_were(self):
        self.row("expenses_seen", login="login0000001", of="0000001-02", kind="'expense_year'", number=2026)
        found, _ = self.scope("--client", "192.0.2.7")
        self.assertEqual({one["number"]: one["data"] for one in found["persons"]},
                         {"20-0000001-02": "医療費", "20-0000001-00": "氏名・記号番号・メールアドレス"})

    def test_an_account_names_what_was_done_as_it_and_not_what_staff_did_for_it(self):
        self.stolen_password()
        self.row("staff_mails_listed", login="login0000001", operator="os:sato", client="")
        self.assertEqual(self.scope("--account", "login0000001")[1], ["20-0000001-02", "20-0000001-00"])
        self.assertEqual(self.scope("--account", "20-0000002-00")[1], ["20-0000002-00"])
        self.assertIn("has no account", self.run_it("incident", "scope", *ALL_DAY, "--account", "20-0000003-00",
                                                    expected=BAD_DATA).stderr)

    def test_an_operator_is_found_by_the_name_of_either_user(self):
        self.row("member_shown_to_staff", of="0000003-00", operator="os:root/sato", client="")
        self.row("staff_mails_listed", login="login0000002", operator="os:sato", client="", kind="'mail'", number=1)
        for name, persons in (("sato", ["20-0000002-00", "20-0000003-00"]), ("os:root/sato", ["20-0000003-00"]),
                              ("ato", []), ("root", [])):
            self.assertEqual(self.scope("--operator", name)[1], persons, name)

    def test_a_time_of_day_is_japan_s_and_its_last_minute_is_in_it(self):
        self.stolen_password()
        for first, last, count in (("13:00", "13:00", 2), ("13:01", "13:05", 2), ("13:06", "23:59", 0),
                                   ("12:00", "13:04", 2)):
            period = ("--from", f"2026-11-22T{first}", "--to", f"2026-11-22T{last}")
            self.assertEqual(len(self.scope(period=period)[1]), count, (first, last))
        for wrong in ("2026-11-22 13:00", "2026-11-22T25:00", "yesterday"):
            self.run_it("incident", "scope", "--from", wrong, "--to", "2026-11-22", expected=USAGE)

    def an_application(self):
        """By 0000001-00 for 0000001-02. Its number."""
        return int(self.installation.sql("""
            INSERT INTO applications (society_id, kind, applicant_id, member_id, status, applied_at, changed_at)
            SELECT a.society_id, 'limit_certificate', a.id, m.id, 'sent', '2026-11-22', '2026-11-22'
            FROM members a JOIN members m ON m.number = a.number AND m.branch = '02'
            WHERE a.number = '0000001' AND a.branch = '00';
            SELECT LAST_INSERT_ID();""")[-1][0])

    def test_an_application_names_who_applied_and_for_whom(self):
        self.row("application_shown_to_staff", of="0000001-00", operator="os:sato", kind="'application'",
                 number=self.an_application())
        self.assertEqual(self.scope()[1], ["20-0000001-02", "20-0000001-00"])

    def test_a_file_names_who_stands_in_it(self):
        application = self.an_application()
        export = self.installation.sql(f"""
            INSERT INTO application_exports (society_id, kind, encoding, head, file_name, operator, exported_at)
            SELECT id, 'limit_certificate', 'utf-8', '', 'limit-1122.csv', 'os:sato', '2026-11-22 03:00:00'
            FROM societies WHERE slug = 'mihon';
            SET @export = LAST_INSERT_ID();
            INSERT INTO application_export_lines (society_id, application_id, revision, export_id, line)
            SELECT society_id, {application}, 1, @export, '' FROM application_exports;
            SELECT @export;""")[-1][0]
        self.assertEqual(self.scope("--file", "limit-1122.csv")[1], ["20-0000001-02", "20-0000001-00"])
        self.assertEqual(self.scope("--file", "limit-1123.csv")[1], [])
        self.row("applications_exported_again", operator="os:sato", kind="'export'", number=export)
        self.assertEqual(self.scope("--operator", "sato")[1], ["20-0000001-02", "20-0000001-00"])

    def test_a_backup_that_was_opened_names_everybody(self):
        self.row("backup_created", operator="os:root", kind="'backup'", number=20261122)
        self.assertEqual(self.scope()[1], [])
        self.row("backup_verified", operator="os:root", kind="'backup'", number=20261122)
        self.assertEqual(len(self.scope()[1]), 5)

    def test_letters_begin_with_protected_ones_and_the_list_is_a_read_of_each(self):
        self.stolen_password()
        self.installation.sql("UPDATE members SET is_protected = TRUE WHERE number = '0000001' AND branch = '00';")
        file = self.files / "letters.csv"
        self.scope("--client", "192.0.2.7", "--letters", file)
        rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
        self.assertEqual([(row["区分"], row["枝番"], row["住所"]) for row in rows],
                         [("保護（本人だけに）", "00", "見本県1"), ("18歳未満（保護者あて）", "02", "見本県1")])
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.count("audit_log WHERE event = 'staff_incident_scoped' AND member_id IS NOT NULL"), 2)

    def test_a_drill_finds_everybody_it_played_and_leaves_nothing_but_its_rows(self):
        found = json.loads(self.run_it("incident", "drill", "--json").stdout)
        self.assertEqual([one["number"] for one in found["persons"]],
                         ["20-0000001-02", "20-0000001-00", "20-0000001-01", "20-0000002-00"])
        self.assertEqual(self.installation.sql("SELECT DISTINCT event, operator <> '' FROM audit_log;"),
                         [["staff_incident_drilled", "1"]])
        self.assertEqual(self.scope()[1], [])

    def test_a_drill_is_for_the_demo_alone(self):
        config = self.installation.config
        text = config.read_text()
        self.addCleanup(config.write_text, text)
        config.write_text(text.replace("demo = true", "demo = false").replace("http://localhost:8080",
                                                                             "https://portal.example.jp"))
        self.assertIn("this is no demo", self.run_it("incident", "drill", expected=CONFIGURATION).stderr)


if __name__ == "__main__":
    run_tests()
