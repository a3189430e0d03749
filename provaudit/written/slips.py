"""What somebody who does not know YAML did when it cannot be read: told in plain words, with the way out.

The parser says where it gave up and what it wanted next. What went wrong often stands before that, so the words
that it had read by then are looked at again.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

import yaml

from provaudit.written.faults import Place, printable

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CLOSING = {"[": "]", "{": "}"}
_OPENED = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_CLOSED = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
_ITEM = re.compile(r"\s*-\S")
_COLON_ALONE = re.compile(r"\s*[\w-]+:\S")
OPENS = "“”„‟«»‹›‘’‚「『"
_CLOSES = "“”‟«»‹›‘’」』"


@dataclass(frozen=True)
class Slip:
    """What is wrong, where, and what would be right."""

    place: Place
    what: str
    expected: str


@dataclass(frozen=True)
class _Stop:
    """Where the parser gave up: its words for it, the lines, and the tokens that it had read, the last one last."""

    problem: str
    place: Place
    opened: Place | None
    lines: list[str]
    read: list[yaml.Token]

    @property
    def line(self) -> str:
        return self.at(self.place.line)

    def at(self, number: int) -> str:
        """Return a line by its number; nothing past the end."""
        return self.lines[number - 1] if number <= len(self.lines) else ""

    def under(self, place: Place) -> str:
        """Return the character at a place, or nothing."""
        return self.at(place.line)[place.column - 1 : place.column]

    @property
    def before(self) -> yaml.Token | None:
        """The last token that ends before the place."""
        ended = [token for token in self.read if _place(token.end_mark) <= self.place]
        return ended[-1] if ended else None


def slip_of(text: str, lines: list[str], error: yaml.MarkedYAMLError) -> Slip | None:
    """Return what the writer of a text did that made the parser give up; null where no guess is good."""
    if error.problem_mark is None:
        return None
    place = _place(error.problem_mark)
    opened = _place(error.context_mark) if error.context_mark else None
    stop = _Stop(error.problem or "", place, opened, lines, _tokens_until(text, place))
    return next((slip for look in _LOOKS if (slip := look(stop))), None)


def typographic(text: str, place: Place) -> Slip | None:
    """Return a slip where unquoted text stands between typographic quotes, or begins with one that never closes."""
    if text[:1] not in OPENS or not text[1:] or any(char in _CLOSES for char in text[1:-1]):
        return None
    return Slip(
        place,
        f"the quotation mark `{text[0]}` is part of the text: in YAML only straight ones quote",
        'straight ones, as in "text"; where it is meant, straight ones around it',
    )


def _place(mark: yaml.Mark) -> Place:
    return Place(mark.line + 1, mark.column + 1)


def _tokens_until(text: str, place: Place) -> list[yaml.Token]:
    found: list[yaml.Token] = []
    try:
        found.extend(takewhile(lambda token: _place(token.start_mark) <= place, yaml.scan(text, _LOADER)))
    except yaml.YAMLError:  # where the scanner itself gives up, what it had read is what there is
        return found
    return found


def _tab(stop: _Stop) -> Slip | None:
    if stop.under(stop.place) != "\t":
        return None
    return Slip(
        stop.place,
        "a tab stands where only spaces may: YAML takes no tabs in front of a line",
        "spaces, as on the other lines",
    )


def _first_sign(stop: _Stop) -> Slip | None:
    if "cannot start any token" not in stop.problem:
        return None
    sign = stop.under(stop.place)
    named = "a backquote" if sign == "`" else f"`{sign}`"
    what = f"a value cannot begin with {named} unless it stands in quotes"
    return Slip(stop.place, what, "quotes around the whole value")


def _escape(stop: _Stop) -> Slip | None:
    if "escape" not in stop.problem:
        return None
    # One parser points at the backslash, the other behind it.
    at = stop.place.column - (stop.under(stop.place) != "\\")
    written = printable(stop.line[at - 1 : at + 1])
    return Slip(
        Place(stop.place.line, at),
        f"`{written}` means nothing between double quotes, where a backslash is special",
        "single quotes around the text: they take a backslash as it is",
    )


def _open_quote(stop: _Stop) -> Slip | None:
    """Find a quote that is never closed: it runs on to the next quote, lines below, or to the end."""
    token = stop.before
    if stop.opened and "quoted scalar" not in stop.problem and stop.problem.endswith("end of stream"):
        opened = stop.opened
    elif isinstance(token, yaml.ScalarToken) and token.style in ("'", '"') and _lines_of(token) > 1:
        opened = _place(token.start_mark)
    else:
        return None
    return Slip(
        opened,
        f"the quote `{stop.under(opened)}` that opens here is not closed on its line",
        "the same quote behind the text",
    )


def _lines_of(token: yaml.Token) -> int:
    return int(token.end_mark.line - token.start_mark.line) + 1


def _colon(stop: _Stop) -> Slip | None:
    """Find a second `: ` in a value without quotes."""
    value = stop.before
    if stop.under(stop.place) != ":" or not isinstance(value, yaml.ScalarToken) or value.style in ("'", '"'):
        return None
    if value.start_mark.line != stop.place.line - 1:
        return _deeper(stop)
    return Slip(
        stop.place,
        "a colon and a blank inside a value make YAML take what stands before them for a key",
        "quotes around the whole value",
    )


def _deeper(stop: _Stop) -> Slip | None:
    if "mapping values" not in stop.problem:
        return None
    number = stop.place.line
    above = max((one for one in range(1, number) if stop.at(one).strip()), default=1)
    column = len(stop.line) - len(stop.line.lstrip()) + 1
    return Slip(
        Place(number, column),
        f"this line is indented as if it belonged to line {above}, which has its value already",
        "the indentation of the keys that it stands beside",
    )


def _open_list(stop: _Stop) -> Slip | None:
    """Find a bracket that another kind closes: `{phrase: ["a", "b"}`."""
    sign = stop.under(stop.place)
    if sign not in _CLOSING.values():
        return None
    opened = [token for token in stop.read if isinstance(token, (*_OPENED, *_CLOSED))]
    within: list[yaml.Token] = []
    for token in opened:
        if isinstance(token, _OPENED):
            within.append(token)
        elif within and _place(token.start_mark) < stop.place:
            within.pop()
    if not within or _CLOSING[bracket := stop.under(_place(within[-1].start_mark))] == sign:
        return None
    what = f"the bracket `{bracket}` that opens here is never closed"
    return Slip(_place(within[-1].start_mark), what, f"`{_CLOSING[bracket]}` in front of the `{sign}`")


def _open_bracket(stop: _Stop) -> Slip | None:
    if (
        stop.opened is None
        or stop.under(stop.opened) not in ("[", "{")
        or stop.place.line == stop.opened.line
    ):
        return None
    bracket = stop.under(stop.opened)
    what = f"the bracket `{bracket}` that opens here is never closed"
    return Slip(stop.opened, what, f"`{_CLOSING[bracket]}` behind what it holds")


def _goes_on(stop: _Stop) -> Slip | None:
    """Find text behind a closing quote or bracket: a quote within a text, a comma that is missing."""
    token = stop.before
    rest = stop.line[stop.place.column - 1 :]
    if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
        if re.match(r"[\w-]+: |[\"'\[{]", rest):
            return Slip(
                stop.place, "a comma is missing in front of this", "a comma between two parts of a list"
            )
        other = "`''` for one that is meant" if token.style == "'" else "single quotes around it"
        return Slip(
            stop.place,
            f"the text ended at the quote `{token.style}`, and more text follows",
            f"no such quote inside the text, or {other}",
        )
    if isinstance(token, (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)) and rest.strip():
        what = "the value ended at the bracket, and more text follows"
        return Slip(stop.place, what, "quotes around the whole value, or a comma in a list")
    return None


def _no_colon(stop: _Stop) -> Slip | None:
    if "expected ':'" not in stop.problem or stop.opened is None:
        return None
    line = stop.at(stop.opened.line)
    if _COLON_ALONE.match(line):
        at = Place(stop.opened.line, line.index(":") + 1)
        return Slip(at, "no blank follows the colon, so that this is no key", "`key: value`")
    return Slip(stop.opened, "this line is no key with a value", "`key: value`, with a colon and a blank")


def _list_item(stop: _Stop) -> Slip | None:
    if "'-' indicator" not in stop.problem:
        return None
    if _ITEM.match(stop.line):
        return Slip(stop.place, "no blank follows the `-` of this item", "`- ` in front of every item")
    what = "this line stands in a list and is no item of it"
    return Slip(stop.place, what, "`- ` in front of every item, or the indentation of the key that it is")


def _indentation(stop: _Stop) -> Slip | None:
    if "expected key" not in stop.problem or stop.opened is None:
        return None
    if stop.line[: stop.place.column - 1].strip():
        return None
    what = f"this line is indented by {stop.place.column - 1}, and no line that it could belong to is"
    return Slip(stop.place, what, f"the indentation of line {stop.opened.line}, or of the lines above")


_LOOKS: tuple[Callable[[_Stop], Slip | None], ...] = (
    _tab,
    _first_sign,
    _escape,
    _open_quote,
    _colon,
    _open_list,
    _open_bracket,
    _no_colon,
    _goes_on,
    _list_item,
    _indentation,
)
"""From what cannot be mistaken to what is a guess."""
