"""`provaudit rules coverage` and `profile`: what rules do on a corpus, and what they cost."""

from pathlib import Path
from typing import Any

import click

from provaudit.authoring.context import drawn
from provaudit.authoring.corpus import read_corpus
from provaudit.authoring.coverage import coverage as covered
from provaudit.authoring.profiling import profile as profiled
from provaudit.authoring.shelf import Shelf
from provaudit.commands.rule_told import mention
from provaudit.commands.screen import Screen, progress
from provaudit.commands.unread import tell_unread
from provaudit.report.rule_coverage import (
    coverage_csv,
    coverage_json,
    print_coverage,
    print_profile,
    profile_csv,
    profile_json,
)
from provaudit.rulebook import load


def coverage(
    paths: tuple[str, ...],
    *,
    only: tuple[str, ...],
    form: str,
    columns: dict[str, str] | None,
    rules: tuple[Path, ...],
    **shown: Any,
) -> None:
    """Show which rules never fire, always fire, or overlap."""
    screen = Screen(**shown)
    shelf = Shelf(load(rules), rules)
    wanted = shelf.matching(only)
    with progress(screen) as tell:
        corpus = read_corpus(paths, columns, tell)
        found = covered(corpus, shelf, wanted, tell)
    tell_unread(corpus.problems, screen)
    mention(shelf.rulebook.errors, rules)
    if form == "table":
        screen.print(lambda console: print_coverage(found, console))
    else:
        click.echo((coverage_json(found) if form == "json" else coverage_csv(found)).rstrip("\n"))


def profile(
    paths: tuple[str, ...],
    *,
    only: tuple[str, ...],
    sample: int,
    seed: int,
    limit: int,
    form: str,
    columns: dict[str, str] | None,
    rules: tuple[Path, ...],
    **shown: Any,
) -> None:
    """Show what each rule costs, slowest first."""
    screen = Screen(**shown)
    shelf = Shelf(load(rules), rules)
    wanted = shelf.matching(only)
    with progress(screen) as tell:
        corpus = read_corpus(paths, columns, tell)
        rows = drawn(corpus.articles.height, sample, seed)
        timed = corpus.part(corpus.articles["article"][rows])
        found = profiled(timed, shelf, wanted, tell)
    tell_unread(corpus.problems, screen)
    mention(shelf.rulebook.errors, rules)
    if form == "table":
        screen.print(lambda console: print_profile(found, limit, console))
    else:
        click.echo((profile_json(found) if form == "json" else profile_csv(found)).rstrip("\n"))
