"""JSON: one object a line (`.jsonl`, `.ndjson`), or one list of objects or one object (`.json`)."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import polars as pl

from provaudit.ingest.batch import Markup, Problem, Row, Source, UnreadableError, parted
from provaudit.ingest.clean import printable
from provaudit.ingest.columns import Columns, no_text
from provaudit.ingest.encoding import content, decode, each_in_blocks, each_text
from provaudit.ingest.ninjs import flattened, is_ninjs
from provaudit.ingest.values import fields, misfits, stated

_NAMED = 1000
"""Bad lines of one file that are named each; the rest is counted (chosen: a report must stay readable)."""

_TEXTLESS = "is an item of ninjs without a text: a picture, perhaps, or a package of other items"

_WRAPPERS = ("articles", "items", "results", "data", "documents", "docs", "news", "hits", "response")
"""Keys under which services put their list of articles."""

_DECODER = json.JSONDecoder(strict=False)  # a raw tab or form feed in a string costs no article

Placed = tuple[str, str, Any]
"""A record with its default id and its place: ("pile.jsonl#3", "line 3", {…}); a string is what is wrong."""


@dataclass
class _Faults:
    """Faults of one kind: as many as are named, and the count of all."""

    named: list[Problem] = field(default_factory=list)
    count: int = 0

    def add(self, problem: Problem) -> None:
        """Count one more, and keep it while there is room."""
        self.count += 1
        if self.count <= _NAMED:
            self.named.append(problem)


@dataclass
class _File:
    """What is known of one file when its rows have gone by."""

    source: Source
    columns: Columns
    count: int = 0
    faults: _Faults = field(default_factory=_Faults)
    textless: _Faults = field(default_factory=_Faults)
    keys: dict[str, None] = field(default_factory=dict)
    misfits: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)  # the first place; how many

    def rows(self, records: Iterable[Placed]) -> Iterator[Row]:
        """Yield a row for each record that has a text, and keep what is wrong with the others."""
        for key, place, record in records:
            if not isinstance(record, dict):
                self.faults.add(self.source.problem(_misfit(record), place))
                continue
            try:
                record, markup, wanting = _usual(record)  # noqa: PLW2901 -- the same record, in the usual names
                names = tuple(record)
                self.keys |= dict.fromkeys(names)
                choice = self.columns.choose(names)
                if "text" not in choice:
                    self.textless.add(self.source.problem(wanting or no_text(names), place))
                    continue
                found = fields(record, choice)
            except UnreadableError as error:
                self.faults.add(self.source.problem(str(error), place))
                continue
            self.count += 1
            for misfit in misfits(record, choice, found).items():
                first, count = self.misfits.get(misfit, (place, 0))
                self.misfits[misfit] = first, count + 1
            yield Row.stating(self.source.shown, key, place, found, markup)

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong: a column that no row has is named once, not at each row."""
        keys = tuple(self.keys)
        if keys and (absent := self.columns.absent(keys)):
            yield self.source.problem(absent)
        if not self.count and self.textless.count > 1 and "text" not in self.columns.choose(keys):
            yield self.source.problem(no_text(keys))
            self.textless = _Faults()
        count = self.faults.count + self.textless.count
        if not self.count + count and not keys:
            yield self.source.problem("the file is empty")
        yield from [*self.faults.named, *self.textless.named][:_NAMED]
        if count > _NAMED:
            yield self.source.problem(f"{count - _NAMED} more rows like these are left out")
        for (column, what), (place, count) in self.misfits.items():
            more = f" (and {count - 1} more)" if count > 1 else ""
            message = f"{printable(column, 40)} holds {what}, expected text; it counts as unknown"
            yield self.source.problem(message, f"{place}{more}")


def _usual(record: dict[str, Any]) -> tuple[dict[str, Any], Markup | None, str | None]:
    """Return a record in the usual names, what it states beside, and what it is told if it has no text."""
    if is_ninjs(record):
        return *flattened(record), _TEXTLESS
    return record, stated(record), None


