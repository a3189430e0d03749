"""Options and habits that the commands about rules share."""

from collections.abc import Callable
from inspect import cleandoc
from pathlib import Path
from typing import Any

import click

from provaudit.cli.options import Command
from provaudit.cli.output import Screen, tell
from provaudit.report.problems import NOTE, problem_told
from provaudit.report.styles import count
from provaudit.rulebook import Fault

WRONG = 2
"""Exit code: a rule is wrong, or does not do what its tests expect."""

overlay = click.option(
    "--rules",
    "overlays",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Your own rules over the shipped ones: a folder, a .zip or pack:NAME; may be given more than once.",
)
corpus = click.argument("paths", nargs=-1, required=True, metavar="CORPUS...")
seed = click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, help="What is drawn at random."
)


def number(name: str, default: int, told: str) -> Callable[[Command], Command]:
    """Return an option that takes how many of something: 0 or more."""
    zero = click.IntRange(min=0)
    return click.option(name, type=zero, default=default, show_default=True, metavar="N", help=told)


def example(text: str) -> Callable[[Any], Any]:
    """Return a decorator that puts examples, unwrapped, at the end of a command's help."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        command.__doc__ = f"{cleandoc(command.__doc__ or '')}\n\n\b\nExample:\n{text}"
        return command

    return decorate


def form(*forms: str) -> Callable[[Command], Command]:
    """Return the option `--format` with these forms, the first of them if nothing is said."""
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True)


def mention(errors: tuple[Fault, ...]) -> None:
    """Say on stderr that some rules are not in force, and how to see why."""
    if errors:
        click.echo(f"{count(len(errors), 'error')} in rule files: run `provaudit rules check`", err=True)


def tell_unread(problems: Any, screen: Screen) -> None:
    """Name on stderr the inputs of a corpus that could not be read, at most ten of them."""
    told = [problem_told(path, message) for path, message in problems.filter(~NOTE).iter_rows()]
    for line in told[:10]:
        tell(line, screen)
    if len(told) > 10:  # noqa: PLR2004 - as above
        tell(f"and {count(len(told) - 10, 'problem')} more", screen)
