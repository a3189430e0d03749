"""A table of outlets to its rows: one that is not written as it should be is named, and costs no other."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from provaudit.errors import InputError
from provaudit.outlets.register import Rating
from provaudit.written import Fault
from provaudit.written.faults import Place, printable

_MARKS = "quotation marks do not match, so that nobody knows where a cell ends; the row is left out"
_PAIRED = 'a cell in quotation marks to end with one, and `""` for one within it'


class Table(NamedTuple):
    """A table as it was read: its rows with the heading's names, as text, and where they stand in the file."""

    rows: pl.DataFrame
    lines: list[int]  # on which each row begins
    names: dict[str, Place]  # where each column is named first
    rated: dict[int, tuple[Rating, ...]]  # by line: ratings that say themselves whose they are


def cells(path: Path, text: str, separator: str, faults: list[Fault]) -> Table:
    """Return a table.

    A row may stop early, as some programs write them: what it leaves out is empty. Rows and columns that cannot be
    read are added to the faults. Raise InputError where there is no heading.
    """
    rows = [(line, row) for line, row in _rows(text, separator) if row != []]
    if not rows:
        raise InputError("is no table: it is empty")
    line, heading = rows.pop(0)
    if heading is None:
        raise InputError(
            f"is no table: in line {line}, which should name its columns, quotation marks do not match"
        )
    places, found = list[int](), list[list[str]]()
    for line, row in rows:
        if wrong := _wrong(row, len(heading), separator):
            faults.append(Fault(str(path), Place(line, 1), wrong[0], expected=wrong[1]))
        elif row:
            places.append(line)
            found.append(row + [""] * (len(heading) - len(row)))
    columns, names = _columns(path, heading, found, faults)
    return Table(pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)), places, names, {})


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str] | None]]:
    """Yield each row with the line on which it begins, null for one that cannot be read: the next line begins anew."""
    lines, at = list(io.StringIO(text, newline="")), 0
    while at < len(lines):
        reader = csv.reader((lines[n] for n in range(at, len(lines))), delimiter=separator, strict=True)
        try:
            row = next(reader)
        except csv.Error:
            yield at + 1, None
            at += 1
        else:
            yield at + 1, row
            at += reader.line_num


def _wrong(row: list[str] | None, wide: int, separator: str) -> tuple[str, str] | None:
    """Return what is wrong with a row, and what was expected."""
    if row is None:
        return _MARKS, _PAIRED
    if any(cell.strip() for cell in row[wide:]):
        what = f"the row has {len(row)} cells, and the table {wide} columns, so that it is left out"
        shown = "a tab" if separator == "\t" else f"`{separator}`"
        return what, f"quotation marks around a cell that holds {shown}"
    return None


def _columns(
    path: Path, heading: Sequence[str], rows: Sequence[Sequence[str]], faults: list[Fault]
) -> tuple[dict[str, list[str | None]], dict[str, Place]]:
    """Return the columns by their names, of those with one name the first, and where the names begin."""
    columns: dict[str, list[str | None]] = {}
    names: dict[str, Place] = {}
    start = 1
    for at, name in enumerate(heading):
        held = [row[at] or None for row in rows]
        what = f"column `{printable(name)}` stands twice; the first counts" if name in columns else None
        if not name.strip() and any(held):
            what = "a column without a name is left out"
        if what:
            faults.append(Fault(str(path), Place(1, start), what, expected="each name once"))
        elif name.strip():
            columns[name], names[name] = held, Place(1, start)
        start += len(name) + 1
    return columns, names
