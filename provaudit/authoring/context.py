"""Hits with the words around them."""

import numpy as np
import polars as pl

from provaudit.authoring.corpus import Corpus

AROUND = 160
"""Characters kept on either side of a hit (chosen: two lines of a terminal)."""


def drawn(rows: int, wanted: int, seed: int) -> list[int]:
    """Return `wanted` of the row numbers, drawn at random by the seed, in order; 0 wanted: all of them."""
    if wanted == 0 or wanted >= rows:
        return list(range(rows))
    return sorted(np.random.default_rng(seed).choice(rows, wanted, replace=False).tolist())


def in_context(hits: pl.DataFrame, corpus: Corpus) -> pl.DataFrame:
    """Return hits with what stands around them.

    Columns in: SIGNALS. Columns out: those, and id, outlet, before, after (whole words, "…" where more of the
    text is left out; both null where the hit lies in metadata or is a number); in the order of the hits.
    """
    start, end = pl.col("start").cast(pl.Int64), pl.col("end").cast(pl.Int64)
    first = (start - AROUND).clip(0)
    known = corpus.articles.select("article", "id", "outlet", whole="text")
    return (
        hits.join(known, on="article", how="left", maintain_order="left")
        .with_columns(
            before=pl.when(start.is_null())
            .then(None)
            .when(first > 0)
            .then("…" + pl.col("whole").str.slice(first, start - first).str.replace(r"^\S{0,30}\s", ""))
            .otherwise(pl.col("whole").str.slice(0, start)),
            after=pl.when(end.is_null())
            .then(None)
            .when(pl.col("whole").str.len_chars() > end + AROUND)
            .then(pl.col("whole").str.slice(end, AROUND).str.replace(r"\s\S{0,30}$", "") + "…")
            .otherwise(pl.col("whole").str.slice(end)),
        )
        .drop("whole")
    )
