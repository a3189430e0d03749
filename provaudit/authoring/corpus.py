"""The articles that rules are tried on, and what rules find in them: text alone, or with a whole audit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import process_time
from typing import Self

import polars as pl

from provaudit import pipeline
from provaudit.authoring.shelf import Shelf
from provaudit.composed import compose
from provaudit.errors import RuleError
from provaudit.frames import SIGNALS
from provaudit.ingest import read
from provaudit.rulebook import METRICS, Rule, Rulebook, late_signals, readability, text_signals, with_cited
from provaudit.rulebook.rule import Meta
from provaudit.sourcing import cited
from provaudit.zones import find_zones

Step = Callable[[str, float], None]
"""Told of every step of a long work: its name, and how much of it is done (0..1)."""


@dataclass(frozen=True)
class Corpus:
    """Articles as read, their texts composed (ARTICLES), their zones (ZONES), and what could not be read (PROBLEMS)."""

    articles: pl.DataFrame
    zones: pl.DataFrame
    problems: pl.DataFrame

    def part(self, articles: pl.Series) -> Self:
        """Return the articles of these row numbers alone, numbered anew, with the zones that they have here."""
        kept = self.articles.filter(pl.col("article").is_in(articles.implode()))
        number = kept.select("article", now=pl.int_range(pl.len(), dtype=pl.UInt32))

        def renumbered(frame: pl.DataFrame) -> pl.DataFrame:
            joined = frame.join(number, on="article", maintain_order="left")
            return joined.with_columns(article="now").drop("now")

        return replace(self, articles=renumbered(kept), zones=renumbered(self.zones))


@dataclass(frozen=True)
class Findings:
    """What rules found: SIGNALS of the corpus, each article's story where an audit was needed, and the cost."""

    signals: pl.DataFrame
    stories: pl.DataFrame | None  # article, story (null: stands alone)
    seconds: float  # of processor time

    def of(self, rule: Rule) -> pl.DataFrame:
        """Return the signals of one rule."""
        return self.signals.filter(pl.col("rule") == rule.id)


def read_corpus(
    paths: Sequence[str], columns: Mapping[str, str] | None = None, tell: Step | None = None
) -> Corpus:
    """Read articles and find their zones; furniture is learned from all of them.

    Raise InputError where nothing can be read.
    """
    told = tell or _silent
    told("reading", 0.0)
    inputs = read(paths, columns)
    told("zones", 0.2)
    articles = compose(inputs.articles).articles
    return Corpus(articles, find_zones(articles), inputs.problems)


def find(corpus: Corpus, shelf: Shelf, rules: Sequence[Rule], tell: Step | None = None) -> Findings:
    """Return what the rules find in the corpus; retired ones find nothing.

    Rules about words, metadata and readability are run alone. Where one asks for what only an audit knows, the
    corpus is audited with the shelf's rules.
    """
    told = tell or _silent
    told("rules", 0.3)
    before = process_time()
    active = [rule for rule in rules if rule.active]
    if any(asks_audit(rule) for rule in active):
        signals, stories = audited(corpus, shelf, told)
        signals = signals.filter(pl.col("rule").is_in([rule.id for rule in active]))
        return Findings(signals, stories, process_time() - before)
    book = replace(shelf.rulebook, rules=tuple(active))
    return Findings(_alone(corpus, book), None, process_time() - before)


def asks_audit(rule: Rule) -> bool:
    """Tell whether a rule can be judged by a whole audit only: by its lineage, or by the title it gives."""
    titles = any(isinstance(one, Meta) and one.field == "title" for one in rule.selections)
    return titles or any(not METRICS[name].readability for name in rule.metrics)


def audited(corpus: Corpus, shelf: Shelf, tell: Step | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Audit the corpus: return SIGNALS of all rules of the shelf, and article and story (null: stands alone)."""
    audit = pipeline.audit(corpus.articles, rules=shelf.overlays, progress=tell)
    keys = corpus.articles.select("article", "id")
    signals = audit.signals.join(keys, on="id", maintain_order="left").select(list(SIGNALS))
    stories = audit.articles.select("id", "story").join(keys, on="id", maintain_order="left")
    return signals, stories.select("article", "story")


def runnable(rule: Rule) -> Rule:
    """Return the rule; raise RuleError where it is retired and hence looks at nothing."""
    if not rule.active:
        raise RuleError(f"{rule.id} is retired and finds nothing; set its `status` to `draft` to try it")
    return rule


def _alone(corpus: Corpus, book: Rulebook) -> pl.DataFrame:
    found = text_signals(corpus.articles, corpus.zones, book)
    late = [rule for rule in book.active if rule.late]
    if not late:
        return found
    measured, zones = readability(corpus.articles, corpus.zones, book), corpus.zones
    if any(rule.cites for rule in late):
        zones = with_cited(zones, cited(corpus.articles, zones))
    return pl.concat([found, late_signals(measured, book, corpus.articles, zones)])


def _silent(_step: str, _part: float) -> None:
    """Tell nobody."""
