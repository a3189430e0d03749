"""Shares, rates and medians with honest intervals: resampled by story, never narrower than the stories allow.

Copies of one text err together, so a bootstrap draws whole stories (Davison and Hinkley 1997, 3.8).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import NormalDist
from warnings import catch_warnings, simplefilter

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
    """Some figures of every group of a pile, and of the whole pile; NaN where one is not defined.

    Each array has a row a group and a column a figure.
    """

    value: Floats
    low: Floats
    high: Floats
    n: Ints  # articles
    stories: Ints
    pile: Floats  # a place a figure
    difference_low: Floats  # of value - pile
    difference_high: Floats


@dataclass(frozen=True)
class Pile:
    """Articles in groups 0..groups-1 and in stories, and what is drawn of them at random."""

    group: Ints
    groups: int
    story: Ints
    seed: int

    def part(self, counted: Ints) -> "Pile":
        """Return the pile of these articles alone, with as many groups."""
        return replace(self, group=self.group[counted], story=self.story[counted])


def share(part: Floats, whole: Floats, story: Ints, seed: int) -> Estimate:
    """Return sum(part) / sum(whole) over the articles with a whole, as `shares` has it of one group."""
    counted = np.flatnonzero(whole > 0)
    if not len(counted):
        return Estimate(None, None, None, 0, 0)
    pile = Pile(np.zeros(len(counted), np.int64), 1, story[counted], seed)
    found = shares(part[counted, None], whole[counted, None], pile)
    value, low, high = (float(ends[0, 0]) for ends in (found.value, found.low, found.high))
    return Estimate(value, low, high, int(found.n[0, 0]), int(found.stories[0, 0]))


def shares(part: Floats, whole: Floats, pile: Pile) -> Grouped:
    """Return sum(part) / sum(whole), a share of 0..1, of each group; one column a figure, one row an article.

    The interval is the wider, at either end, of two: the percentiles of a bootstrap that draws whole stories, and
    Wilson's (1927) for as many trials as there are stories, since ten hits of ten prove less than a bootstrap of
    them says. That of the difference takes, beside the bootstrap's, Wilson's with the pile as known. An article with
    a whole of 0 or NaN counts for nothing.
    """
    found = rates(part, whole, pile)
    least, most = wilson(found.value, found.stories)
    return replace(
        found,
        low=np.fmin(found.low, least),
        high=np.fmax(found.high, most),
        difference_low=np.fmin(found.difference_low, least - found.pile),
        difference_high=np.fmax(found.difference_high, most - found.pile),
    )


def rates(part: Floats, whole: Floats, pile: Pile) -> Grouped:
    """Return sum(part) / sum(whole) of each group, whatever its range, with the bootstrap's interval alone."""
    counted, width = whole > 0, part.shape[1]
    both = np.where(np.tile(counted, 2), np.concatenate([part, whole], axis=1), 0.0)
    names, place = np.unique(pile.story, return_inverse=True)
    order = np.argsort(pile.group, kind="stable")
    blocks = np.split(order, np.cumsum(np.bincount(pile.group, minlength=pile.groups))[:-1])
    summed = [(place[block], both[block]) for block in blocks]

    def figures(weights: Floats) -> Floats:
        sums = np.stack([weights[:, places] @ values for places, values in summed], axis=1)
        sums = np.concatenate([sums, sums.sum(axis=1, keepdims=True)], axis=1)
        with np.errstate(invalid="ignore"):
            return sums[..., :width] / sums[..., width:]

    return _bootstrapped(figures, counted, pile, len(names))


def medians(values: Floats, pile: Pile) -> Grouped:
    """Return the median of each group, with the bootstrap's interval; articles without a value (NaN) are left out."""
    counted = np.flatnonzero(~np.isnan(values))
    if not len(counted):
        nothing, nobody = np.full((pile.groups, 1), np.nan), np.zeros((pile.groups, 1), np.int64)
        return Grouped(nothing, nothing, nothing, nobody, nobody, nothing[0], nothing, nothing)
    order = counted[np.lexsort((values[counted], pile.group[counted]))]
    values, pile = values[order], pile.part(order)
    names, place = np.unique(pile.story, return_inverse=True)
    there, starts = np.unique(pile.group, return_index=True)
    ascending = np.argsort(values, kind="stable")

    def figures(weights: Floats) -> Floats:
        found = np.full((len(weights), pile.groups + 1, 1), np.nan)
        found[:, there, 0] = _middle(weights[:, place], values, starts)
        found[:, -1] = _middle(weights[:, place[ascending]], values[ascending], np.zeros(1, np.int64))
        return found

    return _bootstrapped(figures, np.ones((len(values), 1), bool), pile, len(names))


def _middle(weights: Floats, values: Floats, starts: Ints) -> Floats:
    """Return the weighted median of each stretch of ascending values, one row a row of weights; NaN without weight."""
    summed = weights.cumsum(axis=1)
    total = np.add.reduceat(weights, starts, axis=1)
    middle = summed[:, starts] - weights[:, starts] + total / 2
    half = np.repeat(middle, np.diff(starts, append=len(values)), axis=1)
    ends = [
        values[np.minimum(starts + np.add.reduceat(below.astype(np.int64), starts, axis=1), len(values) - 1)]
        for below in (summed < half, summed <= half)
    ]
    return np.where(total > 0, (ends[0] + ends[1]) / 2, np.nan)


def _bootstrapped(
    figures: Callable[[Floats], Floats], counted: NDArray[np.bool_], pile: Pile, stories: int
) -> Grouped:
    """Return the figures of each group and of the pile, and how they vary where whole stories are drawn.

    `figures` is given how often each story counts, one row a sample, and returns, for each, a row a group, then one
    for the pile. `counted` tells which articles a figure rests on.
    """
    value = figures(np.ones((1, stories)))[0]
    drawn = np.concatenate([figures(weights).astype(np.float32) for weights in draws(stories, pile.seed)])
    low, high = percentiles(drawn[:, :-1])
    difference_low, difference_high = percentiles(drawn[:, :-1] - drawn[:, -1:])
    return Grouped(
        value[:-1],
        low,
        high,
        n=np.stack([np.bincount(pile.group[one], minlength=pile.groups) for one in counted.T], axis=1),
        stories=np.stack([_stories(pile.part(np.flatnonzero(one))) for one in counted.T], axis=1),
        pile=value[-1],
        difference_low=difference_low,
        difference_high=difference_high,
    )


def _stories(pile: Pile) -> Ints:
    """Return how many stories each group has."""
    apart = np.unique(np.stack([pile.group, pile.story]), axis=1)
    return np.bincount(apart[0], minlength=pile.groups)


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


def percentiles(samples: NDArray[np.floating]) -> tuple[Floats, Floats]:
    """Return the ends of the intervals that hold LEVEL of the samples, one a row; what is not defined is left out."""
    with catch_warnings():
        simplefilter("ignore", RuntimeWarning)  # a figure without a single sample is NaN, as it should be
        low, high = np.nanquantile(samples, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return low.astype(np.float64), high.astype(np.float64)
