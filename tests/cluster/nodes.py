"""MariaDB servers, each as on a machine of its own: an address of the loopback network, a folder, a certificate for
its address. Made into a primary with a replica, or into a cluster of Galera."""

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TREE / "demo"))

from private_mariadb import SCHEMA, PrivateMariadb  # noqa: E402

READY_SECONDS_MAX = 120
CLIENT_SECONDS_MAX = 120
END_SECONDS_MAX = 15  # from its last word to its end
CLIENTS = "127.0.0.%"  # from where the portal comes
GALERA = "/usr/lib/galera/libgalera_smm.so"
REPLICATION = "of_replicas"  # the password with which one follows the other


def wait_until(condition, seconds, what):
    """Seconds that it took."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"not within {seconds} s: {what}")
        time.sleep(0.05)
    return time.monotonic() - began


def free_port(addresses):
    """One that is free on each of them."""
    while True:
        with socket.socket() as first:
            first.bind((addresses[0], 0))
            port = first.getsockname()[1]
        try:
            for address in addresses:
                with socket.socket() as probe:
                    probe.bind((address, port))
            return port
        except OSError:
            continue


class Authority:
    """Signs a certificate for each node's address. `file` is what clients know it by."""

    def __init__(self, folder):
        self.folder, self.file, self._key = folder, folder / "ca.pem", folder / "ca.key"
        self._openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
                      "2", "-keyout", self._key, "-out", self.file, "-subj", "/CN=cluster.example.jp")

    def sign(self, address, folder):
        """The options of a server with a certificate for that address, and no connection without TLS."""
        key, request, made, names = (folder / f"server.{ending}" for ending in ("key", "csr", "pem", "names"))
        names.write_text(f"subjectAltName=IP:{address}\n")
        self._openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
                      "-out", request, "-subj", f"/CN={address}")
        self._openssl("x509", "-req", "-in", request, "-CA", self.file, "-CAkey", self._key, "-CAcreateserial", "-days",
                      "2", "-extfile", names, "-out", made)
        return [f"--ssl-ca={self.file}", f"--ssl-cert={made}", f"--ssl-key={key}", "--require-secure-transport=ON"]

    def _openssl(self, *words):
        subprocess.run(["openssl", *map(str, words)], cwd=self.folder, check=True, capture_output=True)


class Node:
    """One server; `number` is also the end of its address."""

    def __init__(self, folder, number, port, authority):
        self.number, self.address, self.port = number, f"127.0.0.{number}", port
        self.folder = folder / f"node-{number}"
        self.folder.mkdir()
        self.log = self.folder / "server.log"
        self.database = PrivateMariadb(self.folder / "data", self.folder / "db.sock", self.folder)
        self.tls = authority.sign(self.address, self.folder)
        self.process = None

    def __str__(self):
        return f"node {self.number}"

    def belong_to(self, user):
        self.database.system_user = user
        for path in (self.folder, *self.folder.iterdir()):
            shutil.chown(path, user, user)

    def make_empty(self):
        self.database.data.mkdir(mode=0o700)
        self.database.temporary.mkdir(mode=0o700)
        for path in (self.database.data, self.database.temporary):
            shutil.chown(path, self.database.system_user)

    def command(self, *options):
        return [*self.database.server_command(), "--skip-networking=OFF", f"--bind-address={self.address}",
                f"--port={self.port}", f"--server-id={self.number}", "--max-connections=200", *self.tls,
                "--log-bin=binlog", "--log-slave-updates=ON", "--log-bin-trust-function-creators=ON", *options]

    def start(self, *options):
        self.database.install(self.folder / "install.log")
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(self.command(*options), stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def alive(self):
        return self.process is not None and self.process.poll() is None

    def wait_until_ready(self):
        wait_until(self.greets, READY_SECONDS_MAX, f"{self} is ready: {self.end_of_log()}")

    def greets(self):
        if not self.alive():
            raise RuntimeError(f"{self} ended: {self.end_of_log()}")
        try:
            return self.sql("SELECT 1") == [["1"]]
        except subprocess.CalledProcessError:
            return False

    def end_of_log(self):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])

    def sql(self, text, schema="mysql"):
        """The rows, as lists of texts."""
        return [line.split("\t") for line in self.client(text, schema).splitlines()]

    def client(self, text, schema="mysql"):
        return subprocess.run(["mariadb", "--no-defaults", f"--socket={self.database.socket_path}", "--batch",
                               "--skip-column-names", "--raw", "--connect-timeout=5",
                               "--default-character-set=utf8mb4", schema], input=text, text=True, capture_output=True,
                              check=True, timeout=CLIENT_SECONDS_MAX).stdout

    def status(self, name):
        rows = self.sql(f"SHOW GLOBAL STATUS LIKE '{name}'")
        return rows[0][1] if rows else ""

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.alive():
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def hold(self):
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)

    def digest(self):
        """Of all rows of the portal's, in the order of their keys."""
        dump = subprocess.run(["mariadb-dump", "--no-defaults", f"--socket={self.database.socket_path}",
                               "--single-transaction", "--order-by-primary", "--hex-blob", "--skip-comments",
                               "--skip-dump-date", SCHEMA], stdout=subprocess.PIPE, check=True)
        # What a table's next number would be, Galera spreads over its nodes.
        return hashlib.sha256(re.sub(rb" AUTO_INCREMENT=\d+", b"", dump.stdout)).hexdigest()


