"""Which pairs are worth aligning: each fingerprint is attributed to a few attestors, never to all its carriers.

A story with 5,000 carriers would make 12 million pairs. Here each carrier is held against the earliest one, the
three before it, and, where a fingerprint is rare, against all: so an edited copy that passed its edits on finds
its own few children, and the pile's cost grows with its text.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from provaudit.lineage.fingerprint import Postings
from provaudit.text.tokens import U64, Bool, Int

_NEAREST = 3  # carriers just before, in every group
_RARE = 12  # up to this many carriers, each is held against each
_MOST = 16  # pairs an article may open towards earlier ones, best first
_HALF = np.uint64(32)  # bits
MET = np.dtype([("later", "<u4"), ("earlier", "<u4"), ("fingerprints", "<u4")])
"""Two articles (their numbers), and how many fingerprints they share."""

Met = NDArray[np.void]


def attributed(postings: Postings, order: Int, asking: Bool | None = None) -> Met:
    """Count the fingerprints that each carrier shares with each of its attestors; one MET a pair.

    `order` ranks the articles of the pile, likely sources first. `asking` says of each of them whether its pairs are
    wanted; where it is None, all are.
    """
    places = {"group": postings.group, "article": postings.article, "rank": order[postings.article]}
    carriers = pl.DataFrame(places).unique().sort("group", "rank")
    later, earlier = _held(carriers["group"].to_numpy(), carriers["article"].to_numpy())
    if asking is not None:
        wanted = asking[later] | asking[earlier]
        later, earlier = later[wanted], earlier[wanted]
    return _summed(
        later.astype(np.uint64) << _HALF | earlier.astype(np.uint64), np.ones(len(later), np.uint32)
    )


def best(met: Met, least: int) -> pl.DataFrame:
    """Return the pairs that share `least` fingerprints, at most a few for each later article.

    `met` holds all that is known of these later articles. Columns out: later, earlier (UInt32), one row a pair, by
    later article, the pair that shares most first.
    """
    summed = _summed(met["later"].astype(np.uint64) << _HALF | met["earlier"], met["fingerprints"])
    enough = summed[summed["fingerprints"] >= least]
    order = np.lexsort((enough["earlier"], -enough["fingerprints"].astype(np.int64), enough["later"]))
    enough = enough[order]
    opens = np.flatnonzero(np.diff(enough["later"].astype(np.int64), prepend=-1))
    place = np.arange(len(enough)) - np.repeat(opens, np.diff(opens, append=len(enough)))
    kept = enough[place < _MOST]
    return pl.DataFrame({name: np.ascontiguousarray(kept[name]) for name in ("later", "earlier")})


def _summed(pair: U64, fingerprints: NDArray[np.uint32]) -> Met:
    """Add up the fingerprints of equal pairs; a pair has its later article in the upper half."""
    order = np.argsort(pair, kind="stable")
    pair = pair[order]
    opens = np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1]))) if len(pair) else order
    met = np.empty(len(opens), MET)
    met["later"], met["earlier"] = pair[opens] >> _HALF, pair[opens] & np.uint64(2**32 - 1)
    met["fingerprints"] = np.add.reduceat(fingerprints[order], opens) if len(pair) else 0
    return met


def _held(group: Int, article: Int) -> tuple[Int, Int]:
    """Pair every carrier with its attestors: (later, earlier). Sorted by group, then likeliest source first."""
    if not len(group):
        return group, article
    opens = np.concatenate(([True], group[1:] != group[:-1]))
    start = np.maximum.accumulate(np.where(opens, np.arange(len(group)), 0))
    place = np.arange(len(group)) - start
    size = np.bincount(np.cumsum(opens) - 1)[np.cumsum(opens) - 1]
    later, earlier = [], []
    for lag in range(1, _RARE):
        rows = np.flatnonzero((place >= lag) & ((lag <= _NEAREST) | (size <= _RARE)))
        later.append(article[rows])
        earlier.append(article[rows - lag])
    rows = np.flatnonzero((place > _NEAREST) & (size > _RARE))
    later.append(article[rows])
    earlier.append(article[start[rows]])
    return np.concatenate(later), np.concatenate(earlier)
