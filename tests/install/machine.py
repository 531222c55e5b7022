"""A Debian machine of its own: a bare root (debootstrap, minbase), booted by systemd-nspawn with systemd as its first
process and no network but its loopback. Apt's sources, keys and proxies are taken from this machine as they are now."""

import ctypes
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

BOOT_SECONDS_MAX = 60
STOP_SECONDS_MAX = 30
COMMAND_SECONDS_MAX = 300
PROXIES = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
BORROWED = ("/etc/apt/sources.list", "/etc/apt/sources.list.d", "/etc/apt/auth.conf.d", "/etc/apt/keyrings",
            "/etc/apt/trusted.gpg.d", "/usr/share/keyrings", "/etc/resolv.conf", "/etc/hosts",
            "/etc/ssl/certs/ca-certificates.crt", "/usr/local/share/ca-certificates")
FIRST_PROGRAMS = "systemd,systemd-sysv,dbus"
# What the portal's package asks for; installed into the kept root, so that a test needs no network.
SERVERS = ("mariadb-server", "nginx", "openssl", "ca-certificates", "lsb-base", "acl")


class CannotTest(Exception):
    """This machine doesn't let such a test run; the words say what is missing."""


def demand_means():
    if os.geteuid() != 0:
        raise CannotTest("not root")
    for program in ("debootstrap", "systemd-nspawn", "nsenter", "dpkg-deb", "dpkg-buildpackage"):
        if shutil.which(program) is None:
            raise CannotTest(f"there is no {program}")


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          **options)
    if done.returncode != 0:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def in_root(root, *command):
    """In the root that isn't booted, with this machine's network."""
    kept = {name: os.environ[name] for name in PROXIES if name in os.environ}
    environment = {"HOME": "/root", "LANG": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
                   "DEBIAN_FRONTEND": "noninteractive", **kept}
    return run("chroot", root, *command, env=environment, timeout=1800)


def first_mirror():
    told = run("apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages")
    if not told:
        raise CannotTest("apt knows no source")
    return told.splitlines()[0]


def borrow_settings(root):
    for path in map(Path, BORROWED):
        target = root / path.relative_to("/")
        if path.is_dir():
            shutil.copytree(path, target, dirs_exist_ok=True)
        elif path.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            shutil.copy(path, target)
    # Of apt's own settings only how to fetch; hooks would call programs that aren't there.
    fetching = [line for line in run("apt-config", "dump").splitlines()
                if line.startswith(("Acquire::http", "Acquire::Check", "Acquire::Retries"))]
    (root / "etc/apt/apt.conf.d/99borrowed").write_text("\n".join(fetching) + "\n")


def own_suite():
    return next(line for line in Path("/etc/os-release").read_text().splitlines()
                if line.startswith("VERSION_CODENAME=")).partition("=")[2]


def use_suite(root, suite):
    """This machine's sources, but of that suite."""
    here = own_suite()
    lists = [root / "etc/apt/sources.list", *(root / "etc/apt/sources.list.d").glob("*")]
    for file in filter(Path.is_file, lists):
        file.write_text(file.read_text().replace(here, suite))


def bare_root(folder, suite, packages):
    """The kept root of a suite with these packages, which the machine can't fetch itself: it has no network. Made when
    it isn't there, in place of one with others; half a one never stays under its name."""
    wanted = hashlib.sha256(" ".join([*SERVERS, *packages]).encode()).hexdigest()[:12]
    root = folder / f"root-{suite}-{wanted}"
    if root.exists():
        return root
    for other in folder.glob(f"root-{suite}*"):
        shutil.rmtree(other)
    partial = folder / f"root-{suite}.part"
    partial.mkdir(parents=True)
    if not Path(f"/usr/share/debootstrap/scripts/{suite}").exists():
        raise CannotTest(f"debootstrap here knows no {suite}")
    try:
        run("debootstrap", "--variant=minbase", f"--include={FIRST_PROGRAMS}", suite, partial, first_mirror(),
            timeout=1800)
    except RuntimeError as error:
        shutil.rmtree(partial)
        raise CannotTest(f"no bare root of {suite} can be had: {error}") from None
    borrow_settings(partial)
    use_suite(partial, suite)
    policy = partial / "usr/sbin/policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    in_root(partial, "apt-get", "-q", "update")
    in_root(partial, "apt-get", "-q", "-y", "--no-install-recommends", "install", *SERVERS, *packages)
    policy.unlink()
    partial.rename(root)
    return root


class Machine:
    """A copy of a root for one test, booted. What happens in it is gone with it."""

    def __init__(self, root):
        self.folder = Path(tempfile.mkdtemp(prefix="portal-install-", dir="/var/tmp"))
        self.root = self.folder / "root"
        for name in ("root", "changes", "work"):
            (self.folder / name).mkdir()
        run("mount", "-t", "overlay", "overlay", "-o",
            f"lowerdir={root},upperdir={self.folder}/changes,workdir={self.folder}/work", self.root)
        self.process = self.leader = None

    def boot(self):
        began = time.monotonic()
        with open(self.folder / "console.log", "wb") as console:
            self.process = subprocess.Popen(
                ["systemd-nspawn", "--quiet", "-D", self.root, "--boot", "--register=no", "--keep-unit",
                 "--private-network", "--console=pipe", "--machine=portal-test"],
                stdin=subprocess.DEVNULL, stdout=console, stderr=console)
        while time.monotonic() - began < BOOT_SECONDS_MAX:
            if self.process.poll() is not None:
                raise CannotTest("systemd-nspawn ended: " + (self.folder / "console.log").read_text(errors="replace"))
            self.leader = self._leader()
            if self.leader and self.run("systemctl", "is-system-running", check=False).stdout.strip() in (
                    "running", "degraded"):
                return time.monotonic() - began
            time.sleep(0.1)
        raise CannotTest("the machine didn't come up: " + (self.folder / "console.log").read_text(errors="replace"))

    def _leader(self):
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[0]) if children else None

    def run(self, *command, check=True, text=None, timeout=COMMAND_SECONDS_MAX, environment=()):
        """In the booted machine, as its root."""
        done = subprocess.run(
            ["nsenter", f"--target={self.leader}", "--all", "env", "-i", "HOME=/root", "LANG=C.UTF-8", "USER=root",
             "PATH=/usr/sbin:/usr/bin:/sbin:/bin", *environment, *map(str, command)],
            input=text, stdin=None if text is not None else subprocess.DEVNULL, capture_output=True, text=True,
            timeout=timeout)
        if check and done.returncode != 0:
            raise RuntimeError(f"{command} ended with {done.returncode}: {done.stdout[-4000:]}{done.stderr[-4000:]}")
        return done

    def shell(self, text, **options):
        return self.run("sh", "-ec", text, **options)

    def path(self, path):
        """A file of the machine, as this process sees it."""
        return self.root / str(path).lstrip("/")

    def put(self, path, text, mode=0o644):
        file = self.path(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(mode)

    def enter_network(self):
        """From now on this process speaks in the machine's network: its loopback is ours."""
        clone_newnet = 0x40000000
        with open(f"/proc/{self.leader}/ns/net") as network:
            if ctypes.CDLL(None, use_errno=True).setns(network.fileno(), clone_newnet) != 0:
                raise OSError(ctypes.get_errno(), "setns")

    def close(self):
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()  # systemd-nspawn shuts the machine down
            try:
                self.process.wait(STOP_SECONDS_MAX)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        subprocess.run(["umount", self.root], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)
