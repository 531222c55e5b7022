"""A planned switch of the database: the primary is set read-only, a second server takes its place, the socket leads
there. Nobody restarts a worker or the mailer. The old primary stays up, as after a real switch, and refuses."""

import http.client
import os
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
import unittest

from fastcgi import ask
from installation import SOURCE, Sql, shared, tell

sys.path.insert(0, str(SOURCE / "demo"))
from private_mariadb import PrivateMariadb  # noqa: E402

AFTER_SECONDS = 5


class Server:
    """The second database's process, as PrivateMariadb wants to ask about it."""

    def __init__(self, command, log_file):
        with open(log_file, "ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def alive(self):
        return self.process.poll() is None


class Senders:
    """Visitors who send forms and members who look at pages, each at their own pace: (asked, status) of each."""

    def __init__(self, portal, member):
        self.portal, self.member = portal, member
        self.forms, self.pages, self.mails = [], [], []
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self._send) for _ in range(3)]
        self.threads += [threading.Thread(target=self._read) for _ in range(2)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def _send(self):
        while not self.stop.is_set():
            try:
                browser = self.portal.browser()
                browser.get("/mihon/register")
                address, asked = f"{secrets.token_hex(8)}@example.jp", time.monotonic()
                status = browser.post("/mihon/register", {"email": address}).status
                self.forms.append((asked, status))
                if status == 303:
                    self.mails.append((asked, address))
            except (OSError, http.client.HTTPException):
                self.forms.append((time.monotonic(), 0))
            time.sleep(0.03)

    def _read(self):
        browser = self.portal.sign_in(self.member)
        while not self.stop.is_set():
            asked = time.monotonic()
            for path in ("/mihon/home", "/mihon/help", "/mihon/topics"):
                self.pages.append((asked, browser.get(path).status))
                time.sleep(0.03)  # nginx lets one client ask for 50 pages a second


class ThePrimaryMayMove(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal = shared()
        cls.socket = cls.portal.run / "mariadb.sock"
        cls.old = cls.portal.run / "old.sock"
        cls.pid = cls.portal.pids("mariadbd")[0]

    def lead_to(self, server):
        """At once: whoever connects at that moment reaches the one or the other."""
        link = self.portal.run / "new-link"
        link.symlink_to(server)
        link.rename(self.socket)

    def second_server(self):
        """The same data in the state of now: what a server has written when it stands is what a power cut leaves."""
        folder = self.portal.folder / "second"
        folder.mkdir()
        os.kill(self.pid, signal.SIGSTOP)
        try:
            shutil.copytree(self.portal.var / "database", folder / "data")
        finally:
            os.kill(self.pid, signal.SIGCONT)
        database = PrivateMariadb(folder / "data", folder / "db.sock", folder)
        database.install(folder / "install.log")
        self.server = Server(database.server_command(), folder / "server.log")
        self.addCleanup(self.server.process.wait)
        self.addCleanup(self.server.process.kill)
        self.assertTrue(database.wait_until_ready(self.server), "the second server answers")
        return database.socket_path

    def ready(self):
        return {
            ask(self.portal.run / f"{pool}.sock",
                {"REQUEST_METHOD": "GET", "REQUEST_PATH": "/readyz", "REMOTE_ADDR": "127.0.0.1"})[0]
            for pool in ("web", "auth") for _ in range(20)
        }

    def test_a_planned_switch_stops_forms_for_as_long_as_nothing_can_be_written_and_no_page(self):
        portal = self.portal
        workers, member = portal.workers(), portal.register()
        portal.forget_throttles()
        self.assertEqual(self.ready(), {200})
        self.socket.rename(self.old)
        self.lead_to(self.old)
        old = Sql(self.old)
        self.addCleanup(old.close)
        self.addCleanup(old, "SET GLOBAL read_only = 0")
        self.addCleanup(self.old.rename, self.socket)
        with Senders(portal, member) as senders:
            time.sleep(1)
            fenced_at = time.monotonic()
            old("SET GLOBAL read_only = 1")
            refusing_since = time.monotonic()
            second = self.second_server()
            ready_meanwhile = self.ready()
            for _ in range(300):  # a quick machine has the second server before a form was sent
                if sum(refusing_since < asked < time.monotonic() - 1 for asked, _ in list(senders.forms)) >= 3:
                    break
                time.sleep(0.1)
            switched_at = time.monotonic()
            self.lead_to(second)
            time.sleep(AFTER_SECONDS)
        before = [status for asked, status in senders.forms if asked < fenced_at]
        meanwhile = [status for asked, status in senders.forms if refusing_since < asked < switched_at - 1]
        after = [status for asked, status in senders.forms if asked > switched_at]
        tell(
            f"forms: {len(before)} before, {len(meanwhile)} while nothing could be written {sorted(set(meanwhile))}, "
            f"{len(after)} after the switch, {len([status for status in after if status != 303])} of them failed; "
            f"{len(senders.pages)} pages, {len([s for _, s in senders.pages if s != 200])} failed"
        )
        self.assertEqual(set(before), {303})
        self.assertEqual(set(meanwhile), {503})
        self.assertEqual(ready_meanwhile, {503})
        self.assertEqual(set(after), {303})
        self.assertGreater(len(after), 20)
        self.assertEqual({status for _, status in senders.pages}, {200})
        self.assertEqual(self.ready(), {200})
        self.assertEqual(portal.workers(), workers)
        # What is done now is done on the new one, by every worker, and is seen by every worker.
        browser = portal.sign_in(member)
        for _ in range(20):
            self.assertEqual(browser.get("/mihon/home").status, 200)
        # The mailer was never told either.
        address = next(address for asked, address in reversed(senders.mails) if asked > switched_at)
        self.assertTrue(portal.mails_to(address))
