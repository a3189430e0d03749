"""What is compared, and what is traced, together: batches of a bounded size in which stories stay whole.

Nothing that is found depends on how the batches are cut; only how often a text has to be read again does.
"""

from collections.abc import Iterator

import numpy as np
import polars as pl

from provaudit.text.tokens import Int

BATCH = 4_000_000
"""Own words that a batch holds, but for a single family that is larger; chosen: 1 GB or so while it is compared."""


_ROWS = 1_000_000  # pairs that are Python objects at a time; chosen
_EACH = 2  # batches a worker at least: what is uneven among them evens out; chosen


def _share(words: int, workers: int) -> int:
    """Return the words of a batch: BATCH, or less where several workers would not all get one."""
    return BATCH if workers == 1 else min(BATCH, words // (_EACH * workers) + 1)


def pair_batches(pairs: pl.DataFrame, words: Int, workers: int = 1) -> Iterator[pl.DataFrame]:
    """Cut pairs into batches of BATCH words at most, pairs of one story next to each other; at least one batch.

    Columns in: later, earlier, and what else is known of a pair, one row a pair. `words` counts those of each article.
    """
    later, earlier = (pairs[side].to_numpy().astype(np.int64) for side in ("later", "earlier"))
    story = _oldest(later, earlier, len(words))[later]
    order = np.lexsort((earlier, later, story))
    held, total, first = set[int](), 0, 0
    most = _share(int(words[np.union1d(later, earlier)].sum()), workers)
    for place, both in enumerate(_each(later, earlier, order)):
        more = sum(int(words[a]) for a in both if a not in held)
        if held and total + more > most:
            yield pairs[order[first:place]]
            held, total, first = set(), 0, place
            more = sum(int(words[a]) for a in both)
        held.update(both)
        total += more
    yield pairs[order[first:]]


def _each(later: Int, earlier: Int, order: Int) -> Iterator[tuple[int, int]]:
    """Yield pairs in an order, some at a time turned into Python's numbers, which take more room."""
    for some in np.array_split(order, len(order) // _ROWS + 1):
        yield from zip(later[some].tolist(), earlier[some].tolist(), strict=True)


def families(derived: pl.DataFrame, words: Int) -> Int:
    """Return for each article the first article of its family: all that derived pairs (a, b) join."""
    a, b = (derived[side].to_numpy().astype(np.int64) for side in "ab")
    root = np.arange(len(words))
    while True:
        low = np.minimum(root[a], root[b])
        joined = root.copy()
        for side in (root[a], root[b]):
            np.minimum.at(joined, side, low)
        joined = _pointed(joined)
        if np.array_equal(joined, root):
            return root
        root = joined


def family_batches(family: Int, place: Int, words: Int, workers: int = 1) -> Iterator[Int]:
    """Yield articles by batches of whole families, BATCH words or one family each; numbers ascend in each.

    `place` says where in the pile's order a family belongs: those whose pairs were compared together lie together.
    """
    order = np.lexsort((family, place[family]))
    starts = np.flatnonzero(np.diff(family[order], prepend=-1))
    sizes = np.add.reduceat(words[order], starts) if len(order) else np.zeros(0, np.int64)
    # Whoever has no kin costs room, but hardly time.
    traced = np.where(np.diff(starts, append=len(order)) > 1, sizes, 0)
    first, total, work, most = 0, 0, 0, _share(int(traced.sum()), workers)
    for start, size, more in zip(starts.tolist(), sizes.tolist(), traced.tolist(), strict=True):
        if start > first and (total + size > BATCH or work + more > most):
            yield np.sort(order[first:start])
            first, total, work = start, 0, 0
        total, work = total + size, work + more
    yield np.sort(order[first:])


def _oldest(later: Int, earlier: Int, pile: int) -> Int:
    """Return for each article where its story begins: its best candidate's best candidate's, and so on.

    Pairs come with the best of each later article first.
    """
    points = np.arange(pile)
    best = np.flatnonzero(np.diff(later, prepend=-1))
    points[later[best]] = earlier[best]
    return _pointed(points)


def _pointed(points: Int) -> Int:
    """Follow every pointer to its end; no circle may be among them."""
    while not np.array_equal(further := points[points], points):
        points = further
    return points
