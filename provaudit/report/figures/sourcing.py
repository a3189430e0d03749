"""How many sources each outlet cites, and how many of them it names."""

from provaudit.profiles import Measure
from provaudit.report.figures.canvas import Canvas, blank
from provaudit.report.figures.ground import NAMELESS, Ground, Line, ordered
from provaudit.report.figures.rows import Scale, axis, height, mean, middle, names, rests_on
from provaudit.report.styles import percent

TITLE = "Cited sources by outlet"
_LEFT, _RIGHT = (168, 286), (322, 408)
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


def sourcing(ground: Ground) -> str:
    """Return two dots an outlet: cited sources per 1,000 words, and the share of them that are named."""
    lines = [line for _, line in ordered(ground.lines, Measure.CITED)]
    if not lines or not ground.every[Measure.CITED]:
        return blank("sourcing", TITLE, "No article in English cites a source.")
    if ground.unnamed:
        return blank("sourcing", TITLE, NAMELESS)
    told = [f"{line.name}: {_told(line)}" for line in lines[:3]]
    canvas = Canvas("sourcing", TITLE, "; ".join(told), height(len(lines)))
    canvas.text(_LEFT[0], 14, "per 1,000 words", "ink")
    canvas.text(_RIGHT[0], 14, "of them named", "ink")
    most = max(_end(line, Measure.CITED) for line in lines)
    step = next((step for step in _STEPS if step * 4 >= most), _STEPS[-1])
    rate, named = Scale(*_LEFT, 0, step * 4), Scale(*_RIGHT, 0, 1)
    axis(canvas, rate, {float(step * part): str(step * part) for part in (0, 2, 4)}, len(lines))
    axis(canvas, named, {0.0: "0", 0.5: "50%", 1.0: "100%"}, len(lines))
    names(canvas, lines)
    for place, line in enumerate(lines):
        for measure, scale in ((Measure.CITED, rate), (Measure.NAMED, named)):
            _dot(canvas, scale, middle(place), line, measure)
        canvas.text(_RIGHT[1] + 12, middle(place) + 4, f"n {line.measured[Measure.CITED]['n']:,}", "soft")
    every, of_them = ground.every[Measure.CITED] or 0.0, ground.every[Measure.NAMED]
    mean(canvas, rate, every, f"all: {every:.1f}", len(lines))
    mean(canvas, named, of_them, f"all: {percent(of_them or 0.0)}", len(lines))
    return canvas.svg()


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
