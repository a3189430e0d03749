"""`provaudit rules eval`: what rules are worth against coders' labels."""

from pathlib import Path
from typing import Any

import click

from provaudit.authoring.corpus import read_corpus, runnable
from provaudit.authoring.evaluation import DEVELOPMENT, HELD_OUT, evaluate, part_of
from provaudit.authoring.labels import check, read_labels
from provaudit.authoring.shelf import shelf
from provaudit.commands.screen import Screen, progress
from provaudit.commands.unread import tell_unread
from provaudit.errors import InputError
from provaudit.report.rule_eval import Told, evaluations_csv, evaluations_json, print_evaluations

ALL = "all"


def eval_rules(
    rule: str,
    paths: tuple[str, ...],
    *,
    labelled: Path,
    held_out: bool,
    errors: int,
    seed: int,
    form: str,
    columns: dict[str, str] | None,
    rules: tuple[Path, ...],
    **shown: Any,
) -> None:
    """Measure rules against coders' labels, and show every error."""
    screen = Screen(**shown)
    labels, part = read_labels(labelled), HELD_OUT if held_out else DEVELOPMENT
    with shelf(rules, "" if rule == ALL else rule) as (found, identity), progress(screen) as tell:
        if rule != ALL:
            labels = labels.of([runnable(found.rule(identity)).id])
        corpus = read_corpus(paths, columns, tell)
        check(labels, found.rulebook, corpus.articles["id"].to_list())
        wanted = [runnable(found.rule(name)) for name in labels.rows["rule"].unique().sort()]
        done = evaluate(wanted, corpus, labels, found, part=part, seed=seed, tell=tell)
    tell_unread(corpus.problems, screen)
    if not done:
        raise InputError(f"{labelled}: no labelled article is in the {part} half; label more, 100 at least")
    if form == "table":
        unseen = sum(part_of(one) != part for one in labels.rows["id"].unique())
        told = Told(part, unseen, labels.blank, seed, errors)
        screen.print(lambda console: print_evaluations(done, console, told))
    else:
        text = evaluations_json(done, part, seed) if form == "json" else evaluations_csv(done, part)
        click.echo(text.rstrip("\n"))
