#!/usr/bin/python3
"""The whole portal on one machine, for a look, for the browser tests and for trying faults. ./run builds and starts it.

Everything lives in one folder (--var) and listens on loopback: a MariaDB of its own, workers of both pools on listening
sockets as systemd would hand them down, the mailer, a mail inbox with a web page, nginx. Three societies come in by the
ordinary portalctl commands. A second start keeps the data; --fresh starts anew. A process that dies is started again.
When all is up, FOLDER/addresses.json says where, with the postcards; it is gone again when the demo has stopped.
"""

import argparse
import csv
import fcntl
import getpass
import hashlib
import ipaddress
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import family
from member import register
from ports import PortTaken, held_port
from private_mariadb import PrivateMariadb
from supervisor import StopAsked, Supervisor, stop_on_signals

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent
DATA = HERE / "data"
INBOX_SETTLE_SECONDS = 2
INBOX_EVERY_SECONDS = 2
WEB_WORKERS = 3
AUTH_WORKERS = 2
LISTEN_BACKLOG = 1024
JAPAN = timedelta(hours=9)
SOCKET_PATH_BYTES_MAX = 107
FIRST_PAGE_SECONDS_MAX = 20.0
POSTCARDS_SHOWN = 3
PORT_MAX = 65535
ARRIVALS_EVERY_SECONDS = 60
MEMBER = {"login_id": "demo.member", "password": "mihon no demo 8", "nickname": "デモ"}

SOCIETIES = {
    "mihon": {
        "settings": ["--name", "見本健康保険組合", "--telephone", "03-0000-0000", "--hours", "平日 9:00～17:00",
                     "--mail-from", "info@mihon.example.jp", "--site", "https://www.mihon.example.jp/",
                     "--listed", "yes"],
        "member_files": ["mihon-members.csv", "mihon-members-utf8.csv"],
        "expense_files": ["mihon-expenses.csv"],
        "limits": "mihon-limits.toml",
    },
    "tameshi": {
        "settings": ["--name", "試し健康保険組合", "--telephone", "03-0000-0001", "--hours", "平日 10:00～16:00",
                     "--mail-from", "info@tameshi.example.jp", "--site", "https://www.tameshi.example.jp/",
                     "--listed", "yes", "--birth-date-check", "yes", "--accent", "#6b3fa0",
                     "--expense-pdf-official", "yes"],
        "member_files": ["tameshi-members.csv"],
        "expense_files": ["tameshi-expenses.csv"],
    },
    family.SLUG: {
        "settings": ["--name", "見本くらし総合サービスグループ健康保険組合", "--telephone", "03-0000-0002", "--hours", "平日 9:30～18:00",
                     "--mail-from", "info@kurashi.example.jp", "--site", "https://www.kurashi.example.jp/",
                     "--contact-form", "https://www.kurashi.example.jp/contact/", "--relay-calls", "yes",
                     "--listed", "yes"],
        "member_files": ["kurashi-members.csv"],
        "expense_files": ["kurashi-expenses.csv"],
        "limits": "mihon-limits.toml",
        "texts": "mihon",
        "articles_max": 2,
        "protected": [family.PROTECTED],
        "accounts": family.ACCOUNTS,
        "later_member_files": ["kurashi-leaving.csv"],
    },
}


class CannotStart(Exception):
    """Says what is wrong and what to do about it."""


