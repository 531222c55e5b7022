"""Rows 7, 10, 14, 16 and 17: a large society, files, memory, starting, paper."""

import csv
import os
import re
import resource
import statistics
import subprocess
import tempfile
import time
from datetime import date
from pathlib import Path

import pages
from cpu import run_microseconds
from fastcgi import ask
from stage import SLUG, SOURCE
from table import Figure

MIB = 2**20
START_SECONDS_MAX = 60


# Row 7

def large_society(bench):
    small = bench.analysed
    large = bench.new_stage(bench.scale.large_members)
    large.analyse()
    subjects = {(page, name): pages.Subject(stage, stage.portal, page)
                for page in ("home", "expenses") for name, stage in (("small", small), ("large", large))}
    pages.in_turns(bench, subjects)
    figures = []
    for page in ("home", "expenses"):
        ours = {name: subjects[page, name] for name in ("small", "large")}
        in_turns = zip(ours["large"].rounds, ours["small"].rounds)
        ratio = statistics.median(sum(one) / sum(other) for one, other in in_turns)
        members = bench.scale.large_members
        figures.append(Figure("7", f"{page}: {members:,} members, {members * bench.scale.lines:,} lines ÷"
                              f" {bench.scale.members:,} members", ratio, 1.15,
                              note=f"{ours['large'].words()} ÷ {ours['small'].words()}"))
    large.close()
    return figures


# Row 10

HEADING = ("レセプト番号 記号 番号 枝番 診療年月 診療区分 医療機関名 日数 医療費総額 健保負担額 公費負担額 窓口負担額 食事療養費 高額療養費"
           " 付加給付").split()


def write_lines(stage, file, plain, first, count, members):
    """The same lines as a core system's file, and as what LOAD DATA takes."""
    society, ids, last_import = numbers(stage, members)
    sorted_rows = []
    month = date(date.today().year - (date.today().month <= 3), 1, 1)  # one that has come
    with open(file, "w", encoding="cp932", newline="") as out, open(plain, "w", encoding="utf-8") as tabs:
        rows = csv.writer(out)
        rows.writerow(HEADING)
        for number in range(first, first + count):  # as treatments come, whoever they are of
            place = number % members
            provider, total = f"見本第{number % 997}診療所", 10_000 + 10 * (number % 500)
            yen = (total, total * 7 // 10, 0, total - total * 7 // 10, 0, 0, 0)
            rows.writerow((f"L{number:09}", "77", f"{place + 1:07}", "00", f"{month:%Y-%m}", "医科外来", provider, 1, *yen))
            cells = (society, ids[place], month, f"P{number:09}", "医科外来", provider, 1, *yen, last_import)
            sorted_rows.append((place, "\t".join(map(str, cells)) + "\n"))
        tabs.writelines(row for _, row in sorted(sorted_rows))  # by the table's key, as LOAD DATA takes them best


def numbers(stage, members):
    ids = [row[0] for row in stage.sql("SELECT id FROM members WHERE symbol = '77' ORDER BY number")]
    row = stage.sql("SELECT society_id, MAX(id) FROM imports WHERE kind = 'expenses' GROUP BY society_id")[0]
    assert len(ids) == members
    return row[0], ids, row[1]


def timed(command):
    """Seconds and the program's peak memory."""
    began = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command}: {output[-2000:]}")
    return time.monotonic() - began, usage.ru_maxrss * 1024 / MIB


