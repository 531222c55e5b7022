"""R*, DP-*: what may die, and what must not be lost by it. The last tests of a run, because they kill things."""

import concurrent.futures
import http.client
import os
import pathlib
import secrets
import signal
import socket
import subprocess
import threading
import time
import unittest

from installation import ended, Member, PASSWORD, shared, Sql, tell, wait_until

LONG = os.environ.get("EDGE_LONG") == "1"


class Load:
    """Readers of pages, each at its own pace and address, until told to stop. What failed, and when."""

    def __init__(self, portal, readers=4, path="/mihon/help"):
        self.portal, self.path = portal, path
        self.stop = threading.Event()
        self.answers = []  # (when it was asked for, when it was there, status or 0 for none)
        self.threads = [threading.Thread(target=self._read) for _ in range(readers)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def _read(self):
        number, browser = 0, self.portal.browser()
        while not self.stop.is_set():
            number += 1
            if number % 200 == 0:
                browser.move()
            asked = time.monotonic()
            try:
                status = browser.get(self.path).status
            except (OSError, http.client.HTTPException):
                status = 0
            self.answers.append((asked, time.monotonic(), status))
            time.sleep(0.005)

    def failed(self):
        return [status for _, _, status in self.answers if status != 200]

    def good_after(self, moment):
        """Seconds until the first page was there that was asked for after a moment; many when there is none yet."""
        return min(
            (there - moment for asked, there, status in list(self.answers) if asked > moment and status == 200),
            default=99.0,
        )


class WorkersMayDie(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal = shared()

    def back(self, before):
        wait_until(lambda: len(self.portal.workers()) == before, 10, "all workers are back")

    def test_a_killed_worker_takes_at_most_its_own_request_along_and_is_back_within_a_second(self):
        count, kills, slowest = len(self.portal.workers("web")), (100 if LONG else 9), 0.0
        all_workers = len(self.portal.workers())
        with Load(self.portal) as load:
            time.sleep(0.5)
            for _ in range(kills):
                victim = min(self.portal.workers("web"), key=started_at)
                killed_at = time.monotonic()
                ended(victim)
                wait_until(lambda: len(self.portal.workers("web")) == count, 10, "the worker is back")
                slowest = max(slowest, time.monotonic() - killed_at)
                wait_until(lambda: load.good_after(killed_at) < 1.0, 2, "the next page is served within a second")
                time.sleep(0.5)  # the oldest is next: who lives less than a second is slowed down on purpose
        self.back(all_workers)
        failed = load.failed()
        tell(
            f"{kills} kills, {len(load.answers)} pages, {len(failed)} failed {sorted(set(failed))}, "
            f"slowest return {slowest:.2f} s"
        )
        self.assertLessEqual(len(failed), kills)
        self.assertLessEqual(set(failed), {0, 502})  # 0: killed in the middle of its answer
        self.assertLessEqual(slowest, 1.0)

    def test_restarting_the_workers_one_by_one_fails_no_request(self):
        workers = self.portal.workers()
        with Load(self.portal) as load:
            time.sleep(0.3)
            for _ in range(5 if LONG else 1):
                for pid in self.portal.workers():
                    ended(pid, signal.SIGTERM)
                    # One that was being started again when they were counted comes on top.
                    wait_until(
                        lambda: pid not in self.portal.workers() and len(self.portal.workers()) >= len(workers),
                        20,
                        lambda: f"{pid} of {workers} was replaced; there are {self.portal.states_of_workers()}",
                    )
                time.sleep(1)
        tell(f"{len(workers)} workers restarted, {len(load.answers)} pages, {len(load.failed())} failed")
        self.assertEqual(load.failed(), [])

    def test_a_sign_in_that_waited_two_seconds_for_its_worker_is_turned_away_and_the_next_is_not(self):
        browser = self.portal.browser()
        browser.get("/mihon/login")
        form = {"login_id": self.portal.login_id(), "password": PASSWORD}
        workers = self.portal.workers("auth")
        for pid in workers:
            ended(pid, signal.SIGSTOP)
        try:
            with concurrent.futures.ThreadPoolExecutor(1) as pool:
                waiting = pool.submit(browser.post, "/mihon/login", form)
                time.sleep(3)
                for pid in workers:
                    ended(pid, signal.SIGCONT)
                turned_away = waiting.result()
        finally:
            for pid in workers:
                ended(pid, signal.SIGCONT)
        self.assertEqual(turned_away.status, 503)
        self.assertEqual(turned_away.header("Retry-After"), "10")
        self.assertIn("03-0000-0000", turned_away.text)
        browser.get("/mihon/login")
        self.assertEqual(browser.post("/mihon/login", form).status, 422)

    def test_an_idle_worker_ends_within_a_second_of_being_told(self):
        rounds = 1000 if LONG else 100
        path = self.portal.run / "idle.sock"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen(16)
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                ends = list(
                    pool.map(lambda number: self.end_of_an_idle_worker(listener, number % 10 * 0.002), range(rounds))
                )
        path.unlink()
        slowest = max(seconds for _, seconds in ends)
        tell(f"{rounds} idle workers ended, slowest {slowest:.3f} s")
        self.assertEqual({code for code, _ in ends}, {0})
        self.assertLessEqual(slowest, 1.0)

    def end_of_an_idle_worker(self, listener, idle_seconds):
        """Exit code, and seconds from being told to being gone."""
        command = [self.portal.build / "portal-web", "--config", self.portal.config, "--pool", "web"]
        with subprocess.Popen(command, stdin=listener, stderr=subprocess.DEVNULL) as worker:
            wait_until(lambda: waits_for_requests(worker.pid), 20, "the worker accepts")
            time.sleep(idle_seconds)
            told = time.monotonic()
            worker.terminate()
            return worker.wait(10), time.monotonic() - told


def started_at(pid):
    return int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[19])


def waits_for_requests(pid):
    """Signals are caught and the process sleeps: it is in its loop."""
    status = open(f"/proc/{pid}/status").read()
    caught = int(status.partition("SigCgt:")[2].split()[0], 16)
    return bool(caught >> (signal.SIGTERM - 1) & 1)


class TheDatabaseMayDie(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal = shared()

    def mariadb(self):
        return self.portal.pids("mariadbd")

    def test_what_was_acknowledged_is_there_after_the_database_was_killed_and_all_is_well_without_a_restart(self):
        portal, kills = self.portal, (10 if LONG else 3)
        workers = portal.workers()
        acknowledged_mails, acknowledged_members, seen = [], [], []
        stop = threading.Event()

        def ask_for_mails():
            browser = None
            while not stop.is_set():
                try:
                    browser = portal.browser()
                    form = browser.get("/mihon/register")
                    address, asked = f"{secrets.token_hex(8)}@example.jp", time.monotonic()
                    # The page of an error has no form, and what is sent without one is refused.
                    answer = browser.post("/mihon/register", {"email": address}) if form.status == 200 else form
                    seen.append((asked, answer.status))
                    if answer.status == 303:
                        acknowledged_mails.append(address)
                except (OSError, http.client.HTTPException):
                    pass
                time.sleep(
                    0.03 if LONG else 0.01)  # a society's 2,000 mails an hour are more than are asked for meanwhile

        def register():
            while not stop.is_set() and len(acknowledged_members) < 12:
                card = portal.postcard()
                for _ in range(20):
                    member = Member("mihon", portal.login_id(), PASSWORD, card.name, "耐久")
                    try:
                        browser = portal.browser()
                        portal.enter_with_postcard(browser, card)
                        if portal.choose_account(browser, member).status == 303:
                            acknowledged_members.append(member)
                            break
                    except (AssertionError, AttributeError, OSError, http.client.HTTPException):
                        time.sleep(0.1)
                    if stop.is_set():
                        break

        recovered = []
        threads = [threading.Thread(target=ask_for_mails) for _ in range(2)] + [threading.Thread(target=register)]
        for thread in threads:
            thread.start()
        with Load(portal, 2) as load:
            for _ in range(kills):
                time.sleep(1.5)
                killed_at, victim = time.monotonic(), self.mariadb()[0]
                ended(victim)
                wait_until(lambda: victim not in self.mariadb(), 5, "the database is gone")
                gone_at = time.monotonic()
                wait_until(
                    lambda: load.good_after(gone_at) < 90
                    and any(asked > gone_at and status == 303 for asked, status in list(seen)),
                    15,
                    "pages and forms work again",
                )
                recovered.append(time.monotonic() - killed_at)
        stop.set()
        for thread in threads:
            thread.join()
        portal.sql = Sql(portal.run / "mariadb.sock")
        there = {row[0] for row in portal.sql("SELECT address FROM mail_links")}
        queued = {row[0] for row in portal.sql("SELECT recipient FROM mail_queue")}
        accounts = {row[0] for row in portal.sql("SELECT login_id FROM accounts")}
        lost = [address for address in acknowledged_mails if address not in there or address not in queued]
        lost += [member.login_id for member in acknowledged_members if member.login_id not in accounts]
        tell(
            f"{kills} kills of the database: {len(acknowledged_mails)} mails and"
            f" {len(acknowledged_members)} registrations acknowledged, {len(lost)} lost; all well again after"
            f" {max(recovered):.1f} s at most"
        )
        self.assertEqual(lost, [])
        self.assertLessEqual(max(recovered), 10)
        self.assertEqual(portal.workers(), workers)
        self.assertLessEqual(set(load.failed()), {503})
        self.assertLessEqual({status for _, status in seen}, {303, 503})
        for member in acknowledged_members[-2:]:
            portal.sign_in(member)

    def test_a_database_that_hangs_gives_503_within_the_timeouts_and_recovery_by_itself(self):
        portal = self.portal
        pid = self.mariadb()[0]
        with concurrent.futures.ThreadPoolExecutor(6) as pool:  # so that each worker knows its telephone
            list(pool.map(lambda _: timed_get(portal), range(30)))
        descriptors = {worker: count_descriptors(worker) for worker in portal.workers()}
        os.kill(pid, signal.SIGSTOP)
        try:
            wait_until(lambda: has_stopped(pid), 5, "every thread of the database stands still")
            began = time.monotonic()
            with concurrent.futures.ThreadPoolExecutor(6) as pool:
                answers = list(pool.map(lambda _: timed_get(portal), range(6)))
            slowest = max(taken for taken, _ in answers)
            tell(f"hanging database: {[answer.status for _, answer in answers]}, slowest {slowest:.1f} s")
            self.assertEqual({answer.status for _, answer in answers}, {503})
            self.assertLessEqual(slowest, 19)
            self.assertIn("03-0000-0000", answers[0][1].text)
        finally:
            os.kill(pid, signal.SIGCONT)
        self.assertLess(time.monotonic() - began, 40)
        took = wait_until(lambda: portal.browser().get("/mihon/help").status == 200, 6, "pages are back")
        self.assertLessEqual(took, 5)
        for worker, before in descriptors.items():
            self.assertLessEqual(count_descriptors(worker), before + 2)


def has_stopped(pid):
    """A signal is delivered thread by thread: one that still runs may answer."""
    states = {
        stat.read_text().rpartition(")")[2].split()[0]
        for stat in pathlib.Path(f"/proc/{pid}/task").glob("*/stat")
    }
    return states == {"T"}


def timed_get(portal):
    began = time.monotonic()
    answer = portal.browser().get("/mihon/help")
    return time.monotonic() - began, answer


def count_descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))
