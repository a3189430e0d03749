"""Drift as a table: every edge between two texts, its passages compared one by one."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import polars as pl

from provaudit.frames import DRIFT
from provaudit.lineage.drift.align import Stretch, align, stretches
from provaudit.lineage.drift.changes import Change, changes
from provaudit.lineage.drift.losses import losses
from provaudit.lineage.drift.retold import retold
from provaudit.lineage.drift.words import Words, read
from provaudit.model import Drift, PassageKind
from provaudit.text.quotations import quotations

_LONGEST = 300_000  # characters of a text that are compared; a passage beyond is left; chosen
_MOST = 100  # changes of one edge that are told: beyond, it is another text; chosen
_KEPT = 256  # texts whose words are remembered: a story's source is compared with each of its copies; chosen
_LOST = (Drift.HEDGE, Drift.ATTRIBUTION)

Row = tuple[int, int, str, int, int, int, int, str, str]


class _Side(NamedTuple):
    """The passages of one edge, by kind."""

    copied: list[Stretch]
    reworded: list[Stretch]


def drift(edges: pl.DataFrame, passages: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return DRIFT: what each child changed of what its parents say.

    Columns in: EDGES, PASSAGES, ARTICLES. Edges to unseen sources have no text to compare. `was` and `now`
    are the texts between the offsets; of what is lost nothing stands in the child, so its span is empty, at the
    place where it would stand, unless other words stand there.
    """
    texts = articles["text"].to_list()
    seen = edges.filter(pl.col("parent") < len(texts)).select("child", "parent")

    @lru_cache(maxsize=_KEPT)
    def words(article: int) -> Words:
        text = texts[article][:_LONGEST]
        return read(text, quotations(text))

    rows: list[Row] = []
    for (child, parent), spans in _by_edge(seen, passages):
        mine = words(parent), words(child)
        found = sorted(set(_changes(_sides(spans, *mine), *mine)), key=lambda c: (c.child, c.parent))
        rows += [_row(child, parent, change, *mine) for change in found[:_MOST]]
    return pl.DataFrame(rows, schema=DRIFT, orient="row")


def with_evidence(edges: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Add to the evidence of each edge one sentence on its drift. Columns in: EDGES, DRIFT; out: EDGES."""
    told: dict[tuple[int, int], list[str]] = {}
    for child, parent, kind in found.select("child", "parent", "kind").iter_rows():
        told.setdefault((child, parent), []).append(kind)
    evidence = [
        [*sentences, summary(told[child, parent])] if (child, parent) in told else sentences
        for child, parent, sentences in edges.select("child", "parent", "evidence").iter_rows()
    ]
    return edges.with_columns(evidence=pl.Series(evidence, dtype=edges.schema["evidence"]))


def summary(kinds: Iterable[str]) -> str:
    """Return in words what kinds of drift there are: `changes 2 numbers and loses 1 hedge`."""
    counts = Counter(kinds)
    changed = [f"{counts[k]} {k}{'s' * (counts[k] > 1)}" for k in Drift if k not in _LOST and counts[k]]
    lost = [f"{counts[k]} {k}{'s' * (counts[k] > 1)}" for k in _LOST if counts[k]]
    parts = [f"{verb} {', '.join(what)}" for verb, what in (("changes", changed), ("loses", lost)) if what]
    return " and ".join(parts)


_Spans = list[tuple[str, int, int, int, int]]


def _by_edge(seen: pl.DataFrame, passages: pl.DataFrame) -> Iterator[tuple[tuple[int, int], _Spans]]:
    """Yield each edge with its passages: kind, start and end in the parent, start and end in the child."""
    sides = [
        passages.select(
            *("kind",),
            child=mine,
            parent=other,
            parent_start=f"{other}_start",
            parent_end=f"{other}_end",
            child_start=f"{mine}_start",
            child_end=f"{mine}_end",
        )
        for mine, other in (("a", "b"), ("b", "a"))
    ]
    joined = seen.join(pl.concat(sides), on=["child", "parent"]).sort(
        "child", "parent", "parent_start", "kind"
    )
    columns = ("child", "parent", "kind", "parent_start", "parent_end", "child_start", "child_end")
    edge, spans = (-1, -1), _Spans()
    for child, parent, *span in joined.select(columns).iter_rows():
        if (child, parent) != edge and spans:
            yield edge, spans
            spans = []
        edge = (child, parent)
        spans.append((span[0], span[1], span[2], span[3], span[4]))
    if spans:
        yield edge, spans


def _sides(spans: _Spans, parent: Words, child: Words) -> _Side:
    copied, reworded = list[Stretch](), list[Stretch]()
    for kind, p_start, p_end, c_start, c_end in spans:
        one = Stretch(*_places(parent, p_start, p_end), *_places(child, c_start, c_end))
        (reworded if kind == PassageKind.PARAPHRASE else copied).append(one)
    return _Side(copied, reworded)


def _places(words: Words, start: int, end: int) -> tuple[int, int]:
    """Return the words that a stretch of characters touches."""
    return bisect_right(words.end, start), bisect_left(words.start, end)


def _changes(sides: _Side, parent: Words, child: Words) -> Iterator[Change]:
    for stretch in stretches(sides.copied, parent, child):
        aligned = align(stretch, parent, child)
        for edit in aligned.edits:
            found = list(changes(edit, parent, child))
            yield from found or losses(aligned, edit, parent, child)
    for stretch in sides.reworded:
        yield from retold(stretch, parent, child)


def _row(child_id: int, parent_id: int, change: Change, parent: Words, child: Words) -> Row:
    kind, c, c_to, p, p_to = change
    c_start, c_end = _characters(child, c, c_to)
    p_start, p_end = _characters(parent, p, p_to)
    was, now = parent.text[p_start:p_end], child.text[c_start:c_end]
    return child_id, parent_id, str(kind), c_start, c_end, p_start, p_end, was, now


def _characters(words: Words, first: int, after: int) -> tuple[int, int]:
    """Return the characters of words; of none, the place behind the word before, or before the sentence's first."""
    if first < after:
        return words.start[first], words.end[after - 1]
    place = words.start[first] if first < len(words) and words.boundary(first) else words.end[first - 1]
    return place, place
