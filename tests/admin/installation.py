"""A private MariaDB and a portal.toml beside it, for tests that run portalctl itself as an operator would."""

import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "demo"))
from private_mariadb import PrivateMariadb  # noqa: E402

GOOD, USAGE, BAD_DATA, NO_INPUT, AWAY, BUG = 0, 64, 65, 66, 69, 70
NO_OUTPUT, DISK, TRY_LATER, NO_PERMISSION, CONFIGURATION = 73, 74, 75, 77, 78

MEMBERS_HEADING = "記号,番号,枝番,続柄,氏名,フリガナ,生年月日,性別,資格取得日,資格喪失日,メールアドレス,郵便番号,住所\r\n"


def member_row(number, name="見本　太郎", branch="00", left=""):
    return (f"20,{number:07d},{branch},本人,{name},ミホン　タロウ,S50.4.1,男,H10.4.1,{left},,100-0001,"
            f"見本県見本市{number}\r\n")


SOCIETIES = {
    "mihon": ["--name", "見本健康保険組合", "--telephone", "03-0000-0000", "--mail-from", "info@mihon.example.jp"],
    "tameshi": ["--name", "試し健康保険組合", "--telephone", "03-0000-0001", "--mail-from", "info@tameshi.example.jp"],
}


class Server:
    """The database's process, as PrivateMariadb wants to ask about it."""

    def __init__(self, command, log_file):
        with open(log_file, "ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def alive(self):
        return self.process.poll() is None

    def kill(self):
        self.process.kill()
        self.process.wait()


class Installation:
    """One folder with everything; `build` is where the programs are."""

    def __init__(self, build, server_options=()):
        self.program = Path(build) / "portalctl"
        self.server_options = server_options
        self.folder = Path(tempfile.mkdtemp(prefix="kenko-admin-"))
        self.config = self.folder / "portal.toml"
        self.secrets = self.folder / "secrets"
        self.secrets.mkdir(mode=0o700)
        self.documents = self.folder / "documents"
        self.documents.mkdir()
        self.documents.chmod(0o751)
        self.database = PrivateMariadb(self.folder / "data", self.folder / "db.sock", self.secrets)
        self.database.install(self.folder / "install.log")
        self.start_database()
        self.database.create_schema_and_users()
        self._write_config()

    def start_database(self):
        self.server = Server([*self.database.server_command(), *self.server_options], self.folder / "server.log")
        if not self.database.wait_until_ready(self.server):
            raise RuntimeError((self.folder / "server.log").read_text())

    def close(self):
        self.server.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def sql(self, text):
        """The rows, each a list of texts."""
        rows = self.database.run_as_root(f"SET NAMES utf8mb4; USE kenko_portal; {text}")
        return [line.split("\t") for line in rows.splitlines()]

    def empty(self, tables):
        """Members go by TRUNCATE, which asks no trigger: one keeps them for two years after leaving."""
        self.sql("SET foreign_key_checks = 0; " + " ".join(
            f"{'TRUNCATE' if table == 'members' else 'DELETE FROM'} {table};" for table in tables))

    def portalctl(self, *words, society=None):
        return subprocess.run(self.command(*words, society=society), stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=120)

    def command(self, *words, society=None):
        before = ["--config", self.config] + (["--society", society] if society else [])
        return [str(word) for word in [self.program, *before, *words]]

    def set_up(self):
        """Keys, schema and the two societies."""
        for words in (["config", "create-secrets", "--apply"], ["schema", "migrate", "--apply"]):
            self.portalctl(*words).check_returncode()
        for slug, settings in SOCIETIES.items():
            self.portalctl("society", "add", "--apply", slug, *settings).check_returncode()

    def give_way(self, event, when, times):
        """A trigger that ends a transaction so many times as a deadlock would:
        give_way("DELETE ON steps", "OLD.id = 3", 2)."""
        self.sql(f"""
CREATE OR REPLACE TABLE deadlocks (times INT) ENGINE=Aria;
INSERT INTO deadlocks VALUES ({times});
DELIMITER //
CREATE OR REPLACE TRIGGER gives_way BEFORE {event} FOR EACH ROW
IF {when} AND (SELECT times FROM deadlocks) > 0 THEN
  UPDATE deadlocks SET times = times - 1;
  SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213;
END IF//
""")

    def give_way_no_more(self):
        self.sql("DROP TRIGGER IF EXISTS gives_way; DROP TABLE IF EXISTS deadlocks;")

    def _write_config(self):
        users = "\n".join(
            f'{user} = {{ user = "portal_{user}", password_file = "{self.database.password_file(user)}" }}'
            for user in ("web", "mail", "ctl", "migrate"))
        self.config.write_text(f"""
demo = true
[public]
origin = "http://localhost:8080"
[paths]
templates = "{SOURCE}/templates"
documents = "documents"
[database]
socket = "{self.database.socket_path}"
schema = "kenko_portal"
{users}
[secrets]
directory = "secrets"
[smtp]
host = "127.0.0.1"
port = 9
tls = "none"
""")


class PortalctlCase(unittest.TestCase):
    """What every test of a command needs: an installation for the whole class, a folder of files, ways to ask."""

    build = None
    server_options = ()

    @classmethod
    def setUpClass(cls):
        cls.installation = Installation(cls.build, cls.server_options)
        cls.installation.set_up()
        cls.files = cls.installation.folder / "files"
        cls.files.mkdir()

    @classmethod
    def tearDownClass(cls):
        cls.installation.close()

    def run_it(self, *words, expected=GOOD, society="mihon"):
        done = self.installation.portalctl(*words, society=society)
        self.assertEqual(done.returncode, expected, f"{words}: {done.stdout}{done.stderr}")
        return done

    def file_of(self, text, name="members.csv", encoding="utf-8"):
        path = self.files / name
        path.write_bytes(text.encode(encoding))
        return path

    def count(self, table):
        return int(self.installation.sql(f"SELECT COUNT(*) FROM {table};")[0][0])

    def recorded(self, event):
        """What staff's rows of that event name in the audit log: society, member's number, what it is about."""
        return self.installation.sql(f"""
            SELECT s.slug, COALESCE(CONCAT_WS('-', NULLIF(m.symbol, ''), m.number, m.branch), ''),
                   COALESCE(CONCAT(l.object_kind, ' ', l.object_id), '')
            FROM audit_log l JOIN societies s ON s.id = l.society_id
            LEFT JOIN members m ON m.society_id = l.society_id AND m.id = l.member_id
            WHERE l.event = '{event}' AND l.operator LIKE 'os:%' ORDER BY l.id;""")

    def wait_until_alone(self):
        """The server undoes what a killed program began as soon as it misses it."""
        for _ in range(200):
            if self.count("information_schema.processlist WHERE user = 'portal_ctl'") == 0:
                return
            time.sleep(0.05)


def run_tests():
    """NAME_test.py BUILD_FOLDER [TEST…]"""
    PortalctlCase.build = Path(sys.argv.pop(1)).resolve()
    unittest.main(module="__main__", verbosity=2)
