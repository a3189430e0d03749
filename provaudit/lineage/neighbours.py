"""Who in a wider pile hangs together with some articles: found by what was kept of each, without its text.

As in a pile of its own, a fingerprint is attributed to few of its carriers, so that a story of thousands costs no more
than its text; none is left out because it is large.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from provaudit.lineage.candidates import attributed, best
from provaudit.lineage.fingerprint import Postings, is_stock
from provaudit.lineage.rarity import rare
from provaudit.lineage.shortened import spread
from provaudit.lineage.wider import among
from provaudit.text.tokens import Int

_LOOKED_UP = np.uint32(8)  # bits of a hash that are left out of the first look, at 16 MB of flags; chosen
_AT_ONCE = 2_000_000  # carriers that are held against each other at a time, or so: 300 MB; chosen

Rows = Iterable[tuple[Int, pl.Series]]
"""Numbers of articles, and their rows of one column of `shortened.SHORTENED`, some articles at a time."""


@dataclass(frozen=True, eq=False)
class Standings:
    """Where all articles stand that may be neighbours, those that ask included: by their numbers."""

    order: Int
    """Their ranks, likely sources first, as `likely_order` has it."""
    day: Int
    """As `days` counts them."""


def by_prints(
    asking: Sequence[tuple[Int, pl.Series]], others: Rows, standings: Standings, least: int
) -> tuple[Int, NDArray[np.uint32]]:
    """Return who shares `least` fingerprints with somebody who asks, and which fingerprints are stock.

    The numbers ascend, those who ask and found somebody are among them; so do the fingerprints, which are shortened.
    """
    hashes, postings = _carriers(asking, others)
    stock = is_stock(postings, standings.day)
    known = np.unique(hashes[postings.group[stock]])
    return _met(postings.where(~stock), asking, standings.order, least), known


def by_couples(
    asking: Sequence[tuple[Int, pl.Series]], others: Rows, standings: Standings, least: int
) -> Int:
    """Return who shares `least` couples of rare words with somebody who asks; the numbers ascend."""
    _, postings = _carriers(asking, others)
    return _met(rare(postings), asking, standings.order, least)


def _carriers(asking: Sequence[tuple[Int, pl.Series]], others: Rows) -> tuple[NDArray[np.uint32], Postings]:
    """Return what those who ask have, ascending, and who has each of it, where that are two or more."""
    hashes = np.unique(np.concatenate([np.zeros(0, np.uint32), *(spread(rows)[0] for _, rows in asking)]))
    seen = np.zeros(1 << 32 - int(_LOOKED_UP), np.bool_)
    seen[hashes >> _LOOKED_UP] = True
    groups, articles = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for numbers, rows in chain(asking, others):
        data, counts = spread(rows)
        at = np.flatnonzero(seen[data >> _LOOKED_UP])
        at = at[among(data[at], hashes)]
        groups.append(np.searchsorted(hashes, data[at]))
        articles.append(numbers[np.searchsorted(np.cumsum(counts), at, side="right")])
    group, article = np.concatenate(groups), np.concatenate(articles)
    shared = np.bincount(group, minlength=1)[group] > 1
    group, article = group[shared], article[shared]
    order = np.argsort(group, kind="stable")
    return hashes, Postings(group[order], order, article[order])


def _met(postings: Postings, asking: Sequence[tuple[Int, pl.Series]], order: Int, least: int) -> Int:
    """Return who, among the carriers, is worth comparing with somebody who asks."""
    asks = np.zeros(len(order), np.bool_)
    for numbers, _ in asking:
        asks[numbers] = True
    met = [attributed(some, order, asks) for some in _slices(postings)]
    pairs = best(np.concatenate(met), least)
    return np.unique(np.concatenate([pairs[side].to_numpy() for side in pairs.columns])).astype(np.int64)


def _slices(postings: Postings) -> Iterator[Postings]:
    """Cut the postings between groups."""
    edges = np.arange(0, len(postings), _AT_ONCE)
    cuts = np.searchsorted(postings.group, postings.group[edges]).tolist()
    for low, high in pairwise([*cuts, len(postings)]):
        here = slice(low, high)
        yield Postings(postings.group[here], postings.at[here], postings.article[here])
    if not cuts:
        yield postings
