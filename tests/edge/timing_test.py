"""EN-*: answers and their timing never tell whether a login ID, an address or a member is known.

Classes of requests take turns and are compared with one of them: medians differ by at most 5 ms, and a Mann-Whitney
AUC lies within 0.45 and 0.55. Two equal samples of 100 stray out of that band by chance now and then, all the more on
a busy machine: so a doubtful result is measured on, and when time is up the band is widened by what chance alone can do
to so many values (2.5 standard errors), but never to 0.40 and 0.60. What a missing dummy hash
does, 40 ms and an AUC of 1, is far outside."""

import os
import re
import secrets
import statistics
import time
import unittest

from installation import PASSWORD, shared, tell

WARM_UPS = 5
ROUNDS_STEP = 20
MEDIAN_SECONDS_MAX = 0.005
AUC_DISTANCE_MAX = 0.05
STANDARD_ERRORS = 2.5
LONG = os.environ.get("EDGE_LONG") == "1"
ROUNDS_MIN = 300 if LONG else 60
SECONDS_MAX = 900 if LONG else 30
# Whatever chance can do: so far from a half is a difference that an attacker finds, and never good.
AUC_DISTANCE_NEVER = 0.0999
FORM_ROUNDS_MIN = 400 if LONG else 200


def auc(ones, others):
    """The chance that one of `ones` is larger than one of `others`; 0.5 for samples that can't be told apart."""
    ranked = sorted([(value, 0) for value in ones] + [(value, 1) for value in others])
    rank_sum = sum(rank for rank, (_, side) in enumerate(ranked, 1) if side == 0)
    return (rank_sum - len(ones) * (len(ones) + 1) / 2) / (len(ones) * len(others))


def judged(times, reference):
    """Per class: difference of medians in seconds, AUC, and what chance can add to each."""
    base = times[reference]
    auc_error = ((2 * len(base) + 1) / (12 * len(base) ** 2)) ** 0.5
    verdict = {}
    for name, taken in times.items():
        if name != reference:
            spread = statistics.quantiles(taken + base, n=4)
            median_error = 1.25 * (spread[2] - spread[0]) / 1.35 * (2 / len(base)) ** 0.5
            verdict[name] = (
                statistics.median(taken) - statistics.median(base),
                auc(taken, base),
                median_error,
                auc_error,
            )
    return verdict


def alike(verdict, errors=0.0):
    return all(
        abs(median) <= MEDIAN_SECONDS_MAX + errors * median_error
        and abs(area - 0.5) <= min(AUC_DISTANCE_MAX + errors * auc_error, AUC_DISTANCE_NEVER)
        for median, area, median_error, auc_error in verdict.values()
    )


def measure(tries, reference, rounds_min=ROUNDS_MIN):
    """Runs the classes in turn until they are alike or time is up; the verdict and how many rounds it took."""
    times = {name: [] for name in tries}
    began, rounds = time.monotonic(), 0
    for number in range(1_000_000):
        order = list(tries)
        order = order[number % len(order) :] + order[: number % len(order)]
        for name in order:
            taken = tries[name]()
            if number >= WARM_UPS:
                times[name].append(taken)
        rounds = number + 1 - WARM_UPS
        if rounds >= rounds_min and rounds % ROUNDS_STEP == 0 and alike(judged(times, reference)):
            break
        if rounds >= rounds_min and time.monotonic() - began > SECONDS_MAX:
            break
    return judged(times, reference), rounds


def report(title, verdict, rounds):
    figures = ", ".join(
        f"{name}: {median * 1000:+.2f} ms, AUC {area:.3f}" for name, (median, area, _, _) in verdict.items()
    )
    tell(f"{title}: {rounds} rounds; {figures}")


def without_passing_things(answer, own):
    """What two answers must have in common."""
    page = re.sub(r'name="csrf" value="[^"]*"|data-passkey="[^"]*"', "", answer.text)
    page = re.sub(r"[0-9a-f]{32}", "", page).replace(own, "")
    page = re.sub(r"\d{1,2}[:時]\d{2}分?", "", page)
    headers = sorted(
        (name, re.sub(r"=[^;]*", "", value) if name == "Set-Cookie" else value)
        for name, value in answer.headers
        if name.lower() not in ("date", "content-length")
    )
    return answer.status, page, headers


