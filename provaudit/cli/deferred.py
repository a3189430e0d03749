"""A command is told here and done elsewhere: its help must not wait for polars, which costs half a second."""

from collections.abc import Callable
from functools import update_wrapper
from importlib import import_module
from typing import Any


class Deferred:
    """What a command does, by its place in the room `commands`: imported when it is called, not before."""

    def __init__(self, told: Callable[[], None], place: str) -> None:
        """Take name and help text from `told`; `place` is `file:function`."""
        update_wrapper(self, told)
        self.place = place

    def found(self) -> Callable[..., int | None]:
        """Import and return the function: it takes what the options name, and returns an exit code or None."""
        file, _, name = self.place.partition(":")
        function: Callable[..., int | None] = getattr(import_module(f"provaudit.commands.{file}"), name)
        return function

    def __call__(self, **given: Any) -> int | None:
        """Do it."""
        return self.found()(**given)


def done_by(place: str) -> Callable[[Callable[[], None]], Deferred]:
    """Return a decorator for a function that is a command's name and help alone: called, it does what `place` has."""
    return lambda told: Deferred(told, place)
