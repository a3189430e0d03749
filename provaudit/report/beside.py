"""Files that nobody sees half written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import polars as pl

from provaudit.errors import InputError


def write_beside(path: Path, write: Callable[[BinaryIO], object], option: str = "--out") -> None:
    """Let `write` fill a new file beside `path`, then put it in its place: no reader sees half of it.

    A link's target is replaced, not the link; what is no file (a device, a pipe) is written to as it is.
    Raise InputError where it cannot be written, naming the option that asked for it.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        with writable(path, option), path.open("wb") as stream:
            write(stream)
        return
    beside = path.with_name(f".{path.name}.new")
    with writable(path, option):
        try:
            with beside.open("wb") as stream:
                write(stream)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def writable(path: Path, option: str = "--out") -> Iterator[None]:
    """Turn what the system says against writing to the path that an option names into InputError."""
    try:
        yield
    except OSError as fault:
        raise InputError(f"{option} {path}: cannot be written: {fault.strerror or fault}") from fault
    except pl.exceptions.ComputeError as fault:  # a full disk, as polars tells it of parquet
        raise InputError(f"{option} {path}: cannot be written: {fault}") from fault
