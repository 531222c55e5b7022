"""A MariaDB of our own inside a folder: unix socket only, settings of mariadb.cnf, users with a password file each."""

import getpass
import secrets
import shutil
import socket
import subprocess
import time
from pathlib import Path

MARIADBD = "/usr/sbin/mariadbd"
SCHEMA = "kenko_portal"
USERS = ("web", "mail", "ctl", "migrate")
READY_SECONDS_MAX = 30.0


class PrivateMariadb:
    """`data` is the data directory, `passwords` the folder of the users' password files (`database-web`, …).

    The socket's folder has a short path without spaces: the kernel and mariadb-install-db insist on it.
    """

    def __init__(self, data, socket_path, passwords):
        self.data = Path(data)
        self.socket_path = Path(socket_path)
        self.passwords = Path(passwords)
        self.settings_file = self.socket_path.parent / "mariadb.cnf"
        # In /tmp, a server that starts takes away the temporary tables of every other one.
        self.temporary = self.socket_path.parent / "temporary"
        self.system_user = getpass.getuser()

    def install(self, log_file):
        """Makes the data directory unless it is there. Half a one never stays: it gets its name when it is whole."""
        shutil.copy(Path(__file__).resolve().parent / "mariadb.cnf", self.settings_file)
        self.temporary.mkdir(mode=0o700, exist_ok=True)
        shutil.chown(self.temporary, self.system_user)
        if self.data.exists():
            return
        partial = self.data.with_name(self.data.name + ".part")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        shutil.chown(partial, self.system_user)
        plain_path = self.socket_path.parent / "database"
        plain_path.unlink(missing_ok=True)
        plain_path.symlink_to(partial)
        with open(log_file, "ab") as log:
            subprocess.run(
                ["mariadb-install-db", f"--defaults-file={self.settings_file}", f"--datadir={plain_path}",
                 f"--tmpdir={self.temporary}", f"--user={self.system_user}", "--auth-root-authentication-method=socket",
                 f"--auth-root-socket-user={self.system_user}", "--skip-test-db", "--skip-name-resolve"],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, check=True,
            )
        plain_path.unlink()
        partial.rename(self.data)

    def server_command(self):
        return [MARIADBD, f"--defaults-file={self.settings_file}", f"--datadir={self.data}",
                f"--tmpdir={self.temporary}", f"--socket={self.socket_path}", f"--pid-file={self.socket_path}.pid",
                f"--user={self.system_user}"]

    def wait_until_ready(self, child):
        """True when the server greets; False when it ended or takes too long."""
        deadline = time.monotonic() + READY_SECONDS_MAX
        while child.alive() and time.monotonic() < deadline:
            if self._greets():
                return True
            time.sleep(0.02)
        return False

    def _greets(self):
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(1)
                connection.connect(str(self.socket_path))
                return len(connection.recv(5)) == 5
        except OSError:
            return False

    def create_schema_and_users(self):
        """May run again; a user's password file is written once."""
        statements = [f"CREATE DATABASE IF NOT EXISTS {SCHEMA} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;"]
        for user in USERS:
            name, password = f"'portal_{user}'@'localhost'", self._password(user)
            statements.append(f"CREATE OR REPLACE USER {name} IDENTIFIED BY '{password}';")
        statements.append(f"GRANT ALL ON {SCHEMA}.* TO 'portal_migrate'@'localhost' WITH GRANT OPTION;")
        self.run_as_root("\n".join(statements))

    def _password(self, user):
        file = self.password_file(user)
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(32) + "\n")
        return file.read_text().strip()

    def password_file(self, user):
        return self.passwords / f"database-{user}"

    def run_as_root(self, statements):
        return subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={self.socket_path}", f"--user={self.system_user}",
             "--batch", "--skip-column-names"],
            input=statements, text=True, capture_output=True, check=True,
        ).stdout
