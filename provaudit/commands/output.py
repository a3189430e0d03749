"""In which form an audit is written, and where it goes."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from polars import DataFrame
from rich.console import Console

from provaudit.commands.screen import Screen, tell
from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.report.beside import write_beside
from provaudit.report.html import write_html
from provaudit.report.machine import write_csv, write_json, write_tables
from provaudit.report.markdown import markdown
from provaudit.report.standards.forms import STANDARDS
from provaudit.report.standards.sarif import write_sarif
from provaudit.report.terminal import Wanted, print_audit, print_problems
from provaudit.rulebook import Rule


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
