"""`provaudit rules try`: one rule on a corpus, its hits in context."""

import click

from provaudit.choices import HITS
from provaudit.cli import options, rule_options
from provaudit.cli.deferred import done_by


@click.command("try")
@click.argument("rule", metavar="RULE")
@rule_options.corpus
@rule_options.number("--sample", HITS, "Hits that are shown, drawn at random; 0 for all.")
@click.option(
    "--blind",
    type=click.IntRange(min=1),
    metavar="N",
    help="Print no hits but N articles drawn at random, as CSV with an empty column `label`, for `rules eval`.",
)
@click.option("--zone", metavar="ZONES", help="Look in these zones, with commas between, not in the rule's.")
@rule_options.seed
@rule_options.form("table", "json", "csv")
@options.reading
@options.screen
@rule_options.example(
    "  provaudit rules try attribution/generic-agencies articles/\n"
    "  provaudit rules try my-rules/origin/kna.yaml articles/ --sample 30\n"
    "  provaudit rules try origin/kna articles/ --rules my-rules \\\n    --blind 200 > labels.csv"
)
@done_by("rules_try:try_rule")
def try_rule() -> None:
    """Try a rule on articles and see its hits in context.

    They are counted by outlet and by zone, and timed. RULE is an id or a rule file; CORPUS is what `provaudit
    audit` reads. Hits alone cannot tell what a rule misses: to measure it, label articles drawn without looking
    at it, which --blind does.
    """
