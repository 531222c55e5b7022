"""What goes wrong, when, and how long it takes until all is well: planned from the seed, done to real processes.

A fault is done, held for a while, taken back, and then the time is taken until a page and a form work again. Which
COMMIT is struck, and what a member was doing when the database died, no seed says: the plan is repeated, the play is
not."""

import email
import email.policy
import http.client
import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from commits import WAYS
from installation import SOURCE, command_of, ended
from players import MAIL_SECONDS, Nothing
from ports import held_port

RECOVERY_SECONDS_MAX = 60
FILE_SECONDS_MAX = 10  # until one falls into the inbox
# A mail server's misbehaviour, for as many mails: the last words are the sink's (tests/support/sink.py).
RELAY = {
    "relay puts off": "* 451@RCPT 5",
    "relay refuses the mail": "* 451@DOT 5",
    "relay hangs up before its answer": "* close@DOT 3",
    "relay takes a mail and is gone": "* accept-then-RST@DOT 3",
    "relay is slow": "* sleep2@DOT 5",
    "relay greets with 421": "* 421@banner 4",
}
DOUBLING_RELAY = ("relay takes a mail and is gone", "relay is slow")


class Relay:
    """A mail server that keeps what it took, and can be killed and started on the same port."""

    def __init__(self, folder):
        self.folder = folder
        self.log, self.script, self.kept = folder / "relay.log", folder / "relay.script", folder / "mails"
        self.kept.mkdir()
        self.log.touch()
        self.port, self.process = held_port(), None  # its own while it is dead, too
        self.rules = []  # (when it was given, the rule): each holds until the next one
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, SOURCE / "tests" / "support" / "sink.py", "--port", str(self.port), "--log", self.log,
             "--script", self.script, "--keep", self.kept], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline(), "the mail server doesn't start"

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def end(self, keep):
        self.kill()
        if not keep:
            shutil.rmtree(self.folder)

    def misbehave(self, rule):
        """Rules are counted for as long as the sink lives: a comment makes the same rule another one."""
        self.rules.append((time.time(), rule))
        self.script.write_text(rule + "\n")

    def wait_for(self, address, words, since, stop):
        """The text of a mail to an address that holds those words."""
        deadline = time.monotonic() + MAIL_SECONDS
        while time.monotonic() < deadline and not stop.is_set():
            for file in sorted(self.kept.glob(f"{address}.*"), reverse=True):
                if file.stat().st_mtime >= since and words in (text := text_of(file)):
                    return text
            time.sleep(0.2)
        raise Nothing


def text_of(file):
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


class Mailer(threading.Thread):
    """A second mailer beside the demo's, started again when it dies, as systemd would."""

    def __init__(self, portal):
        super().__init__(daemon=True)
        self.portal, self.over, self.process = portal, threading.Event(), None

    def run(self):
        with open(self.portal.log / "mailer-2.log", "ab") as log:
            while not self.over.is_set():
                self.process = subprocess.Popen(
                    [self.portal.build / "portal-mailer", "--config", self.portal.config], stdin=subprocess.DEVNULL,
                    stdout=log, stderr=log)
                self.process.wait()
                self.over.wait(0.25)

    def end(self):
        self.over.set()
        if self.process is not None:
            self.process.terminate()
        self.join()


@dataclass
class Done:
    fault: str
    at: float  # since 1970
    until: float  # when it was taken back
    recovered: float  # seconds from then to a page and a form


