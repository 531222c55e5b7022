"""HD-*: the headers of every answer, whoever makes it: worker, static file, nginx itself."""

import concurrent.futures
import re
import unittest

from client import head_of, raw
from installation import shared

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EVERYWHERE = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
PAGE = {"cache-control": "no-store, private"}
# What an answer may carry beside those; anything else is a surprise.
OTHERS = {
    "server",
    "date",
    "content-type",
    "content-length",
    "connection",
    "transfer-encoding",
    "permissions-policy",
    "cache-control",
    "location",
    "set-cookie",
    "allow",
    "retry-after",
    "clear-site-data",
    "vary",
    "content-encoding",
    "etag",
    "last-modified",
    "accept-ranges",
    "keep-alive",
}
PASSKEYS = "publickey-credentials-get=(self)"  # of the login page alone; see below
VERSIONS = re.compile(rb"nginx/\d|MariaDB|mariadb|libfcgi|/usr/|/var/|/tmp/|\.tpl|\.cpp")


def chunked(port, host, coding):
    return head_of(
        raw(
            port,
            b"POST /mihon/login HTTP/1.1\r\nHost: " + host + b"\r\nTransfer-Encoding: " + coding + b"\r\nConnection:"
            b" close\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n3\r\na=1\r\n0\r\n\r\n",
        )
    )


