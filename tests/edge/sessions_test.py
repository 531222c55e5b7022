"""SE-*, CS-*: cookies, sessions and form tokens."""

import concurrent.futures
import re
import secrets
import unittest

from client import SECRETS, raw, statuses
from installation import routes, shared, wait_until
from production import shared_production

TOKEN = r"[A-Za-z0-9_-]{43}"
CHANGING_TABLES = (
    "accounts",
    "account_emails",
    "postcards",
    "mail_links",
    "steps",
    "sessions",
    "devices",
    "two_step",
    "recovery_codes",
    "sign_ins",
    "mail_queue",
    "throttles",
    "sign_in_attempts",
    "form_nonces",
    "sent_forms",
    "mailing_links",
    "audit_log",
    "members",
    "household_choices",
    "societies",
)


class TheSessionCookieIsOutOfReach(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal = shared()
        cls.member = cls.portal.register()

    def sign_in_answer(self, portal):
        browser = portal.browser()
        browser.get("/mihon/login")
        return browser.post("/mihon/login", {"login_id": self.member.login_id, "password": self.member.password})

    def test_over_https_it_is_bound_to_the_host_byte_for_byte(self):
        production = shared_production()
        cookies = self.sign_in_answer(production).all("Set-Cookie")
        sid = [cookie for cookie in cookies if "sid=" in cookie]
        self.assertEqual(len(sid), 1)
        self.assertRegex(sid[0], rf"\A__Host-sid={TOKEN}; Path=/; Secure; HttpOnly; SameSite=Lax\Z")
        for cookie in cookies:
            self.assertRegex(
                cookie, r"\A__Host-[a-z-]+=[^;]*; Path=/; (?:Max-Age=\d+; )?Secure; HttpOnly; SameSite=Lax\Z"
            )

    def test_on_plain_http_of_the_demo_it_has_no_prefix_and_all_the_rest(self):
        cookies = self.sign_in_answer(self.portal).all("Set-Cookie")
        sid = [cookie for cookie in cookies if cookie.startswith("sid=")]
        self.assertEqual(len(sid), 1)
        self.assertRegex(sid[0], rf"\Asid={TOKEN}; Path=/; HttpOnly; SameSite=Lax\Z")

    def test_a_cookie_without_the_host_prefix_opens_nothing_over_https(self):
        browser = shared_production().browser()
        browser.get("/mihon/login")
        browser.post("/mihon/login", {"login_id": self.member.login_id, "password": self.member.password})
        token = browser.cookies["__Host-sid"]
        self.assertEqual(browser.get("/mihon/home").status, 200)
        browser.cookies = {"sid": token}
        self.assertEqual(browser.get("/mihon/home").status, 303)

    def test_the_database_holds_no_session_that_a_thief_could_use(self):
        browser = self.portal.sign_in(self.member)
        for table in ("sessions", "steps", "mail_links", "devices"):
            for row in self.portal.sql(f"SELECT token_digest FROM {table}"):
                self.assertNotIn(row[0], SECRETS.values)
        stolen = self.portal.sql("SELECT token_digest FROM sessions WHERE ended_at IS NULL ORDER BY id DESC LIMIT 1")[
            0
        ][0]
        browser.cookies["sid"] = stolen
        self.assertEqual(browser.get("/mihon/home").status, 303)


class AForeignSessionIsNeverTaken(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal = shared()
        cls.member = cls.portal.register()

    def test_an_unknown_session_of_the_client_is_not_adopted_at_sign_in(self):
        planted = secrets.token_urlsafe(32)
        browser = self.portal.browser()
        browser.cookies["sid"] = planted
        browser.get("/mihon/login")
        browser.post("/mihon/login", {"login_id": self.member.login_id, "password": self.member.password})
        self.assertNotEqual(browser.cookies["sid"], planted)
        browser.cookies["sid"] = planted
        self.assertEqual(browser.get("/mihon/home").status, 303)

    def test_signing_in_again_makes_a_new_session_and_ends_the_old_one(self):
        browser = self.portal.sign_in(self.member)
        old = browser.cookies["sid"]
        self.assertEqual(browser.get("/mihon/help").status, 200)
        again = browser.post("/mihon/login", {"login_id": self.member.login_id, "password": self.member.password})
        self.assertEqual(again.status, 303)
        self.assertNotEqual(browser.cookies["sid"], old)
        browser.cookies["sid"] = old
        self.assertEqual(browser.get("/mihon/home").status, 303)

    def test_two_session_cookies_open_nothing_in_either_order(self):
        own, other = (self.portal.sign_in(self.member).cookies["sid"] for _ in range(2))
        visitor = self.portal.browser()
        for first, second in ((own, other), (own, "x"), ("x", own), (own, own)):
            together = visitor.get("/mihon/home", {"Cookie": f"sid={first}; sid={second}"})
            self.assertEqual(together.status, 303)
        for pair in (["sid=" + own, "sid=" + other], ["a=b; sid=" + own, "sid=x"]):
            self.assertEqual(self.apart(pair), 303)
        self.assertEqual(visitor.get("/mihon/home", {"Cookie": f"a=b; sid={own}"}).status, 200)

    def apart(self, cookies):
        """The status when cookies come in header lines of their own."""
        lines = "".join(f"Cookie: {cookie}\r\n" for cookie in cookies)
        request = f"GET /mihon/home HTTP/1.1\r\nHost: localhost:{self.portal.port}\r\n{lines}Connection: close\r\n\r\n"
        return statuses(raw(self.portal.port, request.encode()))[0]

    def test_a_session_ends_at_logout_for_every_copy_of_its_cookie(self):
        browser = self.portal.sign_in(self.member)
        copy = self.portal.browser()
        copy.cookies = dict(browser.cookies)
        self.assertEqual(copy.get("/mihon/home").status, 200)
        browser.get("/mihon/home")
        self.assertEqual(browser.post("/mihon/logout").status, 303)
        self.assertEqual(copy.get("/mihon/home").status, 303)


class EveryFormProvesWhereItComesFrom(unittest.TestCase):
    """CS-01 over the very list of routes."""

    @classmethod
    def setUpClass(cls):
        cls.portal = shared()
        cls.member = cls.portal.register()
        cls.other = cls.portal.sign_in(cls.portal.register())
        cls.other.get("/mihon/home")
        cls.browser = cls.portal.sign_in(cls.member)
        cls.browser.get("/mihon/home")
        cls.fields = {
            "login_id": cls.member.login_id,
            "password": cls.member.password,
            "email": "forged@example.jp",
            "size": "large",
            "back": "/mihon/help",
        }

    def state(self):
        wait_until(
            lambda: self.portal.sql.number("SELECT COUNT(*) FROM mail_queue WHERE outcome IS NULL") == 0,
            20,
            "no mail on its way",
        )
        names = ", ".join(CHANGING_TABLES)
        return self.portal.sql(f"CHECKSUM TABLE {names}")

    def forgeries(self):
        own = self.browser.csrf
        return {
            "no token": ({}, ""),
            "a made-up token": ({}, secrets.token_urlsafe(64)),
            "a token of another session": ({}, self.other.csrf),
            "half a token": ({}, own[:40]),
            "a foreign origin": ({"Origin": "https://evil.example.jp"}, own),
            "a null origin": ({"Origin": "null"}, own),
            "an origin on another port": ({"Origin": "http://localhost:1"}, own),
            "a cross-site form": ({"Sec-Fetch-Site": "cross-site", "Origin": None}, own),
            "a form of a sister host": ({"Sec-Fetch-Site": "same-site", "Origin": None}, own),
        }

    def test_no_forged_form_is_taken_by_any_route_and_nothing_changes(self):
        before = self.state()
        for route in routes(r"post\w*"):
            self.browser.move()
            for name, (headers, token) in self.forgeries().items():
                with self.subTest(route, forgery=name):
                    self.assertEqual(
                        self.browser.post(route.replace("{s}", "mihon"), self.fields, headers, token).status, 403
                    )
        self.assertEqual(self.state(), before)

    def test_before_signing_in_too(self):
        stranger = self.portal.browser()
        stranger.get("/mihon/login")
        before = self.state()
        for route in routes(r"post\w*"):
            if route == "/{s}/logout":  # who isn't signed in is told so, and nothing is done (a second ログアウト)
                continue
            path = route.replace("{s}", "mihon")
            with self.subTest(route):
                self.assertEqual(stranger.post(path, self.fields, csrf=self.other.csrf).status, 403)
                self.assertEqual(stranger.post(path, self.fields, {"Origin": "https://evil.example.jp"}).status, 403)
                self.assertEqual(self.portal.browser().post(path, self.fields).status, 403)
        self.assertEqual(self.state(), before)

    def test_the_token_in_the_address_does_not_count(self):
        answer = self.browser.move().post(f"/mihon/logout?csrf={self.browser.csrf}", {}, csrf="")
        self.assertEqual(answer.status, 403)

    def test_the_token_looks_different_on_every_page(self):
        self.browser.move()
        tokens = {self.browser.get("/mihon/home").csrf for _ in range(20)}
        self.assertEqual(len(tokens), 20)

    def test_a_get_changes_nothing_but_the_record_of_what_was_seen(self):
        paths = routes(r"get(?:_of_site)?")
        self.browser.get("/mihon/home")
        before = self.state()
        for path in paths:
            filled = path.replace("{s}", "mihon").replace("{topic}", "mail")
            self.browser.move()
            for method in ("GET", "HEAD"):
                for _ in range(5):
                    self.assertLess(self.browser.get(filled + "?t=x&r=x&no=1", method=method).status, 500)
        self.assertEqual(self.state(), before)


class TheSameFormSentTwentyTimesAtOnce(unittest.TestCase):
    def test_queues_one_mail(self):
        portal = shared()
        first = portal.browser()
        first.get("/mihon/register")
        address = f"{secrets.token_hex(8)}@example.jp"
        copies = []
        for _ in range(20):
            copy = portal.browser()
            copy.cookies, copy.csrf = dict(first.cookies), first.csrf
            copies.append(copy)
        with concurrent.futures.ThreadPoolExecutor(20) as pool:
            answers = list(pool.map(lambda copy: copy.post("/mihon/register", {"email": address}), copies))
        self.assertEqual({(answer.status, answer.location) for answer in answers}, {(303, "/mihon/register/sent")})
        self.assertEqual(portal.sql.number(f"SELECT COUNT(*) FROM mail_queue WHERE recipient = '{address}'"), 1)
        self.assertEqual(portal.sql.number(f"SELECT COUNT(*) FROM mail_links WHERE address = '{address}'"), 1)