def read_lines(
    sources: Iterable[Source], columns: Columns, problems: list[Problem], part: int
) -> Iterator[pl.DataFrame]:
    """Yield one row a line that is a JSON object, in frames of about `part` characters.

    A file that is one JSON value instead is read as that, and held whole meanwhile.
    """
    return parted(_line_rows(sources, columns, problems), part)


def read_whole(
    sources: Iterable[Source], columns: Columns, problems: list[Problem], part: int
) -> Iterator[pl.DataFrame]:
    """Yield one row an object of each file, each held whole; a file of one object a line is read as that."""
    return parted(_whole_rows(sources, columns, problems), part)


def _line_rows(sources: Iterable[Source], columns: Columns, problems: list[Problem]) -> Iterator[Row]:
    for source, blocks in each_in_blocks(sources, problems):
        file = _File(source, columns)
        try:
            yield from file.rows(_records(source, blocks))
            if not file.count and file.faults.count > 1 and isinstance(value := _value(source), dict | list):
                file = _File(source, columns)  # one value over many lines
                yield from file.rows(_within(source, value))
        except UnreadableError as error:  # the disk failed on the way: what was read before it stays
            file.faults.add(source.problem(str(error)))
        problems.extend(file.problems())


def _whole_rows(sources: Iterable[Source], columns: Columns, problems: list[Problem]) -> Iterator[Row]:
    for source, text in each_text(sources, problems):
        file = _File(source, columns)
        yield from file.rows(_whole_records(source, text))
        problems.extend(file.problems())


def _records(source: Source, blocks: Iterator[str]) -> Iterable[Placed]:
    start = next(blocks, "")
    if start.lstrip("\ufeff \t\r\n").startswith("["):
        # One list, perhaps, which shows at its end; its last line may be an object and no article of its own.
        start = "".join([start, *blocks])
        if isinstance(value := _parse(start), list):
            return _within(source, value)
    return _line_records(source, chain([start], blocks))


def _line_records(source: Source, blocks: Iterable[str]) -> Iterator[Placed]:
    # Only "\n" ends a line: str.splitlines would also cut at U+2028, which JSON allows inside a string.
    # One line at a time: a list of all would hold a block twice.
    number = 0
    for text in blocks:
        start = 0
        while start < len(text):
            end = text.find("\n", start)
            line = text[start : end if end >= 0 else len(text)]
            start, number = start + len(line) + 1, number + 1
            if line and not line.isspace():
                yield f"{source.key}#{number}", f"line {number}", _parse(line)


def _whole_records(source: Source, text: str) -> Iterable[Placed]:
    value = _parse(text)
    if isinstance(value, _Fault) and isinstance(_parse(text.strip().partition("\n")[0]), dict):
        return _line_records(source, [text])
    return _within(source, value) if text.strip() else []


def _within(source: Source, value: Any) -> Iterable[Placed]:
    """Return the records of a file that is one value."""
    if isinstance(value, dict):
        wrapped = [value[key] for key in _WRAPPERS if isinstance(value.get(key), list)]
        if not wrapped or isinstance(value.get("text"), str):
            return [(source.key, "the object", value)]
        value = wrapped[0]
    if isinstance(value, list):
        return ((f"{source.key}#{n}", f"item {n}", item) for n, item in enumerate(value, 1))
    return [(source.key, "the file", value)]


def _value(source: Source) -> Any:
    return _parse(decode(content(source))[0])


class _Fault(str):
    """Why a text is no JSON."""

    __slots__ = ()


def _parse(text: str) -> Any:
    """Return the JSON value of a text, or a fault."""
    try:
        return _DECODER.decode(text.lstrip("\ufeff"))  # where files with a mark were joined
    except json.JSONDecodeError as error:
        near = printable(text[max(0, error.pos - 20) : error.pos + 20])
        return _Fault(f"is not valid JSON: {error.msg} at column {error.colno}, near {near}")
    except RecursionError:
        return _Fault("is JSON nested too deeply to be an article")
    except ValueError:  # whose message is for who writes programs
        return _Fault(
            f"holds a number of more than {sys.get_int_max_str_digits():,} digits, as no article needs"
        )


def _misfit(record: Any) -> str:
    if isinstance(record, _Fault):
        return str(record)
    return f"expected an object with a text, got {printable(json.dumps(record), 40)}"
