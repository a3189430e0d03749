"""Fingerprints: the few runs of words by which articles that share text find each other.

Every run of five own words is hashed; of each four in a row the smallest hash is kept (winnowing, Schleimer,
Wilkerson and Aiken 2003), so that any shared run of eight words or more shares a fingerprint. Cost grows with
the text, and hashes can be sorted part by part, in any memory.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from provaudit.lineage.grams import OwnWords, gram_hashes
from provaudit.text.tokens import U64, Bool, Int

WINDOW = 4  # a shared run of GRAM + WINDOW - 1 = 8 words is found for certain
_PLACE_BITS = np.uint64(24)  # one part sorts 2**24 fingerprints at most; the other 40 bits hold the hash
_PART = 1 << 23
_BLOCK = 1 << 15  # words hashed at a time, or so: they stay in the processor's cache; chosen
_WAVE = (
    10  # days without a carrier after which a text has come back; a week's stories are over by then; chosen
)
_RETURNS = 3  # waves of carriers that make a text stock; chosen
REPEATS = 3  # a run that one article repeats more often than this is a refrain, and no evidence


@dataclass(frozen=True)
class Postings:
    """Fingerprints that at least two articles share, sorted by group, then reading order; one entry a place."""

    group: Int  # which fingerprint, dense from 0
    at: Int  # the word it begins at, counted over the pile
    article: Int

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self.group)

    def where(self, keep: Bool) -> "Postings":
        """Return only the places for which `keep` is true, which is the same for all places of a group."""
        group = self.group[keep]
        dense = np.cumsum(np.diff(group, prepend=group[:1]) != 0) if len(group) else group
        return Postings(dense, self.at[keep], self.article[keep])


def chosen_prints(words: OwnWords) -> tuple[U64, Int]:
    """Return the fingerprints of the words: their hashes, and the word at which each begins, in order."""
    word, owner = words.tokens.word, words.tokens.article
    hashes, places = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    edges = np.searchsorted(words.first, np.arange(0, len(words) + _BLOCK, _BLOCK))
    for low, high in pairwise(words.first[np.minimum(edges, len(words.first) - 1)].tolist()):
        ahead = max(low - WINDOW + 1, 0)  # windows over an article's beginning open before it
        runs, fits = gram_hashes(word[ahead:high], owner[ahead:high])
        chosen = np.flatnonzero(_winnow(runs, fits))
        hashes.append(runs[chosen])
        places.append(chosen + ahead)
    return np.concatenate(hashes), np.concatenate(places)


def share(hashes: U64, chosen: Int, owners: NDArray[np.uint32]) -> Postings:
    """Keep the hashes that two articles or more have.

    `chosen` says at which word each stands, in order; `owners` says whose each word of the pile is.
    """
    parts = 1 << max(0, int(len(chosen) - 1).bit_length() - (_PART.bit_length() - 1))
    groups, places, known = [], [], 0
    for part in range(parts):
        mine = chosen[(hashes & np.uint64(parts - 1)) == part] if parts > 1 else chosen
        keys = hashes[(hashes & np.uint64(parts - 1)) == part] if parts > 1 else hashes
        group, at = _shared(keys, mine, owners)
        groups.append(group + known)
        places.append(at)
        known += int(group[-1]) + 1 if len(group) else 0
    at = np.concatenate(places)
    return Postings(np.concatenate(groups), at, owners[at].astype(np.int64))


def is_stock(postings: Postings, day: Int) -> Bool:
    """Say which places hold stock text: what keeps coming back, whoever prints it.

    Wire copy is carried within days; a sign-up line, a biography, a stock phrase returns for months. `day` is each
    article's day of publication, negative where unknown; undated carriers neither make nor break stock.
    """
    dated = np.flatnonzero(day[postings.article] >= 0)
    if not len(dated):
        return np.zeros(len(postings), np.bool_)
    order = dated[np.lexsort((day[postings.article[dated]], postings.group[dated]))]
    group, when = postings.group[order], day[postings.article[order]]
    waves = np.concatenate(([True], (group[1:] != group[:-1]) | (np.diff(when) > _WAVE)))
    returns = np.bincount(group, waves, minlength=int(postings.group[-1]) + 1)
    return np.asarray((returns >= _RETURNS)[postings.group])


def _winnow(hashes: U64, fits: Bool) -> Bool:
    """Mark the smallest hash of every WINDOW hashes in a row.

    No window reaches into the next article: the last GRAM - 1 places of each fit no run, and WINDOW is smaller.
    """
    room = len(hashes)
    padded = np.full(room + WINDOW - 1, np.uint64(2**64 - 1))
    np.copyto(padded[:room], hashes, where=fits)
    least = padded[:room].copy()
    for lag in range(1, WINDOW):
        np.minimum(least, padded[lag : lag + room], out=least)
    chosen = hashes == least
    for lag in range(1, WINDOW):
        chosen[lag:] |= hashes[lag:] == least[:-lag]
    return np.asarray(chosen & fits)


def _shared(hashes: U64, at: Int, article: NDArray[np.uint32]) -> tuple[Int, Int]:
    """Sort one part by hash and keep what two articles share: (group, place), by group and place."""
    if len(hashes) < 2:  # noqa: PLR2004 - one fingerprint is shared with nobody
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    packed = (hashes >> _PLACE_BITS << _PLACE_BITS) | np.arange(len(hashes), dtype=np.uint64)
    packed.sort()
    key = packed >> _PLACE_BITS
    twin = key[1:] == key[:-1]
    keep = np.concatenate((twin, [False])) | np.concatenate(([False], twin))
    if not keep.any():
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    key, at = key[keep], at[(packed[keep] & np.uint64((1 << 24) - 1)).astype(np.int64)]
    opens = np.concatenate(([True], key[1:] != key[:-1]))
    group = np.cumsum(opens) - 1
    owner = article[at].astype(np.int64)
    repeats = _places_in_article(group, owner)
    first, last = owner[opens], owner[np.concatenate((opens[1:], [True]))]
    keep = (first != last)[group] & (repeats <= REPEATS)
    group = group[keep]
    dense = np.cumsum(np.concatenate(([True], group[1:] != group[:-1]))) - 1 if len(group) else group
    return dense, at[keep]


def _places_in_article(group: Int, owner: Int) -> Int:
    """Count, for each entry, how often its article holds its fingerprint; entries are sorted by both."""
    opens = np.concatenate(([True], (group[1:] != group[:-1]) | (owner[1:] != owner[:-1])))
    run = np.cumsum(opens) - 1
    return np.asarray(np.bincount(run)[run], dtype=np.int64)
