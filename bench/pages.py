"""Rows 1 to 4 and 19: what pages cost, beside the same pages in PHP and beside the floor of the design, in turns."""

import re
import statistics

from cpu import run_microseconds
from peer import PREPARES
from table import Figure

FLOOR_LOOK_UPS = 4
WARM_UP = 60
PEER_PAGES = (("old", "expenses"), ("plain", "home"), ("plain", "expenses"), ("kept", "home"), ("kept", "expenses"))
# Of whatever differs from request to request in two right answers.
VARYING = ((r'(name="csrf" value=")[^"]*', r"\1"), (r'(data-idle-seconds=")\d+', r"\1"), (r"(日（.）)\d+:\d\d", r"\1"))


def normal(html):
    for pattern, kept in VARYING:
        html = re.sub(pattern, kept, html)
    return html


def demand_same_pages(bench):
    """Before anything is timed: each peer answers what the portal answers."""
    stage = bench.stage
    for page in ("home", "expenses"):
        ours = normal(stage.get(stage.portal, page))
        for served in bench.peers.values():
            theirs = normal(stage.get(served, page))
            if ours != theirs:
                differing = [pair for pair in zip(ours.splitlines(), theirs.splitlines()) if pair[0] != pair[1]]
                raise RuntimeError(f"{served.name} shows another {page}: {differing[:3]}")


class Subject:
    """A page as somebody serves it, and what its requests cost in each round: program, MariaDB, nginx."""

    def __init__(self, stage, served, page, cookie=None):
        self.stage, self.served, self.rounds = stage, served, []
        self.request = stage.request(served, page, cookie)

    def warm_up(self, requests):
        self.stage.load(self.served, [self.request], min(requests, WARM_UP))

    def measure(self, requests):
        before, database = self.served.costs(), run_microseconds(self.stage.database)
        self.stage.load(self.served, [self.request], requests)
        after = self.served.costs()
        took = [after[0] - before[0], run_microseconds(self.stage.database) - database, after[1] - before[1]]
        self.rounds.append([cost / requests for cost in took])

    def costs(self):
        return [statistics.median(costs) for costs in zip(*self.rounds)]

    def total(self):
        return statistics.median(map(sum, self.rounds))

    def words(self):
        program, database, nginx = self.costs()
        return f"{program:.0f} + {database:.0f} + {nginx:.0f} µs"


def in_turns(bench, subjects, rounds=None, requests=None):
    requests = requests or bench.scale.requests
    for subject in subjects.values():
        subject.warm_up(requests)
    for number in range(rounds or bench.scale.rounds):
        for subject in subjects.values():
            subject.measure(requests)
        bench.tell(f"round {number + 1} of {rounds or bench.scale.rounds}")


def cheaper(bench, way, page):
    """Of emulated and native prepares."""
    if bench.scale.rounds == 1:
        return PREPARES[0]
    trials = {prepares: Subject(bench.stage, bench.peers[way, prepares], page) for prepares in PREPARES}
    in_turns(bench, trials, min(3, bench.scale.rounds), bench.scale.requests // 2)
    best = min(PREPARES, key=lambda prepares: trials[prepares].total())
    bench.tell(f"php {way}, {page}: " + ", ".join(f"{name} {trial.total():.0f} µs" for name, trial in trials.items()))
    return best


def peer_subjects(bench):
    if not bench.peers:
        return {}
    subjects = {}
    for way, page in PEER_PAGES:
        prepares = cheaper(bench, way, page)
        subjects[f"php {way} {page}"] = Subject(bench.stage, bench.peers[way, prepares], page)
    return subjects


def measured(bench):
    stage = bench.analysed
    demand_same_pages(bench)
    floor = stage.floor(FLOOR_LOOK_UPS, stage.get(stage.portal, "home").encode())
    notice = re.search(r"/mihon/(notices/\d+)", stage.get(stage.portal, "notices")).group(1)
    subjects = {"floor": Subject(stage, floor, "home"), "login": Subject(stage, stage.portal, "login", ""),
                "notice": Subject(stage, stage.portal, notice), "home": Subject(stage, stage.portal, "home"),
                "expenses": Subject(stage, stage.portal, "expenses"), **peer_subjects(bench)}
    for build in bench.options.beside:
        subjects.update(subjects_of(bench, build))
    in_turns(bench, subjects)
    return subjects


def subjects_of(bench, build):
    """On a database of its own: its schema may be another one."""
    stage = bench.new_stage(bench.scale.members, build)
    stage.analyse()
    return {f"{page} {build}": Subject(stage, stage.portal, page) for page in ("home", "expenses")}


def against_peers(bench):
    found = measured(bench)
    return peer_figures(found) + floor_figures(found) + [
        Figure("3", f"{page} ÷ that of {build}", found[page].total() / found[f"{page} {build}"].total(),
               note=f"{found[page].words()} ÷ {found[f'{page} {build}'].words()}")
        for build in bench.options.beside for page in ("home", "expenses")]


def peer_figures(found):
    if "php plain home" not in found:
        names = {"1": "expenses ÷ PHP", "2": "home ÷ PHP", "19": "the program's own CPU ÷ PHP's"}
        return [Figure(row, what, note="PHP isn't installed") for row, what in names.items()]
    home, expenses = found["home"], found["expenses"]
    figures = []
    for row, what, ours, name, most in (
            ("1", "expenses, 30 lines ÷ PHP with the statements of 2026-11-23", expenses, "php old expenses", 0.40),
            ("1", "the same ÷ PHP with plain statements of today", expenses, "php plain expenses", None),
            ("2", "home ÷ PHP with plain statements", home, "php plain home", 0.35)):
        theirs = found[name]
        figures.append(Figure(row, what, ours.total() / theirs.total(), most,
                              note=f"{ours.words()} ÷ {theirs.words()}"))
    for page, ours, most in (("home", home, 0.40), ("expenses", expenses, 0.50)):
        theirs = found[f"php kept {page}"]
        figures.append(Figure("19", f"{page}: the program's own CPU ÷ PHP's, same statements, society's rows in APCu",
                              ours.costs()[0] / theirs.costs()[0], most,
                              note=f"in all {ours.total() / theirs.total():.2f}: {ours.words()} ÷ {theirs.words()}"))
    return figures


def floor_figures(found):
    floor = found["floor"]
    figures = []
    for page, most in (("home", 2.3), ("expenses", 2.7)):
        figures.append(Figure("3", f"{page} ÷ the floor, {FLOOR_LOOK_UPS} look-ups by key",
                              found[page].total() / floor.total(), most,
                              note=f"{found[page].words()} ÷ {floor.words()}"))
    for page, most in (("login", 0.5), ("home", 2.5), ("expenses", 3), ("notice", 2)):
        figures.append(Figure("4", f"{page}: MariaDB's CPU ÷ the floor's",
                              found[page].costs()[1] / floor.costs()[1], most, note=found[page].words()))
    return figures
