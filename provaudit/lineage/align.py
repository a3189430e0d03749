"""Aligned runs: the exact stretches two articles share, grown from their common fingerprints."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from provaudit.lineage.fingerprint import WINDOW, Postings
from provaudit.lineage.grams import GRAM, OwnWords
from provaudit.text.tokens import Int

_BATCH = 40_000  # pairs joined at a time: bounds memory, not the result
_RUN_COLUMNS = ("pair", "a_at", "b_at", "length")


def runs(pairs: pl.DataFrame, postings: Postings, words: OwnWords, gram: int = GRAM) -> pl.DataFrame:
    """Return the shared runs of all pairs, grown from postings of so many words.

    Columns in: a, b (article numbers, Int64). Columns out: pair (row number of `pairs`), a_at, b_at (first word,
    counted over the pile), length (words); sorted by pair, a_at. Runs of one pair do not overlap in a, nor does
    one lie inside another in b: the longest stands.
    """
    places = pl.DataFrame({"article": postings.article, "group": postings.group, "at": postings.at})
    numbered = pairs.select(pl.int_range(pl.len()).alias("pair"), "a", "b")
    found = [_grown(batch, places, words, gram) for batch in numbered.iter_slices(_BATCH)]
    if not found:
        return pl.DataFrame(schema=dict.fromkeys(_RUN_COLUMNS, pl.Int64))
    return pl.concat(found)


def _grown(batch: pl.DataFrame, places: pl.DataFrame, words: OwnWords, gram: int) -> pl.DataFrame:
    seeds = (
        batch.join(places.rename({"article": "a", "at": "a_at"}), on="a")
        .join(places.rename({"article": "b", "at": "b_at"}), on=["b", "group"])
        .with_columns(diagonal=pl.col("a_at") - pl.col("b_at"))
        .sort("pair", "diagonal", "a_at")
    )
    pair, a_at, b_at = (seeds[c].to_numpy() for c in ("pair", "a_at", "b_at"))
    true = _really_equal(a_at, b_at, words, gram)
    pair, a_at, b_at, length = _merge(pair[true], a_at[true], b_at[true], np.full(int(true.sum()), gram))
    left = _reach(a_at - 1, b_at - 1, -1, words)
    a_at, b_at, length = a_at - left, b_at - left, length + left
    length = length + _reach(a_at + length, b_at + length, 1, words)
    return _without_overlap(*_merge(pair, a_at, b_at, length))


def _really_equal(a_at: Int, b_at: Int, words: OwnWords, gram: int) -> NDArray[np.bool_]:
    """Drop the chance that two runs have one hash: groups hold 40 bits of it."""
    equal = np.ones(len(a_at), np.bool_)
    for place in range(gram):
        equal &= words.tokens.word[a_at + place] == words.tokens.word[b_at + place]
    return equal


def _merge(pair: Int, a_at: Int, b_at: Int, length: Int) -> tuple[Int, Int, Int, Int]:
    """Join runs that touch on one diagonal; input is sorted by pair, diagonal, a_at."""
    if not len(pair):
        return pair, a_at, b_at, length
    end = a_at + length
    same = (pair[1:] == pair[:-1]) & ((a_at - b_at)[1:] == (a_at - b_at)[:-1]) & (a_at[1:] <= end[:-1])
    opens = np.flatnonzero(np.concatenate(([True], ~same)))
    end = np.maximum.reduceat(end, opens)
    return pair[opens], a_at[opens], b_at[opens], end - a_at[opens]


def _reach(a_at: Int, b_at: Int, step: int, words: OwnWords) -> Int:
    """Count how many words on, from a_at and b_at in the direction of step, still agree within both articles.

    A run holds a fingerprint in every GRAM + WINDOW - 1 words, so its ends lie no further than that.
    """
    word, article, size = words.tokens.word, words.tokens.article, len(words)
    reach = np.zeros(len(a_at), np.int64)
    alive = np.arange(len(a_at))
    home_a, home_b = article[a_at - step], article[b_at - step]
    for _ in range(GRAM + WINDOW):
        a, b = a_at[alive] + step * reach[alive], b_at[alive] + step * reach[alive]
        inside = (np.minimum(a, b) >= 0) & (np.maximum(a, b) < size)
        alive, a, b = alive[inside], a[inside], b[inside]
        agree = (word[a] == word[b]) & (article[a] == home_a[alive]) & (article[b] == home_b[alive])
        alive = alive[agree]
        reach[alive] += 1
    return reach


def _without_overlap(pair: Int, a_at: Int, b_at: Int, length: Int) -> pl.DataFrame:
    """Drop runs inside longer ones and cut what still overlaps in a: each word of a is explained once."""
    frame = pl.DataFrame(dict(zip(_RUN_COLUMNS, (pair, a_at, b_at, length), strict=True)))
    for side, other in (("b_at", "a_at"), ("a_at", "b_at")):
        frame = (
            frame.sort(["pair", side, "length", other], descending=[False, False, True, False])
            .with_columns(end=pl.col(side) + pl.col("length"))
            .with_columns(before=pl.col("end").cum_max().shift(1).over("pair").fill_null(-1))
            .filter(pl.col("end") > pl.col("before"))
        )
    cut = pl.max_horizontal(pl.col("before") - pl.col("a_at"), pl.lit(0))
    frame = frame.with_columns(pl.col("a_at") + cut, pl.col("b_at") + cut, pl.col("length") - cut)
    return frame.select(_RUN_COLUMNS)
