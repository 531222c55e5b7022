#!/usr/bin/python3
"""portalctl member protect and unlock, and cleanup:  keeping_test.py BUILD_FOLDER [TEST…]"""

import base64
import hmac
import json
import time

from installation import MEMBERS_HEADING, USAGE, PortalctlCase, member_row, run_tests

AGES = {
    "form_nonces": ("created_at", "INTERVAL 25 HOUR"),
    "sent_forms": ("sent_at", "INTERVAL 25 HOUR"),
    "sign_in_attempts": ("tried_at", "INTERVAL 25 HOUR"),
    "throttles": ("window_ends_at", "INTERVAL 25 HOUR"),
    "steps": ("expires_at", "INTERVAL 8 DAY"),
    "mail_links": ("expires_at", "INTERVAL 8 DAY"),
    "sessions": ("expires_at", "INTERVAL 91 DAY"),
    "devices": ("seen_at", "INTERVAL 366 DAY"),
    "sign_ins": ("at", "INTERVAL 91 DAY"),
    "two_step": ("began_at", "INTERVAL 25 HOUR"),
    "mail_queue": ("finished_at", "INTERVAL 91 DAY"),
}
MANY = 2500
ACCOUNT = """
INSERT INTO accounts (society_id, member_id, login_id, password_hash, pepper_id, password_set_at, nickname, created_at)
SELECT m.society_id, m.id, CONCAT('member.', m.number, m.branch), 'x', 'x', UTC_TIMESTAMP(), '', UTC_TIMESTAMP()
FROM members m JOIN societies s ON s.id = m.society_id WHERE s.slug = 'mihon';
INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at)
SELECT society_id, id, 'family@example.jp', TRUE, UTC_TIMESTAMP() FROM accounts;
"""
# One row of each kind, written now.
ROWS = """
SET @society = (SELECT id FROM societies WHERE slug = 'mihon'), @now = UTC_TIMESTAMP(6);
SET @account = (SELECT MIN(id) FROM accounts), @member = (SELECT MIN(id) FROM members);
INSERT INTO form_nonces (society_id, nonce_digest, location, created_at) VALUES (@society, 'd', '', @now);
INSERT INTO sent_forms (society_id, account_id, token_digest, sealed_input, sent_at)
VALUES (@society, @account, 'd', 'sealed', @now);
INSERT INTO sign_in_attempts (society_id, network_digest, login_digest, failed, tried_at)
VALUES (@society, 'd', 'd', 1, @now);
INSERT INTO throttles (society_id, key_digest, count, window_ends_at) VALUES (@society, 'd', 1, @now);
INSERT INTO mail_links (society_id, purpose, address, token_digest, created_at, expires_at)
VALUES (@society, 'registration', 'a@example.jp', 'd', @now, @now);
INSERT INTO steps (society_id, token_digest, purpose, member_id, mail_link_id, address, created_at, expires_at)
SELECT @society, 'd', 'registration', @member, MAX(id), 'a@example.jp', @now, @now FROM mail_links;
INSERT INTO sessions (society_id, account_id, token_digest, created_at, seen_at, expires_at, authenticated_at, device)
VALUES (@society, @account, 'd', @now, @now, @now, @now, 'iPhone');
INSERT INTO devices (society_id, account_id, token_digest, created_at, seen_at)
VALUES (@society, @account, 'd', @now, @now);
INSERT INTO sign_ins (society_id, account_id, at, device, way, wrong_tries)
VALUES (@society, @account, @now, 'iPhone', 'password', 0);
INSERT INTO two_step (society_id, account_id, sealed_secret, began_at) VALUES (@society, @account, 'sealed', @now);
INSERT INTO mail_queue (society_id, class, purpose, recipient, message_id, queued_at, not_after, outcome, finished_at)
VALUES (@society, 1, 'test', 'a@example.jp', 'd', @now, @now, 'sent', @now);
"""


