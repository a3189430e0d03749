"""Shared stretches as rows, one way for copied passages and for restated sentences, in words and in characters."""

import numpy as np
import polars as pl

from provaudit.lineage.grams import OwnWords
from provaudit.model import PassageKind, Relation


def restatements(related: pl.DataFrame, words: OwnWords) -> pl.DataFrame:
    """Return the restated sentences of pairs that are paraphrases.

    Columns in: pair, relation, chain (as `paraphrase.restated`). Columns out: pair, a_at, a_to, b_at, b_to (words,
    end exclusive), kind, quoted.
    """
    first = np.searchsorted(words.sentence, np.arange(words.sentence[-1] + 2 if len(words) else 1))
    links = (
        related.filter(pl.col("relation") == Relation.PARAPHRASE)
        .select("pair", "chain")
        .explode("chain", empty_as_null=False)
        .unnest("chain")
    )
    places = {
        f"{side}_{end}": first[links[f"s{side}"].to_numpy() + later]
        for side in "ab"
        for end, later in (("at", 0), ("to", 1))
    }
    return links.select(
        "pair",
        *(pl.Series(name, at, pl.Int64) for name, at in places.items()),
        kind=pl.lit(PassageKind.PARAPHRASE.value),
        quoted=pl.lit(value=False),
    )


def taken_runs(related: pl.DataFrame) -> pl.DataFrame:
    """Return the words that paraphrases took. Columns in: pair, relation, taken; out: as `align.runs`."""
    reworded = related.filter(pl.col("relation") == Relation.PARAPHRASE).select("pair", "taken")
    return reworded.explode("taken", empty_as_null=False).unnest("taken")


def with_characters(spans: pl.DataFrame, words: OwnWords) -> pl.DataFrame:
    """Add a_start, a_end, b_start, b_end, the characters of the words from a_at to a_to and b_at to b_to."""
    start, end = words.tokens.start, words.tokens.end
    return spans.with_columns(
        pl.Series(f"{side}_{name}", values, pl.UInt32)
        for side in "ab"
        for name, values in (
            ("start", start[spans[f"{side}_at"].to_numpy()]),
            ("end", end[spans[f"{side}_to"].to_numpy() - 1]),
        )
    )
