"""What appeared when: articles over time, and how many of them are an agency's text."""

from datetime import datetime, timedelta
from typing import NamedTuple

import polars as pl

from provaudit.report.figures.canvas import WIDTH, Canvas, blank
from provaudit.report.figures.ground import CREDITS, Ground, credited
from provaudit.report.figures.rows import legend
from provaudit.report.styles import count

TITLE = "Articles over time"
_LEFT, _TOP, _HIGH, _LINE = 56, 66, 150, 16  # pixels
_STEPS = (1, 2, 5, 10, 20, 25, 50)
_MOST = 60  # columns of a picture; chosen
_FAR = 50  # one article of so many, at either end, may be dated by mistake; chosen


class _Unit(NamedTuple):
    """What a column stands for."""

    name: str
    every: str  # polars' word for it
    length: timedelta
    written: str  # strftime


_UNITS = (
    _Unit("hour", "1h", timedelta(hours=1), "%d %b %H:00"),
    _Unit("day", "1d", timedelta(days=1), "%d %b %Y"),
    _Unit("week", "1w", timedelta(weeks=1), "%d %b %Y"),
    _Unit("month", "1mo", timedelta(days=30), "%b %Y"),
    _Unit("year", "1y", timedelta(days=365), "%Y"),
)
_KINDS = ("open", "vague", "said", "else")
_KNOWN = {kind: CREDITS[kind] for kind in ("vague", "said")}


def time(ground: Ground, width: int = WIDTH) -> str:
    """Return a column an hour, day, week, month or year, whatever the pile's time needs; wire copy stands below."""
    dated = ground.articles.drop_nulls("published_at")
    if dated.is_empty():
        return blank("time", TITLE, "No article states when it was published.", width)
    shown = _usual(dated)
    unit = _unit(shown["published_at"])
    columns = _columns(shown, unit)
    apart = [count(dated.height - shown.height, "article") + " of other times"] * (
        shown.height < dated.height
    )
    undated = ground.articles.height - dated.height
    apart += [f"{count(undated, 'article')} without a date"] * bool(undated)
    most = int(columns.select(pl.sum_horizontal(_KINDS)).to_series().to_numpy().max())
    busiest = columns.filter(pl.sum_horizontal(_KINDS) == most)["at"][0]
    told = f"{count(shown.height, 'article')}, most in the {unit.name} of {_written(busiest, unit)}: {most:,}"
    canvas = Canvas("time", f"{TITLE}, by {unit.name}", told, _TOP + _HIGH + 30 + _LINE * len(apart), width)
    legend(canvas, {"open": "wire copy: no right credit", **_KNOWN, "else": "other"})
    canvas.text(0, _TOP - 14, f"articles, a column for each {unit.name}", "soft")
    top = _scale(canvas, most)
    _draw(canvas, columns, unit, _HIGH / top)
    _dates(canvas, columns["at"], unit)
    for place, one in enumerate(apart):
        canvas.text(width, _TOP + _HIGH + 38 + _LINE * place, one, "soft", "end")
    return canvas.svg()


def _usual(dated: pl.DataFrame) -> pl.DataFrame:
    """Return the articles without the earliest and the latest, where these alone would ask for broader columns."""
    at = dated["published_at"].sort()
    beyond = len(at) // _FAR
    usual = dated.filter(pl.col("published_at").is_between(at[beyond], at[len(at) - 1 - beyond]))
    return usual if _unit(usual["published_at"]) != _unit(at) else dated


def _unit(at: pl.Series) -> _Unit:
    """Return the least unit of which few enough make up the time; an hour only where times of day are stated."""
    known = at.sort()
    spanned, by_day = known[-1] - known[0], 2 * int((at.dt.truncate("1d") == at).sum()) > len(at)
    units = _UNITS[1:] if by_day else _UNITS
    return next((unit for unit in units if spanned / unit.length < _MOST), _UNITS[-1])


def _columns(dated: pl.DataFrame, unit: _Unit) -> pl.DataFrame:
    """Return `at` and how many articles of each kind, one row a unit, none left out."""
    kind = pl.when("wire").then(credited()).otherwise(pl.lit("else")).replace("again", "else")
    found = dated.group_by(at=pl.col("published_at").dt.truncate(unit.every)).agg(
        **{known: (kind == known).sum() for known in _KINDS}
    )
    first, last = found["at"].sort()[0], found["at"].sort()[-1]
    every = pl.datetime_range(first, last, unit.every, eager=True, time_unit="us").alias("at").to_frame()
    recent = every.tail(_MOST * 2)  # by year, of a pile that spans centuries
    return recent.join(found, on="at", how="left", maintain_order="left").fill_null(0)


def _scale(canvas: Canvas, most: int) -> int:
    """Draw the scale of numbers and return what its top stands for."""
    tens = 10 ** max(len(str(most)) - 2, 0)
    step = next(step * tens for step in _STEPS if step * tens * 4 >= most)
    parts = max(-(-most // step), 1)
    for part in range(parts + 1):
        y = _TOP + _HIGH * (1 - part / parts)
        canvas.line(_LEFT, y, canvas.width, y, "axis")
        canvas.text(_LEFT - 6, y + 4, f"{step * part:,}", "soft", "end")
    return int(step * parts)


def _draw(canvas: Canvas, columns: pl.DataFrame, unit: _Unit, scale: float) -> None:
    wide = min((canvas.width - _LEFT) / columns.height, 40)
    for place, (at, *numbers) in enumerate(columns.select("at", *_KINDS).iter_rows()):
        x, y = _LEFT + place * wide, float(_TOP + _HIGH)
        tip = f"{_written(at, unit)}: {count(sum(numbers), 'article')}, {numbers[0] + numbers[1]:,} wire copy"
        for kind, number in zip(_KINDS, numbers, strict=True):
            if number:
                y -= number * scale
                canvas.bar(x + wide * 0.06, y, wide * 0.88, number * scale, kind, tip)


def _dates(canvas: Canvas, at: pl.Series, unit: _Unit) -> None:
    """Write the first and the last date, and one between where there is room."""
    wide, last = min((canvas.width - _LEFT) / len(at), 40), len(at) - 1
    y = _TOP + _HIGH + 18
    canvas.text(_LEFT, y, _written(at[0], unit), "ink")
    if last * wide > 220:  # noqa: PLR2004 - pixels of two dates
        canvas.text(_LEFT + (last + 1) * wide, y, _written(at[last], unit), "ink", "end")


def _written(at: datetime, unit: _Unit) -> str:
    return at.strftime(unit.written)
