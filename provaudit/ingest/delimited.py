"""CSV and TSV: a header and one article a row; comma, semicolon, tab or bar between the cells."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

import polars as pl

from provaudit.ingest.batch import Problem, Row, Source, parted
from provaudit.ingest.clean import normal, printable
from provaudit.ingest.columns import Choice, Columns, no_text
from provaudit.ingest.encoding import each_text
from provaudit.ingest.values import fields, stated

_DELIMITERS = ",;\t|"
_RESTARTS = 20
"""Times a file is taken up again after a quotation mark that is never closed; each costs a pass (chosen)."""

_AT_ONCE = 100
"""Rows that are read before they are handed on (chosen)."""

_LINES, _SHORT = 1_000_000, 16
"""Lines from which on they must have so many characters in the mean: each costs sixty bytes beside them (chosen)."""

_NAMED = 1000
"""Rows of a file that are named each as misfits or doubtful; the rest is counted (chosen)."""

_CELL = 2**31 - 1
"""Characters in a cell; the csv module stops at 131,072 by default, which a long article passes."""


@dataclass(frozen=True)
class _Record:
    """One record with its first and last line, counted from 1."""

    first: int
    last: int
    cells: list[str]
    closed: bool = True  # no: a quotation mark swallows the file from here on
    paired: bool = True  # no: a quotation mark may have swallowed the lines of other records

    def misfit(self, width: int) -> str | None:
        """Say why the record cannot be read under a header of so many columns, null where it can."""
        lines = f"lines {self.first} to {self.last} are" if self.last > self.first else "the line is"
        if not self.closed:
            return f"a quotation mark is never closed; {lines} left out"
        count = len(self.cells)
        if count == width or (count > width and not any(self.cells[width:])):
            return None
        hint = "quote cells that hold the separator, close every quotation mark"
        return f"expected {width} cells as in the header, got {count}; {lines} left out ({hint})"

    def doubt(self) -> str:
        """Say what is odd about a record that can be read."""
        return f"quotation marks do not pair up; lines {self.first} to {self.last} are read as one article"


def read(
    sources: Iterable[Source], columns: Columns, problems: list[Problem], part: int
) -> Iterator[pl.DataFrame]:
    """Yield one row a record, in frames of about `part` characters; records that do not fit are problems.

    The text of one file is held whole: a quotation mark that is never closed shows at its end.
    """
    return parted(_all_rows(sources, columns, problems), part)


def _all_rows(sources: Iterable[Source], columns: Columns, problems: list[Problem]) -> Iterator[Row]:
    for source, text in each_text(sources, problems):
        rows = _rows(source, normal(text), columns, problems)
        while some := _some(rows):
            yield from some


def _some(rows: Iterator[Row]) -> list[Row]:
    """Return the next rows: the limit on cells is everybody's, so none is handed on while it is raised."""
    with _long_cells():
        return list(islice(rows, _AT_ONCE))


def delimiter(header: str) -> str:
    """Return what separates the cells of a header line: whichever candidate stands in it most often."""
    return max(_DELIMITERS, key=header.count)


def header(line: str, mark: str) -> list[str]:
    """Return the column names that a header line states."""
    return [name.strip() for name in next(csv.reader([line], delimiter=mark))]


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _rows(source: Source, text: str, columns: Columns, problems: list[Problem]) -> Iterator[Row]:
    if text.count("\n") > max(_LINES, len(text) // _SHORT):
        problems.append(
            source.problem(f"has {text.count(chr(10)):,} lines, nearly all of them empty or as good as")
        )
        return
    # str.splitlines would also cut at U+2028 and form feeds; the reader wants the line ends of long cells.
    lines = [f"{line}\n" for line in text.removesuffix("\n").split("\n")]
    start = next((n for n, line in enumerate(lines) if not line.isspace()), None)
    if start is None:
        problems.append(source.problem("the file is empty"))
        return
    mark = delimiter(lines[start])
    names = header(lines[start], mark)
    choice = columns.choose(tuple(dict.fromkeys(names)))
    problems.extend(source.problem(message) for message in _header_faults(names, columns, choice))
    if "text" not in choice:
        return
    if not any(line.strip() for line in lines[start + 1 :]):
        problems.append(source.problem("the file has a header and no rows"))
    told = 0
    for number, record in enumerate(_records(lines, start + 1, mark), 1):
        place = f"row {number} (line {record.first})"
        fault = record.misfit(len(names))
        said = fault or (None if record.paired else record.doubt())
        told += said is not None
        if said and told <= _NAMED:
            problems.append(source.problem(said, place))
        if fault:
            continue
        cells = dict(zip(reversed(names), reversed(record.cells[: len(names)]), strict=True))
        yield Row.stating(source.shown, f"{source.key}#{number}", place, fields(cells, choice), stated(cells))
    if told > _NAMED:
        problems.append(source.problem(f"{told - _NAMED:,} more rows like these"))


def _header_faults(names: Sequence[str], columns: Columns, choice: Choice) -> Iterator[str]:
    if absent := columns.absent(names):
        yield absent
    if "text" not in choice:
        yield no_text(names)
    for name in dict.fromkeys(name for name in names if name and names.count(name) > 1):
        yield f"the header has {printable(name, 40)} more than once; the first such column is read"


def _records(lines: list[str], start: int, mark: str) -> Iterator[_Record]:
    """Yield the records from a line on: read strictly, and leniently where quotation marks do not pair up."""
    restarts = 0
    while start < len(lines):
        reader = csv.reader(_below(lines, start), delimiter=mark, strict=True)
        above = start
        try:
            for cells in reader:
                first, start = start, above + reader.line_num
                if cells:
                    yield _Record(first + 1, start, cells)
        except csv.Error as error:
            lenient = csv.reader(_below(lines, start), delimiter=mark)
            cells = next(lenient)
            end = start + lenient.line_num
            swallowed = "unexpected end" in str(error) and any(
                line.strip() for line in lines[start + 1 : end]
            )
            if swallowed and restarts < _RESTARTS:
                restarts, end = restarts + 1, start + 1
            yield _Record(start + 1, end, cells, closed=not swallowed, paired=end == start + 1)
            start = end


def _below(lines: list[str], start: int) -> Iterator[str]:
    return (lines[number] for number in range(start, len(lines)))
