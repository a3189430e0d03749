"""JSON: one object a line (`.jsonl`, `.ndjson`), or one list of objects or one object (`.json`)."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from provaudit.ingest.batch import Batch, Problem, Row, Source, UnreadableError, batch
from provaudit.ingest.clean import printable
from provaudit.ingest.columns import Columns, no_text
from provaudit.ingest.encoding import each_text
from provaudit.ingest.values import fields, misfits

_NAMED = 1000
"""Bad lines of one file that are named each; the rest is counted (chosen: a report must stay readable)."""

_WRAPPERS = ("articles", "items", "results", "data", "documents", "docs", "news", "hits", "response")
"""Keys under which services put their list of articles."""

_DECODER = json.JSONDecoder(strict=False)  # a raw tab or form feed in a string costs no article

Placed = tuple[str, str, Any]
"""A record with its default id and its place: ("pile.jsonl#3", "line 3", {…}); a string is what is wrong."""


@dataclass
class _File:
    """What one file gave so far."""

    source: Source
    rows: list[Row] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)
    textless: list[Problem] = field(default_factory=list)
    keys: dict[str, None] = field(default_factory=dict)
    misfits: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def problems(self, columns: Columns) -> Iterator[Problem]:
        """Yield what is wrong: a column that no row has is named once, not at each row."""
        keys = tuple(self.keys)
        if keys and (absent := columns.absent(keys)):
            yield self.source.problem(absent)
        if self.textless and not self.rows and len(self.textless) > 1 and "text" not in columns.choose(keys):
            yield self.source.problem(no_text(keys))
            self.textless.clear()
        faults = [*self.faults, *self.textless]
        yield from faults[:_NAMED]
        if len(faults) > _NAMED:
            yield self.source.problem(f"{len(faults) - _NAMED} more rows like these are left out")
        for (column, what), places in self.misfits.items():
            more = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
            message = f"{printable(column, 40)} holds {what}, expected text; it counts as unknown"
            yield self.source.problem(message, f"{places[0]}{more}")


def read_lines(sources: Sequence[Source], columns: Columns) -> Batch:
    """Return one row a line that is a JSON object; a file that is one JSON value instead is read as that."""
    return _read(sources, columns, lines_first=True)


def read_whole(sources: Sequence[Source], columns: Columns) -> Batch:
    """Return one row an object of each file; a file of one object a line is read as that."""
    return _read(sources, columns, lines_first=False)


def _read(sources: Sequence[Source], columns: Columns, *, lines_first: bool) -> Batch:
    problems: list[Problem] = []
    rows: list[Row] = []
    for source, text in each_text(sources, problems):
        by_line = lines_first and not _is_list(text)
        records = _line_records(source, text) if by_line else _whole_records(source, text)
        file = _collect(source, records, columns)
        if by_line and not file.rows and len(file.faults) > 1 and isinstance(_parse(text), dict | list):
            file = _collect(source, _whole_records(source, text), columns)  # one value over many lines
        if not (file.rows or file.faults or file.textless):
            file.faults.append(source.problem("the file is empty"))
        problems.extend(file.problems(columns))
        rows.extend(file.rows)
    return batch(rows, problems)


def _collect(source: Source, records: Iterable[Placed], columns: Columns) -> _File:
    file = _File(source)
    for key, place, record in records:
        if not isinstance(record, dict):
            file.faults.append(source.problem(_misfit(record), place))
            continue
        names = tuple(record)
        file.keys |= dict.fromkeys(names)
        choice = columns.choose(names)
        if "text" not in choice:
            file.textless.append(source.problem(no_text(names), place))
            continue
        try:
            found = fields(record, choice)
        except UnreadableError as error:
            file.faults.append(source.problem(str(error), place))
            continue
        file.rows.append(Row(source.shown, key, place, **found))
        for misfit in misfits(record, choice, found).items():
            file.misfits.setdefault(misfit, []).append(place)
    return file


def _line_records(source: Source, text: str) -> Iterator[Placed]:
    # Only "\n" ends a line: str.splitlines would also cut at U+2028, which JSON allows inside a string.
    # One line at a time: a list of all would hold the file twice.
    start, number = 0, 0
    while start < len(text):
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        start, number = start + len(line) + 1, number + 1
        if line and not line.isspace():
            yield f"{source.key}#{number}", f"line {number}", _parse(line)


def _whole_records(source: Source, text: str) -> Iterable[Placed]:
    value = _parse(text)
    if isinstance(value, _Fault) and isinstance(_parse(text.strip().partition("\n")[0]), dict):
        return _line_records(source, text)
    if isinstance(value, dict):
        wrapped = [value[key] for key in _WRAPPERS if isinstance(value.get(key), list)]
        if not wrapped or isinstance(value.get("text"), str):
            return [(source.key, "the object", value)]
        value = wrapped[0]
    if isinstance(value, list):
        return ((f"{source.key}#{n}", f"item {n}", item) for n, item in enumerate(value, 1))
    return [(source.key, "the file", value)] if text.strip() else []


def _is_list(text: str) -> bool:
    """Whether a whole file is one list: its last line may be an object, and the only one to be read as such."""
    return text.lstrip("\ufeff \t\r\n").startswith("[") and isinstance(_parse(text), list)


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
    except ValueError as error:  # an integer of thousands of digits
        return _Fault(f"is not usable JSON: {error}")


def _misfit(record: Any) -> str:
    if isinstance(record, _Fault):
        return str(record)
    return f"expected an object with a text, got {printable(json.dumps(record), 40)}"