class Servers:
    """What both kinds have: `nodes` in the order of [database] hosts. begin() starts them, stop() ends them; gather()
    waits for those that the last fault took away, rest() until all have the same rows."""

    def __init__(self, folder, numbers, more_ports=0):
        authority = Authority(folder)
        addresses = [f"127.0.0.{number}" for number in numbers]
        self.port, *self.more_ports = (free_port(addresses) for _ in range(1 + more_ports))
        self.ca_file = authority.file
        self.nodes = [Node(folder, number, self.port, authority) for number in numbers]

    def hosts(self):
        return [node.address for node in self.nodes]

    def stop(self):
        for node in self.nodes:
            node.stop()

    def agree(self):
        """All have the same rows."""
        return len({node.digest() for node in self.nodes}) == 1


class Replicas(Servers):
    """A primary that acknowledges what its replica has, too. Each starts read-only, and is a replica of nobody until it
    is told: who comes back from the dead takes no writes, and undoes what it never acknowledged. What an operator does
    stands in docs/operating.md, "A primary and a replica", with the same words."""

    def __init__(self, folder):
        super().__init__(folder, (11, 12))
        self.primary, self.replica = self.nodes

    def begin(self):
        for node in self.nodes:
            self.start(node)
        for node in self.nodes:
            node.wait_until_ready()
        self.primary.sql("SET GLOBAL read_only = 0; CREATE USER 'replica'@'127.0.0.%' IDENTIFIED BY"
                         f" '{REPLICATION}' REQUIRE SSL; GRANT REPLICATION SLAVE ON *.* TO 'replica'@'127.0.0.%';")
        self.follow()

    def start(self, node):
        node.start("--read-only=ON", "--init-rpl-role=SLAVE", "--gtid-strict-mode=ON", "--binlog-format=ROW",
                   "--rpl-semi-sync-slave-enabled=ON", "--log-basename=portal",
                   "--rpl-semi-sync-master-wait-point=AFTER_SYNC", "--rpl-semi-sync-master-timeout=3600000",
                   "--rpl-semi-sync-master-wait-no-slave=ON", "--slave-net-timeout=10")

    def follow(self, demoted=False):
        """The replica follows the primary, which from then on waits for it."""
        node, primary = self.replica, self.primary
        node.sql("SET GLOBAL rpl_semi_sync_master_enabled = OFF;"
                 f" CHANGE MASTER TO MASTER_HOST = '{primary.address}', MASTER_PORT = {primary.port},"
                 f" MASTER_USER = 'replica', MASTER_PASSWORD = '{REPLICATION}', MASTER_USE_GTID = slave_pos,"
                 f" MASTER_CONNECT_RETRY = 1, MASTER_SSL = 1, MASTER_SSL_CA = '{self.ca_file}',"
                 f" MASTER_SSL_VERIFY_SERVER_CERT = 1{', MASTER_DEMOTE_TO_SLAVE = 1' if demoted else ''}; START SLAVE;")
        wait_until(self.follows, READY_SECONDS_MAX, f"{node} follows: {node.end_of_log()}")
        primary.sql("SET GLOBAL rpl_semi_sync_master_enabled = ON")

    def follows(self):
        states = [self.replica.status(name) for name in ("Slave_running", "Rpl_semi_sync_slave_status")]
        return states == ["ON", "ON"]

    def promote(self):
        """The replica, when it has done all that it was sent; the primary is dead or takes no writes. It waits for
        nobody before it has a replica of its own."""
        node = self.replica
        node.sql("STOP SLAVE IO_THREAD")
        wait_until(lambda: self.has_done_all(node), 60, f"{node} has done all that it was sent")
        node.sql("STOP SLAVE; RESET SLAVE ALL; SET GLOBAL read_only = 0;")
        self.primary, self.replica = self.replica, self.primary

    def has_done_all(self, node):
        return "Slave has read all relay log" in node.client("SHOW SLAVE STATUS")

    def come_back(self):
        """The former primary, killed before, as the replica of the one of now."""
        node = self.replica
        self.start(node)
        node.wait_until_ready()
        self.follow(demoted=True)

    def gather(self):
        self.primary.wait_until_ready()

    def rest(self):
        wait_until(lambda: self.follows() and self.agree(), 60, "the replica has what the primary has")


