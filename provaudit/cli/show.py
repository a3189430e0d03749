"""`provaudit show`: one article with everything found in it in place."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from provaudit.cli import options
from provaudit.cli.opened import Reading, is_document
from provaudit.cli.output import Screen
from provaudit.errors import InputError
from provaudit.report.show import print_article

# \b keeps click from joining the lines of a paragraph
_HELP = """Show one article: verdicts, zones, signals, and which words stand in which source.

\b
provaudit show article.txt            audits this file alone
provaudit show AUDIT.json ID          an article of an audit document
provaudit show AUDIT.json#ID          the same
provaudit show --in articles/ ID      audits the pile, shows one of it

ID may be cut to the file's name, without its suffix, or to how that begins. From an audit document the text
is read again from its file, which must be unchanged.
"""


@click.command(help=_HELP)
@click.argument("target", metavar="PATH|AUDIT.json|ID")
@click.argument("article", required=False, metavar="[ID]")
@click.option(
    "--in",
    "pile",
    multiple=True,
    metavar="PATH|AUDIT.json",
    help="The pile or audit document in which ID stands; may be given several times.",
)
@options.reading
@options.slide
@options.screen
def show(
    target: str,
    article: str | None,
    *,
    pile: tuple[str, ...],
    columns: dict[str, str] | None,
    rules: tuple[Path, ...],
    **shown: Any,
) -> None:
    """Show one article in place; the help above says how it can be named."""
    screen = Screen(**shown)
    sources, name = _asked(target, article, pile)
    audit, ids = Reading(columns, rules, screen).opened(sources, name)
    if len(ids) != 1:
        raise InputError(f"{target} holds {len(ids):,} articles: name one, for example {ids[0]!r}")
    draw = partial(print_article, audit, ids[0])
    screen.print(draw)
    screen.keep(draw, f"provaudit show {ids[0]}")


def _asked(target: str, article: str | None, pile: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the sources and the name of the article, if any."""
    if pile:
        if article is not None:
            raise InputError("with --in, name one article only")
        return list(pile), [target]
    path, sign, name = target.rpartition("#")
    if article is None and sign and is_document(Path(path)):
        return [path], [name]
    return [target], [] if article is None else [article]