def receipt(number):
    products = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(f"{number:07d}"))]
    return f"G-{number:07d}-{-sum(sum(map(int, str(product))) for product in products) % 10}"


class KeepingTest(PortalctlCase):
    def setUp(self):
        for file in self.files.glob("*"):
            file.unlink()
        tables = ("application_export_lines", "application_exports", "limit_applications", "applications",
                  "household_choices", "account_emails", "accounts", "members", "imports", "audit_log",
                  "recovery_codes", "expenses", "documents", "erased_members", *AGES)
        self.installation.empty(tables)
        file = self.installation.folder / "members.csv"
        file.write_text(MEMBERS_HEADING + member_row(1) + member_row(1, "見本　二郎", branch="01").replace("本人", "子") +
                        member_row(2))
        self.run_it("member", "import", file, "--apply")

    def rows(self, table):
        return int(self.installation.sql(f"SELECT COUNT(*) FROM {table};")[0][0])

    def events(self):
        return [
            row[0] for row in self.installation.sql(
                "SELECT event FROM audit_log WHERE event <> 'members_imported' ORDER BY id;") if row[0]
        ]

    def shown(self, member):
        return json.loads(self.run_it("member", "show", member, "--json").stdout)["member"]

    # Protection

    def test_protection_is_set_seen_and_ended_and_each_leaves_its_row(self):
        member = "20-0000001-01"
        before = self.shown(member)
        self.assertEqual((before["protected"], before["shown_to_principal"]), (False, True))
        self.assertIn("would be protected", self.run_it("member", "protect", member, "--dry-run").stdout)
        self.assertFalse(self.shown(member)["protected"])
        self.assertIn("is protected", self.run_it("member", "protect", "--apply", member).stdout)
        self.assertIn("already", self.run_it("member", "protect", "--apply", member).stdout)
        during = self.shown(member)
        self.assertEqual((during["protected"], during["shown_to_principal"]), (True, False))
        self.assertIn("no longer", self.run_it("member", "protect", "--apply", member, "--off").stdout)
        self.assertIn("was not", self.run_it("member", "protect", "--apply", member, "--off").stdout)
        self.assertEqual([event for event in self.events() if event != "member_shown_to_staff"],
                         ["member_protected", "member_unprotected"])
        for event in ("member_protected", "member_unprotected"):
            self.assertEqual(self.recorded(event), [["mihon", member, ""]], event)
        self.assertIsNone(self.shown("20-0000001-00")["shown_to_principal"])

    def test_an_import_leaves_protection_alone(self):
        self.run_it("member", "protect", "--apply", "20-0000001-01")
        file = self.installation.folder / "again.csv"
        file.write_text(MEMBERS_HEADING + member_row(1, "見本　二郎", branch="01").replace("本人", "長男"))
        self.run_it("member", "import", file, "--apply")
        self.assertEqual(self.shown("20-0000001-01")["relation"], "長男")
        self.assertTrue(self.shown("20-0000001-01")["protected"])

    def test_staff_learn_of_an_address_that_others_read(self):
        said = "family@example.jp belongs to somebody else too"
        self.assertEqual(self.run_it("member", "protect", "--apply", "20-0000001-01").stderr, "")
        self.installation.sql("UPDATE members SET email = 'family@example.jp' WHERE number = '0000001';")
        # The postcard's, before anybody registers.
        self.assertIn(said, self.run_it("member", "protect", "--apply", "20-0000001-01").stderr)
        self.assertNotIn(said, self.run_it("member", "protect", "--apply", "20-0000002-00").stderr)
        self.installation.sql("UPDATE members SET email = NULL;" + ACCOUNT)
        self.assertIn(said, self.run_it("member", "protect", "--apply", "20-0000001-01").stderr)

    def test_the_telephone_desk_shows_nobody_the_mails_of_another_account_at_a_shared_address(self):
        self.installation.sql(
            ACCOUNT +
            """INSERT INTO mail_queue (society_id, class, purpose, account_id, recipient, message_id, queued_at, due_at,
                                                        not_after)
            SELECT a.society_id, 1, CONCAT('purpose', m.branch), a.id, 'family@example.jp', CONCAT('m', a.id), NOW(),
                   NOW(), NOW()
            FROM accounts a JOIN members m ON m.id = a.member_id WHERE m.number = '0000001'
            UNION SELECT id, 0, 'registration_guide', NULL, 'family@example.jp', 'm', NOW(), NOW(), NOW()
            FROM societies WHERE slug = 'mihon';""")
        for branch in ("00", "01"):
            mails = json.loads(self.run_it("member", "show", f"20-0000001-{branch}", "--json").stdout)["mails"]
            self.assertEqual({row["purpose"] for row in mails}, {f"purpose{branch}", "registration_guide"})

    def apply_for_the_dependent(self, status, address="見本県見本市9"):
        """What the principal's page would do. The receipt number."""
        number = int(self.installation.sql(f"""
            INSERT INTO applications (society_id, kind, applicant_id, member_id, status, applied_at, changed_at)
              SELECT p.society_id, 'limit_certificate', p.id, m.id, '{status}', '2026-11-22 04:20:00',
                     '2026-11-22 04:20:00'
              FROM members p JOIN members m ON m.society_id = p.society_id AND m.number = p.number AND m.branch = '01'
              WHERE p.branch = '00' AND p.number = '0000001';
            SET @id = LAST_INSERT_ID();
            INSERT INTO limit_applications (society_id, application_id, from_month, to_month, postal_code, address,
                telephone)
              SELECT society_id, id, '2026-11-01', '2027-01-01', '100-0009', '{address}', '0300000009'
              FROM applications WHERE id = @id;
            SELECT @id;""")[-1][0])
        return receipt(number)

    def test_staff_are_handed_what_others_applied_for_with_the_address_that_the_paper_would_go_to(self):
        member = "20-0000001-01"
        self.installation.sql(ACCOUNT)
        closed = [self.apply_for_the_dependent(status) for status in ("sent", "withdrawn")]
        approved = self.apply_for_the_dependent("approved", "見本県見本市8")
        received = self.apply_for_the_dependent("received")
        export = ("application", "export", "--kind", "limit-certificate", "--csv")
        self.assertIn("would export 3 applications", self.run_it(*export, self.files / "a.csv", "--dry-run").stdout)
        self.installation.sql(
            f"""INSERT INTO mail_queue (society_id, class, purpose, account_id, about_member_id, recipient, message_id,
                                    sealed_payload, queued_at, due_at, not_after)
            SELECT a.society_id, 5, 'application_judged', a.id, m.id, 'family@example.jp', CONCAT('about', a.id), 'x',
                   NOW(), NOW(), NOW() + INTERVAL 1 DAY
            FROM accounts a JOIN members m ON m.number = '0000001' AND m.branch = '01';""")
        for words, said, changed in (([], "would be taken back", 0), (["--apply"], "were taken back", 1)):
            stdout = self.run_it("member", "protect", member, *words).stdout
            for words_of_one in (approved, received, "見本県見本市8", "見本県見本市9", "100-0009", "0300000009", "20-0000001-00",
                                 "承認", "受付", "no export takes these along",
                                 f"2 waiting mails to others of the household {said}"):
                self.assertIn(words_of_one, stdout)
            for one in closed:
                self.assertNotIn(one, stdout)
            self.assertEqual(self.installation.sql("SELECT DISTINCT is_protected FROM members WHERE branch = '01';"),
                             [[str(changed)]])
            self.assertEqual(len(self.installation.sql("SELECT id FROM mail_queue WHERE outcome = 'deleted';")),
                             2 * changed)
        self.assertEqual([event for event in self.events() if event != "member_shown_to_staff"],
                         ["application_shown_to_staff"] * 2 + ["member_protected"] + ["application_shown_to_staff"] * 2)
        nothing = self.run_it(*export, self.files / "a.csv", "--apply")
        self.assertIn("nothing to export", nothing.stdout)
        for one in (approved, received):
            self.assertIn(one, nothing.stderr)
        listed = json.loads(self.run_it("application", "list", "--json").stdout)
        self.assertEqual({row["hidden"] for row in listed}, {True})
        shown = self.run_it("application", "show", received)
        self.assertIn("20-0000001-01 is protected: 20-0000001-00, who applied for them, is told nothing", shown.stderr)
        self.assertIn(received, self.run_it("member", "protect", "--apply", member).stdout)  # for who lost the list
        ended = self.run_it("member", "protect", "--apply", member, "--off").stdout
        self.assertIn("do so with the next export", ended)
        self.assertIn(received, ended)
        self.assertEqual(self.run_it("application", "show", received).stderr, "")
        self.assertNotIn(received, self.run_it("member", "protect", "--apply", member, "--off").stdout)
        self.assertIn("3 applications", self.run_it(*export, self.files / "a.csv", "--apply").stdout)
        again = self.run_it("member", "protect", "--apply", member).stdout
        self.assertRegex(again, rf"{received}.*export \d+, ")

    def test_two_open_applications_for_one_person_are_told_to_staff_alone(self):
        theirs = self.apply_for_the_dependent("received")
        self.installation.sql("UPDATE applications SET applicant_id = member_id;")
        other = self.apply_for_the_dependent("received")
        shown = json.loads(self.run_it("application", "show", theirs, "--json").stdout)
        self.assertEqual([row["receipt"] for row in shown["others_open"]], [other])
        done = self.run_it("application", "export", "--apply", "--kind", "limit-certificate", "--csv",
                           self.files / "a.csv")
        self.assertIn(f"{theirs} and {other} are for the same person", done.stderr)
        self.assertEqual(done.stderr.count("for the same person"), 1)
        self.installation.sql(
            "UPDATE applications SET status = 'withdrawn', revision = 2 WHERE applicant_id = member_id;")
        done = self.run_it("application", "export", "--apply", "--kind", "limit-certificate", "--csv",
                           self.files / "b.csv")
        self.assertEqual(done.stderr, "")

    def test_who_is_not_there_can_t_be_protected(self):
        self.run_it("member", "protect", "--apply", "20-9999999-00", expected=USAGE)
        self.run_it("member", "protect", "--apply", expected=USAGE)
        self.run_it("member", "protect", "--apply", "20-0000001-01", "--reason", "x", expected=USAGE)
        self.run_it("member", "protect", "--apply", "20-0000001-01", expected=USAGE, society="tameshi")

    # Unlocking

    def test_a_member_without_an_account_has_nothing_to_unlock(self):
        self.assertIn("has no account", self.run_it("member", "unlock", "--apply", "20-0000001-00", expected=65).stderr)

    def test_unlocking_leaves_its_row(self):
        self.installation.sql(ACCOUNT)
        self.run_it("member", "unlock", "member.000000100", "--dry-run")
        self.assertEqual(self.events(), [])
        self.run_it("member", "unlock", "--apply", "member.000000100")
        self.assertEqual(self.events(), ["account_unlocked"])
        self.assertEqual(self.recorded("account_unlocked"), [["mihon", "20-0000001-00", ""]])

    # Two-step sign-in

    def account_shown(self):
        return json.loads(self.run_it("member", "show", "20-0000001-00", "--json").stdout)["account"]

    def test_two_step_sign_in_is_shown_and_reset_once_and_the_member_is_told_and_signed_out(self):
        self.run_it("member", "reset-two-step", "--apply", "20-0000001-00", expected=65)
        self.installation.sql(ACCOUNT)
        self.assertIsNone(self.account_shown()["two_step_since"])
        self.installation.sql("""
            SELECT @society := society_id, @account := id FROM accounts WHERE login_id = 'member.000000100';
            INSERT INTO two_step (society_id, account_id, sealed_secret, began_at, on_since)
            VALUES (@society, @account, 'sealed', UTC_TIMESTAMP(), UTC_TIMESTAMP());
            INSERT INTO recovery_codes (society_id, account_id, code_digest, made_at, used_at)
            VALUES (@society, @account, 'a', UTC_TIMESTAMP(), NULL),
                   (@society, @account, 'b', UTC_TIMESTAMP(), UTC_TIMESTAMP());
            INSERT INTO sessions (society_id, account_id, token_digest, created_at, seen_at, expires_at,
                authenticated_at, device)
            VALUES (@society, @account, 'd', UTC_TIMESTAMP(), UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL 1 HOUR,
                UTC_TIMESTAMP(), 'x');
        """)
        shown = self.account_shown()
        self.assertIsNotNone(shown["two_step_since"])
        self.assertEqual((shown["recovery_codes_left"], shown["two_step_lock"], shown["sessions_open"]), (1, "open", 1))
        self.assertIn("would switch", self.run_it("member", "reset-two-step", "20-0000001-00", "--dry-run").stdout)
        self.assertEqual(self.rows("two_step"), 1)
        self.assertIn("is off", self.run_it("member", "reset-two-step", "--apply", "20-0000001-00").stdout)
        self.assertEqual((self.rows("two_step"), self.rows("recovery_codes")), (0, 0))
        self.assertEqual(self.account_shown()["sessions_open"], 0)
        self.assertEqual(self.installation.sql("SELECT purpose, recipient FROM mail_queue;"),
                         [["security_changed", "family@example.jp"]])
        self.assertEqual(self.recorded("two_step_reset"), [["mihon", "20-0000001-00", ""]])
        self.run_it("member", "reset-two-step", "--apply", "20-0000001-00", expected=65)

    def test_passkeys_are_counted_and_go_with_a_reset_for_who_lost_them(self):
        self.installation.sql(ACCOUNT + """
            INSERT INTO passkeys (society_id, account_id, credential_id, user_handle, public_key, counter, transports,
                backed_up, name, created_at)
            SELECT society_id, id, 'c', 'h', 'k', 0, '[]', FALSE, 'x', UTC_TIMESTAMP() FROM accounts
            WHERE login_id = 'member.000000100';
        """)
        self.assertEqual(self.account_shown()["passkeys"], 1)
        self.assertIn("no passkey is left", self.run_it("member", "reset-two-step", "--apply", "20-0000001-00").stdout)
        self.assertEqual((self.rows("passkeys"), self.account_shown()["passkeys"]), (0, 0))
        self.run_it("member", "reset-two-step", "--apply", "20-0000001-00", expected=65)

    def test_who_reads_out_a_wrong_number_is_told_nothing_and_what_came_of_it_is_kept(self):
        who = "20-0000001-00"
        self.assertIn("no account", self.run_it("member", "show", who, "--verify", "123456", expected=65).stderr)
        self.installation.sql(ACCOUNT)
        refused = self.run_it("member", "show", who, "--verify", "abc", expected=65)
        self.assertIn("no: it isn't the number", refused.stderr)
        self.assertEqual(refused.stdout, "")
        self.assertEqual(self.events().count("telephone_code_wrong"), 1)
        for _ in range(4):
            self.run_it("member", "show", who, "--verify", "abc", expected=65)
        self.assertIn("too many", self.run_it("member", "show", who, "--verify", "abc", expected=65).stderr)
        self.assertEqual(self.events().count("member_shown_to_staff"), 0)

    def number_on_the_page(self, login_id):
        """What /security/telephone-code shows to whoever is signed in."""
        (society, account), = self.installation.sql(
            f"SELECT society_id, id FROM accounts WHERE login_id = '{login_id}';")
        key = base64.urlsafe_b64decode((self.installation.secrets / "throttle").read_text().split()[0] + "=")
        name = f"telephone code\n{society}\n{account}\n{int(time.time()) // 600}"
        digest = hmac.new(key, name.encode(), "sha256").digest()
        return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06}"

    def test_who_reads_out_the_number_of_the_page_is_the_member_and_that_it_was_right_is_kept(self):
        self.installation.sql(ACCOUNT)
        number = self.number_on_the_page("member.000000100")
        shown = self.run_it("member", "show", "20-0000001-00", "--verify", number, "--json").stdout
        self.assertEqual(json.loads(shown)["member"]["number"], "20-0000001-00")
        for event in ("telephone_code_right", "member_shown_to_staff"):
            self.assertEqual(self.recorded(event), [["mihon", "20-0000001-00", ""]], event)
        self.assertEqual(self.recorded("telephone_code_wrong"), [])

    # Sessions

    def test_all_sessions_of_a_society_end_by_one_command_and_another_s_stay(self):
        self.installation.sql(ACCOUNT + """
            SELECT @society := id FROM societies WHERE slug = 'tameshi';
            INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                enrolled_on, postal_code, address)
            VALUES (@society, '', '9', '00', '本人', 'x', 'x', 'x', '1970-01-01', 'm', '2000-01-01', '', '');
            INSERT INTO accounts (society_id, member_id, login_id, password_hash, pepper_id, password_set_at, nickname,
                created_at)
            SELECT society_id, id, 'other', 'x', 'x', UTC_TIMESTAMP(), '', UTC_TIMESTAMP() FROM members
            WHERE society_id = @society;
            INSERT INTO sessions (society_id, account_id, token_digest, created_at, seen_at, expires_at,
                authenticated_at, device)
            SELECT society_id, id, CONCAT('d', id), UTC_TIMESTAMP(), UTC_TIMESTAMP(),
                   UTC_TIMESTAMP() + INTERVAL 1 HOUR, UTC_TIMESTAMP(), 'x' FROM accounts;
        """)
        still_open = "SELECT COUNT(*) FROM sessions s JOIN societies o ON o.id = s.society_id WHERE ended_at IS NULL{};"
        self.assertIn("would end 3 sessions", self.run_it("session", "end-all").stdout)
        self.assertEqual(self.installation.sql(still_open.format("")), [["4"]])
        self.run_it("session", "end-all", "--apply", expected=USAGE, society=None)
        self.assertIn("ended 3 sessions", self.run_it("session", "end-all", "--apply").stdout)
        self.assertEqual(self.installation.sql(still_open.format(" AND slug = 'tameshi'")), [["1"]])
        self.assertEqual(self.installation.sql(still_open.format("")), [["1"]])
        self.assertIn("ended 0 sessions", self.run_it("session", "end-all", "--apply").stdout)
        rows = self.installation.sql("""
            SELECT event, operator <> '' FROM audit_log WHERE event = 'staff_all_sessions_ended';""")
        self.assertEqual(rows, [["staff_all_sessions_ended", "1"]] * 2)

    # Keys

    def test_a_key_is_replaced_by_one_command_which_says_what_comes_next(self):
        secrets = self.installation.secrets
        self.addCleanup(self.run_it, "schema", "migrate", "--apply")
        self.run_it("config", "rotate-key", "door", expected=USAGE)
        files = {"form": "form", "throttle": "throttle", "mail-seal": "mail-seal.secret", "pepper": "pepper/pepper-2",
                 "two-step": "two-step/two-step-2"}

        def lines(file):
            return (secrets / file).read_text().splitlines() if (secrets / file).exists() else []

        for kind, file in files.items():
            with self.subTest(kind):
                before = lines(file)
                self.assertIn(f"would make a new {kind}", self.run_it("config", "rotate-key", kind).stdout)
                self.assertEqual(lines(file), before)
                self.assertIn("schema migrate", self.run_it("config", "rotate-key", kind, "--apply").stdout)
                after = lines(file)
                self.assertEqual(after[1:], before)
                self.assertNotIn(after[0], before)
                self.assertEqual((secrets / file).stat().st_mode & 0o777, 0o600)
                self.assertIn("✓ the keys are those", self.run_it("doctor", expected=78).stdout)
        self.run_it("schema", "migrate", "--apply")
        self.assertIn("✓ the keys are those", self.run_it("doctor", expected=78).stdout)
        (secrets / "form").write_text(lines("form")[1] + "\n")  # a host that was forgotten
        self.assertIn("✗ the key form is not the one", self.run_it("doctor", expected=78).stdout)
        self.installation.sql("DELETE FROM key_fingerprints WHERE name = 'form';")

    # Clean-up

    def add_rows(self):
        self.installation.sql(ACCOUNT + ROWS)

    def make_old(self, table):
        column, age = AGES[table]
        self.installation.sql(f"UPDATE {table} SET {column} = UTC_TIMESTAMP(6) - {age};")

    def test_nothing_that_is_young_goes(self):
        self.add_rows()
        self.run_it("cleanup", "--apply", society=None)
        self.assertEqual({table: self.rows(table) for table in AGES}, dict.fromkeys(AGES, 1))
        self.assertNotIn("cleaned_up", self.events())

    def test_each_kind_of_row_goes_when_it_is_old_and_only_it(self):
        for table in AGES:
            with self.subTest(table):
                self.setUp()
                self.add_rows()
                if table == "mail_links":
                    self.installation.sql("DELETE FROM steps;")
                self.make_old(table)
                before = {each: self.rows(each) for each in AGES}
                self.run_it("cleanup", "--dry-run", society=None)
                self.assertEqual({each: self.rows(each) for each in AGES}, before)
                self.run_it("cleanup", "--apply", society="tameshi")
                self.assertEqual({each: self.rows(each) for each in AGES}, before)
                done = self.run_it("cleanup", "--apply", society=None).stdout
                self.assertRegex(done, rf"mihon +{table} +\d+ .* 1\n")
                self.assertEqual({each: self.rows(each) for each in AGES}, {**before, table: 0})
                self.assertEqual(self.events(), ["cleaned_up"])

    def test_more_rows_than_one_portion_all_go(self):
        self.installation.sql(f"""INSERT INTO form_nonces (society_id, nonce_digest, location, created_at)
            SELECT (SELECT id FROM societies WHERE slug = 'mihon'), seq, '', UTC_TIMESTAMP() - INTERVAL 2 DAY
            FROM seq_1_to_{MANY};""")
        self.assertRegex(self.run_it("cleanup", "--dry-run").stdout, rf"form_nonces .* {MANY}\n")
        self.assertRegex(self.run_it("cleanup", "--apply").stdout, rf"form_nonces .* {MANY}\n")
        self.assertEqual(self.rows("form_nonces"), 0)

    def test_a_clean_up_that_has_to_give_way_tries_again_and_goes_on(self):
        self.addCleanup(self.installation.give_way_no_more)
        self.add_rows()
        self.make_old("throttles")
        self.make_old("mail_queue")
        self.installation.give_way("DELETE ON throttles", "TRUE", 2)
        self.run_it("cleanup", "--apply", society=None)
        self.assertEqual((self.rows("throttles"), self.rows("mail_queue")), (0, 0))

    def test_who_left_longer_ago_than_the_term_is_erased_by_the_clean_up_which_says_before_how_many(self):
        file = self.installation.folder / "members.csv"
        file.write_text(MEMBERS_HEADING + member_row(1) + member_row(2, left="2020-04-01"))
        self.run_it("member", "import", file, "--apply", "--allow-ending", "1")
        self.installation.sql(ACCOUNT + ROWS + """
            UPDATE imports SET applied_at = applied_at - INTERVAL 94 DAY;
            SELECT @member := id, @society := society_id FROM members WHERE number = '0000002';
            INSERT INTO expenses (society_id, member_id, month, receipt_number, category, provider, days, total,
                paid_by_society, public_funds, paid_at_window, meals, high_cost, additional, import_id)
            SELECT @society, @member, '2020-03-01', 'r', 'x', 'x', 1, 1, 1, 1, 1, 1, 1, 1, MAX(id) FROM imports;
        """)
        (society, ), = self.installation.sql("SELECT id FROM societies WHERE slug = 'mihon';")
        pdf = self.installation.documents / society
        digest = "ab" + "0" * 62
        (pdf / "ab").mkdir(parents=True, exist_ok=True)
        (pdf / "ab" / f"{digest}.pdf").write_bytes(b"x")
        self.installation.sql(f"""
            INSERT INTO documents (society_id, member_id, kind, title, issued_on, file_name, bytes, file_digest,
                import_id, added_at)
            SELECT society_id, id, 'x', 'x', '2020-01-01', 'x', 1, '{digest}', import_id, UTC_TIMESTAMP() FROM members
            WHERE number = '0000002';""")
        self.assertNotIn("members,", self.run_it("cleanup").stdout)
        self.run_it("society", "set", "mihon", "--erase-after-leaving", "1", expected=USAGE, society=None)
        self.run_it("society", "set", "mihon", "--erase-after-leaving", "5", "--apply", society=None)
        self.addCleanup(self.run_it, "society", "set", "mihon", "--erase-after-leaving", "never", "--apply")
        self.assertEqual(json.loads(self.run_it("society", "show", "mihon", "--json").stdout)["erase_after_leaving"], 5)
        self.assertIn("✗ mihon: members who left are past their time", self.run_it("doctor", expected=78).stdout)
        counted = r"mihon +members, with all that is theirs +18\d\d +they left +"
        self.assertRegex(self.run_it("cleanup").stdout, counted + r"1\n")
        self.assertEqual((self.rows("members"), self.rows("expenses"), self.rows("accounts")), (3, 1, 3))
        self.run_it("cleanup", "--apply", society="tameshi")
        self.assertEqual(self.rows("members"), 3)
        self.assertRegex(self.run_it("cleanup", "--apply", society=None).stdout, counted + r"1\n")
        self.assertEqual((self.rows("members"), self.rows("expenses"), self.rows("accounts")), (2, 0, 2))
        self.assertFalse((pdf / "ab" / f"{digest}.pdf").exists())
        self.assertEqual(self.events().count("staff_members_erased"), 1)
        self.assertIn("there is no member", self.run_it("member", "show", "20-0000002-00", expected=USAGE).stderr)
        (erased, ) = json.loads(self.run_it("member", "erased", "20-0000002-00", "--json").stdout)
        self.assertGreater(erased["member_id"], 0)
        self.assertIn("nobody of that number", self.run_it("member", "erased", "20-0000001-00").stderr)
        # A core system that goes on naming them brings nobody back.
        imported = self.run_it("member", "import", file, "--apply").stdout
        self.assertNotIn("追加　　　1人", imported)
        self.assertEqual(self.rows("members"), 2)
        self.assertRegex(self.run_it("cleanup").stdout, counted + r"0\n")

    def test_doctor_misses_a_clean_up_that_did_not_run_for_three_days(self):
        self.add_rows()
        self.make_old("form_nonces")
        self.assertIn("✓ nothing is kept for longer", self.run_it("doctor", expected=78).stdout)
        self.installation.sql("UPDATE form_nonces SET created_at = created_at - INTERVAL 3 DAY;")
        found = self.run_it("doctor", expected=78).stdout
        self.assertIn("✗ mihon: form_nonces are past their time", found)
        self.assertIn("portalctl cleanup", found)


if __name__ == "__main__":
    run_tests()