def importing(bench):
    stage, count = bench.analysed, bench.scale.import_lines
    client = ["mariadb", "--no-defaults", f"--socket={stage.demo.folders.run / 'mariadb.sock'}", "--user=root",
              "--local-infile=1", "kenko_portal", "--execute"]
    portalctl = [stage.build / "portalctl", "--config", stage.demo.folders.config, "--society", SLUG]
    found = []
    for number in range(1 if bench.scale.rounds == 1 else 3):
        file, plain = stage.folder / f"lines-{number}.csv", stage.folder / f"lines-{number}.tsv"
        write_lines(stage, file, plain, number * count, count, bench.scale.members)
        stage.do("SET GLOBAL local_infile = 1")  # the portal's programs refuse to work on such a server
        loaded, _ = timed(client + [f"LOAD DATA LOCAL INFILE '{plain}' INTO TABLE expenses CHARACTER SET utf8mb4"])
        stage.do("SET GLOBAL local_infile = 0")
        took, memory = timed(portalctl + ["expense", "import", file, "--apply"])
        found.append((took / loaded, memory, took, loaded))
        bench.tell(f"{count:,} lines: {took:.1f} s, LOAD DATA {loaded:.1f} s, {memory:.0f} MiB")
        file.unlink(), plain.unlink()
    ratio, _, took, loaded = sorted(found)[len(found) // 2]
    return [Figure("10", f"import of {count:,} expense lines ÷ LOAD DATA", ratio, 1.5,
                   note=f"{took:.1f} ÷ {loaded:.1f} s; {count / took:,.0f} lines/s"),
            Figure("10", "its memory", max(memory for _, memory, *_ in found), 128, unit=" MiB")]


# Row 14

def resident_mib(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024


def memory(bench):
    stage, many = bench.analysed, bench.scale.memory_requests
    few = min(1_000, many // 3)
    worker = []

    def one_worker(folder):
        worker.append(stage.start(stage.worker_command("web"), "alone", stdin=stage.listener(folder / "web.sock")))
        return lambda: [worker[0].pid]

    served = stage.serve("alone", one_worker)
    requests = [stage.request(served, page) for page in ("home", "expenses", "notices", "documents", "help", "profile",
                                                         "screenings", "topics")] + [stage.request(served, "login", "")]
    stage.load(served, requests, few)
    first = resident_mib(worker[0].pid)
    stage.load(served, requests, many - few)
    last = resident_mib(worker[0].pid)
    return [Figure("14", f"memory of a worker after {many:,} requests", last, 16, unit=" MiB"),
            Figure("14", f"growth since {few:,}", 100 * (last / first - 1), 2, unit=" %")]


# Row 16

def worker_start_ms(stage):
    path = stage.folder / "start.sock"
    process = stage.start(stage.worker_command("web"), "start", stdin=stage.listener(path))
    status, _ = ask(path, stage.values("home", 1), seconds=30)
    took = run_microseconds(process.pid) / 1000
    assert status == 200, status
    process.terminate()
    process.wait()
    path.unlink()
    return took


def seconds_to_first_page(build, folder):
    """As ./run starts it, built and with its data."""
    command = ["/usr/bin/python3", SOURCE / "demo" / "demo.py", "--var", folder / "var", "--port", "0",
               "--inbox-port", "0", "--build", build]
    began = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.STDOUT)
    try:
        while not (folder / "var" / "addresses.json").exists():
            if process.poll() is not None or time.monotonic() - began > START_SECONDS_MAX:
                raise RuntimeError("./run does not start")
            time.sleep(0.02)
        return time.monotonic() - began
    finally:
        process.terminate()
        process.wait()


def starting(bench):
    times = [worker_start_ms(bench.analysed) for _ in range(min(5, bench.scale.rounds))]
    figures = [Figure("16", "worker's start to its first answer, CPU", statistics.median(times), 60, unit=" ms")]
    if bench.scale.rounds == 1:
        return figures
    with tempfile.TemporaryDirectory(prefix="bench-", dir="/tmp") as folder:
        first = seconds_to_first_page(bench.options.build, Path(folder))
        warm = [seconds_to_first_page(bench.options.build, Path(folder)) for _ in range(3)]
    return figures + [Figure("16", "./run on a built tree to the first page", statistics.median(warm), 4, unit=" s",
                             note=f"with its data there; {first:.1f} s when it makes them")]


# Row 17

POSTCARDS = r"(\d+) pages in .*: (\d+) pages/s; peak (\d+) MiB beside the press's (\d+)"

def postcards(bench):
    with tempfile.TemporaryDirectory(prefix="bench-", dir="/tmp") as folder:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        program = Path(bench.options.build) / "bench-postcards"
        command = [program, SOURCE, Path(folder) / "cards.pdf", bench.scale.postcards]
        done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, text=True, check=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    pages, rate, peak, press = map(float, re.search(POSTCARDS, done).groups())
    cpu = sum(after[:2]) - sum(before[:2])
    return [Figure("17", f"postcards of {bench.scale.postcards:,} members: pages a second of CPU", pages / cpu,
                   least=900, note=f"{rate:.0f}/s by the clock"),
            Figure("17", "memory of who asks; of the press", max(peak, press), 64, unit=" MiB",
                   note=f"{peak:.0f} and {press:.0f} MiB")]