class SigningInTellsNothing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        portal = cls.portal = shared()
        wrong, locked, left = (portal.register() for _ in range(3))
        portal.sql(
            "UPDATE members m JOIN accounts a ON a.society_id = m.society_id AND a.member_id = m.id SET m.left_on ="
            f" '2001-01-01' WHERE a.login_id = '{left.login_id}'"
        )
        card = portal.postcard()
        cls.classes = {
            "wrong password": (wrong.login_id, "nope nope nope 1"),
            "unknown": ("nobody.at.all", "nope nope nope 1"),
            "locked, right password": (locked.login_id, PASSWORD),
            "postcard's pair": (card.login_id, card.password),
            "left the society": (left.login_id, PASSWORD),
        }
        cls.locked = locked
        cls.browsers = {}
        for name in cls.classes:
            cls.browsers[name] = portal.browser()
            cls.browsers[name].get("/mihon/login")

    def lock(self):
        browser = self.portal.browser(self.browsers["locked, right password"].source)
        browser.get("/mihon/login")
        for _ in range(5):
            browser.post("/mihon/login", {"login_id": self.locked.login_id, "password": "nope nope nope 1"})

    def sign_in(self, name):
        login_id, password = self.classes[name]
        return self.browsers[name].post("/mihon/login", {"login_id": login_id, "password": password})

    def test_each_refusal_looks_the_same(self):
        self.portal.forget_throttles()
        self.lock()
        answers = {name: without_passing_things(self.sign_in(name), self.classes[name][0]) for name in self.classes}
        for name, answer in answers.items():
            with self.subTest(name):
                self.assertEqual(answer, answers["wrong password"])
        self.assertEqual(answers["unknown"][0], 422)

    def test_each_refusal_takes_the_same_time(self):
        self.portal.forget_throttles()
        self.lock()
        verdict, rounds = measure({name: self.timed(name) for name in self.classes}, "wrong password")
        report("sign-in refusals against a wrong password", verdict, rounds)
        self.assertTrue(alike(verdict, STANDARD_ERRORS), verdict)

    def timed(self, name):
        def one():
            self.keep_counts_low(name)
            began = time.perf_counter()
            answer = self.sign_in(name)
            taken = time.perf_counter() - began
            assert answer.status == 422, (name, answer.status)
            return taken

        return one

    def keep_counts_low(self, name):
        """Takes back what the tries before have counted, except the lock of the one that is to be locked. The rows
        stay, as they would for a first failure's successors, so that every class finds them alike."""
        if name == "locked, right password":
            self.portal.sql(
                "UPDATE throttles SET blocked_until = UTC_TIMESTAMP(6) + INTERVAL 10 MINUTE WHERE blocked_until IS NOT"
                " NULL"
            )
        else:
            self.portal.sql(
                "UPDATE throttles SET count = 1 WHERE blocked_until IS NULL; UPDATE sign_in_attempts SET failed = FALSE"
            )


