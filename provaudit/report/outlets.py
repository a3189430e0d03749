"""Profiles of outlets as they read on a terminal and in Markdown, and as data."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import polars as pl
from rich.console import Console
from rich.text import Text

from provaudit.estimates import DRAWS, FEWEST, LEVEL
from provaudit.profiles import PROFILES, Measure
from provaudit.report.figures.hours import span
from provaudit.report.markdown import escaped
from provaudit.report.plain import plain
from provaudit.report.rule_lines import UNKNOWN, as_csv, as_json, print_columns, say
from provaudit.report.stated import Stated
from provaudit.report.styles import count, percent

OUTLETS = 40
"""Outlets that are shown unless more are asked for (chosen: a screen or two)."""

ABOVE, BELOW = "▲", "▼"
"""Stand behind a figure whose interval, less the pile's figure, leaves 0 out."""

TOO_FEW = "few"
"""Stands for a figure that rests on too few stories."""

WIDE, WIDER = 120, 200
"""Cells of a line from which on intervals are shown, and from which on the differences to the pile."""


BEHIND = "Behind each interval: the difference to all outlets together, of shares in points."
"""What the widest lines have besides."""

KNOWN = "As your files on outlets have it; counted in no figure:"
"""Stands over what is known of outlets."""

_ALL = 80  # cells from which on all measures have room
_FEWER = (Measure.WIRE, Measure.UNCREDITED, Measure.CITED)


class _Shown(NamedTuple):
    """How a measure is headed, written and explained."""

    head: str
    write: Callable[[float], str]
    more: Callable[[float], str]  # the difference to all outlets
    told: str


def _points(difference: float) -> str:
    return f"{100 * difference:+.0f}".replace("+0", "0").replace("-0", "0")


SHOWN = {
    Measure.WIRE: _Shown("wire", percent, _points, "of its articles, an agency's text, whole or edited"),
    Measure.TAKEN: _Shown("taken", percent, _points, "of its articles, with another's prose, whoever's"),
    Measure.UNCREDITED: _Shown("uncred.", percent, _points, "of those, crediting nobody or the wrong source"),
    Measure.HOURS: _Shown(
        "after", span, "{:+.1f} h".format, "median time from the agency's text to its copy"
    ),
    Measure.CITED: _Shown(
        "cited", "{:.1f}".format, "{:+.1f}".format, "different sources an article cites, per 1,000 words"
    ),
    Measure.NAMED: _Shown("named", percent, _points, "of them, those that have a name"),
    Measure.CORRECTED: _Shown("corr.", percent, _points, "of its articles, bearing a correction"),
}
"""The measures of the table, in the order of its columns; WIRE_UNCREDITED is for pictures and data."""


@dataclass(frozen=True)
class Profiled:
    """The profiles of a pile's outlets: PROFILES, and the number of articles they rest on."""

    rows: pl.DataFrame

    def outlets(self) -> list[tuple[str, int, dict[str, Mapping[str, Any]]]]:
        """Return each outlet's name, how many articles it has, and its rows by measure."""
        groups = self.rows.partition_by("outlet", maintain_order=True)
        return [
            (one["outlet"][0] or UNKNOWN, one["articles"][0], {r["measure"]: r for r in one.to_dicts()})
            for one in groups
        ]

    def shown(self, limit: int | None) -> Self:
        """Return the first outlets (0: all); null: OUTLETS of those of which something is said, if there are any."""
        if limit == 0:
            return self
        said = pl.col("outlet").is_in(self._said().implode(), nulls_equal=True)
        kept = self.rows.filter(said) if limit is None else self.rows
        kept = self.rows if kept.is_empty() else kept
        return type(self)(kept.head((limit or OUTLETS) * len(Measure)))

    def _said(self) -> pl.Series:
        return self.rows.filter(~pl.col("too_few"))["outlet"].unique()


def print_profiles(
    found: pl.DataFrame, known: Mapping[str, Stated], console: Console, limit: int | None
) -> None:
    """Print a line an outlet: figures below 120 cells, then their intervals, from 200 on the differences too.

    What is `known` of the outlets that are shown stands below, apart from the figures.
    """
    if found.is_empty():
        say(console, "No articles, no outlets.")
        return
    every = Profiled(found)
    shown = every.shown(limit).outlets()
    measures = [measure for measure in SHOWN if console.width >= _ALL or measure in _FEWER]
    heads = ["outlet", "articles", *(SHOWN[measure].head for measure in measures)]
    lines = [_line(name, articles, rows, measures, console.width) for name, articles, rows in shown]
    pile = [_pile(shown[0][2][measure], measure) for measure in measures]
    articles = int(found.unique("outlet")["articles"].cast(pl.Int64).sum())
    print_columns(console, heads, [*lines, ["all outlets", f"{articles:,}", *pile]])
    left = len(every.outlets()) - len(shown)
    if left:
        say(console, f"… and {count(left, 'more outlet')} (--limit 0 shows all)", "italic")
    console.print()
    for measure in measures:
        console.print(Text(f"{SHOWN[measure].head:<9}{SHOWN[measure].told}", "dim"), soft_wrap=True)
    say(console, legend(), "dim")
    if console.width >= WIDER:
        say(console, BEHIND, "dim")
    told = list(_known(known, [name for name, _, _ in shown]))
    if told:
        console.print()
        say(console, KNOWN, "bold")
        for line in told:
            say(console, line)


