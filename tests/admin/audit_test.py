#!/usr/bin/python3
"""The audit log verified, exported, archived and asked for odd reads:  audit_test.py BUILD_FOLDER [TEST…]"""

import hashlib
import json
import subprocess

from installation import BAD_DATA, MEMBERS_HEADING, NO_INPUT, SOURCE, PortalctlCase, run_tests

MEMBERS = MEMBERS_HEADING + "".join(
    f"20,{number:07d},00,本人,{name},ミホン,1980-04-01,男,2016-04-01,,,100-0001,見本県\r\n"
    for number, name in ((1, "佐藤　一"), (2, "見本　二"), (3, "見本　三")))
# A sign-in at noon (in Japan) of each of the last `days` days.
SIGN_INS = """INSERT INTO audit_log (society_id, at, event, client_address, request_id)
SELECT id, DATE(UTC_TIMESTAMP() + INTERVAL 9 HOUR) - INTERVAL {ago} DAY + INTERVAL 3 HOUR, 'sign_in', '192.0.2.1', 'r1'
FROM societies WHERE slug = 'mihon';"""
# `operator` looked at member `number` yesterday, at so many hours after Japan's midnight.
LOOK = """INSERT INTO audit_log (society_id, at, event, member_id, client_address, request_id, operator)
SELECT society_id, DATE(UTC_TIMESTAMP() + INTERVAL 9 HOUR) - INTERVAL 1 DAY + INTERVAL {hour} HOUR - INTERVAL 9 HOUR,
       'member_shown_to_staff', id, '', '', '{operator}'
FROM members WHERE number = '{number:07d}';"""
ARCHIVED_DAYS_AGO = 1100


