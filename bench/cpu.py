"""CPU time by the kernel's own account, which holds on a busy machine."""

import contextlib
from pathlib import Path


def run_microseconds(pid):
    """CPU time of a process's living threads."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(FileNotFoundError):
            total += int((task / "schedstat").read_text().split()[0])
    return total / 1000