def _known(known: Mapping[str, Stated], names: Iterable[str]) -> Iterator[str]:
    """Yield a line for each of the outlets of which something is stated."""
    for name in names:
        one = known.get(name, Stated())
        parts = (one.about, f"rated {one.rated}" if one.ratings else "")
        if any(parts):
            yield f"{plain(name)}: {plain('; '.join(filter(None, parts)))}"


def legend() -> str:
    """Return what the marks mean, and how intervals are made."""
    return (
        f"{TOO_FEW}: n too small, under {FEWEST} stories. {ABOVE} above, {BELOW} below all outlets together: the "
        f"{LEVEL:.0%} interval of the difference leaves out 0. Intervals: {DRAWS:,} bootstrap draws of whole stories, "
        "and of shares Wilson's, whichever is wider."
    )


def _line(
    name: str, articles: int, rows: Mapping[str, Mapping[str, Any]], measures: Iterable[Measure], width: int
) -> Sequence[str]:
    return [name, f"{articles:,}", *(_figure(rows[measure], measure, width) for measure in measures)]


def _figure(row: Mapping[str, Any], measure: Measure, width: int) -> str:
    """Return a figure as wide as there is room for; hours, whose ends are long, have theirs on the widest lines."""
    shown = SHOWN[measure]
    if row["value"] is None:
        return "–"
    if row["too_few"]:
        return TOO_FEW
    told = shown.write(row["value"])
    if width >= (WIDER if measure is Measure.HOURS else WIDE):
        told += f" {shown.write(row['low'])}–{shown.write(row['high'])}".replace("%–", "–")
    if width >= WIDER and row["difference"] is not None:
        told += f" {shown.more(row['difference'])}"
    return told + _mark(row)


def _mark(row: Mapping[str, Any]) -> str:
    if row["difference"] is None or row["difference_low"] <= 0 <= row["difference_high"]:
        return " "
    return ABOVE if row["difference"] > 0 else BELOW


def _pile(row: Mapping[str, Any], measure: Measure) -> str:
    return "–" if row["pile"] is None else f"{SHOWN[measure].write(row['pile'])} "


def profiles_markdown(found: pl.DataFrame, known: Mapping[str, Stated], limit: int | None) -> str:
    """Return the table with intervals as Markdown, and below what is `known` of its outlets; all is escaped."""
    heads = ["outlet", "articles", *(shown.head for shown in SHOWN.values())]
    lines = ["# Outlets", "", "| " + " | ".join(heads) + " |", "|---|" + "--:|" * (len(heads) - 1)]
    shown_outlets = Profiled(found).shown(limit).outlets()
    for name, articles, rows in shown_outlets:
        cells = [cell.strip() for cell in _line(escaped(name), articles, rows, SHOWN, WIDER)]
        lines.append("| " + " | ".join(cells) + " |")
    told = [f"- {shown.head}: {shown.told}" for shown in SHOWN.values()]
    beside = [f"- {escaped(line)}" for line in _known(known, [name for name, _, _ in shown_outlets])]
    beside = [KNOWN, "", *beside, ""] if beside else []
    return "\n".join([*lines, "", *told, "", legend(), "", BEHIND, "", *beside])


def profiles_json(found: pl.DataFrame, listed: pl.DataFrame, seed: int) -> str:
    """Return all profiles as JSON: one object an outlet, with a figure for each measure, and what LISTED has of it."""
    known = {row["name"]: row for row in listed.iter_rows(named=True)}
    outlets = [
        {"outlet": rows[Measure.WIRE]["outlet"], "articles": articles}
        | {"measures": {measure: _rounded(row) for measure, row in rows.items()}}
        | ({"stated": known[name]} if name in known else {})
        for name, articles, rows in Profiled(found).outlets()
    ]
    return as_json({"draws": DRAWS, "fewest_stories": FEWEST, "seed": seed, "outlets": outlets})


def profiles_csv(found: pl.DataFrame) -> str:
    """Return PROFILES as CSV, shares and figures to four decimals."""
    return as_csv(list(PROFILES), found.with_columns(pl.selectors.float().round(4)).iter_rows(named=True))


def _rounded(row: Mapping[str, Any]) -> dict[str, Any]:
    figures = {name: value for name, value in row.items() if name not in ("outlet", "articles", "measure")}
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in figures.items()}
