"""`provaudit rules coverage` and `profile`: what rules do on a corpus, and what they cost."""

from pathlib import Path
from typing import Any

import click

from provaudit.authoring.context import drawn
from provaudit.authoring.corpus import read_corpus
from provaudit.authoring.coverage import coverage as covered
from provaudit.authoring.profiling import SAMPLE
from provaudit.authoring.profiling import profile as profiled
from provaudit.authoring.shelf import Shelf
from provaudit.cli import options, rule_options
from provaudit.cli.output import Screen, progress
from provaudit.report.rule_coverage import (
    coverage_csv,
    coverage_json,
    print_coverage,
    print_profile,
    profile_csv,
    profile_json,
)
from provaudit.rulebook import load

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
def coverage(
    paths: tuple[str, ...],
    *,
    only: tuple[str, ...],
    form: str,
    columns: dict[str, str] | None,
    rules: tuple[Path, ...],
    **shown: Any,
) -> None:
    """Show which rules never fire, always fire, or overlap.

    It also tells how many articles' points would change, and by how much on average, if a rule were
    dropped. The corpus is audited, so rules about the lineage are in it. Two rules overlap by Jaccard:
    the articles in which both fire, of those in which either does.
    """
    screen = Screen(**shown)
    shelf = Shelf(load(rules), rules)
    wanted = shelf.matching(only)
    with progress(screen) as tell:
        corpus = read_corpus(paths, columns, tell)
        found = covered(corpus, shelf, wanted, tell)
    rule_options.tell_unread(corpus.problems, screen)
    rule_options.mention(shelf.rulebook.errors)
    if form == "table":
        screen.print(lambda console: print_coverage(found, console))
    else:
        click.echo((coverage_json(found) if form == "json" else coverage_csv(found)).rstrip("\n"))


@click.command()
@rule_options.corpus
@only
@rule_options.number("--sample", SAMPLE, "Articles that are timed, drawn at random; 0 for all.")
@rule_options.seed
@rule_options.number("--limit", LIMIT, "Rules that are shown; 0 for all.")
@rule_options.form("table", "json", "csv")
@options.reading
@options.screen
@rule_options.example(
    "  provaudit rules profile articles/\n  provaudit rules profile articles/ --only 'origin/*' --limit 0"
)
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
    """Show what each rule costs, slowest first.

    Every rule is run alone; what it would cost without its words is taken off. Times are of the processor, so
    that other work on the machine does not count.
    """
    screen = Screen(**shown)
    shelf = Shelf(load(rules), rules)
    wanted = shelf.matching(only)
    with progress(screen) as tell:
        corpus = read_corpus(paths, columns, tell)
        rows = drawn(corpus.articles.height, sample, seed)
        timed = corpus.part(corpus.articles["article"][rows])
        found = profiled(timed, shelf, wanted, tell)
    rule_options.tell_unread(corpus.problems, screen)
    rule_options.mention(shelf.rulebook.errors)
    if form == "table":
        screen.print(lambda console: print_profile(found, limit, console))
    else:
        click.echo((profile_json(found) if form == "json" else profile_csv(found)).rstrip("\n"))
