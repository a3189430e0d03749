"""Old days brought up to date: examined by the rules that are in force, and traced within their window again."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from provaudit.archive import Archive
from provaudit.frames import ARTICLES
from provaudit.windowed.run import DAYS, audited

_AT_ONCE = 20_000  # articles of a day that are audited at a time; chosen


class Again(NamedTuple):
    """A day that was audited again: None where undated; how many articles, and of how many something was told."""

    day: date | None
    articles: int
    told: int


def reaudit(archive: Archive, days: pl.Series, *, window: int | None = None, **given: Any) -> Iterator[Again]:
    """Audit all articles of some days again, a day after the other, and store what is told of them now.

    `days` (Date, null: undated) come in their order, so that each day finds those before it up to date. `given` are the
    settings of `pipeline.audited`; with files on outlets, these begin from what the inputs stated, without any the
    outlets keep the names that they have. Without a window, each day has the one within which it was traced, `DAYS` at
    least. Each day is stored when it is done: what is stopped goes on with the next.
    """
    for day in days.to_list():
        same = pl.col("day").is_null() if day is None else pl.col("day") == day
        articles = archive.scan("articles", day, day).filter(same)
        if given.get("outlets"):
            articles = articles.with_columns(outlet=pl.coalesce("stated_outlet", "outlet"))
        count = int(articles.select(pl.len()).collect().item())
        within, told = window or _window(articles, archive, day), 0
        for first in range(0, count, _AT_ONCE):
            some = (
                articles.sort("id")
                .slice(first, _AT_ONCE)
                .select(name for name in ARTICLES if name != "article")
            )
            with audited(some.collect(), archive, days=within, **given) as found:
                told += archive.store(found.batch(anew=True), found.by("archive reaudit")).told
        yield Again(day, count, told)


def _window(articles: pl.LazyFrame, archive: Archive, day: date | None) -> int:
    """Return the widest window within which some articles of a day were traced, `DAYS` at least."""
    prints = archive.scan("prints", day, day).join(articles.select("id"), on="id", how="semi")
    return max(prints.select(pl.col("window").max()).collect().item() or DAYS, DAYS)
