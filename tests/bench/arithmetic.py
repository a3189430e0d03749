"""The bench's own arithmetic: plain functions of plain lists, checked on known values by `test_bench.py`."""

import math
import random
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean
from typing import TypeVar

Case = TypeVar("Case")
Z95 = 1.959964  # the normal distribution's 97.5 % point


def f1(gold: Sequence[Hashable], said: Sequence[Hashable], label: Hashable) -> float | None:
    """Return the F1 of one label, 0..1; None where neither side ever has it."""
    right = sum(g == label == s for g, s in zip(gold, said, strict=True))
    either = gold.count(label) + said.count(label)
    return 2 * right / either if either else None


def macro_f1(gold: Sequence[Hashable], said: Sequence[Hashable], labels: Iterable[Hashable]) -> float:
    """Return the mean F1 of the labels that occur; NaN where none does."""
    known = [value for label in labels if (value := f1(gold, said, label)) is not None]
    return mean(known) if known else math.nan


def share(hits: Sequence[bool]) -> float:
    """Return the share of hits, 0..1; NaN of nothing."""
    return sum(hits) / len(hits) if hits else math.nan


def ranks(values: Sequence[float]) -> list[float]:
    """Return each value's rank from 1; equal values share the mean of their ranks."""
    first: dict[float, int] = {}
    count: dict[float, int] = {}
    for place, value in enumerate(sorted(values), 1):
        first.setdefault(value, place)
        count[value] = count.get(value, 0) + 1
    return [first[value] + (count[value] - 1) / 2 for value in values]


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Return Spearman's rank correlation, -1..1, with ties; NaN where one side is constant."""
    a, b = ranks(one), ranks(other)
    middle = (len(a) + 1) / 2
    spread = math.sqrt(sum((x - middle) ** 2 for x in a) * sum((y - middle) ** 2 for y in b))
    return (
        sum((x - middle) * (y - middle) for x, y in zip(a, b, strict=True)) / spread if spread else math.nan
    )


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927), which stays inside 0..1 also for few cases."""
    if not n:
        return 0.0, 1.0
    p, z2 = hits / n, Z95 * Z95
    centre, half = p + z2 / (2 * n), Z95 * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, (centre - half) / (1 + z2 / n)), min(1.0, (centre + half) / (1 + z2 / n))


def bootstrap(
    clusters: Sequence[Sequence[Case]],
    measure: Callable[[list[Case]], float],
    rounds: int = 1_000,
    seed: int = 1,
) -> tuple[float, float]:
    """Return the 95 % percentile interval of a measure when whole clusters are drawn with replacement.

    Cases of one event are no independent evidence; they are drawn together. Rounds in which the measure is
    undefined (NaN) are left out; NaN, NaN where it is always.
    """
    draw = random.Random(seed)  # noqa: S311 -- resampling, not a secret
    values = (
        measure([case for c in draw.choices(clusters, k=len(clusters)) for case in c]) for _ in range(rounds)
    )
    known = sorted(value for value in values if not math.isnan(value))
    return (quantile(known, 0.025), quantile(known, 0.975)) if known else (math.nan, math.nan)


def quantile(ordered: Sequence[float], part: float) -> float:
    """Return the value below which a part (0..1) of the ordered values lies, between neighbours linearly."""
    place = part * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def connected(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return each item's cluster, named by one of its members: what pairs join is one cluster."""
    leader: dict[str, str] = {}

    def top(item: str) -> str:
        while leader.setdefault(item, item) != item:
            item = leader[item]
        return item

    for a, b in pairs:
        leader[top(a)] = top(b)
    return {item: top(item) for item in leader}


@dataclass(frozen=True)
class Bin:
    """Cases whose stated confidence lies in low..high (high excluded, but for 1): how many, stated, right."""

    low: float
    high: float
    n: int
    stated: float
    right: float
    interval: tuple[float, float]


def reliability(cases: Sequence[tuple[float, bool]], edges: Sequence[float]) -> list[Bin]:
    """Return the bins between the edges that hold cases (confidence 0..1, right or not)."""
    bins = []
    for low, high in pairwise(edges):
        inside = [(c, r) for c, r in cases if low <= c < high or c == high == edges[-1]]
        if inside:
            hits = sum(right for _, right in inside)
            stated = mean(confidence for confidence, _ in inside)
            bins.append(Bin(low, high, len(inside), stated, hits / len(inside), wilson(hits, len(inside))))
    return bins


def brier(cases: Sequence[tuple[float, bool]]) -> float:
    """Return the Brier score: the mean squared distance of the confidence from what was so; 0 is best."""
    return mean((confidence - right) ** 2 for confidence, right in cases) if cases else math.nan


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: the bins' distance between stated and right, weighted by cases."""
    total = sum(one.n for one in bins)
    return sum(one.n * abs(one.stated - one.right) for one in bins) / total if total else math.nan
