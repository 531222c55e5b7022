#!/usr/bin/python3
"""A database on other machines, by TLS, and a worker that follows the primary:  hosts_test.py BUILD_FOLDER [TEST…]

The machines are addresses of the loopback network (nodes.py)."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
TREE = HERE.parents[1]
sys.path[:0] = [str(TREE / "tests" / "edge"), str(HERE)]

from fastcgi import ask  # noqa: E402
from nodes import CLIENTS, Authority, Replicas, wait_until  # noqa: E402

GOOD, USAGE, AWAY, CONFIGURATION = 0, 64, 69, 78
USERS = ("web", "mail", "ctl", "migrate")
MEMBERS = ("記号,番号,枝番,続柄,氏名,フリガナ,生年月日,性別,資格取得日,資格喪失日,メールアドレス,郵便番号,住所\r\n"
           "20,0000001,00,本人,見本　太郎,ミホン　タロウ,S50.4.1,男,H10.4.1,,,100-0001,見本県見本市1\r\n")
TOML = """
demo = true
[public]
origin = "http://localhost:8080"
[paths]
templates = "{tree}/templates"
[database]
hosts = [{hosts}]
port = {port}
ca_file = "{ca_file}"
schema = "kenko_portal"
{users}
[secrets]
directory = "secrets"
[smtp]
host = "127.0.0.1"
port = 9
tls = "none"
"""


class ADatabaseOnOtherMachines(unittest.TestCase):
    build = None

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="kenko-hosts-"))
        cls.addClassCleanup(subprocess.run, ["rm", "-rf", cls.folder])
        cls.servers = Replicas(cls.folder)
        cls.addClassCleanup(cls.servers.stop)
        cls.servers.begin()
        (cls.folder / "secrets").mkdir(mode=0o700)
        for user in USERS:
            file = cls.folder / f"database-{user}"
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(32) + "\n")
        cls.config = cls.folder / "portal.toml"
        cls.configure()
        cls.portalctl("config", "create-secrets", "--apply")
        cls.servers.primary.sql(cls.portalctl("database", "create", "--clients", CLIENTS).stdout)
        cls.portalctl("schema", "migrate", "--apply")
        cls.portalctl("society", "add", "mihon", "--name", "見本健康保険組合", "--telephone", "03-0000-0000", "--mail-from",
                      "info@mihon.example.jp", "--apply")

    @classmethod
    def configure(cls, hosts=None, ca_file=None):
        hosts = hosts or cls.servers.hosts()
        users = "\n".join(f'{user} = {{ user = "portal_{user}", password_file = "database-{user}" }}' for user in USERS)
        cls.config.write_text(TOML.format(
            tree=TREE, hosts=", ".join(f'"{host}"' for host in hosts), port=cls.servers.port,
            ca_file=ca_file or cls.servers.ca_file, users=users))

    @classmethod
    def portalctl(cls, *words, expected=GOOD):
        done = subprocess.run([cls.build / "portalctl", "--config", cls.config, *words], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=120)
        assert done.returncode == expected, (words, done.returncode, done.stdout, done.stderr)
        return done

    def with_configuration(self, **changes):
        self.addCleanup(self.configure)
        self.configure(**changes)

    # TLS

    def refused(self, **changes):
        self.with_configuration(**changes)
        return self.portalctl("society", "list", expected=AWAY).stderr

    def test_a_server_with_a_certificate_of_another_name_is_refused(self):
        self.forward("127.0.0.1")
        self.assertIn("its certificate is another name's", self.refused(hosts=["127.0.0.1"]))

    def forward(self, address):
        """Whoever answers there hands everything to the primary: what an attacker on the way does."""
        listener = socket.create_server((address, self.servers.port))
        self.addCleanup(listener.close)

        def pump(source, target):
            try:
                while piece := source.recv(65536):
                    target.sendall(piece)
            except OSError:
                pass
            for end in (source, target):
                end.close()

        def serve():
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                server = socket.create_connection((self.servers.primary.address, self.servers.port))
                for ends in ((client, server), (server, client)):
                    threading.Thread(target=pump, args=ends, daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()

    def test_a_server_whose_certificate_another_authority_signed_is_refused(self):
        other = self.folder / "other"
        other.mkdir()
        self.assertIn("error 2026", self.refused(ca_file=Authority(other).file))

    def test_a_server_without_tls_is_refused_before_it_hears_who_comes(self):
        """A greeting that offers no TLS; nothing may be said to it."""
        heard = []
        listener = socket.create_server(("127.0.0.21", self.servers.port))
        self.addCleanup(listener.close)
        version = b"\x0a10.11.19-MariaDB\x00"
        offers = 0xF7FE & ~0x0800  # all that MariaDB offers but CLIENT_SSL
        body = (version + b"\x01\x00\x00\x00abcdefgh\x00" + offers.to_bytes(2, "little") + b"\x2d\x02\x00\xff\x81\x15"
                + bytes(6) + b"\x1d\x00\x00\x00" + b"abcdefghijkl\x00mysql_native_password\x00")

        def serve():
            connection, _ = listener.accept()
            connection.sendall(len(body).to_bytes(3, "little") + b"\x00" + body)
            heard.append(connection.recv(4096))
            connection.close()

        server = threading.Thread(target=serve, daemon=True)
        server.start()
        self.assertIn("error 2026", self.refused(hosts=["127.0.0.21"]))
        server.join(10)
        self.assertEqual(heard, [b""])

    # Users and rights

    def test_the_users_come_from_the_portals_machines_by_tls_alone_and_may_what_grants_say(self):
        shown = "".join(row[0] for user in USERS
                        for row in self.servers.primary.sql(f"SHOW CREATE USER 'portal_{user}'@'{CLIENTS}'"))
        self.assertEqual(shown.count("REQUIRE SSL"), len(USERS))
        granted = self.servers.primary.sql(f"SHOW GRANTS FOR 'portal_web'@'{CLIENTS}'")
        self.assertTrue(any("`audit_log`" in row[0] for row in granted), granted)
        said = self.portalctl("doctor", expected=CONFIGURATION).stdout
        self.assertEqual(said.count("may do what it needs and is refused the rest"), 3, said)
        self.assertIn("takes writes, and acknowledges what another has, too", said)
        self.assertIn("answers, and is read-only", said)

    def test_database_create_says_no_password_and_wants_to_know_from_where(self):
        said = self.portalctl("database", "create", "--clients", "192.0.2.%").stdout
        for user in USERS:
            self.assertNotIn((self.folder / f"database-{user}").read_text().strip(), said)
        self.assertIn("'portal_web'@'192.0.2.%' IDENTIFIED VIA mysql_native_password USING '*", said)
        self.portalctl("database", "create", expected=USAGE)
        self.portalctl("database", "create", "--clients", "'; DROP", expected=USAGE)
        self.portalctl("database", "create", "--clients", "192.0.2.%", "--apply", expected=USAGE)

    @unittest.skipUnless(os.getuid() == 0, "root alone can become somebody else")
    def test_root_goes_on_as_whose_the_password_is(self):
        """What portalctl writes is then portal_ctl's, as behind a socket."""
        self.folder.chmod(0o711)
        folder = self.folder / "nobodys"
        folder.mkdir()
        members = folder / "members.csv"
        members.write_text(MEMBERS)
        shutil.chown(folder, "nobody")
        shutil.chown(self.folder / "database-ctl", "nobody")
        self.addCleanup(shutil.chown, self.folder / "database-ctl", "root")
        self.portalctl("--society", "mihon", "member", "import", members, "--apply")
        self.assertEqual((folder / "members.report.csv").owner(), "nobody")

    def test_schema_migrate_says_so_when_it_is_at_work_on_another_server(self):
        self.servers.primary.sql("INSERT INTO schema_migrations_begun VALUES (0, 'elsewhere:/data', 0, 0)",
                                 "kenko_portal")
        self.addCleanup(self.servers.primary.sql, "DELETE FROM schema_migrations_begun WHERE number = 0",
                        "kenko_portal")
        self.assertIn("elsewhere:/data", self.portalctl("schema", "migrate", "--apply", expected=75).stderr)

    # One after the other

    def worker(self):
        """Its socket; it is never started again."""
        path = self.folder / f"{secrets.token_hex(4)}.sock"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen(16)
            with open(self.folder / "worker.log", "ab") as log:
                process = subprocess.Popen([self.build / "portal-web", "--config", self.config, "--pool", "web"],
                                           stdin=listener, stdout=log, stderr=log)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return path

    def test_a_worker_and_portalctl_follow_the_primary_and_nobody_is_started_again(self):
        servers, worker = self.servers, self.worker()

        def asked(path):
            return ask(worker, {"REQUEST_METHOD": "GET", "REQUEST_PATH": path, "REMOTE_ADDR": "127.0.0.1"})[0]

        def is_ready():
            return asked("/readyz") == 200

        def page():
            return asked("/mihon/login")

        wait_until(is_ready, 30, "the worker is there")
        old = servers.primary
        old.sql("SET GLOBAL read_only = 1")
        self.assertFalse(is_ready())
        self.assertEqual(page(), 200)
        self.portalctl("society", "set", "mihon", "--link-minutes", "60", "--apply", expected=AWAY)
        servers.promote()
        wait_until(is_ready, 5, "the worker found the new primary of a planned switch")
        self.portalctl("society", "set", "mihon", "--link-minutes", "60", "--apply")
        servers.follow(demoted=True)
        servers.primary.kill()
        self.assertEqual(page(), 200)
        self.assertFalse(is_ready())
        servers.promote()
        wait_until(is_ready, 5, "the worker found the new primary after the old one's death")
        servers.come_back()
        servers.rest()
        self.assertEqual(page(), 200)

    def test_doctor_says_when_two_take_writes(self):
        self.addCleanup(self.servers.replica.sql, "SET GLOBAL read_only = 1")
        self.servers.replica.sql("SET GLOBAL read_only = 0")
        self.assertRegex(self.portalctl("doctor", expected=CONFIGURATION).stdout, "✗ .*: two primaries")


if __name__ == "__main__":
    ADatabaseOnOtherMachines.build = Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=2)
