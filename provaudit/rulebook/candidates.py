"""Where a pattern can hit at all: the stretches that hold its literals, found for all patterns in one pass."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from typing import TYPE_CHECKING

import polars as pl

from provaudit.rulebook.literals import needed_literals
from provaudit.rulebook.rule import Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SLICE = 50_000
"""Stretches in which literals are looked for at a time (chosen: some 10 MB of text)."""

Candidates = Mapping[str, pl.Series]
"""Per pattern the rows that may hold it, ascending; a pattern that is not there may hit in any row."""


def candidates(
    stretches: pl.DataFrame, patterns: Iterable[str], vocabulary: Mapping[str, Vocabulary]
) -> Candidates:
    """Return, for each pattern of which literals are known, the rows of `stretches` that hold what it needs.

    Columns in: row (UInt32, counted from 0), stretch.
    """
    vocabularies = tuple(sorted((v.pattern for v in vocabulary.values()), key=len, reverse=True))
    needed = {pattern: sets for pattern in patterns if (sets := needed_literals(pattern, vocabularies))}
    literals = sorted({literal for sets in needed.values() for one in sets for literal in one})
    if not literals or stretches.is_empty():
        return {}
    held = _held(stretches, literals)

    import numpy as np  # noqa: PLC0415 - who only checks rules runs none and should not wait for it

    def rows(one: frozenset[str]) -> "NDArray[np.bool_]":
        found = np.zeros(stretches.height, dtype=np.bool_)
        for literal in one & held.keys():
            found[held[literal]] = True
        return found

    return {
        pattern: pl.Series("row", np.flatnonzero(reduce(np.logical_and, map(rows, sets))), pl.UInt32)
        for pattern, sets in needed.items()
    }


def _held(stretches: pl.DataFrame, literals: list[str]) -> "dict[str, NDArray[np.uint32]]":
    """Return the rows that hold each literal that stands anywhere, whatever its case."""
    wanted = pl.Series(literals).implode()

    def holding(part: pl.DataFrame) -> pl.DataFrame:
        small = pl.col("stretch").str.to_lowercase()
        # Eager, for the streaming engine would build the automaton anew for every batch.
        found = part.select("row", literal=small.str.extract_many(wanted, overlapping=True))
        return found.filter(pl.col("literal").list.len() > 0).explode("literal")

    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
        found = pl.concat(pool.map(holding, stretches.iter_slices(SLICE)))
    parts = found.partition_by("literal", as_dict=True, include_key=False)
    return {str(key[0]): part["row"].to_numpy() for key, part in parts.items()}
