"""Options and habits that the commands about rules share."""

from collections.abc import Callable
from inspect import cleandoc
from pathlib import Path
from typing import Any

import click

from provaudit.cli.options import Command

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
