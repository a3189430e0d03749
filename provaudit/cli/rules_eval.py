"""`provaudit rules eval`: what rules are worth against coders' labels."""

from pathlib import Path

import click

from provaudit.cli import options, rule_options
from provaudit.cli.deferred import done_by

ERRORS = 5
"""False hits and misses that are shown unless more are asked for (chosen)."""


@click.command("eval")
@click.argument("rule", metavar="RULE|all")
@rule_options.corpus
@click.option(
    "--labels",
    "labelled",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Columns id, rule, label (yes, no or na) and perhaps coder; others are ignored.",
)
@click.option(
    "--held-out",
    is_flag=True,
    help="Measure on the held-out half instead. Looking spends it: a rule changed after that is tuned to it, and "
    "its figures there are no longer honest. Do it once, at the end.",
)
@rule_options.number("--errors", ERRORS, "False hits and misses that are shown of each rule; 0 for none.")
@rule_options.seed
@rule_options.form("table", "json", "csv")
@options.reading
@options.screen
@rule_options.example(
    "  provaudit rules eval origin/kna articles/ --labels labels.csv \\\n    --rules my-rules\n"
    "  provaudit rules eval all articles/ --labels labels.csv --format csv"
)
@done_by("rules_eval:eval_rules")
def eval_rules() -> None:
    """Measure rules against coders' labels, and show every error.

    RULE is an id or a rule file; `all` means every rule that the labels name. An article counts as yes where
    most of its coders say so. Half of the articles, by a hash of their ids, are held out: write the rule on the
    other half.
    """
