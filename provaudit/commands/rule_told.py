"""What the commands about rules say on stderr."""

from collections.abc import Sequence
from pathlib import Path

import click
from polars import DataFrame

from provaudit.commands.screen import Screen, tell
from provaudit.report.problems import NOTE, problem_told
from provaudit.report.rule_faults import laid
from provaudit.report.styles import count
from provaudit.rulebook import Fault

WRONG = 2
"""Exit code: a rule is wrong, or does not do what its tests expect."""


FEW = 3
"""Errors up to which each is told where rules are only used (chosen)."""


def mention(errors: Sequence[Fault], overlays: Sequence[Path]) -> None:
    """Say on stderr what is wrong with rules that are laid over the shipped ones, or how to see it."""
    if errors:
        for fault in errors if len(errors) <= FEW else ():
            click.echo(fault.summary, err=True)
        check = f"provaudit rules check{laid(overlays)}"
        click.echo(f"{count(len(errors), 'error')} in rule files: run `{check}`", err=True)


def tell_unread(problems: DataFrame, screen: Screen) -> None:
    """Name on stderr the inputs of a corpus that could not be read, at most ten of them."""
    told = [problem_told(path, message) for path, message in problems.filter(~NOTE).iter_rows()]
    for line in told[:10]:
        tell(line, screen)
    if len(told) > 10:  # noqa: PLR2004 - as above
        tell(f"and {count(len(told) - 10, 'problem')} more", screen)
