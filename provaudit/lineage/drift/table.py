"""Drift as a table: every edge between two texts, and of its passages the places where they differ."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import repeat
from typing import NamedTuple

import polars as pl

from provaudit.frames import DRIFT
from provaudit.lineage.drift.align import Stretch, align
from provaudit.lineage.drift.changes import Change, changes
from provaudit.lineage.drift.losses import losses
from provaudit.lineage.drift.retold import retold
from provaudit.lineage.drift.windows import Span, Text, windows
from provaudit.lineage.drift.words import Words, read
from provaudit.model import Drift, PassageKind

_LONGEST = 1_000_000  # characters of a text that are compared; chosen
_MOST = 100  # changes of one edge that are told: beyond, it is another text; chosen
_AROUND = 240  # characters around a place that are read with it, for its sentences' sake; chosen
_KEPT = 256  # texts that are remembered: a source is compared with each of its copies; chosen
_WHOLE = (
    8  # texts of which all words are remembered: mostly the source of many; chosen, 25 MB each at the most
)
_LOST = (Drift.HEDGE, Drift.ATTRIBUTION)


class _Side(NamedTuple):
    """One text of an edge, and its words, should all of them be wanted."""

    known: Text
    whole: Callable[[], Words]


class _Found(NamedTuple):
    """One drift in characters, in the order of the child."""

    child_start: int
    child_end: int
    parent_start: int
    parent_end: int
    kind: str


def drift(edges: pl.DataFrame, passages: pl.DataFrame, texts: Sequence[str]) -> pl.DataFrame:
    """Return DRIFT: what each child changed of what its parents say.

    Columns in: EDGES, PASSAGES; texts by article number. Edges to unseen sources have no text to compare. `was`
    and `now` are the texts between the offsets; of what is lost nothing stands in the child, so its span is empty,
    at the place where it would stand, unless other words stand there.
    """
    seen = edges.filter(pl.col("parent") < len(texts)).select("child", "parent")

    @lru_cache(maxsize=_KEPT)
    def known(article: int) -> Text:
        return Text.of(texts[article][:_LONGEST])

    @lru_cache(maxsize=_WHOLE)
    def whole(article: int) -> Words:
        return _read(known(article), 0, len(known(article).text))

    rows = []
    for (child, parent), passages_of_kind in _by_edge(seen, passages):
        was, now = known(parent), known(child)
        sides = _Side(was, partial(whole, parent)), _Side(now, partial(whole, child))
        found = sorted(
            {one for kind, spans in passages_of_kind.items() for one in _found(kind, spans, *sides)}
        )
        for one in found[:_MOST]:
            words = was.text[one.parent_start : one.parent_end], now.text[one.child_start : one.child_end]
            rows.append((child, parent, one.kind, *one[:4], *words))
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


_Passages = dict[str, list[Span]]


def _by_edge(seen: pl.DataFrame, passages: pl.DataFrame) -> Iterator[tuple[tuple[int, int], _Passages]]:
    """Yield each edge with its passages by kind: reworded ones, and all others under `edited`."""
    sides = [
        passages.select(
            child=mine,
            parent=other,
            reworded=pl.col("kind") == PassageKind.PARAPHRASE,
            parent_start=f"{other}_start",
            parent_end=f"{other}_end",
            child_start=f"{mine}_start",
            child_end=f"{mine}_end",
        )
        for mine, other in (("a", "b"), ("b", "a"))
    ]
    joined = seen.join(pl.concat(sides), on=["child", "parent"])
    spans = pl.struct("parent_start", "parent_end", "child_start", "child_end").sort_by(
        "parent_start", "child_start"
    )
    edges = (
        joined.group_by("child", "parent", "reworded")
        .agg(spans.alias("spans"))
        .sort("child", "parent", "reworded")
    )
    for child, parent, reworded, found in edges.iter_rows():
        kind = PassageKind.PARAPHRASE if reworded else PassageKind.EDITED
        yield (child, parent), {kind: [Span(*one.values()) for one in found]}


def _found(kind: str, spans: list[Span], was: _Side, now: _Side) -> Iterator[_Found]:
    """Yield the drift of an edge's passages of one kind."""
    reworded = kind == PassageKind.PARAPHRASE
    places = spans if reworded else list(windows(spans, was.known, now.known))
    parents = _each_read(was, [(place.parent, place.parent_to) for place in places])
    children = _each_read(now, [(place.child, place.child_to) for place in places])
    for place, parent, child in zip(places, parents, children, strict=True):
        stretch = Stretch(
            *_places(parent, place.parent, place.parent_to), *_places(child, place.child, place.child_to)
        )
        for change in retold(stretch, parent, child) if reworded else _edited(stretch, parent, child):
            ends = (
                _characters(child, change.child, change.child_to),
                _characters(parent, change.parent, change.parent_to),
            )
            yield _Found(*ends[0], *ends[1], str(change.kind))


def _edited(stretch: Stretch, parent: Words, child: Words) -> Iterator[Change]:
    aligned = align(stretch, parent, child)
    for edit in aligned.edits:
        found = list(changes(edit, parent, child))
        yield from found or losses(aligned, edit, parent, child)


def _each_read(side: _Side, places: Sequence[tuple[int, int]]) -> Iterator[Words]:
    """Yield the words around each place: of the whole text, read once, where the places together are longer."""
    if sum(end - start + 2 * _AROUND for start, end in places) > len(side.known.text):
        return repeat(side.whole(), len(places))
    return (_read(side.known, *place) for place in places)


def _read(known: Text, start: int, end: int) -> Words:
    first, after = max(0, start - _AROUND), min(len(known.text), end + _AROUND)
    quoted = [(s, e) for s, e in known.quoted if s < after and e > first]
    return read(known.text, quoted, first, after)


def _places(words: Words, start: int, end: int) -> tuple[int, int]:
    """Return the words that a stretch of characters touches."""
    return bisect_right(words.end, start), bisect_left(words.start, end)


def _characters(words: Words, first: int, after: int) -> tuple[int, int]:
    """Return the characters of words; of none, the place behind the word before, or before the sentence's first."""
    if first < after:
        return words.start[first], words.end[after - 1]
    opens = first < len(words) and words.boundary(first)
    place = words.start[first] if opens or not first else words.end[first - 1]
    return place, place
