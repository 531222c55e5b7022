#!/usr/bin/python3
"""What member pages cost, several builds side by side:  bench/pages.py [--counts] BUILD [BUILD …]

A demo installation of each BUILD, with a database of its own schema, and a worker of each, asked in turns over FastCGI,
without nginx, as one signed-in member with two dependents and 30 lines of expenses. Per request: CPU time of the worker
and of MariaDB in µs, medians over the rounds, by the kernel's own account (schedstat), and the statements that MariaDB
was sent. --counts adds system calls (strace) and instructions (callgrind) of the worker. Compare within one run: by
themselves, figures of a busy machine mean little.
"""

import argparse
import contextlib
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "edge"))
from cpu import run_microseconds  # noqa: E402
from fastcgi import ask  # noqa: E402
from installation import Installation  # noqa: E402

PAGES = ("home", "expenses", "notices", "documents")
FEW, MANY = 10, 40  # requests: what starting costs is in both
DATA = (
    """
    INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
                         enrolled_on, postal_code, address)
    SELECT m.society_id, m.symbol, m.number, CONCAT('8', s.seq), '子', CONCAT('見本　', s.seq, '子'), 'ミホン', 'ミホン',
           '2015-04-01', 'f', '2015-04-01', m.postal_code, m.address
    FROM members m JOIN accounts a ON a.society_id = m.society_id AND a.member_id = m.id JOIN seq_1_to_2 s
    WHERE a.login_id = '{login_id}'""",
    """
    INSERT INTO expenses
    SELECT m.society_id, m.id, d.month + INTERVAL s.seq MOD 6 MONTH, CONCAT('bench-', m.branch, '-', s.seq), '医科外来',
           CONCAT('見本クリニック', s.seq), 2, 10000 + s.seq, 7000 + s.seq, 0, 3000, 0, 0, 0, i.id
    FROM members v JOIN accounts a ON a.society_id = v.society_id AND a.member_id = v.id
    JOIN members m ON m.society_id = v.society_id AND m.symbol = v.symbol AND m.number = v.number
    JOIN (SELECT DATE_FORMAT(UTC_DATE() - INTERVAL 2 MONTH, '%Y-01-01') AS month) AS d
    JOIN (SELECT society_id, MAX(id) AS id FROM imports WHERE kind = 'expenses' GROUP BY society_id) AS i
      ON i.society_id = v.society_id
    JOIN seq_1_to_10 s WHERE a.login_id = '{login_id}'""",
    "ANALYZE TABLE members, expenses",
)
SENT = """
    SELECT SUM(VARIABLE_VALUE) FROM information_schema.GLOBAL_STATUS
    WHERE VARIABLE_NAME IN ('COM_STMT_EXECUTE', 'COM_BEGIN', 'COM_COMMIT')"""


class Worker:
    """A portal-web of an installation's build on a socket of its own, perhaps under another program."""

    def __init__(self, portal, under=()):
        self.portal, self.cookie = portal, portal.cookie
        self.folder = tempfile.TemporaryDirectory(prefix="bench-")
        self.socket = Path(self.folder.name) / "web.sock"
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.socket))
        self.listener.listen(64)
        command = [*under, portal.build / "portal-web", "--config", portal.config, "--pool", "web"]
        self.process = subprocess.Popen(command, stdin=self.listener, stderr=subprocess.DEVNULL)

    def __enter__(self):
        return self

    def get(self, page, times):
        for number in range(times):
            values = {
                "REQUEST_METHOD": "GET",
                "REQUEST_PATH": f"/mihon/{page}",
                "REMOTE_ADDR": "127.0.0.1",
                "HTTP_COOKIE": self.cookie,
                "REQUEST_ID": f"{number:032x}",
            }
            status, answer = ask(self.socket, values, seconds=120)
            assert status == 200, (page, status)
        return answer.decode("utf-8", "replace")

    def __exit__(self, *_):
        pid = self.process.pid
        traced = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()  # strace ends with whom it watches
        os.kill(int(traced[0]) if traced else pid, signal.SIGTERM)
        self.process.wait()
        self.listener.close()
        self.folder.cleanup()


def cpu(workers, page, options):
    """For each worker: µs of its own and of MariaDB's per request, medians over the rounds."""
    found = [([], []) for _ in workers]
    for _ in range(options.rounds):
        for worker, (own, database) in zip(workers, found):
            server = worker.portal.server
            before = run_microseconds(worker.process.pid), run_microseconds(server)
            worker.get(page, options.requests)
            own.append((run_microseconds(worker.process.pid) - before[0]) / options.requests)
            database.append((run_microseconds(server) - before[1]) / options.requests)
    return [(statistics.median(own), statistics.median(database)) for own, database in found]


def statements(worker, page, times=20):
    sql = worker.portal.sql
    before = sql.number(SENT)
    worker.get(page, times)
    return (sql.number(SENT) - before) / times


def counted(portal, page, under, count):
    """Of one request in a warm worker under a program that writes into {out}."""

    def all_of(times):
        with tempfile.NamedTemporaryFile() as out:
            with Worker(portal, [word.format(out=out.name) for word in under]) as worker:
                worker.get(page, times)
            return count(Path(out.name).read_text())

    return (all_of(MANY) - all_of(FEW)) / (MANY - FEW)


def counts(portal, page):
    calls = counted(portal, page, ("strace", "-qq", "-o", "{out}"), lambda text: text.count("\n"))
    callgrind = ("valgrind", "-q", "--tool=callgrind", "--callgrind-out-file={out}")
    instructions = counted(
        portal, page, callgrind, lambda text: int(re.search(r"(?:summary|totals): (\d+)", text).group(1))
    )
    return f" {calls:.1f} | {instructions / 1e6:.3f} M |"


def installation(build):
    """Started, with the data and somebody signed in."""
    portal = Installation(build)
    try:
        portal.start()
        member = portal.register()
        for statement in DATA:
            answer = portal.sql(statement.format(login_id=member.login_id))
            assert not any(row[0].startswith("ERROR") for row in answer), answer
        portal.cookie = f"sid={portal.sign_in(member).cookies['sid']}"
        portal.server = int(Path(portal.sql("SELECT @@pid_file")[0][0]).read_text())
    except BaseException:
        end(portal)
        raise
    return portal


def end(portal):
    portal.stop()
    portal.remove()


def measure(portals, options):
    titles = "| page | build | worker µs | MariaDB µs | ÷ the last | statements |"
    print(titles + options.counts * " calls | instructions |")
    print("|---|---|---|---|---|---|" + options.counts * "---|---|")
    with contextlib.ExitStack() as stack:
        workers = [stack.enter_context(Worker(portal)) for portal in portals]
        for page in options.pages:
            for worker in workers:
                answer = worker.get(page, 50)
            assert page != "expenses" or answer.count("見本クリニック") == 30
            costs = cpu(workers, page, options)
            for worker, (own, database) in zip(workers, costs):
                ratio = (own + database) / sum(costs[-1])
                line = f"| {page} | {worker.portal.build} | {own:.0f} | {database:.0f} | {ratio:.2f} |"
                line += f" {statements(worker, page):.1f} |"
                print(line + (counts(worker.portal, page) if options.counts else ""), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--counts", action="store_true", help="strace and callgrind, too: minutes")
    parser.add_argument("--pages", nargs="*", default=PAGES)
    parser.add_argument("builds", nargs="+", metavar="BUILD")
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        portals = []
        for build in options.builds:
            portals.append(installation(build))
            stack.callback(end, portals[-1])
        measure(portals, options)


if __name__ == "__main__":
    main()
