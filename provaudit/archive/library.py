"""The `deltalake` library, of which only `delta` knows more: how it is loaded, hushed, and explained."""

import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

import polars as pl

from provaudit.archive.places import is_local, not_writable
from provaudit.errors import InputError, StorageError

_STDERR = 2
_DRAWN = re.compile(
    r"\x1b\[[0-9;]*m|^\s*↳?\s*", re.MULTILINE
)  # how the library draws a cause below its effect
_LONGEST = 300  # characters of what is told of a fault; chosen
_FORBIDDEN = {
    errno.EROFS: "Read-only file system",
    errno.EACCES: "Permission denied",
    errno.EPERM: "Operation not permitted",
}
"""What a system says where it lets nobody write, by number, and as the library passes its words on."""


class UnreadableError(StorageError):
    """A disk or a store of objects said something that damaged files may be the reason of: `told`."""

    def __init__(self, where: str, told: str) -> None:
        """Say of which archive."""
        self.told = told
        super().__init__(f"{where}: the archive cannot be read or written: {told}")


def library() -> Any:
    """Return the library. Raise InputError where it is not installed."""
    try:
        import deltalake  # noqa: PLC0415 - an extra, and heavy: only who opens an archive pays for it
    except ImportError as fault:
        raise InputError("an archive needs Delta Lake: pip install 'provaudit[archive]'") from fault
    return deltalake


def table_at(where: str) -> Any:
    """Return the table of a folder or an address.

    Those of a folder bear their names: the library writes a blank as %20, and ü as %C3%BC, and polars, which asks the
    table for its files, would take that to the letter and find none.
    """
    library()  # says what is to be installed
    from deltalake import DeltaTable  # noqa: PLC0415 - see library

    class InFolder(DeltaTable):
        def file_uris(self, *asked: Any, **named: Any) -> list[str]:
            return [unquote(uri) for uri in super().file_uris(*asked, **named)]

    return (InFolder if is_local(where) else DeltaTable)(where)


@contextmanager
def hushed() -> Iterator[None]:
    """Send stderr nowhere: on a full disk the library's threads say that they panicked, beside its error."""
    sys.stderr.flush()
    kept, nowhere = os.dup(_STDERR), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDERR)
    try:
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)
        os.close(nowhere)


def arrow_schema(schema: pl.Schema) -> Any:
    """Return a schema as the library takes it."""
    from arro3.core import Table  # noqa: PLC0415 - comes with deltalake

    return Table(schema.to_frame()).schema


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn what a disk or a store of objects says into a StorageError that names the way out."""
    from deltalake.exceptions import CommitFailedError, DeltaError  # noqa: PLC0415 - see library

    try:
        yield
    except CommitFailedError:
        raise
    except (OSError, DeltaError, pl.exceptions.ComputeError, pl.exceptions.PanicException) as fault:
        raise _told_apart(where, fault) from fault


def _told_apart(where: str, fault: BaseException) -> StorageError:
    """Return the error that a fault is to its reader: no room, no leave, or something that cannot be read."""
    code, said = getattr(fault, "errno", None), str(fault)
    if code == errno.ENOSPC or "No space left" in said:
        return StorageError(
            f"{where}: no space left to write on. Nothing of this step was stored, and nothing that was is lost: make "
            "room and run the same command again"
        )
    for number, words in _FORBIDDEN.items():
        if code == number or words in said:
            return StorageError(not_writable(where, words, only_written=number == errno.EROFS))
    return UnreadableError(where, _told(fault))


def _told(fault: BaseException) -> str:
    """Return what went wrong, and what lies at the bottom of it."""
    lines = [line for line in _DRAWN.sub("", _DRAWN.sub("", str(fault))).splitlines() if line.strip()]
    ends = dict.fromkeys((lines[0], lines[-1])) if lines else [type(fault).__name__]
    return ": ".join(end[:_LONGEST] for end in ends)
