"""Runs the rules over stretches, metadata and metrics: rulebook in, SIGNALS out. All of it polars expressions."""

from collections.abc import Iterable, Sequence

import polars as pl

from provaudit.errors import FrameError
from provaudit.frames import ARTICLES, SIGNALS, ZONES, empty, require
from provaudit.rulebook.facts import find_facts
from provaudit.rulebook.hits import any_of, located, unlocated
from provaudit.rulebook.rule import Metric, Rule, Rulebook
from provaudit.rulebook.stretches import cut, stretches

_ORDER = ("article", "start", "rule", "zone")

_View = tuple[tuple[str, ...], tuple[str, ...]]
"""The zones that a rule looks at, and those that it cuts out."""


def text_signals(articles: pl.DataFrame, zones: pl.DataFrame, rulebook: Rulebook) -> pl.DataFrame:
    """Return the signals of all rules that need no metric.

    Columns in: ARTICLES; ZONES. Columns out: SIGNALS, sorted by article, start, rule. A rule gives at most one
    signal per stretch and `cap` per article. A rule that finds words speaks whatever else is missing; one that
    speaks of what is absent, or of metadata, is silent where its needs are not met.
    """
    rules = [rule for rule in rulebook.active if not rule.metrics]
    return run(require(articles, ARTICLES, "text_signals"), zones, rules, rulebook, find_facts(articles, zones))


def metric_signals(
    metrics: pl.DataFrame,
    rulebook: Rulebook,
    articles: pl.DataFrame | None = None,
    zones: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return the signals of all rules that ask for a metric.

    Columns in: `metrics` has article and a column per metric (see METRICS; null: not known, the rule is silent);
    ARTICLES and ZONES are wanted where such a rule also looks at words or metadata, or needs a fact.
    Columns out: SIGNALS, sorted. Raise FrameError where a column is missing that a rule asks for.
    """
    rules = [rule for rule in rulebook.active if rule.metrics]
    asked = sorted({name for rule in rules for name in rule.metrics} - set(metrics.columns))
    if asked:
        raise FrameError(f"metric_signals: columns {asked} are missing; there are {metrics.columns}")
    if articles is not None and zones is not None:
        return run(articles, zones, rules, rulebook, find_facts(articles, zones), metrics)
    mixed = [rule.id for rule in rules if rule.needs or not all(isinstance(s, Metric) for s in rule.selections)]
    if mixed:
        raise FrameError(f"metric_signals: {mixed} look at more than metrics: hand in articles and zones")
    bare = empty(ARTICLES).drop("article")
    known = metrics.select("article").with_columns(pl.lit(None, kind).alias(name) for name, kind in bare.schema.items())
    return run(known, empty(ZONES), rules, rulebook, None, metrics)


def run(
    articles: pl.DataFrame,
    zones: pl.DataFrame,
    rules: Sequence[Rule],
    rulebook: Rulebook,
    facts: pl.DataFrame | None,
    metrics: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return the signals of these rules; without facts every need counts as met."""
    about = articles if metrics is None else articles.join(metrics, on="article", how="left", maintain_order="left")
    everywhere = stretches(articles, zones, sorted({zone for rule in rules for zone in _looked_at(rule)}))
    found = [empty(SIGNALS)]
    for (looked_at, ignored), group in _by_view(rules).items():
        view = everywhere.filter(pl.col("zone").is_in(looked_at))
        view = cut(view, zones, ignored) if ignored else view
        found += [located(rule, view.filter(hit), about, rulebook) for rule, hit in _first_look(view, group)]
        found += [unlocated(rule, view, about, facts, rulebook) for rule in group if not rule.located]
    return pl.concat(found).sort(_ORDER, nulls_last=True, maintain_order=True)


def _looked_at(rule: Rule) -> tuple[str, ...]:
    return rule.zones if rule.words else ()


def _by_view(rules: Iterable[Rule]) -> dict[_View, list[Rule]]:
    """Group the rules by what they look at: each group's stretches are made once."""
    views: dict[_View, list[Rule]] = {}
    for rule in rules:
        views.setdefault((tuple(sorted(_looked_at(rule))), tuple(sorted(rule.ignore))), []).append(rule)
    return views


def _first_look(view: pl.DataFrame, rules: Iterable[Rule]) -> list[tuple[Rule, pl.Series]]:
    """Return for each rule which stretches any of its words hit: the only pass over all of the text."""
    looking = {rule.id: rule for rule in rules if rule.located}
    masks = view.select(
        any_of([p for words in rule.located for p in words.patterns]).alias(identity) for identity, rule in looking.items()
    )
    return [(rule, masks[identity]) for identity, rule in looking.items()]
