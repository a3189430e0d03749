"""Logistic regression, small: a handful of coefficients, fitted by Newton's steps."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]

_STEPS = 50
_RIDGE = 0.1
"""How far the coefficients are drawn towards 0, so that a class of cases that is always right stays finite; chosen."""


def fit(features: Numbers, right: ArrayLike) -> Numbers:
    """Return the coefficients of the features (one row a case) that make what was right likeliest."""
    truth, weights = np.asarray(right, np.float64), np.zeros(features.shape[1])
    for _ in range(_STEPS):
        said = stated(features, weights)
        pull = features.T @ (truth - said) - _RIDGE * weights
        bend = (features.T * (said * (1 - said))) @ features + _RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(bend, pull)
    return weights


def stated(features: Numbers, weights: Sequence[float] | Numbers) -> Numbers:
    """Return the probability (0..1) of each case."""
    return np.asarray(1 / (1 + np.exp(-features @ np.asarray(weights))))
