"""Articles stored in an archive without a trace: read, named, examined, and kept as possible sources of others."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from provaudit import pipeline
from provaudit.archive import Archive, Batch, ForgottenError, Run, TakenError
from provaudit.engine import done
from provaudit.examine import cite
from provaudit.keeping import examined, shorten
from provaudit.store import Store
from provaudit.windowed.arriving import arrive

_TOGETHER = (
    3  # parts of a pile that are one commit: some 30,000 articles, each commit some files a day; chosen
)
_TRIES = 5  # times that other writers may take the ids of a batch before it is given up; chosen


@dataclass(frozen=True)
class Added:
    """What `add` did: articles that are new in the archive, those that it had; what could not be read (PROBLEMS)."""

    articles: int
    known: int
    problems: pl.DataFrame


def add(
    archive: Archive,
    source: pipeline.Source,
    *,
    progress: pipeline.Progress | None = None,
    workers: int = 1,
    **given: Any,
) -> Added:
    """Read and examine articles, and store those that an archive has not; each commit is whole or not there.

    `given` are the settings of `pipeline.read`. What was stored stays where a later part fails; the same command goes
    on where it ended. Raise StorageError where there is no room.
    """
    tell = progress or (lambda _step, _part: None)
    with pipeline.read(source, progress=progress, workers=workers, **given) as pile:
        arrived = arrive(pile.store, archive, only_new=True)
        stored = 0
        if arrived.articles:
            tell("zones and rules", pipeline.STEPS["zones and rules"])
            run = pile.crew.engine(min(workers, pile.store.parts))
            pipeline.examine_all(pile, run)
            shorten(pile.store, run)
            done(run(cite, range(pile.store.parts)))
            pile.crew.dismiss()
            tell("storing", pipeline.STEPS["lineage"])
            told = Run(
                "archive add", pile.info.name, pile.info.version, pile.info.digest, pile.outlets.digest
            )
            stored = sum(_stored(archive, batch, told) for batch in _batches(pile.store))
        faults = pl.DataFrame(pile.faults, schema=arrived.problems.schema, orient="row")
        problems = pl.concat([pile.problems, arrived.problems, faults])
        return Added(stored, arrived.known + arrived.articles - stored, problems)


def _batches(store: Store) -> Iterator[Batch]:
    """Yield what was found in some parts at a time, by table."""
    for first in range(0, store.parts, _TOGETHER):
        parts = [examined(store, part) for part in range(first, min(first + _TOGETHER, store.parts))]
        yield {table: pl.concat([part[table] for part in parts]) for table in parts[0]}


def _stored(archive: Archive, batch: Batch, run: Run) -> int:
    """Store a batch, and return how many articles of it are new; ids that others took meanwhile are given anew.

    What was forgotten meanwhile is left out.
    """
    for _ in range(_TRIES):
        try:
            return archive.store(batch, run).articles
        except (TakenError, ForgottenError):
            archive.refresh()
            batch = _named_anew(archive, batch)
    return archive.store(batch, run).articles


def _named_anew(archive: Archive, batch: Batch) -> Batch:
    """Return the articles that the archive still has not, by ids that it has not, either."""
    articles = batch["articles"]
    named = archive.named(articles)
    names = named.select(id=articles["id"], new="id").filter(~named["known"] & ~named["forgotten"])
    return {
        table: rows.join(names, on="id", maintain_order="left").with_columns(id="new").drop("new")
        for table, rows in batch.items()
    }
