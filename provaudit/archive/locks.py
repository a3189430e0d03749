"""Who may delete files: nobody, while another reads or writes. For local folders; processes that die hold no lock.

Commits agree without a lock. Files that belong to no commit do not: they may be another writer's, about to commit them.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from provaudit.archive.places import is_local

if sys.platform != "win32":
    import fcntl


@contextmanager
def shared(where: str) -> Iterator[None]:
    """Let others read and write beside, and nobody delete. Waits while somebody deletes."""
    with _held(where, "_lock", exclusive=False, wait=True):
        yield


@contextmanager
def my_turn(where: str) -> Iterator[None]:
    """Wait until no other writer of this machine commits: who waits need not do its work twice."""
    with _held(where, "_turn", exclusive=True, wait=True):
        yield


@contextmanager
def alone(where: str, *, wait: bool) -> Iterator[bool]:
    """Yield whether files may be deleted: nobody else reads or writes, or will until this ends.

    Without `wait`, False where somebody does; always False where there are no locks: on object storage.
    """
    with _held(where, "_lock", exclusive=True, wait=wait) as held:
        yield held


@contextmanager
def _held(where: str, name: str, *, exclusive: bool, wait: bool) -> Iterator[bool]:
    opened = _opened(where, name)
    if opened is None:
        yield False
        return
    try:
        kind = fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH
        try:
            fcntl.flock(opened, kind if wait else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(opened)


def _opened(where: str, name: str) -> int | None:
    """Open the file that stands for the lock; None where there can be none, as in a folder that may only be read."""
    if sys.platform == "win32" or not is_local(where) or not Path(where).is_dir():
        return None
    try:
        return os.open(Path(where) / name, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        return None
