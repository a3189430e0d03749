"""A fault in a file that a user wrote, and how it reads: where, what, what would be right, and the line itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import accumulate, takewhile
from typing import Any, NamedTuple
from unicodedata import category, east_asian_width

SHOWN = 72
"""Cells of an offending line that are shown around the caret (chosen: with its number, a terminal of 80)."""

GUTTER = 8
"""Characters before the offending line: its number and a rule."""

QUOTED = 48
"""Characters of a wrong text that a message repeats (chosen)."""

OFFERED = 5
"""Words that a "did you mean" offers (chosen)."""

LISTED = 12
"""Allowed words that a message lists before it says how many more there are (chosen)."""


class Place(NamedTuple):  # not a dataclass: one is made for every word of every file
    """A position in a file, both counted from 1; columns are characters."""

    line: int
    column: int


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in one file; a warning spoils nothing."""

    file: str
    place: Place
    what: str
    expected: str | None = None
    got: str | None = None
    hint: str | None = None
    source: str = ""
    warning: bool = False

    @property
    def where(self) -> str:
        """Its place: `file:line:column`."""
        return f"{self.file}:{self.place.line}:{self.place.column}"

    @property
    def summary(self) -> str:
        """The fault on one line: `file:line:column: what; expected X, got Y; did you mean Z?`."""
        return printable(f"{self.where}: {self.said}")

    @property
    def said(self) -> str:
        """The summary without the place."""
        text = f"{'warning: ' if self.warning else ''}{self.what}"
        wanted = [f"expected {self.expected}"] if self.expected else []
        if self.got:
            wanted.append(f"got {self.got}")
        if wanted:
            text += "; " + ", ".join(wanted)
        return printable(f"{text}; did you mean {self.hint}?" if self.hint else text)

    def __str__(self) -> str:
        """Return the summary, then the offending line with a caret under the place."""
        return "\n".join([self.summary, *self.excerpt(SHOWN + GUTTER)])

    def excerpt(self, width: int) -> list[str]:
        """Return the offending line, cut around the place to a width, and the caret's; none of a blank line."""
        if not self.source.strip():
            return []
        column = min(self.place.column - 1, len(self.source))
        near = _plain(self.source[max(0, column - width) : column])  # of a line that may be a megabyte
        before = _fitting(near[::-1], (width - GUTTER) * 3 // 4)[::-1]
        ahead = sum(map(_cells, before))
        shown = before + _fitting(_plain(self.source[column : column + width]), width - GUTTER - ahead)
        gutter = f"{self.place.line:>5} | "
        caret = " " * (len(gutter) - 2) + "| " + " " * ahead + "^"
        return [f"{gutter}{shown.rstrip()}", caret]


def _plain(text: str) -> str:
    """Return a piece of a line as it is shown: a tab is one space, so that the caret stands where the eye looks."""
    return printable(text.replace("\t", " "))


def _fitting(text: str, cells: int) -> str:
    """Return as much of the text as fits into so many cells of a terminal."""
    ends = accumulate(map(_cells, text))
    return text[: sum(1 for _ in takewhile(lambda end: end <= cells, ends))]


def _cells(char: str) -> int:
    """Return the cells that a character takes: Chinese ones two, marks on letters none."""
    if char.isascii():
        return 1
    return 0 if category(char) in ("Mn", "Me") else 1 + (east_asian_width(char) in "WF")


def printable(text: str) -> str:
    """Return the text with control and format characters replaced: no file may steer a terminal."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def nearest(word: object, known: Iterable[str]) -> str | None:
    """Return the known word most like the given one, in backquotes, or null."""
    close = closest(word, known)
    return f"`{close[0]}`" if close else None


def closest(word: object, known: Iterable[str]) -> list[str]:
    """Return the known word most like the given one, if any is like it."""
    return get_close_matches(str(word), list(known), n=1, cutoff=0.6)


def either(words: Sequence[str]) -> str:
    """Return words as a question offers them: `a`, `b` or `c`, and no more than OFFERED."""
    offered = [f"`{word}`" for word in words[:OFFERED]]
    return " or ".join([", ".join(offered[:-1]), offered[-1]] if len(offered) > 1 else offered)


def one_of(words: Iterable[str]) -> str:
    """Return the allowed words as a message lists them."""
    listed = [f"`{word}`" for word in words]
    if len(listed) == 1:
        return listed[0]
    more = f" and {len(listed) - LISTED} more" if len(listed) > LISTED else ""
    return "one of " + ", ".join(listed[:LISTED]) + more


def describe(value: Any) -> str:
    """Return what a YAML value is, in the words of somebody who writes such files."""
    match value:
        case None:
            text = "nothing (null)"
        case bool():
            text = f"the truth value {str(value).lower()}"
        case int() | float():
            text = f"the number {value:g}"
        case list():
            text = f"a list of {len(value)}" if value else "an empty list, `[]`"
        case dict():
            text = (
                "a mapping with " + ", ".join(f"`{key}`" for key in value) if value else "empty braces, `{}`"
            )
        case _:
            text = f"`{value if len(value) <= QUOTED else value[:QUOTED] + '…'}`"
    return text
