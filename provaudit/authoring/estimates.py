"""Shares and agreement with honest intervals: resampled by story, never narrower than the stories allow."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
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
_CODERS_FROM = 2  # one coder agrees with nobody

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


def share(part: Floats, whole: Floats, story: Ints, seed: int) -> Estimate:
    """Return sum(part) / sum(whole) over articles, the two figures and the story of each given.

    The interval is the wider, at either end, of two: the percentiles of a bootstrap that draws whole stories
    (Davison and Hinkley 1997, 3.8), since copies of one text err together; and Wilson's (1927) for as many
    trials as there are stories, since ten hits of ten prove less than a bootstrap of them says. Articles with
    a whole of 0 count for nothing.
    """
    counted = whole > 0
    n, story = int(counted.sum()), story[counted]
    if not n:
        return Estimate(None, None, None, 0, 0)
    names, place = np.unique(story, return_inverse=True)
    sums = np.stack([np.bincount(place, values[counted], len(names)) for values in (part, whole)], axis=1)
    value = float(sums[:, 0].sum() / sums[:, 1].sum())
    drawn = np.concatenate([weights @ sums for weights in _drawn(len(names), seed)])
    low, high = _percentiles(drawn[:, 0] / drawn[:, 1])
    least, most = wilson(value, len(names))
    return Estimate(value, min(low, least), max(high, most), n, len(names))


def wilson(value: float, trials: int) -> tuple[float, float]:
    """Return Wilson's (1927) score interval of a share among so many trials."""
    z = NormalDist().inv_cdf((1 + LEVEL) / 2)
    middle = value + z * z / (2 * trials)
    half = z * sqrt(value * (1 - value) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def agreement(counts: Ints, story: Ints, seed: int) -> Estimate:
    """Return Krippendorff's nominal alpha over articles, with a bootstrap interval that draws whole stories.

    `counts` has a row an article and a column a category: how many coders chose it. Articles with fewer than
    two coders count for nothing. Not defined where all coders chose one category throughout. After
    K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C. Written out here because the
    library on PyPI is under the GPL, and one matrix product does all draws at once.
    """
    counted = counts.sum(axis=1) >= _CODERS_FROM
    counts, story = counts[counted], story[counted]
    names, place = np.unique(story, return_inverse=True)
    if not len(counts):
        return Estimate(None, None, None, 0, 0)
    parts = _disagreement(counts)
    sums = np.stack([np.bincount(place, column, len(names)) for column in parts.T], axis=1)
    value = _alpha(sums.sum(axis=0, keepdims=True))[0]
    if np.isnan(value):
        return Estimate(None, None, None, len(counts), len(names))
    drawn = np.concatenate([_alpha(weights @ sums) for weights in _drawn(len(names), seed)])
    low, high = _percentiles(drawn[~np.isnan(drawn)])
    return Estimate(float(value), min(low, float(value)), max(high, float(value)), len(counts), len(names))


def _disagreement(counts: Ints) -> Floats:
    """Return, per article, its observed disagreement, then how often each category was chosen."""
    coders = counts.sum(axis=1)
    observed = (counts * (coders[:, None] - counts)).sum(axis=1) / (coders - 1)
    return np.column_stack([observed, counts]).astype(np.float64)


def _alpha(sums: Floats) -> Floats:
    """Return alpha from the sums of `_disagreement`, one row a sample; NaN where it is not defined."""
    chosen = sums[:, 1:]
    every = chosen.sum(axis=1)
    expected = (chosen * (every[:, None] - chosen)).sum(axis=1) / (every - 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - sums[:, 0] / expected, np.nan)


def _drawn(stories: int, seed: int) -> Iterator[Floats]:
    """Yield how often each story is drawn, one row a bootstrap sample, in portions."""
    generator = np.random.default_rng(seed)
    even = np.full(stories, 1 / stories)
    for done in range(0, DRAWS, _AT_ONCE):
        yield generator.multinomial(stories, even, min(_AT_ONCE, DRAWS - done)).astype(np.float64)


def _percentiles(values: Floats) -> tuple[float, float]:
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
