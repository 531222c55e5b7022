"""What befalls a server, and what its sysadmin is told: a part of install_test.py's tests, among which these run."""

import re
import shutil
import subprocess
import time

import updates
from server import ALL_ACTIVE, CERTIFICATE, CERTIFICATE_KEY, MAIL_PORT, OPTIONS, Server, seconds_until, tell
from visitor import HOST, Crowd, TlsServer


class Faults:
    def test_11c_the_doctor_names_each_unit_that_is_ill(self):
        machine = Server.machine
        machine.run("systemctl", "stop", "portal-mailer", "portal-web@3", "portal-import@mihon.path")
        machine.run("systemctl", "start", "portal-report@nobody.service", check=False)
        told = Server.portalctl("doctor", check=False)
        machine.shell("systemctl reset-failed; systemctl start portal.target portal-import@mihon.path")
        if OPTIONS.long:
            tell("\n" + told.stdout)
        self.assertEqual(told.returncode, 78)
        for what in ("✗ portal-mailer.service is inactive", "✗ portal-web@3.service is inactive",
                     "✗ the latest run of portal-report@nobody.service failed",
                     "✗ mihon has an inbox that nobody watches"):
            self.assertIn(what, told.stdout)
        self.assertEqual(told.stdout.count("✗"), 4, told.stdout)
        told = machine.shell("unshare --mount sh -c 'mount -t tmpfs none /run/dbus; portalctl doctor --role web'",
                             check=False).stdout
        self.assertIn("✗ systemd can't be asked for the units: this machine has no system bus", told)

    def test_11e_behind_another_machine_that_speaks_tls_nginx_s_own_certificate_makes_nobody_ill(self):
        machine, port, before = Server.machine, 8443, "192.0.2.80"
        config = machine.path("/etc/kenko-portal/portal.toml").read_text()
        origin = f'origin = "https://{HOST}:{port}"'
        machine.put("/root/behind.toml", re.sub("^origin = .*$", origin, config, flags=re.M))
        snake_oil = [machine.path(f"/etc/ssl/{name}") for name in ("certs/ssl-cert-snakeoil.pem",
                                                                  "private/ssl-cert-snakeoil.key")]
        good = [machine.path(CERTIFICATE), machine.path(CERTIFICATE_KEY)]
        subprocess.run(["ip", "address", "add", f"{before}/32", "dev", "lo"], check=True)

        def of_certificate():
            told = Server.portalctl("--config", "/root/behind.toml", "doctor", "--role", "web", check=False).stdout
            return [line for line in told.splitlines() if "ertificate" in line]

        with TlsServer("127.0.0.1", port, *snake_oil):
            self.assertRegex(of_certificate()[0], "^✗ nginx shows a certificate that no authority signed")
            machine.shell(f"cp /etc/hosts /root/hosts; echo {before} {HOST} >> /etc/hosts")
            self.addCleanup(machine.shell, "cat /root/hosts > /etc/hosts")
            self.assertRegex(of_certificate()[0], "^- nginx shows a certificate that no .* can't be asked from this")
            with TlsServer(before, port, *good):
                self.assertRegex(of_certificate()[0], "^- nginx shows .*; members get another machine's, which")
            with TlsServer(before, port, *snake_oil):
                self.assertRegex(of_certificate()[0], "^✗ nginx shows a certificate that no authority signed")

    def test_11f_a_security_update_that_waits_is_told_and_so_is_that_nobody_looks_for_any(self):
        machine = Server.machine
        self.addCleanup(updates.offer, machine)
        lines = lambda: [line for line in Server.portalctl("doctor", check=False).stdout.splitlines()
                         if "security update" in line]
        updates.offer(machine, zstd="99.1", age="99.2")
        self.assertEqual(lines(), ["✗ 2 security updates are not installed: age, zstd"])
        updates.offer(machine)
        machine.shell("touch -d '8 days ago' /var/lib/apt/lists /var/lib/apt/lists/partial")
        self.assertEqual(lines(), ["✗ nobody has looked for security updates for 8 days"])

    def test_11d_a_mail_server_goes_away(self):
        """What it came to stands below: the mailer tries it again after half a minute."""
        Server.stop_inbox()
        Server.sent_before = self.sent()
        # It waits for what becomes of its mail, and nobody waits for it.
        Server.machine.shell("portalctl --society mihon mail test clerk@example.jp --apply > /dev/null 2>&1 &")
        Server.gone_since = time.monotonic()
        line = lambda: Server.journal("-u", "portal-mailer", "EVENT=mail_server_unusable", "-n", "1")
        seconds_until(line, 10, lambda: Server.journal("-u", "portal-mailer", "-n", "20"))
        self.assertEqual((Server.state("portal-mailer"), self.status()), ("active", 200))
        told = Server.portalctl("doctor", "--role", "mailer", check=False).stdout
        Server.start_inbox()
        self.assertIn(f"✗ the mail server 127.0.0.1:{MAIL_PORT}: nobody listens there", told)

    def sent(self):
        return int(Server.sql("SELECT COUNT(*) FROM mail_queue WHERE outcome = 'sent'")[0][0])

    def test_12b_a_full_disk_and_one_that_can_only_be_read_are_told_in_words_and_pages_go_on(self):
        machine, there = Server.machine, "/var/lib/kenko-portal"
        machine.run("systemctl", "stop", "portal-import@mihon.path")
        self.addCleanup(machine.run, "systemctl", "start", "portal-import@mihon.path")
        machine.shell(f"""cp -a {there} /var/tmp/kept
            size=$(du -sk /var/tmp/kept | cut -f1)
            mount -t tmpfs -o mode=755,size=$((size + 2048))k tmpfs {there}
            cp -a /var/tmp/kept/. {there}/
            cp /var/tmp/book/mihon-members.csv {there}/inbox/mihon/members/again.csv
            chown portal_ctl {there}/inbox/mihon/members/again.csv; sleep 1.1""")
        self.addCleanup(machine.shell,
                        f"cp -a {there}/. /var/tmp/kept/; umount -l {there}; cp -a /var/tmp/kept/. {there}/")
        works = self.plays_on_the_disk("full", "No space left on device",
                                       f"dd if=/dev/zero of={there}/fill bs=64k || true", f"rm {there}/fill")
        reads = self.plays_on_the_disk("read-only", "Read-only file system", f"mount -o remount,ro {there}",
                                       f"mount -o remount,rw {there}")
        machine.run("portalctl", "--society", "mihon", "inbox", "run", "--apply")
        tell(f"/var/lib/kenko-portal: an import after the disk had room {works:.1f} s, could be written {reads:.1f} s")

    def plays_on_the_disk(self, what, words, harm, mend):
        """Seconds from the mending to what was refused before."""
        machine = Server.machine
        folder = self.documents_of(what)
        take_in = ["portalctl", "--society", "mihon", "document", "import", folder, "--apply"]
        machine.shell(harm)
        try:
            self.assertEqual([self.status(path) for path in ("/mihon/login", Server.asset)], [200, 200], what)
            document = re.search(r"/mihon/documents/(\d+)", Server.member.get("/mihon/documents").text).group(1)
            self.assertEqual(Server.member.get(f"/mihon/documents/{document}.pdf").status, 200)
            for command in (take_in, ["portalctl", "backup", "create", "--apply"],
                            ["portalctl", "--society", "mihon", "inbox", "run", "--apply"]):
                done = machine.run(*command, check=False)
                self.assertEqual(done.returncode, 74, f"{what}: {command}: {done.stdout}{done.stderr}")
                self.assertRegex(done.stderr, rf"^portalctl: (.*\n)?.*{words}.*\n  -> see to that file or disk")
                if OPTIONS.long:
                    tell(done.stderr)
            self.assertEqual(Server.states(), ALL_ACTIVE)
        finally:
            began = time.monotonic()
            machine.shell(mend)
        machine.run(*take_in)
        return time.monotonic() - began

    def documents_of(self, what):
        folder = Server.machine.path("/var/tmp") / f"documents-{what}"
        shutil.copytree(Server.machine.path("/var/tmp/documents"), folder, ignore=lambda *_: ["index.report.csv"])
        (folder / "a.pdf").write_bytes((folder / "a.pdf").read_bytes() + f"%{what}\n".encode())
        (folder / "index.csv").write_text((folder / "index.csv").read_text().replace("2026-04-01", "2026-05-01"))
        Server.machine.shell(f"chown -R portal_ctl /var/tmp/{folder.name}")
        return f"/var/tmp/{folder.name}"

    def test_12d_who_dies_again_and_again_is_told_and_the_others_go_on(self):
        machine, worker = Server.machine, "portal-web@3"
        with Crowd(machine.path(CERTIFICATE), "/mihon/login", 2) as crowd:
            for _ in range(10):
                before = Server.state(worker, "MainPID")
                machine.run("systemctl", "kill", "--signal=ABRT", worker)
                seconds_until(lambda: Server.state(worker, "MainPID") not in ("0", before) and
                              Server.state(worker) == "active", 20, "another process")
        self.assertLessEqual(len(crowd.lost), 10)  # those that it was answering
        told = Server.portalctl("doctor", check=False)
        self.assertEqual(told.returncode, 78)
        self.assertRegex(told.stdout, f"✗ {worker}.service died 10 times and was started again, the last time")
        self.assertEqual(told.stdout.count("✗"), 1, told.stdout)
        machine.run("systemctl", "restart", worker)
        self.assertEqual(Server.portalctl("doctor", check=False).returncode, 0)

    def test_12c_the_mail_went_when_the_mail_server_was_back(self):
        seconds_until(lambda: self.sent() > Server.sent_before, 40,
                      lambda: Server.journal("-u", "portal-mailer", "-n", "20"))
        took = time.monotonic() - Server.gone_since
        tell(f"a mail went {took:.0f} s after it had met no mail server, which was back at once")
