#!/usr/bin/env python3
"""The portal on a server, as its sysadmin meets it: the Debian package on a bare machine, with systemd, MariaDB, nginx.

    tests/install/install_test.py [--build FOLDER | --deb FILE] [--roots FOLDER] [--suite NAME] [--long] [TEST…]

--build takes the programs that are built there, --deb a finished package; without either, the package builds its own.
--suite is what the bare machine is of, else it is of this one's. "other" is Debian's release beside this one's, with
programs of this one: a build of its own takes long (tests/fresh/try.sh), but its MariaDB, nginx and systemd are met.
For another suite with its own package, --deb names it.
--roots keeps the bare root there for the next run. --long restarts, waits and loads as long as a production would."""

import argparse
import csv
import http.client
import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import book
import package
import updates
from faults import Faults
from machine import CannotTest, Machine, bare_root, demand_means, own_suite
from server import (ALL_ACTIVE, AUTHORITY, CERTIFICATE, CERTIFICATE_KEY, MAIL_PORT, OPTIONS, SOURCE, WORKERS, Server,
                    seconds_until, tell)
from visitor import HOST, PASSWORD, Crowd, monitor

DATA = SOURCE / "demo" / "data"
CANNOT = 77  # ctest: skipped
OTHER_SUITE = {"bookworm": "trixie", "trixie": "bookworm"}
UPGRADE_SECONDS_MAX = 120  # one way, or back
RECOVERY_SECONDS_MAX = 15
THREE_LINES = [
    (r'^origin = .*$', f'origin = "https://{HOST}"'),
    (r'^host = .*$', 'host = "127.0.0.1"'),
    (r'^port = .*$', f'port = {MAIL_PORT}'),
]
# docs/operating.md, "Installed in an hour".
COMMANDS = """
systemctl restart mariadb
portalctl config check --role mailer || test $? = 78
portalctl database create --apply
portalctl config create-secrets --apply
portalctl schema migrate --apply
ln -sf ../sites-available/portal.conf /etc/nginx/sites-enabled/portal.conf
rm -f /etc/nginx/sites-enabled/default
portalctl config nginx --apply
nginx -t
systemctl enable --now portal.target
systemctl reload nginx
"""
# Of a worker's unit: how it is started and watched, not what is kept from it.
NOT_THE_WALLS = ("#", "PartOf=", "Requires=", "After=", "Type=", "NotifyAccess=", "ExecStart=", "Sockets=",
                 "StandardInput=", "Restart", "WatchdogSec=", "LoadCredential=", "SyslogIdentifier=", "WantedBy=")
PROBE = r"""
use Socket;
sub told { my ($what, $done) = @_; print "$what: ", ($done ? "done" : "$!"), "\n"; }
sub written { my ($path) = @_; my $done = open(my $file, ">", $path); $done; }
told("a socket of the internet", socket(my $a, AF_INET, SOCK_STREAM, 0));
told("one of IPv6", socket(my $b, AF_INET6, SOCK_DGRAM, 0));
told("one of the kernel's", socket(my $c, 16, SOCK_RAW, 0));
told("a program", exec("/bin/true"));
told("a file of the portal's data", written("/var/lib/kenko-portal/probe"));
told("a document", written("/var/lib/kenko-portal/documents/probe"));
told("a file of the system", written("/etc/probe"));
told("a program's file", written("/usr/lib/kenko-portal/probe"));
told("a file where sockets are", written("/run/kenko-portal/probe"));
told("a key", open(my $d, "<", "/etc/kenko-portal/secrets/pepper/pepper-1"));
told("root's home", opendir(my $e, "/root") && readdir($e));
told("another process", -e "/proc/1/status" && open(my $f, "<", "/proc/1/environ"));
told("a file that goes with it", written("/tmp/probe"));
told("one that stays longer", written("/var/tmp/probe"));
told("one in memory", written("/dev/shm/probe"));
told("its configuration", open(my $g, "<", "/etc/kenko-portal/portal.toml"));
"""
CARDS = "/var/lib/kenko-portal/postcards/cards"
# On "another machine": an address that isn't loopback, though it is this machine's.
RELAY, RELAY_ADDRESS, RELAY_PORT = "relay.example.jp", "192.0.2.25", 587
RELAY_USER, RELAY_PASSWORD = "portal", "kaze to nami 5"
RELAY_LINES = [
    (r'^host = .*$', f'host = "{RELAY}"'),
    (r'^port = .*$', f'port = {RELAY_PORT}'),
    (r'^tls  = .*$', 'tls  = "starttls"'),
    (r'^#user .*$', f'user = "{RELAY_USER}"'),
    (r'^#password_file .*$', 'password_file = "/etc/kenko-portal/smtp-password"'),
    (r'^#ca_file .*relay-ca.*$', 'ca_file = "/etc/kenko-portal/relay-ca.pem"'),
]


def setUpModule():
    try:
        set_up()
    except CannotTest as why:
        Server.cannot = str(why)
        raise unittest.SkipTest(str(why))