class AskingForTheRegistrationGuideTellsNothing(unittest.TestCase):
    """No password is hashed here, so what a class costs more or less is a few statements: more rounds find it."""

    FORM = "/mihon/register"

    @classmethod
    def known_addresses(cls):
        """Printed on a postcard."""
        browser = cls.portal.browser()
        page = cls.portal.enter_with_postcard(browser, cls.portal.postcard()).text
        return {"known address": re.search(r'name="email"[^>]* value="([^"]*)"', page).group(1)}

    @classmethod
    def setUpClass(cls):
        portal = cls.portal = shared()
        cls.addresses = {
            "asked lately": cls.fresh_address(),
            "throttled address": cls.fresh_address(),
        } | cls.known_addresses()
        cls.browsers = {name: portal.browser() for name in ("unknown address", *cls.addresses)}
        cls.others = portal.browser()
        for browser in (*cls.browsers.values(), cls.others):
            browser.get(cls.FORM)

    @staticmethod
    def fresh_address():
        return f"{secrets.token_hex(8)}@example.jp"

    def ask(self, name):
        """Somebody else asks just before, for the same address where that is the question, so that all classes find the
        server alike. Nothing is taken away but counts: the links of all that was asked for lie there, more than a week
        of the limits would leave an address."""
        address = self.addresses.get(name) or self.fresh_address()
        if name == "throttled address":
            self.portal.sql("UPDATE throttles SET count = 4 WHERE count > 4")
        else:
            self.portal.sql("DELETE FROM throttles WHERE count < 4")
        self.submit(self.others, address if name == "asked lately" else self.fresh_address())
        return self.submit(self.browsers[name], address)

    def submit(self, browser, address):
        browser.get(self.FORM)
        began = time.perf_counter()
        answer = browser.post(self.FORM, {"email": address})
        return time.perf_counter() - began, answer

    def exhaust(self):
        self.portal.forget_throttles()
        for _ in range(5):
            self.ask("throttled address")

    def test_each_answer_looks_the_same(self):
        self.exhaust()
        answers = {name: without_passing_things(self.ask(name)[1], "") for name in self.browsers}
        for name, answer in answers.items():
            with self.subTest(name):
                self.assertEqual(answer, answers["unknown address"])
        self.assertEqual(answers["unknown address"][0], 303)

    def test_each_answer_takes_the_same_time(self):
        self.exhaust()
        verdict, rounds = measure(
            {name: lambda name=name: self.ask(name)[0] for name in self.browsers}, "unknown address", FORM_ROUNDS_MIN
        )
        report(f"{self.FORM} against an unknown address", verdict, rounds)
        self.assertTrue(alike(verdict, STANDARD_ERRORS), verdict)


class AskingForAReissueTellsNothing(AskingForTheRegistrationGuideTellsNothing):
    FORM = "/mihon/reissue"

    @classmethod
    def known_addresses(cls):
        """Of an account, of another one whose link is alive, and of four: a family's."""
        family = [cls.portal.register() for _ in range(4)]
        shared_address = cls.fresh_address()
        for member in family:
            cls.portal.sql(
                "UPDATE account_emails e JOIN accounts a ON a.society_id = e.society_id AND a.id = e.account_id"
                f" SET e.address = '{shared_address}' WHERE a.login_id = '{member.login_id}'"
            )
        return {
            "known address": cls.address_of(cls.portal.register()),
            "asked lately": cls.address_of(cls.portal.register()),
            "address of four accounts": shared_address,
        }

    @classmethod
    def address_of(cls, member):
        ((address,),) = cls.portal.sql(
            "SELECT e.address FROM account_emails e JOIN accounts a ON a.society_id = e.society_id AND a.id ="
            f" e.account_id WHERE a.login_id = '{member.login_id}'"
        )
        return address


class TypingACodeTellsNothing(unittest.TestCase):
    """Wrong digits on the page after 再発行: of a mail that lies in a mailbox, and of one that nobody got."""

    @classmethod
    def setUpClass(cls):
        portal = cls.portal = shared()
        portal.forget_throttles()
        known, unknown = (secrets.token_hex(8) for _ in range(2))
        portal.sql(
            "UPDATE account_emails e JOIN accounts a ON a.society_id = e.society_id AND a.id = e.account_id SET"
            f" e.address = '{known}@example.jp' WHERE a.login_id = '{portal.register().login_id}'"
        )
        cls.people = {"known address": known, "unknown address": unknown}
        cls.browsers = {name: portal.browser() for name in cls.people}
        for name, browser in cls.browsers.items():
            browser.get("/mihon/reissue")
            browser.post("/mihon/reissue", {"email": f"{cls.people[name]}@example.jp"})

    def give(self, name):
        self.portal.sql("UPDATE throttles SET count = 0")  # the rows stay, so that every try finds them alike
        browser = self.browsers[name].move()  # nginx gives one address less than all these tries
        browser.get("/mihon/reissue/sent")
        began = time.perf_counter()
        answer = browser.post("/mihon/reissue/code", {"code": "000000"})
        taken = time.perf_counter() - began
        assert answer.status == 422, (name, answer.status)
        return taken, answer

    def test_each_answer_looks_the_same(self):
        answers = [without_passing_things(self.give(name)[1], self.people[name]) for name in self.people]
        self.assertEqual(answers[0], answers[1])

    def test_each_answer_takes_the_same_time(self):
        verdict, rounds = measure(
            {name: lambda name=name: self.give(name)[0] for name in self.people}, "unknown address", FORM_ROUNDS_MIN
        )
        report("a wrong code against one of an unknown address", verdict, rounds)
        self.assertTrue(alike(verdict, STANDARD_ERRORS), verdict)


