"""The scratch folder of one audit: what does not fit into memory lies here, part by part, and goes with the audit.

A *part* is a stretch of consecutive articles; a *bucket* holds the records of all parts whose key falls into it.
Every process that works on an audit opens the same folder by its path; nobody writes a file that another writes.
"""

import os
import pickle
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from provaudit.errors import StorageError
from provaudit.leftovers import PREFIX, claimed

Int = NDArray[np.int64]
Records = NDArray[Any]

_BOUNDS = "bounds"
TEXTS = "texts"
"""The ragged array of the articles' texts, in UTF-8."""


@dataclass(frozen=True)
class Store:
    """One folder. Tables are polars frames, arrays numpy's, ragged arrays hold a run of records per article."""

    folder: Path

    def save(self, name: str, part: int, table: pl.DataFrame) -> None:
        """Keep a table."""
        with explained(self.folder):
            table.write_ipc(self._path(name, part, "arrow"), compression="lz4")

    def load(self, name: str, part: int) -> pl.DataFrame:
        """Return a table that was kept."""
        return pl.read_ipc(self._path(name, part, "arrow"))

    def tables(self, name: str) -> list[Path]:
        """Return the files of all parts of a table, in the order of the parts."""
        return sorted(self.folder.glob(f"{name}.*.arrow"))

    def whole(self, name: str) -> pl.DataFrame:
        """Return all parts of a table as one."""
        return pl.concat([pl.read_ipc(path) for path in self.tables(name)])

    def put(self, name: str, array: Records) -> None:
        """Keep an array of the whole pile."""
        with explained(self.folder):
            np.save(self.folder / f"{name}.npy", array)

    def get(self, name: str) -> Records:
        """Return an array of the whole pile; it is mapped, not read."""
        return np.asarray(np.load(self.folder / f"{name}.npy", mmap_mode="r"))

    def share(self, name: str, value: object) -> None:
        """Keep one value that all processes need, such as the rulebook."""
        with explained(self.folder):
            (self.folder / f"{name}.pickle").write_bytes(pickle.dumps(value))

    def shared(self, name: str) -> Any:
        """Return a shared value; each process reads it once."""
        return _unpickled(self.folder / f"{name}.pickle")

    def cut(self, heights: Sequence[int]) -> None:
        """Say how many articles each part has."""
        self.put(_BOUNDS, np.concatenate(([0], np.cumsum(heights, dtype=np.int64))))

    def bounds(self) -> Int:
        """Return the first article of each part, and behind the last one the number of articles."""
        return self.get(_BOUNDS)

    def keep(self, name: str, part: int, records: Records) -> None:
        """Keep a part of a ragged array; `measure` says once which record is whose."""
        with explained(self.folder):
            records.tofile(self._path(name, part, "bin"))

    def measure(self, name: str, lengths: Int) -> None:
        """Say how many records each article of the pile has."""
        self.put(f"{name}.first", np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))))

    def take(self, name: str, dtype: np.dtype[Any], articles: Int) -> Records:
        """Return the records of the articles one after the other; article numbers ascend."""
        first, bounds = self.get(f"{name}.first"), self.bounds()
        part = np.searchsorted(bounds, articles, side="right") - 1
        found = [np.zeros(0, dtype)]
        for one in np.unique(part):
            mine, base = articles[part == one], first[bounds[one]]
            if first[bounds[one + 1]] == base:
                continue
            records = np.memmap(self._path(name, int(one), "bin"), dtype, mode="r")
            found += [records[low:high] for low, high in _stretches(first[mine], first[mine + 1], base)]
        return np.concatenate(found)

    def keep_texts(self, part: int, texts: pl.Series) -> Int:
        """Keep the texts of a part, and return their lengths in bytes, for `measure`."""
        data = [text.encode() for text in texts]
        self.keep(TEXTS, part, np.frombuffer(b"".join(data), np.uint8))
        return np.fromiter(map(len, data), np.int64, len(data))

    def texts(self, articles: Int) -> list[str]:
        """Return the texts of the articles; article numbers ascend."""
        first = self.get(f"{TEXTS}.first")
        ends = np.concatenate(([0], np.cumsum(first[articles + 1] - first[articles]))).tolist()
        data = self.take(TEXTS, np.dtype(np.uint8), articles).tobytes()
        return [data[start:end].decode() for start, end in pairwise(ends)]

    def cut_evenly(self, parts: int) -> None:
        """Cut a pile of which only the texts are kept into so many parts, or a few less, of like length of text."""
        first = self.get(f"{TEXTS}.first")
        texts = self.take(TEXTS, np.dtype(np.uint8), np.arange(len(first) - 1))
        inner = np.searchsorted(first, np.linspace(0, first[-1], parts + 1)[1:-1])
        bounds = np.unique([0, *inner, len(first) - 1])
        for part, (low, high) in enumerate(pairwise(first[bounds].tolist())):
            self.keep(TEXTS, part, texts[low:high])
        self.cut(np.diff(bounds).tolist())

    def scatter(self, name: str, part: int, records: Records, bucket: NDArray[np.uint16]) -> None:
        """Keep a part's records by bucket; `buckets` of the store says how many there are."""
        order = np.argsort(bucket, kind="stable")
        ends = np.cumsum(np.bincount(bucket, minlength=self.buckets))
        with explained(self.folder):
            records[order].tofile(self._path(name, part, "bin"))
            np.save(self._path(name, part, "npy"), np.concatenate(([0], ends)))

    def gather(self, name: str, dtype: np.dtype[Any], bucket: int) -> Records:
        """Return one bucket's records of all parts, in the order of the parts."""
        found = [np.zeros(0, dtype)]
        for path in sorted(self.folder.glob(f"{name}.*.npy")):
            ends = np.load(path)
            low, high = int(ends[bucket]), int(ends[bucket + 1])
            offset = low * dtype.itemsize
            found.append(np.fromfile(path.with_suffix(".bin"), dtype, count=high - low, offset=offset))
        return np.concatenate(found)

    @property
    def parts(self) -> int:
        """How many parts there are."""
        return len(self.bounds()) - 1

    @property
    def buckets(self) -> int:
        """How many buckets records are scattered to: a power of two."""
        return int(self.get("buckets"))

    def drop(self, name: str) -> None:
        """Forget the parts of what has been read for the last time."""
        for path in self.folder.glob(f"{name}.*"):
            path.unlink()

    def _path(self, name: str, part: int, kind: str) -> Path:
        return self.folder / f"{name}.{part:06}.{kind}"


