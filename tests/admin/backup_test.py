#!/usr/bin/python3
"""portalctl backup create and verify, and what a restored copy does:  backup_test.py BUILD_FOLDER [TEST…]"""

import fcntl
import getpass
import io
import os
import re
import resource
import shutil
import signal
import subprocess
import tarfile
import threading
import time
from pathlib import Path

from installation import (BAD_DATA, CONFIGURATION, DISK, GOOD, MEMBERS_HEADING, NO_INPUT, SOURCE, TRY_LATER,
                          PortalctlCase, member_row, run_tests)

INDEX = "記号,番号,枝番,種別,件名,発行日,ファイル名\r\n20,0000001,00,支給決定通知書,お知らせ,2026-11-01,a.pdf\r\n"
PDF = sorted((SOURCE / "demo" / "data" / "mihon-documents").glob("*.pdf"))[0].read_bytes()
# A mail that is due now and would go at once.
MAIL = """
INSERT INTO mail_queue (society_id, class, purpose, recipient, message_id, sealed_payload, queued_at, due_at, not_after)
SELECT id, 1, 'test', 'taro@example.jp', CONCAT(UUID(), '@example.jp'), 'none', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6),
       UTC_TIMESTAMP(6) + INTERVAL 1 DAY FROM societies WHERE slug = 'mihon';
"""


def run(*words, **options):
    return subprocess.run([str(word) for word in words], capture_output=True, timeout=120, **options)


