"""Audits again whenever files come, change or go."""

import sys
from collections.abc import Callable, Sequence
from glob import has_magic
from pathlib import Path

import click

from provaudit.commands.screen import Screen, tell
from provaudit.errors import InputError, ProvauditError
from provaudit.watching import changes

STILL = 2
"""Looks at which nothing more may change before an audit begins (chosen: one second)."""

_NAMED = 5  # files that are named before the rest is counted; chosen


def watch(
    places: Sequence[str | Path], outputs: Sequence[Path | None], once: Callable[[], object], screen: Screen
) -> int:
    """Call `once` at first and after every change of the places, until Ctrl-C; return 0.

    Raise InputError where a place cannot be watched, or an output would lie in one: it would never end.
    """
    watched = [_watched(place) for place in places]
    for out in filter(None, outputs):
        for place in watched:
            if out.resolve().is_relative_to(place.resolve()):
                raise InputError(f"--watch {place}: {out} lies in it, and each audit would call for the next")
    try:
        for changed in changes(watched, still=STILL):
            click.clear()
            if changed:
                tell(f"provaudit: changed: {_listed(changed)}", screen)
            _tried(once, screen)
            sys.stdout.flush()  # a pipe would keep it back until the next
            tell(f"provaudit: watching {', '.join(map(str, places))}; Ctrl-C ends", screen)
    except KeyboardInterrupt:
        tell("", screen)
    return 0


def _tried(once: Callable[[], object], screen: Screen) -> None:
    """Call `once`; what is wrong now, such as a folder without articles, may be mended while we watch."""
    try:
        once()
    except ProvauditError as fault:
        for line in str(fault).splitlines():
            tell(f"provaudit: {line}", screen)


def _watched(place: str | Path) -> Path:
    if str(place) == "-" or "://" in str(place):
        raise InputError(f"--watch {place}: only files and folders can be watched")
    path = Path(place)
    if not path.exists() and not has_magic(str(place)):
        raise InputError(f"--watch {place}: no such file or folder")
    return path


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(name if Path(name).exists() else f"{name} (gone)" for name in names[:_NAMED]) + more