class AuditTest(PortalctlCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        members = cls.files / "members.csv"
        members.write_text(MEMBERS)
        cls.installation.portalctl("member", "import", members, "--apply", society="mihon").check_returncode()

    def setUp(self):
        self.installation.sql("DELETE FROM audit_log; DELETE FROM audit_days; UPDATE members SET is_protected = FALSE;")
        for file in self.files.glob("*.jsonl"):
            file.unlink()

    def sign_ins(self, *ago):
        for days in ago:
            self.installation.sql(SIGN_INS.format(ago=days))

    def close(self):
        return self.run_it("cleanup", "--apply").stdout

    def test_the_nightly_clean_up_closes_the_days_and_says_the_last_hash(self):
        self.sign_ins(2, 1, 0)
        said = self.close()
        days = self.installation.sql("SELECT day, row_count, hash FROM audit_days ORDER BY day;")
        self.assertEqual([rows for _, rows, _ in days], ["1", "1"])
        self.assertIn(f"mihon: 2 days of the audit log closed; the hash of {days[-1][0]}: {days[-1][2]}", said)
        self.assertNotIn("audit log closed", self.close())
        found = self.run_it("audit", "verify").stdout
        self.assertIn(f"✓ mihon: 2 days up to {days[-1][0]} are as they were closed", found)

    def test_verify_names_the_day_of_a_changed_row_and_ends_with_65(self):
        self.sign_ins(3, 2, 1)
        self.close()
        day = self.installation.sql("SELECT day FROM audit_days ORDER BY day LIMIT 1, 1;")[0][0]
        self.installation.sql(f"UPDATE audit_log SET client_address = '192.0.2.9' WHERE DATE(at) = '{day}';")
        self.assertIn(f"✗ mihon: {day}: ", self.run_it("audit", "verify", expected=BAD_DATA).stdout)

    def test_a_hash_that_was_noted_elsewhere_finds_a_chain_that_was_made_anew(self):
        self.sign_ins(2, 1)
        self.close()
        noted = self.installation.sql("SELECT hash FROM audit_days ORDER BY day DESC LIMIT 1;")[0][0]
        self.run_it("audit", "verify", "--hash", noted)
        self.installation.sql("UPDATE audit_log SET client_address = '192.0.2.9' WHERE event = 'sign_in';"
                              "DELETE FROM audit_days;")
        self.close()
        self.run_it("audit", "verify")
        self.assertIn("no day has that hash",
                      self.run_it("audit", "verify", "--hash", noted, expected=BAD_DATA).stdout)

    def test_an_export_is_lines_of_json_whose_hash_anybody_can_make(self):
        self.sign_ins(3, 2, 1)
        self.close()
        first, _, last = (day for day, in self.installation.sql("SELECT day FROM audit_days ORDER BY day;"))
        file = self.files / "audit.jsonl"
        self.run_it("audit", "export", "--from", first, "--to", last, "--jsonl", file)
        lines = file.read_bytes().splitlines(keepends=True)
        self.assertEqual([len(json.loads(line)) for line in lines], [5, 10, 2] * 3)
        self.assertEqual(hashlib.sha256(b"".join(lines[:2])).hexdigest(), json.loads(lines[2])["hash"])
        self.assertEqual(json.loads(lines[3])["before"], json.loads(lines[2])["hash"])
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        self.run_it("audit", "verify", "--file", file)
        file.write_bytes(b"".join(lines).replace(b"192.0.2.1", b"192.0.2.9"))
        self.assertIn("was changed", self.run_it("audit", "verify", "--file", file, expected=BAD_DATA).stderr)
        self.assertEqual(self.recorded("staff_audit_exported"), [["mihon", "", ""]])

    def test_an_export_of_a_day_that_was_changed_is_refused(self):
        self.sign_ins(1)
        self.close()
        self.installation.sql("UPDATE audit_log SET client_address = '192.0.2.9' WHERE event = 'sign_in';")
        day = self.installation.sql("SELECT day FROM audit_days;")[0][0]
        file = self.files / "audit.jsonl"
        self.run_it("audit", "export", "--from", day, "--to", day, "--jsonl", file, expected=BAD_DATA)
        self.assertFalse(file.exists())

    def test_what_is_older_than_three_years_is_moved_to_a_file_and_the_chain_holds(self):
        self.sign_ins(ARCHIVED_DAYS_AGO + 1, ARCHIVED_DAYS_AGO, 1000, 1)
        self.close()
        file = self.files / "old.jsonl"
        self.assertIn("would move 2 rows", self.run_it("audit", "archive", "--jsonl", file).stdout)
        self.assertFalse(file.exists())
        self.run_it("audit", "archive", "--jsonl", file, "--apply")
        self.assertEqual(self.count("audit_log WHERE event = 'sign_in'"), 2)
        self.run_it("audit", "verify")
        self.run_it("audit", "verify", "--file", file)
        self.assertEqual(self.count("audit_log WHERE event = 'staff_audit_archived' AND operator <> ''"), 1)
        self.assertIn("no day of that time is closed",
                      self.run_it("audit", "archive", "--jsonl", self.files / "next.jsonl", "--apply",
                                  expected=NO_INPUT).stderr)

    def test_a_run_of_archive_that_was_cut_off_is_gone_on_with(self):
        self.sign_ins(ARCHIVED_DAYS_AGO + 1, ARCHIVED_DAYS_AGO, 1)
        self.close()
        self.installation.sql("UPDATE audit_days SET archived_at = UTC_TIMESTAMP() ORDER BY day LIMIT 1;")
        self.assertIn("is archived, and has rows", self.run_it("audit", "verify", expected=BAD_DATA).stdout)
        self.run_it("audit", "archive", "--jsonl", self.files / "old.jsonl", "--apply")
        self.run_it("audit", "verify")

    def odd(self, *words):
        return [(one["why"], one["operator"], one["member"], one["persons"])
                for one in json.loads(self.run_it("audit", "odd", "--json", *words).stdout)]

    def test_odd_reads_are_many_persons_at_night_protected_ones_and_namesakes(self):
        for number in (1, 2, 3):
            self.installation.sql(LOOK.format(hour=10, operator="os:root/ito", number=number))
        self.installation.sql(LOOK.format(hour=23, operator="os:kato", number=2))
        self.assertEqual(self.odd(), [("at night", "os:kato", None, 1)])
        self.assertEqual(self.odd("--persons", "3"),
                         [("many persons", "os:root/ito", None, 3), ("at night", "os:kato", None, 1)])
        self.assertEqual(self.odd("--name", "ito=佐藤")[1:],
                         [("own family name", "os:root/ito", "20-0000001-00", 1)])
        self.installation.sql("UPDATE members SET is_protected = TRUE WHERE number = '0000003';")
        self.assertEqual(self.odd()[1:], [("protected", "os:root/ito", "20-0000003-00", 1)])

    def test_odd_reads_alarm_in_the_journal_by_numbers_alone_and_leave_a_row(self):
        self.installation.sql(LOOK.format(hour=23, operator="os:kato", number=2))
        done = self.run_it("audit", "odd", "--alarm", society=None)
        self.assertEqual(done.stdout, "")
        said = done.stderr
        line = json.loads(next(one for one in said.splitlines() if '"odd_reads"' in one))
        self.assertEqual((line["society"], line["findings"]), ("mihon", 1))
        self.assertEqual(sorted(self.recorded("staff_odd_reads_listed")), [["mihon", "", ""], ["tameshi", "", ""]])
        self.installation.sql("DELETE FROM audit_log;")
        self.assertIn("nothing odd", self.run_it("audit", "odd").stderr)

    def test_the_timer_runs_what_is_there(self):
        unit = (SOURCE / "systemd" / "portal-audit.service").read_text()
        for line in (line for line in unit.splitlines() if line.startswith("ExecStart=")):
            words = line.split("portal.toml ")[1].split()
            done = subprocess.run(self.installation.command(*words), capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    run_tests()
