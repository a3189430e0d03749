"""`provaudit outlets`: how much of what each outlet prints is others' text, whether it says so, whom it cites."""

from pathlib import Path

import click

from provaudit.cli import options, rule_options
from provaudit.cli.deferred import done_by

FORMS = ("table", "json", "csv", "parquet", "md")
"""The forms of the profiles."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@rule_options.form(*FORMS)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write there; parquet needs it.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    help="Outlets in the table; default 40 of those that have stories enough, 0 for all.",
)
@rule_options.seed
@options.workers
@options.reading
@options.outlets
@options.screen
@rule_options.example(
    "  provaudit outlets articles/\n  provaudit outlets audit.json --format csv --out outlets.csv"
)
@done_by("outlets:outlets")
def outlets() -> None:
    """Profile outlets: wire copy, credit, sourcing, corrections, hours.

    PATH is what audit reads, or one audit document. Each figure comes with a 95% interval, what it rests on, and how it
    differs from all outlets together; where an outlet has too few stories, that is said instead.
    """
