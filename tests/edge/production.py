"""nginx/portal.conf as a sysadmin installs it, TLS and all, in front of workers that know themselves on https: the one
installation's database, a second nginx. Only paths, ports and the certificate take the place of those of production."""

import functools
import getpass
import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time

from client import Browser
from installation import SOURCE, shared
from ports import held_port

HOST = "portal.example.jp"
STARTUP_SECONDS_MAX = 15


class SecureBrowser(Browser):
    """A Browser that speaks TLS with the production's host name, and trusts its own certificate alone."""

    context: ssl.SSLContext = None

    def connect(self):
        connection = http.client.HTTPSConnection(HOST, self.port, timeout=30, context=self.context)
        connection._create_connection = lambda address, *_: socket.create_connection(
            ("127.0.0.1", self.port), 30, (self.source, 0)
        )
        return connection


class Production:
    def __init__(self, portal):
        self.portal, self.folder = portal, portal.folder / "production"
        self.children = []
        (self.folder / "log").mkdir(parents=True)
        self.port, self.plain_port, self.health_port = held_port(), held_port(), held_port()
        self._make_certificate()
        self._start_workers()
        self._start_nginx()
        self.context = ssl.create_default_context(cafile=self.folder / "fullchain.pem")

    def _make_certificate(self):
        subprocess.run(
            [
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
                "-subj",
                f"/CN={HOST}",
                "-addext",
                f"subjectAltName=DNS:{HOST}",
                "-keyout",
                self.folder / "privkey.pem",
                "-out",
                self.folder / "fullchain.pem",
            ],
            check=True,
            capture_output=True,
        )

    def _start_workers(self):
        text = open(self.portal.config).read()
        config = self.folder / "portal.toml"
        config.write_text(
            re.sub(r'^origin = ".*"', f'origin = "https://{HOST}"', text, flags=re.M).replace(
                "demo = true", "demo = false"
            )
        )
        for pool in ("web", "auth"):
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(str(self.portal.run / f"p-{pool}.sock"))
            listener.listen(1024)
            self._start([self.portal.build / "portal-web", "--config", config, "--pool", pool], pool, listener)
            listener.close()

    def _start_nginx(self):
        snippets = self.folder / "snippets"
        shutil.copytree(SOURCE / "nginx" / "snippets", snippets)
        changes = {
            "/run/kenko-portal/web.sock": f"{self.portal.run}/p-web.sock",
            "/run/kenko-portal/auth.sock": f"{self.portal.run}/p-auth.sock",
            "/etc/kenko-portal/tls": str(self.folder),
            "/var/log/nginx": f"{self.folder}/log",
            "/var/lib/kenko-portal/error-pages": f"{self.portal.var}/error-pages",
            "/var/lib/kenko-portal/documents": f"{self.portal.var}/documents",
            "/var/lib/kenko-portal/acme": f"{self.folder}/acme",
            "/var/lib/kenko-portal;": f"{self.portal.build};",
            "listen 443": f"listen 127.0.0.1:{self.port}",
            "listen 80": f"listen 127.0.0.1:{self.plain_port}",
            "127.0.0.1:8089": f"127.0.0.1:{self.health_port}",
        }
        program = [self.portal.build / "portalctl", "--config", self.folder / "portal.toml"]
        subprocess.run([*program, "config", "nginx", "--apply", snippets], check=True, capture_output=True)
        shutil.copy(SOURCE / "nginx" / "portal.conf", self.folder / "site.conf")
        for file in (self.folder / "site.conf", snippets / "portal-tls.conf", snippets / "portal-https.conf"):
            text = re.sub(r"^ *listen +\[::\].*\n", "", file.read_text(), flags=re.M)
            text = re.sub(r"\blisten +", "listen ", text)
            for old, new in changes.items():
                text = text.replace(old, new)
            file.write_text(text)
        user = f"user {getpass.getuser()};" if os.getuid() == 0 else ""
        temporary = "".join(
            f"{kind}_temp_path {kind};" for kind in ("client_body", "fastcgi", "proxy", "scgi", "uwsgi")
        )
        main = self.folder / "nginx.conf"
        main.write_text(
            f"daemon off; {user} pid nginx.pid; worker_processes 1; error_log log/error.log warn;\n"
            f"events {{ worker_connections 1024; }}\nhttp {{ {temporary} include site.conf; }}\n"
        )
        self._start(
            ["/usr/sbin/nginx", "-p", self.folder, "-c", main, "-e", self.folder / "log" / "error.log"], "nginx"
        )
        deadline = time.monotonic() + STARTUP_SECONDS_MAX
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("nginx does not start: " + (self.folder / "log" / "nginx.log").read_text())

    def _start(self, command, name, listener=subprocess.DEVNULL):
        with open(self.folder / "log" / f"{name}.log", "ab") as log:
            self.children.append(
                subprocess.Popen(
                    ["setpriv", "--pdeathsig", "TERM", "--", *command], stdin=listener, stdout=log, stderr=log
                )
            )

    def browser(self, source=""):
        browser = SecureBrowser(self.port, source, HOST, "https")
        browser.context = self.context
        return browser

    def stop(self):
        for child in reversed(self.children):
            child.terminate()
            child.wait(20)


@functools.cache
def shared_production():
    return Production(shared())


def stop_shared_production():
    if shared_production.cache_info().currsize:
        shared_production().stop()