class BackupTest(PortalctlCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = cls.installation.folder
        cls.identity = cls.files / "backup-key.txt"
        cls.scratch = folder / "scratch"
        cls.scratch.mkdir()
        cls.backups = folder / "backups"
        cls.backups.mkdir()
        made = run("age-keygen", "-o", cls.identity)
        cls.recipient = re.search(r"age1\w+", made.stderr.decode()).group(0)
        cls.plain_config = cls.installation.config.read_text()
        cls.configure(cls.recipient)
        (cls.files / "members.csv").write_text(MEMBERS_HEADING + member_row(1) + member_row(2, "見本　'次\\郎"))
        incoming = cls.files / "documents"
        incoming.mkdir()
        (incoming / "a.pdf").write_bytes(PDF)
        (incoming / "index.csv").write_text(INDEX)
        for words in (["member", "import", cls.files / "members.csv"], ["document", "import", incoming]):
            cls.installation.portalctl(*words, "--apply", society="mihon").check_returncode()

    @classmethod
    def configure(cls, recipient, folder=None, more=""):
        cls.installation.config.write_text(
            f'{cls.plain_config}[backup]\nfolder = "{folder or cls.backups}"\nrecipient = "{recipient}"\n{more}')

    def setUp(self):
        os.environ["TMPDIR"] = str(self.scratch)
        for file in self.backups.iterdir():
            file.unlink()
        self.configure(self.recipient)

    def tearDown(self):
        del os.environ["TMPDIR"]
        self.assertEqual(list(self.scratch.iterdir()), [], "something was left behind")

    def create(self):
        self.run_it("backup", "create", "--apply", society=None)
        return max(self.backups.iterdir())

    def verify(self, file, expected=GOOD, identity=None):
        return self.run_it("backup", "verify", file, "--identity", identity or self.identity, expected=expected,
                           society=None)

    def opened(self, file):
        """The archive's files by name, in order."""
        plain = run("age", "-d", "-i", self.identity, file)
        self.assertEqual(plain.returncode, 0, plain.stderr)
        unpacked = run("zstd", "-dc", input=plain.stdout)
        self.assertEqual(unpacked.returncode, 0, unpacked.stderr)
        with tarfile.open(fileobj=io.BytesIO(unpacked.stdout)) as archive:
            return {entry.name: archive.extractfile(entry).read() for entry in archive}

    def closed(self, contents):
        """An archive of ours in every respect, with other contents."""
        plain = io.BytesIO()
        with tarfile.open(fileobj=plain, mode="w", format=tarfile.USTAR_FORMAT) as archive:
            for name, content in contents.items():
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
        file = self.files / "altered.tar.zst.age"
        file.unlink(missing_ok=True)
        packed = run("zstd", "-c", input=plain.getvalue()).stdout
        done = run("age", "-r", self.recipient, "-o", file, input=packed)
        self.assertEqual(done.returncode, 0, done.stderr)
        return file

    def altered(self, file, old, new):
        return self.closed({name: content.replace(old, new) if name.startswith("database/") else content
                            for name, content in self.opened(file).items()})

    def test_it_says_what_it_would_do_and_writes_one_file_that_its_owner_alone_may_read(self):
        would = self.run_it("backup", "create", society=None)
        self.assertRegex(would.stdout, r"would write .*/portal-\d{8}T\d{6}Z\.tar\.zst\.age")
        self.assertEqual(list(self.backups.iterdir()), [])
        file = self.create()
        self.assertEqual(os.listdir(self.backups), [file.name])
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        self.assertTrue(file.read_bytes().startswith(b"age-encryption.org/v1"))
        contents = self.opened(file)
        self.assertEqual(list(contents)[-1], "manifest.json")
        self.assertIn(PDF, contents.values())

    def test_it_holds_the_fingerprints_of_keys_and_no_key(self):
        contents = self.opened(self.create())
        whole = b"".join(contents.values())
        self.assertIn(b'"key pepper-1": "', contents["manifest.json"])
        for key in self.installation.secrets.rglob("*"):
            if key.is_file() and key.name != "mail-seal.public":
                self.assertNotIn(key.read_bytes().strip(), whole, key.name)

    def test_one_made_while_others_write_is_good_and_of_one_moment(self):
        """Forty rows come in each transaction: a dump of several moments would hold another number of them."""
        self.installation.sql("DELETE FROM mail_queue;")
        going = threading.Event()

        def write():
            while not going.is_set():
                self.installation.sql("START TRANSACTION;" + 20 * (MAIL + MAIL) + "COMMIT;")

        writer = threading.Thread(target=write)
        writer.start()
        try:
            time.sleep(0.5)
            before = self.count("mail_queue")
            files = []
            for _ in range(3):
                files.append(self.create())
                time.sleep(1.1)
            after = self.count("mail_queue")
        finally:
            going.set()
            writer.join()
        self.assertGreater(after, before)
        for file in files:
            rows = int(re.search(rb'"table mail_queue": "(\d+) ', self.opened(file)["manifest.json"]).group(1))
            self.assertEqual(rows % 40, 0)
            self.assertGreaterEqual(rows, before)
        found = self.verify(files[-1]).stdout
        self.assertRegex(found, r"✓ \d+ tables with \d+ rows are what they were")
        self.assertIn("✓ 1 PDFs are what they were", found)
        self.assertIn("✓ restored, it sends no mail", found)
        self.installation.sql("DELETE FROM mail_queue;")

    def test_a_backup_that_was_cut_off_or_changed_on_the_disk_is_found(self):
        file = self.create()
        bytes_of_it = file.read_bytes()
        file.write_bytes(bytes_of_it[:len(bytes_of_it) // 2])
        self.assertIn("✗", self.verify(file, BAD_DATA).stdout)
        changed = bytearray(bytes_of_it)
        changed[len(changed) // 2] ^= 1
        file.write_bytes(changed)
        self.assertIn("✗", self.verify(file, BAD_DATA).stdout)
        file.write_bytes(b"")
        self.verify(file, BAD_DATA)

    def test_one_without_its_manifest_is_no_backup(self):
        contents = self.opened(self.create())
        del contents["manifest.json"]
        self.assertIn("it has no manifest", self.verify(self.closed(contents), BAD_DATA).stdout)

    def test_a_changed_row_is_found_and_so_is_one_that_is_missing(self):
        file = self.create()
        name = "見本　太郎".encode()
        self.assertIn("✗ table members is not what it was",
                      self.verify(self.altered(file, name, "見本　三郎".encode()), BAD_DATA).stdout)
        (row,) = re.findall(rb"\n\([^\n]*" + "次".encode() + rb"[^\n]*\);\n",
                            b"".join(self.opened(file).values()))[:1]
        before = re.search(rb",\n?(?=" + re.escape(row.lstrip(b"\n")) + rb")",
                           b"".join(self.opened(file).values())).group(0)
        self.assertIn("✗ table members has 1 rows, and had 2",
                      self.verify(self.altered(file, before + row.lstrip(b"\n"), b";\n"), BAD_DATA).stdout)

    def test_statements_that_can_not_be_run_are_found(self):
        found = self.verify(self.altered(self.create(), b"CREATE TABLE `members`", b"CREATE TABEL `members`"), BAD_DATA)
        self.assertIn("its statements can't be run", found.stdout)

    def test_no_archive_makes_the_client_run_a_program_or_read_a_file(self):
        """Who has the public key can make one of anything."""
        touched = self.files / "touched"
        for command in (f"\\! touch {touched}\n", f"system touch {touched}\n", f"source {self.identity}\n"):
            self.verify(self.altered(self.create(), b"DROP TABLE IF EXISTS `accounts`;",
                                     command.encode() + b"DROP TABLE IF EXISTS `accounts`;"), BAD_DATA)
            self.assertFalse(touched.exists())

    def test_a_document_that_is_lost_or_another_is_found(self):
        contents = self.opened(self.create())
        (place,) = [name for name in contents if name.startswith("documents/")]
        another = dict(contents, **{place: PDF + b"\n"})
        self.assertIn("is not what it was", self.verify(self.closed(another), BAD_DATA).stdout)
        del contents[place]
        self.assertIn("✗ 1 documents have no PDF", self.verify(self.closed(contents), BAD_DATA).stdout)

    def test_who_made_a_backup_and_who_opened_it_stands_in_each_society_s_audit_log(self):
        rows = """SELECT event, societies.slug, object_kind, object_id, operator FROM audit_log JOIN societies
                  ON societies.id = society_id WHERE event LIKE 'backup%' ORDER BY audit_log.id, slug;"""
        self.installation.sql("DELETE FROM audit_log WHERE event LIKE 'backup%';")
        self.run_it("backup", "create", society=None)
        self.assertEqual(self.installation.sql(rows), [])
        file = self.create()
        number = re.sub(r"\D", "", file.name)
        user = f"os:{getpass.getuser()}"
        self.assertEqual([(*row[:4], row[4].split("/")[0]) for row in self.installation.sql(rows)],
                         [("backup_created", slug, "backup", number, user) for slug in ("mihon", "tameshi")])
        self.installation.sql("DELETE FROM audit_log WHERE event LIKE 'backup%';")
        self.verify(file)
        self.assertEqual([tuple(row[:4]) for row in self.installation.sql(rows)],
                         [("backup_verified", slug, "backup", number) for slug in ("mihon", "tameshi")])

    def test_a_machine_without_the_portal_s_database_verifies_too_and_says_that_no_row_was_written(self):
        file = self.create()
        self.installation.config.write_text(self.installation.config.read_text().replace(
            str(self.installation.database.socket_path), "/nowhere.sock"))
        self.assertIn("the audit log has no row of this: ", self.verify(file).stderr)

    def test_another_identity_opens_nothing(self):
        other = self.files / "other-key.txt"
        run("age-keygen", "-o", other)
        found = self.verify(self.create(), BAD_DATA, identity=other)
        self.assertIn("no identity matched", found.stderr)
        self.verify(self.files / "none.tar.zst.age", NO_INPUT)

    def test_a_recipient_that_is_none_is_78_and_writes_nothing(self):
        for recipient in ("", "age1wrong", "AGE-SECRET-KEY-1QQQ"):
            self.configure(recipient)
            self.run_it("backup", "create", "--apply", expected=CONFIGURATION, society=None)
            self.assertEqual(os.listdir(self.backups), [])

    def test_a_missing_program_is_78_and_says_which_package_brings_it(self):
        programs = self.files / "programs"
        programs.mkdir()
        path = os.environ["PATH"]
        for missing, package in (("age", "age"), ("mariadb-dump", "mariadb-client")):
            for name in {"age", "mariadb-dump"} - {missing}:
                (programs / name).symlink_to(f"/usr/bin/{name}")
            os.environ["PATH"] = str(programs)
            try:
                done = self.run_it("backup", "create", "--apply", expected=CONFIGURATION, society=None)
            finally:
                os.environ["PATH"] = path
            self.assertIn(f"apt install {package}", done.stderr)
            for link in programs.iterdir():
                link.unlink()

    def test_a_dump_that_fails_is_no_backup(self):
        """mariadb-dump | age is as good as its first half."""
        self.installation.sql("CREATE VIEW broken AS SELECT id FROM members; RENAME TABLE members TO members_away;")
        try:
            done = self.installation.portalctl("backup", "create", "--apply")
        finally:
            self.installation.sql("RENAME TABLE members_away TO members; DROP VIEW broken;")
        self.assertNotEqual(done.returncode, GOOD)
        self.assertIn("mariadb-dump ended with", done.stderr)
        self.assertEqual(os.listdir(self.backups), [])

    def test_a_full_disk_is_74_and_leaves_neither_half_a_backup_nor_takes_an_older_one(self):
        old = self.backups / "portal-20200101T000000Z.tar.zst.age"
        old.write_text("")

        def small():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

        done = subprocess.run(self.installation.command("backup", "create", "--apply"), stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=60, preexec_fn=small)
        self.assertEqual(done.returncode, DISK, done.stderr)
        self.assertEqual(os.listdir(self.backups), [old.name])

    def test_old_ones_end_when_a_new_one_is_whole_and_other_files_stay(self):
        self.configure(self.recipient, more="kept_days = 3\n")
        for name in ("portal-20200101T000000Z.tar.zst.age", "portal-20200101T000000Z.tar", "notes.txt"):
            (self.backups / name).write_text("")
        day = self.installation.sql("SELECT DATE_FORMAT(UTC_TIMESTAMP() - INTERVAL 2 DAY, '%Y%m%dT%H%i%sZ');")[0][0]
        young = self.backups / f"portal-{day}.tar.zst.age"
        young.write_text("")
        self.assertIn("would delete", self.run_it("backup", "create", society=None).stdout)
        new = self.create_named()
        self.assertEqual(set(os.listdir(self.backups)), {new, young.name, "portal-20200101T000000Z.tar", "notes.txt"})

    def create_named(self):
        said = self.run_it("backup", "create", "--apply", society=None).stdout
        return Path(re.search(r"wrote (\S+):", said).group(1)).name

    def test_two_at_a_time_are_75(self):
        folder = os.open(self.backups, os.O_RDONLY)
        fcntl.flock(folder, fcntl.LOCK_EX)
        try:
            self.run_it("backup", "create", "--apply", expected=TRY_LATER, society=None)
        finally:
            os.close(folder)

    def test_a_check_that_is_stopped_leaves_nothing_behind_and_no_process(self):
        file = self.create()
        process = subprocess.Popen(self.installation.command("backup", "verify", file, "--identity", self.identity),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(1000):
            if list(self.scratch.glob("*/s")):
                break
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        self.assertNotEqual(process.wait(60), GOOD)
        self.assertEqual(run("pgrep", "-f", str(self.scratch)).stdout, b"")

    def test_one_that_is_stopped_with_all_that_it_started_is_75_and_leaves_nothing(self):
        """systemd asks the dump to end, too, which was called a database that is away."""
        programs = self.files / "slow"
        programs.mkdir()
        begun = self.files / "begun"
        (programs / "mariadb-dump").write_text(f"#!/bin/sh\ntouch {begun}\nexec sleep 60\n")
        (programs / "mariadb-dump").chmod(0o700)
        process = subprocess.Popen(self.installation.command("backup", "create", "--apply"), start_new_session=True,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env=dict(os.environ, PATH=f"{programs}:{os.environ['PATH']}"))
        for _ in range(3000):
            if begun.exists():
                break
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGTERM)
        self.assertEqual(process.wait(60), TRY_LATER)
        self.assertEqual(os.listdir(self.backups), [])

    def test_passwords_stand_on_no_command_line(self):
        password = self.installation.database.password_file("migrate").read_text().strip()
        seen = []
        process = subprocess.Popen(self.installation.command("backup", "create", "--apply"),
                                   stdout=subprocess.DEVNULL)
        while process.poll() is None:
            for line in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    seen.append(line.read_bytes())
                except OSError:
                    pass
        self.assertTrue(any(line.startswith(b"mariadb-dump\0") for line in seen))
        self.assertFalse(any(password.encode() in line for line in seen))

    def test_a_restored_copy_sends_no_mail_until_told_to(self):
        self.installation.sql("DELETE FROM mail_queue;" + MAIL)
        contents = self.opened(self.create())
        sql = b"".join(content for name, content in contents.items() if name.startswith("database/"))
        self.assertIn("is no restored copy", self.run_it("mail", "resume", society=None).stdout)
        self.assertEqual(self.outcome_by_a_mailer(), "dead")  # the payload opens for nobody: it was taken up
        # Even half of one, as a pipe leaves it whose first part failed.
        for part in (sql, sql[:sql.index(b"DROP TABLE IF EXISTS `screening")]):
            self.installation.sql("DROP DATABASE kenko_portal; CREATE DATABASE kenko_portal CHARACTER SET utf8mb4"
                                  " COLLATE utf8mb4_nopad_bin;")
            restored = run("mariadb", "--no-defaults", f"--socket={self.installation.database.socket_path}",
                           "kenko_portal", input=part)
            self.assertEqual(restored.returncode, 0, restored.stderr)
            self.assertEqual(self.installation.sql("SELECT COUNT(*) FROM restored_copies;"), [["1"]])
            if part == sql:
                self.whole_copy_sends_nothing()
        self.play_what_the_manual_says(max(self.backups.iterdir()))

    def play_what_the_manual_says(self, file):
        self.installation.sql("DROP DATABASE kenko_portal; CREATE DATABASE kenko_portal CHARACTER SET utf8mb4"
                              " COLLATE utf8mb4_nopad_bin;")
        there = self.files / "restored"
        there.mkdir()
        done = run("bash", "-e", "-o", "pipefail", "-c", f"""
            age -d -i {self.identity} {file} | tar --zstd -xO --wildcards 'database/*' |
              mariadb --no-defaults --sandbox --binary-mode --default-character-set=utf8mb4 \
                --socket={self.installation.database.socket_path} kenko_portal
            age -d -i {self.identity} {file} | tar --zstd -x -C {there} --no-same-owner --wildcards 'documents/*'""")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.run_it("schema", "migrate", "--apply", society=None)
        stored = self.installation.documents
        self.assertEqual({path.relative_to(there / "documents"): path.read_bytes() for path in there.rglob("*.pdf")},
                         {path.relative_to(stored): path.read_bytes() for path in stored.rglob("*.pdf")})

    def whole_copy_sends_nothing(self):
        self.run_it("schema", "migrate", "--apply", society=None)
        self.assertEqual(self.outcome_by_a_mailer(), "NULL")
        self.assertIn("no mail is sent", self.run_it("mail", "stats", society=None).stderr)
        self.assertIn("1 mails wait and would go", self.run_it("mail", "resume", society=None).stdout)
        self.assertEqual(self.outcome_by_a_mailer(), "NULL")
        self.assertIn("1 mails wait and go now", self.run_it("mail", "resume", "--apply", society=None).stdout)
        self.assertEqual(self.installation.sql("SELECT COUNT(*) FROM audit_log WHERE event = 'mail_resumed';"), [["2"]])
        self.assertEqual(self.outcome_by_a_mailer(), "dead")
        self.assertEqual(self.count("documents"), 1)

    def outcome_by_a_mailer(self):
        """What became of the one mail once a mailer has looked at the queue for three rounds."""
        log = self.files / "mailer.log"
        with open(log, "w") as written:
            mailer = subprocess.Popen([self.build / "portal-mailer", "--config", self.installation.config],
                                      stdout=written, stderr=written)
        try:
            time.sleep(3)
            self.assertIsNone(mailer.poll(), log.read_text())
        finally:
            mailer.terminate()
            mailer.wait(60)
        self.assertIn("mailer_started", log.read_text())
        return self.installation.sql("SELECT COALESCE(outcome, 'NULL') FROM mail_queue;")[0][0]


class BinaryLogTest(PortalctlCase):
    """A backup is of last night: what came since is had from the log of a server that keeps one."""

    server_options = ("--log-bin=binlog", "--log-bin-trust-function-creators=ON")

    def test_what_came_after_the_backup_is_had_from_the_binary_log(self):
        installation, backups, identity = self.installation, self.installation.folder, self.files / "key.txt"
        made = run("age-keygen", "-o", identity)
        recipient = re.search(r"age1\w+", made.stderr.decode()).group(0)
        installation.config.write_text(
            f'{installation.config.read_text()}[backup]\nfolder = "{backups}"\nrecipient = "{recipient}"\n')
        take_in = lambda *rows: self.run_it("member", "import", self.file_of("".join((MEMBERS_HEADING, *rows))),
                                            "--apply")
        take_in(member_row(1))
        created = self.run_it("backup", "create", "--apply", society=None).stdout
        log, position = re.search(r"binary log, from (binlog\.\d+) (\d+) on\n", created).groups()
        (file,) = backups.glob("*.age")
        verified = self.run_it("backup", "verify", file, "--identity", identity, society=None).stdout
        self.assertIn(f"from {log} {position} on\n", verified)
        take_in(member_row(1, "見本　あとから"), member_row(2))
        installation.sql("FLUSH BINARY LOGS;")
        take_in(member_row(1, "見本　あとから"), member_row(2), member_row(3))
        tables = ("members", "imports", "audit_log", "societies")
        rows = lambda: [installation.sql(f"SELECT * FROM {table} ORDER BY 1, 2;") for table in tables]
        before = rows()
        # As docs/operating.md has it, "Backup and restore".
        copies = self.files / "binlog"
        copies.mkdir()
        for one in (installation.folder / "data").glob("binlog.0*"):
            shutil.copy(one, copies)
        logs = [one.name for one in sorted(copies.iterdir()) if one.name >= log]
        installation.sql("SET sql_log_bin = OFF; DROP DATABASE kenko_portal;"
                         " CREATE DATABASE kenko_portal CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;")
        mariadb = f"mariadb --no-defaults --binary-mode --socket={installation.database.socket_path}"
        done = run("bash", "-e", "-o", "pipefail", "-c", f"""
            age -d -i {identity} {file} | tar --zstd -xO --wildcards 'database/*' |
              {mariadb} --sandbox --default-character-set=utf8mb4 kenko_portal
            cd {copies}
            mariadb-binlog --disable-log-bin --start-position={position} {' '.join(logs)} |
              {mariadb}""")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(rows(), before)


if __name__ == "__main__":
    run_tests()
