"""What one measurement found: figures with their intervals, and the lines that explain them."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One number: its value, the 95 % interval where one makes sense, and the number of cases."""

    value: float
    interval: tuple[float, float] | None = None
    n: int | None = None


@dataclass(frozen=True)
class Finding:
    """One measured corpus: a title, figures by name, tables and notes as lines of plain text."""

    title: str
    figures: dict[str, Figure] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def text(self) -> str:
        """Return the finding as a reader sees it."""
        width = max(map(len, self.figures), default=0)
        rows = [_row(name.ljust(width), figure) for name, figure in self.figures.items()]
        return "\n".join([self.title, *indented(rows), *indented(self.lines)])

    def plain(self) -> dict[str, Any]:
        """Return the finding for JSON; what is undefined is null."""
        return {
            "title": self.title,
            "figures": {name: _jsonable(asdict(figure)) for name, figure in self.figures.items()},
            "lines": list(self.lines),
        }


def _row(name: str, figure: Figure) -> str:
    interval = "" if figure.interval is None else f"[{figure.interval[0]:.3f}, {figure.interval[1]:.3f}]"
    cases = "" if figure.n is None else f"n {figure.n:,}"
    return f"{name}  {number(figure.value):>9}  {interval:<16} {cases}".rstrip()


def number(value: float) -> str:
    """Return a number for a reader: whole ones whole, others to three decimals, `–` where undefined."""
    if math.isnan(value):
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.3f}"


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _jsonable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(one) for one in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def indented(lines: Sequence[str]) -> list[str]:
    """Return the lines set in by two blanks; empty ones stay empty."""
    return [f"  {line}".rstrip() for line in lines]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return a table as lines: the first column to the left, the others to the right."""
    widths = [max(len(row[place]) for row in [head, *rows]) for place in range(len(head))]
    return tuple(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in [head, *rows]
    )
