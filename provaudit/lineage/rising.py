"""The heaviest rising sequence: what two texts tell in one order."""

from bisect import bisect_left
from collections.abc import Sequence


def heaviest_rising(values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Return the places of the strictly rising sequence that weighs most; weights are positive (n log n)."""
    front: list[int] = []  # values that end a sequence no lower one outweighs, rising, with …
    totals: list[int] = []  # … what the sequence weighs, rising, too, and …
    ends: list[int] = []  # … where it ends
    before: list[int] = []
    for i, (value, weight) in enumerate(zip(values, weights, strict=True)):
        place = bisect_left(front, value)
        total = weight + (totals[place - 1] if place else 0)
        before.append(ends[place - 1] if place else -1)
        if place < len(front) and front[place] == value and totals[place] > total:
            continue
        beaten = place
        while beaten < len(front) and totals[beaten] <= total:
            beaten += 1
        front[place:beaten], totals[place:beaten], ends[place:beaten] = [value], [total], [i]
    chain, at = [], ends[-1] if ends else -1
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain[::-1]
