"""TK-*: the secret of a mailed link, from the queue to its one use."""

import base64
import concurrent.futures
import hashlib
import re
import secrets
import unittest
import urllib.parse

from client import SECRETS, head_of, raw
from installation import Member, PASSWORD, shared

SCANNERS = (
    "Mozilla/5.0 (compatible; SafeLinks)",
    "BarracudaCentral",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)",
    "curl/8",
)


def path_of(link):
    parts = urllib.parse.urlsplit(link)
    return f"{parts.path}?{parts.query}"


def token_of(link):
    return link.partition("?t=")[2]


class TheSecretLeavesTheAddress(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal = shared()
        cls.address = f"{secrets.token_hex(6)}@example.jp"
        cls.link = cls.portal.mail_link(cls.address)

    def test_it_has_256_bits_and_leads_to_the_configured_host(self):
        self.assertRegex(self.link, rf"\A{re.escape(self.portal.origin)}/mihon/register/start\?t=[A-Za-z0-9_-]{{43}}\Z")

    def test_the_first_hop_exchanges_it_for_a_cookie_and_a_clean_address(self):
        browser = self.portal.browser()
        first = browser.get(path_of(self.link))
        self.assertEqual((first.status, first.location), (303, "/mihon/register/start"))
        self.assertRegex(
            " ".join(first.all("Set-Cookie")), r"\Astep=[^;]+; Path=/; (?:Max-Age=\d+; )?HttpOnly; SameSite=Lax\Z"
        )
        self.assertEqual(first.body, b"")
        page = browser.get(first.location)
        self.assertEqual(page.status, 200)
        self.assertNotIn(token_of(self.link), page.text)
        self.assertEqual(page.header("Referrer-Policy"), "same-origin")

    def test_the_mail_names_the_configured_host_whatever_a_request_claims(self):
        port = self.portal.port
        evil = head_of(
            raw(
                port,
                (
                    b"POST /mihon/register HTTP/1.1\r\nHost: evil.example.jp\r\nContent-Length: 0\r\nConnection:"
                    b" close\r\n\r\n"
                ),
            )
        )
        self.assertEqual(evil.status, 421)
        address = f"{secrets.token_hex(6)}@example.jp"
        browser = self.portal.browser()
        browser.get("/mihon/register")
        for headers in (
            {"X-Forwarded-Host": "evil.example.jp"},
            {"X-Forwarded-Proto": "https", "Forwarded": "host=evil.example.jp"},
            {"X-Original-Host": "evil.example.jp", "X-Host": "evil.example.jp"},
        ):
            self.assertEqual(browser.post("/mihon/register", {"email": address}, headers).status, 303)
            browser.get("/mihon/register")
        for text in self.portal.mails_to(address, 3):
            hosts = set(re.findall(r"https?://[^/\s]+", text))
            self.assertIn(self.portal.origin, hosts)
            self.assertFalse([host for host in hosts if "evil" in host])

    def test_dead_used_foreign_and_made_up_links_get_one_page(self):
        address = f"{secrets.token_hex(6)}@example.jp"
        older, newest = self.portal.mail_link(address), self.portal.mail_link(address)
        foreign = self.portal.mail_link(f"{secrets.token_hex(6)}@example.jp", "tameshi")
        pages = []
        for token in (token_of(older), token_of(foreign), secrets.token_urlsafe(32), "x", "A" * 43, ""):
            browser = self.portal.browser()
            browser.get(f"/mihon/register/start?t={token}")
            page = browser.get("/mihon/register/start")
            pages.append((page.status, without_passing_things(page.text), sorted(name for name, _ in page.headers)))
        self.assertEqual(pages[0][0], 410)
        for page in pages[1:]:
            self.assertEqual(page, pages[0])
        browser = self.portal.browser()
        browser.get(path_of(newest))
        self.assertEqual(browser.get("/mihon/register/start").status, 200)

    def test_any_number_of_looks_uses_nothing_up(self):
        link = self.portal.mail_link(f"{secrets.token_hex(6)}@example.jp")
        before = self.portal.sql("CHECKSUM TABLE mail_links, steps, postcards, accounts, throttles, audit_log")
        for agent in SCANNERS:
            for method in ("GET", "HEAD"):
                scanner = self.portal.browser()
                for _ in range(5):
                    scanner.get(path_of(link), {"User-Agent": agent}, method)
                    scanner.get("/mihon/register/start", {"User-Agent": agent}, method)
        self.assertEqual(
            self.portal.sql("CHECKSUM TABLE mail_links, steps, postcards, accounts, throttles, audit_log"), before
        )
        card = self.portal.postcard()
        human = self.portal.browser()
        human.get(path_of(link))
        self.portal.enter_with_postcard(human, card, "/register/start")
        member = Member("mihon", self.portal.login_id(), PASSWORD, card.name, "人間")
        done = self.portal.choose_account(human, member)
        self.assertEqual((done.status, done.location), (303, "/mihon/register/done"))
        self.portal.sign_in(member)


class ALinkWorksOnce(unittest.TestCase):
    def test_of_fifty_at_once_one_gets_an_account(self):
        portal = shared()
        address = f"{secrets.token_hex(6)}@example.jp"
        link = portal.mail_link(address)
        cards = [portal.postcard() for _ in range(2)]
        browsers = [portal.browser() for _ in range(50)]

        def arrive(numbered):
            number, browser = numbered
            browser.get(path_of(link))
            portal.enter_with_postcard(browser, cards[number % 2], "/register/start")

        def finish(numbered):
            number, browser = numbered
            return browser.post(
                "/mihon/register/account",
                {
                    "new_login_id": f"race.{address[:6]}.{number}",
                    "new_password": PASSWORD,
                    "new_password_confirm": PASSWORD,
                    "email": address,
                    "nickname": f"競走{number}",
                },
            )

        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            list(pool.map(arrive, enumerate(browsers)))
        with concurrent.futures.ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(finish, enumerate(browsers)))
        done = [answer for answer in answers if answer.location == "/mihon/register/done"]
        self.assertEqual(len(done), 1, sorted(answer.status for answer in answers))
        self.assertLessEqual({answer.status for answer in answers}, {303, 409, 410, 503})
        self.assertEqual(portal.sql.number(f"SELECT COUNT(*) FROM account_emails WHERE address = '{address}'"), 1)
        self.assertEqual(
            portal.sql.number(f"SELECT COUNT(*) FROM accounts WHERE login_id LIKE 'race.{address[:6]}.%'"), 1
        )
        self.assertEqual(
            portal.sql.number(
                f"SELECT COUNT(*) FROM mail_queue WHERE purpose = 'registration_done' AND recipient = '{address}'"
            ),
            1,
        )


