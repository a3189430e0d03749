"""Who runs the partitions: this process, or several of this machine. Kernels know nothing of it.

A kernel is a function of a store and a task, both of which can be sent to another process; what it leaves, it leaves in
the store. Another engine needs no more than that.
"""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from multiprocessing.connection import Connection
from threading import Thread
from typing import Protocol, TypeVar

from provaudit.errors import WorkerError
from provaudit.memory import ENVIRONMENT, collect_rarely
from provaudit.store import Store

Task = TypeVar("Task")
Result = TypeVar("Result")
_AHEAD = 2  # tasks a worker that wait for it: enough to keep it busy, little in memory
_BREATH = 0.2  # seconds until Ctrl-C is heard, at most; chosen
_GONE = (
    "one of the processes that share the work was ended from outside, most often for want of memory: ask for fewer "
    'workers. In a script, the call must stand below `if __name__ == "__main__":`'
)


class Engine(Protocol):
    """What runs a kernel over tasks."""

    workers: int
    """How many tasks run at a time."""

    def __call__(self, kernel: Callable[[Store, Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the results in the order of the tasks."""

    def beside(
        self, kernel: Callable[[Store, Task], None], tasks: Iterable[Task]
    ) -> AbstractContextManager[None]:
        """Run a kernel over tasks while the body of the `with` goes on; all are done when it ends."""


@contextmanager
def engine(store: Store, workers: int) -> Iterator[Engine]:
    """Open an engine of so many processes on a store; one is this process.

    What a kernel raises is raised here, as it was; whatever is raised ends all processes at once, as does the death of
    this one. Raise WorkerError where a process was killed.
    """
    if workers == 1:
        yield _Here(store)
        return
    spawning = multiprocessing.get_context("spawn")  # polars hangs in a fork
    end, held = spawning.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, mp_context=spawning, initializer=_live_by, initargs=(end,))
    try:
        with _environment(workers), _no_interrupts():
            for _ in range(workers):
                pool.submit(os.getpid)  # starts one more process as long as none is idle
        yield _Many(store, pool, workers)
    except BrokenProcessPool as fault:
        raise WorkerError(_GONE) from fault
    except BaseException:
        held.close()  # whoever still works need not finish
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        held.close()
        end.close()


class Crew:
    """Opens engines on a store, one after the other: where as many processes are asked for, those at hand go on.

    A process takes a second to start, since it imports what it needs.
    """

    def __init__(self, store: Store, stack: ExitStack) -> None:
        """Start nothing yet; what is started ends with the stack."""
        self._store, self._stack = store, stack
        self._engine: Engine | None = None

    @property
    def count(self) -> int:
        """How many processes are at hand; none before an engine was opened."""
        return self._engine.workers if self._engine else 0

    def engine(self, workers: int) -> Engine:
        """Return an engine of so many processes; one of another size ends."""
        if self._engine is None or self._engine.workers != workers:
            self.dismiss()
            self._engine = self._stack.enter_context(engine(self._store, workers))
        return self._engine

    def dismiss(self) -> None:
        """End the processes: what comes has no work for them."""
        self._engine = None
        self._stack.close()


@contextmanager
def crew(store: Store) -> Iterator[Crew]:
    """Gather a crew, whose processes end with the context, by faults as `engine` has them."""
    with ExitStack() as stack:
        yield Crew(store, stack)


def refuse_reentry() -> None:
    """Raise WorkerError in a process that is only now being started, by a script that has no guard against it."""
    if getattr(multiprocessing.current_process(), "_inheriting", False):  # as multiprocessing itself asks
        raise WorkerError(
            "a script that asks for several workers is run by each of them, too: put what it does below "
            '`if __name__ == "__main__":`, or ask for workers=1'
        )


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def done(results: Iterator[None]) -> None:
    """Wait for kernels that leave all they find in the store."""
    deque(results, maxlen=0)


class _Here:
    workers = 1

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self, kernel: Callable[[Store, Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        return (kernel(self._store, task) for task in tasks)

    def beside(
        self, kernel: Callable[[Store, Task], None], tasks: Iterable[Task]
    ) -> AbstractContextManager[None]:
        """One thread beside this one: most of the lineage leaves the other cores idle."""
        return _beside(partial(kernel, self._store), tasks)


class _Many:
    def __init__(self, store: Store, pool: ProcessPoolExecutor, workers: int) -> None:
        self._store, self._pool, self.workers = store, pool, workers

    def __call__(self, kernel: Callable[[Store, Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        waiting: deque[Future[Result]] = deque()
        for task in tasks:
            waiting.append(self._pool.submit(kernel, self._store, task))
            if len(waiting) >= self.workers * _AHEAD:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())

    def beside(
        self, kernel: Callable[[Store, Task], None], tasks: Iterable[Task]
    ) -> AbstractContextManager[None]:
        """One at a time goes to the processes, for steps of the lineage that leave all but one of them idle."""
        return _beside(lambda task: _result(self._pool.submit(kernel, self._store, task)), tasks)


@contextmanager
def _beside(work: Callable[[Task], None], tasks: Iterable[Task]) -> Iterator[None]:
    with ThreadPoolExecutor(1) as other:
        try:
            waiting = [other.submit(work, task) for task in tasks]
            yield
            for one in waiting:
                _result(one)
        finally:
            # After a fault only what has begun is waited for.
            other.shutdown(wait=False, cancel_futures=True)


def _result(future: Future[Result]) -> Result:
    """Wait in short breaths: polars has signals resume a wait, so that Ctrl-C would not be heard in a long one."""
    while not wait([future], _BREATH).done:
        pass
    return future.result()


def _live_by(end: Connection) -> None:
    """End this process when the one that started it lets go of the other end, or is gone."""
    collect_rarely()
    Thread(target=_last_until, args=(end,), daemon=True).start()


def _last_until(end: Connection) -> None:
    end.poll(None)
    os._exit(1)


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Let processes that are started here leave Ctrl-C, which a terminal sends to all, to this one."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _environment(workers: int) -> Iterator[None]:
    """Let each process that is started here take its part of the cores, and use again the memory it has."""
    wanted = {"POLARS_MAX_THREADS": str(max(1, cores() // workers)), **ENVIRONMENT}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
