"""`provaudit rules try`: one rule on a corpus, its hits in context."""

from pathlib import Path

import click

from provaudit.authoring.corpus import find, read_corpus, runnable
from provaudit.authoring.shelf import shelf
from provaudit.authoring.trial import SAMPLE, tried
from provaudit.cli import options, rule_options
from provaudit.cli.output import Screen, progress
from provaudit.report.rule_try import print_trial, trial_csv, trial_json


@click.command("try")
@click.argument("rule", metavar="RULE")
@rule_options.corpus
@click.option(
    "--sample",
    type=click.IntRange(min=0),
    default=SAMPLE,
    show_default=True,
    metavar="N",
    help="Hits that are shown, drawn at random; 0 for all.",
)
@rule_options.seed
@rule_options.form("table", "json", "csv")
@options.reading
@options.screen
@rule_options.example(
    "  provaudit rules try attribution/generic-agencies articles/\n"
    "  provaudit rules try my-rules/origin/kna.yaml articles/ --sample 30\n"
    "  provaudit rules try origin/kna articles/ --rules my-rules --format csv"
)
def try_rule(
    rule: str,
    paths: tuple[str, ...],
    *,
    sample: int,
    seed: int,
    form: str,
    columns: dict[str, str] | None,
    rules: tuple[Path, ...],
    width: int | None,
    no_color: bool,
    quiet: bool,
) -> None:
    """Try a rule on articles: its hits in context, by outlet, by zone, and what it costs.

    RULE is an id or a rule file; CORPUS is what `provaudit audit` reads. The CSV has a column `label` to fill
    in. Hits alone cannot tell what a rule misses: to measure it, label articles drawn without looking at it.
    """
    screen = Screen(width, no_color, quiet)
    with shelf(rules, rule) as (found, identity), progress(screen) as tell:
        wanted = runnable(found.rule(identity))
        corpus = read_corpus(paths, columns, tell)
        trial = tried(wanted, corpus, find(corpus, found, [wanted], tell), sample, seed)
    rule_options.tell_unread(corpus.problems, screen)
    if form == "table":
        screen.print(lambda console: print_trial(trial, console, seed))
    else:
        click.echo(trial_json(trial, seed) if form == "json" else trial_csv(trial).rstrip("\n"))
