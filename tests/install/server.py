"""The installed portal, for tests that go on from one another."""

import argparse
import subprocess
import time

import package
from visitor import HOST, Visitor

SOURCE = package.SOURCE
MAIL_PORT, INBOX_PORT = 2525, 8025
# Where certbot would put them.
CERTIFICATE = f"/etc/letsencrypt/live/{HOST}/fullchain.pem"
CERTIFICATE_KEY = f"/etc/letsencrypt/live/{HOST}/privkey.pem"
AUTHORITY = "/usr/local/share/ca-certificates/made-up.crt"  # that the machine knows
WORKERS = [f"portal-web@{number}" for number in (1, 2, 3, 4)] + [f"portal-auth@{number}" for number in (1, 2)]
ALL_ACTIVE = {unit: "active" for unit in [*WORKERS, "portal-mailer"]}
OPTIONS = argparse.Namespace()


def tell(figures):
    print(f"  {figures}", flush=True)


def seconds_until(condition, seconds, what):
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > seconds:
            raise AssertionError(f"not within {seconds} s: {what() if callable(what) else what}")
        time.sleep(0.1)
    return time.monotonic() - began


class Server:
    """What the tests, which go on from one another, share."""

    folder = deb = machine = inbox = cannot = None

    @classmethod
    def start_inbox(cls):
        cls.inbox = subprocess.Popen(
            ["/usr/bin/python3", SOURCE / "demo" / "inbox.py", "--directory", cls.folder / "mail", "--smtp-port",
             str(MAIL_PORT), "--web-port", str(INBOX_PORT)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    @classmethod
    def stop_inbox(cls):
        if cls.inbox:
            cls.inbox.terminate()
            cls.inbox.wait(20)
        cls.inbox = None

    @classmethod
    def state(cls, unit, name="ActiveState"):
        return cls.machine.run("systemctl", "show", "--property", name, "--value", unit).stdout.strip()

    @classmethod
    def portalctl(cls, *words, **options):
        return cls.machine.run("portalctl", *words, **options)

    @classmethod
    def journal(cls, *words):
        return cls.machine.run("journalctl", "--no-pager", "-o", "cat", *words).stdout

    @classmethod
    def sql(cls, text):
        told = cls.machine.run("mariadb", "-BN", "kenko_portal", "-e", text).stdout
        return [line.split("\t") for line in told.splitlines()]

    @classmethod
    def visitor(cls):
        return Visitor(cls.machine.path(CERTIFICATE))

    @classmethod
    def put_for_portalctl(cls, name, content):
        """A file that portalctl may read, as root hands it over."""
        file = cls.machine.path("/var/tmp") / name
        file.write_bytes(content)
        return f"/var/tmp/{name}"

    @classmethod
    def states(cls):
        return {unit: cls.state(unit) for unit in ALL_ACTIVE}
