"""`provaudit rules diff`: what a change of rules does to a corpus."""

from typing import Any

import click

from provaudit.authoring.corpus import read_corpus
from provaudit.authoring.difference import difference
from provaudit.authoring.shelf import version
from provaudit.cli import options, rule_options
from provaudit.cli.output import Screen, progress
from provaudit.report.rule_diff import difference_csv, difference_json, print_difference

EXAMPLES = 3
"""Articles shown of what a rule gained, and of what it lost (chosen)."""


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@rule_options.corpus
@rule_options.number("--examples", EXAMPLES, "Articles shown of what a rule gained, and of what it lost.")
@rule_options.form("table", "json", "csv")
@options.columns
@options.screen
@rule_options.example(
    "  provaudit rules diff shipped my-rules articles/\n"
    "  provaudit rules diff kna-old.yaml kna.yaml articles/ --examples 10"
)
def diff(
    old: str,
    new: str,
    paths: tuple[str, ...],
    *,
    examples: int,
    form: str,
    columns: dict[str, str] | None,
    **shown: Any,
) -> None:
    """Show which articles flip between two versions of rules.

    OLD and NEW are each `shipped`, a folder of rules, or a rule file. A folder with a dimensions.yaml is a whole
    rulebook, any other lies over the shipped rules. Exit code 0 whether something flips or not.
    """
    screen = Screen(**shown)
    with version(old) as one, version(new) as two, progress(screen) as tell:
        corpus = read_corpus(paths, columns, tell)
        found, flips = difference(one, two, corpus, tell)
    rule_options.tell_unread(corpus.problems, screen)
    rule_options.mention((*one.rulebook.errors, *two.rulebook.errors))
    articles = corpus.articles.height
    if form == "table":
        screen.print(lambda console: print_difference(found, flips, articles, examples, console))
    else:
        text = difference_json(found, flips, articles) if form == "json" else difference_csv(found)
        click.echo(text.rstrip("\n"))