@contextmanager
def scratch() -> Iterator[Store]:
    """Open a store in a new folder, in TMPDIR or else where the system keeps temporary files; it goes at the end.

    With it go those of earlier runs that were killed.
    """
    wanted = os.environ.get("TMPDIR") or None  # tempfile would pass over it without a word, and fill /tmp
    if wanted and wanted.encode("utf-8", "replace").decode() != wanted:  # polars takes that for no path
        raise StorageError(f"TMPDIR is {wanted!a}, which is no UTF-8; choose another folder")
    with explained(wanted or "the folder for temporary files"):
        made = TemporaryDirectory(prefix=PREFIX, dir=wanted, ignore_cleanup_errors=True)
    with made as name, ExitStack() as held:
        folder = Path(name).resolve()
        with explained(folder):
            held.enter_context(claimed(folder))
        yield Store(folder)


@contextmanager
def explained(folder: Path | str) -> Iterator[None]:
    """Raise StorageError, saying what would help, where a temporary file in the folder cannot be written."""
    try:
        yield
    except OSError as fault:
        raise StorageError(
            f"no room to work in {folder}: {fault.strerror or fault}. An audit keeps about eight times the size of "
            "its texts there; set TMPDIR to a folder on a larger disk"
        ) from fault


@lru_cache(maxsize=8)
def _unpickled(path: Path) -> Any:
    return pickle.loads(path.read_bytes())  # noqa: S301 - this audit wrote it, in a folder of its own


def _stretches(low: Int, high: Int, base: int) -> list[tuple[int, int]]:
    """Return the stretches of records, those that touch as one."""
    opens = np.concatenate(([True], low[1:] != high[:-1]))
    closes = np.concatenate((opens[1:], [True]))
    return list(zip((low[opens] - base).tolist(), (high[closes] - base).tolist(), strict=True))
