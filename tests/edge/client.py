"""A small HTTP client that sees what a browser hides: every header as often as it came, cookies as they were set, and a
choice of the address that a request comes from (all of 127.0.0.0/8 is ours). Standard library only."""

import http.client
import itertools
import re
import socket
import subprocess
import tempfile
import urllib.parse
from dataclasses import dataclass, field

CSRF = re.compile(r'name="csrf" value="([^"]+)"')
ANSWER_SECONDS_MAX = 30.0
RAW_BYTES_MAX = 4 * 1024 * 1024


@dataclass
class Answer:
    status: int
    headers: list  # (name, value) in order, nothing merged
    body: bytes
    method: str = "GET"

    def all(self, name):
        return [value for given, value in self.headers if given.lower() == name.lower()]

    def header(self, name):
        """The value of a header that must come exactly once, or None."""
        values = self.all(name)
        return values[0] if len(values) == 1 else None

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def location(self):
        return self.header("Location")

    @property
    def csrf(self):
        found = CSRF.search(self.body.decode("utf-8", "replace"))
        return found.group(1) if found else ""

    @property
    def cookies(self):
        """Name to value, as set by this answer."""
        pairs = (value.split(";", 1)[0].split("=", 1) for value in self.all("Set-Cookie"))
        return {name: value for name, value in pairs}


class Addresses:
    """Client addresses, each in a network (/24) of its own, so that one test's failures are no other test's. After
    61,250 of them, an hour's play, they come again."""

    def __init__(self):
        self._numbers = itertools.count()

    def fresh(self):
        number = next(self._numbers)
        return f"127.{10 + number // 250 % 245}.{number % 250}.1"


TOKEN_CHARACTERS = 43
TOKEN = re.compile(rb"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")


class Secrets:
    """Everything secret that passed by, for the tests that look for it where it must not be."""

    def __init__(self):
        self.values = set()

    def add(self, value):
        value = value.decode() if isinstance(value, bytes) else value
        if len(value) >= 8:
            self.values.add(value)


    def found_in(self, content):
        """Those that stand in the bytes, which are read twice, however many there are."""
        others = [value.encode() for value in self.values if len(value) != TOKEN_CHARACTERS]
        return {match.decode() for match in TOKEN.findall(content)} & self.values | found_in(content, others)


def found_in(content, values):
    """Those of the values that stand in the content; by grep, which reads it once for all of them."""
    with tempfile.NamedTemporaryFile() as listed:
        listed.write(b"\n".join(values))
        listed.flush()
        told = subprocess.run(["grep", "--text", "--only-matching", "--fixed-strings", f"--file={listed.name}"],
                              input=content, capture_output=True, env={"LC_ALL": "C"}, check=False)
    assert told.returncode in (0, 1), told.stderr
    return {line.decode() for line in told.stdout.splitlines()}


ADDRESSES = Addresses()
SECRETS = Secrets()
SECRET_FIELDS = ("password", "new_password", "new_password_confirm", "current_password", "csrf")
SECRET_COOKIES = tuple(prefix + name for prefix in ("", "__Host-")
                       for name in ("sid", "step", "device", "form", "codes"))


@dataclass
class Browser:
    """One visitor: an address, a cookie jar, a kept connection, and the form token of the page seen last."""

    port: int
    source: str = ""
    host: str = ""
    scheme: str = "http"
    cookies: dict = field(default_factory=dict)
    csrf: str = ""

    def __post_init__(self):
        self.source = self.source or ADDRESSES.fresh()
        self.host = self.host or f"localhost:{self.port}"
        self._connection = None

    def get(self, path, headers=(), method="GET"):
        return self.send(method, path, None, dict(headers))

    def post(self, path, fields=None, headers=(), csrf=None):
        """Sends a form as a browser would: with the token of the page seen last, from our own pages."""
        fields = dict(fields or {})
        fields.setdefault("csrf", self.csrf if csrf is None else csrf)
        for name in SECRET_FIELDS:
            SECRETS.add(fields.get(name, ""))
        all_headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Sec-Fetch-Site": "same-origin",
            "Origin": f"{self.scheme}://{self.host}",
        }
        all_headers.update(headers)
        given = {name: value for name, value in all_headers.items() if value is not None}
        return self.send("POST", path, urllib.parse.urlencode(fields), given)

    def send(self, method, path, body, headers):
        headers = {"Host": self.host, **headers}
        if self.cookies and "Cookie" not in headers:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self._exchange(method, path, body, headers)
        self._keep_cookies(answer)
        self.csrf = answer.csrf or self.csrf
        return answer

    def connect(self):
        return http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=ANSWER_SECONDS_MAX, source_address=(self.source, 0)
        )

    def _exchange(self, method, path, body, headers):
        for last_try in (False, True):
            if self._connection is None:
                self._connection = self.connect()
                last_try = True
            try:
                self._connection.request(method, path, body, headers)
                response = self._connection.getresponse()
                return Answer(response.status, response.getheaders(), response.read(), method)
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                self.close()
                if last_try:  # only a kept connection may have been closed in the meantime
                    raise
            except BaseException:
                self.close()
                raise
        raise AssertionError("not reached")

    def _keep_cookies(self, answer):
        for name, value in answer.cookies.items():
            if name in SECRET_COOKIES:
                SECRETS.add(value)
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)

    def move(self):
        """The same browser at another address, for whom one address's share of requests is too little."""
        self.close()
        self.source = ADDRESSES.fresh()
        return self

    def close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def raw(port, data, source="127.0.0.1", seconds=5.0):
    """Sends bytes as they are and returns everything that comes back until the other side closes or falls silent."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds, source_address=(source, 0)) as connection:
        received = bytearray()
        try:
            connection.sendall(data)
            while len(received) < RAW_BYTES_MAX:
                piece = connection.recv(65536)
                if not piece:
                    break
                received += piece
        except (TimeoutError, ConnectionResetError, BrokenPipeError):
            pass
        return bytes(received)


def statuses(received):
    """The statuses of the answers in what a raw connection returned, in order."""
    return [int(status) for status in re.findall(rb"^HTTP/1\.[01] (\d{3}) [A-Za-z-]", received, re.MULTILINE)]


def head_of(received):
    """The first answer of a raw connection as an Answer."""
    head, _, body = received.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    pairs = [tuple(part.strip() for part in line.split(":", 1)) for line in lines[1:]]
    answer = Answer(int(lines[0].split()[1]), pairs, body)
    if answer.header("Transfer-Encoding") == "chunked":
        answer.body = unchunked(body)
    return answer


def unchunked(body):
    whole = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        whole, body = whole + body[: int(size, 16)], body[int(size, 16) + 2 :]
    return whole
