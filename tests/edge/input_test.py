"""IN-*: what people with bad intentions type into fields, addresses and headers."""

import json
import secrets
import unittest
import urllib.parse

from client import head_of, raw
from installation import shared

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
PAGES_WITH_FIELDS = {
    "/mihon/login": ("login_id", "password", "next"),
    "/mihon/register": ("email",),
    "/mihon/login/preset": ("login_id", "password"),
    "/mihon/text-size": ("size", "back"),
}
NOT_UTF8 = (
    b"%FF",
    b"%C0%AF",
    b"%E0%80%AF",
    b"%F0%80%80%AF",
    b"%ED%A0%80",
    b"%ED%BF%BF",
    b"%F4%90%80%80",
    b"%F8%88%80%80%80",
    b"%80",
    b"%E3%81",
    b"%E3%81%28",
    b"%95%5C",
    b"%83%5C",
    b"%8F%5C",
    b"a%00b",
    b"%C3",
    b"%FE%FE%FF%FF",
    b"%EF%BF",
)
BREAKS = (
    "%0d%0aSet-Cookie:%20evil=1",
    "%0aSet-Cookie:%20evil=1",
    "%0d%0a%0d%0a<script>",
    "%E5%98%8A%E5%98%8DSet-Cookie:%20evil=1",
    "%00%0d%0aevil:1",
    "%E2%80%A8evil:1",
    "%C2%85evil:1",
    "%0d%0aContent-Length:%200",
)
ELSEWHERE = (
    "//evil.example.jp",
    "///evil.example.jp",
    "////evil.example.jp/%2f..",
    "https:evil.example.jp",
    "https:/evil.example.jp",
    "https://evil.example.jp",
    "http://evil.example.jp",
    "HTTPS://evil.example.jp",
    r"\evil.example.jp",
    r"\\evil.example.jp",
    r"/\evil.example.jp",
    r"/\/evil.example.jp",
    r"\/\/evil.example.jp",
    "/%2f/evil.example.jp",
    "%2f%2fevil.example.jp",
    "/%5cevil.example.jp",
    "%5cevil.example.jp",
    "/\t/evil.example.jp",
    "/\n/evil.example.jp",
    "/\r/evil.example.jp",
    "\t//evil.example.jp",
    " //evil.example.jp",
    "/ /evil.example.jp",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "//evil.example.jp@localhost",
    "https://localhost@evil.example.jp",
    "@evil.example.jp",
    "/@evil.example.jp",
    ".evil.example.jp",
    "/.evil.example.jp",
    "evil.example.jp",
    "//evil%00.example.jp",
    "//[::1]",
    "//127.0.0.1:1",
    "/..//evil.example.jp",
    "/./../evil.example.jp",
    "//evil。example.jp",
    "／／evil.example.jp",
    "/／evil.example.jp",
    "?next=//evil.example.jp",
    "#//evil.example.jp",
    ";//evil.example.jp",
    "/;//evil.example.jp",
    "//;@evil.example.jp",
    "http:///evil.example.jp",
    "https:\\\\evil.example.jp",
    "//evil.example.jp/mihon/home",
    "/\x00/evil.example.jp",
    "/\x0b/evil.example.jp",
    "\u200b//evil.example.jp",
    "/\u200b/evil.example.jp",
    "//ｅvil.example.jp",
    "mailto:a@example.jp",
    "tel:0",
    "ftp://evil.example.jp",
    "/tameshi/home",
    "/" + "a" * 3000,
)


