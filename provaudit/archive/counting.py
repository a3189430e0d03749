"""What an archive holds, in numbers."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from provaudit.archive.archive import Archive
from provaudit.archive.tables import WINDOW
from provaudit.archive.upkeep import superseded

_RECENT = 5  # runs that are told of; chosen


@dataclass(frozen=True)
class Holdings:
    """What an archive holds.

    `days` has one row a day: day (Date, null where undated), articles. `examined`: rulebook (a digest), engine,
    articles. `runs`, the latest first: command, at, articles, told, rulebook, version, digest, engine.
    """

    where: str
    days: pl.DataFrame
    outlets: int
    untraced: int
    examined: pl.DataFrame
    runs: pl.DataFrame
    bytes: int
    files: int
    superseded: int
    strays: int
    stray_texts: int  # files of texts that no commit ever named

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return int(self.days["articles"].sum())

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day of publication; None where no article has one."""
        known = self.days["day"].drop_nulls().sort()
        return (known[0], known[-1]) if len(known) else None


def holdings(archive: Archive) -> Holdings:
    """Count what an archive holds."""
    texts, files, strays = archive.scan("texts"), archive.log.files(), archive.log.strays()
    untraced = archive.scan("verdicts").filter(pl.col("role").is_null())
    runs = archive.scan("runs").group_by("run", "command", "rulebook", "version", "digest", "engine")
    return Holdings(
        where=archive.log.where,
        days=texts.group_by("day").agg(articles=pl.len()).sort("day", nulls_last=True).collect(),
        outlets=_number(texts.select(pl.col("outlet").drop_nulls().n_unique())),
        untraced=_number(untraced.select(pl.len())),
        examined=_examined(archive),
        runs=runs.agg(pl.col("at").max(), pl.col("articles", "told").sum())
        .sort("at", "run", descending=True)
        .head(_RECENT)
        .collect(),
        bytes=int(files["bytes"].sum()),
        files=files.height,
        superseded=int(superseded(archive)["rows"].sum()),
        strays=len(strays),
        stray_texts=sum(name.startswith("table=texts/") for name in archive.log.orphans()) if strays else 0,
    )


def outdated(
    archive: Archive, rulebook: str, engine: str, outlets: str | None = None, window: int | None = None
) -> pl.DataFrame:
    """Say of which days some articles were examined by other rules or another provaudit, or are not traced.

    Where a digest of the user's files on outlets is given, also those that were examined by other files, or by none;
    where a window is given, those that were traced within fewer days.

    Columns out: day (Date, null where undated), articles (all of the day), outdated, untraced, joined (examined with
    files on outlets); one row such a day, in their order.
    """
    current = (pl.col("rulebook") == rulebook) & (pl.col("engine") == engine)
    if outlets is not None:
        current &= pl.col("outlets").eq_missing(outlets)
    if window is not None:
        current &= pl.col("window").fill_null(WINDOW) >= window
    joined = pl.col("outlets").is_not_null()
    prints = archive.scan("prints").select("id", "day", old=~current, joined=joined)
    verdicts = archive.scan("verdicts").select("id", untraced=pl.col("role").is_null())
    both = prints.join(verdicts, on="id", how="left").group_by("day")
    sums = {"outdated": "old", "untraced": "untraced", "joined": "joined"}
    counted = both.agg(articles=pl.len(), **{name: pl.col(of).sum() for name, of in sums.items()})
    return (
        counted.filter((pl.col("outdated") > 0) | (pl.col("untraced") > 0))
        .sort("day", nulls_last=True)
        .collect()
    )


def _examined(archive: Archive) -> pl.DataFrame:
    counted = archive.scan("prints").group_by("rulebook", "engine").agg(articles=pl.len())
    return counted.sort("articles", "rulebook", descending=True).collect()


def _number(one: pl.LazyFrame) -> int:
    return int(one.collect().item())