class OneClickStopsTheMails(unittest.TestCase):
    """As a mail service does it (RFC 8058): no cookie, no token, no page of ours before."""

    MULTIPART = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    FORMS = (
        ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
        ("multipart/form-data; boundary=x", MULTIPART),
    )

    @classmethod
    def setUpClass(cls):
        cls.portal = shared()
        cls.member = cls.portal.register()
        cls.code = secrets.token_urlsafe(32)
        SECRETS.add(cls.code)
        digest = base64.urlsafe_b64encode(hashlib.sha256(cls.code.encode()).digest()).decode().rstrip("=")
        cls.portal.sql(
            "INSERT INTO arrival_mails (society_id, member_id, day, made_at, code_digest) SELECT society_id, member_id,"
            f" '2026-01-01', UTC_TIMESTAMP(6), '{digest}' FROM accounts WHERE login_id = '{cls.member.login_id}'"
        )

    def post(self, path, kind, body):
        headers = {"Content-Type": kind, "Sec-Fetch-Site": None, "Origin": None}
        browser = self.portal.browser()
        return browser.send("POST", path, body, {name: value for name, value in headers.items() if value})

    def wants_mails(self):
        return self.portal.sql.number(
            f"SELECT mails_arrivals FROM accounts WHERE login_id = '{self.member.login_id}'"
        )

    def test_by_the_secret_alone_in_both_shapes_of_a_form(self):
        for kind, body in self.FORMS:
            with self.subTest(kind):
                self.portal.sql(f"UPDATE accounts SET mails_arrivals = 1 WHERE login_id = '{self.member.login_id}'")
                self.assertEqual(self.post("/mihon/unsubscribe?r=" + "A" * 43, kind, body).status, 200)
                self.assertEqual(self.post("/tameshi/unsubscribe?r=" + self.code, kind, body).status, 200)
                self.assertEqual(self.wants_mails(), 1)
                self.assertEqual(self.post("/mihon/unsubscribe?r=" + self.code, kind, body).status, 200)
                self.assertEqual(self.wants_mails(), 0)

    def test_and_is_good_for_nothing_else(self):
        for path in ("/login", "/register", "/profile", "/profile/arrivals", "/password", "/text-size"):
            for kind, body in self.FORMS:
                with self.subTest(path, kind=kind):
                    self.assertEqual(self.post("/mihon" + path, kind, body).status, 403)

    def test_another_form_as_multipart_is_refused(self):
        for body in (
            self.MULTIPART.replace("One-Click", "Two"),
            self.MULTIPART.replace("List-Unsubscribe", "login_id"),
            self.MULTIPART.replace("--x--", '--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n1\r\n--x--'),
            self.MULTIPART.replace("\r\n\r\n", "\r\n"),
        ):
            with self.subTest(body):
                self.assertEqual(self.post("/mihon/unsubscribe?r=" + self.code, self.FORMS[1][0], body).status, 400)


def without_passing_things(page):
    """A page without what is new on every page: the form token, the time, the request's number."""
    page = re.sub(r'name="csrf" value="[^"]*"', "", page)
    page = re.sub(r"[0-9a-f]{32}", "", page)
    return re.sub(r"(?:午前|午後)?\d{1,2}[:時]\d{2}分?", "", page)
