"""What is to run when, before anybody's syntax."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from provaudit.errors import InputError
from provaudit.publishing.zone import UTC

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_UNNAMED = re.compile(r"[^A-Za-z0-9_.-]+")


@dataclass(frozen=True)
class Plan:
    """A report, and when it is made."""

    name: str  # of the report
    program: tuple[str, ...]  # what starts provaudit
    arguments: tuple[str, ...]  # from `report` on
    folder: Path  # where it runs; absolute
    published: str  # the folder of reports
    hour: int
    minute: int
    weekday: str | None  # null: every day
    archive: str | None = None  # that it reads and stores in
    zone: str = UTC  # by whose midnight the report counts days
    here: str | None = None  # the zone of the machine's clock; null: it has no name here
    inputs: tuple[str, ...] = ()  # paths and addresses that it reads, also those of rules and outlets

    def __post_init__(self) -> None:
        """Raise InputError for what no schedule can carry: a line break, and what is no UTF-8."""
        for word in (*self.program, *self.arguments, str(self.folder)):
            if set(word) & set("\n\r\0"):
                raise InputError(f"{word!r} has a line break in it, which no schedule can carry; rename it")
            if word.encode("utf-8", "replace").decode() != word:
                raise InputError(f"{word!a} is no UTF-8, as a schedule has to be; rename it")

    @property
    def slug(self) -> str:
        """What files of this schedule are called."""
        return f"provaudit-{_UNNAMED.sub('-', self.name).strip('-.') or 'report'}"


@dataclass(frozen=True)
class Written:
    """The files of a schedule, and how to switch it on."""

    files: Mapping[Path, str]  # by their place
    then: str


def at(stated: str) -> tuple[int, int]:
    """Return hour and minute of `06:30`; raise InputError for anything else."""
    found = _TIME.fullmatch(stated.strip())
    if not found:
        raise InputError(f"--at: cannot read {stated!r}; expected a time such as 06:30")
    return int(found[1]), int(found[2])
