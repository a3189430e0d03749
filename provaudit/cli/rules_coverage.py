"""`provaudit rules coverage` and `profile`: what rules do on a corpus, and what they cost."""

import click

from provaudit.choices import TIMED
from provaudit.cli import options, rule_options
from provaudit.cli.deferred import done_by

LIMIT = 20
"""Rules whose time is shown unless more are asked for (chosen: a screen)."""


only = click.option(
    "--only", multiple=True, metavar="RULE", help="Only these rules: an id or a pattern such as 'origin/*'."
)


@click.command()
@rule_options.corpus
@only
@rule_options.form("table", "json", "csv")
@options.reading
@options.screen
@rule_options.example(
    "  provaudit rules coverage articles/\n"
    "  provaudit rules coverage articles/ --only 'sourcing/*' --format csv"
)
@done_by("rules_coverage:coverage")
def coverage() -> None:
    """Show which rules never fire, always fire, or overlap.

    It also tells how many articles' points would change, and by how much on average, if a rule were
    dropped. The corpus is audited, so rules about the lineage are in it. Two rules overlap by Jaccard:
    the articles in which both fire, of those in which either does.
    """


@click.command()
@rule_options.corpus
@only
@rule_options.number("--sample", TIMED, "Articles that are timed, drawn at random; 0 for all.")
@rule_options.seed
@rule_options.number("--limit", LIMIT, "Rules that are shown; 0 for all.")
@rule_options.form("table", "json", "csv")
@options.reading
@options.screen
@rule_options.example(
    "  provaudit rules profile articles/\n  provaudit rules profile articles/ --only 'origin/*' --limit 0"
)
@done_by("rules_coverage:profile")
def profile() -> None:
    """Show what each rule costs, slowest first.

    Every rule is run alone; what it would cost without its words is taken off. Times are of the processor, so
    that other work on the machine does not count.
    """
