"""`provaudit rules diff`: what a change of rules does to a corpus."""

import click

from provaudit.cli import options, rule_options
from provaudit.cli.deferred import done_by

SAMPLE = 3
"""Articles shown of what a rule gained, and of what it lost (chosen)."""


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@rule_options.corpus
@rule_options.number(
    "--sample", SAMPLE, "Articles shown of what a rule gained, and of what it lost; 0 for all."
)
@rule_options.form("table", "json", "csv")
@options.columns
@options.screen
@rule_options.example(
    "  provaudit rules diff shipped my-rules articles/\n"
    "  provaudit rules diff kna-old.yaml kna.yaml articles/ --sample 10"
)
@done_by("rules_diff:diff")
def diff() -> None:
    """Show which articles flip between two versions of rules.

    OLD and NEW are each `shipped`, a folder of rules, or a rule file. A folder with a dimensions.yaml is a whole
    rulebook, any other lies over the shipped rules. Exit code 0 whether something flips or not.
    """
