"""Where a command's output goes: the console, files, the progress on stderr."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click
from polars import DataFrame
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.report.html import write_html
from provaudit.report.machine import write_beside, write_csv, write_json, write_tables
from provaudit.report.markdown import markdown
from provaudit.report.plain import clean
from provaudit.report.slides import slide
from provaudit.report.standards.forms import STANDARDS
from provaudit.report.standards.sarif import write_sarif
from provaudit.report.terminal import Wanted, print_audit, print_problems
from provaudit.rulebook import Rule

PIPED = 80
"""Cells of a line that does not go to a terminal."""

Step = Callable[[str, float], None]
"""Told of every step of a long work: its name, and how much of it is done (0..1)."""


@dataclass(frozen=True)
class Screen:
    """How wide and how colourful to print."""

    width: int | None = None
    no_color: bool = False
    quiet: bool = False
    svg: Path | None = None

    def keep(self, draw: Callable[[Console], None], title: str) -> None:
        """Keep what `draw` draws as SVG under its title, where that was asked for."""
        if self.svg is not None:
            drawn = slide(draw, title, self.width)
            write_beside(self.svg, lambda stream: stream.write(drawn.encode()), "--svg")

    def print(self, draw: Callable[[Console], None]) -> None:
        """Print on stdout what `draw` draws; one write, so that a reader that goes away is seen here."""
        sys.stdout.write(self.drawn(draw, terminal=sys.stdout.isatty()))

    def text(self, draw: Callable[[Console], None]) -> str:
        """Return what `draw` draws as a file holds it: without colour."""
        return Screen(self.width, no_color=True).drawn(draw, terminal=False)

    def drawn(self, draw: Callable[[Console], None], *, terminal: bool) -> str:
        """Return what `draw` draws, for a terminal or for a pipe."""
        plain = self.no_color or bool(os.environ.get("NO_COLOR"))
        console = Console(
            width=self.width or (None if terminal else PIPED),
            color_system=None if plain else "auto",
            highlight=False,
            markup=False,
            emoji=False,
        )
        with console.capture() as captured:
            draw(console)
        return captured.get()


@contextmanager
def progress(screen: Screen) -> Iterator[Step | None]:
    """Yield what a long work reports to, shown on stderr where that is a terminal; else None."""
    if screen.quiet or not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("reading", total=1.0)
        yield lambda step, fraction: shown.update(task, description=step, completed=fraction)


def tell(message: str, screen: Screen) -> None:
    """Say something on stderr, unless the screen is to be quiet."""
    if not screen.quiet:
        click.echo(clean(message), err=True)


def tell_problems(problems: DataFrame, screen: Screen) -> None:
    """Name on stderr what could not be read. Columns in: PROBLEMS."""
    if not screen.quiet:
        print_problems(problems, Console(stderr=True, highlight=False, markup=False, emoji=False))


def refuse(form: str, out: Path | None, *, excerpts: bool) -> None:
    """Raise InputError, before the work begins, for a form without the place it needs, or excerpts of another."""
    if excerpts and form != "html":
        raise InputError(f"--excerpts is for --format html; {form} has no articles' texts to cut")
    if form == "parquet" and out is None:
        raise InputError("--format parquet needs --out FOLDER: it is one file a table")
    if form == "html" and out is None:
        raise InputError("--format html needs --out FILE: it is a page for a browser, not for a terminal")


def write(
    audit: Audit,
    form: str,
    out: Path | None,
    wanted: Wanted,
    screen: Screen,
    *,
    with_text: bool,
    excerpts: bool = False,
    rules: Sequence[Rule] = (),
) -> None:
    """Write an audit in one of the forms, to stdout or to `out`; `rules` were in force.

    Raise InputError where `out` cannot be written; what `refuse` lets pass has a place to go to.
    """
    screen.keep(lambda console: print_audit(audit, console, wanted), "provaudit audit")
    if form in ("csv", "parquet") and out is not None:
        files = write_tables(audit, out, form, with_text=with_text)
        tell(f"provaudit: {len(files)} tables, one file each, are in the folder {out}", screen)
        return
    if form == "table" and out is None:
        screen.print(lambda console: print_audit(audit, console, wanted))
        return

    fill = _filling(audit, form, wanted, screen, rules, with_text=with_text, excerpts=excerpts)
    if out is None:
        fill(sys.stdout.buffer)
        if form == "csv":
            tell("provaudit: this is the table of articles only; --out FOLDER writes all tables", screen)
    else:
        write_beside(out, fill)


def _filling(
    audit: Audit,
    form: str,
    wanted: Wanted,
    screen: Screen,
    rules: Sequence[Rule],
    *,
    with_text: bool,
    excerpts: bool,
) -> Callable[[BinaryIO], object]:
    """Return what writes the audit in a form of one file to a stream."""
    forms: dict[str, Callable[[BinaryIO], object]] = {
        "json": lambda stream: write_json(audit, stream),
        "csv": lambda stream: write_csv(audit, stream, with_text=with_text),
        "sarif": lambda stream: write_sarif(audit, stream, rules),
        "md": lambda stream: stream.write(markdown(audit, wanted).encode()),
        "html": lambda stream: write_html(audit, stream, excerpts=excerpts),
        "table": lambda stream: stream.write(
            screen.text(lambda console: print_audit(audit, console, wanted)).encode()
        ),
    }
    standards = {name: partial(put, audit) for name, put in STANDARDS.items()}
    return (forms | standards)[form]
