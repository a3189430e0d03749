"""Work that is done by two processes at once, each a half of it, where the system can fork and has the cores."""

import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn, TypeVar, cast

Part = TypeVar("Part")

HALVES = 2
"""Processes that share the work: more would each import as much again."""


def can_fork() -> bool:
    """Say whether a second process is worth while: polars, which does not outlive a fork, is not imported yet."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return hasattr(os, "fork") and cores >= HALVES and "polars" not in sys.modules


def halves(work: Callable[[int], Part]) -> list[Part]:
    """Return what `work` makes of half 0 and of half 1, the second made by a process beside this one.

    What goes wrong with the second half there is left to this process: it then does that half, too.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)  # or the pipe would have a reader left whose process no longer reads
        _send(work, writing)
    os.close(writing)
    try:
        with open(reading, "rb") as pipe:  # noqa: PTH123 - a descriptor is no path
            first = work(0)
            sent = pipe.read()
    finally:  # with the pipe closed: a child that still writes would wait for its reader
        os.waitpid(child, 0)
    try:
        second = pickle.loads(sent)  # noqa: S301 - from our own process
    except (EOFError, pickle.UnpicklingError):
        second = work(1)
    return [first, cast("Part", second)]


def _send(work: Callable[[int], object], writing: int) -> NoReturn:
    """Do the second half, write it to the pipe, and end this process without what ends a command."""
    with suppress(BaseException), open(writing, "wb") as pipe:
        pipe.write(pickle.dumps(work(1)))
    os._exit(0)
