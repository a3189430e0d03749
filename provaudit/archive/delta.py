"""The one Delta table of an archive, as it was at one commit: the only file that knows the `deltalake` library.

Writers agree by compare-and-swap: each commit states its turn, the number after the last one that its writer had seen,
and Delta refuses it where another commit was made meanwhile. That holds on a disk and on object storage alike.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, Self

import polars as pl

from provaudit.archive.damage import damaged_log, refuse_cut_commits
from provaudit.archive.library import UnreadableError, arrow_schema, explained, hushed, library, table_at
from provaudit.archive.pieces import Piece, all_written, stream
from provaudit.archive.places import files_there, foreign_file, is_local, refuse_foreign, without_log
from provaudit.archive.tables import layout
from provaudit.errors import InputError, StorageError

if TYPE_CHECKING:
    from deltalake import DeltaTable

FORMAT = "provaudit.archive/2"
"""What the table's description says: by it an archive is known from any other Delta table."""

FORMER = "provaudit.archive/1"
"""The format before: without some columns, which the first commit adds, and with other keys (`keys.former_keys`)."""

_WRITER = "provaudit"
_FILE = 128 << 20  # bytes of a merged file, or so: a day of a large archive, and little to rewrite; chosen
_PARTITIONS = ["table", "day"]
_ORPHANED = (
    24  # hours after which a file without a commit is taken for left behind, on object storage; chosen
)
_PRUNED_BY = (
    "of"  # a digest: the log holds the least and greatest of it for each file, and no word of any article
)


