"""`provaudit rules diff`: what a change of rules does to a corpus."""

from typing import Any

import click

from provaudit.authoring.corpus import read_corpus
from provaudit.authoring.difference import difference
from provaudit.authoring.shelf import version
from provaudit.commands.rule_told import mention
from provaudit.commands.screen import Screen, progress
from provaudit.commands.unread import tell_unread
from provaudit.report.rule_diff import difference_csv, difference_json, print_difference


def diff(
    old: str,
    new: str,
    paths: tuple[str, ...],
    *,
    sample: int,
    form: str,
    columns: dict[str, str] | None,
    **shown: Any,
) -> None:
    """Show which articles flip between two versions of rules."""
    screen = Screen(**shown)
    with version(old) as one, version(new) as two, progress(screen) as tell:
        corpus = read_corpus(paths, columns, tell)
        found, flips = difference(one, two, corpus, tell)
    tell_unread(corpus.problems, screen)
    for side in (one, two):
        mention(side.rulebook.errors, side.overlays)
    articles = corpus.articles.height
    if form == "table":
        screen.print(lambda console: print_difference(found, flips, articles, sample, console))
    else:
        text = difference_json(found, flips, articles) if form == "json" else difference_csv(found)
        click.echo(text.rstrip("\n"))
