"""`provaudit compare`: two articles side by side."""

from pathlib import Path

import click

from provaudit.cli import options
from provaudit.cli.opened import Reading
from provaudit.cli.output import Screen
from provaudit.errors import InputError
from provaudit.report.compare import print_pair


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option(
    "--in",
    "pile",
    multiple=True,
    metavar="PATH|AUDIT.json",
    help="The pile or audit document in which the ids A and B stand; without it A and B are files.",
)
@options.reading
@options.screen
def compare(
    a: str,
    b: str,
    *,
    pile: tuple[str, ...],
    columns: dict[str, str] | None,
    rules: tuple[Path, ...],
    width: int | None,
    no_color: bool,
    quiet: bool,
) -> None:
    """Show two articles side by side: shared passages marked, changes inside them visible.

    From 100 cells on the texts stand side by side, below that one above the other. [-words-] stand in A only,
    {+words+} in B only.
    """
    screen = Screen(width, no_color, quiet)
    audit, ids = Reading(columns, rules, screen).opened(list(pile) or [a, b], [a, b] if pile else [])
    if len(ids) != 2 or ids[0] == ids[1]:  # noqa: PLR2004 - a pair
        raise InputError(
            f"compare needs two articles, not {len(set(ids))}; to pick two of a pile, name it with --in"
        )
    screen.print(lambda console: print_pair(audit, ids[0], ids[1], console))
