"""Fingerprints of a pile of any size: scattered to buckets by their hash, and read bucket by bucket.

All carriers of a fingerprint meet in one bucket, so what has to be known of it is decided there: whether it is stock
text, whether its carriers quote it, and which few of them each carrier is held against.
"""

import numpy as np

from provaudit.lineage.candidates import Met, attributed
from provaudit.lineage.fingerprint import Postings, chosen_prints, is_stock, share
from provaudit.lineage.grams import GRAM, OwnWords
from provaudit.lineage.wider import among, shortened
from provaudit.store import Store
from provaudit.text.tokens import U64, Int

PRINT = np.dtype([("hash", "<u8"), ("article", "<u4"), ("place", "<u4"), ("quoted", "?"), ("presumed", "?")])
"""`place` counts the words of its article; `quoted` and `presumed` say whether all GRAM words are."""

_BUCKET_BITS = np.uint64(10)
_QUOTED_BY = 1 / 2  # of its carriers, that put a run between quotation marks and so mark it as speech; chosen
_TOLD_BY = 0.9  # of its carriers whose marks are sure: printed as prose by so many, a run is prose, where …
_MANY = 10  # … there are so many of them: they do not all lose the marks around one statement; both chosen


def scatter_prints(store: Store, part: int, words: OwnWords, low: int) -> None:
    """Write the fingerprints of a part, whose first article is number `low` of the pile."""
    hashes, at = chosen_prints(words)
    records = _records(hashes, at, words, low)
    for name, marked in (("quoted", words.quoted), ("presumed", words.presumed)):
        running = np.concatenate(([0], np.cumsum(marked)))
        records[name] = running[at + GRAM] - running[at] == GRAM
    store.scatter("prints", part, records, bucket_of(store, hashes))


def bucket_of(store: Store, hashes: U64) -> np.ndarray[tuple[int], np.dtype[np.uint16]]:
    """Return the bucket of each hash, from bits that neither `share` sorts by nor splits by."""
    return (hashes >> _BUCKET_BITS & np.uint64(store.buckets - 1)).astype(np.uint16)


def attest(store: Store, bucket: int) -> None:
    """Hold the carriers of a bucket's fingerprints against each other: kept as `met-prints`, by later article.

    What is stock, spoken or told is written for `gather_findings`.
    """
    prints = store.gather("prints", PRINT, bucket)
    postings = share(prints["hash"], np.arange(len(prints)), prints["article"])
    known = among(shortened(prints["hash"][postings.at]), store.get("known-stock"))
    stock = is_stock(postings, store.get("day")) | known
    store.put(f"stock.{bucket:06}", np.unique(prints["hash"][postings.at[stock]]))
    postings = postings.where(~stock)
    told = _told(postings, prints["quoted"], prints["presumed"])
    quoted = prints["quoted"].copy()
    quoted[told] = False
    first = store.get("words.first")
    for name, at in (("spoken", _spoken(postings, quoted)), ("told", told)):
        store.put(f"{name}.{bucket:06}", first[prints["article"][at]] + prints["place"][at])
    keep_met(store, "met-prints", bucket, attributed(postings, store.get("order")))


def keep_met(store: Store, name: str, bucket: int, met: Met) -> None:
    """Write which articles met in a bucket, so that all that one later article met can be read together."""
    store.scatter(name, bucket, met, (met["later"] & np.uint32(store.buckets - 1)).astype(np.uint16))


def gather_findings(store: Store, name: str) -> Int:
    """Return what the buckets wrote under a name, as one sorted array."""
    found = [store.get(f"{name}.{bucket:06}") for bucket in range(store.buckets)]
    return np.sort(np.concatenate(found))


def without_known_stock(hashes: U64, stock: U64) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say which hashes are no stock text. `stock` is sorted."""
    if not len(stock):
        return np.ones(len(hashes), np.bool_)
    place = np.minimum(np.searchsorted(stock, hashes), len(stock) - 1)
    return np.asarray(stock[place] != hashes)


def _records(hashes: U64, at: Int, words: OwnWords, low: int) -> np.ndarray[tuple[int], np.dtype[np.void]]:
    records = np.empty(len(at), PRINT)
    owner = words.tokens.article[at]
    records["hash"], records["article"] = hashes, owner + np.uint32(low)
    records["place"] = at - words.first[owner]
    return records


def _told(
    postings: Postings,
    quoted: np.ndarray[tuple[int], np.dtype[np.bool_]],
    presumed: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> Int:
    """Return the places of fingerprints that are quoted only if no mark got lost, where others tell that one did."""
    asked = presumed[postings.at]
    if not asked.any():
        return np.zeros(0, np.int64)
    sure = np.bincount(postings.group, ~asked)
    prose = np.bincount(postings.group, ~quoted[postings.at])
    told = (sure >= _MANY) & (prose >= _TOLD_BY * sure)
    return postings.at[told[postings.group] & asked]


def _spoken(postings: Postings, quoted: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Int:
    """Return the places of fingerprints that a good part of their carriers put between quotation marks.

    Speech and statements are printed without marks too (transcripts, block quotes, posts); what one blogger
    quotes from wire copy that twenty outlets run as prose stays prose.
    """
    if not len(postings):
        return np.zeros(0, np.int64)
    inside = quoted[postings.at]
    part = np.bincount(postings.group, inside) / np.bincount(postings.group)
    return postings.at[(part >= _QUOTED_BY)[postings.group] & ~inside]
