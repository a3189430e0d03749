"""Which words of a child are which words of its parent, and the small edits between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from provaudit.lineage.drift.words import Words

_WINDOW = 60  # words compared at a time, on either side; a passage bridges ten at most; chosen
_FOUND_AGAIN = 4  # words in common after an edit, from which the two run together again; chosen

Run = tuple[int, int, int]
"""First word in the parent, first word in the child, how many agree."""


class Stretch(NamedTuple):
    """Words of the parent that stand against words of the child; ends exclusive."""

    parent: int
    parent_to: int
    child: int
    child_to: int


@dataclass(frozen=True)
class Edit:
    """Words of the parent in whose place other words, or none, stand in the child.

    `before` and `after` count the words that agree on either side; an edit that ends both a sentence of the
    parent and one of the child is `closed`, one that opens both is `opened`.
    """

    parent: int
    parent_to: int
    child: int
    child_to: int
    before: int
    after: int
    opened: bool
    closed: bool

    @property
    def held(self) -> bool:
        """Whether agreement on both sides, or on one up to the sentence's end, says that they are one place."""
        enough = self.before + self.after
        return enough >= _FOUND_AGAIN and (
            (self.before > 0 or self.opened) and (self.after > 0 or self.closed)
        )


@dataclass(frozen=True)
class Aligned:
    """The edits of a stretch, and its equal words: `partner` maps the parent's to the child's, `taken` are these."""

    edits: list[Edit]
    partner: dict[int, int]
    taken: frozenset[int]


def align(stretch: Stretch, parent: Words, child: Words) -> Aligned:
    """Return the equal runs and the edits of a stretch."""
    found = list(runs(parent.key, child.key, stretch))
    partner = {p + k: c + k for p, c, length in found for k in range(length)}
    end = (stretch.parent_to, stretch.child_to, 0)
    edits, at_p, at_c, before = [], stretch.parent, stretch.child, 0
    for place, (p, c, length) in enumerate([*found, end]):
        if p > at_p or c > at_c:
            opened = parent.boundary(at_p) and child.boundary(at_c)
            closed = parent.boundary(p) and child.boundary(c)
            after = sum(n for *_, n in _unbroken(found[place:]))
            edits.append(Edit(at_p, p, at_c, c, before, after, opened, closed))
            before = 0
        at_p, at_c, before = p + length, c + length, before + length
    return Aligned(edits, partner, frozenset(partner.values()))


def _unbroken(equal: list[Run]) -> Iterator[Run]:
    """Yield the first runs that follow each other without an edit."""
    for place, run in enumerate(equal):
        p, c, length = equal[place - 1] if place else (run[0], run[1], 0)
        if run[:2] != (p + length, c + length):
            return
        yield run


def runs(a: list[str], b: list[str], stretch: tuple[int, int, int, int]) -> Iterator[Run]:
    """Yield equal runs in order: straight on while words agree, by a small diff where they do not.

    Cost is linear in the words. Where the texts do not meet again within a window, the rest is left.
    """
    i, i_to, j, j_to = stretch
    while i < i_to and j < j_to:
        start = i
        while i < i_to and j < j_to and a[i] == b[j]:
            i, j = i + 1, j + 1
        if i > start:
            yield start, j - (i - start), i - start
        if i == i_to or j == j_to:
            return
        if small := _small_edit(a, b, i, j, i_to, j_to):
            i, j = i + small[0], j + small[1]
            continue
        found = list(_window(a[i : min(i + _WINDOW, i_to)], b[j : min(j + _WINDOW, j_to)]))
        if i + _WINDOW < i_to or j + _WINDOW < j_to:
            while found and found[-1][2] < _FOUND_AGAIN:
                found.pop()
        if not found:
            return
        yield from ((i + p, j + c, length) for p, c, length in found)
        last_p, last_c, length = found[-1]
        i, j = i + last_p + length, j + last_c + length


_SMALL = ((1, 1), (1, 0), (0, 1), (2, 2), (2, 1), (1, 2), (2, 0), (0, 2))
"""Words that an edit takes and puts in, most frequent first: most edits need no search."""


def _small_edit(a: list[str], b: list[str], i: int, j: int, i_to: int, j_to: int) -> tuple[int, int] | None:
    """Return how many words to skip on either side, where the texts go on alike right behind them."""
    for gone, come in _SMALL:
        p, c = i + gone, j + come
        room = p + _FOUND_AGAIN <= i_to and c + _FOUND_AGAIN <= j_to
        if room and a[p] == b[c] and a[p : p + _FOUND_AGAIN] == b[c : c + _FOUND_AGAIN]:
            return gone, come
    return None


def _window(a: list[str], b: list[str]) -> Iterator[Run]:
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return ((p, c, length) for p, c, length in blocks if length)
