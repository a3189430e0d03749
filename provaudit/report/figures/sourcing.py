"""How many sources each outlet cites, and how many of them it names."""

from provaudit.profiles import Measure
from provaudit.report.figures.canvas import WIDTH, Canvas, blank, pixels
from provaudit.report.figures.ground import NAMELESS, Ground, Line, ordered
from provaudit.report.figures.rows import (
    LABEL,
    Scale,
    axis,
    beginning,
    ending,
    height,
    mean,
    middle,
    names,
    rests_on,
)
from provaudit.report.styles import percent

TITLE = "Cited sources by outlet"
_HEADS = ("per 1,000 words", "of them named")
_SHORT = ("per 1,000", "named")
_BETWEEN, _RATE = 32, 0.6  # pixels between both scales, and the first one's part of their length
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


def sourcing(ground: Ground, width: int = WIDTH) -> str:
    """Return two dots an outlet: cited sources per 1,000 words, and the share of them that are named."""
    lines = [line for _, line in ordered(ground.lines, Measure.CITED)]
    if not lines or not ground.every[Measure.CITED]:
        return blank("sourcing", TITLE, "No article in English cites a source.", width)
    if ground.unnamed:
        return blank("sourcing", TITLE, NAMELESS, width)
    told = [f"{line.name}: {_told(line)}" for line in lines[:3]]
    canvas = Canvas("sourcing", TITLE, "; ".join(told), height(len(lines)), width)
    begin, end = beginning(lines, width), ending(width, [_rests(line) for line in lines])
    middle_ = begin + (end - begin - _BETWEEN) * _RATE
    broad = middle_ + _BETWEEN - begin > pixels(_HEADS[0]) and width - middle_ - _BETWEEN > pixels(_HEADS[1])
    for x, head in zip((begin, middle_ + _BETWEEN), _HEADS if broad else _SHORT, strict=True):
        canvas.text(x, 14, head, "ink")
    most = max(_end(line, Measure.CITED) for line in lines)
    step = next((step for step in _STEPS if step * 4 >= most), _STEPS[-1])
    rate, named = Scale(begin, middle_, 0, step * 4), Scale(middle_ + _BETWEEN, end, 0, 1)
    axis(canvas, rate, {float(step * part): str(step * part) for part in (0, 2, 4)}, len(lines))
    axis(canvas, named, {0.0: "0", 0.5: "50%", 1.0: "100%"}, len(lines))
    names(canvas, lines, begin)
    for place, line in enumerate(lines):
        for measure, scale in ((Measure.CITED, rate), (Measure.NAMED, named)):
            _dot(canvas, scale, middle(place), line, measure)
        canvas.text(end + LABEL, middle(place) + 4, _rests(line), "soft")
    every, of_them = ground.every[Measure.CITED] or 0.0, ground.every[Measure.NAMED]
    mean(canvas, rate, every, f"all: {every:.1f}", len(lines))
    mean(canvas, named, of_them, f"all: {percent(of_them or 0.0)}", len(lines))
    return canvas.svg()


def _rests(line: Line) -> str:
    return f"n {line.measured[Measure.CITED]['n']:,}"


def _end(line: Line, measure: Measure) -> float:
    row = line.measured[measure]
    return max(row["value"] or 0.0, row["high"] or 0.0)


def _dot(canvas: Canvas, scale: Scale, y: float, line: Line, measure: Measure) -> None:
    row = line.measured[measure]
    if row["value"] is None:
        return
    if not row["too_few"]:
        canvas.whisker(scale.at(row["low"]), scale.at(row["high"]), y)
    canvas.dot(
        scale.at(row["value"]), y, 4, "few" if row["too_few"] else "dot", f"{line.name}: {_told(line)}"
    )


def _told(line: Line) -> str:
    row, named = line.measured[Measure.CITED], line.measured[Measure.NAMED]["value"]
    of_them = "" if named is None else f", {percent(named)} of them named"
    few = ", too few to say" if row["too_few"] else ""
    return f"{row['value']:.1f} sources per 1,000 words{of_them}; {rests_on(row)}{few}"
