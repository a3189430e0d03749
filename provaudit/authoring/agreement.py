"""Whether coders agree, with an interval that draws whole stories."""

import numpy as np

from provaudit.estimates import Estimate, Floats, Ints, draws, percentiles

_CODERS_FROM = 2  # one coder agrees with nobody


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
    if len(names) == 1:  # of one story no other sample can be drawn
        return Estimate(float(value), None, None, len(counts), 1)
    drawn = np.concatenate([_alpha(weights @ sums) for weights in draws(len(names), seed)])
    low, high = (float(end) for end in percentiles(drawn))
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
