"""Shares, rates and medians with honest intervals: resampled by story, never narrower than the stories allow.

Copies of one text err together, so a bootstrap draws whole stories (Davison and Hinkley 1997, 3.8).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95
"""How often such an interval holds the true value (the usual choice)."""

DRAWS = 2_000
"""Bootstrap samples (chosen: the ends then stand still to a hundredth)."""

FEWEST = 10
"""Stories below which a figure says nothing (chosen: Wilson's interval is then 40 points wide or more)."""

_AT_ONCE = 200  # draws held in memory together; chosen
_CELLS = 8_000_000  # stories times draws held in memory together: 64 MB; chosen
_Z = NormalDist().inv_cdf((1 + LEVEL) / 2)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Estimate:
    """A figure of 0..1 (alpha: down to -1), its interval, and on how much it rests; null: not defined."""

    value: float | None
    low: float | None
    high: float | None
    n: int  # articles
    stories: int

    @property
    def too_few(self) -> bool:
        """Whether it rests on fewer stories than say anything."""
        return self.stories < FEWEST


@dataclass(frozen=True)
class Grouped:
    """One figure of every group of a pile, and of the whole pile; NaN where it is not defined.

    Each array has a place a group.
    """

    value: Floats
    low: Floats
    high: Floats
    n: Ints  # articles
    stories: Ints
    pile: float
    difference_low: Floats  # of value - pile
    difference_high: Floats


def share(part: Floats, whole: Floats, story: Ints, seed: int) -> Estimate:
    """Return sum(part) / sum(whole) over articles, as `shares` has it of one group."""
    found = shares(part, whole, np.zeros(len(part), np.int64), 1, story, seed)
    if not found.n[0]:
        return Estimate(None, None, None, 0, 0)
    value, low, high = (float(ends[0]) for ends in (found.value, found.low, found.high))
    return Estimate(value, low, high, int(found.n[0]), int(found.stories[0]))


def shares(part: Floats, whole: Floats, group: Ints, groups: int, story: Ints, seed: int) -> Grouped:
    """Return sum(part) / sum(whole), a share of 0..1, of each of the groups 0..groups-1.

    The interval is the wider, at either end, of two: the percentiles of a bootstrap that draws whole stories, and
    Wilson's (1927) for as many trials as there are stories, since ten hits of ten prove less than a bootstrap of
    them says. That of the difference takes, beside the bootstrap's, Wilson's with the pile as known. Articles with
    a whole of 0 count for nothing.
    """
    found = rates(part, whole, group, groups, story, seed)
    least, most = wilson(found.value, found.stories)
    return replace(
        found,
        low=np.fmin(found.low, least),
        high=np.fmax(found.high, most),
        difference_low=np.fmin(found.difference_low, least - found.pile),
        difference_high=np.fmax(found.difference_high, most - found.pile),
    )


def rates(part: Floats, whole: Floats, group: Ints, groups: int, story: Ints, seed: int) -> Grouped:
    """Return sum(part) / sum(whole) of each group, whatever its range, with the bootstrap's interval alone."""
    counted = np.flatnonzero(whole > 0)
    order = counted[np.argsort(group[counted], kind="stable")]
    part, whole = part[order], whole[order]

    def figures(weights: Floats, starts: Ints) -> tuple[Floats, Floats]:
        upper, lower = (np.add.reduceat(weights * some, starts, axis=1) for some in (part, whole))
        with np.errstate(invalid="ignore"):
            return upper / lower, upper.sum(axis=1) / lower.sum(axis=1)

    return _bootstrapped(figures, group[order], groups, story[order], seed)


def medians(values: Floats, group: Ints, groups: int, story: Ints, seed: int) -> Grouped:
    """Return the median of each group, with the bootstrap's interval; articles without a value (NaN) are left out."""
    counted = np.flatnonzero(~np.isnan(values))
    order = counted[np.lexsort((values[counted], group[counted]))]
    values = values[order]
    ascending = np.argsort(values, kind="stable")

    def figures(weights: Floats, starts: Ints) -> tuple[Floats, Floats]:
        whole = _middle(weights[:, ascending], values[ascending], np.zeros(1, np.int64))
        return _middle(weights, values, starts), whole[:, 0]

    return _bootstrapped(figures, group[order], groups, story[order], seed)


def _middle(weights: Floats, values: Floats, starts: Ints) -> Floats:
    """Return the weighted median of each stretch of ascending values, one row a row of weights; NaN without weight."""
    summed = weights.cumsum(axis=1)
    sizes = np.diff(starts, append=len(values))
    before = summed[:, starts] - weights[:, starts]
    total = np.add.reduceat(weights, starts, axis=1)
    half = np.repeat(before + total / 2, sizes, axis=1)
    ends = [
        values[np.minimum(starts + np.add.reduceat(below, starts, axis=1), len(values) - 1)]
        for below in ((summed < half).astype(np.int64), (summed <= half).astype(np.int64))
    ]
    return np.where(total > 0, (ends[0] + ends[1]) / 2, np.nan)


def _bootstrapped(
    figures: Callable[[Floats, Ints], tuple[Floats, Floats]], group: Ints, groups: int, story: Ints, seed: int
) -> Grouped:
    """Return the figures of each group and of the pile, and how they vary where whole stories are drawn.

    `group` and `story` are those of the articles that count, groups ascending. `figures` is given one weight an
    article, one row a sample, and where each group's articles begin; it returns a row of figures a sample, one
    figure a group, and the pile's.
    """
    nothing = np.full(groups, np.nan)
    counts = np.bincount(group, minlength=groups)
    if not len(group):
        return Grouped(nothing, nothing, nothing, counts, counts, np.nan, nothing, nothing)
    there, starts = np.unique(group, return_index=True)
    names, place = np.unique(story, return_inverse=True)
    value, pile = figures(np.ones((1, len(group))), starts)
    drawn = [figures(weights[:, place], starts) for weights in draws(len(names), seed)]
    samples = np.concatenate([some for some, _ in drawn])
    against = samples - np.concatenate([of_pile for _, of_pile in drawn])[:, None]

    def placed(some: Floats) -> Floats:
        ends = nothing.copy()
        ends[there] = some
        return ends

    low, high = percentiles(samples)
    least, most = percentiles(against)
    pairs = np.unique(group * len(names) + place)
    return Grouped(
        value=placed(value[0]),
        low=placed(low),
        high=placed(high),
        n=counts,
        stories=np.bincount(pairs // len(names), minlength=groups),
        pile=float(pile[0]),
        difference_low=placed(least),
        difference_high=placed(most),
    )


def wilson(value: Floats, trials: Ints) -> tuple[Floats, Floats]:
    """Return Wilson's (1927) score intervals of shares among so many trials each; NaN for a share of NaN."""
    trials = np.maximum(trials, 1)
    middle = value + _Z * _Z / (2 * trials)
    half = _Z * np.sqrt(value * (1 - value) / trials + _Z * _Z / (4 * trials * trials))
    scale = 1 + _Z * _Z / trials
    return np.maximum(0.0, (middle - half) / scale), np.minimum(1.0, (middle + half) / scale)


def draws(stories: int, seed: int) -> Iterator[Floats]:
    """Yield how often each story is drawn, one row a bootstrap sample, in portions."""
    generator = np.random.default_rng(seed)
    at_once = max(1, min(_AT_ONCE, _CELLS // stories))
    for done in range(0, DRAWS, at_once):
        rows = min(at_once, DRAWS - done)
        drawn = (
            generator.integers(0, stories, (rows, stories)) + np.arange(0, rows * stories, stories)[:, None]
        )
        yield np.bincount(drawn.ravel(), minlength=rows * stories).reshape(rows, stories).astype(np.float64)


def percentiles(samples: Floats) -> tuple[Floats, Floats]:
    """Return the ends of the intervals that hold LEVEL of each column's samples; NaN is left out."""
    low, high = np.nanquantile(samples, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return low, high
