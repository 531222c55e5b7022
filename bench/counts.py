"""Rows 6, 15 and 18: what is counted, and so holds on any machine: rows read, bytes sent, system calls."""

import collections
import os
import re
import signal
import statistics
import subprocess
import tempfile
from pathlib import Path

from client import Browser
from fastcgi import ask
from stage import LINES, MANY_LINES, SLUG
from table import Figure

COUNTS = """
    SELECT SUM(IF(VARIABLE_NAME LIKE 'HANDLER_READ%', VARIABLE_VALUE, 0)),
           SUM(IF(VARIABLE_NAME = 'CREATED_TMP_DISK_TABLES', VARIABLE_VALUE, 0)),
           SUM(IF(VARIABLE_NAME IN ('COM_STMT_EXECUTE', 'COM_BEGIN', 'COM_COMMIT'), VARIABLE_VALUE, 0))
    FROM information_schema.GLOBAL_STATUS"""
PAGES = ("home", "expenses", "notices", "documents")
OTHER_PAGES = ("home", "notices", "documents", "screenings", "limit-certificate", "profile", "help")
STRACE = ("strace", "-qq", "-o", "{out}")
REPEATED = 6  # requests, so that each worker has prepared its statements
COUNTED = 5  # requests, of which the median counts
FEW, MANY = 10, 30
PAGE_KIB, FIRST_VISIT_KB, FIRST_VISIT_REQUESTS = 30, 20, 4
CALLS, CALLS_A_STATEMENT = 8, 4
# As on 2026-11-30, with room for answers that are waited for: each wait is a recvfrom and a poll more.
HELD = {"home": {"calls": 54, "writes": 2.1}, "expenses": {"calls": 34, "writes": 4.1}}


# Row 6

def counted(stage, page):
    """Rows read, temporary tables on disk and statements of one request, without what asking for them costs: the
    median of several. One may meet a worker that hasn't kept the society's rows yet, or the mailer's look."""
    for _ in range(REPEATED):
        stage.get(stage.portal, page)

    def now():
        return [int(float(number)) for number in stage.sql(COUNTS)[0]]

    def one():
        first, second = now(), now()
        stage.get(stage.portal, page)
        third = now()
        return [third[at] - second[at] - (second[at] - first[at]) for at in range(3)]
    return [statistics.median(figures) for figures in zip(*(one() for _ in range(COUNTED)))]


def shown_on(page, stage):
    """Rows that the page is about."""
    family, months = 3, 9
    html = stage.get(stage.portal, page)
    if page == "home":  # tiles and answers say what stands behind them
        return sum(map(int, re.findall(r"(\d+)件", re.sub("<[^>]*>", "", html)))) + family
    if page == "expenses":
        return LINES + family + months
    return html.count("<time" if page == "notices" else "/documents/")


def rows_read(bench):
    stage = bench.stage
    figures = []
    for age, renew in (("stale", lambda: None), ("fresh", lambda: bench.analysed)):
        renew()
        for page in PAGES:
            rows, on_disk, _ = counted(stage, page)
            shown = shown_on(page, stage)
            figures.append(Figure("6", f"{page}: rows read, {age} statistics", rows, 3 * shown + 30,
                                  note=f"shows {shown}; {bench.scale.members:,} members"))
            figures.append(Figure("6", f"{page}: temporary tables on disk, {age} statistics", on_disk, 0))
    return figures


# Row 15

def transferred(stage, path):
    """An answer's body as a browser gets it, compressed perhaps, and the length of its headers."""
    browser = Browser(stage.portal.port)
    answer = browser.get(path, {"Accept-Encoding": "gzip"})
    browser.close()
    return answer.body, sum(len(f"{name}: {value}\r\n".encode()) for name, value in answer.headers)


