"""Which agency's text went to which outlet, and whether that says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from provaudit.report.figures.canvas import WIDTH, Canvas, blank, number, pixels
from provaudit.report.figures.ground import CREDITS, NAMELESS, Ground, credited
from provaudit.report.figures.rows import LEGEND, legend
from provaudit.report.plain import plain
from provaudit.report.styles import count

TITLE = "From agency to outlet"
AGENCIES, OUTLETS = 6, 8
"""Agencies and outlets that are shown apart: those with most copies (chosen: more bands are a tangle)."""

_OTHERS = {"agency": "other agencies", "outlet": "other outlets"}
_NODE = 8  # pixels of what the bands join
_BESIDE = 5  # pixels between a node and its name
_AGENCY, _OUTLET = 0.27, 0.45  # of the width that names may take at either side; chosen
_TOP, _ALL = 30 + LEGEND, 260  # pixels above, and of all copies together
_LEAST, _GAP = 15, 5  # pixels that a name needs, and between two


@dataclass
class _Side:
    """Where each agency, or each outlet, stands, and how much of it is taken up by bands."""

    top: dict[str, float]
    size: dict[str, float]
    foot: float

    @classmethod
    def of(cls, copies: Mapping[str, int], scale: float) -> "_Side":
        top, y = {}, float(_TOP)
        for name, number_ in copies.items():
            top[name] = y + max(_LEAST - number_ * scale, 0) / 2
            y += max(number_ * scale, _LEAST) + _GAP
        return cls(top, {name: number_ * scale for name, number_ in copies.items()}, y)

    def take(self, name: str, size: float) -> float:
        """Return where the next band of a node begins."""
        y = self.top[name]
        self.top[name] += size
        return y


def flow(ground: Ground, width: int = WIDTH) -> str:
    """Return a band from each agency to each outlet, as broad as there are copies, by what they say of their source."""
    copies = _counted(ground)
    if copies.is_empty():
        return blank("flow", TITLE, "No article here is known to be an agency’s text.", width)
    if ground.unnamed:
        return blank("flow", TITLE, NAMELESS, width)
    totals = [_totals(copies, side) for side in ("agency", "outlet")]
    scale = _ALL / float(copies["copies"].to_numpy().sum())
    left, right = (_Side.of(total, scale) for total in totals)
    top = copies.sort(-pl.col("copies").cast(pl.Int64), maintain_order=True).head(3)
    told = "; ".join(f"{a} to {o}: {count(n, 'copy', 'copies')}" for a, o, _, n in top.iter_rows())
    canvas = Canvas("flow", TITLE, told, max(left.foot, right.foot) + 4, width)
    legend(canvas, {kind: told for kind, told in CREDITS.items() if kind in copies["kind"]})
    start = _broadest(totals[0], width * _AGENCY)
    end = width - _broadest(totals[1], width * _OUTLET)
    _nodes(canvas, start - _NODE, left, totals[0], "end")
    _nodes(canvas, end, right, totals[1], "start")
    for agency, outlet, kind, number_ in copies.iter_rows():
        size = number_ * scale
        band = _band((start, left.take(agency, size)), (end, right.take(outlet, size)), size)
        canvas.path(band, f"{kind}-flow", f"{agency} to {outlet}: {count(number_, 'copy', 'copies')}")
    return canvas.svg()


def _counted(ground: Ground) -> pl.DataFrame:
    """Return agency, outlet, kind and copies: one row a band, in the order in which they are stacked."""
    copies = ground.articles.filter("wire").select("agency", "outlet", kind=credited())
    for side, shown in (("agency", AGENCIES), ("outlet", OUTLETS)):
        copies = _largest(copies, side, shown)
    grouped = copies.group_by("agency", "outlet", "kind").agg(copies=pl.len())
    kinds = pl.col("kind").cast(pl.Enum(list(CREDITS)))
    return grouped.sort(*(_place(copies, side) for side in _OTHERS), kinds)


def _largest(copies: pl.DataFrame, side: str, shown: int) -> pl.DataFrame:
    """Return the copies with the names of a side that have fewest put together, unless that is one only."""
    sizes = copies[side].value_counts().sort("count", side, descending=[True, False])
    kept = sizes[side] if sizes.height <= shown + 1 else sizes[side][:shown]
    name = pl.when(pl.col(side).is_in(kept.implode())).then(side).otherwise(pl.lit(_OTHERS[side]))
    return copies.with_columns(name.alias(side))


def _place(copies: pl.DataFrame, side: str) -> pl.Expr:
    """Return where a name of a side stands: those with most copies first, the others last."""
    sizes = (
        copies[side]
        .value_counts()
        .sort(pl.col(side) == _OTHERS[side], "count", side, descending=[False, True, False])
    )
    places = {name: place for place, name in enumerate(sizes[side])}
    return pl.col(side).replace_strict(places, return_dtype=pl.Int64)


def _totals(copies: pl.DataFrame, side: str) -> dict[str, int]:
    """Return how many copies each name of a side has, in the order in which they stand."""
    summed = copies.group_by(side).agg(pl.col("copies").sum())
    last = pl.col(side) == _OTHERS[side]
    return dict(summed.sort(last, "copies", side, descending=[False, True, False]).iter_rows())


def _broadest(totals: Mapping[str, int], most: float) -> float:
    """Return the pixels of a side: its names with their numbers, as far as there is room, and what bands join."""
    return (
        min(max(pixels(f"{plain(name)} {total:,}") for name, total in totals.items()) + _BESIDE, most) + _NODE
    )


def _nodes(canvas: Canvas, x: float, side: _Side, totals: Mapping[str, int], anchor: str) -> None:
    words, room = (x - _BESIDE, x) if anchor == "end" else (x + _NODE + _BESIDE, canvas.width - x - _NODE)
    for name, total in totals.items():
        number_ = f"{total:,}"
        y = side.top[name] + side.size[name] / 2 + 4
        canvas.bar(x, side.top[name], _NODE, max(side.size[name], 1), "node")
        canvas.name(words, y, name, room - _BESIDE - pixels(f" {number_}"), anchor=anchor, more=f" {number_}")


def _band(left: tuple[float, float], right: tuple[float, float], size: float) -> str:
    """Return the outline of a band: along its upper side, down, and back along its lower one."""
    half = (left[0] + right[0]) / 2
    upper = _curve(*left, *right, half)
    lower = _curve(right[0], right[1] + size, left[0], left[1] + size, half)
    return f"M{upper}L{lower}Z"


def _curve(x: float, y: float, to_x: float, to_y: float, half: float) -> str:
    return f"{_points((x, y))}C{_points((half, y), (half, to_y), (to_x, to_y))}"


def _points(*points: Iterable[float]) -> str:
    return " ".join(",".join(number(length) for length in point) for point in points)
