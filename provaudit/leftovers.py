"""Scratch folders of runs that were killed: nobody else would ever take them away, and a large audit's holds gigabytes.

A folder that is worked in holds a file that is locked; the lock goes with the process, however that ends.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

PREFIX = "provaudit-"
"""What the names of scratch folders begin with."""

_LOCK = "in-use.lock"


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Say that a scratch folder is in use while this process lives, and take those beside it away that are not."""
    if sys.platform == "win32":
        yield
        return
    made = folder / f"{_LOCK}.new"
    lock = os.open(made, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made.rename(folder / _LOCK)  # once it has its name it is locked: nobody meets it otherwise
        _sweep(folder)
        yield
    finally:
        os.close(lock)


def _sweep(folder: Path) -> None:
    """Take away the scratch folders beside one that their processes left behind: of this user, with a lock let go."""
    for other in folder.parent.glob(f"{PREFIX}*/{_LOCK}"):
        if other.parent == folder:
            continue
        with suppress(OSError):  # another run sweeps it, or it is another user's
            lock = os.open(other, os.O_RDWR)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.fstat(lock).st_uid == os.getuid() and not other.parent.is_symlink():
                    shutil.rmtree(other.parent, ignore_errors=True)
            finally:
                os.close(lock)