def set_up():
    Server.folder = Path(tempfile.mkdtemp(prefix="portal-package-", dir="/var/tmp"))
    began = time.monotonic()
    Server.deb = Path(OPTIONS.deb).resolve() if OPTIONS.deb else package.build(Server.folder / "deb", OPTIONS.build)
    tell(f"package: {Server.deb.name}, {Server.deb.stat().st_size // 1024} KiB, {time.monotonic() - began:.0f} s")
    began = time.monotonic()
    roots = Path(OPTIONS.roots) if OPTIONS.roots else Server.folder / "roots"
    suite = OTHER_SUITE.get(own_suite(), "trixie") if OPTIONS.suite == "other" else OPTIONS.suite or own_suite()
    is_foreign = suite != own_suite() and not OPTIONS.deb
    if is_foreign:
        Server.deb = package.without_libraries(Server.deb, Server.folder)
    root = bare_root(roots, suite, package.depends(Server.deb))
    tell(f"bare root of {suite}: {time.monotonic() - began:.0f} s")
    Server.machine = Machine(root)
    if is_foreign:
        package.bring_libraries(Server.deb, Server.machine.root)
    tell(f"booted in {Server.machine.boot():.1f} s")
    Server.machine.enter_network()
    updates.offer(Server.machine)
    Server.start_inbox()


def tearDownModule():
    Server.stop_inbox()
    if Server.machine:
        Server.machine.close()
    if Server.folder:
        shutil.rmtree(Server.folder, ignore_errors=True)


