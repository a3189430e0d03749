"""How good rules are against coders' labels: counts, shares with intervals, agreement, and where they err."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import polars as pl

from provaudit.authoring.agreement import agreement
from provaudit.authoring.context import in_context
from provaudit.authoring.corpus import Corpus, Findings, Step, asks_audit, audited, find
from provaudit.authoring.labels import NEITHER, NO, YES, Labels
from provaudit.authoring.misses import where_silent
from provaudit.authoring.shelf import Shelf
from provaudit.estimates import Estimate, share
from provaudit.rulebook import Rule

DEVELOPMENT, HELD_OUT = "development", "held-out"
"""The part that rules are written on, and the part that is looked at once, at the end."""


@dataclass(frozen=True)
class Measured:
    """A rule's hits and silences against the labels of some articles."""

    group: str  # all | outlet | language
    name: str | None  # of the outlet or language; null: not known
    hits: int  # right ones
    false_hits: int
    missed: int
    silent: int  # right silences
    precision: Estimate
    recall: Estimate
    f1: Estimate

    @property
    def articles(self) -> int:
        """How many labelled articles it rests on."""
        return self.hits + self.false_hits + self.missed + self.silent


@dataclass(frozen=True)
class Evaluation:
    """One rule against the labels of one part."""

    rule: Rule
    whole: Measured
    groups: tuple[Measured, ...]
    coders: int
    alpha: Estimate | None  # null: one coder
    undecided: int  # articles left out: the coders are split, or say that nobody can tell
    false_hits: pl.DataFrame  # one row an article, as `in_context` gives them
    missed: pl.DataFrame  # one row an article, as `where_silent` gives them


def part_of(identity: str) -> str:
    """Return in which part an article is: by the SHA-256 of its id, half and half, the same everywhere."""
    return HELD_OUT if sha256(identity.encode()).digest()[0] % 2 else DEVELOPMENT


def evaluate(
    rules: Sequence[Rule],
    corpus: Corpus,
    labels: Labels,
    shelf: Shelf,
    *,
    part: str = DEVELOPMENT,
    seed: int = 1,
    tell: Step | None = None,
) -> list[Evaluation]:
    """Return each rule's evaluation on one part of the labelled articles; rules without a label there are not in it.

    An article should have a hit where most of its coders say yes. Articles are drawn by story for the
    intervals; stories are those of the labelled articles, or of the whole corpus where a rule needs its lineage.
    """
    rows = labels.rows.filter(pl.col("id").map_elements(part_of, pl.String) == part)
    asked = [rule for rule in rules if rule.id in set(rows["rule"])]
    if not asked:
        return []
    labelled = corpus.articles.filter(pl.col("id").is_in(rows["id"].implode()))["article"]
    pile = corpus if any(asks_audit(rule) for rule in asked) else corpus.part(labelled)
    findings = find(pile, shelf, asked, tell)
    known = _known(pile, findings, shelf)
    return [
        _evaluated(rule, rows.filter(pl.col("rule") == rule.id), pile, findings, known, seed)
        for rule in asked
    ]


def _known(pile: Corpus, findings: Findings, shelf: Shelf) -> pl.DataFrame:
    """Return id, article, outlet, language and story, a number, of every article."""
    stories = findings.stories if findings.stories is not None else audited(pile, shelf)[1]
    alone = pl.format("alone {}", "article")
    return (
        pile.articles.select("id", "article", "outlet", "language")
        .join(stories, on="article", how="left", maintain_order="left")
        .with_columns(story=pl.coalesce("story", alone).rank("dense"))
    )


def _evaluated(
    rule: Rule, rows: pl.DataFrame, pile: Corpus, findings: Findings, known: pl.DataFrame, seed: int
) -> Evaluation:
    votes = rows.group_by("id").agg(
        (pl.col("label") == label).sum().alias(label) for label in (YES, NO, NEITHER)
    )
    most = pl.max_horizontal(pl.col(NO), pl.col(NEITHER))
    least = pl.max_horizontal(pl.col(YES), pl.col(NEITHER))
    gold = pl.when(pl.col(YES) > most).then(1).when(pl.col(NO) > least).then(0)
    fired = findings.of(rule)
    judged = (
        known.join(votes, on="id", how="inner", maintain_order="left")
        .with_columns(gold=gold, fired=pl.col("article").is_in(fired["article"].unique().implode()))
        .sort("article")
    )
    decided = judged.filter(pl.col("gold").is_not_null())
    false = decided.filter("fired", pl.col("gold") == 0)["article"]
    first = fired.unique("article", keep="first", maintain_order=True)
    coders = rows["coder"].n_unique()
    counts, story = judged.select(YES, NO, NEITHER).to_numpy().astype(np.int64), judged["story"].to_numpy()
    return Evaluation(
        rule=rule,
        whole=_measured(decided, "all", None, seed),
        groups=tuple(_groups(decided, seed)),
        coders=coders,
        alpha=agreement(counts, story.astype(np.int64), seed) if coders > 1 else None,
        undecided=judged.height - decided.height,
        false_hits=in_context(first.filter(pl.col("article").is_in(false.implode())), pile),
        missed=where_silent(decided.filter(~pl.col("fired"), pl.col("gold") == 1)["article"], pile, rule),
    )


def _groups(decided: pl.DataFrame, seed: int) -> list[Measured]:
    """Return the figures by outlet and by language, those with most articles first; one group alone says nothing."""
    found = []
    for column in ("outlet", "language"):
        parts = decided.sort(column, nulls_last=True).partition_by(column, maintain_order=True)
        if len(parts) > 1:
            parts.sort(key=len, reverse=True)
            found += [_measured(part, column, part[column][0], seed) for part in parts]
    return found


def _measured(decided: pl.DataFrame, group: str, name: str | None, seed: int) -> Measured:
    gold, fired = decided["gold"].to_numpy().astype(bool), decided["fired"].to_numpy()
    story = decided["story"].to_numpy().astype(np.int64)
    both = (gold & fired).astype(np.float64)
    return Measured(
        group=group,
        name=name,
        hits=int(both.sum()),
        false_hits=int((fired & ~gold).sum()),
        missed=int((gold & ~fired).sum()),
        silent=int((~gold & ~fired).sum()),
        precision=share(both, fired.astype(np.float64), story, seed),
        recall=share(both, gold.astype(np.float64), story, seed),
        f1=share(2 * both, gold.astype(np.float64) + fired, story, seed),
    )