class Breaker(threading.Thread):
    """Does one fault after another until the run is over. `disk` is a folder of a small file system, or None."""

    def __init__(self, seed, portal, commits, relay, mailer, disk, over):
        super().__init__(daemon=True, name="breaker")
        self.random = random.Random(f"{seed}/breaker")
        self.portal, self.commits, self.relay, self.mailer = portal, commits, relay, mailer
        self.disk, self.over = disk, over
        self.done, self.failure = [], None
        self._bag = []

    def run(self):
        try:
            while not self.over.is_set():
                self.over.wait(self.random.uniform(0.3, 2.0))
                self.break_one()
        except Exception as failure:  # noqa: BLE001: told by who waits for this thread
            self.failure = failure

    def faults(self):
        named = {f"a worker {way}": lambda way=way: self.commits.arm(way) for way in WAYS}
        named |= {words: lambda rule=rule, words=words: self.relay.misbehave(f"{rule} # {len(self.done)}")
                  for words, rule in RELAY.items()}
        named |= {
            "a worker is killed": lambda: self.kill(self.workers()),
            "a worker stands still": lambda: self.hold(self.some(self.workers()), 1, 4),
            "all workers starve": self.starve,
            "a mailer is killed": lambda: self.kill(self.mailers()),
            "a mailer stands still": lambda: self.hold(self.some(self.mailers()), 1, 6),
            "a command is killed": lambda: self.kill(self.commands()),
            "the inbox is killed over a file": self.kill_over_a_file,
            "MariaDB is killed": lambda: self.kill(self.portal.pids("mariadbd")),
            "MariaDB stands still": lambda: self.hold(self.some(self.portal.pids("mariadbd")), 1, 5),
            "nginx is ended": lambda: self.kill(self.portal.pids("/usr/sbin/nginx"), signal.SIGTERM),
            "a process of nginx is killed": lambda: self.kill(children_of(self.portal.pids("/usr/sbin/nginx"))),
            "the relay is killed": self.kill_relay,
        }
        if self.disk:
            named["the disk is full"] = self.fill
        return named

    def break_one(self):
        """Each kind once before any comes twice."""
        faults = self.faults()
        if not self._bag:
            self._bag = sorted(faults)
            self.random.shuffle(self._bag)
        name = self._bag.pop()
        at = time.time()
        faults[name]()
        until = time.time()
        self.done.append(Done(name, at, until, self.recovery()))

    def workers(self):
        return self.portal.workers()

    def mailers(self):
        second = [self.mailer.process.pid] if self.mailer.process else []
        return self.portal.pids("portal-mailer") + second

    def commands(self):
        """Also a clerk's, which no supervisor of the demo has started."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            words = command_of(int(folder.name))
            if self.portal.config in words and words[0].endswith("portalctl"):
                found.append(int(folder.name))
        return found

    def kill_over_a_file(self):
        """Within the few milliseconds in which it has begun one that fell in, if one does soon."""
        taking = Path(self.portal.var) / "inbox" / "mihon" / "taking"
        deadline = time.monotonic() + FILE_SECONDS_MAX
        while time.monotonic() < deadline and not self.over.is_set():
            if any(taking.glob("*.begun")):
                self.kill([pid for pid in self.commands() if "inbox" in command_of(pid)])
                return
            time.sleep(0.002)

    def some(self, pids):
        return [self.random.choice(pids)] if pids else []

    def kill(self, pids, sign=signal.SIGKILL):
        for pid in self.some(pids):
            ended(pid, sign)

    def hold(self, pids, least, most):
        for pid in pids:
            ended(pid, signal.SIGSTOP)
        time.sleep(self.random.uniform(least, most))
        for pid in pids:
            ended(pid, signal.SIGCONT)

    def starve(self):
        """A tenth of a processor is left to them, for a while."""
        for _ in range(10):
            self.hold(self.workers(), 0.2, 0.3)
            time.sleep(0.03)

    def kill_relay(self):
        self.relay.kill()
        time.sleep(self.random.uniform(0.5, 3))
        self.relay.start()

    def fill(self):
        """Until not a byte more can be written."""
        path = self.disk / "filler"
        with open(path, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(1 << 20))
            except OSError:
                pass
        time.sleep(self.random.uniform(1, 4))
        path.unlink()

    def recovery(self):
        """Seconds until a page and a form that writes are there again: of another society, as one's mails of an hour
        are for those who play."""
        began = time.monotonic()
        while time.monotonic() - began < RECOVERY_SECONDS_MAX:
            try:
                browser = self.portal.browser()
                if browser.get("/tameshi/register").status == 200:
                    asked = browser.post("/tameshi/register", {"email": f"probe.{secrets.token_hex(8)}@example.jp"})
                    browser.close()
                    if asked.status == 303:
                        return time.monotonic() - began
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.02)
        raise TimeoutError(f"nothing works {RECOVERY_SECONDS_MAX} s after a fault; those before: {self.done[-3:]}")

    def doubling(self):
        """From when until when something was done that can make a program do again what was done: it, the database or
        the mail server was killed, cut off or slow."""
        kinds = ("mailer", "MariaDB", "the relay", "disk", "COMMIT")
        spans = [(done.at, done.until) for done in self.done if any(kind in done.fault for kind in kinds)]
        for (given, rule), (replaced, _) in zip(self.relay.rules, self.relay.rules[1:]):
            if any(rule.startswith(RELAY[words]) for words in DOUBLING_RELAY):
                spans.append((given, replaced))
        return sorted(spans)


def children_of(parents):
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) in parents:
                found.append(int(folder.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return sorted(found)