class Installed(Faults, unittest.TestCase):
    def setUp(self):
        if getattr(Server, "broken", False):
            self.skipTest("what stands before did not work")

    def run(self, result=None):
        before = len(result.failures) + len(result.errors)
        super().run(result)
        needed = self._testMethodName[5:7] < "06"  # without these nothing that follows can be
        if needed and len(result.failures) + len(result.errors) > before:
            Server.broken = True

    def status(self, path="/mihon/login"):
        return self.page(path).status

    def page(self, path):
        browser = Server.visitor()
        try:
            return browser.get(path)
        finally:
            browser.close()

    def test_01_it_installs_and_asks_nothing(self):
        machine = Server.machine
        shutil.copy(Server.deb, machine.path("/root/kenko-portal.deb"))
        began = Server.began = time.monotonic()
        told = machine.run("apt-get", "install", "-y", "/root/kenko-portal.deb").stdout
        tell(f"apt install: {time.monotonic() - began:.1f} s")
        self.assertIn("portal.toml", told)
        for program in ("/usr/lib/kenko-portal/portal-web", "/usr/lib/kenko-portal/portal-mailer", "portalctl"):
            self.assertRegex(machine.run(program, "--version").stdout, r"^portal[a-z-]* 0\.1\.0$")
        self.assertEqual(machine.run("dpkg", "--verify", "kenko-portal").stdout, "")

    def test_01b_what_it_is_made_of_is_listed_with_versions_and_addresses(self):
        bill = json.loads(Server.machine.path("/usr/share/kenko-portal/sbom.cdx.json").read_text())
        listed = {one["name"]: one for one in bill["components"]}
        self.assertEqual(bill["metadata"]["component"], {"type": "application", "name": "kenko-portal",
                                                         "version": "0.1.0"})
        asked_for = {name for name in package.depends(Server.deb) if name.startswith("lib")}
        self.assertEqual(asked_for - set(listed), set())
        for library, use in (("libsodium23", "loaded"), ("libtomlplusplus-dev", "compiled in")):
            purl = re.escape(f"pkg:deb/debian/{listed[library]['name']}@") + r"\d[^/@ ]*\?arch=\w+&upstream=\w+"
            self.assertRegex(listed[library]["purl"], f"^{purl}$")
            self.assertEqual(listed[library]["properties"], [{"name": "use", "value": use}])
        self.assertNotIn("libboost-test-dev", listed)

    def test_02_three_edited_lines_and_the_commands_of_the_book_start_everything(self):
        machine = Server.machine
        self.edit(THREE_LINES)
        self.assertIn(f"portal-name.conf does not say {HOST}", Server.portalctl("config", "check", check=False).stdout)
        for command in COMMANDS.strip().splitlines():
            told = machine.shell(command)
            if command.startswith("nginx"):
                self.assertNotIn("warn", told.stderr)
        self.assertIn(f"✓ nginx knows the portal as {HOST}", Server.portalctl("config", "check", check=False).stdout)
        self.assertEqual(Server.states(), ALL_ACTIVE, Server.journal("-u", "portal-*", "-n", "40"))
        seconds_until(lambda: monitor("/readyz")[0] == 200, 10, lambda: monitor("/readyz"))

    def edit(self, lines):
        """Each line of portal.toml by another; what it was before."""
        config = Server.machine.path("/etc/kenko-portal/portal.toml")
        before = text = config.read_text()
        for pattern, line in lines:
            text, changed = re.subn(pattern, line, text, flags=re.M)
            self.assertEqual(changed, 1, pattern)
        config.write_text(text)
        return before

    def plainly(self, path, host=HOST):
        connection = http.client.HTTPConnection("127.0.0.1", 80, timeout=30)
        self.addCleanup(connection.close)
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location"), answer.read()

    def test_02b_a_certificate_is_had_by_acme_from_a_portal_that_has_none_yet(self):
        machine = Server.machine
        self.assertIn("snakeoil", str(machine.path("/etc/kenko-portal/tls/fullchain.pem").readlink()))
        machine.put("/var/lib/kenko-portal/acme/.well-known/acme-challenge/token-1", "token-1.thumbprint")
        challenge = "/.well-known/acme-challenge/token-1"
        self.assertEqual(self.plainly(challenge), (200, None, b"token-1.thumbprint"))
        self.assertEqual(self.plainly("/.well-known/acme-challenge/token-2")[0], 404)
        self.assertEqual(self.plainly(challenge, "evil.example.jp")[0], 421)
        self.assertEqual(self.plainly("/mihon/login")[:2], (301, f"https://{HOST}/mihon/login"))
        self.assertIn("✗ nginx shows a certificate that no authority signed (self-signed",
                      Server.portalctl("doctor", "--role", "web", check=False).stdout)
        made = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90"
        machine.shell(f"""mkdir -p {Path(CERTIFICATE).parent}
            {made} -subj '/CN=Made-up CA' -keyout /root/ca.key -out {AUTHORITY}
            {made} -CA {AUTHORITY} -CAkey /root/ca.key -subj /CN={HOST} -addext subjectAltName=DNS:{HOST} \
                -addext basicConstraints=critical,CA:FALSE -keyout {CERTIFICATE_KEY} -out {CERTIFICATE}
            cat {AUTHORITY} >> {CERTIFICATE}
            update-ca-certificates
            ln -sf {CERTIFICATE} {CERTIFICATE_KEY} /etc/kenko-portal/tls/
            systemctl reload nginx""")
        reached = lambda: self.status("/healthz") == 200
        seconds_until(lambda: self.tries(reached), 10, "a page by the new certificate")

    def tries(self, what):
        try:
            return what()
        except OSError:
            return False

    def test_03_a_society_has_its_first_page(self):
        Server.portalctl("society", "add", "mihon", "--name", "見本健康保険組合", "--telephone", "03-0000-0000",
                         "--mail-from", "info@mihon.example.jp", "--apply")
        Server.machine.run("systemctl", "start", "portal-error-pages")
        page = self.page("/mihon/login")
        self.assertEqual(page.status, 200)
        self.assertIn("見本健康保険組合", page.text)
        for Server.asset in re.findall(r'"(/assets/[^"]+)"', page.text):
            self.assertEqual(self.status(Server.asset), 200, Server.asset)
        tell(f"first page {time.monotonic() - Server.began:.0f} s after apt install; 3 lines of portal.toml edited")

    def test_04_members_come_in_and_get_postcards(self):
        for name in ("mihon-members.csv", "mihon-members-utf8.csv"):
            members = Server.put_for_portalctl(name, (DATA / name).read_bytes())
            Server.portalctl("--society", "mihon", "member", "import", members, "--apply")
        Server.portalctl("--society", "mihon", "postcard", "issue", "--csv", f"{CARDS}.csv", "--pdf", f"{CARDS}.pdf",
                         "--apply", environment=("SUDO_USER=sato",))
        with open(Server.machine.path(f"{CARDS}.csv"), encoding="utf-8-sig") as file:
            Server.cards = list(csv.DictReader(file))
        self.assertGreater(len(Server.cards), 3)
        self.assertIn(["os:root/sato"], Server.sql("SELECT DISTINCT operator FROM audit_log"))

    def test_05_a_member_registers_signs_in_and_reads_a_document(self):
        card = next(card for card in Server.cards if card["メールアドレス"])
        documents = Server.machine.path("/var/tmp/documents")
        documents.mkdir()
        shutil.copy(DATA / "mihon-documents" / "shikaku-0001001-00.pdf", documents / "a.pdf")
        kind = "資格情報のお知らせ"
        (documents / "index.csv").write_text("記号,番号,枝番,種別,件名,発行日,ファイル名\n" + ",".join(
            [card["記号"], card["番号"], card["枝番"], kind, kind, "2026-04-01", "a.pdf"]) + "\n")
        Server.portalctl("--society", "mihon", "document", "import", "/var/tmp/documents", "--apply")
        browser = Server.visitor()
        browser.get("/mihon/login/preset")
        entered = browser.post("/mihon/login/preset", {
            "login_id": card["ログインID"], "password": card["仮パスワード"]})
        self.assertEqual((entered.status, entered.location), (303, "/mihon/register/account"))
        page = browser.get(entered.location).text
        address = re.search(r'name="email"[^>]* value="([^"]*)"', page).group(1)
        done = browser.post("/mihon/register/account", {
            "new_login_id": "umi.yama", "new_password": PASSWORD, "new_password_confirm": PASSWORD, "email": address,
            "nickname": "うみ"})
        self.assertEqual((done.status, done.location), (303, "/mihon/register/done"), done.text[-800:])
        signed_in = Server.visitor()
        signed_in.get("/mihon/login")
        answer = signed_in.post("/mihon/login", {"login_id": "umi.yama", "password": PASSWORD})
        self.assertEqual((answer.status, answer.location), (303, "/mihon/home"))
        listed = signed_in.get("/mihon/documents").text
        document = re.search(r"/mihon/documents/(\d+)", listed).group(1)
        pdf = signed_in.get(f"/mihon/documents/{document}.pdf")
        self.assertEqual((pdf.status, pdf.body[:5], pdf.header("Content-Type")), (200, b"%PDF-", "application/pdf"))
        Server.member = signed_in
        tell(f"a member read a PDF {time.monotonic() - Server.began:.0f} s after apt install began")

    def test_06_mails_go_out_by_the_mailer(self):
        seconds_until(lambda: self.sent() > 0, 20, lambda: Server.journal("-u", "portal-mailer", "-n", "20"))
        self.assertRegex(Server.state("portal-mailer", "StatusText"), r"待ち \d+ / 送信中 \d+ / 失敗 \d+")

    def test_06b_mails_go_out_by_a_relay_on_another_machine(self):
        machine = Server.machine
        folder = Server.folder / "relayed"
        folder.mkdir()
        certificate, key = folder / "relay.pem", folder / "relay.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                        "-nodes", "-days", "2", "-subj", f"/CN={RELAY}", "-addext", f"subjectAltName=DNS:{RELAY}",
                        "-keyout", key, "-out", certificate], check=True, capture_output=True)
        subprocess.run(["ip", "address", "add", f"{RELAY_ADDRESS}/32", "dev", "lo"], check=True)
        relay = subprocess.Popen(["/usr/bin/python3", SOURCE / "tests" / "install" / "relay.py", RELAY_ADDRESS,
                                  str(RELAY_PORT), certificate, key, RELAY_USER, RELAY_PASSWORD, folder])
        self.addCleanup(relay.wait, 20)
        self.addCleanup(relay.terminate)
        listens = lambda: self.tries(lambda: socket.create_connection((RELAY_ADDRESS, RELAY_PORT), 5).close() is None)
        seconds_until(listens, 20, "the relay")
        shutil.copy(certificate, machine.path("/etc/kenko-portal/relay-ca.pem"))
        machine.put("/etc/kenko-portal/smtp-password", RELAY_PASSWORD + "\n", 0o600)
        machine.shell(f"echo {RELAY_ADDRESS} {RELAY} >> /etc/hosts")
        drop_in = machine.path("/etc/systemd/system/portal-mailer.service.d/relay.conf")
        self.addCleanup(machine.shell, "systemctl daemon-reload; systemctl restart portal-mailer")
        self.addCleanup(drop_in.unlink)
        self.addCleanup(machine.path("/etc/kenko-portal/portal.toml").write_text, self.edit(RELAY_LINES))

        def allow(*lines):
            machine.put(f"/{drop_in.relative_to(machine.root)}", "\n".join(["[Service]", *lines]) + "\n")
            machine.run("systemctl", "daemon-reload")

        def send(*lines):
            allow(*lines)
            machine.run("systemctl", "restart", "portal-mailer")
            Server.portalctl("--society", "mihon", "mail", "test", "you@example.jp", "--apply")

        def way():
            told = Server.portalctl("doctor", "--role", "mailer", check=False).stdout
            return next(line for line in told.splitlines() if "portal-mailer's unit" in line)

        allow()
        self.assertEqual(way(), f"✗ portal-mailer's unit keeps it from the mail server {RELAY} ({RELAY_ADDRESS})")
        password = "LoadCredential=smtp-password:/etc/kenko-portal/smtp-password"
        log = lambda: Server.journal("-u", "portal-mailer", "-n", "30")
        # The unit lets the mailer reach nobody but this machine, where the kernel does as systemd says.
        probe = machine.run("systemd-run", "--wait", "--quiet", "-p", "IPAddressDeny=any", "bash", "-c",
                            f"exec 3<>/dev/tcp/{RELAY_ADDRESS}/{RELAY_PORT}", check=False)
        if probe.returncode == 0:
            tell("not tested: that the mailer reaches no other machine untold; IPAddressDeny= has no effect here")
        else:
            send(password)
            refused = lambda: Server.journal("-u", "portal-mailer", "EVENT=mail_server_unusable")
            seconds_until(refused, 20, log)
            self.assertEqual(list(folder.glob("*.eml")), [])
        allow("IPAddressAllow=192.0.2.0/28 2001:db8::/32")
        self.assertIn("✗ portal-mailer's unit keeps it from the mail server", way())
        allow("IPAddressAllow=192.0.2.16/28")
        self.assertEqual(way(), "✓ portal-mailer's unit lets it reach the mail server")
        machine.shell(f"""cp /etc/hosts /etc/resolv.conf /root; sed '/{RELAY}/d' /root/hosts > /etc/hosts
            echo nameserver 192.0.2.53 > /etc/resolv.conf""")
        self.assertEqual(way(), "✗ portal-mailer's unit keeps it from the name servers (192.0.2.53): it can't find "
                         + RELAY)
        machine.shell("cat /root/hosts > /etc/hosts; cat /root/resolv.conf > /etc/resolv.conf")
        send(password, f"IPAddressAllow={RELAY_ADDRESS}")
        took = seconds_until(lambda: list(folder.glob("*.eml")), 20, log)
        tell(f"a relay with STARTTLS and AUTH on another address had the mail {took:.1f} s after it was queued")

    def test_07_a_file_in_the_inbox_is_taken_in_by_the_path_unit(self):
        machine = Server.machine
        machine.shell("""groupadd --system portal_inbox_mihon
            usermod -aG portal_inbox_mihon portal_ctl
            install -d -o portal_ctl -g portal_inbox_mihon -m 2750 /var/lib/kenko-portal/inbox/mihon
            sed -i 's/^#settle_seconds = 60/settle_seconds = 1/' /etc/kenko-portal/portal.toml
            portalctl --society mihon inbox run --apply
            systemctl enable --now portal-import@mihon.path""")
        shutil.copy(DATA / "mihon-expenses.csv", machine.path("/var/lib/kenko-portal/inbox/mihon/expenses"))
        taken = lambda: Server.sql("SELECT COUNT(*) FROM expenses")[0][0] != "0"
        took = seconds_until(taken, 30, lambda: Server.journal("-u", "portal-import@mihon", "-n", "20"))
        tell(f"a file in the inbox was taken in after {took:.1f} s")
        seconds_until(lambda: Server.state("portal-import@mihon") == "inactive", 20, "the import's end")

    def test_08_timers_wait_and_what_they_start_succeeds(self):
        timers = Server.machine.run("systemctl", "list-timers", "--all", "--no-legend", "--plain").stdout
        for unit in ("portal-cleanup", "portal-arrivals", "portal-audit"):
            self.assertIn(f"{unit}.timer", timers)
            Server.machine.run("systemctl", "start", f"{unit}.service")
            self.assertEqual(Server.state(f"{unit}.service", "Result"), "success")
        Server.machine.run("systemctl", "start", "portal-report@mihon.service")
        self.assertTrue(list(Server.machine.path("/var/lib/kenko-portal/reports").glob("*.xlsx")))

    def test_08b_the_nightly_backup_is_made_by_its_own_unit(self):
        machine = Server.machine
        machine.shell(r"""age-keygen -o /root/backup-key.txt 2> /dev/null
            install -d -o portal_migrate -g portal_migrate -m 700 /var/lib/kenko-portal/backups
            sed -i -e 's/^#folder    = /folder = /' \
                -e "s/^#recipient = .*/recipient = \"$(age-keygen -y /root/backup-key.txt)\"/" \
                /etc/kenko-portal/portal.toml
            systemctl enable --now portal-backup.timer
            systemctl start portal-backup.service""")
        self.assertEqual(Server.state("portal-backup.service", "Result"), "success")
        made = list(machine.path("/var/lib/kenko-portal/backups").glob("portal-*.tar.zst.age"))
        self.assertEqual(len(made), 1)
        machine.run("systemctl", "restart", "portal.target")
        self.assertEqual(Server.state("portal-backup.timer"), "active")
        told = Server.portalctl("backup", "verify", f"/var/lib/kenko-portal/backups/{made[0].name}", "--identity",
                                "/root/backup-key.txt")
        tell(f"backup of {made[0].stat().st_size // 1024} KiB verified: {told.stdout.splitlines()[-1]}")

    def test_08c_every_command_of_the_book_works_as_root_types_it(self):
        machine = Server.machine
        shutil.copytree(DATA, machine.path("/var/tmp/book"))
        machine.put("/var/tmp/book/stomach.toml", book.SCREENING)
        machine.shell(f"install -d -o portal_ctl -g portal_ctl -m 700 {book.WORKS}")
        (member,) = Server.sql("SELECT CONCAT_WS('-', symbol, number, branch) FROM members JOIN accounts"
                               " ON accounts.member_id = members.id WHERE login_id = 'umi.yama'")[0]
        other = "-".join(Server.cards[-1][name] for name in ("記号", "番号", "枝番"))
        refused = []
        for command in book.COMMANDS.strip().splitlines():
            typed = command.format(member=member, other=other, works=book.WORKS)
            done = machine.run("bash", "-o", "pipefail", "-c", typed, check=False)
            if done.returncode != 0:
                refused.append((command, done.returncode, done.stderr))
        self.assertEqual(refused, [], "\n".join(map(str, refused)))

    def test_09_status_tells_a_person_what_a_worker_does(self):
        seconds_until(lambda: re.search(r"^応答 \d+ / エラー \d+$", Server.state("portal-web@1", "StatusText")), 10,
                      lambda: Server.state("portal-web@1", "StatusText"))

    def test_10_no_program_is_exposed(self):
        scores = {}
        for unit, most in [("portal-web@1.service", 1.0), ("portal-auth@1.service", 1.0),
                           ("portal-mailer.service", 1.5), ("portal-error-pages.service", 1.0),
                           ("portal-metrics.service", 1.0),
                           ("portal-import@mihon.service", 1.0)]:
            told = Server.machine.run("systemd-analyze", "security", "--no-pager", unit, check=False).stdout
            scores[unit] = float(re.search(r"exposure level for \S+: ([0-9.]+)", told).group(1))
            self.assertLessEqual(scores[unit], most, unit)
        tell(f"exposure: {scores}")

    def test_10b_inside_a_worker_s_walls_nothing_but_its_work_can_be_done(self):
        """A program of ours under the worker's own unit, in its place: what is tried there is refused by the kernel."""
        machine = Server.machine
        machine.run("install", "-D", "/usr/bin/perl", "/usr/lib/portal-probe/perl")
        machine.put("/usr/lib/portal-probe/probe.pl", PROBE)
        walls = [line for line in machine.run("systemctl", "cat", "portal-web@1.service").stdout.splitlines()
                 if not line.startswith(NOT_THE_WALLS)]
        program = "ExecStart=/usr/lib/portal-probe/perl /usr/lib/portal-probe/probe.pl"
        machine.put("/etc/systemd/system/portal-probe.service", "\n".join(walls).replace(
            "[Service]", f"[Service]\nType=oneshot\n{program}") + "\n")
        machine.run("systemctl", "daemon-reload")
        machine.run("systemctl", "start", "portal-probe.service")
        lines = Server.journal("SYSLOG_IDENTIFIER=perl").splitlines()
        told = dict(line.split(": ") for line in lines if ": " in line)
        machine.run("rm", "-r", "/etc/systemd/system/portal-probe.service", "/usr/lib/portal-probe")
        machine.run("systemctl", "daemon-reload")
        tell(f"inside a worker: {told or lines}")
        self.assertEqual(told.pop("its configuration"), "done")  # so the probe can tell what is let through
        self.assertGreaterEqual(len(told), 13)
        self.assertEqual({what: why for what, why in told.items() if why == "done"}, {})

    def test_11_the_doctor_finds_a_healthy_machine(self):
        told = Server.portalctl("doctor", check=False)
        if OPTIONS.long:
            tell("\n" + told.stdout)
        self.assertEqual(told.returncode, 0, told.stdout + told.stderr)
        checks = json.loads(Server.portalctl("doctor", "--json").stdout)
        self.assertTrue(all(check["state"] in ("good", "skipped") for check in checks), checks)
        for what in ("sockets, workers, mailer and timers are at work", "nginx answers /readyz",
                     "the keys are those with which the data was made"):
            self.assertIn(what, told.stdout)
        self.assertIn("✓ the certificate of", told.stdout)
        self.assertIn("✓ browsers take it", told.stdout)
        self.assertIn("✓ a worker answers at /run/kenko-portal/auth.sock", told.stdout)
        self.assertIn("✓ nginx's error pages are those of this release", told.stdout)
        self.assertIn("✓ no security update waits (looked for 0 days ago)", told.stdout)
        as_ctl = Server.machine.run("runuser", "-u", "portal_ctl", "--", "portalctl", "doctor", check=False)
        self.assertEqual(as_ctl.returncode, 0, as_ctl.stdout + as_ctl.stderr)

    def test_11b_monitors_get_figures_and_the_journal_explains_itself(self):
        machine = Server.machine
        # As the package of node_exporter has it.
        machine.shell("""useradd --system --user-group prometheus
            install -d -o prometheus -g prometheus /var/lib/prometheus
            install -d /var/lib/prometheus/node-exporter
            setfacl -m u:portal_ctl:rwx /var/lib/prometheus/node-exporter
            systemctl start portal-metrics.service""")
        written = machine.path("/var/lib/prometheus/node-exporter/portal.prom").read_text()
        self.assertIn('portal_mails_waiting{society="mihon",class="link",state="ready"} ', written)
        self.assertIn("portal_keys_wrong 0", Server.portalctl("stats", "--prometheus").stdout)
        told = machine.run("journalctl", "--no-pager", "-x", "-u", "portal-mailer", "EVENT=mailer_started").stdout
        self.assertIn("The mailer is at work.", told)
        self.assertTrue(machine.path("/usr/share/doc/kenko-portal/examples/zabbix/kenko-portal.yaml").exists())

    def test_12_a_hung_worker_is_replaced(self):
        watched = 12 if not OPTIONS.long else 30  # a worker that waits feeds it every 5 s
        if not OPTIONS.long:
            Server.machine.shell(f"""mkdir -p /run/systemd/system/portal-web@.service.d
                printf '[Service]\\nWatchdogSec={watched}\\n' > /run/systemd/system/portal-web@.service.d/test.conf
                systemctl daemon-reload; systemctl restart portal-web@2""")
        hung = Server.state("portal-web@2", "MainPID")
        Server.machine.run("kill", "-STOP", hung)
        took = seconds_until(lambda: Server.state("portal-web@2", "MainPID") not in ("0", hung) and
                             Server.state("portal-web@2") == "active", watched + 60, "another process")
        tell(f"a hung worker was replaced after {took:.1f} s (watchdog {watched} s)")

    def test_13_rolling_restarts_lose_no_request(self):
        rounds = 20 if OPTIONS.long else 3
        with Crowd(Server.machine.path(CERTIFICATE), "/mihon/login", 4) as crowd:
            for _ in range(rounds):
                self.assertIn("7 restarted", Server.machine.run("/usr/lib/kenko-portal/rolling-restart").stdout)
        tell(f"{rounds} rolling restarts: {crowd}")
        self.assertEqual(crowd.lost, [])
        self.assertGreater(crowd.asked, 50)

    def test_14_workers_that_start_before_the_database_stay_answer_503_and_recover(self):
        machine = Server.machine
        self.addCleanup(machine.run, "systemctl", "start", "mariadb")
        machine.run("systemctl", "stop", "mariadb")
        machine.run("systemctl", "stop", "portal.target")
        machine.run("systemctl", "start", "portal.target")
        time.sleep(60 if OPTIONS.long else 5)
        self.assertEqual(Server.states(), ALL_ACTIVE, Server.journal("-u", "portal-*", "-n", "40"))
        self.assertEqual(self.status(), 503)
        self.assertEqual(monitor("/readyz")[0], 503)
        refused = Server.portalctl("society", "list", check=False)
        self.assertEqual(refused.returncode, 69)
        self.assertRegex(refused.stderr, r"error 2002: MariaDB doesn't run.*\n  -> portalctl doctor")
        self.assertEqual({unit: Server.state(unit, "NRestarts") for unit in WORKERS}, {unit: "0" for unit in WORKERS})
        began = time.monotonic()
        machine.run("systemctl", "start", "mariadb")
        seconds_until(lambda: self.status() == 200, RECOVERY_SECONDS_MAX, "a page")
        tell(f"the first page came {time.monotonic() - began:.1f} s after systemctl start mariadb")
        self.assertEqual({unit: Server.state(unit, "NRestarts") for unit in WORKERS}, {unit: "0" for unit in WORKERS})

    def test_15_a_faulty_configuration_is_told_once_and_the_rest_keeps_serving(self):
        machine = Server.machine
        config = machine.path("/etc/kenko-portal/portal.toml")
        whole = config.read_text()
        self.addCleanup(config.write_text, whole)
        config.write_text(whole.replace("[smtp]", "[smpt]"))
        machine.run("systemctl", "restart", "portal-web@1", check=False)
        time.sleep(3)
        self.assertEqual(Server.state("portal-web@1"), "failed")
        self.assertEqual(Server.state("portal-web@1", "ExecMainStatus"), "78")
        self.assertEqual(Server.state("portal-web@1", "NRestarts"), "0")
        self.assertEqual(Server.state("portal-web.socket"), "active")
        self.assertEqual(self.status(), 200)
        machine.run("systemctl", "restart", *WORKERS, check=False)
        answer = self.page("/mihon/login")
        self.assertIn(answer.status, (502, 504))
        self.assertIn("見本健康保険組合", answer.text)
        config.write_text(whole)
        machine.run("systemctl", "start", "portal.target")
        took = seconds_until(lambda: Server.states() == ALL_ACTIVE and self.status() == 200, 20,
                             lambda: machine.run("systemctl", "--failed").stdout)
        tell(f"mended portal.toml: all at work {took:.1f} s after systemctl start portal.target")

    def test_16_a_second_key_is_found_by_all_who_need_it(self):
        machine = Server.machine
        machine.shell("""cd /etc/kenko-portal/secrets; umask 077
            head -c 32 /dev/urandom | basenc --base64url -w0 | tr -d = > pepper/pepper-2
            /usr/lib/kenko-portal/rolling-restart""")
        told = Server.portalctl("config", "check", "--role", "auth").stdout
        self.assertIn("current pepper pepper-2", told)
        self.assertFalse(machine.path("/run/credentials/portal-web@1.service/pepper_pepper-1").exists())
        browser = Server.visitor()
        browser.get("/mihon/login")
        self.assertEqual(browser.post("/mihon/login", {"login_id": "umi.yama", "password": PASSWORD}).status, 303)
        browser.close()

    def test_17_a_foreign_pepper_is_told_before_it_refuses_a_password(self):
        pepper = Server.machine.path("/etc/kenko-portal/secrets/pepper/pepper-1")
        key = pepper.read_text()
        self.addCleanup(Server.machine.run, "systemctl", "start", "portal.target")
        self.addCleanup(pepper.write_text, key)
        pepper.write_text(Server.machine.path("/etc/kenko-portal/secrets/form").read_text())
        Server.machine.run("systemctl", "restart", "portal-auth@1", check=False)
        seconds_until(lambda: Server.state("portal-auth@1") == "failed", 10, "its end")
        self.assertIn("the key pepper-1 is not the one with which the data was made",
                      Server.journal("-u", "portal-auth@1", "-n", "50"))
        self.assertEqual(self.status(), 200)
        pepper.write_text(key)
        Server.machine.run("systemctl", "start", "portal.target")
        self.assertEqual(Server.states(), ALL_ACTIVE)

    def test_18_an_upgrade_and_the_way_back_lose_no_request(self):
        newer = package.with_version(Server.deb, "0.1.1", Server.folder)
        pids = {unit: Server.state(unit, "MainPID") for unit in WORKERS}
        for deb, words in ((newer, ()), (Server.deb, ("--allow-downgrades",))):
            began = time.monotonic()
            shutil.copy(deb, Server.machine.path("/root/next.deb"))
            with Crowd(Server.machine.path(CERTIFICATE), "/mihon/login", 4) as crowd:
                told = Server.machine.run("apt-get", "install", "-y", *words, "/root/next.deb").stdout
            took = time.monotonic() - began
            tell(f"{deb.name}: {crowd}, in {took:.0f} s")
            self.assertEqual(crowd.lost, [], told)
            self.assertLessEqual(took, UPGRADE_SECONDS_MAX)
            self.assertEqual({unit: Server.state(unit, "NeedDaemonReload") for unit in ALL_ACTIVE},
                             {unit: "no" for unit in ALL_ACTIVE})
            self.assertEqual("IS_OF=0.1.1" in Server.state("portal-web@1", "Environment"), deb == newer)
            now = {unit: Server.state(unit, "MainPID") for unit in WORKERS}
            self.assertTrue(all(now[unit] != pids[unit] for unit in WORKERS), told)
            pids = now
        # Pages of the release before may be open in browsers yet.
        self.assertEqual(self.status("/assets/portal.of-0.1.1.css"), 200)

    def test_19_an_upgrade_with_new_tables_rolls_and_goes_back_and_loses_no_request(self):
        if not OPTIONS.build:
            self.skipTest("the next release's programs are built by --build FOLDER's build only")
        machine, next_to_none = Server.machine, ["-o", "Dpkg::Options::=--force-confold"]
        newer = package.with_version(Server.deb, "0.2.0", Server.folder, Path(OPTIONS.build) / "next")
        waits = lambda: "テーブルの更新を待っています" in Server.state("portal-web@1", "StatusText")
        with Crowd(machine.path(CERTIFICATE), "/mihon/login", 4) as crowd:
            shutil.copy(newer, machine.path("/root/next.deb"))
            told = machine.run("apt-get", "install", "-y", *next_to_none, "/root/next.deb").stdout
            self.assertIn("7 restarted", told)
            self.assertIn("健康マイポータル: the tables are one release older", told)
            self.assertIn("-> portalctl schema migrate --apply, when all hosts run this release", told)
            seconds_until(waits, 10, lambda: Server.state("portal-web@1", "StatusText"))
            self.assert_all_goes_on("new programs, old tables")
            doctor = Server.portalctl("doctor", check=False)
            self.assertIn("✗ the tables are one release older", doctor.stdout)
            self.assertEqual(doctor.stdout.count("✗"), 1, doctor.stdout)
            self.assertIn("EVENT=tables_of_another_release", machine.run(
                "journalctl", "-u", "portal-mailer", "-o", "export", "-n", "50", "--no-pager").stdout)

            self.assertIn("9001_next", Server.portalctl("schema", "migrate", "--apply").stdout)
            took = seconds_until(lambda: not waits(), 15, lambda: Server.state("portal-web@1", "StatusText"))
            self.assert_all_goes_on("new programs, new tables")
            self.assertEqual(Server.portalctl("doctor", check=False).returncode, 0)

            shutil.copy(Server.deb, machine.path("/root/next.deb"))
            told = machine.run("apt-get", "install", "-y", "--allow-downgrades", *next_to_none,
                               "/root/next.deb").stdout
            self.assertIn("7 restarted", told)
            self.assertIn("健康マイポータル: the tables are one release newer than this program", told)
            self.assert_all_goes_on("old programs, new tables")
            self.assertEqual(Server.portalctl("doctor", check=False).returncode, 0)
            self.assertIn("one release newer", Server.portalctl("schema", "migrate", "--apply").stdout)
        tell(f"there with one migration and back: {crowd}; the workers knew the tables {took:.1f} s after migrate")
        self.assertEqual(crowd.lost, [])
        self.assertGreater(crowd.asked, 100)

    def assert_all_goes_on(self, what):
        """Every unit, a sign-in, and a mail on its way."""
        self.assertEqual(Server.states(), ALL_ACTIVE, what)
        browser = Server.visitor()
        browser.get("/mihon/login")
        self.assertEqual(browser.post("/mihon/login", {"login_id": "umi.yama", "password": PASSWORD}).status, 303, what)
        self.assertEqual(browser.get("/mihon/home").status, 200, what)
        browser.close()
        before = self.sent()
        Server.portalctl("--society", "mihon", "mail", "test", "clerk@example.jp", "--apply")
        seconds_until(lambda: self.sent() > before, 20, lambda: Server.journal("-u", "portal-mailer", "-n", "20"))

    def test_20_purge_keeps_data_and_says_so(self):
        machine = Server.machine
        told = machine.run("apt-get", "purge", "-y", "kenko-portal").stdout
        self.assertIn("members' data stays", told)
        machine.run("nginx", "-t")
        left = machine.run("systemctl", "list-units", "--plain", "--no-legend", "--state=active", "portal*").stdout
        self.assertEqual(left, "")
        self.assertNotEqual(Server.sql("SELECT COUNT(*) FROM members")[0][0], "0")
        self.assertTrue(machine.path("/etc/kenko-portal/secrets/pepper/pepper-1").exists())
        self.assertTrue(list(machine.path("/var/lib/kenko-portal/documents").rglob("*.pdf")))
        self.assertFalse(machine.path("/usr/bin/portalctl").exists())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build")
    parser.add_argument("--deb")
    parser.add_argument("--roots")
    parser.add_argument("--suite")
    parser.add_argument("--long", action="store_true")
    parser.parse_known_args(namespace=OPTIONS)
    rest = parser.parse_known_args()[1]
    try:
        demand_means()
        done = unittest.main(argv=[sys.argv[0], *rest], verbosity=2, exit=False).result.wasSuccessful()
    except CannotTest as why:
        done, Server.cannot = True, str(why)
    if Server.cannot:
        print(f"\n*** NOT TESTED: the portal on a server. {Server.cannot}\n", flush=True)
        sys.exit(CANNOT)
    sys.exit(0 if done else 1)


if __name__ == "__main__":
    main()
