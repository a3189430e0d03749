"""Which pairs are worth aligning: each fingerprint is attributed to a few attestors, never to all its carriers.

A story with 5,000 carriers would make 12 million pairs. Here each carrier is held against the earliest one, the
three before it, and, where a fingerprint is rare, against all: so an edited copy that passed its edits on finds
its own few children, and the pile's cost grows with its text.
"""

from collections.abc import Iterable

import numpy as np
import polars as pl

from provaudit.lineage.fingerprint import Postings
from provaudit.text.tokens import Int

_NEAREST = 3  # carriers just before, in every group
_RARE = 12  # up to this many carriers, each is held against each
_MOST = 16  # pairs an article may open towards earlier ones, best first
_GATHERED = 20_000_000  # rows that are held before they are added up: bounds memory, not the result
_NO_PAIRS = pl.DataFrame(schema={"later": pl.UInt32, "earlier": pl.UInt32, "fingerprints": pl.UInt32})


def attributed(postings: Postings, order: Int) -> pl.DataFrame:
    """Count the fingerprints that each carrier shares with each of its attestors.

    `order` ranks the articles of the pile, likely sources first. Columns out: later, earlier (article numbers,
    UInt32), fingerprints (UInt32); one row a pair.
    """
    places = {"group": postings.group, "article": postings.article, "rank": order[postings.article]}
    carriers = pl.DataFrame(places).unique().sort("group", "rank")
    found = _held(carriers["group"].to_numpy(), carriers["article"].to_numpy())
    return found.group_by("later", "earlier").agg(fingerprints=pl.len().cast(pl.UInt32))


def candidates(counted: Iterable[pl.DataFrame], least: int) -> pl.DataFrame:
    """Return the pairs that share `least` fingerprints over all buckets, at most a few for each later article.

    Columns in and out: as `attributed`; one row a pair, by later article, the pair that shares most first.
    """
    total, some, rows = _NO_PAIRS, [], 0
    for counts in counted:
        some.append(counts)
        rows += counts.height
        if rows > _GATHERED:
            total, some, rows = _summed([total, *some]), [], 0
    pairs = (
        _summed([total, *some])
        .filter(pl.col("fingerprints") >= least)
        .sort(["later", "fingerprints", "earlier"], descending=[False, True, False])
    )
    return pairs.filter(pl.int_range(pl.len()).over("later") < _MOST)


def _summed(counts: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(counts).group_by("later", "earlier").agg(pl.col("fingerprints").sum())


def _held(group: Int, article: Int) -> pl.DataFrame:
    """Pair every carrier with its attestors. Arrays are sorted by group, then likeliest source first."""
    if not len(group):
        return pl.DataFrame(schema={"later": pl.UInt32, "earlier": pl.UInt32})
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
    return pl.DataFrame(
        {"later": np.concatenate(later), "earlier": np.concatenate(earlier)},
        schema_overrides={"later": pl.UInt32, "earlier": pl.UInt32},
    )
