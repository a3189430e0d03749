"""Waits for rule files to change, by looking at their times."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

PAUSE = 0.5
"""Seconds between two looks (chosen: an author does not notice them, nor does the machine)."""

Seen = dict[str, tuple[int, int]]


def changes(folders: Sequence[Path]) -> Iterator[list[str]]:
    """Yield at once an empty list, then the names of the rule files that changed, came or went, for ever."""
    known = _seen(folders)
    yield []
    while True:
        time.sleep(PAUSE)
        now = _seen(folders)
        if now != known:
            changed = {name for name, _ in known.items() ^ now.items()}
            known = now
            yield sorted(changed)


def _seen(folders: Sequence[Path]) -> Seen:
    """Return time and size of every rule file; one that vanishes meanwhile is not there."""
    found = {}
    for folder in folders:
        for path in folder.rglob("*.yaml") if folder.is_dir() else [folder]:
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            found[str(path)] = (status.st_mtime_ns, status.st_size)
    return found
