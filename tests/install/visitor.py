"""Members and monitors of the installed portal, from the machine's own loopback over TLS."""

import http.client
import socket
import ssl
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "edge"))
from client import Browser  # noqa: E402

HOST = "portal.mihon.example.jp"
PORT = 443
PASSWORD = "umi-to-yama-7Kaze"


class Visitor(Browser):
    context: ssl.SSLContext = None

    def __init__(self, certificate):
        super().__init__(PORT, host=HOST, scheme="https")
        self.context = ssl.create_default_context(cafile=str(certificate))

    def connect(self):
        connection = http.client.HTTPSConnection(HOST, PORT, timeout=30, context=self.context)
        connection._create_connection = lambda address, *_: socket.create_connection(("127.0.0.1", PORT), 30,
                                                                                     (self.source, 0))
        return connection


def monitor(path):
    """Status and text that the page for monitors gives."""
    connection = http.client.HTTPConnection("127.0.0.1", 8089, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except OSError as error:
        return 0, str(error)
    finally:
        connection.close()


class TlsServer:
    """What shows that certificate there, as long as it is open."""

    def __init__(self, address, port, certificate, key):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        self.socket = socket.create_server((address, port))
        self.open = True

    def _serve(self):
        while self.open:
            try:
                connection, _ = self.socket.accept()
                with self.context.wrap_socket(connection, server_side=True) as greeted:
                    greeted.recv(1)
            except OSError:
                continue

    def __enter__(self):
        threading.Thread(target=self._serve, daemon=True).start()

    def __exit__(self, *_):
        self.open = False
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


class Crowd:
    """Visitors who ask for a page without end; `lost` are the answers that weren't the page."""

    def __init__(self, certificate, path, visitors):
        self.certificate, self.path = certificate, path
        self.asked, self.lost, self.slowest = 0, [], 0.0
        self.going, self.lock = True, threading.Lock()
        self.threads = [threading.Thread(target=self._visit, daemon=True) for _ in range(visitors)]

    def _visit(self):
        browser = Visitor(self.certificate)
        while self.going:
            began = time.monotonic()
            try:
                status = browser.get(self.path).status
            except OSError as error:
                status = repr(error)
            took = time.monotonic() - began
            with self.lock:
                self.asked += 1
                self.slowest = max(self.slowest, took)
                if status != 200:
                    self.lost.append(status)
            time.sleep(0.02)

    def __str__(self):
        return f"{self.asked} requests, {len(self.lost)} lost, slowest {self.slowest:.2f} s"

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.going = False
        for thread in self.threads:
            thread.join(60)
