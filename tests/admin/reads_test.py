#!/usr/bin/python3
"""Where portalctl tells of a member, the audit log says so: every command, those to come too:
reads_test.py BUILD_FOLDER [TEST…]"""

import re
import subprocess
from pathlib import Path

from installation import MEMBERS_HEADING, PortalctlCase, run_tests

NUMBER = "20-0007531-00"
MARKS = ("鳥見", "トリミ", "0007531", "hinako", "見本県鳥見市", "0370007531")  # of the member: name, number, address, …
MEMBER = MEMBERS_HEADING + (
    "20,0007531,00,本人,鳥見　雛子,トリミ　ヒナコ,S50.4.1,女,H10.4.1,,,100-0001,見本県鳥見市1\r\n"
    "20,0007531,01,妻,別名　花,ベツメイ　ハナ,S50.4.1,女,H10.4.1,,hinako@example.jp,100-0001,見本県見本市1\r\n")
ROWS = """
SET @society = (SELECT id FROM societies WHERE slug = 'mihon'), @now = UTC_TIMESTAMP(6),
  @member = (SELECT id FROM members WHERE branch = '00');
INSERT INTO accounts (society_id, member_id, login_id, password_hash, pepper_id, password_set_at, nickname, created_at)
VALUES (@society, @member, 'hinako', 'x', 'x', @now, '', @now);
SET @account = LAST_INSERT_ID();
INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at)
VALUES (@society, @account, 'hinako@example.jp', TRUE, @now);
INSERT INTO mail_queue (society_id, class, purpose, account_id, recipient, message_id, queued_at, due_at, not_after)
VALUES (@society, 1, 'test', @account, 'hinako@example.jp', 'd', @now, @now, @now + INTERVAL 1 DAY);
SET @mail = LAST_INSERT_ID();
INSERT INTO imports (society_id, kind, file_name, file_digest, operator, applied_at, rows_added, rows_changed,
  rows_unchanged, rows_ended) VALUES (@society, 'documents', 'index.csv', 'd', 'os:test', @now, 1, 0, 0, 0);
INSERT INTO documents (society_id, member_id, kind, title, issued_on, file_name, bytes, file_digest, import_id,
  added_at)
VALUES (@society, @member, '支給決定通知書', '鳥見様の通知', @now, 'a.pdf', 1, 'd', LAST_INSERT_ID(), @now);
SET @document = LAST_INSERT_ID();
INSERT INTO applications (society_id, kind, applicant_id, member_id, status, applied_at, changed_at)
VALUES (@society, 'limit_certificate', @member, @member, 'received', @now, @now);
SET @application = LAST_INSERT_ID();
INSERT INTO limit_applications VALUES
  (@society, @application, '2026-11-01', '2027-01-01', '100-0001', '見本県鳥見市1', '0370007531', '', '', '');
INSERT INTO audit_log (society_id, at, event, account_id, member_id, object_kind, object_id, client_address, request_id)
VALUES (@society, @now, 'document_opened', @account, @member, 'document', @document, '192.0.2.7', 'r1');
SELECT @member, @account, @mail, @document;
"""
NOTICE = '+++\ntitle = "ご案内"\nfrom = 2026-04-01\n+++\n本文\n'
NEEDS_ROOT = "root's, of the machine; nothing of a member"


