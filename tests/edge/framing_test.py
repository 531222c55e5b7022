"""NG-*: requests whose length, form or address is a trick. Raw sockets, so that nothing tidies them up on the way."""

import json
import re
import socket
import unittest
import uuid

from client import head_of, raw, statuses
from fastcgi import ask
from installation import shared, wait_until

FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"


class RawTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal = shared()
        cls.host = f"localhost:{cls.portal.port}".encode()

    def send(self, data, seconds=3.0):
        return raw(self.portal.port, data.replace(b"HOST", self.host), seconds=seconds)

    def requests_at_workers(self, marker):
        """How many requests with this path came through to a worker, by nginx's own account."""
        lines = self.portal.log_lines("nginx-access")
        return sum(1 for line in lines if marker in line["uri"] and line["upstream"])


class ALengthThatIsATrickIsRefused(RawTest):
    def refused(self, head, body=b"a=1"):
        """The request with these header lines is answered 400, 411 or 501, alone, and no worker hears of it."""
        marker = "/mihon/" + uuid.uuid4().hex
        request = b"POST " + marker.encode() + b" HTTP/1.1\r\nHost: HOST\r\n" + FORM + head + b"\r\n" + body
        received = self.send(request, seconds=1.5)
        self.assertEqual(len(statuses(received)), 1, received[:300])
        self.assertIn(statuses(received)[0], (400, 411, 501), head)
        self.assertEqual(self.requests_at_workers(marker), 0)

    def test_a_length_and_chunks_together(self):
        smuggled = b"0\r\n\r\nGET /mihon/smuggled HTTP/1.1\r\nHost: HOST\r\n\r\n"
        self.refused(b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", smuggled)
        self.refused(b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", smuggled)
        self.assertEqual(self.requests_at_workers("/mihon/smuggled"), 0)

    def test_two_lengths(self):
        self.refused(b"Content-Length: 3\r\nContent-Length: 3\r\n")
        self.refused(b"Content-Length: 3\r\nContent-Length: 4\r\n")

    def test_a_length_that_is_no_plain_number(self):
        for length in (b"+5", b"-1", b"0x3", b"3 ,3", b"3, 3", b"3a", b"", b"99999999999999999999"):
            with self.subTest(length):
                self.refused(b"Content-Length: " + length + b"\r\n")

    def test_a_form_in_chunks_gets_the_society_s_own_page_in_japanese(self):
        received = self.send(b"POST /mihon/login HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n"
                             b"Connection: close\r\n" + FORM + b"\r\n3\r\na=1\r\n0\r\n\r\n")
        page = received.decode("utf-8", "replace")
        self.assertIn("送信された内容を読み取れませんでした", page)
        self.assertIn("見本健康保険組合", page)

    def test_chunks_of_any_kind(self):
        for coding in (
            b"chunked",
            b"Chunked",
            b"xchunked",
            b"chunked, identity",
            b"gzip, chunked",
            b" chunked",
            b"identity",
        ):
            with self.subTest(coding):
                self.refused(b"Transfer-Encoding: " + coding + b"\r\n", b"3;ext=1\r\na=1\r\n0\r\n\r\n")

    def test_a_header_that_goes_on_in_the_next_line(self):
        self.refused(b"Content-Length: 3\r\nX-Folded: a\r\n b\r\n")

    def test_a_space_before_the_colon(self):
        self.refused(b"Content-Length : 3\r\n")

    def test_a_zero_byte_in_a_header(self):
        self.refused(b"Content-Length: 3\r\nX-Zero: a\0b\r\n")


class OneRequestStaysOne(RawTest):
    def test_bare_line_feeds_do_not_make_two_requests_of_one(self):
        received = self.send(
            b"GET /mihon/help HTTP/1.1\nHost: HOST\nConnection: close\n\nGET /mihon/two HTTP/1.1\nHost: HOST\n\n"
        )
        self.assertEqual(len(statuses(received)), 1)

    def test_a_body_on_a_get_is_not_the_next_request(self):
        inner = b"GET /mihon/inner HTTP/1.1\r\nHost: HOST\r\n\r\n".replace(b"HOST", self.host)
        received = self.send(
            b"GET /mihon/help HTTP/1.1\r\nHost: HOST\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(inner)
            + inner
        )
        self.assertEqual(len(statuses(received)), 1)
        self.assertEqual(self.requests_at_workers("/mihon/inner"), 0)

    def test_a_refused_method_does_not_leave_its_body_on_the_line(self):
        inner = b"GET /mihon/after HTTP/1.1\r\nHost: HOST\r\n\r\n".replace(b"HOST", self.host)
        received = self.send(
            b"PUT /mihon/help HTTP/1.1\r\nHost: HOST\r\nContent-Length: %d\r\n\r\n" % len(inner) + inner
        )
        self.assertEqual(statuses(received), [405])
        self.assertEqual(self.requests_at_workers("/mihon/after"), 0)

    def test_pipelined_requests_are_answered_in_order(self):
        received = self.send(
            b"GET /mihon/help HTTP/1.1\r\nHost: HOST\r\n\r\nGET /mihon/none HTTP/1.1\r\nHost: HOST\r\nConnection:"
            b" close\r\n\r\n"
        )
        self.assertEqual(statuses(received), [200, 404])


class OnlyOurOwnHostIsServed(RawTest):
    def test_a_foreign_missing_or_double_host_gets_no_content(self):
        for lines, expected in (
            (b"Host: evil.example.jp\r\n", 421),
            (b"", 400),
            (b"Host: HOST\r\nHost: evil.example.jp\r\n", 400),
            (b"Host: \r\n", 400),
            (b"Host: localhost.evil.example.jp\r\n", 421),
        ):
            with self.subTest(lines):
                received = self.send(b"GET /mihon/login HTTP/1.1\r\n" + lines + b"Connection: close\r\n\r\n")
                self.assertEqual(statuses(received), [expected])
                self.assertNotIn(b'name="csrf"', received)
                self.assertEqual("見本".encode() in received, expected == 400)

    def test_an_absolute_address_names_the_host_that_counts(self):
        received = self.send(
            b"GET http://evil.example.jp/mihon/login HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n"
        )
        self.assertEqual(statuses(received), [421])


class OnlyThreeMethodsExist(RawTest):
    def test_every_other_method_is_405(self):
        for method in (b"PUT", b"DELETE", b"PATCH", b"OPTIONS", b"PROPFIND", b"MKCOL", b"FOO"):
            with self.subTest(method):
                received = self.send(method + b" /mihon/login HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n")
                self.assertEqual(statuses(received), [405])

    def test_trace_and_connect_show_nothing_of_the_request(self):
        for method in (b"TRACE", b"CONNECT"):
            received = self.send(
                method + b" /mihon/login HTTP/1.1\r\nHost: HOST\r\nX-Mine: secretword\r\nConnection: close\r\n\r\n"
            )
            self.assertIn(statuses(received)[:1], ([405], [400]))
            self.assertNotIn(b"secretword", received)

    def test_a_method_in_a_field_or_header_changes_nothing(self):
        browser = self.portal.browser()
        browser.get("/mihon/login")
        answer = browser.post("/mihon/help", {"_method": "GET"}, {"X-HTTP-Method-Override": "GET"})
        self.assertEqual(answer.status, 405)

    def test_a_head_answer_is_the_get_answer_without_its_body(self):
        browser = self.portal.browser()
        got, head = browser.get("/mihon/help"), browser.get("/mihon/help", method="HEAD")
        self.assertEqual(head.status, 200)
        self.assertEqual(head.body, b"")
        self.assertEqual(head.all("Content-Type"), got.all("Content-Type"))

    def test_a_form_in_another_shape_is_refused(self):
        browser = self.portal.browser()
        browser.get("/mihon/login")
        for kind in ("text/plain", "application/json", "multipart/form-data; boundary=x", "", None):
            with self.subTest(kind):
                self.assertIn(
                    browser.post("/mihon/login", {"login_id": "abcd"}, {"Content-Type": kind}).status, (400, 415)
                )


class SizesEndSomewhere(RawTest):
    def get(self, path=b"/mihon/help", extra=b""):
        return statuses(
            self.send(b"GET " + path + b" HTTP/1.1\r\nHost: HOST\r\n" + extra + b"Connection: close\r\n\r\n")
        )

    def test_a_header_of_less_than_8k_is_taken_and_a_longer_one_is_not(self):
        self.assertEqual(self.get(extra=b"X-A: " + b"a" * 8000 + b"\r\n"), [200])
        self.assertIn(self.get(extra=b"X-A: " + b"a" * 8300 + b"\r\n"), ([431], [400], []))

    def test_all_headers_together_are_bounded(self):
        lines = b"".join(b"X-%d: " % number + b"a" * 7000 + b"\r\n" for number in range(6))
        self.assertIn(self.get(extra=lines), ([431], [400], []))

    def test_an_address_of_more_than_8k_is_414(self):
        self.assertEqual(self.get(path=b"/mihon/help?a=" + b"b" * 9000), [414])

    def test_a_form_of_64k_is_read_and_one_byte_more_is_413(self):
        browser = self.portal.browser()
        browser.get("/mihon/login")
        frame = len("login_id=&password=&csrf=") + len(browser.csrf)
        room = 64 * 1024 - frame
        fields = {"login_id": "a" * (room // 2), "password": "b" * (room - room // 2)}
        self.assertIn(browser.post("/mihon/login", fields).status, (400, 422))
        fields["login_id"] += "a"
        self.assertEqual(browser.post("/mihon/login", fields).status, 413)

    def test_more_than_200_fields_and_a_field_that_comes_twice_are_400(self):
        browser = self.portal.browser()
        browser.get("/mihon/login")
        self.assertEqual(browser.post("/mihon/login", {f"f{number}": "" for number in range(201)}).status, 400)
        double = f"csrf={browser.csrf}&login_id=a&login_id=b&password=x"
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        self.assertEqual(browser.send("POST", "/mihon/login", double, form).status, 400)
        self.assertEqual(browser.get("/mihon/login?next=/a&next=/b").status, 400)


class ClientHeadersNeverAct(RawTest):
    def test_a_forwarded_address_is_not_believed(self):
        browser = self.portal.browser()
        answer = browser.get(
            "/mihon/help",
            {
                "X-Forwarded-For": "203.0.113.9",
                "X-Real-IP": "203.0.113.9",
                "Forwarded": "for=203.0.113.9",
                "Proxy": "http://evil.example.jp/",
                "X-Accel-Redirect": "/healthz",
                "X-Forwarded-Host": "evil.example.jp",
                "X-Forwarded-Proto": "https",
            },
        )
        self.assertEqual(answer.status, 200)
        self.assertNotIn("evil", answer.text)
        wait_until(lambda: browser.source in self.clients_in_logs(), 5, "the worker has logged it")
        self.assertNotIn("203.0.113.9", (self.portal.log / "nginx-access.log").read_text())
        self.assertFalse(any("203.0.113.9" in log.read_text() for log in self.portal.log.glob("web-*.log")))

    def clients_in_logs(self):
        return {line.get("client") for name in ("web-1", "web-2", "web-3") for line in self.portal.log_lines(name)}

    def test_fastcgi_names_in_headers_do_not_reach_the_worker(self):
        browser = self.portal.browser()
        answer = browser.get(
            "/mihon/help",
            {
                "REQUEST_PATH": "/mihon/none",
                "Request-Path": "/mihon/none",
                "Remote-Addr": "203.0.113.9",
                "Request-Id": "00000000",
            },
        )
        self.assertEqual(answer.status, 200)


class NothingLiesAround(RawTest):
    NAMES = """
        .git/config .git/HEAD .gitignore .env .htaccess .htpasswd .DS_Store .svn/entries portal.toml portal.toml~
        login.tpl templates/login.tpl schema.sql dump.sql backup.zip backup.tar.gz index.php phpinfo.php wp-login.php
        server-status nginx.conf web.config config.json README.md CHANGES.md robots.txt~ package.json composer.lock
        id_rsa secrets/pepper-1 var/portal.toml database/ibdata1 core a.bak a.old a.swp login.cpp CMakeLists.txt
        portal.css.map 503.html .error @portal_error_without_page
    """.split()

    def test_no_file_of_the_source_or_machine_is_served_anywhere(self):
        browser = self.portal.browser()
        for place in ("/", "/mihon/", "/assets/"):
            for name in self.NAMES:
                with self.subTest(place + name):
                    self.assertEqual(browser.get(place + name).status, 404)
            browser = self.portal.browser()

    def test_folders_are_not_listed(self):
        for path in ("/assets", "/assets/", "/assets/.", "/assets/?C=M"):
            with self.subTest(path):
                self.assertEqual(self.portal.browser().get(path).status, 404)

    def test_a_path_that_climbs_out_finds_nothing(self):
        climbs = (
            "/assets/../portal.toml",
            "/assets/..%2fportal.toml",
            "/assets/%2e%2e/%2e%2e/etc/passwd",
            "/assets/..%5c..%5cetc/passwd",
            "/assets/....//....//etc/passwd",
            "/assets//etc/passwd",
            "/assets/%00",
            "/assets/..;/portal.toml",
            "/assets%2f..%2fportal.toml",
            "/mihon/help/..%2f..%2ferror",
            "/mihon/help/%2e%2e%2flogin",
            "/mihon/help/parts%2flayout",
            "/mihon/help/..%252f..%252fetc",
            "/mihon/help/mail%00",
            "/mihon/help/mail.tpl",
            "/mihon/../../etc/passwd",
            "//etc/passwd",
            "/mihon//login",
            "/mihon/login/x.css",
            "/..%2fmihon/login",
        )
        for path in climbs:
            with self.subTest(path):
                received = self.send(b"GET " + path.encode() + b" HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n")
                self.assertIn(head_of(received).status, (400, 404))
                self.assertNotIn(b"root:", received)


class AWorkerDistrustsItsSocketToo(RawTest):
    """NG-05: what a broken or hostile nginx might send. The worker answers 400 or drops it, and goes on."""

    def setUp(self):
        self.socket = self.portal.run / "web.sock"

    def alive(self):
        status, _ = ask(self.socket, {"REQUEST_METHOD": "GET", "REQUEST_PATH": "/healthz", "REMOTE_ADDR": "127.0.0.1"})
        self.assertEqual(status, 200)

    def post(self, body, length):
        return ask(
            self.socket,
            {
                "REQUEST_METHOD": "POST",
                "REQUEST_PATH": "/mihon/login",
                "CONTENT_LENGTH": str(length),
                "CONTENT_TYPE": "application/x-www-form-urlencoded",
                "REMOTE_ADDR": "127.0.0.1",
            },
            body,
        )

    def test_a_length_that_is_not_the_bytes_that_came_is_400(self):
        for length in (2, 4, 65536):
            self.assertEqual(self.post(b"a=1", length)[0], 400)
        self.assertEqual(self.post(b"a=1", 3)[0], 403)
        self.assertEqual(self.post(b"a=1", 2 * 1024 * 1024 * 1024)[0], 413)
        for length in ("-1", "+3", "3 ", "0x3", "99999999999999999999999"):
            self.assertIn(self.post(b"a=1", length)[0], (400, 413))
        self.alive()

    def test_half_a_record_harms_no_worker(self):
        before = self.portal.workers()
        for piece in (
            b"",
            b"\x01",
            b"\x01\x01\x00\x01\x00\x08\x00\x00",
            b"\xff" * 64,
            b"\x01\x04\x00\x01\xff\xff\x00\x00" + b"\xff" * 100,
            b"\x01\x01\x00\x01\x00\x08\x00\x00\x00\x01"
            + b"\x00" * 6
            + b"\x01\x04\x00\x01\x00\x08\x00\x00"
            + b"\xff" * 8,
        ):
            for _ in range(4):
                with socket.socket(socket.AF_UNIX) as connection:
                    connection.connect(str(self.socket))
                    connection.sendall(piece)
        for _ in range(4):
            self.alive()
        self.assertEqual(self.portal.workers(), before)
