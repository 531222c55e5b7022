#!/usr/bin/python3
"""portalctl doctor beside what it looks at, well and ill:  doctor_test.py BUILD_FOLDER [TEST…]"""

import re
import socket
import ssl
import subprocess
import threading
import unittest
from datetime import datetime, timedelta, timezone

from installation import SOURCE, USAGE, PortalctlCase, Server, run_tests

HOST = "portal.mihon.example.jp"
RECIPIENT = "age1xd3xt402yem0uyktxvekmj0drz9lme5dmdweqerx3ze87392zdyqypkly8"
BACKUP_LINE = "no backups are made|no backup in|newest backup"
AUTHORITY = """
[ca]
default_ca = ours
[ours]
database = index
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
"""


def utc(offset=timedelta()):
    return datetime.now(timezone.utc) + offset


def certificate(folder, name, days, host=HOST, by=None):
    """Its file and its key's; it ends in so many days from now (a minute later), or has ended. Signed by itself, or by
    the one whose files those are."""
    folder.mkdir(exist_ok=True)
    (folder / "ca.cnf").write_text(AUTHORITY)
    (folder / "index").touch()
    key, request, made = (folder / f"{name}.{ending}" for ending in ("key", "csr", "pem"))

    def openssl(*words):
        subprocess.run(["openssl", *map(str, words)], cwd=folder, check=True, capture_output=True)

    openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
            "-out", request, "-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}")
    signs = ["-cert", by[0], "-keyfile", by[1]] if by else ["-selfsign", "-keyfile", key]
    openssl("ca", "-batch", *signs, "-config", "ca.cnf", "-rand_serial", "-in", request, "-out", made, "-notext",
            "-startdate", "20250101000000Z", "-enddate", f"{utc(timedelta(days=days, minutes=1)):%Y%m%d%H%M%SZ}")
    return made, key


class TlsServer:
    """What nginx is to a handshake."""

    def __init__(self, made, key):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(made, key)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            try:
                with self.context.wrap_socket(connection, server_side=True) as greeted:
                    greeted.recv(1)
            except OSError:
                pass

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


