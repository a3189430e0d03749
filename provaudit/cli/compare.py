"""`provaudit compare`: two articles side by side."""

import click

from provaudit.cli import options, rule_options
from provaudit.cli.deferred import done_by


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="[AUDIT.json] A B")
@click.option(
    "--in",
    "pile",
    multiple=True,
    metavar="PATH|AUDIT.json",
    help="The pile or audit document in which the ids A and B stand; without it A and B are files.",
)
@options.reading
@options.slide
@options.screen
@rule_options.example(
    "  provaudit compare ours.txt theirs.txt\n  provaudit compare --in articles/ ours theirs"
)
@done_by("compare:compare")
def compare() -> None:
    """Show two articles side by side: shared passages marked, changes inside them visible.

    A and B are files, or ids in an audit document or in the pile that --in names. The source stands first,
    whichever was named first. From 100 cells on the texts stand side by side, below that one above the other.
    [-words-] stand in the first only, {+words+} in the second only.
    """
