"""How much of what each outlet prints is an agency's text, and how much of that says so."""

from collections.abc import Mapping

import polars as pl

from provaudit.profiles import Measure
from provaudit.report.figures.canvas import WIDTH, Canvas, blank
from provaudit.report.figures.ground import CREDITS, NAMELESS, Ground, Line, credited, ordered
from provaudit.report.figures.rows import (
    LABEL,
    ROW,
    Scale,
    axis,
    beginning,
    ending,
    height,
    legend,
    mean,
    middle,
    names,
    rests_on,
)
from provaudit.report.styles import percent

TITLE = "Wire copy by outlet"
_BROAD = 180  # pixels of a scale that has room for quarters
_BAR = 13  # pixels


def wire(ground: Ground, width: int = WIDTH) -> str:
    """Return a bar an outlet: its share of wire copy by what that says of its source, worst first, and an interval."""
    placed = ordered(ground.lines, Measure.WIRE)
    lines = [line for _, line in placed]
    if not lines or not ground.every[Measure.WIRE]:
        return blank("wire", TITLE, "No article here is known to be an agency’s text.", width)
    if ground.unnamed:
        return blank("wire", TITLE, NAMELESS, width)
    told = [f"{line.name}: {_told(line)}" for line in lines[:3]]
    canvas = Canvas("wire", TITLE, "; ".join(told), height(len(lines)), width)
    scale = Scale(beginning(lines, width), ending(width, map(_label, lines)), 0, 1)
    copies = ground.articles.filter("wire").group_by("line", kind=credited()).len()
    legend(canvas, {kind: told for kind, told in CREDITS.items() if kind in copies["kind"]})
    step = 1 if scale.right - scale.left > _BROAD else 2
    axis(canvas, scale, {part / 4: f"{part * 25}%" for part in range(0, 5, step)}, len(lines))
    names(canvas, lines, scale.left)
    for y, (place, line) in enumerate(placed):
        of_kind = dict(copies.filter(pl.col("line") == place).select("kind", "len").iter_rows())
        _bar(canvas, scale, middle(y), line, of_kind)
    every = ground.every[Measure.WIRE] or 0.0
    mean(canvas, scale, every, f"all: {percent(every)}", len(lines))
    return canvas.svg()


def _bar(canvas: Canvas, scale: Scale, y: float, line: Line, copies: Mapping[str, int]) -> None:
    row = line.measured[Measure.WIRE]
    tip = f"{line.name}: {_told(line)}"
    start, reached = scale.at(0), 0
    for kind in (known for known in CREDITS if known in copies):
        since, reached = scale.at(reached / row["n"]), reached + copies[kind]
        canvas.bar(since, y - _BAR / 2, scale.at(reached / row["n"]) - since, _BAR, kind, tip)
    if row["too_few"]:
        canvas.bar(start, y - ROW / 2 + 2, scale.right - start, ROW - 4, "few", tip)
    else:
        canvas.whisker(scale.at(row["low"]), scale.at(row["high"]), y)
    canvas.text(scale.right + LABEL, y + 4, _label(line), "soft" if row["too_few"] else "ink")


def _label(line: Line) -> str:
    row = line.measured[Measure.WIRE]
    share = f"{row['value'] * row['n']:.0f}" if row["too_few"] else percent(row["value"])
    return f"{share} of {row['n']:,}"


def _told(line: Line) -> str:
    row, open_ = line.measured[Measure.WIRE], line.measured[Measure.WIRE_UNCREDITED]
    ends = "" if row["too_few"] else f" (95%: {percent(row['low'])} to {percent(row['high'])})"
    return (
        f"{percent(row['value'])}{ends} of {rests_on(row)} wire copy, "
        f"{percent(open_['value'])} without the right credit"
    )