class LettersThatAreNone(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal = shared()

    def test_what_is_not_utf8_is_400_in_every_field_of_every_form(self):
        for path, fields in PAGES_WITH_FIELDS.items():
            browser = self.portal.browser()
            browser.get("/mihon/login")
            for field in fields:
                for value in NOT_UTF8:
                    with self.subTest(path, field=field, value=value):
                        body = f"csrf={browser.csrf}&{field}=".encode() + value
                        self.assertEqual(browser.send("POST", path, body, FORM).status, 400)

    def test_what_is_not_utf8_is_400_in_names_addresses_and_arguments(self):
        browser = self.portal.browser()
        browser.get("/mihon/login")
        for value in NOT_UTF8:
            text = value.decode()
            with self.subTest(text):
                self.assertEqual(
                    browser.send("POST", "/mihon/login", f"csrf={browser.csrf}&{text}=x", FORM).status, 400
                )
                self.assertEqual(browser.get(f"/mihon/login?next={text}").status, 400)
                self.assertIn(browser.get(f"/mihon/help/{text}").status, (400, 404))

    def test_difficult_letters_come_back_as_they_were_typed(self):
        browser = self.portal.browser()
        browser.get("/mihon/login")
        for typed in (
            "表ソ能予",
            "𠮷田髙﨑邉󠄂",
            "🍣🍺",
            "ﾊﾞﾊﾟ",
            "<b>&\"'`",
            "{{LOGIN_ID}}",
            "{{#A}}{{/A}}",
            "%41",
            "a+b c",
            "\\",
            "𩸽" * 20,
        ):
            page = browser.post("/mihon/login", {"login_id": typed, "password": ""})
            with self.subTest(typed):
                self.assertEqual(page.status, 422)
                escaped = (
                    typed.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace('"', "&quot;")
                    .replace("'", "&#39;")
                )
                self.assertIn(f'value="{escaped}"', page.text)
                self.assertNotIn(typed + '"', page.text.replace(f'value="{escaped}"', "")) if "<" in typed else None


class LineBreaksDoNotMakeHeaders(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal = shared()
        cls.member = cls.portal.register()

    def harmless(self, answer):
        self.assertLess(answer.status, 500)
        names = [name.lower() for name, _ in answer.headers]
        self.assertNotIn("evil", names)
        for name in ("content-length", "content-type", "x-frame-options"):
            self.assertLessEqual(names.count(name), 1)
        self.assertNotIn("evil", answer.cookies)

    def test_in_arguments_paths_and_fields(self):
        for value in BREAKS:
            browser = self.portal.browser()
            browser.get("/mihon/login")
            with self.subTest(value):
                for path in (
                    f"/mihon/login?next=/home{value}",
                    f"/mihon/home{value}",
                    f"/mihon/go?r={value}&no=1",
                    f"/mihon{value}/login",
                    f"/mihon/register/start?t={value}",
                    f"/{value}",
                ):
                    self.harmless(browser.get(path))
                body = f"csrf={browser.csrf}&size=large&back=/mihon/help{value}"
                self.harmless(browser.send("POST", "/mihon/text-size", body, FORM))
                known = urllib.parse.urlencode({"login_id": self.member.login_id, "password": self.member.password})
                body = f"csrf={browser.csrf}&{known}&next=/home{value}"
                answer = browser.send("POST", "/mihon/login", body, FORM)
                self.harmless(answer)

    def test_a_cookie_of_the_client_never_comes_back_in_a_header(self):
        browser = self.portal.browser()
        for value in ("a\x0bb", "x" * 7000, "large; Domain=example.jp", '"><script>'):
            request = (
                f"GET /mihon/login HTTP/1.1\r\nHost: localhost:{self.portal.port}\r\nCookie: text-size={value};"
                f" form={value}\r\nConnection: close\r\n\r\n"
            )
            answer = head_of(raw(self.portal.port, request.encode()))
            self.harmless(answer)
            self.assertNotIn("Domain=", " ".join(answer.all("Set-Cookie")))
        browser.close()


class RedirectsStayHere(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal = shared()
        cls.member = cls.portal.register()

    def stays(self, location):
        """The address leads into this society, by a browser's rules: a backslash is a slash, tabs vanish."""
        seen = location.replace("\\", "/")
        seen = "".join(letter for letter in seen if letter not in "\t\r\n").strip()
        parts = urllib.parse.urlsplit(seen)
        self.assertEqual((parts.scheme, parts.netloc), ("", ""), location)
        self.assertTrue(location.startswith("/mihon/"), location)

    def test_after_signing_in(self):
        browser = self.portal.browser()
        browser.get("/mihon/login")
        for wish in ELSEWHERE:
            with self.subTest(wish):
                answer = browser.post(
                    "/mihon/login", {"login_id": self.member.login_id, "password": self.member.password, "next": wish}
                )
                if answer.status == 303:
                    self.stays(answer.location)
                else:
                    self.assertEqual(answer.status, 400)
            browser = self.portal.browser()
            browser.get("/mihon/login")

    def test_on_the_page_that_asks_for_signing_in(self):
        browser = self.portal.browser()
        for wish in ELSEWHERE:
            with self.subTest(wish):
                page = browser.get("/mihon/login?next=" + urllib.parse.quote(wish))
                self.assertNotIn('href="//evil', page.text)
                if 'name="next"' in page.text:
                    value = page.text.split('name="next" value="')[1].split('"')[0]
                    self.assertTrue(value.startswith("/") and value[1:2] not in ("/", "\\"), value)

    def test_after_changing_the_text_size(self):
        browser = self.portal.browser()
        browser.get("/mihon/login")
        for wish in ELSEWHERE:
            with self.subTest(wish):
                answer = browser.post("/mihon/text-size", {"size": "large", "back": wish})
                if answer.status == 303:
                    self.stays(answer.location)
                else:
                    self.assertEqual(answer.status, 400)

    def test_behind_a_counted_link(self):
        browser = self.portal.browser()
        for wish in ELSEWHERE:
            with self.subTest(wish):
                answer = browser.get("/mihon/go?no=1&r=" + urllib.parse.quote(wish))
                if answer.status == 303:
                    self.assertEqual(answer.location, "/mihon/")
                else:
                    self.assertEqual(answer.status, 400)


class LogLinesStayLines(unittest.TestCase):
    def test_whatever_a_client_sends_every_line_is_json_and_none_is_added(self):
        portal = shared()
        marker = "wedge" + secrets.token_hex(6)
        nasty = [
            f'{marker}"}}{{"event":"forged"',
            f"{marker}\x1b[31mred",
            f'{marker}\\n{{\\"event\\":\\"forged\\"}}',
            f"{marker}\x9b31m",
            f"{marker}'; --",
            f"{marker}\x7f",
        ]
        for text in nasty:
            browser = portal.browser()
            browser.get("/mihon/login", {"User-Agent": text})
            browser.post(
                "/mihon/login",
                {"login_id": text + '\r\n{"event":"forged"}', "password": "nope nope nope 1"},
                {"User-Agent": text, "Referer": text},
            )
            browser.get("/mihon/" + urllib.parse.quote(text + '\r\n{"event":"forged"}'))
            browser.get("/mihon/help?q=" + urllib.parse.quote(text + '\r\n{"event":"forged"}'))
        for log in ("web-1", "web-2", "web-3", "auth-1", "auth-2", "mailer", "nginx-access"):
            for line in portal.log_lines(log):
                self.assertNotEqual(line["event"], "forged")
                self.assertEqual(json.loads(json.dumps(line)), line)
        for log in portal.log.glob("*.log"):
            bytes_of = log.read_bytes()
            self.assertNotIn(b"\x1b", bytes_of, log.name)
