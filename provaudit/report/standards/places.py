"""Where an article's text lies in its file, so that an editor can open the very words."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from provaudit.document import Audit
from provaudit.errors import InputError
from provaudit.ingest.clean import normal
from provaudit.ingest.encoding import decode

MOST = 64_000_000
"""Bytes of a file that is looked at; a larger one is named without a line; chosen."""

_LINES = (".jsonl", ".ndjson")
_ROW = re.compile(r"#(\d+)(?:~\d+)?$")  # of an id that an article got from its line


class Base(NamedTuple):
    """Where a text begins: its line, and its column where its lines are the file's own (both from 1)."""

    line: int
    column: int | None


class Region(NamedTuple):
    """A stretch of a file, in lines and columns of code points, from 1; the end column is behind it."""

    line: int
    column: int | None
    end_line: int
    end_column: int | None


def bases(audit: Audit) -> dict[str, Base]:
    """Return where each article's text begins, of those that are found as they were audited.

    A row of JSON has a line and no column, for its text is escaped. What is packed, a page or gone is not found.
    """
    found: dict[str, Base] = {}
    known = audit.articles.select("id", "path", "text").drop_nulls()
    for (path,), group in known.group_by("path", maintain_order=True):
        rows = Path(str(path)).suffix.lower() in _LINES
        found |= dict(_rows(str(path), group) if rows else _stretches(str(path), group))
    return found


def region(base: Base, text: str, start: int, end: int) -> Region:
    """Return where the characters `start` to `end` of a text lie in its file."""
    if base.column is None:
        return Region(base.line, None, base.line, None)
    line, column = _at(base, text, start)
    return Region(line, column, *_at(base, text, end))


def _at(base: Base, text: str, offset: int) -> tuple[int, int]:
    breaks = text.count("\n", 0, offset)
    if not breaks:
        return base.line, (base.column or 1) + offset
    return base.line + breaks, offset - text.rfind("\n", 0, offset)


def _stretches(path: str, group: pl.DataFrame) -> Iterator[tuple[str, Base]]:
    """Yield the texts that stand in a file word for word; they are sought one behind the other."""
    content = _content(Path(path))
    behind = line = counted = 0
    for one, text in group.select("id", "text").iter_rows():
        start = content.find(text, behind)
        if start < 0:
            continue
        line, counted = line + content.count("\n", counted, start), start
        behind = start + len(text)
        yield one, Base(line + 1, start - content.rfind("\n", 0, start))


def _rows(path: str, group: pl.DataFrame) -> Iterator[tuple[str, Base]]:
    """Yield the lines of a file of JSON that hold the texts: the id says which, or else they are looked for."""
    sought: dict[str, list[str]] = {}
    for one, text in group.select("id", "text").iter_rows():
        if row := _ROW.search(one):
            yield one, Base(int(row[1]), None)
        else:
            sought.setdefault(text, []).append(one)
    if sought:
        for number, line in enumerate(_content(Path(path)).split("\n"), start=1):
            for value in _strings(line):
                for one in sought.pop(normal(value), ()):
                    yield one, Base(number, None)


def _strings(line: str) -> list[str]:
    try:
        row: Any = json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return []
    return [value for value in row.values() if isinstance(value, str)] if isinstance(row, dict) else []


def _content(path: Path) -> str:
    """Return a file's text as the reader of articles sees it; "" where it is none, too large or gone."""
    try:
        if not path.is_file() or path.stat().st_size > MOST:
            return ""
        data = path.read_bytes()
        return "" if b"\0" in data[:4096] else normal(decode(data)[0])
    except (OSError, ValueError, InputError):
        return ""
