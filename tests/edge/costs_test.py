"""What a page may cost: statements, bytes, memory; and how soon a warm installation answers."""

import os
import platform
import re
import socket
import subprocess
import unittest
from pathlib import Path

from fastcgi import ask
from installation import routes, shared, tell

REQUESTS = 10_000
# Debian 13's OpenSSL 3.5 and glibc 2.41 alone lay 1.8 MiB more of their files there, which all workers share.
RESIDENT_KIB_MAX = (16 if platform.freedesktop_os_release()["VERSION_ID"] == "12" else 18) * 1024
PAGE_BYTES_MAX = 30 * 1024
WARM_START_SECONDS_MAX = 5.0


class StatementCounter:
    """Statements that the web workers' user has sent, as the server counts them."""

    def __init__(self, sql):
        self.sql = sql
        sql("SET GLOBAL userstat = 1")

    def count(self):
        rows = self.sql(
            "SELECT select_commands + update_commands + other_commands FROM information_schema.user_statistics "
            "WHERE user = 'portal_web'"
        )
        return int(rows[0][0]) if rows else 0

    def per_page(self, browser, path, pages=100):
        browser.move()
        before = self.count()
        statuses = {browser.get(path).status for _ in range(pages)}
        assert statuses == {200}, (path, statuses)
        return (self.count() - before) / pages


class PagesCostLittle(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal = shared()
        cls.browser = cls.portal.sign_in(cls.portal.register())

    def test_the_sign_in_page_costs_one_statement_and_home_nine(self):
        counter = StatementCounter(self.portal.sql)
        stranger = self.portal.browser()
        for _ in range(20):  # every worker has prepared its statements
            stranger.get("/mihon/login")
            self.browser.get("/mihon/home")
        costs = {
            path: counter.per_page(browser, path)
            for browser, path in (
                (stranger, "/mihon/login"),
                (self.browser, "/mihon/home"),
                (stranger, "/mihon/help"),
                (stranger, "/mihon/"),
            )
        }
        tell(f"statements per page: {costs}")
        self.assertGreater(costs["/mihon/home"], 0.5)
        self.assertLessEqual(costs["/mihon/login"], 1.05)
        self.assertLessEqual(costs.pop("/mihon/home"), 9.05)
        self.assertLessEqual(max(costs.values()), 3.05)

    def test_no_page_is_longer_than_30_kb(self):
        index = self.portal.browser().get("/mihon/help").text
        topics = sorted(set(re.findall(r'href="/mihon(/help/[a-z-]+)"', index)))
        paths = ["/mihon" + topic for topic in topics]
        paths += [
            path
            for path in (route.replace("{s}", "mihon") for route in routes(r"get\w*"))
            if "{" not in path and "components" not in path
        ]
        self.assertGreater(len(topics), 8)
        sizes = {}
        for browser in (self.portal.browser(), self.browser):
            for path in paths:
                answer = browser.get(path)
                sizes[path] = max(sizes.get(path, 0), len(answer.body))
        largest = max(sizes, key=sizes.get)
        tell(f"{len(sizes)} pages, the largest {largest} with {sizes[largest]} bytes")
        self.assertLessEqual(sizes[largest], PAGE_BYTES_MAX)


class AWorkerStaysSmall(unittest.TestCase):
    def test_it_holds_16_mib_at_most_after_ten_thousand_requests(self):
        portal = shared()
        browser = portal.sign_in(portal.register())
        cookie = f"sid={browser.cookies['sid']}"
        paths = [
            "/mihon/home",
            "/mihon/login",
            "/mihon/help",
            "/mihon/home",
            "/mihon/nowhere",
            "/mihon/",
            "/mihon/help/mail",
            "/tameshi/login",
        ]
        path = portal.run / "small.sock"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen(64)
            command = [portal.build / "portal-web", "--config", portal.config, "--pool", "web"]
            with subprocess.Popen(command, stdin=listener, stderr=subprocess.DEVNULL) as worker:
                sizes = []
                for number in range(REQUESTS):
                    wanted = {
                        "REQUEST_METHOD": "POST" if number % 9 == 8 else "GET",
                        "REQUEST_PATH": paths[number % len(paths)],
                        "REMOTE_ADDR": "127.0.0.1",
                        "HTTP_COOKIE": cookie if number % 2 else "",
                        "REQUEST_ID": f"{number:032x}",
                        "CONTENT_TYPE": "application/x-www-form-urlencoded",
                    }
                    status, _ = ask(path, wanted)
                    self.assertIn(status, (200, 303, 403, 404, 405))
                    if number in (999, REQUESTS - 1):
                        sizes.append(resident_kib(worker.pid))
                worker.terminate()
        path.unlink()
        tell(f"a worker's memory: {sizes[0]} KiB after 1,000 requests, {sizes[1]} KiB after {REQUESTS}")
        self.assertLessEqual(sizes[1], RESIDENT_KIB_MAX)
        self.assertLessEqual(sizes[1], sizes[0] * 1.02 + 128)


def resident_kib(pid):
    status = open(f"/proc/{pid}/status").read()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1))


class AWarmStartIsQuick(unittest.TestCase):
    """Stops and starts the installation: what comes after it in a run finds new ports."""

    def test_the_first_page_comes_within_5_seconds(self):
        """Of processors of its own: by the clock, whatever else the machine does would be counted. So would waiting,
        for which three times as long by the clock is far too long."""
        portal = shared()
        portal.stop()
        took = portal.start()
        busy = sum(busy_seconds(pid) for pid in (portal.process.pid, *portal.pids()))
        tell(f"first page {took:.1f} s after a warm start, {busy:.1f} s of them busy (a cold one took"
             f" {portal.first_start_seconds:.1f} s)")
        self.assertEqual(portal.browser().get("/mihon/login").status, 200)
        self.assertLessEqual(busy, WARM_START_SECONDS_MAX)
        self.assertLessEqual(took, 3 * WARM_START_SECONDS_MAX)


def busy_seconds(pid):
    """A processor's, of a process and those of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
