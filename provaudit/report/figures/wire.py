"""How much of what each outlet prints is an agency's text, and how much of that says so."""

from collections.abc import Mapping

import polars as pl

from provaudit.profiles import Measure
from provaudit.report.figures.canvas import Canvas, blank
from provaudit.report.figures.ground import CREDITS, Ground, Line, credited, ordered
from provaudit.report.figures.rows import ROW, Scale, axis, height, legend, mean, middle, names, rests_on
from provaudit.report.styles import percent

TITLE = "Wire copy by outlet"
_SCALE = Scale(166, 396, 0, 1)
_BAR = 13  # pixels


def wire(ground: Ground) -> str:
    """Return a bar an outlet: its share of wire copy by what that says of its source, worst first, and an interval."""
    placed = ordered(ground.lines, Measure.WIRE)
    lines = [line for _, line in placed]
    if not lines or not ground.every[Measure.WIRE]:
        return blank("wire", TITLE, "No article here is known to be an agency’s text.")
    told = [f"{line.name}: {_told(line)}" for line in lines[:3]]
    canvas = Canvas("wire", TITLE, "; ".join(told), height(len(lines)))
    copies = ground.articles.filter("wire").group_by("line", kind=credited()).len()
    legend(canvas, {kind: told for kind, told in CREDITS.items() if kind in copies["kind"]})
    axis(canvas, _SCALE, {part / 4: f"{part * 25}%" for part in range(5)}, len(lines))
    names(canvas, lines)
    for y, (place, line) in enumerate(placed):
        of_kind = dict(copies.filter(pl.col("line") == place).select("kind", "len").iter_rows())
        _bar(canvas, middle(y), line, of_kind)
    every = ground.every[Measure.WIRE] or 0.0
    mean(canvas, _SCALE, every, f"all: {percent(every)}", len(lines))
    return canvas.svg()


def _bar(canvas: Canvas, y: float, line: Line, copies: Mapping[str, int]) -> None:
    row = line.measured[Measure.WIRE]
    tip = f"{line.name}: {_told(line)}"
    start, reached = _SCALE.at(0), 0
    for kind in (known for known in CREDITS if known in copies):
        since, reached = _SCALE.at(reached / row["n"]), reached + copies[kind]
        canvas.bar(since, y - _BAR / 2, _SCALE.at(reached / row["n"]) - since, _BAR, kind, tip)
    if row["too_few"]:
        canvas.bar(start, y - ROW / 2 + 2, _SCALE.right - start, ROW - 4, "few", tip)
    else:
        canvas.whisker(_SCALE.at(row["low"]), _SCALE.at(row["high"]), y)
    few = row["too_few"]
    share = f"{row['value'] * row['n']:.0f}" if few else percent(row["value"])
    canvas.text(_SCALE.right + 8, y + 4, f"{share} of {row['n']:,}", "soft" if few else "ink")


def _told(line: Line) -> str:
    row, open_ = line.measured[Measure.WIRE], line.measured[Measure.WIRE_UNCREDITED]
    ends = "" if row["too_few"] else f" (95%: {percent(row['low'])} to {percent(row['high'])})"
    return (
        f"{percent(row['value'])}{ends} of {rests_on(row)} wire copy, "
        f"{percent(open_['value'])} without the right credit"
    )
