"""What a calm day does to the programs' memory and open files, and what sanitizers that were built in say of them."""

import os
import re
import statistics
import threading
from pathlib import Path

SAMPLE_SECONDS = 5
GROWTH_MAX = 0.05  # from the day's second fifth, when all has been asked for once, to its last
GROWTH_KIB_MAX = 1024  # that much is an allocator's mood
DESCRIPTORS_MORE_MAX = 5  # a mailer's connections, four and one for links, come and go
GOOD_ENDS = ("portalctl 0", "portalctl 75")  # done; another takes a file in just now
SANITIZERS_WORDS = re.compile(r"(Address|Leak|UndefinedBehavior|Thread)Sanitizer|: runtime error: ")


class Watch(threading.Thread):
    """In a Breaker's place: breaks nothing, and notes how large each program of ours is."""

    def __init__(self, portal, mailer, over):
        super().__init__(daemon=True, name="watch")
        self.portal, self.mailer, self.over = portal, mailer, over
        self.sizes, self.descriptors = {}, {}  # by process, as it is told of: all that were seen, sizes in KiB
        self.done, self.failure = [], None

    def processes(self):
        found = {pid: f"worker of {pool}, {pid}" for pool in ("web", "auth") for pid in self.portal.workers(pool)}
        mailers = (*self.portal.pids("portal-mailer"), self.mailer.process.pid)
        return found | {pid: f"mailer, {pid}" for pid in mailers}

    def run(self):
        try:
            while not self.over.wait(SAMPLE_SECONDS):
                for pid, name in self.processes().items():
                    self.sizes.setdefault(name, []).append(resident_kib(pid))
                    self.descriptors.setdefault(name, []).append(len(os.listdir(f"/proc/{pid}/fd")))
        except Exception as failure:  # noqa: BLE001: told by who waits for this thread
            self.failure = failure

    @staticmethod
    def doubling():
        return []

    def growths(self):
        """By process: its size early and late, in KiB."""
        return {name: early_and_late(sizes) for name, sizes in self.sizes.items()}

    def faults(self, logs, counts):
        """In words; the programs have ended by now, and told what they leaked. `counts` are the ledger's."""
        yield from (f"{name}: {count} times" for name, count in sorted(counts.items())
                    if name.startswith("portalctl ") and name not in GOOD_ENDS)
        for file, text in logs:
            for line in text.splitlines():
                if SANITIZERS_WORDS.search(line):
                    yield f"{file}: {line}"
        longest = max(map(len, self.sizes.values()), default=0)
        for name, (early, late) in self.growths().items():
            if len(self.sizes[name]) < longest:
                yield f"{name}, was not there all day: it died, or was started late"
            if late > early * (1 + GROWTH_MAX) + GROWTH_KIB_MAX:
                yield f"{name}, grew from {early:.0f} to {late:.0f} KiB"
        for name, numbers in self.descriptors.items():
            early, late = early_and_late(numbers)
            if late > early + DESCRIPTORS_MORE_MAX:
                yield f"{name}, has {late:.0f} files open, and had {early:.0f}"


def early_and_late(figures):
    """Their medians in the second and in the last fifth."""
    fifth = max(len(figures) // 5, 1)
    return statistics.median(figures[fifth:2 * fifth] or figures), statistics.median(figures[-fifth:])


def resident_kib(pid):
    (size,) = re.findall(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(size)
