"""YAML files with the place of every key and value: what error messages point at.

Built on the parser's events, not on a constructor: scalars stay sane (`no` is text, `1e-1` a number), their letters
are composed (NFC), as those of the articles are that they are compared with, a key given twice is a fault,
and aliases, tags and deep nesting, which no such file needs, are refused.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol
from unicodedata import normalize

import yaml

from provaudit.written.faults import Fault, Place
from provaudit.written.slips import OPENS, slip_of, typographic

Route = tuple[str | int, ...]
"""The keys and list positions that lead from the top of a file to a value."""

DEPTH = 12
"""Levels of nesting that are followed (chosen: the deepest rule has six)."""

LONGEST_NUMBER = 40
"""Characters of a number; what is longer is text (chosen: Python refuses to read some thousand digits)."""

_YAML = "`key: value` on each line, with every bracket and quotation mark closed"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Following = Callable[[], Any]
"""The parser's next event, null past the last: asked directly, for the package's loop takes as long again."""

_NUMBER = re.compile(r"[-+]?(?:\d+|\d*\.\d+|\d+\.\d*)(?:[eE][-+]?\d+)?")
_FIRST_OF_NUMBER = frozenset("+-.0123456789")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}


class Mark(Protocol):
    """A parser's place in a file, counted from 0."""

    line: int
    column: int


@dataclass
class Source:
    """One file as read: its data, and where each part of it stands."""

    name: str
    lines: list[str] = field(default_factory=list)
    data: Any = None
    values: dict[Route, Mark | None] = field(default_factory=dict)
    keys: dict[Route, Mark | None] = field(default_factory=dict)
    quoted: set[Route] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    under: "Source | None" = None  # the file that this one changes: what is not stated here stands there

    def home(self, route: Route) -> "Source":
        """Return the file in which a part is stated: this one, or one that it changes."""
        stated = route in self.values or route in self.keys
        return self if stated or self.under is None else self.under.home(route)

    def line_of(self, route: Route) -> int:
        """Return the number of the line on which a value of this file begins."""
        return _at(self.values[route]).line

    def part(self, route: Route, at: int) -> Route:
        """Return where one text of a value stands that is a list of texts or a single one."""
        return (*route, at) if (*route, at) in self.home(route).values else route

    def fault(self, route: Route, what: str, *, key: bool = False, offset: int = 0, **parts: Any) -> Fault:
        """Return a fault at a value or its key, `offset` characters into it where it is text on one line."""
        home = self.home(route)
        if home is not self:
            return home.fault(route, what, key=key, offset=offset, **parts)
        known = self.keys if key else self.values
        place = _at(known.get(route) or self.values.get(()))
        if offset and self._line(place)[place.column - 1 :][:1] not in "|>":
            column = place.column + (route in self.quoted)
            place = Place(place.line, column + _as_written(self._line(place)[column - 1 :], offset))
        return self.at(place, what, **parts)

    def at(self, place: Place, what: str, **parts: Any) -> Fault:
        """Return a fault at a place of this file."""
        return Fault(self.name, place, what, source=self._line(place), **parts)

    def _line(self, place: Place) -> str:
        return self.lines[place.line - 1] if place.line <= len(self.lines) else ""


class _Refused(Exception):  # noqa: N818 - not an error of the program: it carries the user's fault out of the recursion
    """The rest of the file cannot be followed; carries the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.what)
        self.fault = fault


class Readable(Protocol):
    """What a file is read from: a path, or a part of an archive."""

    def read_bytes(self) -> bytes:
        """Return the whole of it; raise OSError where it cannot be read."""


def read_source(path: Readable, name: str) -> Source:
    """Read one YAML file; whatever is wrong with it as YAML stands in `faults`, and `data` is then null.

    A key given twice is a fault too, but the rest of such a file is still read.
    """
    source, text = _opened(path, name)
    if text is None:
        return source
    try:
        source.data = _document(source, text)
    except _Refused as refused:
        source.faults.append(_ended(refused.fault))
    except yaml.YAMLError as error:
        source.faults.append(_ended(_not_yaml(source, text, error)))
    return source


def _ended(fault: Fault) -> Fault:
    """Return the fault with what follows from it: other mistakes may stand behind it, or in front of it."""
    return replace(fault, what=f"{fault.what} (nothing else of this file was checked)")


def read_lines(path: Readable, name: str) -> Source:
    """Read the lines of one file and no YAML: `data` is null. A file that is no text has its fault."""
    return _opened(path, name)[0]


def _opened(path: Readable, name: str) -> tuple[Source, str | None]:
    """Return a file's lines, and its text, null where it cannot be read."""
    source = Source(name)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        source.faults.append(source.at(Place(1, 1), f"cannot be read: {error.strerror}"))
        return source, None
    except UnicodeDecodeError as error:
        source.lines = error.object.decode("utf-8-sig", "replace").splitlines()
        before = error.object[: error.start].decode("utf-8-sig").splitlines(keepends=True) or [""]
        fresh = before[-1].endswith("\n")
        place = Place(len(before) + fresh, 1 if fresh else len(before[-1]) + 1)
        source.faults.append(source.at(place, "is not UTF-8", expected="UTF-8 text"))
        return source, None
    source.lines = text.splitlines()
    return source, text


