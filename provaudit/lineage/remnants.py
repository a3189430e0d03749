"""Remnants: the short runs of words that even a thorough rewrite leaves of its source, in the source's order.

A fingerprint needs eight words in a row; a rewriter leaves three or four. So pairs that are compared already, and
in a small pile all that share several, are aligned once more by runs of three stems. Stock phrases meet in any two
texts on a subject; it takes many in one order to say that one text lay open when the other was written.
"""

import dataclasses

import numpy as np
import polars as pl

from provaudit.lineage.align import runs
from provaudit.lineage.candidates import attributed, best
from provaudit.lineage.fingerprint import WINDOW, Postings, share
from provaudit.lineage.grams import GRAM, OwnWords, gram_hashes
from provaudit.lineage.passages import quoted_words
from provaudit.lineage.rising import heaviest_rising
from provaudit.text.tokens import Bool, Int

LEAST_KEPT = 0.12  # of one text's prose, in order: texts on one subject meet in half of it; chosen
LEAST_WORDS = 20  # in those runs; chosen
_ORDER = 0.6  # of the prose in short runs that keeps the order; chosen
_SPEECH = (
    1 / 3
)  # of all words in short runs: above, the texts share speakers, and the words about them; chosen
_RUN = 3  # stems: two are a phrase, and four miss half of what heavy revision leaves; chosen
_SURE = GRAM + WINDOW - 1  # words of a run that fingerprints find for certain, unless it is stock text
_LEAST = 8  # short runs two articles share before they are compared; chosen

_PAIR = ["a", "b"]
_SPAN = ["a_at", "b_at", "length"]


def near_pairs(words: OwnWords, order: Int) -> pl.DataFrame:
    """Return the pairs that share several short runs. Columns out: as `best`."""
    postings = _postings(_stemmed(words), np.ones(len(words), np.bool_))
    return best(attributed(postings, order), _LEAST)


def remnants(pairs: pl.DataFrame, words: OwnWords, known: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of which one keeps enough of the other, in short runs of one order.

    Columns in: pairs: a, b (Int64); known, the runs that fingerprints found in them: a, b, a_at, length. Columns
    out, one row a pair: a, b, kept_words (words of prose in those runs), kept_a, kept_b (0..1 of the prose of
    each), kept (List of Struct{a_at, b_at, length}: the runs, in words counted over the pile), kept_chain (List of
    Struct{sa, sb}: the sentences they stand in).
    """
    compared = np.zeros(len(words.first), np.bool_)
    compared[pairs["a"].to_numpy()] = compared[pairs["b"].to_numpy()] = True
    stems = _stemmed(words)
    found = runs(pairs, _postings(stems, compared[words.tokens.article]), stems, _RUN)
    numbered = pairs.select(pl.int_range(pl.len()).alias("pair"), *_PAIR)
    likely = _likely(_without_stock(found.join(numbered, on="pair"), known), words)
    ordered = likely.filter(_in_order(likely))
    total = pl.col("length").sum()
    shares = (
        pl.min_horizontal(1.0, total / pl.col(f"prose_{side}").first()).alias(f"kept_{side}") for side in "ab"
    )
    sentences = (pl.Series(f"s{side}", words.sentence[ordered[f"{side}_at"].to_numpy()]) for side in "ab")
    return (
        ordered.with_columns(*sentences)
        .group_by(_PAIR, maintain_order=True)
        .agg(
            *shares,
            kept_words=total,
            order=total / pl.col("prose").first(),
            kept=pl.struct(_SPAN),
            kept_chain=pl.struct("sa", "sb").unique(maintain_order=True),
        )
        .filter((pl.max_horizontal("kept_a", "kept_b") >= LEAST_KEPT) & (pl.col("order") >= _ORDER))
        .filter(pl.col("kept_words") >= LEAST_WORDS)
        .drop("order")
    )


def _without_stock(found: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Drop the runs that fingerprints would have found, had they not been stock text (a sign-up line)."""
    numbered = found.with_row_index("run")
    met = (
        numbered.filter(pl.col("length") >= _SURE)
        .join(known.select(*_PAIR, at="a_at", to=pl.col("a_at") + pl.col("length")), on=_PAIR)
        .filter((pl.col("a_at") < pl.col("to")) & (pl.col("at") < pl.col("a_at") + pl.col("length")))
    )
    return numbered.filter((pl.col("length") < _SURE) | pl.col("run").is_in(met["run"].implode())).drop("run")


def _likely(found: pl.DataFrame, words: OwnWords) -> pl.DataFrame:
    """Keep the prose runs of pairs that have enough of them in any order, and little speech; sorted by pair, b_at.

    Columns added: prose (words in such runs), prose_a, prose_b (prose words of the articles).
    """
    a_at, b_at, length = (found[c].to_numpy() for c in _SPAN)
    spoken = np.maximum(quoted_words(words, a_at, a_at + length), quoted_words(words, b_at, b_at + length))
    counts = np.maximum(words.prose_counts(), 1)
    of_pair = pl.col("spoken").sum().over(_PAIR) / pl.col("length").sum().over(_PAIR)
    return (
        found.with_columns(
            pl.Series("spoken", spoken, pl.Int64),
            *(pl.Series(f"prose_{side}", counts[found[side].to_numpy()]) for side in _PAIR),
        )
        .with_columns(speech=of_pair)
        .filter((pl.col("speech") <= _SPEECH) & (2 * pl.col("spoken") < pl.col("length")))
        .with_columns(prose=pl.col("length").sum().over(_PAIR))
        .filter(
            (pl.col("prose") >= LEAST_WORDS)
            & (pl.col("prose") >= LEAST_KEPT * pl.min_horizontal("prose_a", "prose_b"))
        )
        .sort(*_PAIR, "b_at")
    )


def _in_order(likely: pl.DataFrame) -> pl.Series:
    """Mark, pair by pair, the runs of the heaviest common order."""
    kept = np.zeros(len(likely), np.bool_)
    lengths = likely.group_by(_PAIR, maintain_order=True).len()["len"].to_list()
    at, weight = likely["a_at"].to_list(), likely["length"].to_list()
    first = 0
    for length in lengths:
        rising = heaviest_rising(at[first : first + length], weight[first : first + length])
        kept[[first + place for place in rising]] = True
        first += length
    return pl.Series(kept)


def _stemmed(words: OwnWords) -> OwnWords:
    """Return the words as their stems, so that runs agree over endings."""
    return dataclasses.replace(words, tokens=dataclasses.replace(words.tokens, word=words.tokens.stem))


def _postings(stems: OwnWords, among: Bool) -> Postings:
    hashes, fits = gram_hashes(stems.tokens.word, stems.tokens.article, _RUN)
    chosen = np.flatnonzero(fits & among)
    return share(hashes[chosen], chosen, stems.tokens.article)