class Log:
    """One version of the table, and the commits that lead to the next."""

    def __init__(self, where: str, table: "DeltaTable") -> None:
        """Take a table that is open."""
        self.where = where
        self._table = table
        self._dropped = set[str]()  # files that commits of this one took out of the archive

    @classmethod
    def open(cls, where: str) -> Self:
        """Open an archive. Raise InputError where there is none, or where it is one of another format.

        StorageError where its log is damaged.
        """
        table = _opened(where)
        found = table.metadata().description
        if found not in (FORMAT, FORMER):
            raise InputError(
                f"{where}: not an archive that this provaudit can read: its format is {found or 'not stated'}, "
                f"expected {FORMAT}"
            )
        return cls(where, table)

    @classmethod
    def make(cls, where: str) -> Self:
        """Open an archive, or make one. Raise InputError where a folder holds something else."""
        deltalake = library()
        if lost := without_log(where):
            raise StorageError(lost)
        refuse_foreign(where)
        with explained(where):
            if not deltalake.DeltaTable.is_deltatable(where):
                _created(deltalake, where)
        return cls.open(where)

    @property
    def former(self) -> bool:
        """Whether the archive was made in the format before, so that some of its articles have the keys of that."""
        return bool(self._table.metadata().description == FORMER)

    @property
    def turn(self) -> int:
        """How many commits of provaudit the archive has."""
        return self._table.transaction_version(_WRITER) or 0

    @property
    def version(self) -> int:
        """The version of the Delta table."""
        return self._table.version()

    def refresh(self) -> None:
        """Go on to the newest version."""
        with _naming_commits(self.where):
            self._table.update_incremental()
        self.__dict__.pop("rows", None)

    @cached_property
    def rows(self) -> pl.LazyFrame:
        """All rows of this version, as they lie on disk."""
        rows = pl.scan_delta(self._table)
        lacking = self._lacking()
        return rows.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in lacking.items())

    def _lacking(self) -> dict[str, pl.DataType]:
        """Return the columns that an archive of the format before has not."""
        there = {field.name for field in self._table.schema().fields}
        return {name: dtype for name, dtype in layout().items() if name not in there}

    def _widen(self) -> None:
        """Give an archive of the format before the columns that it lacks; another writer may be first."""
        deltalake = library()
        if not (lacking := self._lacking()):
            return
        like = deltalake.Schema.from_arrow(arrow_schema(pl.Schema(lacking)))
        try:
            with explained(self.where), hushed():
                self._table.alter.add_columns(like.fields)
        except deltalake.exceptions.CommitFailedError:
            pass  # the columns are there now, or the commit to come fails for the same reason
        self.refresh()

    def append(self, pieces: Iterable[Piece]) -> bool:
        """Commit rows as the next turn; False where another writer was first, and nothing is written."""
        self._widen()
        if not is_local(self.where):
            return self._committed(
                partial(
                    library().write_deltalake,
                    self._table,
                    stream(pieces, layout(), _PARTITIONS),
                    mode="append",
                )
            )
        files: list[Any] = []
        done = False
        try:
            with explained(self.where):
                all_written(Path(self.where), pieces, _PRUNED_BY, files)
            add = partial(
                self._table.create_write_transaction, files, "append", self._table.schema(), _PARTITIONS
            )
            done = self._committed(add)
        finally:
            for file in () if done else files:
                (Path(self.where) / file.path).unlink(missing_ok=True)
        return done

    def delete(self, condition: str) -> bool:
        """Delete the rows for which a condition of SQL holds, as the next turn; False as in `append`.

        The log keeps the condition: it must name articles by their digests.
        """
        with self._dropping():
            return self._committed(partial(self._table.delete, condition))

    def merge_files(self) -> int | None:
        """Make few files of many, without a turn: no row changes. Return how many files went, None as `append` does."""
        deltalake = library()
        with self._dropping():
            try:
                with explained(self.where), hushed():
                    merged = self._table.optimize.compact(target_size=_FILE, max_concurrent_tasks=1)
                    self._table.create_checkpoint()
            except deltalake.exceptions.CommitFailedError:
                return None
            finally:
                self.refresh()
        return int(merged["numFilesRemoved"])

    @contextmanager
    def _dropping(self) -> Iterator[None]:
        """Note which files a commit takes out: on object storage nobody can tell later which of them were there."""
        before = set(self.files()["path"])
        yield
        self._dropped |= before - set(self.files()["path"])

    def sweep(self) -> int:
        """Delete files that belong to no commit any more, and those that never did.

        Return how many. Of the newest version: to an older one, what others have stored since looks left over. In a
        folder nothing goes but files of the table: a user may have put others there. On object storage, where nobody
        can be asked to wait, those that never belonged to a commit are left for a day.
        """
        self.refresh()
        before = len(self.strays())
        vacuum = partial(self._table.vacuum, dry_run=False, enforce_retention_duration=False)
        with explained(self.where):
            vacuum(0)
            if is_local(self.where):
                for path in self.strays():
                    (Path(self.where) / path).unlink()
            else:
                vacuum(_ORPHANED, full=True)
        self.refresh()
        gone = len(self._dropped) if not is_local(self.where) else 0
        self._dropped.clear()
        return before - len(self.strays()) + gone

    def strays(self) -> list[str]:
        """Return the files in the archive's place that belong to no row: old ones, and what a killed writer left.

        On object storage only the latter: which of the old ones are deleted already cannot be told at once.
        """
        if is_local(self.where):
            return sorted(files_there(self.where) - set(self.files()["path"]))
        return self.orphans()

    def orphans(self) -> list[str]:
        """Return the files in the archive's place that no commit ever named: of a killed writer, of a lost commit."""
        with explained(self.where):
            old, any_ = (
                self._table.vacuum(0, dry_run=True, enforce_retention_duration=False, full=full)
                for full in (False, True)
            )
        return sorted(set(any_) - set(old))

    def files(self) -> pl.DataFrame:
        """Return the files of this version. Columns out: path, table, day, bytes, rows."""
        actions = pl.DataFrame(self._table.get_add_actions(flatten=True))
        columns = {
            "table": "partition.table",
            "day": "partition.day",
            "bytes": "size_bytes",
            "rows": "num_records",
        }
        return actions.select("path", **columns)

    def read(self, path: str, columns: Sequence[str] | None) -> pl.DataFrame:
        """Return some columns of one of the `files`, or all. Raise StorageError where it is not as it was written."""
        whole = str(Path(self.where, path)) if is_local(self.where) else f"{self._table.table_uri}/{path}"
        with explained(self.where):
            file = pl.scan_parquet(whole, glob=False, hive_partitioning=False)
            if columns is None:
                return file.collect()
            there, types = file.collect_schema(), layout()
            return file.select(
                name if name in there else pl.lit(None, types[name]).alias(name) for name in columns
            ).collect()

    def _committed(self, commit: Callable[..., object]) -> bool:
        deltalake = library()
        marked = deltalake.Transaction(_WRITER, self.turn + 1)
        try:
            with explained(self.where), hushed():
                commit(commit_properties=deltalake.CommitProperties(app_transactions=[marked]))
        except deltalake.exceptions.CommitFailedError:
            return False
        finally:
            self.refresh()
        return True


def _opened(where: str) -> "DeltaTable":
    """Open a table. Raise as `Log.open` does."""
    deltalake = library()
    with _naming_commits(where), hushed():
        there = deltalake.DeltaTable.is_deltatable(where)
        table: DeltaTable | None = table_at(where) if there else None
    if table is not None:
        refuse_cut_commits(where)
        return table
    if lost := without_log(where):
        raise StorageError(lost)
    if foreign := foreign_file(where):
        raise InputError(f"{where}: this folder is no archive: it holds other files ({foreign})")
    raise InputError(
        f"{where}: there is no archive; `provaudit archive add PATH… --archive {quote(where)}` makes one"
    )


@contextmanager
def _naming_commits(where: str) -> Iterator[None]:
    """Say which commit is damaged, and what can be done, where the log cannot be read."""
    try:
        with explained(where):
            yield
    except UnreadableError as fault:
        if said := damaged_log(where):
            raise StorageError(said) from fault
        raise


def _created(deltalake: Any, where: str) -> None:
    with explained(where):
        try:
            deltalake.DeltaTable.create(
                where,
                schema=arrow_schema(layout()),
                mode="ignore",
                partition_by=_PARTITIONS,
                name="provaudit archive",
                description=FORMAT,
                configuration={"delta.dataSkippingStatsColumns": _PRUNED_BY},
            )
        except deltalake.exceptions.CommitFailedError:
            return  # another writer made it
