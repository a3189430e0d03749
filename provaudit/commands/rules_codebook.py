"""`provaudit rules codebook` and `schema`: rules for people who code, and for editors."""

import json
from pathlib import Path
from typing import BinaryIO

import click

from provaudit.authoring.codebook import codebook as made
from provaudit.authoring.editor import editor_schema
from provaudit.authoring.shelf import Shelf
from provaudit.commands.rule_told import mention, say
from provaudit.errors import InputError
from provaudit.report.beside import write_beside
from provaudit.report.rule_codebook import codebook_html, codebook_markdown, codebook_size
from provaudit.rulebook import load

_FORMS = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html"}


def codebook(
    wanted: tuple[str, ...], *, form: str | None, output: Path | None, overlays: tuple[Path, ...]
) -> None:
    """Make a codebook of the rules for people who code by hand."""
    form = form or _form_of(output)
    shelf = Shelf(load(overlays), overlays)
    book = made(shelf.rulebook, shelf.matching(wanted))
    text = codebook_html(book) if form == "html" else codebook_markdown(book)
    if output is None:
        click.echo(text.rstrip("\n"))
    else:

        def fill(stream: BinaryIO) -> None:
            stream.write(text.encode())

        write_beside(output, fill)
        say(f"wrote {output}: {codebook_size(book)}")
    mention(shelf.rulebook.errors, overlays)


def _form_of(output: Path | None) -> str:
    """Return what the name of a file asks for; raise InputError where it asks for something else."""
    if output is None or (output.exists() and not output.is_file()):  # the screen, a device or a pipe
        return "md"
    form = _FORMS.get(output.suffix.lower())
    if form is None:
        raise InputError(
            f"{output}: a codebook is Markdown or HTML: "
            "expected a name that ends in .md or .html, or --format md or html"
        )
    return form


def schema(kind: str) -> None:
    """Print the JSON Schema of rule files, for editors."""
    click.echo(json.dumps(editor_schema(kind), ensure_ascii=False, indent=2))
