"""What the reports on rules share: plain columns, a hit among its words, data for other programs."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from provaudit.report.lines import Line, print_line
from provaudit.report.plain import clean, clip, fold, pad, plain

OPEN, CLOSE = "‹", "›"
"""A hit stands between these."""

UNKNOWN = "(not known)"
"""Stands for an outlet or language that the corpus does not state."""

INDENT = 2
"""Cells before what belongs to the line above."""

_FORMULA = ("=", "+", "-", "@")
_KEYS = ("id", "rule")
_LEAST = 12  # cells of the first column; chosen


def say(console: Console, text: str, style: str = "", indent: int = 0) -> None:
    """Print a text, broken between words at the console's width."""
    for row in fold(text, console.width - indent) or [""]:
        console.print(Text(" " * indent + row, style), soft_wrap=True)


def print_columns(console: Console, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under their heads: the first column flush left and cut to what is left, the others right."""
    cells = [[plain(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(heads, *cells, strict=True)]
    widths[0] = max(min(widths[0], console.width - sum(widths[1:]) - 2 * len(widths) + 2), _LEAST)
    for number, row in enumerate([list(heads), *cells]):
        parts = [pad(row[0], widths[0])]
        parts += [pad(cell, width, right=True) for cell, width in zip(row[1:], widths[1:], strict=True)]
        console.print(Text("  ".join(parts).rstrip(), "" if number else "dim"), soft_wrap=True)


def hit_line(hit: Mapping[str, Any], width: int) -> Line:
    """Return a hit of `in_context` among as many of the words around it as fit three lines of the width."""
    words = plain(hit["text"])
    room = max((3 * width - cell_len(words)) // 2 - INDENT, 0)
    before, after = _end(clean(hit["before"] or ""), room), _beginning(clean(hit["after"] or ""), room)
    marked = (f"{OPEN}{clip(words, 2 * width)}{CLOSE}", "bold underline")
    return Line(Text(" " * INDENT), Text.assemble(before, marked, after))


def print_hit(console: Console, hit: Mapping[str, Any]) -> None:
    """Print where a hit stands, whom it credits, and the hit in context."""
    credited = f"credits {hit['source']}" if hit["source"] else ""
    head = [hit["id"], hit["outlet"] or "", hit["zone"], credited]
    console.print(Text(clip(" · ".join(plain(part) for part in head if part), console.width)), soft_wrap=True)
    print_line(hit_line(hit, console.width - INDENT), console)


def per_cent(part: int, whole: int) -> str:
    """Return a part as per cent with one decimal where it is small; "" of nothing."""
    if not whole:
        return ""
    share = 100 * part / whole
    return f"{share:.1f}%" if 0 < share < 10 else f"{share:.0f}%"  # noqa: PLR2004 - two figures are enough


def as_json(value: object) -> str:
    """Return a value as JSON in ASCII, which no terminal obeys."""
    return json.dumps(value, indent=2, allow_nan=False)


def as_csv(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV with these columns.

    Control characters and line ends in texts are left out; a text that a spreadsheet would take for a formula
    gets an apostrophe, but ids never: they are looked up again.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(name, row[name]) for name in names] for row in rows)
    return written.getvalue()


def _cell(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    cleaned = clean(value)
    return f"'{cleaned}" if cleaned.startswith(_FORMULA) and name not in _KEYS else cleaned


def _end(text: str, room: int) -> str:
    """Return the last words of a text that fit, "…" before them where some do not."""
    kept = " ".join(text.split()) + (" " if text[-1:].isspace() else "")
    if cell_len(kept) <= room:
        return kept
    while cell_len(kept) > room:
        kept = kept[max((cell_len(kept) - room) // 2, 1) :]
    return "…" + (kept.partition(" ")[2] or kept)  # scripts without spaces are cut anywhere


def _beginning(text: str, room: int) -> str:
    """Return the first words of a text that fit, "…" behind them where some do not."""
    kept = (" " if text[:1].isspace() else "") + " ".join(text.split())
    if cell_len(kept) <= room:
        return kept
    cut = set_cell_size(kept, room)
    return (cut.rpartition(" ")[0].rstrip() or cut) + "…"
