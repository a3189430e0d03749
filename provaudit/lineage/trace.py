"""The lineage of a pile, from its words to its stories: the steps in their order."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from provaudit.frames import ARTICLES, DRIFT, EDGES, PAIRS, PASSAGES, STORIES, UNSEEN, VERDICTS, require
from provaudit.lineage import tables
from provaudit.lineage.align import runs
from provaudit.lineage.ancestry import Family, Pedigree, trace_family
from provaudit.lineage.candidates import candidate_pairs
from provaudit.lineage.drift import drift, with_evidence
from provaudit.lineage.facts import Facts, gather
from provaudit.lineage.fingerprint import shared_fingerprints, without_stock
from provaudit.lineage.grams import OwnWords
from provaudit.lineage.naming import Mentions
from provaudit.lineage.order import likely_order, ranks
from provaudit.lineage.paraphrase import likely_pairs, retold, weights
from provaudit.lineage.passages import passages, reuse, spread_quotation
from provaudit.lineage.relation import relate
from provaudit.lineage.ties import Ties, components, ties
from provaudit.lineage.verdicts import Reading
from provaudit.text.tokens import Int

_STALE = 14  # days after which nobody re-words a news story, as far as the days are known; chosen
_SHARED = 2  # fingerprints; one alone is a stock phrase more often than a sentence


@dataclass(frozen=True)
class Lineage:
    """The tables of a traced pile, each as its schema in `frames` says."""

    verdicts: pl.DataFrame
    pairs: pl.DataFrame
    passages: pl.DataFrame
    edges: pl.DataFrame
    drift: pl.DataFrame
    unseen: pl.DataFrame
    stories: pl.DataFrame


def trace(articles: pl.DataFrame, words: OwnWords, marks: pl.DataFrame) -> Lineage:
    """Trace the texts of a pile to their sources.

    Columns in: ARTICLES; marks: article, mark, source, text of the signals that credit somebody. `words` are the
    articles' own, from `own_words`.
    """
    articles = require(articles, ARTICLES, "lineage")
    facts = gather(articles, marks, words.counts.tolist())
    order = likely_order(facts)
    postings = without_stock(shared_fingerprints(words), _days(facts))
    words = spread_quotation(words, postings)
    pairs = candidate_pairs(postings, order, _SHARED).select(a=_lower, b=_upper)
    shared = runs(pairs, postings, words)
    found = passages(shared, words)
    copied = reuse(pairs, found, words)
    known = shared.join(copied.select("pair", "a", "b"), on="pair")
    told = _paraphrased(words, copied, known, order, _days(facts))
    related = relate(_joined(copied, told), articles.height)
    graph = ties(related, found, shared, words.counts.tolist())
    reading = _pedigree(articles, facts, graph)
    aligned, steps = tables.passages(related, found, words), tables.edges(reading)
    drifted = drift(steps, aligned, articles)
    return Lineage(
        verdicts=require(tables.verdicts(reading, words), VERDICTS, "lineage"),
        pairs=require(tables.pairs(related, reading), PAIRS, "lineage"),
        passages=require(aligned, PASSAGES, "lineage"),
        edges=require(with_evidence(steps, drifted), EDGES, "lineage"),
        drift=require(drifted, DRIFT, "lineage"),
        unseen=require(tables.unseen(reading), UNSEEN, "lineage"),
        stories=require(tables.stories(reading), STORIES, "lineage"),
    )


_lower = pl.min_horizontal("earlier", "later")
_upper = pl.max_horizontal("earlier", "later")


def _days(facts: list[Facts]) -> Int:
    return np.array([f.time.toordinal() if f.time else -1 for f in facts], dtype=np.int64)


def _paraphrased(
    words: OwnWords, copied: pl.DataFrame, known: pl.DataFrame, order: Int, day: Int
) -> pl.DataFrame:
    """Compare by their facts the pairs that share rare words, and those that share little prose."""
    weight = weights(words)
    likely = likely_pairs(words, weight, order).select(a=_lower, b=_upper)
    most = pl.max_horizontal("prose_containment_a", "prose_containment_b")
    whole = copied.filter(most >= 1 / 4).select("a", "b")
    compared = pl.concat([likely, copied.select("a", "b")]).unique().join(whole, on=["a", "b"], how="anti")
    when = {side: day[compared[side].to_numpy()] for side in "ab"}
    timely = (np.minimum(when["a"], when["b"]) < 0) | (np.abs(when["a"] - when["b"]) <= _STALE)
    return retold(compared.filter(timely).sort("a", "b"), words, weight, known)


def _joined(copied: pl.DataFrame, retold: pl.DataFrame) -> pl.DataFrame:
    zero = ["words_shared", "prose_shared", "longest_run", "longest_prose"]
    zero += [f"{kind}containment_{side}" for kind in ("", "prose_") for side in "ab"]
    joined = copied.join(retold, on=["a", "b"], how="full", coalesce=True).sort("a", "b")
    known = pl.col("pair").is_not_null()
    fresh = pl.int_range(pl.len()) + pl.col("pair").max().fill_null(-1) + 1
    return joined.with_columns(
        *(pl.col(c).fill_null(0) for c in zero),
        pair=pl.when(known).then("pair").otherwise(fresh),
        prose_a=pl.col("prose_a").fill_null(0),
        prose_b=pl.col("prose_b").fill_null(0),
    )


def _pedigree(articles: pl.DataFrame, facts: list[Facts], graph: Ties) -> Reading:
    mentions = Mentions(facts, articles["text"].to_list())
    rank: dict[int, int] = {}
    family = Family(facts, graph, rank, mentions)
    pedigree = Pedigree(next_node=len(facts))
    for group in components(graph):
        rank.update(ranks(family, group))
        trace_family(family, group, pedigree)
    return Reading.of(family, pedigree)