class Folders:
    """Where things lie inside --var. Sockets move elsewhere when their paths would be too long, or hold a space."""

    def __init__(self, var):
        self.var = Path(var).resolve()
        self.database = self.var / "database"
        self.secrets = self.var / "secrets"
        self.log = self.var / "log"
        self.nginx = self.var / "nginx"
        self.mail = self.var / "mail"
        self.members = self.var / "members"
        self.postcards = self.var / "postcards"
        self.error_pages = self.var / "error-pages"
        self.drops = self.var / "inbox"
        self.documents = self.var / "documents"
        self.config = self.var / "portal.toml"
        self.loaded = self.var / "loaded"
        self.addresses = self.var / "addresses.json"
        self.lock = self.var / "lock"
        self.run = self._plain(self.var / "run")

    def _plain(self, folder):
        if len(os.fsencode(folder / "mariadb.sock.pid")) <= SOCKET_PATH_BYTES_MAX and not re.search(r"\s", str(folder)):
            return folder
        digest = hashlib.sha256(os.fsencode(self.var)).hexdigest()[:12]
        return Path("/tmp") / f"kenko-portal-{os.getuid()}-{digest}"

    def all(self):
        return [self.var, self.secrets, self.log, self.nginx, self.mail, self.members, self.postcards, self.error_pages,
                self.drops, self.documents, self.run]

    def create(self):
        if self.var.exists() and any(self.var.iterdir()) and not self.lock.exists():
            raise CannotStart(f"{self.var} holds something that is not the demo's; choose another folder with --var")
        for folder in self.all():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.documents.chmod(0o711)  # as where workers are somebody else: they look whether a PDF is there, by its name
        if self.run.stat().st_uid != os.getuid():
            raise CannotStart(f"{self.run} belongs to somebody else; choose a shorter folder with --var")

    def forget(self):
        """Takes the demo's data away, and nothing that the demo did not make."""
        for folder in self.all()[1:] + [self.database]:
            shutil.rmtree(folder, ignore_errors=True)
        for file in (self.config, self.loaded, self.addresses):
            file.unlink(missing_ok=True)


