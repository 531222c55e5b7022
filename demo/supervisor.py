"""Starts the demo's processes, starts those again that die, stops all of them. Standard library only.

systemd does this in production. A child is a plain process of ours: by its pid it is watched and ended.
What systemd starts by a timer or for a file is a child that ends by itself and is begun again after a while.
"""

import contextlib
import os
import select
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

SETTLED_SECONDS = 1.0  # who lives less is slowed down
PAUSE_SECONDS_FIRST = 0.25
PAUSE_SECONDS_MAX = 5.0
STOP_SECONDS_MAX = 15.0
# A child ends with its supervisor, even when that one is killed.
WITH_PARENT = ["setpriv", "--pdeathsig", "TERM", "--"]


class StopAsked(BaseException):
    """Raised in the middle of whatever runs when SIGTERM or Ctrl-C comes."""


@dataclass
class Child:
    """One process to keep alive. `stdin` is inherited as descriptor 0: a worker's listening socket.

    With `every_seconds` it is a job: it ends by itself and is begun again so long after that.
    """

    name: str
    command: list
    stdin: object = subprocess.DEVNULL
    every_seconds: float = None
    process: subprocess.Popen = None
    started_at: float = 0.0
    start_again_at: float = 0.0
    pause_seconds: float = field(default=PAUSE_SECONDS_FIRST)

    def alive(self):
        return self.process is not None and self.process.poll() is None


class Supervisor:
    def __init__(self, log_directory):
        self.log_directory = Path(log_directory)
        self.children = []

    def start(self, name, command, stdin=subprocess.DEVNULL, every_seconds=None):
        child = Child(name, [str(word) for word in command], stdin, every_seconds)
        self.children.append(child)
        self._launch(child)
        return child

    def _launch(self, child):
        # A session of its own: Ctrl-C reaches the supervisor alone, which ends the children in order.
        with open(self.log_directory / f"{child.name}.log", "ab") as log:
            child.process = subprocess.Popen(
                WITH_PARENT + child.command, stdin=child.stdin, stdout=log, stderr=log, start_new_session=True
            )
        child.started_at = time.monotonic()

    def watch(self):
        """Never returns; ends by StopAsked. A child that dies is back at once, one that dies at once waits longer."""
        with wakened_by_signals() as wakened:
            while True:
                for child in self.children:
                    self._look_after(child)
                select.select([wakened], [], [], self._seconds_until_next_start())
                drain(wakened)

    def _look_after(self, child):
        if child.alive():
            return
        now = time.monotonic()
        if child.process is not None:
            self._note_death(child, now)
        if now >= child.start_again_at:
            self._launch(child)

    def _note_death(self, child, now):
        if child.every_seconds is not None:
            child.start_again_at = now + child.every_seconds
            child.process = None
            return
        settled = now - child.started_at >= SETTLED_SECONDS
        child.pause_seconds = PAUSE_SECONDS_FIRST if settled else min(child.pause_seconds * 2, PAUSE_SECONDS_MAX)
        child.start_again_at = now if settled else now + child.pause_seconds
        print(f"{child.name} {how_it_ended(child.process.returncode)}, starting it again", flush=True)
        child.process = None

    def _seconds_until_next_start(self):
        waiting = [child.start_again_at for child in self.children if child.process is None]
        return max(0.0, min(waiting) - time.monotonic()) if waiting else None

    def stop(self):
        """Ends all, the last started first, so that nobody loses what they still need."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        for child in reversed(self.children):
            if child.alive():
                child.process.terminate()
                wait_or_kill(child)


def wait_or_kill(child):
    try:
        child.process.wait(STOP_SECONDS_MAX)
    except subprocess.TimeoutExpired:
        print(f"{child.name} did not stop within {STOP_SECONDS_MAX:.0f} s and was killed", flush=True)
        child.process.kill()
        child.process.wait()


def how_it_ended(return_code):
    if return_code < 0:
        return f"was ended by {signal.Signals(-return_code).name}"
    return f"ended with code {return_code}"


@contextlib.contextmanager
def wakened_by_signals():
    """A file that becomes readable when a child dies."""
    readable, writable = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    signal.set_wakeup_fd(writable, warn_on_full_buffer=False)
    try:
        with os.fdopen(readable, "rb", buffering=0) as wakened:
            yield wakened
    finally:
        signal.set_wakeup_fd(-1)
        os.close(writable)


def drain(wakened):
    while wakened.read(4096):
        pass


def raise_stop_asked(number, frame):
    raise StopAsked


def stop_on_signals():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, raise_stop_asked)
