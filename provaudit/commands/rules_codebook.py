"""`provaudit rules codebook` and `schema`: rules for people who code, and for editors."""

import json
from pathlib import Path
from typing import BinaryIO

import click

from provaudit.authoring.codebook import codebook as made
from provaudit.authoring.editor import editor_schema
from provaudit.authoring.shelf import Shelf
from provaudit.commands.rule_told import mention
from provaudit.report.machine import write_beside
from provaudit.report.rule_codebook import codebook_html, codebook_markdown
from provaudit.rulebook import load


def codebook(
    wanted: tuple[str, ...], *, form: str | None, output: Path | None, overlays: tuple[Path, ...]
) -> None:
    """Make a codebook of the rules for people who code by hand."""
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


def schema(kind: str) -> None:
    """Print the JSON Schema of rule files, for editors."""
    click.echo(json.dumps(editor_schema(kind), ensure_ascii=False, indent=2))