class Demo:
    def __init__(self, options):
        self.options = options
        self.folders = Folders(options.var)
        self.build = Path(options.build).resolve()
        self.lock_file = None
        self.supervisor = Supervisor(self.folders.log)
        self.database = PrivateMariadb(self.folders.database, self.folders.run / "mariadb.sock", self.folders.secrets)

    def start(self):
        """Leaves the portal answering, or raises CannotStart."""
        self.check_programs()
        self.folders.create()
        self.lock()
        if self.options.fresh:
            self.folders.forget()
            self.folders.create()
        self.take_ports()
        self.start_database()
        self.write_config()
        self.load_data()
        self.start_programs()
        self.wait_for_first_page()
        self.show_arrivals()
        self.write_addresses()

    def check_programs(self):
        missing = [name for name in ("portal-web", "portal-mailer", "portalctl") if not (self.build / name).exists()]
        if missing:
            raise CannotStart(f"{', '.join(missing)} not found in {self.build}; ./run builds them")

    def lock(self):
        """One demo per folder; the lock ends with the process, however it ends."""
        lock_file = open(self.folders.lock, "w")
        try:
            fcntl.flock(lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.lock_file = lock_file
        except BlockingIOError:
            raise CannotStart(f"a demo already runs in {self.folders.var}; stop it, or choose another --var") from None

    def take_ports(self):
        self.port = port_for("--port", self.options.port)
        if self.options.smtp is None:
            self.inbox_port = port_for("--inbox-port", self.options.inbox_port)
            self.inbox_smtp_port = held_port()
        self.origin = self.options.public_origin or f"http://localhost:{self.port}"

    # The database

    def start_database(self):
        self.database.install(self.folders.log / "mariadb-install.log")
        child = self.supervisor.start("mariadb", self.database.server_command())
        if not self.database.wait_until_ready(child):
            raise CannotStart("the database does not start; its log ends with\n" + self.end_of_log("mariadb"))
        if not self.was_done("database"):
            self.database.create_schema_and_users()
            self.note_done("database")

    # Data, by the commands that a sysadmin uses

    def load_data(self):
        self.portalctl("config", "create-secrets", "--apply")
        self.portalctl("schema", "migrate", "--apply")
        for slug, society in SOCIETIES.items():
            self.load_society(slug, society)
        self.portalctl("society", "error-pages", "--apply", self.folders.error_pages)
        self.portalctl("inbox", "run", "--apply")

    def load_society(self, slug, society):
        source = society.get("texts", slug)
        texts = ("--front-page", DATA / f"{source}-front.toml", "--postcard", DATA / f"{source}-postcard.toml")
        self.once(f"society {slug}", "society", "add", "--apply", slug, *society["settings"], *texts)
        for name in society["member_files"]:
            self.once(f"members {name}", "--society", slug, "member", "import", self.copy_of(name), "--apply")
        for name in society["expense_files"]:
            self.once(f"expenses {name}", "--society", slug, "expense", "import", self.copy_of(name), "--apply")
        for member in society.get("protected", ()):
            self.once(f"protected {slug} {member}", "--society", slug, "member", "protect", member, "--apply")
        self.once(f"documents {slug}", "--society", slug, "document", "import", self.copy_of(f"{slug}-documents"),
                  "--apply")
        for noun in ("notice", "topic"):
            for file in sorted((DATA / f"{source}-{noun}s").glob("*.md"))[:society.get("articles_max")]:
                self.once(f"{noun} {slug} {file.stem}", "--society", slug, noun, "publish", file, "--apply")
        if "limits" in society:
            self.once(f"limits {slug}", "--society", slug, "limit", "import", DATA / society["limits"], "--apply")
        self.offer_screenings(slug, source)
        self.once(f"postcards {slug}", "--society", slug, "postcard", "issue", "--apply", "--csv",
                  self.postcard_file(slug),
                  "--pdf", self.postcard_file(slug).with_suffix(".pdf"))

    def offer_screenings(self, slug, source):
        """At each start: whatever day it is, some are open."""
        values = screening_dates(today_in_japan())
        files = []
        for file in sorted((DATA / f"{source}-screenings").glob("*.toml")):
            files.append(self.folders.members / file.name)
            files[-1].write_text(filled_in(file.read_text(), values))
        if files:
            self.portalctl("--society", slug, "screening", "import", *files, "--apply")

    def copy_of(self, name):
        """The import leaves its report beside the file it reads, so it gets one inside --var."""
        target = self.folders.members / name
        if name in family.FILES:
            target.write_text(family.FILES[name](today_in_japan()))
            return target
        if name == family.DOCUMENTS:
            return family.documents(target, DATA, today_in_japan())
        if (DATA / name).is_dir():
            return shutil.copytree(DATA / name, target, dirs_exist_ok=True)
        return shutil.copy(DATA / name, target)

    def once(self, step, *arguments):
        if not self.was_done(step):
            self.portalctl(*arguments)
            self.note_done(step)

    def was_done(self, step):
        return self.folders.loaded.exists() and step in self.folders.loaded.read_text().splitlines()

    def note_done(self, step):
        with open(self.folders.loaded, "a") as loaded:
            loaded.write(step + "\n")

    def portalctl(self, *arguments):
        command = [self.build / "portalctl", "--config", self.folders.config, *arguments]
        finished = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        with open(self.folders.log / "portalctl.log", "a") as log:
            log.write(f"$ portalctl {' '.join(map(str, arguments))}\n{finished.stdout}{finished.stderr}")
        if finished.returncode != 0:
            raise CannotStart(f"portalctl {' '.join(map(str, arguments))} ended with {finished.returncode}:\n"
                              f"{finished.stderr or finished.stdout}\n"
                              f"if the data in {self.folders.var} are damaged, --fresh throws them away")

    # Somebody who is registered already, and has a mail about what is new

    def show_arrivals(self):
        self.register("member", "mihon", lambda card: card["email"], MEMBER)
        for slug, society in SOCIETIES.items():
            for account in society.get("accounts", ()):
                choices = {name: value for name, value in account.items() if name != "member"}
                self.register(f"account {account['login_id']}", slug,
                              lambda card, member=account["member"]: card["member"] == member, choices)
            for name in society.get("later_member_files", ()):
                self.once(f"members {name}", "--society", slug, "member", "import", self.copy_of(name), "--apply",
                          "--allow-ending", "1")
        for file in sorted((DATA / "mihon-arrivals").glob("*.md")):
            self.once(f"arrival {file.stem}", "--society", "mihon", "notice", "publish", file, "--apply")
        self.portalctl("arrivals", "send", "--apply")
        self.supervisor.start("arrivals", [HERE / "repeat.py", ARRIVALS_EVERY_SECONDS, self.build / "portalctl",
                                           "--config", self.folders.config, "arrivals", "send", "--apply"])

    def register(self, step, slug, is_theirs, choices):
        """Not over https: the cookies want TLS. Visitors may have used up the cards."""
        card = next((card for card in self.unused_postcards(slug) if is_theirs(card)), None)
        if self.was_done(step) or not self.origin.startswith("http://") or card is None:
            return
        try:
            register(f"http://localhost:{self.port}/{slug}", card, **choices)
        except (OSError, ValueError) as error:
            raise CannotStart(f"the demo's member can't be registered: {error}\nlook into {self.folders.log}; "
                              "--fresh begins with new postcards") from None
        self.note_done(step)

    def postcard_file(self, slug):
        return self.folders.postcards / f"{slug}.csv"

    # Programs

    def start_programs(self):
        if self.options.smtp is None:
            self.supervisor.start("inbox", [HERE / "inbox.py", "--directory", self.folders.mail,
                                            "--smtp-port", self.inbox_smtp_port, "--web-port", self.inbox_port])
        for pool, count in (("web", WEB_WORKERS), ("auth", AUTH_WORKERS)):
            listener = listening_socket(self.folders.run / f"{pool}.sock")
            for number in range(1, count + 1):
                self.supervisor.start(f"{pool}-{number}", [self.build / "portal-web", "--config", self.folders.config,
                                                           "--pool", pool], stdin=listener)
        self.supervisor.start("mailer", [self.build / "portal-mailer", "--config", self.folders.config])
        self.supervisor.start("import", [self.build / "portalctl", "--config", self.folders.config, "inbox", "run",
                                         "--apply"],
                              every_seconds=INBOX_EVERY_SECONDS)
        self.start_nginx()

    def start_nginx(self):
        shutil.copytree(SOURCE / "nginx" / "snippets", self.folders.nginx / "snippets", dirs_exist_ok=True)
        values = {
            "VAR": self.folders.var,
            "RUN": self.folders.run,
            "BUILD": self.build,
            "PORT": self.port,
            "SERVER_NAMES": " ".join(sorted({"localhost", "127.0.0.1", urllib.parse.urlsplit(self.origin).hostname})),
            "USER_LINE": f"user {getpass.getuser()};" if os.getuid() == 0 else "",
        }
        main_file = self.folders.nginx / "nginx.conf"
        main_file.write_text(filled_in((SOURCE / "nginx" / "demo.conf").read_text(), values))
        self.supervisor.start("nginx", ["/usr/sbin/nginx", "-p", self.folders.nginx, "-c", main_file,
                                        "-e", self.folders.log / "nginx-error.log"])

    def write_config(self):
        host, port = self.options.smtp if self.options.smtp else ("127.0.0.1", self.inbox_smtp_port)
        users = "\n".join(
            f'{user:<7} = {{ user = "portal_{user}", password_file = "{self.database.password_file(user)}" }}'
            for user in ("web", "mail", "ctl", "migrate")
        )
        text = CONFIG.format(
            origin=self.origin, templates=SOURCE / "templates", error_pages=self.folders.error_pages,
            documents=self.folders.documents,
            socket=self.database.socket_path, users=users, secrets=self.folders.secrets, smtp_host=host, smtp_port=port,
            smtp_tls="none" if is_loopback(host) else "starttls", drops=self.folders.drops,
            settle_seconds=INBOX_SETTLE_SECONDS,
        )
        self.folders.config.write_text(text)

    # Ready

    def wait_for_first_page(self):
        deadline = time.monotonic() + FIRST_PAGE_SECONDS_MAX
        while time.monotonic() < deadline:
            for child in self.supervisor.children:
                if not child.alive() and child.every_seconds is None:
                    raise CannotStart(f"{child.name} ended; its log ends with\n" + self.end_of_log(child.name))
            if answers(f"http://127.0.0.1:{self.port}/"):
                return
            time.sleep(0.02)
        raise CannotStart(f"no page after {FIRST_PAGE_SECONDS_MAX:.0f} s; look into {self.folders.log}")

    def write_addresses(self):
        facts = {
            "pid": os.getpid(),
            "origin": self.origin,
            "port": self.port,
            "inbox": None if self.options.smtp else f"http://localhost:{self.inbox_port}",
            "config": str(self.folders.config),
            "postcards": {slug: self.unused_postcards(slug) for slug in SOCIETIES},
            "accounts": {slug: society.get("accounts", []) for slug, society in SOCIETIES.items()},
        }
        partial = self.folders.addresses.with_suffix(".part")
        partial.write_text(json.dumps(facts, ensure_ascii=False, indent=1))
        partial.rename(self.folders.addresses)

    def unused_postcards(self, slug):
        used = self.database.run_as_root(
            "SELECT login_id FROM kenko_portal.postcards JOIN kenko_portal.societies ON societies.id = society_id"
            f" WHERE slug = '{slug}' AND used_at IS NOT NULL").split()
        return [card for card in postcards_in(self.postcard_file(slug)) if card["login_id"] not in used]

    def end_of_log(self, name):
        file = self.folders.log / f"{name}.log"
        lines = file.read_text(errors="replace").splitlines() if file.exists() else []
        return "\n".join("    " + line for line in lines[-10:]) + f"\n    ({file})"

    def stop(self):
        if self.lock_file is not None:
            self.folders.addresses.unlink(missing_ok=True)
        self.supervisor.stop()


CONFIG = """\
# Written by demo/demo.py at each start.
demo = true

[public]
origin = "{origin}"

[paths]
templates   = "{templates}"
error_pages = "{error_pages}"
documents   = "{documents}"

[database]
socket  = "{socket}"
schema  = "kenko_portal"
{users}

[secrets]
directory = "{secrets}"

[smtp]
host = "{smtp_host}"
port = {smtp_port}
tls  = "{smtp_tls}"

[inbox]
folder         = "{drops}"
settle_seconds = {settle_seconds}
"""


def screening_dates(today):
    """This fiscal year's and the next one's days; until a day that is at least two weeks off, if the year has one."""
    year = today.year if today.month >= 4 else today.year - 1
    ends = [date(year, 11, 30), date(year + 1, 1, 31), date(year + 1, 3, 31)]
    until = next((end for end in ends if end - today >= timedelta(days=14)), ends[-1])
    return {"FISCAL_YEAR": year, "FIRST_DAY": date(year, 4, 1), "UNTIL": until, "NEXT_YEAR": year + 1,
            "NEXT_FIRST_DAY": date(year + 1, 4, 1)}


def today_in_japan():
    return (datetime.now(timezone.utc) + JAPAN).date()


def filled_in(text, values):
    for name, value in values.items():
        text = text.replace("{{" + name + "}}", str(value))
    return text


def listening_socket(path):
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(path))
    listener.listen(LISTEN_BACKLOG)
    return listener


