"""What bench/run measures on: a portal's database with a society and a member in it, and the ways to ask for its pages,
each a nginx of its own with the repository's site configuration before its program (class Served).

One folder that is thrown away, processes of ours. The member has two dependents, lines of expenses, applications,
unread notices and new documents; the society as many members and lines as is said.
"""

import contextlib
import getpass
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import types
import urllib.error
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent
sys.path[:0] = [str(SOURCE / "demo"), str(SOURCE / "tests" / "edge")]
from client import Browser  # noqa: E402
from cpu import run_microseconds  # noqa: E402
from demo import SOCIETIES, Demo, filled_in, listening_socket  # noqa: E402
from installation import Sql  # noqa: E402
from member import register  # noqa: E402
from ports import held_port  # noqa: E402

SLUG = "mihon"
LOGIN_ID, PASSWORD = "bench.member", "mihon no hayasa 7"
WORKERS = 2
START_SECONDS_MAX = 20
TRIES = 5
LINES, MANY_LINES = 30, 150
STALE_TABLES = "members, applications, notices, notice_reads, documents, expenses, audit_log, accounts"

# A society of {members} members with {lines} lines each, everybody with an application, and a notice for all.
SOCIETY = """
    INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                         enrolled_on, postal_code, address)
    SELECT s.id, '77', LPAD(q.seq, 7, '0'), '00', '本人', CONCAT('見本　', q.seq), 'ミホン', 'ミホン', '1980-01-01', 'f',
           '2010-04-01', '1000001', '見本県見本市'
    FROM societies s JOIN seq_1_to_{members} q WHERE s.slug = 'mihon';
    INSERT INTO applications (society_id, kind, programme_id, applicant_id, member_id, status, applied_at, changed_at)
    SELECT m.society_id, 'screening', p.id, m.id, m.id, 'sent', UTC_TIMESTAMP(), UTC_TIMESTAMP()
    FROM members m JOIN (SELECT society_id, MIN(id) AS id FROM screening_programmes GROUP BY society_id) AS p
      ON p.society_id = m.society_id WHERE m.symbol = '77'"""
LINES_OF_SOCIETY = """
    INSERT INTO expenses
    SELECT m.society_id, m.id, {year} + INTERVAL q.seq MOD 9 MONTH, CONCAT('s', m.id, '-', q.seq), '医科外来',
           CONCAT('見本診療所', q.seq), 1, 10000, 7000, 0, 3000, 0, 0, 0, i.id
    FROM members m
    JOIN (SELECT society_id, MAX(id) AS id FROM imports WHERE kind = 'expenses' GROUP BY society_id) AS i
      ON i.society_id = m.society_id
    JOIN seq_1_to_{lines} q WHERE m.symbol = '77' AND m.number BETWEEN '{first:07}' AND '{last:07}'"""
ME = f"""(SELECT m.* , a.id AS account_id FROM accounts a JOIN members m ON m.society_id = a.society_id
          AND m.id = a.member_id WHERE a.login_id = '{LOGIN_ID}')"""
YEAR = "(SELECT DATE_FORMAT(UTC_DATE() - INTERVAL 3 MONTH, '%Y-01-01'))"
FAMILY = f"""
    UPDATE members p JOIN {ME} AS m ON p.society_id = m.society_id AND p.symbol = m.symbol AND p.number = m.number
      AND p.id <> m.id SET p.number = CONCAT('9', p.id);
    INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                         enrolled_on, postal_code, address)
    SELECT m.society_id, m.symbol, m.number, CONCAT('8', q.seq), '子', CONCAT('見本　', q.seq, '子'), 'ミホン', 'ミホン',
           '2015-04-01', 'f', '2015-04-01', m.postal_code, m.address
    FROM {ME} AS m JOIN seq_1_to_2 q;
    UPDATE members p JOIN {ME} AS m ON p.society_id = m.society_id AND p.id = m.id
    SET p.relation = '本人', p.sex = 'f', p.birth_date = '1980-01-01';
    INSERT INTO documents (society_id, member_id, kind, title, issued_on, file_name, bytes, file_digest, import_id,
                           added_at)
    SELECT m.society_id, m.id, '支給決定通知書', CONCAT('高額療養費支給決定通知書', q.seq), UTC_DATE() - INTERVAL q.seq DAY,
           'bench.pdf', 1000, SHA2(q.seq, 256), (SELECT MAX(id) FROM imports WHERE kind = 'documents'), UTC_TIMESTAMP()
    FROM {ME} AS m JOIN seq_1_to_2 q;
    INSERT INTO applications (society_id, kind, applicant_id, member_id, status, applied_at, changed_at)
    SELECT m.society_id, 'limit_certificate', m.id, p.id, IF(p.id = m.id, 'returned', 'received'), UTC_TIMESTAMP(),
           UTC_TIMESTAMP()
    FROM {ME} AS m
    JOIN members p ON p.society_id = m.society_id AND p.symbol = m.symbol AND p.number = m.number AND p.branch < '82';
    INSERT INTO applications (society_id, kind, programme_id, applicant_id, member_id, status, applied_at, changed_at)
    SELECT m.society_id, 'screening', (SELECT MIN(p.id) FROM screening_programmes p WHERE p.society_id = m.society_id),
           m.id, m.id, 'received', UTC_TIMESTAMP(), UTC_TIMESTAMP() FROM {ME} AS m"""
