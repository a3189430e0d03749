"""Rulebooks that an earlier process read, for the next one: reading takes a fifth of a small audit's time.

They lie in the user's folder of caches, where nobody else's files are trusted and nothing but time is lost with them.
"""

import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path

import polars as pl
from platformdirs import user_cache_path

from provaudit.rulebook.rule import Rulebook

KEPT = 8
"""Rulebooks that are kept, the last ones used (chosen: 2 MB each)."""

_PACKAGE = Path(__file__).parents[1]
_READERS = ("rulebook", "written", "text", "schemas", "model.py", "resources.py")
"""Parts of the package that a rulebook as it is read depends on."""


def remembered(stated: object, read: Callable[[], Rulebook]) -> Rulebook:
    """Return the rulebook that `read` returns, from an earlier process where one read it.

    `stated` is all that it depends on but this package, as something whose `repr` tells it apart: the files of rules
    with their times and sizes. Where nothing can be written, it is read anew each time.
    """
    known = (sys.version, pl.__version__, stated, *_state_of_readers())
    file = folder() / f"{sha256(repr(known).encode()).hexdigest()[:32]}.pickle"
    rulebook = _recalled(file)
    if rulebook is None:
        rulebook = read()
        with suppress(OSError):
            _keep(file, rulebook)
    return rulebook


def folder() -> Path:
    """Return where rulebooks are kept."""
    return Path(user_cache_path("provaudit", appauthor=False)) / "rulebooks"


def _state_of_readers() -> Iterator[tuple[str, int, int]]:
    parts = (_PACKAGE / name for name in _READERS)
    for file in sorted(chain.from_iterable(part.glob("*.*") if part.is_dir() else [part] for part in parts)):
        about = file.stat()
        yield str(file), about.st_mtime_ns, about.st_size


def _recalled(file: Path) -> Rulebook | None:
    """Return the rulebook of a file that this user, and nobody else, wrote; null where there is none."""
    try:
        with file.open("rb") as opened:
            about = os.fstat(opened.fileno())
            ours = sys.platform == "win32" or (about.st_uid == os.geteuid() and not about.st_mode & 0o022)
            rulebook = pickle.load(opened) if ours else None  # noqa: S301 - only what this user wrote
        os.utime(file)
    except Exception:  # noqa: BLE001 - a broken file raises whatever it likes, and counts as none
        return None
    return rulebook if isinstance(rulebook, Rulebook) else None


def _keep(file: Path, rulebook: Rulebook) -> None:
    """Write a rulebook in one step, and let go of those that were used longest ago; raise OSError where it fails."""
    if not file.is_absolute():  # a user without a home has no caches, and `~` here is none
        return
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
    with os.fdopen(handle, "wb") as opened:
        pickle.dump(rulebook, opened, protocol=5)
    Path(name).replace(file)
    by_use = sorted(file.parent.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for old in by_use[KEPT:]:
        old.unlink()
