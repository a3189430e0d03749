"""The table of an audit: one line an article; which columns it has depends on the width alone."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from rich.text import Text

from provaudit.report.colours import Colours
from provaudit.report.plain import cells_of, clip, pad
from provaudit.report.strip import Cell, Part
from provaudit.report.styles import CODES, CREDIT, signed
from provaudit.report.view import Row
from provaudit.report.wording import brief, flag, told

WIDE, WIDER = 120, 200
"""Cells from which on a table has its further columns."""

STRIPS = (10, 20)
"""The widths that the strip comes in."""

ORIGINAL = "▸"
"""Stands before how many articles took from an original."""

_GAP = "  "
_FLAGS = 26  # cells: two flags of the usual length
_ROOMY = 80  # cells from which on a source's name has room
_WIDEST_NAME = 90  # cells; beyond it a line is hard to follow; chosen
_ROUND, _EXACT = 3, 5  # cells of a dimension's points, a blank before them; none has more than 10 (rules/)


@dataclass(frozen=True)
class _Column:
    """A column: what heads it, how wide it is, what stands in it."""

    head: str
    width: int
    draw: Callable[[Row], Text]


def table(rows: list[Row], width: int, colours: Colours) -> list[Text]:
    """Return the table's lines, each at most `width` cells.

    Below 120 cells there are article, text, share, credit and from; then relation, role and points as well;
    from 200 on, published and flags too. The article takes what the others leave.
    """
    others = _columns(width, colours)
    left = width - sum(column.width + len(_GAP) for column in others)
    room = max(min(left, _WIDEST_NAME), 1)
    columns = (_Column("article", room, lambda row: _article(row, room, colours)), *others)
    head = Text(_GAP.join(pad(column.head, column.width) for column in columns), "bold")
    rule = Text("─" * head.cell_len, "dim")
    lines = [Text(_GAP).join(column.draw(row) for column in columns) for row in rows]
    return [_trimmed(line, width) for line in (head, rule, *lines)]


def _trimmed(line: Text, width: int) -> Text:
    line.truncate(width)
    line.rstrip()
    return line


def _columns(width: int, colours: Colours) -> tuple[_Column, ...]:
    """Return all columns but the first, for the width's class."""
    wide, wider = width >= WIDE, width >= WIDER
    strip = STRIPS[wider]
    source = 20 if wider else 18 if width >= _ROOMY else 11
    points = _EXACT if wider else _ROUND
    always = (
        _Column("text", strip, lambda row: _strip(row, strip, colours)),
        _Column("share", 5, lambda row: Text(_share(row).rjust(5))),
        _Column("credit", 14, lambda row: Text(pad(told(row.credit), 14), CREDIT[row.credit])),
        _Column("from", source, lambda row: _source(row, source, colours)),
    )
    more = (
        _Column("relation", 10, lambda row: Text(pad(told(row.relation), 10))),
        _Column("role", 13, lambda row: Text(pad(told(row.role), 13))),
        _Column(_codes(points), points * len(CODES) - 1, lambda row: _points(row, points)),
    )
    most = (
        _Column("published", 10, lambda row: Text(pad(row.published[:10], 10), "dim")),
        _Column("flags", _FLAGS, lambda row: Text(_flags(row))),
    )
    return (*always, *more * wide, *most * wider)


def _article(row: Row, width: int, colours: Colours) -> Text:
    """Return outlet and headline; three fifths of the room are the outlet's if it needs them; chosen."""
    name = clip(row.name, max(width * 3 // 5, width - cells_of(row.title) - 3))
    title = clip(row.title, width - cells_of(name) - 3)
    cell = Text.assemble((name, colours.get(row.id, "")), f" · {title}" if title else "")
    return cell.append(" " * (width - cells_of(cell.plain)))


def _source(row: Row, width: int, colours: Colours) -> Text:
    """Return the best source and how many more there are, or how many articles took from an original."""
    if row.sources:
        best, *others = row.sources
        more = f" +{len(others)}" if others else ""
        name = best.name if cells_of(best.name) + len(more) <= width else brief(best.name)
        return Text(pad(clip(name, width - len(more)) + more, width), colours.get(best.id, ""))
    if row.absent:
        end = ", not here"
        return Text(pad(clip(row.absent, width - len(end)) + end, width), "italic")
    if row.heirs:
        return Text(pad(f"{ORIGINAL} {row.heirs:,} from it", width), "bold " + colours.get(row.id, ""))
    return Text(pad("–", width), "dim")


def _flags(row: Row) -> str:
    """Return the first flags that fit, whole, and how many more there are."""
    flags = [flag(one) for one in row.flags]
    for shown in range(len(flags), 0, -1):
        more = [f"+{len(flags) - shown}"] * (shown < len(flags))
        if cells_of(listed := " ".join([", ".join(flags[:shown]), *more])) <= _FLAGS:
            return pad(listed, _FLAGS)
    return pad(", ".join(flags), _FLAGS)


def _share(row: Row) -> str:
    return row.shared or ("?" if row.absent else "")


def _strip(row: Row, width: int, colours: Colours) -> Text:
    cells = row.strips.get(width, ())
    drawn = Text.assemble(*((cell.part.value, _cell_style(cell, colours)) for cell in cells))
    return drawn.append(" " * (width - len(cells)))


def _cell_style(cell: Cell, colours: Colours) -> str:
    return "dim" if cell.part is Part.OWN else colours.get(cell.source, "")


def _codes(cells: int) -> str:
    return "".join(code.rjust(cells) for code in CODES.values())[1:]


def _points(row: Row, cells: int) -> Text:
    """Return the points of each dimension in equally many cells, whole where there are few."""
    cells_told = Text()
    for place, dimension in enumerate(CODES):
        points = row.points.get(dimension)
        shown = _whole(points) if cells == _ROUND else signed(points)
        cells_told.append(shown.rjust(cells - (place == 0)), "" if points else "dim")
    return cells_told


def _whole(points: float | None) -> str:
    """Return the points rounded, a half away from zero: -0.5 is not nothing."""
    return signed(None if points is None else float(Decimal(str(points)).quantize(Decimal(1), ROUND_HALF_UP)))