class DoctorTest(PortalctlCase):
    def setUp(self):
        self.text = self.installation.config.read_text()
        self.addCleanup(self.installation.config.write_text, self.text)

    def configure(self, *replaced, more=""):
        text = self.text
        for before, after in replaced:
            self.assertIn(before, text)
            text = text.replace(before, after)
        self.installation.config.write_text(text + more)

    def found(self, *words):
        """What stands behind ✓, ✗ and -, each with what to run next."""
        told = self.installation.portalctl("doctor", *words).stdout
        return re.sub(r"\n  -> ", " -> ", told).splitlines()

    def one(self, pattern, *words):
        lines = [line for line in self.found(*words) if re.search(pattern, line)]
        self.assertEqual(len(lines), 1, f"{pattern}: {lines}")
        return lines[0]

    # The certificate

    def certificate_lines(self, made, key):
        server = TlsServer(made, key)
        self.addCleanup(server.close)
        self.configure(("http://localhost:8080", f"https://{HOST}:{server.port}"))
        return [line for line in self.found("--role", "web") if re.search("certificate|browsers", line)]

    def test_a_certificate_is_told_of_14_days_before_its_end_with_what_to_run(self):
        for days, expected in (
                (30, rf"^✓ the certificate of {HOST} lasts for 30 days, until 20\d\d-"),
                (14, rf"^✓ the certificate of {HOST} lasts for 14 days"),
                (13, rf"^✗ the certificate of {HOST} ends in 13 days, on 20.* -> .*systemctl reload nginx"),
                (-1, rf"^✗ the certificate of {HOST} ended on 20.* -> .*systemctl reload nginx")):
            with self.subTest(days=days):
                lines = self.certificate_lines(*certificate(self.files / "tls", f"of-{days}", days))
                self.assertRegex(lines[-1], expected)

    # A certificate of an authority that the machine knows, and one behind another machine: tests/install.
    def test_a_certificate_that_nobody_signed_is_told_whatever_its_name(self):
        told = r"^✗ nginx shows a certificate that no authority signed \(self-signed, .* -> docs/operating.md"
        own, foreign = (certificate(self.files / "tls", f"self-{host}", 90, host) for host in (HOST, "debian"))
        lines = self.certificate_lines(*own)
        self.assertRegex(lines[0], told)
        self.assertRegex(lines[1], "^✓ the certificate of .* lasts for 90 days")
        (line,) = self.certificate_lines(*foreign)
        self.assertRegex(line, told)

    def test_a_missing_intermediate_and_an_authority_that_nobody_knows_are_told_apart(self):
        authority = certificate(self.files / "tls", "authority", 900, "Made-up CA")
        made, key = certificate(self.files / "tls", "signed", 90, by=authority)
        self.assertRegex(self.certificate_lines(made, key)[0],
                         rf"^✗ nginx shows the certificate of {HOST} alone: .*intermediate.* -> .*fullchain.pem")
        chain = self.files / "tls" / "chain.pem"
        chain.write_text(made.read_text() + authority[0].read_text())
        self.assertRegex(self.certificate_lines(chain, key)[0],
                         rf"^✗ the certificate of {HOST} is signed by an authority that this machine doesn't know -> ")

    def test_another_host_s_certificate_is_named(self):
        authority = certificate(self.files / "tls", "authority", 900, "Made-up CA")
        lines = self.certificate_lines(*certificate(self.files / "tls", "other", 90, "www.example.jp", authority))
        self.assertTrue([line for line in lines if line.startswith(
            f"✗ nginx's certificate is not one of {HOST} -> portalctl config nginx")], lines)

    def test_a_silent_nginx_is_named(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        self.configure(("http://localhost:8080", f"https://{HOST}:{port}"))
        self.assertRegex(self.one("certificate", "--role", "web"), "^✗ nginx shows no certificate for .* -> nginx -t")

    # The mail server

    def start_sink(self, script, *words):
        self.file_of(script, "script")
        sink = subprocess.Popen(["/usr/bin/python3", SOURCE / "tests" / "support" / "sink.py", "--script",
                                 self.files / "script", "--log", self.files / "sink.log", *map(str, words)],
                                stdout=subprocess.PIPE, text=True)
        self.addCleanup(lambda: (sink.kill(), sink.communicate()))
        return sink.stdout.readline().strip()

    def mail_line(self, script, *, host="localhost", offers=True, ca=True):
        made, key = certificate(self.files / "tls", "mail", 90, "localhost")
        port = self.start_sink(script, *(["--certificate", made, "--key", key] if offers else []))
        self.file_of("right\n", "password").chmod(0o600)
        self.configure(('host = "127.0.0.1"', f'host = "{host}"'), ("port = 9", f"port = {port}"),
                       ('tls = "none"', 'tls = "starttls"\nuser = "portal"\n'
                        f'password_file = "{self.files}/password"\n' + (f'ca_file = "{made}"\n' if ca else "")))
        return self.one("the mail server", "--role", "mailer")

    def test_the_mail_server_is_greeted_as_by_the_mailer_and_gets_no_mail(self):
        self.assertRegex(self.mail_line(""),
                         r"^✓ the mail server localhost:\d+ answers, by TLS, and takes our password$")
        log = (self.files / "sink.log").read_text()
        self.assertIn('"connection"', log)
        self.assertNotIn("fault", log)
        self.assertNotIn("accepted", log)

    def test_what_a_mail_server_refuses_is_said_in_words_with_what_to_look_at(self):
        for script, options, expected in (
                ("* 535@AUTH\n", {},
                 r"refuses the user portal: 535 as the script says -> \[smtp\] user, and the password"),
                ("", {"offers": False}, r"offers no STARTTLS.* -> \[smtp\] port and tls"),
                ("* 421@banner\n", {}, r"421 as the script says -> \[smtp\]"),
                ("", {"ca": False}, r"its certificate is not one of localhost, .*signed by nobody we know.* ca_file"),
                ("", {"host": "127.0.0.1"}, r"its certificate is not one of 127.0.0.1.* -> \[smtp\] host"),
                ("", {"host": "nowhere.invalid"}, r"there is no machine of that name -> \[smtp\] host"),
                ("* hang@banner\n", {}, r"no answer in time -> a firewall")):
            with self.subTest(expected=expected):
                self.assertRegex(self.mail_line(script, **options), rf"^✗ the mail server [a-z0-9.]+:\d+: {expected}")

    def test_a_mail_server_in_the_clear_and_none_at_all(self):
        self.assertRegex(self.one("the mail server"),
                         r"^✗ the mail server 127.0.0.1:9: nobody listens there.* -> .*nc -vz")
        port = self.start_sink("")
        self.configure(("port = 9", f"port = {port}"))
        self.assertEqual(self.one("the mail server"), f"✓ the mail server 127.0.0.1:{port} answers")

    def test_a_password_that_others_may_read_is_told(self):
        password = self.file_of("right\n", "password")
        self.configure(('tls = "none"', f'tls = "starttls"\nuser = "portal"\npassword_file = "{password}"'))
        for mode, expected in ((0o640, 1), (0o600, 0)):
            password.chmod(mode)
            lines = [line for line in self.found("--role", "mailer") if "may be read by others" in line]
            self.assertEqual(len(lines), expected, lines)
        password.chmod(0o640)
        self.assertRegex(self.one("may be read by others", "--role", "mailer"),
                         rf"^✗ {password} may be read by others \(mode 640\) -> chmod 600 {password}$")

    # Workers

    def listen(self, pool):
        path = self.installation.folder / f"{pool}.sock"
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(str(path))
        listening.listen(16)
        self.addCleanup(lambda: (listening.close(), path.unlink()))
        return listening

    def start_worker(self, pool, listening):
        with open(self.files / f"{pool}.log", "ab") as log:
            worker = subprocess.Popen([self.build / "portal-web", "--config", self.installation.config, "--pool", pool],
                                      stdin=listening, stdout=log, stderr=log)
        self.addCleanup(lambda: (worker.terminate(), worker.wait(10)))

    def test_workers_answer_and_a_socket_behind_which_nobody_works_is_told(self):
        listening = self.listen("web")
        self.start_worker("web", listening)
        self.assertRegex(self.one("worker answers at .*web.sock"), "^✓ a worker answers at ")
        self.listen("auth")
        lines = self.found()
        silent = [line for line in lines if "auth.sock" in line]
        self.assertRegex(silent[0],
                         r"^✗ no worker answers at .*/auth.sock: no answer within 5 seconds -> systemctl status")

    # Backups

    def backups(self, *ages):
        folder = self.files / "backups"
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for age in ages:
            (folder / f"portal-{utc(-age):%Y%m%dT%H%M%SZ}.tar.zst.age").write_bytes(b"x" * 2_000_000)
        self.configure(more=f'[backup]\nfolder = "{folder}"\nrecipient = "{RECIPIENT}"\n')
        return self.one(BACKUP_LINE, "--role", "ctl")

    def test_a_backup_begun_31_hours_ago_is_told_and_none_at_all_only_where_some_should_be(self):
        self.assertRegex(self.one(BACKUP_LINE, "--role", "ctl"), "^- no backups are made")
        self.assertRegex(self.backups(), r"^✗ there is no backup in .* yet -> systemctl start portal-backup")
        self.assertRegex(self.backups(timedelta(hours=25), timedelta(hours=90)),
                         r"^✓ the newest backup is 25 hours old \(portal-\d{8}T\d{6}Z.tar.zst.age, 2 MB\)$")
        self.assertRegex(self.backups(timedelta(hours=31, minutes=2)),
                         r"^✗ the newest backup is 31 hours old .* -> systemctl start portal-backup")
        self.assertRegex(self.backups(timedelta(hours=25)), "^✓ the newest backup is 25 hours old")
        ahead = self.files / "backups" / f"portal-{utc(timedelta(days=2)):%Y%m%dT%H%M%SZ}.tar.zst.age"
        ahead.write_text("")
        (self.files / "backups" / "portal-2026XXXXT000000Z.tar.zst.age").write_text("")
        self.assertRegex(self.one("newest backup", "--role", "ctl"), "^✓ the newest backup is 25 hours old")
        self.assertRegex(self.one("of the future", "--role", "ctl"), rf"^✗ {ahead} is of the future.* -> portalctl")
        (self.files / "backups").rename(self.files / "moved")
        self.assertRegex(self.one(r"[/]backups", "--role", "ctl"), "^✗ .*No such file")

    # Error pages

    def test_error_pages_are_compared_with_what_they_would_be_now(self):
        pages, assets = self.files / "error-pages", self.files / "assets"
        self.configure(('documents = "documents"', f'documents = "documents"\nerror_pages = "{pages}"'))
        self.assertRegex(self.one("error pages", "--role", "ctl"), "^✗ .* has no error pages for nginx")
        write = ("society", "error-pages", pages, "--apply")
        self.run_it(*write, society=None)
        good = "^✓ nginx's error pages are those of this release and of what the societies set"
        self.assertRegex(self.one("error pages", "--role", "ctl"), good)
        self.addCleanup(self.run_it, "society", "set", "mihon", "--telephone", "03-0000-0000", "--apply", society=None)
        self.run_it("society", "set", "mihon", "--telephone", "03-0000-0099", "--apply", society=None)
        self.assertRegex(self.one(r"/mihon/\d+\.html", "--role", "ctl"),
                         "^✗ .* is not what it would be if it were written now -> portalctl society error-pages")
        self.run_it(*write, society=None)
        assets.mkdir()
        self.assertRegex(self.one("error pages name", "--role", "ctl"), "^✗ .*/assets/.*, which is not there -> ")
        for name in re.findall(r'"/assets/([^"]+)"', (pages / "503.html").read_text()):
            (assets / name).touch()
        self.assertRegex(self.one("error pages", "--role", "ctl"), good)

    # The database

    def restart_database(self, *settings):
        self.installation.server.kill()
        self.installation.server = Server(self.installation.database.server_command() + list(settings),
                                          self.installation.folder / "server.log")
        self.assertTrue(self.installation.database.wait_until_ready(self.installation.server))

    def test_a_binary_log_that_nobody_ends_is_told(self):
        self.assertRegex(self.one("binary log"), "^- MariaDB keeps no binary log")
        self.addCleanup(self.restart_database)
        self.restart_database("--log-bin=log", "--sync-binlog=1", "--binlog-expire-logs-seconds=0")
        self.assertRegex(self.one("binary log"), "^✗ MariaDB keeps its binary log for ever.* -> SET GLOBAL")
        self.installation.sql("SET GLOBAL binlog_expire_logs_seconds = 1209600;")
        self.assertRegex(self.one("binary log"), "^✓ MariaDB keeps a binary log for 14 days")

    def test_one_part_that_falls_over_hides_no_other(self):
        self.assertRegex(self.one("the newest documents"), "^✓ the newest documents have their PDFs")
        self.addCleanup(self.installation.sql, "RENAME TABLE documents_away TO documents;")
        self.installation.sql("RENAME TABLE documents TO documents_away;")
        lines = self.found("--role", "ctl")
        self.assertTrue([line for line in lines if line.startswith("✗ database error 1146")], lines)
        for later in ("binary log", "the database's disk"):
            self.assertTrue([line for line in lines if later in line], (later, lines))
        self.configure((f'"portal_web", password_file = "{self.installation.database.password_file("web")}"',
                        '"portal_web", password_file = "/nowhere"'))
        lines = self.found()
        for later in ("✗ /nowhere", "✓ the database answers portal_mail", "✓ the keys are those"):
            self.assertTrue([line for line in lines if later in line], (later, lines))

    def test_why_mariadb_lets_nobody_in_is_said_in_words_with_what_to_run(self):
        socket_path = str(self.installation.database.socket_path)
        password = self.installation.database.password_file("web").read_text().strip()
        self.file_of("wrong\n", "wrong").chmod(0o600)
        right = f'"portal_web", password_file = "{self.installation.database.password_file("web")}"'
        for change, expected in (
                ((right, f'"portal_web", password_file = "{self.files}/wrong"'),
                 "error 1045: MariaDB doesn't know portal_web, or by another password than the password_file's"),
                (('schema = "kenko_portal"', 'schema = "nowhere"'),
                 r"error (1044|1049): .*nowhere.*portalctl (database create|schema migrate) --apply"),
                ((socket_path, "/nowhere.sock"), "error 2002: MariaDB doesn't run, or its socket is elsewhere")):
            with self.subTest(expected=expected):
                self.configure(change)
                self.assertRegex(self.one("^✗ portal_web: ", "--role", "web"), expected)
        self.installation.config.write_text(self.text)
        self.addCleanup(self.installation.sql, f"ALTER USER 'portal_web'@'localhost' IDENTIFIED BY '{password}';")
        self.installation.sql("ALTER USER 'portal_web'@'localhost' IDENTIFIED VIA unix_socket;")
        self.assertRegex(self.one("^✗ portal_web: ", "--role", "web"),
                         "error 1698: .*lets in the system user of that name alone.*database create --apply")

    # Roles

    def test_a_role_looks_at_its_own_part(self):
        parts = {"web": r"web\.sock", "auth": r"auth\.sock", "mailer": "the mail server", "ctl": "societies$"}
        for role in parts:
            lines = self.found("--role", role)
            for part, pattern in parts.items():
                self.assertEqual(any(re.search(pattern, line) for line in lines), part == role, (role, part, lines))
        self.assertIn("--role takes web, auth, mailer or ctl",
                      self.run_it("doctor", "--role", "webb", expected=USAGE, society=None).stderr)

    def test_each_disk_is_looked_at_once(self):
        self.assertEqual(len([line for line in self.found() if re.match("[✓✗] this machine's disk: ", line)]), 1)
        self.assertFalse([line for line in self.found() if "the documents' disk" in line])


if __name__ == "__main__":
    unittest.TestCase.maxDiff = None
    run_tests()