class ReadsTest(PortalctlCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.files / "members.csv").write_text(MEMBER)
        (cls.files / "kenshin.md").write_text(NOTICE)
        for words in (["member", "import", cls.files / "members.csv"], ["notice", "publish", cls.files / "kenshin.md"]):
            cls.installation.portalctl(*words, "--apply", society="mihon").check_returncode()
        cls.member, cls.account, cls.mail, cls.document = cls.installation.sql(ROWS)[-1]

    def commands(self):
        """What follows portalctl for each line of its table; a text: why it isn't tried."""
        today = self.installation.sql("SELECT DATE(UTC_TIMESTAMP() + INTERVAL 9 HOUR);")[0][0]
        file = self.files / "members.csv"
        changed = self.files / "changed.csv"
        changed.write_text(MEMBER.replace("見本県鳥見市1", "見本県見本市2"))
        receipt = next(iter(self.installation.portalctl("application", "list", society="mihon").stdout.splitlines()[1:]
                            or [""])).split(" ")[0]
        return {
            "doctor": [], "stats": [], "cleanup": [], "config check": [], "config show": [],
            "config create-secrets": [], "config rotate-key": ["form"],
            "config nginx": NEEDS_ROOT, "database create": NEEDS_ROOT,
            "backup create": [], "backup verify": "asks for age's secret key; tests/admin/backup_test.py",
            "schema status": [], "schema migrate": [],
            "society add": ["tori", "--name", "見本", "--telephone", "03-0000-0000", "--mail-from", "a@example.jp"],
            "society set": ["mihon", "--hours", "平日"], "society list": [], "society show": ["mihon"],
            "society error-pages": [self.files / "pages"],
            "member import": [changed], "member find": ["0007531"], "member show": [NUMBER],
            "member unlock": [NUMBER], "member protect": [NUMBER], "member reset-two-step": [NUMBER],
            "member erased": [NUMBER], "session end-all": [],
            "expense import": [file], "expense status": [],
            "document import": [self.files], "document list": [], "document show": [self.document],
            "document withdraw": [self.document],
            "notice publish": [self.files / "kenshin.md"], "notice list": [], "notice show": ["kenshin"],
            "notice withdraw": ["kenshin"], "arrivals send": [], "arrivals status": [],
            "topic publish": [self.files / "kenshin.md"], "topic list": [], "topic withdraw": ["kenshin"],
            "application list": [], "application show": [receipt],
            "application export": ["--kind", "limit-certificate", "--csv", self.files / "out.csv"],
            "application exports": [], "application import-results": [file],
            "limit import": [file], "limit list": [], "limit show": [],
            "screening import": [file], "screening list": [], "screening show": ["x"], "screening withdraw": ["x"],
            "import list": [], "import show": ["1"], "import revert": ["1"], "inbox run": [],
            "audit who-saw": [self.document], "audit seen-by": [NUMBER], "audit odd": ["--days", "2"],
            "audit verify": [], "audit export": ["--from", today, "--to", today, "--jsonl", self.files / "out.jsonl"],
            "audit archive": ["--jsonl", self.files / "out.jsonl"],
            "incident scope": ["--from", today, "--to", today, "--letters", self.files / "letters.csv"],
            "incident drill": [],
            "mail list": [], "mail show": [self.mail], "mail stats": [], "mail hold": ["ALL"], "mail release": ["ALL"],
            "mail retry": ["ALL"], "mail delete": ["ALL"], "mail resume": [], "mail test": ["you@example.jp"],
            "postcard issue": ["--csv", self.files / "cards.csv"],
            "postcard reissue": [NUMBER, "--csv", self.files / "cards.csv"], "postcard stop-order": [NUMBER],
            "postcard sample": ["--pdf", self.files / "sample.pdf"],
            "report unread": ["--days", "0"], "report monthly": ["--csv", self.files / "month.csv"],
        }

    def table(self):
        """The lines of the table, as the manual page has them."""
        page = subprocess.run([self.installation.program, "--man-page"], capture_output=True, text=True,
                              check=True).stdout
        found = []
        for line in re.findall(r"^\.B (.*)$", page[page.index(".SH COMMANDS"):], re.M):
            words = line.replace("\\-", "-").split()
            found.append(" ".join(word for word in words[:2] if word.islower() and not word.startswith("[")))
        return found

    def rows(self):
        """How many rows of the log say that staff met the member."""
        hers = f"(member_id = {self.member} OR account_id = {self.account})"
        return self.count(f"audit_log WHERE operator <> '' AND {hers}")

    def told_by(self, words, society):
        """What it says of the member that it wasn't told; in files, too."""
        before = set(self.files.rglob("*"))
        done = self.installation.portalctl(*words, society=society)
        texts = [done.stdout, done.stderr]
        for file in set(self.files.rglob("*")) - before:
            if file.is_file():
                texts.append(file.read_bytes().decode("utf-8", "replace"))
                file.unlink()
        typed = " ".join(word.read_text() if isinstance(word, Path) and word.is_file() else str(word) for word in words)
        return [mark for mark in MARKS if mark not in typed and any(mark in text for text in texts)]

    def test_every_command_that_tells_of_a_member_leaves_a_row(self):
        commands = self.commands()
        self.assertEqual(sorted(self.table()), sorted(commands), "say here how a new command is called")
        telling = set()
        for name, words in commands.items():
            if isinstance(words, str):
                continue
            for society in ("mihon", None):
                with self.subTest(name, society=society):
                    before = self.rows()
                    told = self.told_by([*name.split(), *words], society)
                    if told:
                        telling.add(name)
                        self.assertGreater(self.rows(), before, f"tells {told}")
        self.assertEqual(telling, {
            "member find", "member show", "member protect", "document list", "document show", "application list",
            "application show", "mail list", "mail show", "audit who-saw", "audit seen-by", "incident scope",
            "incident drill", "report unread"})

    def test_who_looks_for_somebody_and_finds_nobody_leaves_a_row_too(self):
        before = self.count("audit_log WHERE event = 'staff_members_found' AND member_id IS NULL")
        self.run_it("member", "find", "そんな人はいない")
        self.assertEqual(self.count("audit_log WHERE event = 'staff_members_found' AND member_id IS NULL"), before + 1)

    def test_what_can_t_be_recorded_isn_t_shown(self):
        self.addCleanup(self.run_it, "schema", "migrate", "--apply")
        self.installation.sql("REVOKE INSERT ON kenko_portal.audit_log FROM 'portal_ctl'@'localhost';")
        for words in (["member", "show", NUMBER], ["member", "find", "0007531"], ["document", "list"],
                      ["application", "list"], ["mail", "list"], ["report", "unread", "--days", "0"]):
            done = self.installation.portalctl(*words, society="mihon")
            self.assertEqual(done.stdout, "", words)
            self.assertNotEqual(done.returncode, 0)


if __name__ == "__main__":
    run_tests()
