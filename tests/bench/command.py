"""Runs the whole command `provaudit audit`, as a user does, and says what it took."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

from .arithmetic import quantile

PROVAUDIT = Path(sys.executable).with_name("provaudit")
KILOBYTE = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss
_LOOK = 0.05  # seconds between two looks at the memory; chosen


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds on the wall, seconds of processor, peak memory in bytes."""

    seconds: float
    processor: float
    peak: int

    def __str__(self) -> str:
        """Return the cost as a reader sees it."""
        return f"{self.seconds:.1f} s ({self.processor:.1f} s CPU), {self.peak / 1024**3:.2f} GB"


def measured(command: Sequence[str | Path]) -> Cost:
    """Run a command and return what it and its children took; raise RuntimeError with its last words if it fails.

    The peak is that of all its processes together, looked at twenty times a second; pages that two of them map count
    twice. Where there is no /proc it is the largest process's, which counts what started it, too.
    """
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
        ended = Event()
        with ThreadPoolExecutor(1) as beside:
            together = beside.submit(_peak, child.pid, ended)
            said = child.stderr.read() if child.stderr else b""
            _, status, usage = os.wait4(child.pid, 0)
            ended.set()
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(
            f"{command[0]} failed ({child.returncode}): {said.decode(errors='replace')[-2_000:]}"
        )
    peak = together.result() or usage.ru_maxrss * KILOBYTE
    return Cost(seconds, usage.ru_utime + usage.ru_stime, peak)


def _peak(root: int, ended: Event) -> int:
    """Return the most memory that a process and its children held together, in bytes; 0 where there is no /proc."""
    most = 0
    while not ended.wait(_LOOK):
        most = max(most, resident(root))
    return most


def resident(root: int) -> int:
    """Return the bytes that a process and all its children hold now; 0 where the system does not tell."""
    held: dict[int, tuple[int, int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()  # a name may hold blanks and brackets
        except OSError:  # ended meanwhile
            continue
        held[int(path.parent.name)] = int(fields[1]), int(fields[21]) * resource.getpagesize()
    tree, grown = {root}, True
    while grown:
        more = {pid for pid, (parent, _) in held.items() if parent in tree} - tree
        tree, grown = tree | more, bool(more)
    return sum(held[pid][1] for pid in tree if pid in held)


def typical(command: Sequence[str | Path], runs: int) -> Cost:
    """Return the medians of several runs."""
    costs = [measured(command) for _ in range(runs)]
    return Cost(
        quantile(sorted(c.seconds for c in costs), 0.5),
        quantile(sorted(c.processor for c in costs), 0.5),
        int(quantile(sorted(c.peak for c in costs), 0.5)),
    )


def audit_command(sources: Sequence[Path], form: str, out: Path, *options: str | Path) -> list[str | Path]:
    """Return the command that audits the sources into a file or a folder."""
    return [PROVAUDIT, "audit", *sources, "--format", form, "--out", out, "--quiet", *options]


def document(sources: Sequence[Path], out: Path, *options: str | Path) -> dict[str, Any]:
    """Audit the sources; return the audit document, which also stays in the file `out`."""
    measured(audit_command(sources, "json", out, *options))
    read: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return read


def script(path: Path, *arguments: str | Path) -> str:
    """Run a Python script with this interpreter; return what it printed, raise RuntimeError if it fails."""
    done = subprocess.run(
        [sys.executable, path, *arguments], check=False, capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode:
        raise RuntimeError(f"{path.name} failed: {done.stderr[-2_000:]}")
    return done.stdout
