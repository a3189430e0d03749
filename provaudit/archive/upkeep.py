"""Keeping an archive slim: what was superseded goes, small files are merged, what belongs to nothing is deleted."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from provaudit.archive.archive import Archive
from provaudit.archive.locks import alone
from provaudit.archive.places import is_local
from provaudit.archive.tables import HEADS

_NAMED = 20_000  # articles that one condition names: under a megabyte of digests; chosen


@dataclass(frozen=True)
class Compacted:
    """What `compact` did: rows deleted, files merged, files deleted; None where files in use had to stay."""

    rows: int
    merged: int
    swept: int | None


def compact(archive: Archive) -> Compacted:
    """Delete what was superseded, merge small files, delete files that belong to no row.

    Raise StorageError where there is no room: merged files stand beside the old ones for a while.
    """
    rows = 0
    with archive.reading():
        dead = superseded(archive)
    for some in dead.iter_slices(_NAMED):
        archive.agreed(lambda some=some: archive.log.delete(" OR ".join(_conditions(some))) or None)  # type: ignore[misc]
        rows += int(some["rows"].sum())
    merged = archive.agreed(archive.log.merge_files)
    return Compacted(rows, merged, sweep(archive, wait=False))


def sweep(archive: Archive, *, wait: bool) -> int | None:
    """Delete files that belong to no row, and return how many; None where others read or write, unless told to wait.

    On object storage, where nobody can be asked to wait, files that never belonged to one are left for a day.
    """
    if not is_local(archive.log.where):
        return archive.log.sweep()
    with alone(archive.log.where, wait=wait) as free:
        return archive.log.sweep() if free else None


def superseded(archive: Archive) -> pl.DataFrame:
    """Say which rows count no more. Columns out, one row an owner and table: table, of, before (a turn), rows."""
    kinds = [*HEADS, *sorted(set(HEADS.values())), "unseen", "stories"]
    counted = (
        archive.log.rows.filter(pl.col("table").is_in(kinds))
        .group_by("table", "of", "turn")
        .agg(rows=pl.len())
        .with_columns(head=pl.col("table").replace(HEADS))
    )
    latest = (
        counted.filter(pl.col("table") == pl.col("head"))
        .group_by("head", "of")
        .agg(before=pl.col("turn").max())
    )
    dead = counted.join(latest, on=["head", "of"]).filter(pl.col("turn") < pl.col("before"))
    told = dead.group_by("table", "of", "before").agg(pl.col("rows").sum())
    return told.sort("table", "before", "of").collect()


def _conditions(dead: pl.DataFrame) -> Iterator[str]:
    """Yield a condition of SQL for each table and turn."""
    for (table, before), some in dead.group_by("table", "before", maintain_order=True):
        yield f"(\"table\" = '{table}' AND turn < {before} AND {named(some['of'])})"


def by_owner(owners: pl.Series) -> Iterator[str]:
    """Yield conditions of SQL that together hold for all rows of some owners, who are named by digest."""
    for first in range(0, len(owners), _NAMED):
        yield named(owners[first : first + _NAMED])


def named(owners: pl.Series) -> str:
    """Return the condition of SQL that a row belongs to one of some owners, who are named by digest."""
    if owners.is_empty():
        return "false"
    listed = ", ".join(f"'{owner}'" for owner in owners)
    return f'"of" IN ({listed})'
