"""What is kept of an article so that later ones find it: its fingerprints, rare couples and words, half as long.

The texts themselves are read again where something was found, and compared with all their bits.
"""

from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from provaudit.lineage.fingerprint import REPEATS, chosen_prints
from provaudit.lineage.kept import recall
from provaudit.lineage.rarity import Rarity, counters, couples_of
from provaudit.lineage.wider import shortened
from provaudit.store import Store
from provaudit.text.tokens import Int

SHORTENED = pl.Schema(
    {"article": pl.UInt32(), "prints": pl.Binary(), "couples": pl.Binary(), "stems": pl.Binary()}
)
"""One row an article: uint32, little end first, ascending, one behind the other; `stems` are counters of words."""

_HALF = np.uint64(32)  # bits


def keep_shortened(store: Store, part: int) -> None:
    """Keep SHORTENED of a part as `shortened`, once `settle` was called. Refrains are left out."""
    low, high = store.bounds()[part : part + 2].tolist()
    words = recall(store, np.arange(low, high))
    owner = words.tokens.article
    hashes, at = chosen_prints(words)
    couples, whose = couples_of(words, Rarity.of(store))
    rows = {
        "article": pl.Series(np.arange(low, high, dtype=np.uint32)),
        "prints": _rows(shortened(hashes), owner[at], high - low, REPEATS),
        "couples": _rows(shortened(couples), whose, high - low),
        "stems": _rows(counters(words), owner, high - low),
    }
    store.save("shortened", part, pl.DataFrame(rows, schema=SHORTENED))


def spread(rows: pl.Series) -> tuple[NDArray[np.uint32], Int]:
    """Return the numbers of all rows of a column of SHORTENED, one behind the other, and how many each row has."""
    data = np.frombuffer(b"".join(rows), "<u4")
    return data, rows.bin.size().to_numpy().astype(np.int64) // data.itemsize


def _rows(
    hashes: NDArray[np.uint32], owner: NDArray[np.uint32], articles: int, most: int | None = None
) -> pl.Series:
    """Return the different hashes of each article; those that it has more often than `most` are left out."""
    keys, often = np.unique(owner.astype(np.uint64) << _HALF | hashes, return_counts=True)
    keys = keys if most is None else keys[often <= most]
    ends = np.searchsorted(keys, np.arange(articles + 1, dtype=np.uint64) << _HALF).tolist()
    data = keys.astype("<u4").tobytes()
    return pl.Series([data[4 * low : 4 * high] for low, high in pairwise(ends)], dtype=pl.Binary)
