"""`provaudit rules try`: one rule on a corpus, its hits in context."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from provaudit.authoring.corpus import read_corpus, runnable
from provaudit.authoring.drafting import zones
from provaudit.authoring.shelf import shelf
from provaudit.authoring.trial import to_label, tried
from provaudit.commands.screen import Screen, progress
from provaudit.commands.unread import tell_unread
from provaudit.report.rule_try import blank_labels, print_trial, trial_csv, trial_json


def try_rule(
    rule: str,
    paths: tuple[str, ...],
    *,
    sample: int,
    blind: int | None,
    zone: str | None,
    seed: int,
    form: str,
    columns: dict[str, str] | None,
    rules: tuple[Path, ...],
    **shown: Any,
) -> None:
    """Try a rule on articles and see its hits in context."""
    screen = Screen(**shown)
    with shelf(rules, rule) as (found, identity), progress(screen) as tell:
        wanted = runnable(found.rule(identity))
        if zone:
            wanted = replace(wanted, zones=zones(zone))
        corpus = read_corpus(paths, columns, tell)
        if blind is not None:
            click.echo(blank_labels(to_label(corpus, blind, seed), identity).rstrip("\n"))
            return
        trial = tried(wanted, corpus, found, sample=sample, seed=seed, tell=tell)
    tell_unread(corpus.problems, screen)
    if form == "table":
        screen.print(lambda console: print_trial(trial, console, seed))
    else:
        click.echo(trial_json(trial, seed) if form == "json" else trial_csv(trial).rstrip("\n"))
