"""Restored: what an unseen source said, as far as at least two of its children attest it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise, takewhile
from math import inf
from typing import NamedTuple

import numpy as np
import polars as pl

from provaudit.lineage.pedigree import Pedigree
from provaudit.lineage.ties import Span, beyond, size
from provaudit.model import PassageKind
from provaudit.text.tokens import mix, tokenize

MOST = 10_000
"""Characters of one source that are restored: a long agency report; chosen."""
_MARKS = 3  # characters around words that belong to them: a full stop, quotation marks; chosen
_LEAST = 40  # characters of a stretch: eight words; chosen
_ATTESTED = (
    0.5  # of a sentence's words that a sibling has beside the same neighbour; chosen: fewer are by chance
)


class Stretch(NamedTuple):
    """A paragraph or less of an unseen source, as its first child words it."""

    text: str
    start: int  # characters, in the first child
    end: int
    children: tuple[int, ...]  # who attests it; the first one's wording stands here


class _Shared(NamedTuple):
    """Where a child has a passage, which sibling has it too, and where."""

    start: int
    end: int
    other: int
    there: int


_Family = dict[int, list[_Shared]]  # what each child of an unseen source shares with its siblings


def restored(pedigree: Pedigree, passages: pl.DataFrame, texts: Sequence[str]) -> dict[int, list[Stretch]]:
    """Return, for each unseen source, its stretches in the order of the child that has most of them.

    Columns in: PASSAGES. What stands in a child's other sources is no word of this one. The stretches of one source
    have MOST characters at most; the rest is left out.
    """
    families, known = _families(pedigree, passages, texts)
    return {
        node: _in_order(families[node], known, texts) if node in families else [] for node in pedigree.unseen
    }


def _families(
    pedigree: Pedigree, passages: pl.DataFrame, texts: Sequence[str]
) -> tuple[dict[int, _Family], dict[int, list[Span]]]:
    """Return what siblings share by unseen source, and by article what stands in its seen sources."""
    nodes = defaultdict[int, set[int]](set)
    for node, children in pedigree.unseen.items():
        for child in children:
            nodes[child].add(node)
    families = defaultdict[int, _Family](lambda: defaultdict(list))
    known = defaultdict[int, list[Span]](list)
    ours = pl.Series(list(nodes), dtype=pl.UInt32).implode()
    copied = passages.filter(
        (pl.col("a").is_in(ours) | pl.col("b").is_in(ours)) & (pl.col("kind") != PassageKind.PARAPHRASE)
    )
    sides = ("a", "b", "a_start", "a_end", "b_start", "b_end", "kind")
    for a, b, a_start, a_end, b_start, b_end, kind in copied.select(sides).iter_rows():
        both = nodes[a] & nodes[b]
        one, two = (a, a_start, a_end), (b, b_start, b_end)
        for (child, start, end), (other, from_, to) in ((one, two), (two, one)) if both else ():
            said = [(0, end - start)]
            if kind == PassageKind.EDITED:
                said = _alike(texts[child][start:end], texts[other][from_:to])
            for node in both:
                families[node][child].extend(_Shared(start + s, start + e, other, to) for s, e in said)
        if b in pedigree.parents(a):
            known[a].append((a_start, a_end))
        if a in pedigree.parents(b):
            known[b].append((b_start, b_end))
    return families, known


def _alike(said: str, there: str) -> list[Span]:
    """Return the sentences of an edited passage that the sibling has, too, neighbours as one.

    An alignment bridges what stands between two passages: a sentence there may be the child's own.
    """
    words = tokenize([said])
    here, known = (mix(one.word[:-1] + mix(one.word[1:])) for one in (words, tokenize([there])))
    pairs = np.concatenate([[False], np.isin(here, known), [False]])
    firsts = np.union1d([0], np.flatnonzero(words.opens_sentence)).tolist()
    alike: list[Span] = []
    before = -1  # the last sentence that was kept
    for place, (first, behind) in enumerate(pairwise([*firsts, len(words)])):
        if (pairs[first:behind] | pairs[first + 1 : behind + 1]).mean() < _ATTESTED:
            continue
        start = alike.pop()[0] if alike and before == place - 1 else int(words.start[first])
        alike.append((start, int(words.end[behind - 1])))
        before = place
    return alike


def _in_order(shared: _Family, known: dict[int, list[Span]], texts: Sequence[str]) -> list[Stretch]:
    """Walk the children, those that share most first; each adds what none before it has."""
    most = sorted(shared, key=lambda child: (-size((s.start, s.end) for s in shared[child]), child))
    placed: list[tuple[float, int, int, Stretch]] = []
    for turn, child in enumerate(most):
        done = set(most[:turn])
        fresh = [(s.start, s.end) for s in shared[child] if s.other not in done]
        said = [(s.start, s.end) for s in shared[child] if s.other in done]
        anchors = sorted((s.end, s.there) for s in shared[child] if s.other == most[0])
        for start, end in beyond(fresh, said + known.get(child, [])):
            for stretch in _paragraphs(child, start, end, shared[child], texts[child]):
                place = stretch.start if turn == 0 else _after(anchors, stretch.start)
                placed.append((place, turn, stretch.start, stretch))
    inside = [stretch for *_, stretch in sorted(placed, key=lambda p: p[:3])]
    reach = accumulate(len(stretch.text) for stretch in inside)
    return [stretch for stretch, _ in takewhile(lambda one: one[1] <= MOST, zip(inside, reach, strict=True))]


def _paragraphs(child: int, start: int, end: int, shared: list[_Shared], text: str) -> Iterator[Stretch]:
    """Cut a stretch of a child at the ends of lines, and say who else has each piece, or half of it at least."""
    start -= _marks(text[max(0, start - _MARKS) : start][::-1])
    end += _marks(text[end : end + _MARKS])
    for line in text[start:end].splitlines(keepends=True):
        at, start = start + len(line) - len(line.lstrip()), start + len(line)
        said = line.strip()
        with_it = sorted({s.other for s in shared if 2 * _overlap(s, at, at + len(said)) >= len(said)})
        if len(said) >= _LEAST and with_it:
            yield Stretch(said, at, at + len(said), (child, *with_it))


def _marks(text: str) -> int:
    """Count the marks with which the text begins: neither letters nor spaces."""
    return sum(1 for _ in takewhile(lambda one: not (one.isalnum() or one.isspace()), text))


def _overlap(shared: _Shared, start: int, end: int) -> int:
    return min(shared.end, end) - max(shared.start, start)


def _after(anchors: list[tuple[int, int]], start: int) -> float:
    """Return the place in the first child behind what the two have in common last before; the end where nothing is."""
    before = bisect_right(anchors, (start, inf))
    return anchors[before - 1][1] - 0.5 if before else (-0.5 if anchors else inf)