class OrderingAPostcardTellsNothing(unittest.TestCase):
    FORM = "/mihon/reissue/postcard"

    @classmethod
    def setUpClass(cls):
        portal = cls.portal = shared()
        ordering, ordered, wrong, cls.decoy = (cls.fields_of(portal.register()) for _ in range(4))
        cls.typed = {
            "known": ordering,
            "has an open order": ordered,
            "wrong birth date": wrong | {"birth_date": "1901-01-01"},
        }
        cls.browsers = {name: portal.browser() for name in ("unknown", *cls.typed)}
        for browser in cls.browsers.values():
            browser.get(cls.FORM)

    @classmethod
    def fields_of(cls, member):
        names = ("symbol", "number", "branch", "birth_date", "kana")
        ((*values,),) = cls.portal.sql(
            f"SELECT {', '.join('m.' + name for name in names)} FROM members m JOIN accounts a ON"
            f" a.society_id = m.society_id AND a.member_id = m.id WHERE a.login_id = '{member.login_id}'"
        )
        return dict(zip(names, map(str, values)))

    def order(self, name):
        """Whoever is to be known has no order, so that each of theirs is taken. Before each of the others, too, an
        order is taken away: what the server does behind a deleted row costs the next answer 30 microseconds."""
        cleared = [self.decoy, self.typed["known"]] if name == "known" else [self.decoy]
        self.portal.sql("DELETE FROM throttles")
        self.portal.sql(
            "INSERT INTO postcard_orders (society_id, member_id, stop_digest, ordered_at) SELECT society_id, id,"
            f" UNHEX(SHA2(UUID(), 256)), UTC_TIMESTAMP(6) FROM members WHERE number = '{self.decoy['number']}'"
        )
        self.portal.sql(
            "DELETE o FROM postcard_orders o JOIN members m ON m.society_id = o.society_id AND m.id = o.member_id"
            f" WHERE m.number IN ({', '.join(repr(member['number']) for member in cleared)})"
        )
        unknown = self.typed["known"] | {"number": str(secrets.randbelow(10**9) + 10**9)}
        browser = self.browsers[name]
        browser.get(self.FORM)
        began = time.perf_counter()
        answer = browser.post(self.FORM, self.typed.get(name, unknown))
        return time.perf_counter() - began, answer

    def test_each_answer_looks_the_same(self):
        self.order("has an open order")
        answers = {name: without_passing_things(self.order(name)[1], "") for name in self.browsers}
        for name, answer in answers.items():
            with self.subTest(name):
                self.assertEqual(answer, answers["unknown"])
        self.assertEqual(answers["unknown"][0], 303)
        ((taken,),) = self.portal.sql("SELECT COUNT(*) FROM postcard_orders WHERE open_member_id IS NOT NULL")
        self.assertEqual(int(taken), 2)

    def test_each_answer_takes_the_same_time(self):
        self.order("has an open order")
        verdict, rounds = measure(
            {name: lambda name=name: self.order(name)[0] for name in self.browsers}, "unknown", FORM_ROUNDS_MIN
        )
        report(f"{self.FORM} against an unknown person", verdict, rounds)
        self.assertTrue(alike(verdict, STANDARD_ERRORS), verdict)

