"""The window of an archive: whose articles may be the sources or the copies of new ones, and how they are read."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from provaudit.lineage import COUNTERS, spread
from provaudit.text.tokens import Int

_BATCH = 20_000  # articles whose fingerprints are in memory at a time: 25 MB a column; chosen
_STANDING = ("id", "house", "nameless", "owns_agency", "is_wire", "words", "credited")


class Archived(Protocol):
    """What is asked of an archive; `archive.Archive` is one."""

    def scan(self, table: str, since: date | None = None, until: date | None = None) -> pl.LazyFrame:
        """Return the rows of a table, of some days and of none."""

    def named(self, articles: pl.DataFrame) -> pl.DataFrame:
        """Say of ARTICLES, row by row: id (the archive's), again (it stands above), forgotten (it must not come in)."""

    def reading(self) -> AbstractContextManager[None]:
        """Keep what is scanned from being deleted."""


@dataclass(frozen=True, eq=False)
class Shelf:
    """The articles of some days, without those that are read anew; their numbers count on from `first`."""

    archive: Archived
    since: date | None
    until: date | None
    anew: pl.Series
    """The ids of those that are read anew."""
    first: int

    def scan(self, table: str) -> pl.LazyFrame:
        """Return the rows of a table, of these days and of none."""
        return self.archive.scan(table, self.since, self.until)

    @cached_property
    def standing(self) -> pl.DataFrame:
        """How each article stands, as `lineage.standing` has it, by its number, `article`."""
        times = self.scan("texts").select("id", time="published_at")
        anew = pl.LazyFrame({"id": self.anew})
        rows = self.scan("verdicts").select(_STANDING).join(times, on="id").join(anew, on="id", how="anti")
        return rows.sort("id").with_row_index("article", self.first).collect()

    def column(self, name: str, but: Int | None = None) -> Iterator[tuple[Int, pl.Series]]:
        """Yield numbers, and a column of their fingerprints, some articles at a time; `but` are left out."""
        numbers = self.standing.select("id", "article")
        if but is not None:
            numbers = numbers.filter(~pl.col("article").is_in(pl.Series(but.astype(np.uint32)).implode()))
        for batch in self.scan("prints").select("id", name).collect_batches(chunk_size=_BATCH):
            mine = batch.join(numbers, on="id")
            yield mine["article"].to_numpy().astype(np.int64), mine[name]

    def ids(self, numbers: Int) -> pl.DataFrame:
        """Return id and number, `article`, of some articles."""
        return self.standing.select("id", "article")[numbers - self.first]

    def carried(self) -> NDArray[np.float32]:
        """Count the articles that have a stem of each counter, as `lineage.rarity` does."""
        counts = np.zeros(1 << COUNTERS, np.float32)
        for _, rows in self.column("stems"):
            counts += np.bincount(spread(rows)[0], minlength=len(counts)).astype(np.float32)
        return counts


def window(archive: Archived, articles: pl.DataFrame, days: int) -> Shelf:
    """Return the days around articles in which their sources and copies may have been published.

    Columns in: METADATA. Where none has a date, they count as of the archive's last day.
    """
    times = articles["published_at"].dt.date()
    dated = archive.scan("texts").select(pl.col("day").max()) if times.is_null().all() else None
    last = dated.collect().item() if dated is not None else None
    low, high = (last, last) if dated is not None else (times.min(), times.max())
    reach = timedelta(days)
    since, until = (
        (low - reach, high + reach) if isinstance(low, date) and isinstance(high, date) else (None, None)
    )
    return Shelf(archive, since, until, articles["id"], articles.height)
