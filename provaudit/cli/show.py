"""`provaudit show`: one article with everything found in it in place."""

import click

from provaudit.cli import options
from provaudit.cli.deferred import done_by

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
@done_by("show:show")
def show() -> None:
    """Show one article in place; the help above says how it can be named."""
