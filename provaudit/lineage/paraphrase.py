"""Paraphrase: the facts of one text in the order of another, in other words.

Two texts that tell the same facts share rare words: names, numbers, long words. Two reporters at one event share
them as well, but not their selection and sequence. So sentences are matched by their rare words, and only what
follows in one order in both texts counts.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from provaudit.lineage.grams import OwnWords
from provaudit.lineage.rarity import HEAVY
from provaudit.lineage.remnants import remnants
from provaudit.lineage.rising import heaviest_rising

_ALIKE = 0.3  # cosine of two sentences' rare words from which one may restate the other
LEAST_FACTS = 5  # sentences restated in one order that make a paraphrase; chosen
_RELATED = 2  # sentences two texts match in before their short runs are compared, which costs more; chosen
_STEMS = 3  # rare words they share at least
_RECURRING = 4  # a word in more sentences of a text than this aligns nothing


def retold(
    pairs: pl.DataFrame,
    near: pl.DataFrame,
    words: OwnWords,
    weight: NDArray[np.float32],
    known: pl.DataFrame,
) -> pl.DataFrame:
    """Return what each pair restates and what it keeps in short runs.

    Columns in: pairs: a, b (Int64); near: those known to share short runs; known: as in `remnants`. Columns out: those
    of `restated` and of `remnants`, null where a pair has none.
    """
    links = sentence_links(pairs, words, weight)
    matched = links.group_by("a", "b").len().filter(pl.col("len") >= _RELATED)
    related = pl.concat([matched.select("a", "b"), near.join(pairs, on=["a", "b"], how="semi")])
    told, kept = restated(links, words), remnants(related.unique().sort("a", "b"), words, known)
    joined: pl.DataFrame = told.join(
        kept, on=["a", "b"], how="full", coalesce=True, maintain_order="left_right"
    )
    joined = joined.with_columns(chain=pl.coalesce("chain", "kept_chain")).drop("kept_chain")
    return joined.join(_common(joined, words, weight), on=["a", "b"], how="left").with_columns(
        taken=pl.concat_list(pl.col("kept").fill_null([]), pl.col("common").fill_null([]))
    )


def _common(told: pl.DataFrame, words: OwnWords, weight: NDArray[np.float32]) -> pl.DataFrame:
    """Return the telling words that sentences have in common: a, b, common (List of Struct{a_at, b_at, length})."""
    linked = told.select("a", "b", "chain").explode("chain", empty_as_null=False).unnest("chain")
    inside = np.zeros(words.sentence[-1] + 1 if len(words) else 0, np.bool_)
    inside[linked["sa"].to_numpy()] = inside[linked["sb"].to_numpy()] = True
    at = np.flatnonzero(inside[words.sentence] & (weight > 0))
    places = pl.DataFrame({"sentence": words.sentence[at], "stem": words.tokens.stem[at], "at": at})
    sides = {side: places.rename({"sentence": f"s{side}", "at": f"{side}_at"}) for side in "ab"}
    return (
        linked.join(sides["a"], on="sa")
        .join(sides["b"], on=["sb", "stem"])
        .group_by("a", "b")
        .agg(common=pl.struct("a_at", "b_at", length=pl.lit(1, pl.Int64)))
    )


def sentence_links(pairs: pl.DataFrame, words: OwnWords, weight: NDArray[np.float32]) -> pl.DataFrame:
    """Match the sentences of each pair by their rare words.

    Columns in: a, b (Int64). Columns out, one row a matched sentence of b: a, b, sa, sb (sentences, counted over
    the pile), alike (cosine, 0..1), stems (shared).
    """
    compared = np.zeros(len(words.first), np.bool_)
    compared[pairs["a"].to_numpy()] = compared[pairs["b"].to_numpy()] = True
    heavy = np.flatnonzero((weight >= HEAVY) & compared[words.tokens.article])
    facts = pl.DataFrame(
        {
            "article": words.tokens.article[heavy].astype(np.int64),
            "sentence": words.sentence[heavy],
            "stem": words.tokens.stem[heavy],
            "weight": weight[heavy],
        }
    ).unique(["sentence", "stem"], keep="first", maintain_order=True)
    facts = facts.filter(pl.len().over("article", "stem") <= _RECURRING)
    facts = facts.with_columns(norm=(pl.col("weight") ** 2).sum().over("sentence").sqrt())
    sides = {
        side: facts.rename({"article": side, "sentence": f"s{side}", "norm": f"n{side}"}) for side in "ab"
    }
    return (
        pairs.select("a", "b")
        .join(sides["a"], on="a")
        .join(sides["b"].drop("weight"), on=["b", "stem"])
        .group_by("a", "b", "sa", "sb")
        .agg(
            alike=(pl.col("weight") ** 2).sum() / (pl.col("na").first() * pl.col("nb").first()),
            stems=pl.len(),
        )
        .filter((pl.col("alike") >= _ALIKE) & (pl.col("stems") >= _STEMS))
        .sort(["a", "b", "sb", "alike", "sa"], descending=[False, False, False, True, False])
        .unique(["a", "b", "sb"], keep="first", maintain_order=True)
    )


def restated(links: pl.DataFrame, words: OwnWords) -> pl.DataFrame:
    """Say how much of each text the other restates in one order of facts.

    Columns in: those of `sentence_links`. Columns out, one row a pair: a, b, ordered (sentences in the longest
    common order), order (share of the matched sentences that keep it), restated_a, restated_b (0..1 of the
    text's prose words that stand in those sentences), and chain (List of Struct{sa, sb}). Pairs with fewer
    matched sentences than make a paraphrase are left out.
    """
    first = np.searchsorted(words.sentence, np.arange(words.sentence[-1] + 2 if len(words) else 1))
    prose = np.concatenate(([0], np.cumsum(~words.quoted)))
    length = prose[first[1:]] - prose[first[:-1]]
    total = np.maximum(words.prose_counts(), 1)
    rows = []
    links = links.filter(pl.len().over("a", "b") >= LEAST_FACTS)
    for (a, b), group in links.group_by("a", "b", maintain_order=True):
        chain = group.select("sa", "sb")[heaviest_rising(group["sa"].to_list(), [1] * group.height)].rows()
        parts = [
            min(1.0, sum(int(length[s]) for s in {p[i] for p in chain}) / int(total[t]))
            for i, t in ((0, a), (1, b))
        ]
        ordered = [{"sa": sa, "sb": sb} for sa, sb in chain]
        rows.append((a, b, len(chain), len(chain) / group.height, *parts, ordered))
    return pl.DataFrame(rows, schema=_RESTATED, orient="row")


_RESTATED = pl.Schema(
    {
        "a": pl.Int64(),
        "b": pl.Int64(),
        "ordered": pl.Int64(),
        "order": pl.Float64(),
        "restated_a": pl.Float64(),
        "restated_b": pl.Float64(),
        "chain": pl.List(pl.Struct({"sa": pl.Int64(), "sb": pl.Int64()})),
    }
)
