"""What the commands about rules say on stderr."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from shutil import get_terminal_size

import click

from provaudit.report.plain import cells_of, clean, told, wrap
from provaudit.report.rule_faults import laid
from provaudit.report.styles import count
from provaudit.written import Fault

WRONG = 2
"""Exit code: a rule is wrong, or does not do what its tests expect."""


_GOES_ON = " \\"  # what a shell wants behind a line that is not all

FEW = 3
"""Errors up to which each is told where rules are only used (chosen)."""


def say(message: str, command: str = "", *, err: bool = False) -> None:
    """Print a message folded at the screen's width, and a command to go on with: whole, so that it can be copied.

    A command that does not fit behind the message stands on lines of its own, which a shell reads as one.
    """
    width = get_terminal_size().columns
    whole = f"{message} {clean(command)}".rstrip()
    if command and cells_of(whole) > width:
        words = map(shlex.quote, shlex.split(clean(command)))
        lines = wrap(words, width - len(_GOES_ON), head="  ", joint=" ").splitlines()
        click.echo("\n".join([*told(message, width), (_GOES_ON + "\n").join(lines)]), err=err)
    else:
        click.echo("\n".join(told(whole, width)), err=err)


def mention(errors: Sequence[Fault], overlays: Sequence[Path]) -> None:
    """Say on stderr what is wrong with rules that are laid over the shipped ones, or how to see it."""
    if errors:
        for fault in errors if len(errors) <= FEW else ():
            say(fault.summary, err=True)
        say(
            f"{count(len(errors), 'error')} in rule files: run",
            f"provaudit rules check{laid(overlays)}",
            err=True,
        )
