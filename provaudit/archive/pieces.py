"""What a commit is made of: rows of one table and day, as a file in a folder, or in a stream to object storage."""

import json
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

import polars as pl

if TYPE_CHECKING:
    from deltalake.transaction import AddAction

_ZSTD = 3  # level of compression; chosen
_AT_ONCE = 2  # pieces in memory beside the batch; most are small, and their writing is waiting; chosen


class Piece(NamedTuple):
    """Rows of one table and day, with the columns of that table as they lie on disk, `of` and `turn`."""

    table: str
    day: str
    rows: pl.DataFrame


def all_written(folder: Path, pieces: Iterable[Piece], pruned_by: str, files: list["AddAction"]) -> None:
    """Write pieces, some at once, and add each file that is whole to `files`, also where another fails."""
    left = iter(pieces)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        while some := list(islice(left, _AT_ONCE)):
            jobs = [pool.submit(written, folder, piece, pruned_by) for piece in some]
            wait(jobs)
            files += [job.result() for job in jobs if job.exception() is None]
            for job in jobs:
                job.result()


def written(folder: Path, piece: Piece, pruned_by: str) -> "AddAction":
    """Write a piece as a file that belongs to no commit yet; of the column `pruned_by` the log is to hold the bounds.

    The library itself writes each partition with all columns of the table, which takes a quarter of a megabyte of
    memory for each; columns that a file has not are null to whoever reads it.
    """
    from deltalake.transaction import AddAction  # noqa: PLC0415 - an extra

    path = f"table={piece.table}/day={piece.day}/part-{uuid4()}.parquet"
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        piece.rows.write_parquet(file, compression="zstd", compression_level=_ZSTD)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    owners = piece.rows[pruned_by]
    stats = {
        "numRecords": len(owners),
        "minValues": {pruned_by: owners.min()},
        "maxValues": {pruned_by: owners.max()},
        "nullCount": {pruned_by: owners.null_count()},
    }
    values = {"table": piece.table, "day": piece.day}
    now = time.time_ns() // 1_000_000
    return AddAction(path, file.stat().st_size, values, now, data_change=True, stats=json.dumps(stats))


def stream(pieces: Iterable[Piece], whole: pl.Schema, partitions: Sequence[str]) -> Any:
    """Return pieces as Arrow's stream of batches, each with all columns of the `whole` table."""
    from arro3.core import RecordBatchReader, Table  # noqa: PLC0415 - comes with deltalake

    wide = (
        piece.rows.with_columns(table=pl.lit(piece.table), day=pl.lit(piece.day)).select(
            pl.col(name) if name in (*piece.rows.columns, *partitions) else pl.lit(None, dtype).alias(name)
            for name, dtype in whole.items()
        )
        for piece in pieces
    )
    batches = (batch for frame in wide for batch in Table(frame).to_batches())
    return RecordBatchReader.from_batches(Table(whole.to_frame()).schema, batches)
