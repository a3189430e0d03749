"""An archive: articles of past days, what was said of them, and what tomorrow's are compared with."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Self, TypeVar

import polars as pl

from provaudit.archive import damage
from provaudit.archive.batch import Batch, Run, Stored, as_tables, laid
from provaudit.archive.damage import DamagedError
from provaudit.archive.delta import Log
from provaudit.archive.gone import forgotten, refuse_forgotten
from provaudit.archive.keys import article_keys, former, gone_by, gone_by_number, other_ids
from provaudit.archive.library import UnreadableError
from provaudit.archive.locks import alone, my_turn, shared
from provaudit.archive.places import at, there, unmake
from provaudit.archive.stories import completed
from provaudit.archive.tables import HEADS, REFERRED, SUPERSEDED, TABLES, UNDATED, read_for
from provaudit.errors import StorageError

_A_FILE = ".parquet"  # ends the path of each, of which polars says no more than the end
_PANIC = "PanicException"  # each library of Rust has a class of its own of that name, which is no Exception
_TRIES = 30  # times that a commit is made again because another writer was first; chosen
_BREATH = 0.2  # seconds between two tries, at most, times the number of the try; chosen


Done = TypeVar("Done")


class TakenError(StorageError):
    """Another writer has stored other articles under ids of this batch since they were named; nothing was stored."""


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
        return cls(Log.open(at(str(where))))

    @classmethod
    def make(cls, where: str | Path) -> Self:
        """Open an archive, or make one. Raise InputError where a folder holds other files."""
        return cls(Log.make(at(str(where))))

    @classmethod
    @contextmanager
    def filling(cls, where: str | Path) -> Iterator[Self]:
        """Open an archive to fill it, or make one, which goes again where that fails before anything is in it.

        Nobody deletes files of it meanwhile: `compact` leaves them for the next time, `forget` waits. Raise as `make`
        does, and DamagedError where files are gone or damaged.
        """
        where = at(str(where))
        new, bare = not there(where), not Path(where).exists()
        archive = cls.make(where)
        try:
            with shared(archive.log.where), archive.whole():
                yield archive
        except BaseException:
            if new:
                archive.refresh()
                with alone(archive.log.where, wait=False) as free:
                    if free and not archive.log.turn:
                        unmake(archive.log.where, folder_too=bare)
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Keep others from deleting files while lazy frames of this archive are collected (in a local folder).

        Raise DamagedError where one of its files is not there or cannot be read.
        """
        with self.naming_damage(), shared(self.log.where):
            yield

    @contextmanager
    def naming_damage(self) -> Iterator[None]:
        """Name the file that is gone or damaged where readers fail over it: raise DamagedError.

        The one place that knows how they fail; what has another reason stays what it is.
        """
        try:
            yield
        except BaseException as fault:
            harm = self.harm(fault)
            if harm is None:
                raise
            if damage.is_outdated(self.log):
                raise damage.TidiedError(self.log.where) from fault
            raise DamagedError(self.log.where, harm) from fault

    def harm(self, fault: BaseException | None) -> str | None:
        """Return which file is damaged where a fault may come of that, None where none is or it has other reasons."""
        if type(fault).__name__ == _PANIC:
            return damage.first(self.log) or f"a reader gave up: {fault}"
        reads = isinstance(fault, UnreadableError | pl.exceptions.PolarsError)
        if not reads and not (isinstance(fault, OSError) and _A_FILE in str(fault)):
            return None
        return damage.first(self.log)

    @contextmanager
    def whole(self, *, footers: bool = False) -> Iterator[None]:
        """Refuse an archive that is damaged, and name what turns out to be, until this ends. See `damage.broken`."""
        with self.naming_damage():
            self.refuse_damage(footers=footers)
            yield

    def refuse_damage(self, *, footers: bool = False) -> None:
        """Raise DamagedError where files are gone or have another size: what the rest says would be wrong.

        Sizes and ends are looked at in a local folder only; what a file holds, `archive verify` proves.
        """
        with self.reading():
            self.refresh()
            if broken := damage.broken(self.log, footers=footers):
                more = f" and {len(broken) - 1:,} more files" if broken[1:] else ""
                raise DamagedError(self.log.where, broken[0], f"{more}. Nothing was read or stored")

    def refresh(self) -> None:
        """See what others have stored."""
        self.log.refresh()

    def scan(self, table: str, since: date | None = None, until: date | None = None) -> pl.LazyFrame:
        """Return the rows of a table that count, of some days (both included) and of none.

        `table` is one of `TABLES`, or "articles": texts with their verdicts, outlets by their latest names. Columns
        out: those of `TABLES`, and `day` (Date, null where undated). The order of rows is not stated.
        """
        if table == "articles":
            verdicts = self.scan("verdicts", since, until).drop("day")
            both = self.scan("texts", since, until).join(verdicts, on="id", how="left")
            return both.with_columns(outlet=pl.coalesce("known_as", "outlet")).drop("known_as")
        rows = self.days(table, since, until)
        if table in HEADS:
            heads = _latest(self.days(HEADS[table], since, until)).select("of", "turn")
            rows = rows.join(heads, on=["of", "turn"], how="semi")
        elif table in SUPERSEDED:
            rows = self._referred(table, _latest(rows))
        return rows.select(*_as_told(TABLES[table]), pl.col("day").str.to_date("%Y-%m-%d", strict=False))

    def named(self, articles: pl.DataFrame) -> pl.DataFrame:
        """Say how the archive names articles, and which it has. Columns in: those of `keys.gone_by`.

        Columns out, in the same order: id, key, known (the very article is in the archive), again (it is an earlier
        row of these), forgotten (for good: it may not be stored). An id that another text has is told apart by its
        digest.
        """
        gone = gone_by(articles)
        named = self._known(articles.select("id", self._keys(articles)))
        taken = self._having(named, "id")["id"].implode()
        doubled = ~pl.col("known") & (
            pl.col("id").is_in(taken) | (pl.col("key") != pl.col("key").first().over("id"))
        )
        apart = pl.when(doubled).then(other_ids(pl.col("id"), pl.col("key"))).otherwise("id")
        lost = forgotten(self, gone)
        if self.log.former:
            lost |= forgotten(self, gone_by_number(articles)) & ~named["known"]
        return named.with_columns(apart.alias("id")).select(
            pl.col("id").first().over("key"),
            "key",
            "known",
            (~pl.col("key").is_first_distinct()).alias("again"),
            lost.alias("forgotten"),
        )

    def _known(self, asked: pl.DataFrame) -> pl.DataFrame:
        """Say which articles the archive has, and give those the ids by which it has them."""
        same = self._having(asked, "key").select("key", given="id").unique("key")
        joined = asked.drop("known", strict=False).join(same, on="key", how="left", maintain_order="left")
        known = pl.col("given").is_not_null()
        return joined.with_columns(pl.coalesce("given", "id").alias("id"), known.alias("known")).drop("given")

    def _keys(self, articles: pl.DataFrame) -> pl.Series:
        """Return the keys of articles; of what an archive of the format before has, the keys that it has there."""
        keys = article_keys(articles)
        if not self.log.former:
            return keys
        here = self.days("texts").filter(pl.col("known_by").is_null() & pl.col("url").is_null())
        asked = articles.lazy().select("text", "published").unique()
        same = here.join(asked, on=["text", "published"], how="semi", nulls_equal=True)
        had = same.select("id", "outlet", "published", "text", former="key").collect()
        return pl.select(pl.coalesce(former(articles, had), keys).alias("key")).to_series()

    def store(self, batch: Batch, run: Run) -> Stored:
        """Store a batch in one commit, together with a row on the run: all of it, or nothing.

        Articles that are in the archive are not stored again; what is told of them supersedes what was told before.
        Stories are completed by their members of which nothing is told. A batch without rows is no commit.
        Raise TakenError where ids came to belong to other texts since they were `named`, ForgottenError where some of
        the articles were forgotten; StorageError where there is no room, or where other writers never leave a gap.
        """
        if all(table.is_empty() for table in batch.values()):
            return Stored(0, 0)

        def attempt() -> Stored | None:
            refuse_forgotten(self, batch, self.log.where)
            fresh = self._fresh(batch.get("articles"))
            tables = as_tables(batch, fresh, run)
            told = tables["runs"].item(0, "told")
            whole = completed(self, tables)
            return Stored(fresh.height, told) if self.log.append(laid(whole, self.log.turn + 1)) else None

        return self.agreed(attempt)

    def agreed(self, attempt: Callable[[], Done | None]) -> Done:
        """Try to commit until no other writer comes first: `attempt` returns None where one did.

        It sees the newest version each time. Raise StorageError where that never ends.
        """
        with self.reading(), my_turn(self.log.where):
            for tried in range(_TRIES):
                self.refresh()
                done = attempt()
                if done is not None:
                    return done
                time.sleep(random.uniform(0, _BREATH * (tried + 1)))  # noqa: S311 - only to fall out of step
        raise StorageError(
            f"{self.log.where}: other writers were first {_TRIES} times, so nothing was stored; run it again when "
            "fewer write"
        )

    def _fresh(self, articles: pl.DataFrame | None) -> pl.DataFrame:
        """Return which articles of a batch are new. Columns out: id, key."""
        if articles is None:
            return pl.DataFrame(schema={"id": pl.String(), "key": pl.String()})
        given = articles.filter(pl.col("text").is_not_null())
        asked = given.select("id", self._keys(given))
        have = pl.concat([self._having(asked, "id"), self._having(asked, "key")]).unique()
        taken = have.join(asked, on=["id", "key"], how="anti")["id"]
        if len(taken):
            raise TakenError(
                f"{self.log.where}: since this began, another writer has stored other articles by the same ids "
                f"({taken.sort()[0]}); nothing was stored: run it again"
            )
        return asked.join(have, on="key", how="anti", maintain_order="left")

    def _having(self, asked: pl.DataFrame, column: str) -> pl.DataFrame:
        """Return id and key of the stored texts that share an id or a key with those asked for."""
        have = self.days("texts").select("id", "key")
        return have.join(asked.lazy().select(column).unique(), on=column, how="semi").collect()

    def days(self, table: str, since: date | None = None, until: date | None = None) -> pl.LazyFrame:
        """Return all rows of a table, of some days and of none, as they lie on disk."""
        day, wanted = pl.col("day"), pl.col("table") == table
        if since is not None:
            wanted &= (day == UNDATED) | (day >= since.isoformat())
        if until is not None:
            wanted &= (day == UNDATED) | (day <= until.isoformat())
        return self.log.rows.filter(wanted)

    def _referred(self, table: str, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Keep the unseen sources and stories that something still refers to."""
        if table not in REFERRED:
            return rows
        by, column = REFERRED[table]
        return rows.join(self.scan(by), left_on="id", right_on=column, how="semi")

    def broken(self, table: str, since: date | None = None, until: date | None = None) -> str | None:
        """Return path and fault of a file without which `scan` cannot be collected, None where all are there."""
        elsewhere = read_for(REFERRED[table][0]) if table in REFERRED else frozenset()
        first, last = since or date.min, until or date.max
        for told in damage.broken(self.log):
            of, on = (part.partition("=")[2] for part in told.split("/")[:2])
            there = on == UNDATED or first.isoformat() <= on <= last.isoformat()
            if of in elsewhere or (there and of in read_for(table)):
                return told
        return None


def _latest(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.filter(pl.col("turn") == pl.col("turn").max().over("of"))


def _as_told(schema: pl.Schema) -> list[pl.Expr]:
    """Return a table's columns with the types of an audit."""
    return [_typed(name, dtype) for name, dtype in schema.items()]


def _typed(name: str, dtype: pl.DataType) -> pl.Expr:
    if isinstance(dtype, pl.Datetime):
        return pl.col(name).dt.replace_time_zone(None)
    return pl.col(name).cast(dtype)
