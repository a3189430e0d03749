"""What the commands about rules say on stderr."""

import click
from polars import DataFrame

from provaudit.commands.output import Screen, tell
from provaudit.report.problems import NOTE, problem_told
from provaudit.report.styles import count
from provaudit.rulebook import Fault

WRONG = 2
"""Exit code: a rule is wrong, or does not do what its tests expect."""


def mention(errors: tuple[Fault, ...]) -> None:
    """Say on stderr that some rules are not in force, and how to see why."""
    if errors:
        click.echo(f"{count(len(errors), 'error')} in rule files: run `provaudit rules check`", err=True)


def tell_unread(problems: DataFrame, screen: Screen) -> None:
    """Name on stderr the inputs of a corpus that could not be read, at most ten of them."""
    told = [problem_told(path, message) for path, message in problems.filter(~NOTE).iter_rows()]
    for line in told[:10]:
        tell(line, screen)
    if len(told) > 10:  # noqa: PLR2004 - as above
        tell(f"and {count(len(told) - 10, 'problem')} more", screen)
