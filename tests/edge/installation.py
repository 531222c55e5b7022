"""The whole portal, started once for all tests of this folder by demo/demo.py in a folder that is thrown away,
with members enough to use up. Also the ways to look behind it: its processes, its logs, its database, its mails."""

import csv
import functools
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from client import SECRETS, Browser

SOURCE = Path(__file__).resolve().parents[2]
START_SECONDS_MAX = 120
STOP_SECONDS_MAX = 40
MAIL_SECONDS_MAX = 20
EDGE_MEMBERS = 80
ROUTES_MIN = 30  # of one kind; fewer: the lines are written another way now
PASSWORD = "Midori no kitsune 85"
BORN = "1985-02-03"
MEMBER_COLUMNS = ("記号", "番号", "枝番", "続柄", "氏名", "フリガナ", "生年月日", "性別", "資格取得日", "資格喪失日", "メールアドレス", "郵便番号", "住所")


def routes(kind):
    r"""Paths of the lines of handlers/routes.cpp that begin with that pattern: get\w*, post\w*."""
    found = re.findall(rf'\b{kind}\("(/[^"]*)"', (SOURCE / "handlers" / "routes.cpp").read_text())
    assert len(found) >= ROUTES_MIN, f"only {found}"
    return found


@dataclass
class Postcard:
    society: str
    login_id: str
    password: str
    name: str
    number: str


@dataclass
class Member:
    """Somebody with an account, and what only they should ever see."""

    society: str
    login_id: str
    password: str
    name: str
    nickname: str


class Sql:
    """One connection of the database's root, kept open."""

    END = "-- that was all --"

    def __init__(self, socket_path, user="root", password_file=None):
        self._command = [
            "mariadb",
            "--no-defaults",
            f"--socket={socket_path}",
            f"--user={user}",
            "--batch",
            "--unbuffered",
            "--skip-column-names",
            "--force",
            "--raw",
            "kenko_portal",
        ]
        self._environment = dict(os.environ)
        if password_file:
            self._environment["MYSQL_PWD"] = Path(password_file).read_text().strip()
        self._process = None

    def __call__(self, statement):
        """The rows as lists of texts; a refusal as one row ["ERROR …"]."""
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                env=self._environment,
            )
        self._process.stdin.write(f"{statement};\nSELECT '{self.END}';\n")
        self._process.stdin.flush()
        rows = []
        for line in self._process.stdout:
            if line.rstrip("\n") == self.END:
                return [row for row in rows if row[0].startswith("ERROR ")] or rows
            rows.append(line.rstrip("\n").split("\t"))
        raise ConnectionError(f"the database is away: {rows}")

    def number(self, statement):
        return int(self(statement)[0][0])

    def close(self):
        if self._process is not None:
            self._process.stdin.close()
            self._process.stdout.close()
            self._process.wait()
            self._process = None