LINES_OF_FAMILY = f"""
    DELETE e FROM {ME} AS m
    STRAIGHT_JOIN members p ON p.society_id = m.society_id AND p.symbol = m.symbol AND p.number = m.number
    STRAIGHT_JOIN expenses e FORCE INDEX (PRIMARY) ON e.society_id = p.society_id AND e.member_id = p.id;
    INSERT INTO expenses
    SELECT m.society_id, p.id, {YEAR} + INTERVAL q.seq MOD 9 MONTH, CONCAT('bench-', p.branch, '-', q.seq), '医科外来',
           CONCAT('見本クリニック', q.seq), 2, 10000 + q.seq, 7000 + q.seq, 0, 3000, 0, 0, 0, i.id
    FROM {ME} AS m
    JOIN members p ON p.society_id = m.society_id AND p.symbol = m.symbol AND p.number = m.number
    JOIN (SELECT society_id, MAX(id) AS id FROM imports WHERE kind = 'expenses' GROUP BY society_id) AS i
      ON i.society_id = m.society_id
    JOIN seq_1_to_{{each}} q"""
# The member was there last before the newest expenses came.
BEFORE = f"""UPDATE accounts SET signed_in_before_at = UTC_TIMESTAMP() - INTERVAL 20 DAY, wrong_tries_before = 0
    WHERE login_id = '{LOGIN_ID}'"""


class Served:
    """A program behind its own nginx: `port`, and whose CPU its requests cost."""

    def __init__(self, name, port, nginx, programs):
        self.name, self.port, self.nginx, self.programs = name, port, nginx, programs

    def costs(self):
        """CPU µs so far: of the program, of nginx."""
        workers = Path(f"/proc/{self.nginx.pid}/task/{self.nginx.pid}/children").read_text().split()
        return [sum(map(run_microseconds, pids())) for pids in (self.programs, lambda: [self.nginx.pid, *workers])]


