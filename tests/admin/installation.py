"""A private MariaDB and a portal.toml beside it, for tests that run portalctl itself."""
import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]

SERVER_SETTINGS = [
    "--skip-networking", "--innodb-flush-log-at-trx-commit=1", "--innodb-snapshot-isolation=ON", "--local-infile=0",
    "--transaction-isolation=READ-COMMITTED", "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_nopad_bin", "--innodb-lock-wait-timeout=5", "--innodb-buffer-pool-size=128M",
]
USERS = ["portal_web", "portal_mail", "portal_ctl", "portal_migrate"]


class Installation:
    """One folder with everything; `build` is where the programs are."""

    def __init__(self, build: Path):
        self.portalctl_path = build / "portalctl"
        self.folder = Path(tempfile.mkdtemp(prefix="kenko-admin-"))
        self.config = self.folder / "portal.toml"
        self.socket = self.folder / "db.sock"
        self.server = None
        self._install()
        self.start()
        self._create_users()
        self._write_config()

    def close(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _install(self):
        self._user = pwd.getpwuid(os.geteuid()).pw_name
        subprocess.run(
            ["mariadb-install-db", "--no-defaults", f"--datadir={self.folder}/data", f"--user={self._user}",
             "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"],
            check=True, capture_output=True)

    def start(self):
        with open(self.folder / "server.log", "ab") as log:
            self.server = subprocess.Popen(
                ["mariadbd", "--no-defaults", f"--datadir={self.folder}/data", f"--user={self._user}",
                 f"--socket={self.socket}", f"--pid-file={self.folder}/db.pid", *SERVER_SETTINGS],
                stdout=log, stderr=log)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with contextlib.suppress(subprocess.CalledProcessError):
                self.sql("SELECT 1", schema="mysql")
                return
            time.sleep(0.1)
        raise RuntimeError((self.folder / "server.log").read_text())

    def stop(self):
        if self.server is not None:
            self.server.kill()
            self.server.wait()
            self.server = None

    def sql(self, text: str, schema: str = "kenko_portal") -> list[list[str]]:
        done = subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={self.socket}", "--user=root", "--batch", "--skip-column-names",
             "--default-character-set=utf8mb4", schema], input=text.encode(), capture_output=True, check=True)
        return [line.split("\t") for line in done.stdout.decode().splitlines()]

    def _create_users(self):
        statements = ["CREATE DATABASE kenko_portal CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;"]
        statements += [f"CREATE USER '{user}'@'localhost';" for user in USERS]
        statements.append("GRANT ALL ON kenko_portal.* TO 'portal_migrate'@'localhost' WITH GRANT OPTION;")
        self.sql("\n".join(statements), schema="mysql")

    def _write_config(self):
        users = "\n".join(f'{user.removeprefix("portal_")} = {{ user = "{user}" }}' for user in USERS)
        self.config.write_text(f"""
demo = true
[public]
origin = "http://localhost:8080"
[paths]
templates = "{SOURCE}/templates"
[database]
socket = "{self.socket}"
schema = "kenko_portal"
{users}
[secrets]
directory = "secrets"
[smtp]
host = "127.0.0.1"
port = 2525
tls = "none"
""")

    def portalctl(self, *words, society: str = "", timeout: float = 60) -> subprocess.CompletedProcess:
        before = ["--config", self.config] + (["--society", society] if society else [])
        return subprocess.run([self.portalctl_path, *before, *words], capture_output=True, text=True, timeout=timeout)
