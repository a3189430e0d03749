"""What a rulebook's rules do together on a corpus: which never fire, which always, which say the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from provaudit.authoring.corpus import Corpus, Step, audited
from provaudit.authoring.shelf import Shelf
from provaudit.rulebook import Rule, score

ALWAYS = 0.9
"""Share of the articles from which a rule tells hardly one of them from another (chosen)."""

ALIKE = 0.5
"""Jaccard from which two rules are named as overlapping: half of their articles are the same (chosen)."""

FEWEST = 5
"""Articles that two rules must share to be named (chosen: fewer is chance)."""


@dataclass(frozen=True)
class Fired:
    """How often one rule fires, and what would be other without it."""

    rule: str
    scores: bool  # whether its hits give points at all
    articles: int  # in which it fires
    changed: int  # articles whose points are other without it
    points: float  # mean change of those when it is dropped; 0.0 where none


@dataclass(frozen=True)
class Overlap:
    """Two rules that fire in much the same articles."""

    one: str
    two: str
    shared: int  # articles
    jaccard: float


@dataclass(frozen=True)
class Coverage:
    """What the rules of a shelf do on a corpus."""

    articles: int
    rules: tuple[Fired, ...]  # those that look at articles, most articles first
    overlaps: tuple[Overlap, ...]  # most alike first

    @property
    def never(self) -> list[str]:
        """The rules that fire nowhere."""
        return [one.rule for one in self.rules if not one.articles]

    @property
    def always(self) -> list[str]:
        """The rules that fire nearly everywhere."""
        return [one.rule for one in self.rules if one.articles >= ALWAYS * self.articles]

    @property
    def idle(self) -> list[str]:
        """The rules that fire, have points, and change no article's points: their group always has a better one."""
        return [one.rule for one in self.rules if one.articles and one.scores and not one.changed]


def coverage(corpus: Corpus, shelf: Shelf, rules: Sequence[Rule], tell: Step | None = None) -> Coverage:
    """Audit the corpus and return what these rules do on it, each held against all others of the shelf."""
    signals = audited(corpus, shelf, tell)[0]
    fired = signals.select("rule", "article").unique()
    known = dict(fired.group_by("rule").agg(pl.col("article").sort()).iter_rows())
    found = [_fired(rule, known.get(rule.id, []), corpus, signals, shelf) for rule in rules if rule.active]
    found.sort(key=lambda one: (-one.articles, one.rule))
    overlaps = _overlaps([one.rule for one in found], fired, corpus.articles.height)
    return Coverage(corpus.articles.height, tuple(found), tuple(overlaps))


def _fired(rule: Rule, articles: Sequence[int], corpus: Corpus, signals: pl.DataFrame, shelf: Shelf) -> Fired:
    """Return what the rule does; only articles in which it fires can lose by its going."""
    given = rule.counts and rule.points != 0
    if not articles or not given:
        return Fired(rule.id, given, len(articles), 0, 0.0)
    kept = pl.col("article").is_in(articles)
    texts, zones = corpus.articles.filter(kept), corpus.zones.filter(kept)
    hits = signals.filter(kept, pl.col("dimension") == rule.dimension)
    beside = [one for one in shelf.rulebook.rules if one.dimension == rule.dimension]

    def points(rules: Sequence[Rule]) -> pl.Series:
        scores = score(texts, zones, hits, replace(shelf.rulebook, rules=tuple(rules)))
        of_article = texts.select("article").join(scores, on="article", how="left", maintain_order="left")
        return of_article["points"].fill_null(0.0)

    change = points([one for one in beside if one.id != rule.id]) - points(beside)
    other = change.filter(change != 0).to_numpy()
    return Fired(rule.id, given, len(articles), len(other), float(np.mean(other)) if len(other) else 0.0)


def _overlaps(rules: Sequence[str], fired: pl.DataFrame, articles: int) -> list[Overlap]:
    """Return the pairs of rules that share much; the pairs are counted in one product of matrices."""
    place = {rule: at for at, rule in enumerate(rules)}
    kept = fired.filter(pl.col("rule").is_in(rules))
    hit = np.zeros((len(rules), articles), np.float32)  # numpy multiplies matrices of floats fast
    hit[[place[rule] for rule in kept["rule"]], kept["article"].to_numpy()] = 1
    shared = hit @ hit.T
    size = np.diag(shared)
    union = np.maximum(size[:, None] + size[None, :] - shared, 1)
    jaccard = shared / union
    ones, twos = np.nonzero(np.triu((jaccard >= ALIKE) & (shared >= FEWEST), 1))
    found = [
        Overlap(min(rules[a], rules[b]), max(rules[a], rules[b]), int(shared[a, b]), float(jaccard[a, b]))
        for a, b in zip(ones.tolist(), twos.tolist(), strict=True)
    ]
    return sorted(found, key=lambda pair: (-pair.jaccard, pair.one, pair.two))
