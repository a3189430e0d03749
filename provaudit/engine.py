"""Who runs the partitions: this process, or several of this machine. Kernels know nothing of it.

A kernel is a function of a store and a task, both of which can be sent to another process; what it leaves, it leaves in
the store. Another engine needs no more than that.
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Protocol, TypeVar

from provaudit.store import Store

Task = TypeVar("Task")
Result = TypeVar("Result")
_AHEAD = 2  # tasks a worker that wait for it: enough to keep it busy, little in memory


class Engine(Protocol):
    """What runs a kernel over tasks."""

    def __call__(self, kernel: Callable[[Store, Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the results in the order of the tasks."""


@contextmanager
def engine(store: Store, workers: int) -> Iterator[Engine]:
    """Open an engine of so many processes on a store; one is this process."""
    if workers == 1:
        yield _Here(store)
        return
    with _threads_shared_by(workers):
        pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
        with pool:
            yield _Many(store, pool, workers)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def done(results: Iterator[None]) -> None:
    """Wait for kernels that leave all they find in the store."""
    deque(results, maxlen=0)


class _Here:
    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self, kernel: Callable[[Store, Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        return (kernel(self._store, task) for task in tasks)


class _Many:
    def __init__(self, store: Store, pool: ProcessPoolExecutor, workers: int) -> None:
        self._store, self._pool, self._ahead = store, pool, workers * _AHEAD

    def __call__(self, kernel: Callable[[Store, Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        waiting: deque[Future[Result]] = deque()
        for task in tasks:
            waiting.append(self._pool.submit(kernel, self._store, task))
            if len(waiting) >= self._ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _threads_shared_by(workers: int) -> Iterator[None]:
    """Let polars in each process that is started here take its part of the cores."""
    name = "POLARS_MAX_THREADS"
    before = os.environ.get(name)
    os.environ[name] = str(max(1, (os.cpu_count() or 1) // workers))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