class Stage:
    """A MariaDB with the society in it, and what is started on it; `close` ends and removes all."""

    def __init__(self, build, members, lines, tell, tools=None):
        """`tools`: the build folder of what measures, if `build` is of another tree."""
        self.tell, self.tools = tell, Path(tools or build).resolve()
        self.refused_part_max = 0.05  # on a machine that has more to do than it can, some come too late
        self.ended = contextlib.ExitStack()
        self.folder = Path(tempfile.mkdtemp(prefix="bench-", dir="/tmp"))
        self.ended.callback(shutil.rmtree, self.folder, ignore_errors=True)
        try:
            self._set_up(build, members, lines)
        except BaseException:
            self.close()
            raise

    def _set_up(self, build, members, lines):
        self.build = Path(build).resolve()
        options = types.SimpleNamespace(var=self.folder / "var", build=build, fresh=False, port=0, inbox_port=0,
                                        smtp=("127.0.0.1", 9), public_origin=None)
        self.demo = Demo(options)
        self.ended.callback(self.demo.stop)
        self.tell("a society")
        self.demo.check_programs()
        self.demo.folders.create()
        self.demo.lock()
        self.demo.take_ports()
        self.demo.start_database()
        self.database = self.demo.supervisor.children[0].process.pid
        self.demo.write_config()
        for command in (("config", "create-secrets", "--apply"), ("schema", "migrate", "--apply")):
            self.demo.portalctl(*command)
        self.demo.load_society(SLUG, SOCIETIES[SLUG])
        self.demo.portalctl("society", "error-pages", "--apply", self.demo.folders.error_pages)
        self.sql = Sql(self.demo.folders.run / "mariadb.sock")
        self.ended.callback(self.sql.close)
        self.portal = self.serve("portal", self.workers)
        self._register()
        self._fill(members, lines)
        self.cookie = f"sid={self.sign_in()['sid']}"

    def close(self):
        self.ended.close()

    def do(self, statements):
        for statement in statements.split(";"):
            answer = self.sql(statement)
            if any(row[0].startswith("ERROR") for row in answer):
                raise RuntimeError(f"{statement}\n{answer}")

    def start(self, command, log, **more):
        """A process that ends with us."""
        with open(self.folder / f"{log}.log", "ab") as file:
            process = subprocess.Popen([str(word) for word in command], stdout=file, stderr=file,
                                       **{"stdin": subprocess.DEVNULL, **more})
        self.ended.callback(end, process)
        return process

    # What answers

    def serve(self, name, program, site=""):
        """`program` gets the folder for its sockets (web.sock, auth.sock) and gives a function that tells its pids."""
        folder = self.folder / name
        for part in ("nginx/snippets", "log", "run"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        pids = program(folder / "run")
        port = self.demo.port if name == "portal" else held_port()  # forms come from the portal's own origin
        for file in (SOURCE / "nginx" / "snippets").iterdir():
            # One client asks as much as a thousand do: the limits are looked up as ever, and never reached.
            text = re.sub(r"rate=\d+r/s", "rate=1000000r/s", file.read_text())
            (folder / "nginx" / "snippets" / file.name).write_text(text)
        text = filled_in((SOURCE / "nginx" / "demo.conf").read_text(), {
            "VAR": folder, "RUN": folder / "run", "BUILD": self.build, "PORT": port,
            "SERVER_NAMES": "localhost 127.0.0.1",
            "USER_LINE": f"user {getpass.getuser()};" if os.getuid() == 0 else ""})
        text = text.replace("snippets/portal-server.conf;", f"snippets/portal-server.conf;\n{site}", 1)
        (folder / "nginx" / "nginx.conf").write_text(text)
        nginx = self.start(["/usr/sbin/nginx", "-p", folder / "nginx", "-c", folder / "nginx" / "nginx.conf",
                            "-e", folder / "log" / "nginx-error.log"], f"{name}-nginx")
        wait_for(lambda: (folder / "nginx" / "nginx.pid").exists(), f"nginx of {name}")
        return Served(name, port, nginx, pids)

    def listener(self, path):
        listener = listening_socket(path)
        self.ended.callback(listener.close)
        return listener

    def workers(self, folder):
        """Of both pools; the pids that count are those of all."""
        processes = []
        for pool in ("web", "auth"):
            listener = self.listener(folder / f"{pool}.sock")
            processes += [self.start(self.worker_command(pool), pool, stdin=listener) for _ in range(WORKERS)]
        return lambda: [process.pid for process in processes]

    def worker_command(self, pool):
        return [self.build / "portal-web", "--config", self.demo.folders.config, "--pool", pool]

    def floor(self, look_ups, answer):
        """The floor of this design: so many look-ups by key, then the same bytes."""
        file = self.folder / f"floor-{look_ups}.html"
        file.write_bytes(answer)

        def program(folder):
            listener = self.listener(folder / "web.sock")
            command = [self.tools / "bench-floor", self.demo.folders.run / "mariadb.sock",
                       self.demo.database.password_file("web"), look_ups, file]
            processes = [self.start(command, "floor", stdin=listener) for _ in range(WORKERS)]
            return lambda: [process.pid for process in processes]

        return self.serve(f"floor-{look_ups}", program)

    # The member

    def _register(self):
        """A worker that comes to a request too late for its visitor turns it away (503): then again."""
        cards = [card for card in self.demo.unused_postcards(SLUG) if card["email"]]
        for tries_left in reversed(range(TRIES)):
            try:
                return register(f"http://localhost:{self.portal.port}/{SLUG}", cards[0], LOGIN_ID, PASSWORD, "ベンチ")
            except urllib.error.HTTPError as refusal:
                if refusal.code != 503 or tries_left == 0:
                    raise

    def _fill(self, members, lines):
        self.do("SET GLOBAL innodb_stats_auto_recalc = 0")
        self.sql("SET SESSION unique_checks = 0")
        self.tell(f"{members:,} members with {lines} lines each")
        self.do(SOCIETY.format(members=members))
        portion = max(1, 500_000 // lines)
        with self.much_memory():
            for first in range(1, members + 1, portion):
                last = min(members, first + portion - 1)
                self.do(LINES_OF_SOCIETY.format(year=YEAR, lines=lines, first=first, last=last))
                self.tell(f"{last * lines:,} lines")
        self.do(FAMILY)
        self.set_lines(LINES)

    @contextlib.contextmanager
    def much_memory(self):
        """So that 50 million lines take minutes; the pages are measured with what the demo has."""
        settings = {"innodb_buffer_pool_size": 2**31, "innodb_log_file_size": 2**30,
                    "innodb_flush_log_at_trx_commit": 0}
        ((*usual,),) = self.sql("SELECT " + ", ".join(f"@@{name}" for name in settings))
        for name, value in settings.items():
            self.do(f"SET GLOBAL {name} = {value}")
        yield
        for name, value in zip(settings, usual):
            self.do(f"SET GLOBAL {name} = {value}")

    def set_lines(self, count):
        """Of the member's household in the year that is shown."""
        self.do(LINES_OF_FAMILY.format(each=count // 3))

    def analyse(self):
        self.do(f"ANALYZE TABLE {STALE_TABLES}, imports, sessions, screening_programmes")

    def sign_in(self, login_id=LOGIN_ID):
        """Cookies of somebody who just signed in, by name."""
        for _ in range(TRIES):
            browser = Browser(self.portal.port)
            browser.get(f"/{SLUG}/login")
            answer = browser.post(f"/{SLUG}/login", {"login_id": login_id, "password": PASSWORD})
            browser.close()
            if answer.location == f"/{SLUG}/home":
                self.do(BEFORE)
                return browser.cookies
        raise RuntimeError(f"{login_id} can't sign in: {answer.status} {answer.location}")

    def get(self, served, page, cookie=None):
        """The body of a page of the society, asked once."""
        browser = Browser(served.port)
        cookie = self.cookie if cookie is None else cookie
        answer = browser.get(f"/{SLUG}/{page}", {"Cookie": cookie} if cookie else {})
        browser.close()
        if answer.status != 200:
            raise RuntimeError(f"{served.name} answers {page} with {answer.status}: {answer.text[:2000]}")
        return answer.text

    def values(self, page, number):
        """A request as nginx hands it to a worker."""
        return {"REQUEST_METHOD": "GET", "REQUEST_PATH": f"/{SLUG}/{page}", "REMOTE_ADDR": "127.0.0.1",
                "HTTP_COOKIE": self.cookie, "REQUEST_ID": f"{number:032x}"}

    # Load

    def request(self, served, page, cookie=None):
        cookie = self.cookie if cookie is None else cookie
        lines = [f"GET /{SLUG}/{page} HTTP/1.1", f"Host: localhost:{served.port}"]
        return "\r\n".join(lines + [f"Cookie: {cookie}"] * bool(cookie) + ["", ""]).encode()

    def load(self, served, requests, count, connections=8, rate=0, status=200):
        """What bench-load says of `count` of the requests, in turns."""
        with self.begin_load(served, requests, count, connections, rate, status) as process:
            return self.end_load(process)

    def begin_load(self, served, requests, count, connections, rate, status):
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as file:
            for one in requests:
                file.write(f"{len(one)}\n".encode() + one)
        command = [self.tools / "bench-load", served.port, connections, count, rate, status, file.name]
        return subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)

    def end_load(self, process):
        output = process.communicate()[0]
        if process.returncode != 0:
            raise RuntimeError(f"bench-load ended with {process.returncode}")
        figures = json.loads(output)
        if figures["wrong"] > self.refused_part_max * figures["count"]:
            raise RuntimeError(f"{figures['wrong']} answers had another status: {process.args}")
        return figures


def end(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(condition, what):
    deadline = time.monotonic() + START_SECONDS_MAX
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(f"{what} does not start")
        time.sleep(0.01)
