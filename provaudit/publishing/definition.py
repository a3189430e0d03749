"""What a report is: the checked values of one file of `reports/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from provaudit.publishing.zone import UTC
from provaudit.report.conditions import Condition

KEPT = 30
"""Dated folders that stay where a definition says nothing (chosen: a month of days)."""

TO = "published"
"""The folder of reports where a definition says nothing."""


@dataclass(frozen=True)
class Days:
    """Which days are read, last included: those the report is about, and those before that it compares with."""

    first: date | None  # of all that is read; null: whatever there is
    about: date | None  # first of those the report is about; null: all
    last: date | None  # null: whatever there is
    zone: str = UTC  # by whose midnight they are counted

    @property
    def told(self) -> str:
        """Which days the report is about, in words."""
        if self.about is None or self.last is None:
            return "all days"
        days = f"{self.about}" if self.about == self.last else f"{self.about} to {self.last}"
        return days if self.zone == UTC else f"{days} ({self.zone})"


@dataclass(frozen=True)
class Section:
    """One part of a report, and how much of it."""

    name: str
    limit: int | None = None
    sort: str = "concern"
    of: str | None = None  # an article or a story


@dataclass(frozen=True)
class Alarm:
    """A condition that must not hold."""

    stated: str
    holds: Condition
    say: str


@dataclass(frozen=True)
class Definition:
    """A report, ready to run."""

    name: str
    title: str
    summary: str
    digest: str  # SHA-256 of the file
    paths: tuple[str, ...]
    archive: str | None
    columns: Mapping[str, str] | None
    since: timedelta | None  # null: all
    back: timedelta
    zone: str | None  # by whose midnight days are counted; null: not stated, UTC
    undated: bool
    only: tuple[str, ...]  # outlets; empty: all
    rules: tuple[Path, ...]
    outlets: tuple[Path, ...]
    show: tuple[Section, ...]
    formats: tuple[str, ...]
    excerpts: bool
    to: Path
    keep: int
    alarms: tuple[Alarm, ...]
    warnings: tuple[str, ...] = ()  # what looks odd in the file, and spoils nothing

    def days(self, date_: date) -> Days:
        """Return the days that a report of this date reads: it is about those before it, not about its own."""
        if self.since is None:
            return Days(None, None, None, self.zone or UTC)
        about = date_ - self.since
        return Days(about - self.back, about, date_ - timedelta(days=1), self.zone or UTC)
