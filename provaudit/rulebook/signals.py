"""Runs the rules over stretches, metadata and metrics: rulebook in, SIGNALS out, all of it expressions."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import polars as pl
import polars.selectors as cs

from provaudit.errors import FrameError
from provaudit.frames import ARTICLES, SIGNALS, ZONES, empty, require
from provaudit.rulebook.candidates import Candidates, candidates
from provaudit.rulebook.facts import find_facts, fits_language
from provaudit.rulebook.hits import located, unlocated
from provaudit.rulebook.looks import PLAIN
from provaudit.rulebook.markup import with_markup
from provaudit.rulebook.metrics import METRICS
from provaudit.rulebook.narrowing import narrowed
from provaudit.rulebook.rule import Metric, Rule, Rulebook
from provaudit.rulebook.stretches import cut, stretches

_ORDER = ("article", "start", "rule", "zone")


def text_signals(
    articles: pl.DataFrame, zones: pl.DataFrame, rulebook: Rulebook, pile: int | None = None
) -> pl.DataFrame:
    """Return the signals of all rules that need no metric and do not ask who is cited.

    Columns in: ARTICLES; ZONES. Columns out: SIGNALS, sorted by article, start, rule. A rule gives at most
    one signal per stretch and `cap` per article. A rule that finds words speaks whatever else is missing;
    one that speaks of what is absent, or of metadata, is silent where its needs are not met. No article's
    signals depend on another's: a pile of `pile` articles can be run in batches.
    """
    rules = [rule for rule in rulebook.active if not rule.late]
    facts = find_facts(articles, zones, pile)
    return run(require(articles, ARTICLES, "text_signals"), zones, rules, rulebook, facts)


def late_signals(
    metrics: pl.DataFrame,
    rulebook: Rulebook,
    articles: pl.DataFrame | None = None,
    zones: pl.DataFrame | None = None,
    pile: int | None = None,
) -> pl.DataFrame:
    """Return the signals of all rules that ask for a metric or for who is cited; `pile` as in `find_facts`.

    Columns in: `metrics` has article and a column per metric (see METRICS; null: not known, the rule is
    silent); ARTICLES and ZONES, those of `with_cited` among them, are wanted where such a rule also looks at words or
    metadata, or needs a fact. Columns out: SIGNALS, sorted. Raise FrameError where a column is missing that a rule
    asks for.
    """
    rules = [rule for rule in rulebook.active if rule.late]
    asked = sorted({name for rule in rules for name in rule.metrics} - set(metrics.columns))
    if asked:
        raise FrameError(f"late_signals: columns {asked} are missing; there are {metrics.columns}")
    metrics = _numbers(metrics.select("article", *(name for name in METRICS if name in metrics.columns)))
    if articles is not None and zones is not None:
        return run(articles, zones, rules, rulebook, find_facts(articles, zones, pile), metrics)
    mixed = [
        rule.id for rule in rules if rule.needs or not all(isinstance(s, Metric) for s in rule.selections)
    ]
    if mixed:
        raise FrameError(f"late_signals: {mixed} look at more than metrics: hand in articles and zones")
    bare = empty(ARTICLES).drop("article")
    known = metrics.select("article").with_columns(
        pl.lit(None, kind).alias(name) for name, kind in bare.schema.items()
    )
    return run(known, empty(ZONES), rules, rulebook, None, metrics)


def _numbers(metrics: pl.DataFrame) -> pl.DataFrame:
    """Return the metrics with true and false as 1 and 0, as rules compare them."""
    return metrics.with_columns(cs.boolean().cast(pl.UInt8))


def run(
    articles: pl.DataFrame,
    zones: pl.DataFrame,
    rules: Sequence[Rule],
    rulebook: Rulebook,
    facts: pl.DataFrame | None,
    metrics: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return the signals of these rules; without facts every need counts as met."""
    articles = with_markup(articles, rules)
    about = (
        articles
        if metrics is None
        else articles.join(metrics, on="article", how="left", maintain_order="left")
    )
    rules, vocabulary = narrowed(articles, rules, rulebook.vocabulary)
    everywhere = stretches(articles, zones, sorted({zone for rule in rules for zone in _looked_at(rule)}))
    languages = articles.select("article", "language")
    everywhere = everywhere.join(languages, on="article", how="left", maintain_order="left")
    everywhere = everywhere.with_columns(plain=PLAIN)
    patterns = sorted({pattern for rule in rules for words in rule.words for pattern in words.patterns})
    rows = candidates(everywhere, patterns, vocabulary)
    cutting = {zone for rule in rules if rule.ignore for zone in _looked_at(rule)}
    grounds = cut(everywhere, zones, cutting, {frozenset(rule.ignore) for rule in rules})

    def signals(rule: Rule) -> pl.DataFrame | None:
        view = _view(rule, grounds[frozenset(rule.ignore)], rows)
        if rule.located:
            return None if view.is_empty() else located(rule, view, rows, about, vocabulary)
        return unlocated(rule, view, rows, about, facts, vocabulary)

    # One rule is one thread's work: as many run at a time as there are threads.
    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
        found = [part for part in pool.map(signals, rules) if part is not None]
    return pl.concat([empty(SIGNALS), *found]).sort(_ORDER, nulls_last=True, maintain_order=True)


def _looked_at(rule: Rule) -> tuple[str, ...]:
    return rule.zones if rule.words else ()


def _view(rule: Rule, ground: pl.DataFrame, rows: Candidates) -> pl.DataFrame:
    """Return the stretches in the rule's zones and language that may hold its words."""
    patterns = [pattern for words in rule.located or rule.words for pattern in words.patterns]
    if not patterns:
        return ground.clear()
    view = ground
    if all(pattern in rows for pattern in patterns):
        wanted = pl.concat([rows[pattern] for pattern in patterns])
        view = ground[wanted.unique().sort()]
    return view.filter(pl.col("zone").is_in(rule.zones), fits_language(rule, "language")).drop("language")
