"""Ties: the derived pairs of one pile as a graph to walk, with the words each side shares."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import polars as pl

from provaudit.model import Relation

Span = tuple[int, int]


@dataclass(frozen=True)
class Tie:
    """What one article shares with another, seen from the first. Spans count words over the pile."""

    other: int
    relation: Relation
    matched: float
    """Prose words the two have in common, word for word."""
    prose: tuple[Span, ...]
    """Where the shared prose lies in the first article."""
    all: tuple[Span, ...]
    """Where shared prose and quotation lie."""
    exact: tuple[Span, ...]
    """Where words agree one by one, without the bridges over edits."""
    kept: tuple[Span, ...]
    """Where they agree one by one in restated sentences."""
    share: float
    """0..1 of the first article's own words."""
    restated: bool
    """A paraphrase that tells its facts in one order; others keep short runs of wording."""

    @cached_property
    def wording(self) -> list[Span]:
        """Where the two are the same word for word, inside what they share."""
        return merged([*within(self.exact, self.all), *self.kept])


Ties = dict[int, dict[int, Tie]]


def ties(
    pairs: pl.DataFrame,
    passages: pl.DataFrame,
    runs: pl.DataFrame,
    kept: pl.DataFrame,
    taken: pl.DataFrame,
    counts: Iterable[int],
) -> Ties:
    """Return, for each article of a derived pair, its ties by the other article.

    Columns in: pairs: pair, a, b, relation, restates; passages: as `passages.passages`; runs: as `align.runs`;
    kept and taken: as runs, the wording of paraphrases, and what speaks for them. All pairs are derived.
    """
    total = list(counts)
    spans = _spans(passages)
    exact, same, worded = (_exact(aligned) for aligned in (runs, kept, taken))
    graph: Ties = {}
    for row in pairs.iter_rows(named=True):
        found = spans.get(row["pair"], [])
        for mine, other in (("a", "b"), ("b", "a")):
            article = row[mine]
            sides = [(s.a if mine == "a" else s.b, s.quoted) for s in found]
            everything = tuple(span for span, _ in sides)
            reworded = row["relation"] == Relation.PARAPHRASE
            if reworded:
                everything += tuple(worded.get(row["pair"], {}).get(mine, ()))
            prose = everything if reworded else tuple(span for span, quoted in sides if not quoted)
            tie = Tie(
                other=row[other],
                relation=Relation(row["relation"]),
                matched=sum(s.words for s in found),
                prose=prose,
                all=everything,
                exact=tuple(exact.get(row["pair"], {}).get(mine, ())),
                kept=tuple(same.get(row["pair"], {}).get(mine, ())),
                share=size(everything) / max(1, total[article]),
                restated=row["restates"],
            )
            graph.setdefault(article, {})[row[other]] = tie
    return graph


def components(graph: Ties) -> Iterator[list[int]]:
    """Yield the articles that hang together, each group in ascending order, groups by their first article."""
    seen: set[int] = set()
    for start in sorted(graph):
        if start in seen:
            continue
        group, open_ = [], [start]
        seen.add(start)
        while open_:
            at = open_.pop()
            group.append(at)
            for other in graph[at]:
                if other not in seen:
                    seen.add(other)
                    open_.append(other)
        yield sorted(group)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for start, stop in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        else:
            found.append((start, stop))
    return found


def size(spans: Iterable[Span]) -> int:
    """Count the words that the spans cover together."""
    return sum(stop - start for start, stop in merged(spans))


def beyond(spans: Iterable[Span], known: Iterable[Span]) -> list[Span]:
    """Return the parts of spans that none of the known ones cover."""
    walls, left, first = merged(known), list[Span](), 0
    for start, stop in merged(spans):
        while first < len(walls) and walls[first][1] <= start:
            first += 1
        at, place = start, first
        while place < len(walls) and walls[place][0] < stop:
            if at < walls[place][0]:
                left.append((at, walls[place][0]))
            at, place = walls[place][1], place + 1
        if at < stop:
            left.append((at, stop))
    return left


def within(spans: Iterable[Span], bounds: Iterable[Span]) -> list[Span]:
    """Return the parts of spans that lie inside one of the bounds; bounds may overlap."""
    spans = merged(spans)
    return beyond(spans, beyond(spans, bounds))


def covered_by(groups: Iterable[Iterable[Span]], least: int) -> list[Span]:
    """Return the stretches that at least so many of the groups cover."""
    turns = sorted(
        (at, step) for g in groups for start, stop in merged(g) for at, step in ((start, 1), (stop, -1))
    )
    found, depth, since = list[Span](), 0, 0
    for at, step in turns:
        if depth >= least and depth + step < least:
            found.append((since, at))
        if depth < least <= depth + step:
            since = at
        depth += step
    return merged(s for s in found if s[0] < s[1])


def _exact(runs: pl.DataFrame) -> dict[int, dict[str, list[Span]]]:
    found: dict[int, dict[str, list[Span]]] = {}
    for pair, a_at, b_at, length in runs.select("pair", "a_at", "b_at", "length").iter_rows():
        sides = found.setdefault(pair, {"a": [], "b": []})
        sides["a"].append((a_at, a_at + length))
        sides["b"].append((b_at, b_at + length))
    return found


class _Shared(NamedTuple):
    """A passage: where it lies on either side, the prose words in common, whether it is a quotation."""

    a: Span
    b: Span
    words: float
    quoted: bool


def _spans(passages: pl.DataFrame) -> dict[int, list[_Shared]]:
    found: dict[int, list[_Shared]] = {}
    columns = ("pair", "a_at", "a_to", "b_at", "b_to", "matched", "spoken", "quoted")
    for pair, a_at, a_to, b_at, b_to, matched, spoken, quoted in passages.select(columns).iter_rows():
        shared = _Shared((a_at, a_to), (b_at, b_to), matched - spoken, quoted)
        found.setdefault(pair, []).append(shared)
    return found
