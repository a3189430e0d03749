"""What one commit adds: rows of several tables, made to lie in the one table on disk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4

import polars as pl

from provaudit.archive.keys import digests
from provaudit.archive.pieces import Piece
from provaudit.archive.tables import OWNERS, TABLES, UNDATED, layout
from provaudit.errors import FrameError
from provaudit.resources import installed_version

Batch = Mapping[str, pl.DataFrame]
"""Rows by table, each with `day` (Date, null where undated): any of `TABLES`, and "articles": texts and verdicts.

`key` and `run` of articles, `known_as` of verdicts, `rulebook`, `engine` and `outlets` of prints are filled in, and
`window` may be left out where nothing was traced. Where the text of an article is null, its verdict alone is told
again.
"""

_LAID = layout()


@dataclass(frozen=True)
class Run:
    """One command that stores: what it was, the rules and files on outlets in force. It may make several commits."""

    command: str
    rulebook: str
    version: str
    digest: str
    outlets: str | None = None  # a digest of the user's files on outlets
    name: str = field(default_factory=lambda: uuid4().hex)


@dataclass(frozen=True)
class Stored:
    """What a commit did: how many articles are new in the archive, and of how many something was told."""

    articles: int
    told: int


def as_tables(batch: Batch, fresh: pl.DataFrame, run: Run) -> dict[str, pl.DataFrame]:
    """Return the rows of each table of `TABLES`: articles apart into texts and verdicts, and the run's own row.

    `fresh`, with columns id and key, says which articles' texts are new. Raise FrameError where a table lacks a column,
    or has one of another type.
    """
    tables = {name: table for name, table in batch.items() if name != "articles"}
    articles = batch.get("articles")
    if articles is not None:
        new = articles.drop("key", strict=False).join(
            fresh.select("id", "key"), on="id", maintain_order="left"
        )
        tables["texts"] = new.with_columns(run=pl.lit(run.name))
        tables["verdicts"] = articles.with_columns(known_as="outlet")
    if "prints" in tables:
        by = {"rulebook": pl.lit(run.digest), "engine": pl.lit(installed_version())}
        by["outlets"] = pl.lit(run.outlets, pl.String)
        if "window" not in tables["prints"].columns:  # nothing was traced
            by["window"] = pl.lit(None, pl.UInt32)
        tables["prints"] = tables["prints"].with_columns(**by)
    told = 0 if articles is None else articles.height
    tables["runs"] = _run_row(run, fresh.height, told)
    return {name: _checked(name, table) for name, table in tables.items()}


def laid(tables: Mapping[str, pl.DataFrame], turn: int) -> Iterator[Piece]:
    """Yield rows as they lie on disk: a piece for each table and day."""
    for name, table in tables.items():
        rows = table.select(
            *(_column(column, dtype) for column, dtype in table.schema.items() if column != "day"),
            _owner(name, table),
            pl.lit(turn, pl.Int64).alias("turn"),
            pl.col("day").cast(pl.String).fill_null(UNDATED),
        )
        for (day,), some in rows.group_by("day", maintain_order=True):
            yield Piece(name, str(day), some.drop("day"))


def _column(name: str, dtype: pl.DataType) -> pl.Expr:
    if isinstance(dtype, pl.Datetime):
        return pl.col(name).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    return pl.col(name).cast(_LAID[name])


def _checked(name: str, table: pl.DataFrame) -> pl.DataFrame:
    """Return a table's own columns and its day."""
    if name not in TABLES:
        raise FrameError(f"archive: there is no table {name!r}; there are {', '.join(TABLES)}")
    wanted = [*TABLES[name], "day"]
    missing = [column for column in wanted if column not in table.columns]
    if missing:
        raise FrameError(f"archive, {name}: columns {missing} are missing; there are {table.columns}")
    wrong = [
        f"{column}: {table.schema[column]}, not {dtype}"
        for column, dtype in TABLES[name].items()
        if table.schema[column] not in (dtype, pl.Null)
    ]
    if wrong:
        raise FrameError(f"archive, {name}: " + "; ".join(wrong))
    return table.select(wanted)


def _owner(name: str, table: pl.DataFrame) -> pl.Series:
    """Return whose each row is, as a digest: what is forgotten is looked for by it, and the log names no article."""
    column = OWNERS.get(name, "id")
    if column not in table.columns:
        return pl.repeat(None, table.height, dtype=pl.String, eager=True).alias("of")
    return digests(table[column]).alias("of")


def _run_row(run: Run, articles: int, told: int) -> pl.DataFrame:
    now = datetime.now(UTC).replace(tzinfo=None)
    row = {
        "run": run.name,
        "command": run.command,
        "rulebook": run.rulebook,
        "version": run.version,
        "digest": run.digest,
        "engine": installed_version(),
        "at": now,
        "articles": articles,
        "told": told,
        "day": now.date(),
    }
    return pl.DataFrame([row], schema={**TABLES["runs"], "day": pl.Date()})
