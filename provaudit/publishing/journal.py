"""The log of a report: a line a step, in a file beside the dated folders and wherever else the caller wants it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from provaudit.errors import ProvauditError
from provaudit.report.plain import plain

Say = Callable[[str], None]
"""Told each line of the log."""

NAME = "log.txt"
"""The file of the log, in the folder of the report."""


class Journal:
    """Writes one line a step. Times stand here and nowhere in a report."""

    def __init__(self, path: Path, report: str, on: object, say: Say) -> None:
        """Begin; lines are added to what stands in the file."""
        self._path, self._head, self._say = path, f"{report} {on}", say

    def __call__(self, step: str, told: str) -> None:
        """Write a step and what is told of it: one write, so that no two runs mix within a line."""
        line = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {self._head} {step}: {plain(told)}"
        with self._path.open("a", encoding="utf-8") as log:
            log.write(f"{line}\n")
        self._say(line)

    @contextmanager
    def failures(self) -> Iterator[None]:
        """Write why a run stopped, and let the error go on: who reads the log in the morning has nothing else."""
        try:
            yield
        except (ProvauditError, OSError) as fault:
            with suppress(OSError):  # no room for the report, perhaps, nor for a line
                self("stopped", " ".join(str(fault).split()))
            raise
