"""A rule tried on a corpus: how often it hits, where, at whose, at what cost, and a sample of its hits."""

from dataclasses import dataclass, replace

import polars as pl

from provaudit.authoring.context import drawn, in_context
from provaudit.authoring.corpus import Corpus, Step, asks_audit, find
from provaudit.authoring.shelf import Shelf
from provaudit.choices import HITS
from provaudit.frames import SIGNALS, empty
from provaudit.model import Zone
from provaudit.rulebook import Rule
from provaudit.rulebook.rule import WHOLE_TEXT

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
    elsewhere: pl.DataFrame  # zone, hits: where the same words stand and the rule does not look
    sample: pl.DataFrame  # SIGNALS and id, outlet, before, after


def tried(
    rule: Rule,
    corpus: Corpus,
    shelf: Shelf,
    *,
    sample: int = HITS,
    seed: int = 1,
    tell: Step | None = None,
) -> Trial:
    """Run a rule of the shelf; `sample` hits are drawn by the seed, 0 for all of them."""
    findings = find(corpus, shelf, [rule], tell)
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
        zones=_by_zone(hits),
        elsewhere=_by_zone(_elsewhere(rule, corpus, shelf)),
        sample=in_context(hits[drawn(hits.height, sample, seed)], corpus),
    )


def _by_zone(hits: pl.DataFrame) -> pl.DataFrame:
    return hits.group_by("zone").agg(hits=pl.len()).sort("hits", "zone", descending=[True, False])


def _elsewhere(rule: Rule, corpus: Corpus, shelf: Shelf) -> pl.DataFrame:
    """Return what the rule would find in the zones at which it does not look, if it finds words at all."""
    others = tuple(zone.value for zone in Zone if zone not in {*rule.zones, *rule.ignore, Zone.QUOTE})
    if not rule.located or asks_audit(rule) or WHOLE_TEXT in rule.zones or not others:
        return empty(SIGNALS)
    return find(corpus, shelf, [replace(rule, zones=others)]).signals


def to_label(corpus: Corpus, wanted: int, seed: int) -> pl.DataFrame:
    """Return id, outlet, title, text of articles drawn by the seed whatever hits in them, 0 wanted for all.

    Only such a sample shows what a rule misses, and only who does not see the hits judges freely.
    """
    found = corpus.articles[drawn(corpus.articles.height, wanted, seed)]
    return found.select("id", "outlet", "title", pl.col("text").str.head(LONGEST))
