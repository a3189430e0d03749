"""Passages: shared runs with the small edits between them bridged, and what they add up to for a pair."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from provaudit.lineage.grams import OwnWords
from provaudit.model import PassageKind
from provaudit.text.tokens import Int

_BRIDGE = 10  # words changed, cut or put in between two runs of one passage; chosen
_LEAST = 8  # words in common that make a passage: below, names and stock phrases rule; chosen
_SPEECH_IN_KNIT = 4  # words of an unbroken run for each of prose in it: narration with its quotations; chosen


def passages(runs: pl.DataFrame, words: OwnWords) -> pl.DataFrame:
    """Chain the runs of each pair into passages.

    Columns in: pair, a_at, b_at, length. Columns out, one row a passage: pair, a_at, a_to, b_at, b_to (words,
    end exclusive), matched, spoken, longest (words in common, quoted among them, unbroken), a_prose, b_prose
    (words of each side outside quotations), kind, quoted; sorted by pair, a_at.
    """
    pair, a_at, b_at, length = (runs[c].to_numpy() for c in ("pair", "a_at", "b_at", "length"))
    gap_a = a_at[1:] - (a_at + length)[:-1]
    gap_b = b_at[1:] - (b_at + length)[:-1]
    near = np.minimum(_BRIDGE, np.maximum(length[1:], length[:-1]))
    joined = (pair[1:] == pair[:-1]) & (gap_b >= 0) & (gap_a <= near) & (gap_b <= near)
    chain = np.cumsum(np.concatenate(([True], ~joined))) - 1 if len(pair) else np.zeros(0, np.int64)
    spoken = np.maximum(quoted_words(words, a_at, a_at + length), quoted_words(words, b_at, b_at + length))
    chained = (
        runs.with_columns(chain=pl.Series(chain), spoken=pl.Series(spoken, dtype=pl.Int64))
        .group_by("chain", maintain_order=True)
        .agg(
            pl.col("pair").first(),
            pl.col("a_at").first(),
            (pl.col("a_at") + pl.col("length")).max().alias("a_to"),
            pl.col("b_at").first(),
            (pl.col("b_at") + pl.col("length")).max().alias("b_to"),
            pl.col("length").sum().alias("matched"),
            pl.col("length").max().alias("longest"),
            pl.col("spoken").sum(),
        )
        .filter(pl.col("matched") >= _LEAST)
    )
    prose = 1 - pl.col("spoken") / pl.col("matched")
    return chained.select(
        *("pair", "a_at", "a_to", "b_at", "b_to", "matched", "spoken", "longest"),
        a_prose=((pl.col("a_to") - pl.col("a_at")) * prose),
        b_prose=((pl.col("b_to") - pl.col("b_at")) * prose),
        kind=pl.when(
            pl.col("matched")
            == pl.max_horizontal(pl.col("a_to") - pl.col("a_at"), pl.col("b_to") - pl.col("b_at"))
        )
        .then(pl.lit(PassageKind.VERBATIM.value))
        .otherwise(pl.lit(PassageKind.EDITED.value)),
        quoted=prose < 1 / 2,
    )


def reuse(pairs: pl.DataFrame, found: pl.DataFrame, words: OwnWords) -> pl.DataFrame:
    """Add up the passages of each pair.

    Columns in: a, b; and those of `passages`. Columns out, one row a pair with a passage: a, b, words_shared,
    prose_shared, longest_run, longest_prose, knit (words; the last: unbroken, quotations and what is told between
    them), containment_a/_b and prose_containment_a/_b (0..1 of the own words, of the own prose, of a and of b that
    stand in the other, word for word), covered_a/_b (0..1 of the own prose that lies in passages, edits included),
    prose_a, prose_b (own prose words).
    """
    total = words.counts
    prose = words.prose_counts()
    told = pl.col("matched") - pl.col("spoken")
    summed = found.group_by("pair", maintain_order=True).agg(
        pl.col("matched").sum().alias("words_shared"),
        pl.col("longest").max().alias("longest_run"),
        pl.min_horizontal("longest", told).max().alias("longest_prose"),
        pl.min_horizontal("longest", _SPEECH_IN_KNIT * told).max().alias("knit"),
        told.sum().alias("told"),
        *(pl.col(f"{side}_prose").sum() for side in "ab"),
    )
    numbered = pairs.select("a", "b").with_row_index("pair").with_columns(pl.col("pair").cast(pl.Int64))
    rows = summed.join(numbered, on="pair", maintain_order="left")
    sides = {}
    for side in ("a", "b"):
        article = rows[side].to_numpy()
        sides[f"containment_{side}"] = _share(rows["words_shared"].to_numpy(), total[article])
        sides[f"prose_containment_{side}"] = _share(rows["told"].to_numpy(), prose[article])
        sides[f"covered_{side}"] = _share(rows[f"{side}_prose"].to_numpy(), prose[article])
        sides[f"prose_{side}"] = prose[article]
    shared = pl.min_horizontal("a_prose", "b_prose").alias("prose_shared")
    kept = ("a", "b", "pair", "words_shared", shared, "longest_run", "longest_prose", "knit")
    return rows.select(kept).with_columns(pl.Series(name, values) for name, values in sides.items())


def quoted_words(words: OwnWords, start: Int, end: Int) -> Int:
    """Count the quoted words from each start to each end."""
    running = np.concatenate(([0], np.cumsum(words.quoted)))
    return np.asarray(running[end] - running[start])


def _share(part: Int, whole: Int) -> NDArray[np.float64]:
    return np.minimum(part / np.maximum(whole, 1), 1.0)
