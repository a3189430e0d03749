"""Hits with the words around them, and what an article shows where a rule should have hit."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from provaudit.authoring.corpus import Corpus
from provaudit.model import Zone
from provaudit.rulebook import Rule

AROUND = 160
"""Characters kept on either side of a hit (chosen: two lines of a terminal)."""

SHOWN = 300
"""Characters kept of a stretch in which nothing hit (chosen: four lines of a terminal)."""


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


def where_silent(articles: pl.Series, corpus: Corpus, rule: Rule) -> pl.DataFrame:
    """Return what stands where the rule looked and did not hit.

    Columns out: id, outlet, looked (the zones that the rule looks at and the article has; empty: none),
    shown (the beginning of the last of those stretches; where there is none the end of the text for a rule that
    looks at ends, else its beginning); in the order of `articles`.
    """
    asked = articles.to_frame("article")
    seen = corpus.zones.filter(
        pl.col("zone").is_in(_zones(rule)), pl.col("article").is_in(articles.implode())
    )
    looked = seen.group_by("article").agg(
        looked=pl.col("zone").unique().sort(), start=pl.col("start").max(), end=pl.col("end").max()
    )
    found = asked.join(corpus.articles, on="article", how="left", maintain_order="left")
    found = found.join(looked, on="article", how="left", maintain_order="left")
    length = pl.col("text").str.len_chars().cast(pl.Int64)
    ends = not {Zone.SIGN_OFF, Zone.SOURCE_LINE}.isdisjoint(rule.zones)
    nowhere = (length - SHOWN).clip(0) if ends else pl.lit(0, pl.Int64)
    at = pl.coalesce(pl.col("start").cast(pl.Int64), nowhere)
    until = pl.coalesce(pl.col("end").cast(pl.Int64), length)
    return found.select(
        "id",
        "outlet",
        looked=pl.col("looked").fill_null(pl.lit([], pl.List(pl.String))),
        shown=pl.col("text").str.slice(at, pl.min_horizontal(until - at, SHOWN)),
    )


def _zones(rule: Rule) -> Sequence[str]:
    return rule.zones if rule.words else ()
