"""The table of an audit: one line an article, in as many columns as the width carries."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from provaudit.model import Credit, Dimension
from provaudit.report.plain import clip, pad
from provaudit.report.strip import Cell, Part
from provaudit.report.styles import CODES, CREDIT, percent, signed
from provaudit.report.view import Row

STRIPS = (10, 20)
"""The widths that the strip comes in."""

_GAP = "  "
_READABLE_TITLE = 34  # cells; grows to this before anything else grows; chosen
_ROOM_FOR_MORE = 14  # cells in which a name stays readable beside "+1"; chosen
_WIDEST_TITLE = 72  # cells; beyond it a line is hard to follow; chosen
_CHOSEN_FIRST = ("title", "role", "source", "strip", "credit")
_CHOSEN_NEXT = ("outlet", "relation", "points", "share", "flags", "published")
_ORDER = (
    "title",
    "outlet",
    "published",
    "role",
    "relation",
    "source",
    "strip",
    "share",
    "credit",
    "points",
    "flags",
)

Colours = dict[str | None, str]
"""A colour for each source, as `styles.palette` gives it."""


@dataclass(frozen=True)
class _Column:
    """A column: what heads it, how narrow it may be, how wide it would like to be, what stands in it."""

    head: str
    least: int
    ideal: int
    draw: Callable[[Row, int], Text]


def table(rows: list[Row], width: int, colours: Colours) -> tuple[list[Text], tuple[str, ...]]:
    """Return the table's lines, each at most `width` cells, and the names of its columns.

    A narrow table keeps title, role, source, strip and credit; a wider one adds outlet, relation, points,
    share, flags and date, in this order, where they fit.
    """
    columns = _columns(rows, colours)
    widths = _fit(columns, width)
    names = tuple(name for name in _ORDER if name in widths)
    head = Text(_GAP.join(pad(columns[name].head, widths[name]) for name in names), "bold")
    rule = Text("─" * head.cell_len, "dim")
    lines = [Text(_GAP).join(columns[name].draw(row, widths[name]) for name in names) for row in rows]
    return [_trimmed(line, width) for line in (head, rule, *lines)], names


def _trimmed(line: Text, width: int) -> Text:
    line.truncate(width)
    line.rstrip()
    return line


def _columns(rows: list[Row], colours: Colours) -> dict[str, _Column]:
    codes = _code_widths(rows)
    heads = " ".join(CODES[dimension].rjust(cells) for dimension, cells in codes.items())

    def named(head: str, value: Callable[[Row], str], least: int, ideal: int, style: str = "") -> _Column:
        fitting = max(least, min(ideal, max((cell_len(value(row)) for row in rows), default=0)))
        return _Column(head, least, fitting, lambda row, width: Text(pad(value(row), width), style))

    role, relation = _longest(rows, "role"), _longest(rows, "relation")
    credit = _longest(rows, "credit")
    return {
        "title": _Column("what", 16, _WIDEST_TITLE, lambda row, width: Text(pad(row.title, width), "bold")),
        "outlet": named("outlet", lambda row: row.outlet, 10, 20),
        "published": _Column("published", 10, 16, _published),
        "role": named("role", lambda row: row.role, role, role),
        "relation": named("relation", lambda row: row.relation, relation, relation),
        "source": _Column("from", 10, 20, lambda row, width: _source(row, width, colours)),
        "strip": _Column("text", *STRIPS, lambda row, width: _strip(row, width, colours)),
        "share": _Column("took", 4, 4, lambda row, _: Text(_share(row).rjust(4))),
        "credit": _Column("credit", credit, credit, _credit),
        "points": _Column(heads, len(heads), len(heads), lambda row, _: _points(row, codes)),
        "flags": named("flags", lambda row: ", ".join(row.flags), 13, 40, "yellow"),
    }


def _longest(rows: list[Row], name: str) -> int:
    return max([len(name), *(len(getattr(row, name)) for row in rows)])


def _fit(columns: dict[str, _Column], width: int) -> dict[str, int]:
    """Choose columns while their least widths fit, then let them grow; the title takes what is left."""
    widths = {name: columns[name].least for name in _CHOSEN_FIRST}
    left = width - sum(widths.values()) - len(_GAP) * (len(widths) - 1)
    for name in _CHOSEN_NEXT:
        need = columns[name].least + len(_GAP)
        if need <= left:
            widths[name] = columns[name].least
            left -= need
    widths["title"] = max(widths["title"] + min(left, 0), 1)
    likes = {
        name: columns[name].ideal for name in ("source", "outlet", "strip", "flags", "published", "title")
    }
    for name, liked in (("title", _READABLE_TITLE), *likes.items()):
        if name in widths:
            more = max(min(left, liked - widths[name]), 0)
            more = 0 if name == "strip" and widths[name] + more not in STRIPS else more
            widths[name] += more
            left -= more
    return widths


def _published(row: Row, width: int) -> Text:
    day = row.published.partition(" ")[0]
    return Text(pad(row.published if len(row.published) <= width else day, width), "dim")


def _source(row: Row, width: int, colours: Colours) -> Text:
    if not row.sources:
        return Text(pad("–", width), "dim")
    best, *others = row.sources
    more = f" +{len(others)}" if others and width >= _ROOM_FOR_MORE else ""
    return Text(pad(clip(best.name, width - len(more)) + more, width), colours.get(best.id, ""))


def _share(row: Row) -> str:
    return percent(row.share) if row.sources else ""


def _credit(row: Row, width: int) -> Text:
    return Text(pad(row.credit, width), CREDIT[Credit(row.credit)])


def _strip(row: Row, width: int, colours: Colours) -> Text:
    cells = row.strips.get(width, ())
    drawn = Text.assemble(*((cell.part.value, _cell_style(cell, colours)) for cell in cells))
    return drawn.append(" " * (width - len(cells)))


def _cell_style(cell: Cell, colours: Colours) -> str:
    return "dim" if cell.part is Part.OWN else colours.get(cell.source, "")


def _code_widths(rows: list[Row]) -> dict[Dimension, int]:
    """Return how many cells each dimension's points need, at least two."""
    return {
        dimension: max([2, *(len(signed(row.points.get(dimension))) for row in rows)])
        for dimension in Dimension
    }


def _points(row: Row, widths: dict[Dimension, int]) -> Text:
    told = ((row.points.get(dimension), cells) for dimension, cells in widths.items())
    return Text(" ").join(
        Text(signed(points).rjust(cells), "" if points else "dim") for points, cells in told
    )