def bytes_sent(bench):
    stage = bench.stage
    html, headers = transferred(stage, f"/{SLUG}/")
    shown = re.sub('<link rel="apple-touch-icon"[^>]*>', "", html.decode())  # not by a first visit
    parts = set(re.findall(r'(?:src|href)="(/assets/[^"]+)"', shown))
    sizes = {"page": len(html)}
    for part in parts:
        body, more = transferred(stage, part)
        sizes[part.rpartition(".")[2]] = len(body)
        headers += more
    words = ", ".join(f"{name} {size:,}" for name, size in sizes.items())
    figures = [Figure("15", "first visit: bytes", sum(sizes.values()) / 1000, FIRST_VISIT_KB, unit=" KB",
                      note=f"{words}; headers, before HTTP/2 packs them, {headers:,}"),
               Figure("15", "first visit: requests", 1 + len(parts), FIRST_VISIT_REQUESTS)]
    for lines in (LINES, MANY_LINES):
        stage.set_lines(lines)
        size = len(stage.get(stage.portal, "expenses").encode())
        figures.append(Figure("15", f"expenses of {lines} lines: HTML", size / 1024, PAGE_KIB, unit=" KiB"))
    stage.set_lines(LINES)
    sizes = {name: len(stage.get(stage.portal, name).encode()) for name in OTHER_PAGES}
    largest = max(sizes, key=sizes.get)
    figures.append(Figure("15", f"the largest of other pages, {largest}", sizes[largest] / 1024, PAGE_KIB, unit=" KiB"))
    blocking = re.findall(r"<script(?![^>]*\bdefer\b)", html.decode())
    return figures + [Figure("15", "scripts that block", len(blocking), 0)]


# Row 18

def written_by(stage, page, times, under):
    """What a program that runs a worker of its own writes into {out} while that answers so often."""
    path = stage.folder / "watched.sock"
    listener = stage.listener(path)
    with tempfile.NamedTemporaryFile("r", dir=stage.folder) as out:
        command = [word.format(out=out.name) for word in under] + [str(word) for word in stage.worker_command("web")]
        with subprocess.Popen(command, stdin=listener, stderr=subprocess.DEVNULL) as watcher:
            for number in range(times):
                status, _ = ask(path, stage.values(page, number), seconds=120)
                assert status == 200, (page, status)
            children = Path(f"/proc/{watcher.pid}/task/{watcher.pid}/children").read_text().split()
            os.kill(int(children[0]) if children else watcher.pid, signal.SIGTERM)  # strace ends with whom it watches
        path.unlink()
        return out.read()


def calls_in(text):
    return collections.Counter(re.findall(r"^(\w+)\(", text, re.MULTILINE))


def instructions(stage, page):
    """Millions of one request."""
    under = ("valgrind", "-q", "--tool=callgrind", "--callgrind-out-file={out}")
    few, many = (int(re.search(r"(?:summary|totals): (\d+)", written_by(stage, page, times, under)).group(1))
                 for times in (FEW, MANY))
    return (many - few) / (MANY - FEW) / 1e6


def system_calls(bench):
    stage = bench.stage
    figures = []
    for page, held in HELD.items():
        few, many = (calls_in(written_by(stage, page, times, STRACE)) for times in (FEW, MANY))
        calls = {name: (many[name] - few[name]) / (MANY - FEW) for name in many}
        statements = counted(stage, page)[2]
        # The log's line is the other write of a request.
        writes = sum(calls.get(name, 0) for name in ("write", "writev")) - 1
        most = CALLS + CALLS_A_STATEMENT * statements
        often = sorted((one for one in calls.items() if one[1] >= 0.1), key=lambda one: -one[1])
        words = ", ".join(f"{name} {times:.1f}" for name, times in often)
        figures.append(Figure("18", f"{page}: system calls", sum(calls.values()), most, held=held["calls"],
                              note=f"{statements} statements: {words}"))
        figures.append(Figure("18", f"{page}: writes of an answer", writes, 1.05, held=held["writes"]))
        if bench.options.instructions:
            figures.append(Figure("18", f"{page}: instructions", instructions(stage, page), unit=" M"))
    return figures
