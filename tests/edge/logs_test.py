"""LG-03, TK-13: what must stand in no log and in no file. Runs last: every secret of the whole run is looked for."""

import base64
import hmac
import os
import re
import secrets
import struct
import time
import unittest

from client import SECRETS, TOKEN, found_in, raw
from headers_test import DatabaseAway
from installation import PASSWORD, Member, shared, wait_until

ADDRESS = re.compile(rb"[A-Za-z0-9._+-]+@(?!mihon\.|tameshi\.|kurashi\.)[a-z.]*example\.jp")
# Where a secret belongs: mails in the inbox, the print shop's file, what the demo tells its starter.
ITS_PLACE = ("mail", "postcards", "addresses.json")


# What mail programs and people make of a link: encoded twice, in wide letters, without its "?t=", with what stands
# beside it.
MANGLED = (
    "register/start%253Ft%253D{}",
    "register/start%25253Ft={}",
    "register/start？t＝{}",
    "register/start%EF%BC%9Ft%EF%BC%9D{}",
    "register/start/{}",
    "register/start/{}/",
    "register/start/t/{}",
    "register/start{}",
    "register/start-{}",
    "register/start.{}",
    "register/start%C2%A0t:{}",
    "register/start%20{}",
    "register/start+t+{}",
    "register/start,t,{}",
    "register/start|{}",
    "register/start%0A{}",
    "%E3%80%8C{}%E3%80%8D/login",
    "{}",
)


def first_hop(token):
    return f"/mihon/register/start?t={token}"


