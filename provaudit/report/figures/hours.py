"""How long after the agency's text each outlet's copy of it appears."""

from math import log

import polars as pl

from provaudit.profiles import Measure
from provaudit.report.figures import rows
from provaudit.report.figures.canvas import WIDTH, Canvas, blank, pixels
from provaudit.report.figures.ground import Ground, Line, ordered

TITLE = "From wire to copy, by outlet"
_SIGNS = ("a tick: one copy", "a dot: the median, with its 95% interval")
_TICKS = {1 / 12: "5 min", 0.5: "½ h", 2: "2 h", 8: "8 h", 24: "1 d", 96: "4 d", 336: "2 w"}  # hours
_LEAST = 1 / 12  # hours; what is quicker stands at the scale's end
_SHORTEST = 8  # hours that a scale has at least; chosen
_SHOWN = 200  # copies of an outlet that are drawn, every so many of them in their order; chosen


def hours(ground: Ground, width: int = WIDTH) -> str:
    """Return a tick a copy, and each outlet's median with its interval, on a logarithmic scale."""
    placed = ordered(ground.lines, Measure.HOURS)
    quickest = sorted(placed, key=lambda one: (one[1].rest, *_order(one[1])))
    lines = [line for _, line in quickest]
    if not lines:
        why = "No copy and its agency’s own text both state a time of day."
        return blank("hours", TITLE, why, width)
    told = [f"{line.name}: {_told(line)}" for line in lines[:3]]
    canvas = Canvas("hours", TITLE, "; ".join(told), rows.height(len(lines)), width)
    whole = " · ".join(_SIGNS)
    for place, told_ in enumerate((whole,) if pixels(whole) <= width else _SIGNS):
        canvas.text(0, 10 + 14 * place, told_, "ink")
    most = next((tick for tick in _TICKS if tick >= max(_longest(ground), _SHORTEST)), max(_TICKS))
    scale = rows.Scale(*_ends(lines, width), log(_LEAST), log(most))
    rows.axis(canvas, scale, {log(tick): label for tick, label in _TICKS.items() if tick <= most}, len(lines))
    rows.names(canvas, lines, rows.beginning(lines, width))
    for place, (number, line) in enumerate(quickest):
        _copies(canvas, scale, rows.middle(place), ground.articles.filter(pl.col("line") == number)["hours"])
        _median(canvas, scale, rows.middle(place), line)
    every = ground.every[Measure.HOURS]
    if every is not None:
        rows.mean(canvas, scale, log(max(every, _LEAST)), f"all: {span(every)}", len(lines))
    return canvas.svg()


def _ends(lines: list[Line], width: int) -> tuple[float, float]:
    """Return where the scale begins and ends; its first figure hangs over its begin."""
    return rows.beginning(lines, width) + pixels("5 min") / 2, rows.ending(width, map(_label, lines))


def _longest(ground: Ground) -> float:
    return float(ground.articles["hours"].drop_nulls().to_numpy().max())


def _order(line: Line) -> tuple[bool, float]:
    row = line.measured[Measure.HOURS]
    return row["too_few"], row["value"]


def _copies(canvas: Canvas, scale: rows.Scale, y: float, copies: pl.Series) -> None:
    known = copies.drop_nulls().sort()
    for one in known.gather_every(-(-len(known) // _SHOWN) or 1):
        x = scale.at(log(max(one, _LEAST)))
        canvas.line(x, y - rows.ROW / 2 + 4, x, y + rows.ROW / 2 - 4, "tick")


def _median(canvas: Canvas, scale: rows.Scale, y: float, line: Line) -> None:
    row = line.measured[Measure.HOURS]
    if not row["too_few"]:
        low, value, high = (scale.at(log(max(row[end], _LEAST))) for end in ("low", "value", "high"))
        canvas.whisker(low, high, y)
        canvas.dot(value, y, 4, "dot", f"{line.name}: {_told(line)}")
    canvas.text(scale.right + rows.LABEL, y + 4, _label(line), "soft" if row["too_few"] else "ink")


def _label(line: Line) -> str:
    row = line.measured[Measure.HOURS]
    return f"{'too few' if row['too_few'] else span(row['value'])}, n {row['n']:,}"


def _told(line: Line) -> str:
    row = line.measured[Measure.HOURS]
    if row["too_few"]:
        return f"{rows.rests_on(row)}, too few to say"
    return (
        f"median {span(row['value'])} (95%: {span(row['low'])} to {span(row['high'])}); {rows.rests_on(row)}"
    )


def span(hours_: float) -> str:
    """Return a span of time as people say it: minutes under an hour, days from two on."""
    if hours_ < 1:
        return f"{60 * hours_:.0f} min"
    return f"{hours_:.1f} h" if hours_ < 48 else f"{hours_ / 24:.1f} d"  # noqa: PLR2004 - two days
