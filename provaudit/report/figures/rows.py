"""What pictures with a line an outlet share: the outlets' names, the scale above them, what is said below."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from provaudit.report.figures.canvas import Canvas, pixels
from provaudit.report.figures.ground import Line
from provaudit.report.plain import plain
from provaudit.report.styles import count

ROW = 22
"""Pixels from one line to the next."""

TOP = 46
"""Pixels above the first line: what the colours mean, and the scale."""

BOTTOM = 24
"""Pixels below the last line, where the picture says what it leaves out."""

LEGEND = 16
"""Pixels from one line of a legend to the next."""

LABEL = 9
"""Pixels from the end of a scale to what is said beside it."""

_PART = 0.46  # of a picture's width that outlets' names may take; chosen
_GAP = 10  # pixels between a name and its line
_APART = 4  # pixels between two figures of a scale
FEW = "too few to say"
"""What is said of a figure that rests on too few stories."""


@dataclass(frozen=True)
class Scale:
    """Where on a line a figure stands."""

    left: float
    right: float
    least: float
    most: float

    def at(self, figure: float) -> float:
        """Return the pixel of a figure; what lies beyond the scale stands at its end."""
        part = (figure - self.least) / (self.most - self.least)
        return self.left + min(max(part, 0.0), 1.0) * (self.right - self.left)


def beginning(lines: Iterable[Line], width: int) -> float:
    """Return where the lines begin: behind the longest name, for which there is so much room at most."""
    return min(max(pixels(plain(line.name)) for line in lines), width * _PART) + _GAP


def ending(width: int, labels: Iterable[str]) -> float:
    """Return where a scale ends, so that the longest label beside it has room."""
    return width - LABEL - max(map(pixels, labels))


def height(lines: int) -> int:
    """Return the pixels of a picture of so many lines."""
    return TOP + ROW * lines + BOTTOM


def middle(place: int) -> float:
    """Return where the middle of a line is."""
    return TOP + ROW * place + ROW / 2


def names(canvas: Canvas, lines: Iterable[Line], begin: float) -> None:
    """Write the outlets' names, flush right before the lines begin, cut where they are long."""
    room = begin - _GAP
    for place, line in enumerate(lines):
        canvas.name(room, middle(place) + 4, line.name, room, "soft" if line.rest else "ink", "end")


def axis(canvas: Canvas, scale: Scale, ticks: Mapping[float, str], lines: int) -> None:
    """Draw a scale: its figures above the lines, those that have room, and a rule down from each."""
    taken = float("-inf")
    last = scale.at(max(ticks)) - pixels(ticks[max(ticks)]) / 2
    for figure, label in ticks.items():
        x, half = scale.at(figure), pixels(label) / 2
        canvas.line(x, TOP - 3, x, TOP + ROW * lines, "axis")
        if x - half >= taken and (figure == max(ticks) or x + half + _APART <= last):
            canvas.text(x, TOP - 8, label, "soft", "middle")
            taken = x + half + _APART


def mean(canvas: Canvas, scale: Scale, figure: float | None, label: str, lines: int) -> None:
    """Draw where the whole pile stands, and say so below the lines."""
    if figure is None:
        return
    x, foot = scale.at(figure), TOP + ROW * lines
    canvas.line(x, TOP - 3, x, foot + 6, "mean")
    anchor = "end" if x > canvas.width * 2 / 3 else "middle"
    canvas.text(x, foot + 19, label, "soft", anchor)


def legend(canvas: Canvas, marks: Mapping[str, str]) -> None:
    """Write what each kind of bar means, on the first line; what has no room there, on the next."""
    x, y = 0.0, 4.0
    for kind, meaning in marks.items():
        if x and x + 18 + pixels(meaning) > canvas.width:
            x, y = 0.0, y + LEGEND
        canvas.bar(x, y, 12, 12, kind)
        canvas.text(x + 18, y + 10, meaning, "ink")
        x += 18 + pixels(meaning) + 14


def rests_on(row: Mapping[str, Any]) -> str:
    """Return on how much a figure rests."""
    return f"{count(row['n'], 'article')} in {count(row['stories'], 'story', 'stories')}"
