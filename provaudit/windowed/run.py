"""One audit within the window of an archive, from reading to what the archive is to store."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import polars as pl

from provaudit import pipeline
from provaudit.archive import Run
from provaudit.archive.tables import WINDOW
from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.keeping import examined
from provaudit.resources import installed_version
from provaudit.windowed.narrowed import Narrowed
from provaudit.windowed.retold import Tables, batch
from provaudit.windowed.shelf import Archived
from provaudit.windowed.window import Window

DAYS = WINDOW
"""Days before and behind an article in which its sources and its copies are looked for, where nobody asks for more."""

_SEEN = pl.col("window").fill_null(WINDOW)


@dataclass(frozen=True)
class Windowed:
    """A finished audit within a window; it holds while its context lasts."""

    told: Narrowed
    window: Window
    parts: int
    """How many parts of the store are new articles."""

    @cached_property
    def audit(self) -> Audit:
        """The audit as one value; what stands in the archive is named in `Audit.archived`."""
        return self.told.audit()

    def by(self, command: str) -> Run:
        """Return what the archive is to note of a command: its rules, and the files on outlets."""
        book = self.told.rulebook
        return Run(command, book.name, book.version, book.digest, self.told.outlets_by)

    def batch(self, *, anew: bool = False) -> Tables:
        """Return what the archive is to store, by table, each row with its `day`; no tables where that is nothing.

        What it has of articles that it knows stays, but for what new ones change; `anew`: it is told again.
        """
        fresh = self.told.fresh if anew else self.fresh
        new = [examined(self.told.store, part) for part in range(self.parts)] if fresh else []
        return batch(replace(self.told, fresh=fresh), self.window.shelf, new, self.window.days)

    @cached_property
    def fresh(self) -> frozenset[str]:
        """The ids of the articles that the archive has not, or not examined by these rules and traced so widely."""
        by, shelf = self.by(""), self.window.shelf
        same = (pl.col("rulebook") == by.digest) & (pl.col("engine") == installed_version())
        same &= pl.col("outlets").eq_missing(pl.lit(by.outlets)) & _SEEN.ge(self.window.days)
        examined_so = shelf.scan("prints").filter(same)
        traced = shelf.scan("verdicts").filter(pl.col("role").is_not_null()).select("id")
        settled = examined_so.select("id").join(traced, on="id", how="semi").collect()
        return self.told.fresh - set(settled["id"])

    @cached_property
    def wider(self) -> int:
        """Of how many articles the archive keeps what a wider window than this one showed."""
        kept = (
            self.window.shelf.scan("prints").filter(_SEEN.gt(self.window.days)).select("id").collect()["id"]
        )
        return len((self.told.fresh - self.fresh).intersection(kept))


@contextmanager
def audited(
    source: pipeline.Source, archive: Archived, *, days: int = DAYS, **given: Any
) -> Iterator[Windowed]:
    """Audit articles as `pipeline.audited` does, within so many days of an archive, which stays as it is.

    `given` are the settings of `pipeline.audited`. Raise InputError for a window of no days.
    """
    if days < 1:
        raise InputError(f"window={days}: a window has at least one day")
    window = Window(archive, days)
    with archive.reading(), pipeline.audited(source, **given, within=window) as told:
        fresh = frozenset(window.shelf.anew)
        narrowed = Narrowed(
            told.store, told.unread, told.faults, told.rulebook, told.outlets, told.outlets_by, fresh
        )
        yield Windowed(narrowed, window, window.parts)