def port_for(option, wanted):
    try:
        return held_port(wanted)
    except PortTaken as reason:
        raise CannotStart(f"port {wanted} can't be had ({reason}); choose another with {option}") from None


def is_loopback(host):
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def postcards_in(file):
    """The postcards as a print shop gets them."""
    rows = csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines())
    return [
        {"name": row["氏名"], "login_id": row["ログインID"], "password": row["仮パスワード"], "email": row["メールアドレス"],
         "member": "-".join((row["記号"], row["番号"], row["枝番"]))}
        for row in rows
    ]


def announce(demo):
    facts = json.loads(demo.folders.addresses.read_text())
    print(f"\nThe portal:  {demo.origin}/\nThe society: {demo.origin}/mihon/")
    if facts["inbox"]:
        print(f"The inbox:   {facts['inbox']}/")
    else:
        print("Mails go to:", *demo.options.smtp)
    print(f"\nPostcards of 見本健康保険組合 not used yet (all: {demo.postcard_file('mihon').with_suffix('.pdf')}, and .csv)")
    cards = facts["postcards"]["mihon"]
    printed = [card for card in cards if card["email"]]
    for card in [card for card in cards if not card["email"]][: POSTCARDS_SHOWN - 1] + printed[:1]:
        way = f"/mihon/login/preset (prints {card['email']})" if card["email"] else "/mihon/register"
        print(f"  {card['name']}  login ID {card['login_id']}  initial password {card['password']}  {way}")
    if demo.was_done("member"):
        print(f"\nRegistered already: login ID {MEMBER['login_id']}, password {MEMBER['password']}")
    for slug, society in SOCIETIES.items():
        for account in society.get("accounts", ()):
            print(f"  /{slug}  {account['nickname']}  login ID {account['login_id']}, password {account['password']}")
    print(f"\nFiles dropped in {demo.folders.drops}/mihon/expenses (members, notices, topics)"
          " are taken in by themselves.")
    print(f"\nLogs in {demo.folders.log}. Ctrl-C stops everything; the data stay.", flush=True)