def app_code(key):
    """What an authenticator app shows now (RFC 6238)."""
    digest = hmac.new(base64.b32decode(key), struct.pack(">Q", int(time.time()) // 30), "sha1").digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


class SecretsAreWrittenNowhere(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal = shared()
        cls.typed = {
            "unknown login id": f"canary.login.{secrets.token_hex(6)}",
            "address": f"canary{secrets.token_hex(6)}@example.jp",
            "nickname": "金糸雀丸" + secrets.token_hex(4),
            "password": "Canary 3 " + secrets.token_hex(8),
            "delivery address": "金糸雀町" + secrets.token_hex(4),
        }
        cls.walk_through_every_flow()
        cls.break_everything()

    @classmethod
    def walk_through_every_flow(cls):
        portal, typed = cls.portal, cls.typed
        stranger = portal.browser()
        stranger.get("/mihon/login")
        stranger.post("/mihon/login", {"login_id": typed["unknown login id"], "password": typed["password"]})
        link = portal.mail_link(typed["address"])
        card = portal.postcard()
        browser = portal.browser()
        browser.get(first_hop(link.partition("?t=")[2]))
        browser.get("/mihon/register/start")
        browser.post("/mihon/register/start", {"login_id": card.login_id, "password": typed["password"]})
        portal.enter_with_postcard(browser, card, "/register/start")
        member = Member("mihon", portal.login_id(), typed["password"], card.name, typed["nickname"])
        for password in ("short1", typed["address"], typed["password"] + "!"):
            browser.post(
                "/mihon/register/account",
                {
                    "new_login_id": member.login_id,
                    "new_password": password,
                    "new_password_confirm": "other",
                    "email": typed["address"],
                    "nickname": typed["nickname"],
                },
            )
        assert portal.choose_account(browser, member).status == 303
        home = portal.sign_in(member)
        assert typed["nickname"] in home.get("/mihon/home").text
        cls.apply_for_limit_certificate(home)
        cls.set_up_two_step(home)
        home.get("/mihon/home")
        home.post("/mihon/logout")
        portal.mails_to(typed["address"], 2)

    @classmethod
    def apply_for_limit_certificate(cls, browser):
        month = time.strftime("%Y-%m", time.gmtime(time.time() + 9 * 3600))
        fields = {
            "from": month,
            "to": month,
            "postal_code": "000-0000",
            "address": cls.typed["delivery address"],
            "telephone": "03-0000-0000",
            "applied_by": "self",
        }
        browser.get("/mihon/limit-certificate/new")
        assert browser.post("/mihon/limit-certificate", fields).status == 303

    @classmethod
    def set_up_two_step(cls, browser):
        """The key of the authenticator app and the recovery codes, each in every shape that could be written down."""
        browser.get("/mihon/security/two-step")
        browser.post("/mihon/security/two-step")
        page = browser.get("/mihon/security/two-step/app").text
        key = re.search(r"[?]secret=([A-Z2-7]{32})&", page).group(1)
        done = browser.post("/mihon/security/two-step/app", {"code": app_code(key)})
        codes = re.findall(r'<li class="code">([0-9a-z-]+)</li>', browser.get(done.location).text)
        assert done.status == 303 and len(codes) == 10, (done.status, codes)
        cls.two_step = [key, *codes, *(code.replace("-", "") for code in codes)]
        for secret in cls.two_step:
            SECRETS.add(secret)

    @classmethod
    def break_everything(cls):
        """The first hop and each form while workers, database or a table are away, and in shapes that nginx refuses."""
        for _ in range(2):
            cls.strange_first_hops()
        sockets = [cls.portal.run / "web.sock", cls.portal.run / "auth.sock"]
        for socket in sockets:
            socket.rename(socket.with_suffix(".away"))
        try:
            cls.statuses_without_workers = cls.all_forms(20)
        finally:
            for socket in sockets:
                socket.with_suffix(".away").rename(socket)
        with DatabaseAway(cls.portal):
            cls.statuses_without_database = cls.all_forms(5)
        cls.statuses_with_broken_tables = cls.without_tables(
            "mail_queue", "throttles", "sessions", "mail_links", "steps", "postcards", "two_step", "sign_ins"
        )

    @classmethod
    def without_tables(cls, *tables):
        away = ", ".join(f"{table} TO {table}_away" for table in tables)
        back = ", ".join(f"{table}_away TO {table}" for table in tables)
        cls.portal.sql("SET foreign_key_checks = 0")
        cls.portal.sql(f"RENAME TABLE {away}")
        try:
            return cls.all_forms(3)
        finally:
            cls.portal.sql(f"RENAME TABLE {back}")

    @classmethod
    def all_forms(cls, first_hops):
        """What came back, with new secrets each time."""
        browser = cls.portal.browser()
        found = set()
        for _ in range(first_hops):
            found.add(browser.get(first_hop(cls.new_token())).status)
        password = cls.typed["password"]
        for path, fields in (
            ("/login", {"login_id": cls.typed["unknown login id"], "password": password}),
            ("/register", {"email": cls.typed["address"]}),
            ("/login/preset", {"login_id": cls.typed["unknown login id"], "password": password}),
            (
                "/register/account",
                {
                    "new_login_id": cls.typed["unknown login id"],
                    "new_password": password,
                    "new_password_confirm": password,
                    "nickname": cls.typed["nickname"],
                },
            ),
        ):
            browser.get("/tameshi/help")
            found.add(browser.post("/mihon" + path, fields).status)
        return found

    @classmethod
    def new_token(cls):
        token = secrets.token_urlsafe(32)
        SECRETS.add(token)
        return token

    @classmethod
    def strange_first_hops(cls):
        portal, host = cls.portal, f"localhost:{cls.portal.port}"
        for target, lines in (
            ("/mihon/register/start%3Ft={}", ""),
            ("/mihon/register/start&t={}", ""),
            ("/mihon/register/start;t={}", ""),
            ("/mihon/register/start?T={}&t={}", ""),
            ("/mihon/register/start/?t={}", ""),
            ("//mihon/register/start?t={}", ""),
            ("/mihon/register/start#?t={}", ""),
            ("/mihon/register/start%23t%3D{}", ""),
            ("/nowhere/register/start?t={}", ""),
            ("/mihon/login?next=/register/start?t={}", ""),
            ("/mihon/help", "Referer: http://x/mihon/register/start?t={}\r\n"),
            ("/mihon/help", "Cookie: step={}; sid={}\r\n"),
            ("/mihon/help", "User-Agent: {}\r\n"),
            ("/mihon/register/start?t={}&x=" + "y" * 9000, ""),
            ("/mihon/register/start?t={}", "X: " + "y" * 9000 + "\r\n"),
            ("http://evil.example.jp/mihon/register/start?t={}", ""),
            ("/mihon/register/start?t={}", "Content-Length: x\r\n"),
            ("/mihon/register/start?t={} HTTP/9.9 x", ""),
            ("/mihon/register/start?t={}\x01", ""),
            ("/assets/x.css?t={}", ""),
            ("/mihon/register/start%?t={}", ""),
            ("/../mihon/register/start?t={}", ""),
            *((f"/mihon/{form}", "") for form in MANGLED),
        ):
            for method in ("GET", "PUT"):
                token = cls.new_token()
                raw(
                    portal.port,
                    f"{method} {target} HTTP/1.1\r\nHost: {host}\r\n{lines}Connection: close\r\n\r\n".replace(
                        "{}", token
                    ).encode(),
                    portal.browser().source,
                    2,
                )

    def test_the_faults_really_happened(self):
        self.assertEqual(self.statuses_without_workers, {502})
        self.assertEqual(self.statuses_without_database, {503})
        self.assertIn(500, self.statuses_with_broken_tables)

    def logs(self):
        files = [file for file in self.portal.log.rglob("*") if file.is_file()]
        files += [file for file in (self.portal.folder / "production").glob("log/*")]
        self.assertGreater(len(files), 10)
        return {file.name: file.read_bytes() for file in files}

    def test_no_token_cookie_or_password_of_the_whole_run_stands_in_any_log(self):
        self.assertGreater(len(SECRETS.values), 300)
        for name, content in self.logs().items():
            with self.subTest(name):
                self.assertEqual(SECRETS.found_in(content), set())

    def test_the_access_log_still_says_which_page_was_asked_for(self):
        browser = self.portal.browser()
        for path, logged in (
            ("/mihon/limit-certificate/guide?a=b", "/mihon/limit-certificate/guide"),
            ("/mihon/documents/12345.pdf", "/mihon/documents/12345.pdf"),
            ("/mihon/help/%E3%81%82/mail", "/mihon/help/..."),
            ("/", "/"),
            ("/wp-login.php", "/wp-login.php"),
        ):
            browser.get(path)
            with self.subTest(path):
                # nginx writes it when the answer is gone.
                wait_until(lambda: logged in [line["uri"] for line in self.portal.log_lines("nginx-access")
                                              if line["client"] == browser.source], 5, f"{logged} in the log")

    def test_no_name_nickname_address_or_unknown_login_id_stands_in_any_log(self):
        names = [card.name for cards in self.portal._postcards.values() for card in cards][:40]
        names += ["縁側", "山田　太郎", "髙橋", "佐藤　太郎", self.typed["nickname"], self.typed["unknown login id"]]
        names.append(self.typed["delivery address"])
        for name, content in self.logs().items():
            with self.subTest(name):
                self.assertEqual([word for word in names if word.encode() in content], [])
                self.assertEqual(ADDRESS.findall(content), [])

    def test_no_file_keeps_a_password_or_token_outside_its_place(self):
        searched = 0
        key = base64.b32decode(self.two_step[0])
        passwords = [secret.encode() for secret in self.two_step]
        passwords += [PASSWORD.encode(), self.typed["password"].encode()] + [
            value.encode() for value in SECRETS.values if len(value) == 12
        ]
        for folder, _, names in os.walk(self.portal.var):
            if os.path.relpath(folder, self.portal.var).split(os.sep)[0] in ITS_PLACE:
                continue
            for name in names:
                file = os.path.join(folder, name)
                if not os.path.isfile(file) or name in ITS_PLACE:
                    continue
                content = open(file, "rb").read()
                searched += 1
                with self.subTest(file):
                    self.assertEqual({match.decode() for match in TOKEN.findall(content)} & SECRETS.values, set())
                    self.assertEqual(found_in(content, passwords), set())
                    self.assertNotIn(key, content)
        self.assertGreater(searched, 50)

    def test_the_error_log_of_nginx_says_nothing_of_any_request(self):
        text = (self.portal.log / "nginx-error.log").read_text()
        self.assertNotIn("request:", text)
        self.assertNotIn("/mihon", text)

    def test_workers_left_no_temporary_file(self):
        for folder in ("body", "fastcgi", "proxy"):
            place = self.portal.var / "nginx" / folder
            self.assertEqual([file for file in place.rglob("*") if file.is_file()] if place.exists() else [], [])
