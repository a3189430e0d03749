"""What reads many pages at once, as far as this room has to know it: several processes, opened when it pays."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Run(Protocol):
    """Runs a function over tasks, and gives the results in their order; its first argument is not looked at."""

    def __call__(self, kernel: Callable[[Any, Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the results in the order of the tasks."""


Share = Callable[[], AbstractContextManager[Run]]
"""Opens what runs."""
