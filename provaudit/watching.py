"""Waits for files to change, by looking at their times: it works on every disk, also one that is shared."""

import os
import time
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path

PAUSE = 0.5
"""Seconds between two looks (chosen: an author does not notice them, nor does the machine)."""

MOST = 20
"""Looks after which changes are told though files still change (chosen: ten seconds, where files come without end)."""

Seen = dict[str, tuple[int, int]]


def changes(places: Sequence[Path], pattern: str = "*", *, still: int = 0) -> Iterator[list[str]]:
    """Yield at once an empty list, then the names of the files that changed, came or went, for ever.

    A place is a file, a folder, of which all files count that match the pattern, or a pattern itself; hidden files
    are none. Changes are told after `still` looks in which nothing more changed: a file that is being written waits.
    """
    told = now = _seen(places, pattern)
    yield []
    while True:
        quiet = looks = 0
        while now == told or (quiet < still and looks < MOST):
            time.sleep(PAUSE)
            before, now = now, _seen(places, pattern)
            quiet = quiet + 1 if now == before else 0
            looks += now != told
        changed = {name for name, _ in told.items() ^ now.items()}
        told = now
        yield sorted(changed)


def _seen(places: Sequence[Path], pattern: str) -> Seen:
    """Return time and size of every file; one that vanishes meanwhile is not there."""
    found = {}
    for path in (path for place in places for path in _files(place, pattern)):
        try:
            status = path.stat()
        except OSError:
            continue
        found[str(path)] = (status.st_mtime_ns, status.st_size)
    return found


def _files(place: Path, pattern: str) -> Iterator[Path]:
    if place.is_dir():
        for folder, names, files in os.walk(place):
            names[:] = [name for name in names if not name.startswith(".")]
            inside = (Path(folder, name) for name in files if not name.startswith("."))
            yield from (path for path in inside if path.match(pattern))
    elif has_magic(str(place)):
        yield from map(Path, glob(str(place), recursive=True))  # noqa: PTH207 - Path.glob refuses absolute patterns
    else:
        yield place
