"""Wording: what restated sentences keep of their source word for word.

A copy's wording are its aligned runs; of a paraphrase, which is found by its facts, it is looked for here: runs as long
as those that fingerprints span, in sentences that restate each other.
"""

from collections.abc import Iterator

import numpy as np
import polars as pl

from provaudit.lineage.grams import GRAM, OwnWords
from provaudit.text.tokens import Int

_BLOCK = 1 << 23  # pairs of words that are looked at at a time: 8 MB; chosen
_LONGEST = 200  # words of a sentence that are looked at; chosen

_RUNS = dict.fromkeys(("pair", "a_at", "b_at", "length"), pl.Int64)


def kept_wording(restated: pl.DataFrame, words: OwnWords) -> pl.DataFrame:
    """Return what restated sentences keep. Columns in: those of `stretches.restatements`; out: as `align.runs`.

    Each run is GRAM words long, so that longer ones overlap.
    """
    pair, a_at, a_to, b_at, b_to = (restated[c].to_numpy() for c in ("pair", "a_at", "a_to", "b_at", "b_to"))
    sizes = (np.minimum(a_to - a_at, _LONGEST), np.minimum(b_to - b_at, _LONGEST))
    found = [
        pl.DataFrame({"pair": pair[at], "a_at": a, "b_at": b, "length": np.full(len(at), GRAM)})
        for at, a, b in _alike(a_at, b_at, *sizes, words)
    ]
    return pl.concat(found) if found else pl.DataFrame(schema=_RUNS)


def with_wording(related: pl.DataFrame, kept: pl.DataFrame, words: OwnWords) -> pl.DataFrame:
    """Let paraphrases share at least the wording that they keep.

    Columns in: those of `passages.reuse`; of `kept_wording`. Columns out: the former.
    """
    for side in "ab":
        at = pl.int_ranges(f"{side}_at", pl.col(f"{side}_at") + GRAM)
        single = kept.select("pair", at=at).explode("at", empty_as_null=False).unique()
        told = pl.Series(~words.quoted[single["at"].to_numpy()])
        sums = single.with_columns(told=told).group_by("pair").agg(all=pl.len(), told=pl.col("told").sum())
        joined = related.join(sums, on="pair", how="left", maintain_order="left").fill_null(0)
        article = related[side].to_numpy()
        found = {
            f"containment_{side}": joined["all"] / np.maximum(words.counts[article], 1),
            f"prose_containment_{side}": joined["told"] / np.maximum(words.prose_counts()[article], 1),
            "words_shared": joined["all"],
        }
        related = related.with_columns(
            pl.max_horizontal(name, part.alias("part")).alias(name) for name, part in found.items()
        )
    return related


def _alike(
    a_at: Int, b_at: Int, a_words: Int, b_words: Int, words: OwnWords
) -> Iterator[tuple[Int, Int, Int]]:
    """Yield which stretches have GRAM words alike in a row, and where that begins in a and in b; block by block."""
    long = int(max(a_words.max(initial=0), b_words.max(initial=0)))
    step, room = max(1, _BLOCK // max(1, long * long)), long - GRAM + 1
    word, last, places = words.tokens.word, len(words) - 1, np.arange(long)
    for low in range(0, len(a_at) if room > 0 else 0, step):
        block = slice(low, low + step)
        a = word[np.minimum(a_at[block, None] + places, last)]
        b = word[np.minimum(b_at[block, None] + places, last)]
        same = (a[:, :, None] == b[:, None, :]) & (places < a_words[block, None])[:, :, None]
        same &= (places < b_words[block, None])[:, None, :]
        runs = np.logical_and.reduce([same[:, n : n + room, n : n + room] for n in range(GRAM)])
        at, a_first, b_first = np.nonzero(runs)
        yield at + low, a_at[at + low] + a_first, b_at[at + low] + b_first
