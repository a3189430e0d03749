"""An archive: articles of past days, what was said of them, and what tomorrow's are compared with."""

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Self

import polars as pl

from provaudit.archive.delta import Log
from provaudit.archive.keys import article_keys, other_ids
from provaudit.archive.locks import shared
from provaudit.archive.tables import HEADS, SUPERSEDED, TABLES, UNDATED


class Archive:
    """The articles of a folder or of an address on object storage (`s3://bucket/news`), at one commit.

    Whatever is scanned belongs to that commit, until `refresh` or a commit of its own takes the archive on.
    """

    def __init__(self, log: Log) -> None:
        """Take a table that is open; `Archive.open` and `Archive.make` are what a caller wants."""
        self.log = log

    @classmethod
    def open(cls, where: str | Path) -> Self:
        """Open an archive. Raise InputError where there is none."""
        return cls(Log.open(str(where)))

    @classmethod
    def make(cls, where: str | Path) -> Self:
        """Open an archive, or make one. Raise InputError where a folder holds other files."""
        return cls(Log.make(str(where)))

    def reading(self) -> AbstractContextManager[None]:
        """Keep others from deleting files while lazy frames of this archive are collected (in a local folder)."""
        return shared(self.log.where)

    def refresh(self) -> None:
        """See what others have stored."""
        self.log.refresh()

    def scan(self, table: str, since: date | None = None, until: date | None = None) -> pl.LazyFrame:
        """Return the rows of a table that count, of some days (both included) and of none.

        `table` is one of `TABLES`, or "articles": texts with their verdicts. Columns out: those of `TABLES`, and
        `day` (Date, null where undated). The order of rows is not stated.
        """
        if table == "articles":
            verdicts = self.scan("verdicts", since, until).drop("day")
            return self.scan("texts", since, until).join(verdicts, on="id", how="left")
        rows = self._days(table, since, until)
        if table in HEADS:
            heads = _latest(self._days(HEADS[table], since, until)).select("of", "turn")
            rows = rows.join(heads, on=["of", "turn"], how="semi")
        elif table in SUPERSEDED:
            rows = self._referred(table, _latest(rows))
        return rows.select(*_as_told(TABLES[table]), pl.col("day").str.to_date("%Y-%m-%d", strict=False))

    def named(self, articles: pl.DataFrame) -> pl.DataFrame:
        """Say how the archive names articles, and which it has. Columns in: id, url, text; one row an article.

        Columns out, in the same order: id, key, known. An id that another text has is told apart by its digest.
        """
        asked = articles.select("id", article_keys(articles))
        have = self._days("texts").select("id", "key")
        same = have.join(asked.lazy().select("key"), on="key", how="semi").collect().unique("key")
        taken = have.join(asked.lazy().select("id"), on="id", how="semi").collect()
        joined = asked.join(same.rename({"id": "given"}), on="key", how="left", maintain_order="left")
        doubled = pl.col("id").is_in(taken["id"].implode()) | ~pl.col("id").is_first_distinct()
        other = pl.when(doubled).then(other_ids(pl.col("id"), pl.col("key"))).otherwise("id")
        return joined.select(
            pl.coalesce("given", other).alias("id"), "key", pl.col("given").is_not_null().alias("known")
        )

    def _days(self, table: str, since: date | None = None, until: date | None = None) -> pl.LazyFrame:
        """Return all rows of a table, of some days and of none, as they lie on disk."""
        day, wanted = pl.col("day"), pl.col("table") == table
        if since is not None:
            wanted &= (day == UNDATED) | (day >= since.isoformat())
        if until is not None:
            wanted &= (day == UNDATED) | (day <= until.isoformat())
        return self.log.rows.filter(wanted)

    def _referred(self, table: str, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Keep the unseen sources and stories that something still refers to."""
        if table == "unseen":
            return rows.join(self.scan("edges"), left_on="id", right_on="parent", how="semi")
        if table == "stories":
            return rows.join(self.scan("verdicts"), left_on="id", right_on="story", how="semi")
        return rows


def _latest(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.filter(pl.col("turn") == pl.col("turn").max().over("of"))


def _as_told(schema: pl.Schema) -> list[pl.Expr]:
    """Return a table's columns with the types of an audit."""
    return [_typed(name, dtype) for name, dtype in schema.items()]


def _typed(name: str, dtype: pl.DataType) -> pl.Expr:
    if isinstance(dtype, pl.Datetime):
        return pl.col(name).dt.replace_time_zone(None)
    return pl.col(name).cast(dtype)