class Galera(Servers):
    """Three nodes that all take writes; the portal's programs write on the first that answers."""

    def __init__(self, folder):
        super().__init__(folder, (11, 12, 13), more_ports=3)
        if os.getuid() == 0:  # what root's rsync takes in, it writes as nobody
            folder.chmod(0o711)
            for node in self.nodes:
                node.belong_to("mysql")

    def begin(self):
        self.start(self.nodes[0], "--wsrep-new-cluster")
        self.nodes[0].wait_until_ready()
        for node in self.nodes[1:]:
            node.make_empty()  # all of it comes from another node
            self.start(node)
            self.wait_until_it_is_in(node)

    def start(self, node, *options):
        node.start(*self.options_of(node), *options)

    def options_of(self, node):
        group, increments, states = self.more_ports
        everybody = ",".join(f"{one.address}:{group}" for one in self.nodes)
        return ["--wsrep-on=ON", f"--wsrep-provider={GALERA}", "--wsrep-cluster-name=portal",
                f"--wsrep-cluster-address=gcomm://{everybody}", f"--wsrep-node-name={node.address}",
                f"--wsrep-node-address={node.address}", "--wsrep-sst-method=rsync",
                f"--wsrep-sst-receive-address={node.address}:{states}", "--binlog-format=ROW",
                "--innodb-autoinc-lock-mode=2", "--wsrep-provider-options="
                f"gmcast.listen_addr=tcp://{node.address}:{group};ist.recv_addr={node.address}:{increments};"
                f"base_port={group};gcache.size=64M"]

    def is_in(self, node):
        """In the same view of the cluster as everybody who runs: a node that stood still calls itself Synced for some
        seconds, as it was when it stopped, before it finds itself thrown out."""
        if not node.alive():
            raise RuntimeError(f"{node} ended: {node.end_of_log()}")
        try:
            states = {(one.status("wsrep_ready"), one.status("wsrep_local_state_comment"),
                       one.status("wsrep_cluster_conf_id")) for one in self.nodes if one.alive()}
        except subprocess.CalledProcessError:
            return False
        return len(states) == 1 and states.pop()[:2] == ("ON", "Synced")

    def wait_until_it_is_in(self, node):
        wait_until(lambda: self.is_in(node), READY_SECONDS_MAX, f"{node} is in: {node.end_of_log()}")

    def come_back(self, node):
        """With what it lacks alone: where it stood, it finds out first, as Debian's unit does (galera_recovery)."""
        self.start(node, *(f"--wsrep-start-position={place}" for place in self.positions(node)[-1:]))
        self.wait_until_it_is_in(node)

    def positions(self, node):
        """What it says to have recovered. MariaDB 10.11.19 was seen never to end after that: it purges for ever, and
        takes gigabytes."""
        log = node.folder / "recover.log"
        with open(log, "wb") as file:
            process = subprocess.Popen(node.command(*self.options_of(node), "--wsrep-recover"),
                                       stdin=subprocess.DEVNULL, stdout=file, stderr=file)

        def found():
            return re.findall(r"Recovered position: (\S+)", log.read_text(errors="replace"))
        try:
            wait_until(lambda: found() or process.poll() is not None, READY_SECONDS_MAX, f"{node} knows where it stood")
            process.wait(END_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            pass
        finally:
            process.kill()
            process.wait()
        return found()

    def gather(self):
        for node in self.nodes:
            self.wait_until_it_is_in(node)

    def rest(self):
        self.gather()
        wait_until(self.agree, 60, "all nodes have the same rows")