def _document(source: Source, text: str) -> Any:
    # Event by event: the parser's own recursion ends where the nesting is refused.
    following: _Following = _LOADER(text).get_event
    data: Any = None
    while (event := following()) is not None:
        if isinstance(event, yaml.DocumentStartEvent):
            if source.values:
                raise _refuse(source, event, "a second document in one file", expected="one document a file")
            data = _value(source, following, following(), ())
    return data


def _value(source: Source, following: _Following, event: Any, route: Route) -> Any:
    source.values[route] = event.start_mark
    if isinstance(event, yaml.AliasEvent):
        what = "a value cannot begin with `*` unless it stands in quotes: to YAML it is an alias"
        raise _refuse(source, event, what, expected="quotes around the whole value")
    if event.tag not in (None, "!"):
        what = f"a value cannot begin with `!` unless it stands in quotes: to YAML `{event.tag}` is a tag"
        raise _refuse(source, event, what, expected="quotes around the whole value")
    if len(route) > DEPTH:
        raise _refuse(source, event, "nested too deeply", expected=f"at most {DEPTH} levels")
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(source, event, route)
    return (_mapping if isinstance(event, yaml.MappingStartEvent) else _sequence)(source, following, route)


def _mapping(source: Source, following: _Following, route: Route) -> dict[str, Any]:
    found: dict[str, Any] = {}
    while not isinstance(event := following(), yaml.MappingEndEvent):
        if not isinstance(event, yaml.ScalarEvent):
            raise _refuse(source, event, "a key that is not a word", expected="a key of one word")
        key = event.value
        if key in found:
            first = source.keys[(*route, key)]
            source.faults.append(
                source.at(
                    _place(event),
                    f"key `{key}` stands twice",
                    expected=f"it once (first on line {_at(first).line})",
                )
            )
            _value(Source(source.name, source.lines), following, following(), (*route, key))
            continue
        inside = (*route, key)
        source.keys[inside] = event.start_mark
        found[key] = _value(source, following, following(), inside)
    return found


def _sequence(source: Source, following: _Following, route: Route) -> list[Any]:
    found: list[Any] = []
    while not isinstance(event := following(), yaml.SequenceEndEvent):
        found.append(_value(source, following, event, (*route, len(found))))
    return found


def _scalar(source: Source, event: yaml.ScalarEvent, route: Route) -> Any:
    text = normalize("NFC", event.value)
    if not event.implicit[0]:
        if event.style in ("'", '"'):
            source.quoted.add(route)
        if event.style == '"' and "\b" in text:
            source.faults.append(_backspace(source, event))
        return text
    if text[:1] in OPENS and (slip := typographic(text, _place(event))):
        source.faults.append(source.at(slip.place, slip.what, expected=slip.expected, warning=True))
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _FIRST_OF_NUMBER and len(text) <= LONGEST_NUMBER and _NUMBER.fullmatch(text):
        return float(text) if re.search(r"[.eE]", text) else int(text)
    return text


def _backspace(source: Source, event: yaml.ScalarEvent) -> Fault:
    what = r"`\b` between double quotes is the backspace key, which stands in no article"
    return source.at(_place(event), what, expected="single quotes around the text: they take `\\b` as it is")


def _as_written(text: str, offset: int) -> int:
    """Return the offset in a text as it stands in the file of so many of its characters, composed."""
    if text.isascii():
        return offset
    return next((at for at in range(offset, len(text)) if len(normalize("NFC", text[:at])) >= offset), offset)


def _place(event: yaml.Event) -> Place:
    return _at(event.start_mark)


def _at(mark: Mark | None) -> Place:
    """Return the place of a parser's mark. Marks are kept and read late: few of the words of a file have a fault."""
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _refuse(source: Source, event: yaml.Event, what: str, expected: str) -> _Refused:
    return _Refused(source.at(_place(event), what, expected=expected))


def _not_yaml(source: Source, text: str, error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None)
    slip = slip_of(text, source.lines, error) if isinstance(error, yaml.MarkedYAMLError) else None
    if slip is not None:
        return source.at(slip.place, slip.what, expected=slip.expected)
    if mark is not None:
        problem = getattr(error, "problem", None) or "cannot be parsed"
        return source.at(Place(mark.line + 1, mark.column + 1), f"is not YAML: {problem}", expected=_YAML)
    before = text[: getattr(error, "position", 0)]
    place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return source.at(place, "is not YAML: a control character", expected="printable text")
