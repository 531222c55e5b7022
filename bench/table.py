#!/usr/bin/python3
"""How fast the portal is, against what: all rows of the table, or those named by their number.

Everything is started here and ends with this program. What is compared takes turns within one run; CPU is by the
kernel's account of program, MariaDB and nginx together; figures are medians over the rounds. Absolute times of a busy
machine mean little, ratios hold. --quick looks at the counts (6, 15, 18), and at the rest only whether it works.
"""

import argparse
import contextlib
import json
import os
import platform
import subprocess
import sys
import time
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path

import peer
from stage import SOURCE, Stage
from supervisor import stop_on_signals


@dataclass
class Figure:
    """A line of the table. `value` is None where it wasn't measured, `most`/`least` the goal."""

    row: str
    what: str
    value: float = None
    most: float = None
    least: float = None
    unit: str = ""
    note: str = ""
    held: float = None  # where the goal is missed: what --quick lets nobody make worse
    met: bool = field(default=None)

    def __post_init__(self):
        if self.value is not None and (self.most is not None or self.least is not None):
            self.met = self.value <= self.most if self.most is not None else self.value >= self.least

    def got_worse(self):
        return self.met is False and not (self.held is not None and self.value <= self.held)

    def goal(self):
        if self.most is None and self.least is None:
            return ""
        return f"≤ {self.most:g}" if self.most is not None else f"≥ {self.least:g}"

    def line(self):
        value = "–" if self.value is None else f"{self.value:,.0f}" if self.value >= 100 else f"{self.value:.3g}"
        met = {True: "yes", False: "**no**", None: ""}[self.met]
        return f"| {self.row} | {self.what} | {value}{self.unit} | {self.goal()} | {met} | {self.note} |"


@dataclass
class Scale:
    """How much of everything: each row takes what it needs from here."""

    members: int
    lines: int
    large_members: int
    rounds: int
    requests: int
    sign_ins: int
    import_lines: int
    memory_requests: int
    postcards: int
    mails: int


COUNTED = ("6", "15", "18")
SLOW = (7, 11, 12, 13)  # left out of --quick unless named: each starts databases of its own
QUICK = Scale(300, 50, 600, 1, 16, 8, 2_000, 600, 30, 0)
USUAL = Scale(10_000, 50, 30_000, 5, 240, 40, 100_000, 20_000, 2_000, 160)
FULL = Scale(10_000, 50, 1_000_000, 9, 600, 100, 1_000_000, 100_000, 10_000, 400)


