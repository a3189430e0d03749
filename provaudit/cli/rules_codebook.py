"""`provaudit rules codebook` and `schema`: rules for people who code, and for editors."""

import json
from pathlib import Path
from typing import BinaryIO

import click

from provaudit.authoring.codebook import codebook as made
from provaudit.authoring.editor import KINDS, editor_schema
from provaudit.authoring.shelf import Shelf
from provaudit.cli.rule_options import example, mention, overlay
from provaudit.report.machine import write_beside
from provaudit.report.rule_codebook import codebook_html, codebook_markdown
from provaudit.rulebook import load


@click.command()
@click.argument("wanted", nargs=-1, metavar="[RULE]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html"]),
    help="Markdown, or one HTML page to print; default: what the name of --output says, else md.",
)
@click.option(
    "--output",
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write there, not on the screen.",
)
@overlay
@example(
    "  provaudit rules codebook --output codebook.html\n"
    "  provaudit rules codebook 'sourcing/*' --rules my-rules --format md"
)
def codebook(
    wanted: tuple[str, ...], *, form: str | None, output: Path | None, overlays: tuple[Path, ...]
) -> None:
    """Make a codebook of the rules for people who code by hand.

    It has every variable, how to code it and how the rule finds it. RULE is an id or a pattern such as
    'origin/*'; without it all rules are in it.
    """
    shelf = Shelf(load(overlays), overlays)
    book = made(shelf.rulebook, shelf.matching(wanted))
    html = form == "html" or (form is None and output is not None and output.suffix in (".html", ".htm"))
    text = codebook_html(book) if html else codebook_markdown(book)
    if output is None:
        click.echo(text.rstrip("\n"))
    else:

        def fill(stream: BinaryIO) -> None:
            stream.write(text.encode())

        write_beside(output, fill)
    mention(shelf.rulebook.errors)


@click.command()
@click.argument("kind", type=click.Choice(KINDS), default=KINDS[0])
@example(
    "  provaudit rules schema > my-rules/rule.schema.json\n"
    "  provaudit rules schema vocabulary > my-rules/vocabulary.schema.json"
)
def schema(kind: str) -> None:
    """Print the JSON Schema of rule files, for editors.

    An editor that knows it completes keys and checks values while you write. In VS Code, install the YAML
    extension and put this line first in a rule's file: # yaml-language-server: $schema=../rule.schema.json
    """
    click.echo(json.dumps(editor_schema(kind), ensure_ascii=False, indent=2))
