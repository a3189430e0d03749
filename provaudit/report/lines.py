"""Lines with a label in the margin: how `show` and `compare` lay out what is longer than a line."""

from itertools import zip_longest
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from provaudit.report.plain import breaks, cells_of

READABLE = 120
"""Cells of a line of prose, however wide the terminal is: longer ones are hard to follow; chosen."""


class Line(NamedTuple):
    """A label and what stands beside it; further lines of it are indented by the label's width."""

    label: Text
    text: Text


BLANK = Line(Text(), Text())
"""An empty line."""


def line(text: str, style: str = "", indent: int = 0) -> Line:
    """Return an unlabelled line, indented."""
    return Line(Text(" " * indent), Text(text, style))


def print_line(one: Line, console: Console) -> None:
    """Print a line, wrapped at the console's width, at READABLE cells at most, nothing after the last word of each."""
    margin = Text(" " * one.label.cell_len)
    rows = wrapped(one.text, min(console.width, READABLE) - margin.cell_len, console)
    for place, row in enumerate(rows):
        whole = Text.assemble(margin if place else one.label, row)
        whole.rstrip()
        console.print(whole, soft_wrap=True)


def print_beside(left: Line, right: Line, console: Console, between: str) -> None:
    """Print two lines side by side, each wrapped in half of the width, both labels of one width."""
    margin = left.label.cell_len
    half = (console.width - len(between)) // 2 - margin
    rows = zip_longest(
        wrapped(left.text, half, console), wrapped(right.text, half, console), fillvalue=Text()
    )
    for place, (one, two) in enumerate(rows):
        labels = (left.label, right.label) if place == 0 else (Text(" " * margin),) * 2
        one.pad_right(max(half - cells_of(one.plain), 0))
        whole = Text.assemble(labels[0], one, (between, "dim"), labels[1], two)
        whole.rstrip()
        console.print(whole, soft_wrap=True)


def wrapped(text: Text, width: int, console: Console) -> list[Text]:
    """Return the text's lines at a width; an empty text is one empty line."""
    room = max(width, 1)
    if cells_of(text.plain) == text.cell_len:
        rows = list(text.wrap(console, room, tab_size=1)) or [Text()]
    else:  # rich counts too few cells here, and would part a letter from its vowel sign
        rows = list(text.divide(breaks(text.plain, room)))
    for row in rows:
        row.rstrip()
    return rows
