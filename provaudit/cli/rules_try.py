"""`provaudit rules try`: one rule on a corpus, its hits in context."""

from pathlib import Path
from typing import Any

import click

from provaudit.authoring.corpus import read_corpus, runnable
from provaudit.authoring.shelf import shelf
from provaudit.authoring.trial import SAMPLE, to_label, tried
from provaudit.cli import options, rule_options
from provaudit.cli.output import Screen, progress
from provaudit.report.rule_try import blank_labels, print_trial, trial_csv, trial_json


@click.command("try")
@click.argument("rule", metavar="RULE")
@rule_options.corpus
@rule_options.number("--sample", SAMPLE, "Hits that are shown, drawn at random; 0 for all.")
@click.option(
    "--blind",
    type=click.IntRange(min=1),
    metavar="N",
    help="Print no hits but N articles drawn at random, as CSV with an empty column `label`, for `rules eval`.",
)
@rule_options.seed
@rule_options.form("table", "json", "csv")
@options.reading
@options.screen
@rule_options.example(
    "  provaudit rules try attribution/generic-agencies articles/\n"
    "  provaudit rules try my-rules/origin/kna.yaml articles/ --sample 30\n"
    "  provaudit rules try origin/kna articles/ --rules my-rules --blind 200 > labels.csv"
)
def try_rule(
    rule: str,
    paths: tuple[str, ...],
    *,
    sample: int,
    blind: int | None,
    seed: int,
    form: str,
    columns: dict[str, str] | None,
    rules: tuple[Path, ...],
    **shown: Any,
) -> None:
    """Try a rule on articles and see its hits in context.

    They are counted by outlet and by zone, and timed. RULE is an id or a rule file; CORPUS is what `provaudit
    audit` reads. Hits alone cannot tell what a rule misses: to measure it, label articles drawn without looking
    at it, which --blind does.
    """
    screen = Screen(**shown)
    with shelf(rules, rule) as (found, identity), progress(screen) as tell:
        wanted = runnable(found.rule(identity))
        corpus = read_corpus(paths, columns, tell)
        if blind is not None:
            click.echo(blank_labels(to_label(corpus, blind, seed), identity).rstrip("\n"))
            return
        trial = tried(wanted, corpus, found, sample=sample, seed=seed, tell=tell)
    rule_options.tell_unread(corpus.problems, screen)
    if form == "table":
        screen.print(lambda console: print_trial(trial, console, seed))
    else:
        click.echo(trial_json(trial, seed) if form == "json" else trial_csv(trial).rstrip("\n"))