class Bench:
    """What the rows share: one society, its peers, and what was found with them."""

    def __init__(self, options, ended):
        self.options, self.ended = options, ended
        self.scale = QUICK if options.quick else FULL if options.full else USUAL
        if options.large_members:
            self.scale.large_members = options.large_members
        if options.rounds:
            self.scale.rounds = options.rounds
        self.began = time.monotonic()
        self.has_peer = peer.program() is not None
        self._kept = {}

    def tell(self, text):
        print(f"{time.monotonic() - self.began:6.0f} s  {text}", file=sys.stderr, flush=True)

    def once(self, name, make):
        """What several rows need is made when the first of them asks."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    @property
    def stage(self):
        """Its statistics are those of the empty society until `analysed`."""
        return self.once("stage", lambda: self.new_stage(self.scale.members))

    def new_stage(self, members, build=None):
        stage = Stage(build or self.options.build, members, self.scale.lines, self.tell, self.options.build)
        self.ended.callback(stage.close)
        if self.options.quick:
            stage.refused_part_max = 0.5  # beside all other tests
        return stage

    @property
    def analysed(self):
        def renewed():
            self.stage.analyse()
            return self.stage

        return self.once("analysed", renewed)

    @property
    def peers(self):
        """{(way, prepares): Served}; nothing without PHP."""
        return self.once("peers", lambda: peer.serve(self.stage) if self.has_peer else {})


def machine():
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    commit = subprocess.run(["git", "-C", SOURCE, "describe", "--always", "--dirty"], capture_output=True, text=True)
    php = peer.program()
    return {
        "processor": model, "cores": len(os.sched_getaffinity(0)), "memory_gib": round(memory, 1),
        "kernel": platform.release(), "system": platform.freedesktop_os_release().get("PRETTY_NAME", ""),
        "mariadb": first_line("/usr/sbin/mariadbd", "--version"), "nginx": first_line("/usr/sbin/nginx", "-v"),
        "php": first_line(php, "-v") if php else "none: the peers are left out", "commit": commit.stdout.strip(),
        "date": time.strftime("%Y-%m-%d"),
    }


def first_line(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout.splitlines()[0]


def rows():
    """Number to function; some numbers share one, which is run once."""
    import bulk
    import counts
    import letters
    import pages
    import signing_in

    return {6: counts.rows_read, 15: counts.bytes_sent, 18: counts.system_calls,
            1: pages.against_peers, 2: pages.against_peers, 3: pages.against_peers, 4: pages.against_peers,
            19: pages.against_peers, 8: signing_in.sign_ins, 5: signing_in.at_half_load, 9: signing_in.in_a_storm,
            16: bulk.starting, 14: bulk.memory, 17: bulk.postcards, 7: bulk.large_society, 10: bulk.importing,
            11: letters.mails, 12: letters.mails, 13: letters.mails}


def measure(bench, wanted):
    """The figures, the loads meanwhile, and whether a row failed: that keeps none of the others from being measured."""
    figures, loads, failed = [], [os.getloadavg()[0]], False
    for row in dict.fromkeys(row for number, row in rows().items() if number in wanted):
        numbers = [str(number) for number, other in rows().items() if other is row]
        bench.tell(f"row {', '.join(numbers)}")
        try:
            figures += row(bench)
        except Exception as error:
            traceback.print_exc()
            failed = True
            figures += [Figure(number, "could not be measured", note=str(error)[:200]) for number in numbers]
        for figure in [one for one in figures if one.row in numbers]:
            bench.tell(figure.line())
        loads.append(os.getloadavg()[0])
    return sorted(figures, key=lambda figure: int(figure.row)), loads, failed


def markdown(found):
    about = found["machine"]
    programs = f"{about['mariadb'].split('Ver ')[-1].split(' ')[0]}, {about['php'].split(' (')[0]}"
    hardware = f"{about['cores']} cores of {about['processor']}, {about['memory_gib']} GiB"
    loads = f"load {min(found['loads']):.1f} to {max(found['loads']):.1f}"
    lines = [f"{hardware}, {about['system']}, {programs}; commit {about['commit']}, {about['date']}; {loads};"
             f" {found['seconds']:.0f} s", "",
             "| # | what | came out | goal | met | |", "|---|---|---|---|---|---|"]
    return "\n".join(lines + [Figure(**figure).line() for figure in found["figures"]])


def write(found, options):
    text = markdown(found)
    if options.markdown:
        Path(options.markdown).write_text(text + "\n")
    if options.json:
        Path(options.json).write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    print(text, flush=True)


def main():
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("rows", nargs="*", type=int, metavar="ROW", help="of the table in docs/speed.md (all)")
    parser.add_argument("--quick", action="store_true", help="counts, and whether the rest works: times mean nothing")
    parser.add_argument("--full", action="store_true", help="1 million members, 50 million lines in row 7: long")
    parser.add_argument("--large-members", type=int, help="of the large society of row 7")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--build", default=SOURCE / "build", help="where the programs are (build)")
    parser.add_argument("--beside", nargs="*", default=[], metavar="BUILD",
                        help="other builds' home and expenses, in turns")
    parser.add_argument("--instructions", action="store_true", help="count them too, by callgrind: minutes")
    parser.add_argument("--json", help="a file for all figures")
    parser.add_argument("--markdown", help="a file for the table, which is printed in any case")
    options = parser.parse_args()
    stop_on_signals()  # what was started ends with us
    with contextlib.ExitStack() as ended:
        bench = Bench(options, ended)
        wanted = options.rows or [row for row in rows() if not options.quick or row not in SLOW]
        figures, loads, failed = measure(bench, wanted)
        found = {"machine": machine(), "scale": asdict(bench.scale), "loads": loads,
                 "seconds": time.monotonic() - bench.began, "figures": [asdict(figure) for figure in figures]}
        write(found, options)
    worse = [figure.line() for figure in figures if figure.row in COUNTED and figure.got_worse()]
    if options.quick and worse:
        sys.exit("\n".join(["These counts may not grow:", *worse]))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    # The rows import Figure from here: there must be one of it.
    sys.modules["table"] = sys.modules["__main__"]
    main()
