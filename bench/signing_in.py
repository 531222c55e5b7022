"""Rows 5, 8 and 9: answers' times at half of what is possible, what sign-ins cost, and pages while many sign in."""

import base64
import os
import statistics
import subprocess
import urllib.parse

from client import Browser
from cpu import run_microseconds
from stage import LOGIN_ID, PASSWORD, SLUG, WORKERS
from table import Figure

ACCOUNTS = 8
CONNECTIONS = 8
STORM_CONNECTIONS = 4
LATENCY_SECONDS = 4
# The member's neighbours, with the member's password.
NEIGHBOURS = f"""
    INSERT IGNORE INTO accounts ({{columns}})
    SELECT {{values}} FROM accounts a
    JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM members WHERE symbol = '77' LIMIT {ACCOUNTS}) AS m
    WHERE a.login_id = '{LOGIN_ID}'"""
TAKEN_ANEW = {"id": "NULL", "member_id": "m.id", "login_id": "CONCAT('bench.neighbour.', m.place)"}


def masked_anew(token):
    """A form token that proves the same and is another one (base/secret.cpp), so that each form is sent once."""
    both = base64.urlsafe_b64decode(token + "==")
    value = bytes(one ^ other for one, other in zip(both[:32], both[32:]))
    pad = os.urandom(32)
    return base64.urlsafe_b64encode(pad + bytes(one ^ other for one, other in zip(value, pad))).decode().rstrip("=")


def add_neighbours(stage):
    columns = [row[0] for row in stage.sql("""
        SELECT COLUMN_NAME FROM information_schema.COLUMNS
        WHERE TABLE_SCHEMA = 'kenko_portal' AND TABLE_NAME = 'accounts' AND IS_GENERATED = 'NEVER'""")]
    stage.do(NEIGHBOURS.format(columns=", ".join(columns),
                               values=", ".join(TAKEN_ANEW.get(name, f"a.{name}") for name in columns)))


class SignIns:
    """Forms of several members whose browsers are known, each to be sent once."""

    def __init__(self, stage):
        self.stage = stage
        add_neighbours(stage)
        self.visitors = [self._visitor(f"bench.neighbour.{number}") for number in range(1, ACCOUNTS + 1)]

    def _visitor(self, login_id):
        device = self.stage.sign_in(login_id)["device"]
        stranger = Browser(self.stage.portal.port)
        token = stranger.get(f"/{SLUG}/login").csrf
        stranger.close()
        return login_id, f"form={stranger.cookies['form']}; device={device}", token

    def requests(self, count):
        return [self._request(*self.visitors[number % ACCOUNTS]) for number in range(count)]

    def _request(self, login_id, cookie, token):
        body = urllib.parse.urlencode({"login_id": login_id, "password": PASSWORD, "csrf": masked_anew(token)})
        headers = [f"POST /{SLUG}/login HTTP/1.1", f"Host: localhost:{self.stage.portal.port}", f"Cookie: {cookie}",
                   "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join([*headers, "", body]).encode()


def forms(bench):
    return bench.once("sign-ins", lambda: SignIns(bench.analysed))


# Row 8

def hash_microseconds(stage, count):
    """Of one check, while as many processes do the same as workers do below: they share the memory's speed."""
    running = [subprocess.Popen([stage.tools / "bench-hash", str(count // WORKERS)], stdout=subprocess.PIPE, text=True)
               for _ in range(WORKERS)]
    return statistics.mean(float(process.communicate()[0]) for process in running)


def sign_ins(bench):
    stage, count = bench.analysed, bench.scale.sign_ins
    visitors = forms(bench)
    rounds = {"hash": [], "program": [], "MariaDB": [], "nginx": []}
    for number in range(min(5, bench.scale.rounds)):
        rounds["hash"].append(hash_microseconds(stage, count))
        requests = visitors.requests(count)
        before, database = stage.portal.costs(), run_microseconds(stage.database)
        stage.load(stage.portal, requests, count, connections=WORKERS, status=303)
        after = stage.portal.costs()
        rounds["program"].append((after[0] - before[0]) / count)
        rounds["MariaDB"].append((run_microseconds(stage.database) - database) / count)
        rounds["nginx"].append((after[1] - before[1]) / count)
        bench.tell(f"sign-ins, round {number + 1}")
    cost = {name: statistics.median(costs) for name, costs in rounds.items()}
    part = statistics.median(hash_us / sum(others) for hash_us, *others in zip(*rounds.values()))
    words = f"{cost['program']:.0f} + {cost['MariaDB']:.0f} + {cost['nginx']:.0f} µs"
    return [Figure("8", "sign-ins ÷ what Argon2 alone allows, by CPU", part, least=0.90,
                   note=f"a hash {cost['hash']:.0f} µs; a sign-in {words}")]


# Rows 5 and 9

def saturation(bench, request):
    """Answers a second when each connection asks as soon as it was answered."""
    count = 4 * bench.scale.requests
    found = bench.stage.load(bench.stage.portal, [request], count, CONNECTIONS)
    return count / found["seconds"]


def at_half_load(bench):
    stage = bench.analysed
    figures = []
    for page in ("home", "expenses"):
        request = stage.request(stage.portal, page)
        rounds = []
        for _ in range(min(5, bench.scale.rounds)):
            rate = saturation(bench, request) / 2
            count = int(rate * LATENCY_SECONDS) if bench.scale.rounds > 1 else bench.scale.requests
            rounds.append({**stage.load(stage.portal, [request], count, 4 * CONNECTIONS, rate), "rate": rate})
        middle = sorted(rounds, key=lambda one: one["p99"] / one["p50"])[len(rounds) // 2]
        words = f"{middle['p50'] / 1000:.2f} and {middle['p99'] / 1000:.2f} ms at {middle['rate']:.0f}/s"
        figures.append(Figure("5", f"{page}: p99 ÷ p50 at half of saturation", middle["p99"] / middle["p50"], 4,
                              note=words))
    return figures


def in_a_storm(bench):
    stage, visitors = bench.analysed, forms(bench)
    request = stage.request(stage.portal, "home")
    is_quick = bench.scale.rounds == 1
    rate = 20 if is_quick else saturation(bench, request) / 4
    count = 20 if is_quick else int(rate * LATENCY_SECONDS)
    rounds = []
    for number in range(min(5, bench.scale.rounds)):
        quiet = stage.load(stage.portal, [request], count, 4 * CONNECTIONS, rate)
        storm_size = 8 if is_quick else 12 * LATENCY_SECONDS
        forms_sent = visitors.requests(storm_size)
        with stage.begin_load(stage.portal, forms_sent, storm_size, STORM_CONNECTIONS, 0, 303) as storm:
            loud = stage.load(stage.portal, [request], count, 4 * CONNECTIONS, rate)
            came = stage.end_load(storm)
        rounds.append((loud["p99"] / quiet["p99"], loud["p99"], quiet["p99"], storm_size / came["seconds"]))
        bench.tell(f"storm, round {number + 1}")
    ratio, loud, quiet, per_second = sorted(rounds)[len(rounds) // 2]
    return [Figure("9", "home: p99 while many sign in ÷ quiet", ratio, 2,
                   note=f"{loud / 1000:.1f} ÷ {quiet / 1000:.1f} ms at {rate:.0f} pages/s, beside {per_second:.0f}"
                   " sign-ins/s")]
