"""Signals to points: per article and dimension each rule once, the best of a group, capped; no weights."""

from collections.abc import Sequence

import polars as pl

from provaudit.frames import SCORES, empty, require
from provaudit.rulebook.facts import assessable, find_facts
from provaudit.rulebook.rule import Rule, Rulebook


def score(
    articles: pl.DataFrame,
    zones: pl.DataFrame,
    signals: pl.DataFrame,
    rulebook: Rulebook,
    pile: int | None = None,
) -> pl.DataFrame:
    """Return the points of every article in every dimension; `pile` as in `find_facts`.

    Columns in: ARTICLES; ZONES; SIGNALS. Columns out: SCORES, sorted by article and dimension; a row is an
    article and a dimension that has a stable rule. A rule is assessable where its needs are met and its
    language fits, or where it hit all the same. min and max: the points if every assessable rule had hit
    that takes, or that gives; points: null where no rule is assessable.
    """
    rules = [rule for rule in rulebook.rules if rule.counts]
    facts = find_facts(articles, zones, pile)
    fired = _fired(signals, rules)
    known = facts.join(fired, on="article", how="left", maintain_order="left").with_columns(
        (assessable(rule) | pl.col(rule.id).is_not_null()).alias(f"may {rule.id}") for rule in rules
    )
    found = [empty(SCORES)]
    for dimension, info in rulebook.dimensions.items():
        of_it = [rule for rule in rules if rule.dimension == dimension]
        if of_it:
            found.append(_dimension(known, dimension, of_it, info.cap))
    return pl.concat(found).sort("article", "dimension")


def _fired(signals: pl.DataFrame, rules: Sequence[Rule]) -> pl.DataFrame:
    """Return article, and per rule its points where it hit, else null."""
    hits = signals.select("article", "rule", "points").unique(
        ["article", "rule"], keep="first", maintain_order=True
    )
    wide = hits.pivot(
        "rule",
        index="article",
        values="points",
        on_columns=[rule.id for rule in rules],
        aggregate_function="first",
    )
    return wide.with_columns(pl.col(rule.id).cast(pl.Float64) for rule in rules)


def _dimension(known: pl.DataFrame, dimension: str, rules: Sequence[Rule], cap: float) -> pl.DataFrame:
    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(rule.group or f"/{rule.id}", []).append(rule)
    points = pl.sum_horizontal(_best([pl.col(rule.id) for rule in group]) for group in groups.values())
    least = pl.sum_horizontal(pl.min_horizontal(0.0, *map(_could, group)) for group in groups.values())
    most = pl.sum_horizontal(pl.max_horizontal(0.0, *map(_could, group)) for group in groups.values())
    known_at_all = pl.any_horizontal(f"may {rule.id}" for rule in rules)
    scores = known.select(
        "article",
        dimension=pl.lit(dimension),
        points=pl.when(known_at_all).then(points.clip(-cap, cap)),
        min=pl.when(known_at_all).then(least.clip(-cap, cap)),
        max=pl.when(known_at_all).then(most.clip(-cap, cap)),
    )
    return require(scores, SCORES, "score")


def _could(rule: Rule) -> pl.Expr:
    return pl.when(pl.col(f"may {rule.id}")).then(pl.lit(rule.points))


def _best(points: Sequence[pl.Expr]) -> pl.Expr:
    """Return the largest absolute points of a group; where a gain and a loss are equally large, the gain."""
    gain, loss = pl.max_horizontal(points), pl.min_horizontal(points)
    return pl.when(gain.abs() >= loss.abs()).then(gain).otherwise(loss).fill_null(0.0)
