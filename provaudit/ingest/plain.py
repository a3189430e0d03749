"""Plain text and Markdown: one article a file, with YAML front matter where the file begins with `---`."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl
import yaml

from provaudit.ingest.batch import Problem, Row, Source, UnreadableError, parted
from provaudit.ingest.clean import normal, printable
from provaudit.ingest.columns import Columns
from provaudit.ingest.encoding import each_text
from provaudit.ingest.html import page
from provaudit.ingest.mislabelled import refuse_mislabelled
from provaudit.ingest.values import fields, misfits, stated

_MOST = 16_384
"""Characters that front matter may have; a rule of dashes further down belongs to the text (chosen)."""

_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$\n?", re.MULTILINE)
_KEY = re.compile(r"[ \t]*[\w-]+[ \t]*:(?:\s|$)")
_HTML = re.compile(r"\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")  # all of them would be a YAML error
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

# libyaml is ten times as fast; its events are used, not its trees: those overflow the stack on `[[[[…`.
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Value = str | list[Any] | dict[str, str | None] | None

_FRONT = re.compile(r"""[ \t]|[-?:](?:\s|$)|["'#{}\[\]]|[\w-]+(?: [\w-]+)?[ \t]*:(?:\s|$)""")
"""How a line of front matter begins: a key of one or two words (chosen), or a sign of YAML."""

_NO_FRONT_MATTER = (
    "line 1: `---` opens no front matter (expected lines like `title: …` below it);"
    " the whole file is read as text"
)


def read(
    sources: Iterable[Source], columns: Columns, problems: list[Problem], part: int
) -> Iterator[pl.DataFrame]:
    """Yield one row a source, its metadata from the front matter, in frames of about `part` characters."""
    return parted(_rows(sources, columns, problems), part)


def _rows(sources: Iterable[Source], columns: Columns, problems: list[Problem]) -> Iterator[Row]:
    for source, raw in each_text(sources, problems):
        text = normal(raw)
        if _HTML.match(text):  # whatever the file is called
            yield from page(source, raw.encode(), problems)
            continue
        try:
            refuse_mislabelled(text)
        except UnreadableError as error:
            problems.append(source.problem(str(error)))
            continue
        meta, body, faults = split(text)
        problems.extend(source.problem(fault) for fault in faults)
        choice = columns.choose(tuple(meta))
        wanted = {name: choice[name] for name in choice if name != "text"}
        found = fields(meta, wanted)
        problems.extend(
            source.problem(
                f"{printable(key, 40)} in the front matter holds {what}, expected text; it counts as unknown"
            )
            for key, what in misfits(meta, wanted, found).items()
        )
        yield Row.stating(source.shown, source.key, None, found | {"text": body}, stated(meta))


def split(text: str) -> tuple[dict[str, Value], str, list[str]]:
    """Return front matter, the body after it, and what is wrong with the front matter.

    Front matter that cannot be used still ends at its fence: the body is the article.
    """
    if not text.startswith("---") or text[: text.find("\n") + 1].rstrip() != "---":
        return {}, text, []
    start = text.index("\n") + 1
    fence = _FENCE.search(text, start, start + _MOST)
    if fence is None:
        unfinished = _KEY.match(text, start)
        fault = "front matter has no closing line `---` and is read as text; close it, or drop the first line"
        return {}, text, [fault] if unfinished else []
    block = text[start : fence.start()]
    try:
        found = None if _is_prose(block) else _mapping(block)
    except UnreadableError as error:
        return {}, text[fence.end() :], [f"front matter is left out: {error}; the text below it is audited"]
    if found is None:
        return {}, text, [_NO_FRONT_MATTER]
    meta, faults = found
    return meta, text[fence.end() :], faults


def _is_prose(block: str) -> bool:
    """Whether most lines are none of front matter: the dashes above were a thematic break."""
    lines = [line for line in block.split("\n") if line.strip()]
    return sum(_FRONT.match(line) is not None for line in lines) * 2 < len(lines)


def _mapping(block: str) -> tuple[dict[str, Value], list[str]] | None:
    """Return a block's top level with scalars as they are written (`no` stays "no"), and its doubled keys.

    Null if the block is no mapping. Raises UnreadableError if it is no YAML.
    """
    try:
        events = list(yaml.parse(_CONTROLS.sub("", block), Loader=_Loader))
    except yaml.YAMLError as error:
        raise UnreadableError(f"it is not valid YAML ({_where(error)})") from error
    top = events[2:-2]  # inside the stream and the document
    if not top:
        return {}, []
    if not isinstance(top[0], yaml.MappingStartEvent):
        return None
    return _pairs(top[1:-1])


def _pairs(events: list[yaml.Event]) -> tuple[dict[str, Value], list[str]]:
    meta: dict[str, Value] = {}
    faults = []
    position = 0
    while position < len(events):
        key, middle = _node(events, position)
        value, end = _node(events, middle)
        line = _line(events[position].start_mark)
        if not isinstance(key, str):
            faults.append(f"line {line}: a key of the front matter is no word and is left out")
        elif key in meta:
            faults.append(f"line {line}: the front matter has {key} twice; the first is used")
        else:
            meta[key] = value
        position = end
    return meta, faults


def _node(events: list[yaml.Event], start: int) -> tuple[Value, int]:
    """Return the value of the node that starts here, and where the next one starts.

    What is nested deeper is `{}` or `[[]]`: no field is made of it, and it is named.
    """
    depth, position = 0, start
    while True:
        event = events[position]
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        position += 1
        if depth == 0:
            break
    if position == start + 1:
        return _scalar(events[start]), position
    inner = events[start + 1 : position - 1]
    flat = all(isinstance(event, yaml.ScalarEvent) for event in inner)
    scalars = [_scalar(event) for event in inner]
    if isinstance(events[start], yaml.MappingStartEvent):
        keys = [key or "" for key in scalars[::2]]
        return (dict(zip(keys, scalars[1::2], strict=True)) if flat else {}), position
    return ([item for item in scalars if item] if flat else [[]]), position


def _scalar(event: yaml.Event) -> str | None:
    if not isinstance(event, yaml.ScalarEvent) or (event.implicit[0] and event.value in _NULLS):
        return None
    return str(event.value)


def _where(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError):
        return f"line {_line(error.problem_mark)}: {error.problem}"
    return "it has a character that YAML forbids"


def _line(mark: Any) -> int:
    """Return the line of a mark in the file: marks count from 0, below the opening fence."""
    return 2 + (mark.line if mark else 0)