def client_errors(portal):
    """Status to an answer that has it, for what a client alone can provoke."""
    browser = portal.browser()
    answers = {
        "200 page": browser.get("/mihon/login"),
        "200 list of societies": browser.get("/"),
        "200 help": browser.get("/mihon/help"),
        "303 to the sign-in": browser.get("/mihon/home"),
        "400 by the worker": browser.get("/mihon/login?next=%FF"),
        "404 by the worker": browser.get("/mihon/nowhere"),
        "404 outside a society": browser.get("/nowhere/at/all"),
        "405 by the worker": browser.post("/mihon/help"),
        "405 by nginx": browser.send("DELETE", "/mihon/login", None, {}),
        "422 faulty form": browser.get("/mihon/login") and browser.post(
            "/mihon/login", {"login_id": "", "password": ""}
        ),
        "403 without a token": browser.post("/mihon/login", csrf="wrong"),
        "413 too long a form": browser.post("/mihon/login", {"login_id": "a" * 70_000}),
    }
    port, host = portal.port, browser.host.encode()
    answers |= {
        "400 by nginx": head_of(raw(port, b"GET /mihon/login HTTP/1.1\r\n\r\n")),
        "414 too long an address": head_of(
            raw(port, b"GET /mihon/" + b"a" * 9000 + b" HTTP/1.1\r\nHost: " + host + b"\r\n\r\n")
        ),
        "431 too long a header": head_of(
            raw(port, b"GET /mihon/login HTTP/1.1\r\nHost: " + host + b"\r\nX-Long: " + b"a" * 9000 + b"\r\n\r\n")
        ),
        "505 a version that nobody speaks": head_of(
            raw(port, b"GET /mihon/login HTTP/2.0\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
        ),
        "501 a form in chunks": chunked(port, host, b"chunked"),
        "501 a coding that nobody knows": chunked(port, host, b"gzip"),
        "421 a foreign host": head_of(
            raw(port, b"GET /mihon/login HTTP/1.1\r\nHost: other.example.jp\r\nConnection: close\r\n\r\n")
        ),
    }
    return answers


def flooded(portal):
    """nginx's answer to the first of too many requests from one address."""
    source = portal.browser().source

    def ask(_):
        browser = portal.browser(source)
        answers = (browser.get("/mihon/help") for _ in range(200))
        return next((answer for answer in answers if answer.status == 429), None)

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        refused = [answer for answer in pool.map(ask, range(4)) if answer]
    assert refused, "800 requests at once from one address, and no 429"
    return refused[0]


def without_workers(portal):
    """An answer while no worker's socket is there."""
    sockets = [portal.run / "web.sock", portal.run / "auth.sock"]
    for socket in sockets:
        socket.rename(socket.with_suffix(".away"))
    try:
        return portal.browser().get("/mihon/login")
    finally:
        for socket in sockets:
            socket.with_suffix(".away").rename(socket)


class DatabaseAway:
    """Nobody gets a connection while this lasts; those there are, are cut. The server itself goes on."""

    def __init__(self, portal):
        self.portal, self.socket = portal, portal.run / "mariadb.sock"

    def __enter__(self):
        self.portal.sql("SELECT 1")
        self.socket.rename(self.socket.with_suffix(".away"))
        for row in self.portal.sql("SELECT id FROM information_schema.processlist WHERE user = 'portal_web'"):
            self.portal.sql(f"KILL {row[0]}")

    def __exit__(self, *_):
        self.socket.with_suffix(".away").rename(self.socket)


def without_database(portal):
    with DatabaseAway(portal):
        return {
            "503 page": portal.browser().get("/mihon/login"),
            "503 for a form": portal.browser().post("/mihon/login", {"login_id": "abcd", "password": "x"}),
        }


class EveryAnswerHasTheHeaders(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        portal = cls.portal = shared()
        cls.answers = client_errors(portal)
        cls.answers["429 by nginx"] = flooded(portal)
        cls.answers["502 no worker"] = without_workers(portal)
        cls.answers |= without_database(portal)
        assets = re.findall(r'(?:href|src)="(/assets/[^"]+)"', portal.browser().get("/mihon/login").text)
        cls.static = {f"200 {path}": portal.browser().get(path) for path in assets}
        browser = portal.browser()
        cls.static["200 static, of a range that isn't there"] = browser.get(assets[0], {"Range": "bytes=99999999-"})
        cls.static["412 static, of a mark that isn't its own"] = browser.get(assets[0], {"If-Match": '"x"'})
        cls.static["404 static"] = portal.browser().get("/assets/nothing.css")

    def test_each_provoked_status_is_the_one_meant(self):
        for name, answer in (self.answers | self.static).items():
            with self.subTest(name):
                self.assertEqual(answer.status, int(name[:3]))

    def test_every_answer_has_each_security_header_exactly_once(self):
        for name, answer in (self.answers | self.static).items():
            for header, value in EVERYWHERE.items():
                with self.subTest(name, header=header):
                    self.assertEqual(answer.all(header), [value])

    def test_no_header_comes_twice_and_none_is_unknown(self):
        for name, answer in (self.answers | self.static).items():
            names = [header.lower() for header, _ in answer.headers if header.lower() != "set-cookie"]
            with self.subTest(name):
                self.assertEqual(len(names), len(set(names)), names)
                self.assertLessEqual(set(names), OTHERS | set(EVERYWHERE))

    def test_browser_features_are_closed_on_every_answer(self):
        for name, answer in (self.answers | self.static).items():
            with self.subTest(name):
                features = answer.header("Permissions-Policy") or ""
                self.assertIn("camera=()", features)
                self.assertNotRegex(features.replace(PASSKEYS, ""), r"=\((?!\))")

    def test_passkeys_are_let_in_where_they_are_used_or_made_and_nowhere_else(self):
        owner = self.portal.sign_in(self.portal.register())
        for browser, path, used, made in (
            (self.portal.browser(), "/mihon/login", "(self)", "()"),
            (self.portal.browser(), "/mihon/login?next=/home", "(self)", "()"),
            (self.portal.browser(), "/mihon/login/preset", "()", "()"),
            (self.portal.browser(), "/mihon/register", "()", "()"),
            (owner, "/mihon/home", "()", "()"),
            (owner, "/mihon/security", "()", "()"),
            (owner, "/mihon/security/passkeys", "()", "(self)"),
            (owner, "/mihon/security/passkeys/new", "()", "(self)"),
        ):
            with self.subTest(path):
                answer = browser.get(path)
                self.assertEqual(answer.status, 200)
                features = answer.header("Permissions-Policy")
                self.assertIn(f"publickey-credentials-get={used},", features)
                self.assertIn(f"publickey-credentials-create={made},", features)

    def test_no_page_may_be_kept_and_none_can_be_asked_for_again_by_its_mark(self):
        for name, answer in self.answers.items():
            with self.subTest(name):
                self.assertEqual(answer.all("Cache-Control"), [PAGE["cache-control"]])
                self.assertEqual(answer.all("ETag") + answer.all("Last-Modified"), [])

    def test_hashed_static_files_are_kept_for_a_year(self):
        hashed = {name: answer for name, answer in self.static.items() if name.startswith("200")}
        self.assertGreaterEqual(len(hashed), 3)
        for name, answer in hashed.items():
            with self.subTest(name):
                self.assertEqual(answer.all("Cache-Control"), ["public, max-age=31536000, immutable"])

    def test_every_page_says_what_it_is_and_in_which_letters(self):
        for name, answer in self.answers.items():
            if answer.body and answer.status != 421:
                with self.subTest(name):
                    self.assertEqual(answer.all("Content-Type"), ["text/html; charset=utf-8"])
                    self.assertTrue(answer.body.lstrip().lower().startswith(b"<!doctype html"))

    def test_pages_are_never_compressed(self):
        for path in ("/mihon/login", "/mihon/help", "/"):
            answer = self.portal.browser().get(path, {"Accept-Encoding": "gzip, br, deflate"})
            self.assertEqual(answer.all("Content-Encoding"), [])

    def test_plain_http_promises_no_https_and_names_no_program_or_path(self):
        for name, answer in (self.answers | self.static).items():
            with self.subTest(name):
                self.assertEqual(answer.all("Strict-Transport-Security"), [])
                self.assertEqual(answer.all("Server"), ["nginx"])
                self.assertIsNone(VERSIONS.search(answer.body))

    def test_errors_of_a_society_show_its_telephone_even_without_worker_or_database(self):
        for name in (
            "403 without a token",
            "404 by the worker",
            "405 by nginx",
            "413 too long a form",
            "429 by nginx",
            "501 a form in chunks",
            "502 no worker",
            "503 page",
        ):
            with self.subTest(name):
                self.assertIn("03-0000-0000", self.answers[name].text)
                self.assertIn("見本健康保険組合", self.answers[name].text)

    def test_who_should_come_again_later_is_told_when(self):
        for name in ("429 by nginx", "502 no worker", "503 page"):
            with self.subTest(name):
                self.assertRegex(self.answers[name].header("Retry-After") or "", r"^\d+$")

    def test_405_names_the_methods_there_are(self):
        self.assertEqual(self.answers["405 by nginx"].header("Allow"), "GET, HEAD, POST")
        self.assertEqual(self.answers["405 by the worker"].header("Allow"), "GET, HEAD")

    def test_logging_out_clears_what_the_browser_kept_but_not_the_cookies_of_the_whole_domain(self):
        member = self.portal.register()
        browser = self.portal.sign_in(member)
        home = browser.get("/mihon/home")
        self.assertEqual(home.all("Cache-Control"), [PAGE["cache-control"]])
        out = browser.post("/mihon/logout")
        self.assertEqual(out.status, 303)
        self.assertEqual(out.all("Clear-Site-Data"), ['"cache", "storage"'])
        for header, value in EVERYWHERE.items():
            self.assertEqual(out.all(header), [value])
