"""`provaudit rules check`: what is wrong with rule files. Imports little: a check is short, and often run."""

from bisect import bisect_left
from contextlib import suppress
from functools import partial
from importlib import import_module
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from provaudit import resources
from provaudit.commands.forked import can_fork, halves
from provaudit.commands.sound import around, real, sound

MANY = 150
"""Rule files from which two processes check them (chosen: the second one costs .2 s of another core to start)."""

MOST = 10_000
"""Files that are looked for (chosen: as many as a folder of rules may hold)."""

SIGN = 40
"""Bytes that a backslash stands for (measured: with it both halves of the shipped rules take about as long)."""

LARGEST = 1_000_000
"""Bytes of a file that is looked into."""


def check(paths: tuple[Path, ...], overlays: tuple[Path, ...]) -> int:
    """Say what is wrong with rule files, all of it, line by line; those that were found sound before are left out."""
    places = [resources.shipped("rules"), *overlays, *map(around, paths)]
    known = sound(places, "paths" if paths else str([overlay.resolve() for overlay in overlays]))
    middle = _middle([*paths, *overlays] or places, known.files) if can_fork() else None
    work = partial(_found, paths, overlays, known.files, middle)
    parts = halves(work) if middle else [work(0)]
    known.learn(_finding().sound_in(parts))
    return int(_finding().tell(parts))


def _found(
    paths: tuple[Path, ...], overlays: tuple[Path, ...], known: frozenset[str], middle: str | None, half: int
) -> Any:
    return _finding().found(paths, overlays, known, middle and (middle, half))


def _finding() -> Any:
    """Return the module that does it: imported after the fork, which polars does not outlive."""
    return import_module("provaudit.commands.rules_faults")


def _middle(places: list[Path], known: frozenset[str]) -> str | None:
    """Return the last two parts of the file in the middle of all rules there but those, by weight; null for a few.

    What is alike stands side by side, and halves that have nothing in common are checked soonest.
    """
    files = islice((file for place in places for file in place.glob("*/*.yaml")), MOST)
    left = [file for file in files if real(file.as_posix()) not in known]
    if len(left) < MANY:
        return None
    names = sorted(("/".join(file.parts[-2:]), _weight(file)) for file in left)
    sizes = list(accumulate(size for _, size in names))
    return names[bisect_left(sizes, sizes[-1] / 2)][0]


def _weight(file: Path) -> int:
    """Return how long a file takes, in bytes of a plain one: patterns with classes and edges cost more than words."""
    with suppress(OSError):  # what cannot be read is told by the check itself
        if file.lstat().st_size <= LARGEST:
            return file.lstat().st_size + SIGN * file.read_bytes().count(b"\\")
    return 0
