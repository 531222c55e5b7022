"""HD-04, NG-01 to NG-04: what only the configuration of a production machine has: TLS, port 80, HTTP/2."""

import socket
import ssl
import subprocess
import time
import unittest

import http2
from client import head_of, raw
from headers_test import EVERYWHERE
from installation import shared, tell
from production import HOST, shared_production

FOREVER = "max-age=63072000; includeSubDomains"


class TheSiteOnTls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal, cls.site = shared(), shared_production()

    def tls(self, name=HOST, context=None, protocols=()):
        context = context or ssl.create_default_context(cafile=self.site.folder / "fullchain.pem")
        context.check_hostname = False
        if protocols:
            context.set_alpn_protocols(list(protocols))
        connection = socket.create_connection(("127.0.0.1", self.site.port), 10)
        return context.wrap_socket(connection, server_hostname=name)

    def over_tls(self, request, name=HOST):
        with self.tls(name) as connection:
            connection.sendall(request)
            received = b""
            while piece := connection.recv(65536):
                received += piece
        return head_of(received)

    def test_every_answer_promises_https_for_two_years_once(self):
        browser = self.site.browser()
        answers = [
            browser.get(path) for path in ("/mihon/login", "/mihon/home", "/mihon/nowhere", "/", "/assets/nothing.css")
        ]
        answers += [browser.post("/mihon/login", csrf="x"), browser.send("DELETE", "/mihon/login", None, {})]
        answers += [browser.post("/mihon/login", {"login_id": "a" * 70_000})]
        self.assertEqual([answer.status for answer in answers], [200, 303, 404, 200, 404, 403, 405, 413])
        for answer in answers:
            self.assertEqual(answer.all("Strict-Transport-Security"), [FOREVER])
            for header, value in EVERYWHERE.items():
                self.assertEqual(answer.all(header), [value])

    def test_a_foreign_name_gets_421_whether_the_handshake_or_the_request_says_it(self):
        for name, host in ((HOST, "evil.example.jp"), ("evil.example.jp", "evil.example.jp")):
            answer = self.over_tls(
                f"GET /mihon/login HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode(), name
            )
            self.assertEqual(answer.status, 421)
            self.assertEqual(answer.all("Strict-Transport-Security"), [FOREVER])
            self.assertEqual(answer.all("Set-Cookie"), [])

    def test_plain_http_leads_to_https_of_our_own_name_and_sets_no_cookie(self):
        for path in ("/", "/mihon/login?next=/home", "//evil.example.jp/", "/%0d%0aSet-Cookie:evil=1"):
            answer = head_of(
                raw(self.site.plain_port, f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
            )
            self.assertEqual((answer.status, answer.location), (301, f"https://{HOST}{path}"))
            self.assertEqual(answer.all("Set-Cookie") + answer.all("Strict-Transport-Security"), [])
        answer = head_of(
            raw(self.site.plain_port, b"GET / HTTP/1.1\r\nHost: evil.example.jp\r\nConnection: close\r\n\r\n")
        )
        self.assertEqual((answer.status, answer.all("Location")), (421, []))

    def test_a_challenge_for_a_certificate_is_answered_over_plain_http_to_our_own_name_alone(self):
        folder = self.site.folder / "acme" / ".well-known" / "acme-challenge"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "token-1").write_text("token-1.thumbprint")

        def ask(path, host=HOST):
            request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
            return raw(self.site.plain_port, request.encode())

        answer = ask("/.well-known/acme-challenge/token-1")
        self.assertEqual(head_of(answer).status, 200)
        self.assertTrue(answer.endswith(b"\r\n\r\ntoken-1.thumbprint"))
        for header, value in EVERYWHERE.items():
            self.assertEqual(head_of(answer).all(header), [value])
        self.assertEqual(head_of(ask("/.well-known/acme-challenge/token-2")).status, 404)
        self.assertEqual(head_of(ask("/.well-known/acme-challenge/../../etc/passwd")).status, 301)
        self.assertEqual(head_of(ask("/.well-known/acme-challenge/token-1", "evil.example.jp")).status, 421)

    def test_nginx_has_nothing_to_say_against_its_configuration(self):
        """What one release takes as a matter of course, the next one calls deprecated."""
        told = subprocess.run(["/usr/sbin/nginx", "-t", "-p", self.site.folder, "-c", self.site.folder / "nginx.conf",
                               "-e", "/dev/null"], capture_output=True, text=True)
        self.assertEqual((told.returncode, "[warn]" in told.stderr), (0, False), told.stderr)

    def test_plain_http_to_the_tls_port_is_400_with_all_headers(self):
        answer = head_of(raw(self.site.port, f"GET /mihon/login HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()))
        self.assertEqual(answer.status, 400)
        for header, value in EVERYWHERE.items():
            self.assertEqual(answer.all(header), [value])

    def test_what_nginx_refuses_over_plain_http_has_all_headers_and_names_nothing(self):
        long = f"X-Long: {'a' * 9000}\r\n"
        for request, status in (
            (f"GET / HTTP/1.1\r\nHost: {HOST}\r\nHost: evil.example.jp\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\n\r\n", 400),
            (f"GET / HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: x\r\n\r\n", 400),
            (f"GET / HTTP/1.1\r\nHost: {HOST}\r\n{long}\r\n", 431),
            (f"GET / HTTP/1.1\r\nHost: evil.example.jp\r\n{long}\r\n", 431),
            (f"TRACE / HTTP/1.1\r\nHost: {HOST}\r\n\r\n", 405),
            (f"GET /.well-known/acme-challenge/none HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n", 404),
        ):
            with self.subTest(request[:80]):
                received = raw(self.site.plain_port, request.encode())
                answer = head_of(received)
                self.assertEqual(answer.status, status)
                for header, value in EVERYWHERE.items():
                    self.assertEqual(answer.all(header), [value])
                self.assertEqual(answer.all("Cache-Control"), ["no-store, private"])
                self.assertNotIn(b"<center>nginx", received)

    def test_only_tls_1_2_and_1_3_are_spoken_and_no_weak_cipher(self):
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            context = ssl.create_default_context(cafile=self.site.folder / "fullchain.pem")
            context.minimum_version = context.maximum_version = version
            with self.tls(context=context) as connection:
                self.assertIn(connection.version(), ("TLSv1.2", "TLSv1.3"))
                # A key of tickets is the same for days: with it, all that was said could be read later.
                if version == ssl.TLSVersion.TLSv1_2:
                    self.assertFalse(connection.session.has_ticket)
        for ciphers in (
            "AES128-SHA:AES256-SHA:@SECLEVEL=0",
            "ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0",
            "ECDHE-ECDSA-AES256-SHA384:@SECLEVEL=0",
        ):
            context = ssl.create_default_context(cafile=self.site.folder / "fullchain.pem")
            context.maximum_version = ssl.TLSVersion.TLSv1_2
            context.set_ciphers(ciphers)
            with self.assertRaises((ssl.SSLError, ConnectionResetError)):
                self.tls(context=context).close()
        old = ssl.create_default_context(cafile=self.site.folder / "fullchain.pem")
        old.set_ciphers("ALL:@SECLEVEL=0")
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
        with self.assertRaises((ssl.SSLError, ConnectionResetError)):
            self.tls(context=old).close()

    def http2(self, headers, body=b"a=1"):
        fields = [
            (b":method", b"POST"),
            (b":scheme", b"https"),
            (b":path", b"/mihon/login"),
            (b":authority", HOST.encode()),
            (b"content-type", b"application/x-www-form-urlencoded"),
        ]
        with self.tls(protocols=("h2",)) as connection:
            self.assertEqual(connection.selected_alpn_protocol(), "h2")
            return http2.ask(connection, fields + headers, body)

    def test_a_length_that_contradicts_the_frames_of_http_2_is_refused(self):
        self.assertEqual(self.http2([]), 403)
        self.assertEqual(self.http2([(b"content-length", b"3")]), 403)
        for length in (b"2", b"4", b"0", b"-1", b"+3", b"3x"):
            with self.subTest(length):
                self.assertIn(self.http2([(b"content-length", length)]), (400, "refused", "closed"))

    def test_http_2_takes_no_chunks_and_no_header_that_http_1_would_split(self):
        for header in ((b"transfer-encoding", b"chunked"), (b"Upper", b"case"), (b"a b", b"c"), (b"a", b"b\r\nc: d")):
            with self.subTest(header):
                self.assertIn(self.http2([header]), (400, 501, "refused", "closed"))

    def test_thousands_of_streams_opened_and_taken_back_at_once_do_no_harm(self):
        """CVE-2023-44487."""
        fields = [(b":method", b"GET"), (b":scheme", b"https"), (b":path", b"/mihon/login"),
                  (b":authority", HOST.encode())]
        sent = 0
        for _ in range(4):
            with self.tls(protocols=("h2",)) as connection:
                sent += http2.reset_at_once(connection, fields, 2500)
        browser = self.site.browser()
        slowest = 0.0
        for _ in range(10):
            began = time.monotonic()
            self.assertEqual(browser.get("/mihon/login").status, 200)
            slowest = max(slowest, time.monotonic() - began)
        tell(f"{sent} of 10000 streams were opened and reset; the slowest page after them took {slowest:.2f} s")
        self.assertLessEqual(slowest, 5)
