"""A rule tried on a corpus: how often it hits, where, at whose, at what cost, and a sample of its hits."""

from dataclasses import dataclass

import polars as pl

from provaudit.authoring.context import drawn, in_context
from provaudit.authoring.corpus import Corpus, Findings
from provaudit.rulebook import Rule

SAMPLE = 10
"""Hits that are shown unless more are asked for (chosen: a screen)."""


LONGEST = 30_000
"""Characters of an article that a row to label holds (chosen: a cell of a spreadsheet holds 32,767)."""


@dataclass(frozen=True)
class Trial:
    """What one rule did to a corpus."""

    rule: Rule
    articles: int
    with_hit: int
    hits: int
    seconds: float  # of processor time, zones not counted
    audited: bool  # whether the time is that of a whole audit
    outlets: pl.DataFrame  # outlet (null: not known), articles, with_hit, hits; most hits first
    zones: pl.DataFrame  # zone, hits; most first
    sample: pl.DataFrame  # SIGNALS and id, outlet, before, after


def tried(rule: Rule, corpus: Corpus, findings: Findings, sample: int = SAMPLE, seed: int = 1) -> Trial:
    """Return what the rule found; `sample` hits are drawn by the seed, 0 for all of them."""
    hits = findings.of(rule)
    known = corpus.articles.select("article", "outlet")
    per_article = hits.group_by("article").agg(hits=pl.len())
    outlets = (
        known.join(per_article, on="article", how="left")
        .group_by("outlet")
        .agg(articles=pl.len(), with_hit=pl.col("hits").count(), hits=pl.col("hits").sum())
        .sort("hits", "articles", "outlet", descending=[True, True, False], nulls_last=True)
    )
    return Trial(
        rule=rule,
        articles=corpus.articles.height,
        with_hit=per_article.height,
        hits=hits.height,
        seconds=findings.seconds,
        audited=findings.stories is not None,
        outlets=outlets,
        zones=hits.group_by("zone").agg(hits=pl.len()).sort("hits", "zone", descending=[True, False]),
        sample=in_context(hits[drawn(hits.height, sample, seed)], corpus),
    )


def to_label(corpus: Corpus, wanted: int, seed: int) -> pl.DataFrame:
    """Return id, outlet, title, text of articles drawn by the seed whatever hits in them, 0 wanted for all.

    Only such a sample shows what a rule misses, and only who does not see the hits judges freely.
    """
    found = corpus.articles[drawn(corpus.articles.height, wanted, seed)]
    return found.select("id", "outlet", "title", pl.col("text").str.head(LONGEST))