class Installation:
    def __init__(self, build):
        self.build = Path(build).resolve()
        self.folder = Path(tempfile.mkdtemp(prefix="edge-"))
        self.var = self.folder / "var"
        self.log = self.var / "log"
        self.process = None
        self._numbers = itertools.count(1)

    # Starting and stopping

    def start(self, *options):
        """Seconds until the first page answered."""
        began = time.monotonic()
        command = [
            "/usr/bin/python3",
            SOURCE / "demo" / "demo.py",
            "--var",
            self.var,
            "--port",
            "0",
            "--inbox-port",
            "0",
            "--build",
            self.build,
            *options,
        ]
        with open(self.folder / "demo.log", "ab") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        facts_file = self.var / "addresses.json"
        while not facts_file.exists():
            if self.process.poll() is not None or time.monotonic() - began > START_SECONDS_MAX:
                raise RuntimeError("the demo does not start:\n" + (self.folder / "demo.log").read_text())
            time.sleep(0.02)
        took = time.monotonic() - began
        facts = json.loads(facts_file.read_text())
        self.port, self.inbox, self.config, self.origin = (
            facts["port"],
            facts["inbox"],
            facts["config"],
            facts["origin"],
        )
        self.run = Path(re.search(r'socket  = "(.*)/mariadb.sock"', Path(self.config).read_text()).group(1))
        self.sql = Sql(self.run / "mariadb.sock")
        if not hasattr(self, "_postcards"):
            self._postcards = {
                slug: [
                    Postcard(slug, card["login_id"], card["password"], card["name"], card["member"])
                    for card in cards
                    if card["email"]
                ]
                for slug, cards in facts["postcards"].items()
            }
        return took

    def add_members(self):
        """Members of our own, all with an address on their postcard."""
        for society, count in (("mihon", EDGE_MEMBERS), ("tameshi", EDGE_MEMBERS // 8)):
            members, cards = self.folder / f"{society}.csv", self.folder / f"{society}-postcards.csv"
            with open(members, "w", encoding="utf-8", newline="") as file:
                rows = csv.writer(file)
                rows.writerow(MEMBER_COLUMNS)
                for number in range(1, count + 1):
                    rows.writerow(
                        (
                            "90",
                            f"{number:07}",
                            "00",
                            "本人",
                            f"{society[0]}縁側　{kanji_number(number)}郎",
                            "エンガワ　シロウ",
                            BORN,
                            "男",
                            "2010-04-01",
                            "",
                            f"edge{number}@example.jp",
                            "000-0090",
                            f"縁側県縁側市{number}番地",
                        )
                    )
            self.portalctl("--society", society, "member", "import", members, "--apply")
            self.portalctl("--society", society, "postcard", "issue", "--apply", "--csv", cards)
            with open(cards, encoding="utf-8-sig", newline="") as file:
                self._postcards[society] += [
                    Postcard(
                        society, row["ログインID"], row["仮パスワード"], row["氏名"], "-".join((row["記号"], row["番号"], row["枝番"]))
                    )
                    for row in csv.DictReader(file)
                ]
        for card in sum(self._postcards.values(), []):
            SECRETS.add(card.password)

    def portalctl(self, *arguments):
        command = [self.build / "portalctl", "--config", self.config, *arguments]
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True).stdout

    def stop(self):
        if self.process is not None:
            if hasattr(self, "sql"):
                self.sql.close()
            self.process.terminate()
            self.process.wait(STOP_SECONDS_MAX)
            self.process = None

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    # Visitors and members

    def browser(self, source=""):
        return Browser(self.port, source)

    def postcard(self, society="mihon"):
        """One that nobody else gets."""
        return self._postcards[society].pop()

    def all_postcards(self, society):
        return list(self._postcards[society])

    def login_id(self):
        return f"edge.{next(self._numbers)}.{os.getpid()}"

    def register(self, society="mihon", card=None, nickname=None):
        """A member with an account, by the entry for people whose address is printed on their postcard."""
        card = card or self.postcard(society)
        browser = self.browser()
        self.enter_with_postcard(browser, card)
        member = Member(society, self.login_id(), PASSWORD, card.name, nickname or f"縁{next(self._numbers)}さん")
        done = self.choose_account(browser, member)
        browser.close()
        assert done.status == 303 and done.location == f"/{society}/register/done", (done.status, done.location)
        return member

    def enter_with_postcard(self, browser, card, path="/login/preset"):
        browser.get(f"/{card.society}{path}")
        typed = {"login_id": card.login_id, "password": card.password}
        if card.society == "tameshi":  # the one that asks for it; while the database is killed, only the other is tried
            typed["birth_date"] = self.birth_date(card)
        entered = browser.post(f"/{card.society}{path}", typed)
        assert entered.status == 303 and entered.location == f"/{card.society}/register/account", entered.status
        return browser.get(entered.location)

    def birth_date(self, card):
        return self.sql(f"""
            SELECT m.birth_date FROM members m JOIN societies s ON s.id = m.society_id WHERE s.slug = '{card.society}'
            AND TRIM(LEADING '-' FROM CONCAT_WS('-', m.symbol, m.number, m.branch)) = '{card.number.lstrip("-")}'"""
                        )[0][0]

    def choose_account(self, browser, member):
        """Fills in ③ with the address that the page holds."""
        page = browser.get(f"/{member.society}/register/account").text
        address = re.search(r'name="email"[^>]* value="([^"]*)"', page).group(1)
        return browser.post(
            f"/{member.society}/register/account",
            {
                "new_login_id": member.login_id,
                "new_password": member.password,
                "new_password_confirm": member.password,
                "email": address,
                "nickname": member.nickname,
            },
        )

    def sign_in(self, member, source=""):
        browser = self.browser(source)
        browser.get(f"/{member.society}/login")
        answer = browser.post(f"/{member.society}/login", {"login_id": member.login_id, "password": member.password})
        assert answer.status == 303 and answer.location == f"/{member.society}/home", answer.status
        return browser

    # Mails

    def mails_to(self, address, count=1):
        """The texts of the mails to an address, oldest first, as soon as there are `count`."""
        url = f"{self.inbox}/messages.json?to={urllib.parse.quote(address)}"
        deadline = time.monotonic() + MAIL_SECONDS_MAX
        while time.monotonic() < deadline:
            with urllib.request.urlopen(url, timeout=10) as response:
                found = json.load(response)
            if len(found) >= count:
                texts = [self._mail_text(message["number"]) for message in sorted(found, key=lambda m: m["number"])]
                for text in texts:
                    for token in re.findall(r"\?t=([A-Za-z0-9_-]+)", text):
                        SECRETS.add(token)
                return texts
            time.sleep(0.05)
        raise AssertionError(f"{len(found)} of {count} mails to {address} came")

    def _mail_text(self, number):
        with urllib.request.urlopen(f"{self.inbox}/messages/{number}.json", timeout=10) as response:
            return json.load(response)["text"]

    def mail_link(self, address, society="mihon", browser=None):
        """Asks for the registration guide and returns the link of the newest mail."""
        browser = browser or self.browser()
        before = len(self.mails_to(address, 0))
        browser.get(f"/{society}/register")
        asked = browser.post(f"/{society}/register", {"email": address})
        assert asked.status == 303, asked.status
        return re.search(r"https?://\S+/register/start\?t=\S+", self.mails_to(address, before + 1)[-1]).group(0)

    # Behind the scenes

    def pids(self, *words):
        """The demo's children whose command line has all the words."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                command = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
            except (FileNotFoundError, ProcessLookupError):
                continue
            if parent == self.process.pid and all(any(word in part for part in command) for word in words):
                found.append(int(folder.name))
        return sorted(found)

    def workers(self, pool=""):
        return [pid for pid in self.pids("portal-web") if not pool or pool in command_of(pid)]

    def states_of_workers(self):
        """What each is doing, in the kernel's words: for the one that does not do what it should."""
        return {
            pid: [
                line
                for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith(("State", "Sig"))
            ] + [Path(f"/proc/{pid}/wchan").read_text()]
            for pid in self.workers()
        }

    def log_lines(self, name):
        """Every line of one log as JSON; a line that is none fails the test that asks."""
        with open(self.log / f"{name}.log", encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.strip()]

    def requests_of(self, request_id):
        """The workers' log lines about one request, with nginx's."""
        lines = [line for log in self.log.glob("web-*.log") for line in json_lines(log)]
        lines += [line for log in self.log.glob("auth-*.log") for line in json_lines(log)]
        return [line for line in lines if line.get("request") == request_id]

    def forget_throttles(self):
        self.sql("DELETE FROM throttles; DELETE FROM sign_in_attempts")


def tell(figures):
    """Into the run's output, on a line of its own."""
    print(f"\n  {figures}", flush=True)


def command_of(pid):
    """Its words; none when it has ended meanwhile."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except (FileNotFoundError, ProcessLookupError):
        return []


def json_lines(file):
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("{"):
            yield json.loads(line)


def kanji_number(number):
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def wait_until(condition, seconds, what):
    """Seconds that it took."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > seconds:
            raise AssertionError(f"not within {seconds} s: {what() if callable(what) else what}")
        time.sleep(0.01)
    return time.monotonic() - began


@functools.cache
def shared():
    """The installation of this run; run.py stops it."""
    installation = Installation(os.environ.get("EDGE_BUILD", SOURCE / "build"))
    try:
        installation.first_start_seconds = installation.start()
        installation.add_members()
    except BaseException:
        installation.stop()
        installation.remove()
        raise
    return installation


def stop_shared(keep):
    if shared.cache_info().currsize:
        shared().stop()
        if keep:
            print(f"kept: {shared().folder}", file=sys.stderr)
        else:
            shared().remove()


def ended(pid, sign=signal.SIGKILL):
    """Signals a process of ours; it may be gone already."""
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        pass
