"""Shares of period after period: of the whole pile, and of each outlet against the periods before."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from provaudit.estimates import FEWEST, Grouped, Pile, shares
from provaudit.profiles import MAYBE_ORIGINAL, Measure, judged, profiles
from provaudit.publishing.matter import Matter
from provaudit.report.concerns import DERIVED_PROSE, WITHOUT_CREDIT

_SEED = 20_250_311  # of the bootstrap: the same figures whenever a report is made again; chosen
ROSE, FELL = "rose", "fell"
_TAKEN, _UNCREDITED = range(2)  # columns of the figures


@dataclass(frozen=True)
class Share:
    """A share of 0..1 with its interval; null where nothing was there, or too little to say anything."""

    value: float | None
    low: float | None
    high: float | None

    @property
    def known(self) -> bool:
        """Whether there was enough for an interval."""
        return self.low is not None and self.high is not None

    def above(self, other: "Share") -> bool:
        """Whether it is larger beyond chance: the intervals do not meet."""
        return self.low is not None and other.high is not None and self.low > other.high


NOTHING = Share(None, None, None)


@dataclass(frozen=True)
class Period:
    """Some days, and what share of their articles took others' prose, and took it without the right credit."""

    first: date
    last: date
    articles: int
    taken: Share
    uncredited: Share


@dataclass(frozen=True)
class Move:
    """An outlet's uncredited share now and before, both of its articles."""

    outlet: str
    articles: int  # now
    now: Share
    before: Share

    @property
    def told(self) -> str:
        """Which way it went, where it went beyond chance."""
        if self.now.above(self.before):
            return ROSE
        return FELL if self.before.above(self.now) else ""


MEANINGS = {
    "rising": "1 where more articles than before lack the right credit, beyond chance",
    "outlets-rising": "outlets of which more articles than before lack the right credit, beyond chance",
}
"""What an alarm can name beside the totals."""


def risen(matter: Matter) -> dict[str, int]:
    """Return the numbers of MEANINGS."""
    now, before = against(matter)
    moved = [move for move in moves(matter) if move.told == ROSE]
    return {"rising": int(now.above(before)), "outlets-rising": len(moved)}


def against(matter: Matter) -> tuple[Share, Share]:
    """Return the share without the right credit of the report's articles, and of all those of days before."""
    facts = _facts(matter)
    if facts.is_empty():
        return NOTHING, NOTHING
    found = _shares(facts, facts["now"].cast(pl.Int64), 2)
    return _share(found, 1, _UNCREDITED), _share(found, 0, _UNCREDITED)


def periods(matter: Matter) -> list[Period]:
    """Return the periods as long as the one that the report is about, that one last."""
    span, since = matter.span, matter.definition.since
    if span.about is None or since is None:
        return []
    facts = _facts(matter).drop_nulls("day")
    number = (pl.lit(span.about) - pl.col("day")).dt.total_days()
    length = since.days
    facts = facts.with_columns(ago=pl.max_horizontal((number + length - 1) // length, 0))
    count = matter.definition.back // since + 1
    facts = facts.filter(pl.col("ago").is_between(0, count - 1))
    if facts.is_empty():
        return []
    shares_ = _shares(facts, facts["ago"], count)
    heights = np.bincount(facts["ago"].to_numpy(), minlength=count)
    found = [
        Period(
            span.about - ago * since,
            span.about - ago * since + since - timedelta(days=1),
            int(heights[ago]),
            _share(shares_, ago, _TAKEN),
            _share(shares_, ago, _UNCREDITED),
        )
        for ago in reversed(range(count))
    ]
    there = [place for place, one in enumerate(found) if one.articles]
    return found[there[0] :] if there else []


def moves(matter: Matter) -> list[Move]:
    """Return each outlet of the report, with most articles first, and how it stands against the days before."""
    facts = _facts(matter).drop_nulls("outlet")
    names = (
        matter.about.articles["outlet"]
        .drop_nulls()
        .value_counts()
        .sort(["count", "outlet"], descending=[True, False])
    )
    if names.is_empty():
        return []
    place = {name: at for at, name in enumerate(names["outlet"])}
    facts = facts.filter(pl.col("outlet").is_in(list(place)))
    group = facts["outlet"].replace_strict(place, return_dtype=pl.Int64) * 2 + facts["now"].cast(pl.Int64)
    found = _shares(facts, group, 2 * len(place))
    return [
        Move(name, articles, _share(found, 2 * at + 1, _UNCREDITED), _share(found, 2 * at, _UNCREDITED))
        for at, (name, articles) in enumerate(names.iter_rows())
    ]


def wire_shares(matter: Matter) -> dict[str, Share]:
    """Return what share of each outlet's articles in the report is an agency's text, by its name."""
    found = profiles(matter.about).filter(pl.col("measure") == Measure.WIRE).drop_nulls("outlet")
    ends = found.select("outlet", "value", "low", "high")
    return {outlet: Share(value, low, high) for outlet, value, low, high in ends.iter_rows()}


def _facts(matter: Matter) -> pl.DataFrame:
    """Return the report's articles (`now`), and those of its outlets of days before.

    Columns out: outlet, day, now, story (a number; an article that stands alone is one), taken, uncredited (0 or 1).
    """
    told = judged(matter.whole).select(
        "id",
        "outlet",
        pl.coalesce("story", "id").rank("dense").cast(pl.Int64).alias("story"),
        taken=(DERIVED_PROSE & ~MAYBE_ORIGINAL).cast(pl.Float64),
        uncredited=WITHOUT_CREDIT.cast(pl.Float64),
    )
    now = pl.col("id").is_in(matter.about.articles["id"].implode())
    known = told.join(matter.days, on="id", maintain_order="left").with_columns(now=now)
    before = pl.lit(value=False) if matter.span.about is None else pl.col("day") < matter.span.about
    ours = matter.asked(pl.col("outlet"))
    return known.filter(pl.col("now") | (before & ours)).drop("id")


def _shares(facts: pl.DataFrame, group: pl.Series, groups: int) -> Grouped:
    part = facts.select("taken", "uncredited").to_numpy()
    pile = Pile(group.to_numpy(), groups, facts["story"].to_numpy(), _SEED)
    return shares(part, np.ones(part.shape), pile)


def _share(found: Grouped, place: int, figure: int) -> Share:
    """Return one group's share; its interval only where enough stories carry it."""
    at = (place, figure)
    if not found.n[at]:
        return NOTHING
    value = float(found.value[at])
    if found.stories[at] < FEWEST:
        return Share(value, None, None)
    return Share(value, float(found.low[at]), float(found.high[at]))