def port_number(text):
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > PORT_MAX:
        raise argparse.ArgumentTypeError(f"write a number from 0 to {PORT_MAX}")
    return int(text)


def host_and_port(text):
    host, colon, port = text.rpartition(":")
    if not colon or not host:
        raise argparse.ArgumentTypeError("write HOST:PORT")
    return host.strip("[]"), port_number(port)


def origin_of(text):
    parts = urllib.parse.urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise argparse.ArgumentTypeError("write https://HOST or http://localhost:PORT")
    return text.rstrip("/")


def read_options():
    parser = argparse.ArgumentParser(prog="./run", description="starts the portal with a demo's data, on this machine")
    parser.add_argument("--port", type=port_number, default=8080, help="of the portal (8080; 0: any free one)")
    parser.add_argument("--inbox-port", type=port_number, default=8081,
                        help="of the mail inbox's page (8081; 0: any free one)")
    parser.add_argument("--smtp", type=host_and_port, metavar="HOST:PORT", help="send mails there instead of the inbox")
    parser.add_argument("--var", default=SOURCE / "var", metavar="DIR", help="where everything is kept (var)")
    parser.add_argument("--public-origin", type=origin_of, metavar="URL", help="what members' browsers call the portal")
    parser.add_argument("--fresh", action="store_true", help="throw the demo's data away first")
    parser.add_argument("--jobs", metavar="N", help="build with so many at once (all processors)")
    parser.add_argument("--build", default=SOURCE / "build", metavar="DIR", help="where the programs are (build)")
    return parser.parse_args()


def main():
    options = read_options()
    stop_on_signals()
    demo = Demo(options)
    try:
        demo.start()
        announce(demo)
        demo.supervisor.watch()
    except StopAsked:
        print("\nstopping", flush=True)
    except CannotStart as reason:
        sys.exit(f"./run: {reason}")
    except OSError as error:
        sys.exit(f"./run: {error}\n{demo.folders.var} must be a folder that you may write, with room; "
                 "or choose another with --var")
    except subprocess.CalledProcessError as failed:
        sys.exit(f"./run: {failed.cmd[0]} ended with {failed.returncode}: {failed.stderr or ''}\n"
                 f"look into {demo.folders.log}")
    finally:
        demo.stop()


if __name__ == "__main__":
    main()
