"""How much a word says: the rarer in the pile, the more. Counted part by part, asked for everywhere."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provaudit.lineage.candidates import attributed
from provaudit.lineage.fingerprint import Postings, share
from provaudit.lineage.grams import OwnWords
from provaudit.lineage.kept import recall
from provaudit.lineage.prints import bucket_of, keep_met
from provaudit.store import Store
from provaudit.text.tokens import LOWER, NUMBER, U64, mix

HEAVY = 1.0  # weight from which a word says something about the facts
_PILE = 200  # articles after which the pile's own word counts outweigh the guess from a word's looks; chosen
_CARRIED = 12  # a pair of words in more articles than this names the topic, not the text
COUNTERS = 22  # bits
_BLOCK = 1 << 32 - COUNTERS  # articles counted at a time: their numbers take the other bits
COUPLE = np.dtype([("hash", "<u8"), ("article", "<u4")])


@dataclass(frozen=True)
class Rarity:
    """How many articles of a pile have each stem; stems share 2**22 counters, which blurs few."""

    carried: NDArray[np.float32]
    pile: int

    @classmethod
    def of(cls, store: Store) -> "Rarity":
        """Return the counts of the whole pile."""
        return cls(store.get("carried"), int(store.get("pile")))

    def weights(self, words: OwnWords) -> NDArray[np.float32]:
        """Return how much each own word says, 0 to about 4; quoted words weigh nothing.

        In a large pile it is the inverse document frequency. In a small one every word is as frequent as the next,
        so Zipf's law of abbreviation stands in: short words are common, names and numbers rare.
        """
        tokens, n = words.tokens, self.pile
        length = (tokens.end - tokens.start).astype(np.float32)
        guess = np.clip((length - 3) / 2, 0, 2)
        mid_sentence = (tokens.shape != LOWER) & ~tokens.opens_sentence
        guess = np.where((mid_sentence & (length > 1)) | (tokens.shape == NUMBER), 2.5, guess)
        guess = guess.astype(np.float32)
        rarity = np.log((n + 1) / self.carried[counters(words)]).astype(np.float32) / 2
        blended = (guess * _PILE + rarity * n) / (_PILE + n) if n > _PILE // 4 else guess
        return np.where(words.quoted, 0, blended).astype(np.float32)


def count_carriers(words: OwnWords) -> NDArray[np.float32]:
    """Count, for each counter, the articles that have a stem of it; counts of several parts add up."""
    counter, owner = counters(words), words.tokens.article
    carried = [np.zeros(0, np.uint32)]
    for low in range(0, len(words.first) - 1, _BLOCK):
        here = slice(words.first[low], words.first[min(low + _BLOCK, len(words.first) - 1)])
        keys = (owner[here] - np.uint32(low)) << np.uint32(COUNTERS) | counter[here]
        keys.sort()
        different = np.concatenate((keys[:1], keys[1:][keys[1:] != keys[:-1]]))
        carried.append(different & np.uint32((1 << COUNTERS) - 1))
    return np.bincount(np.concatenate(carried), minlength=1 << COUNTERS).astype(np.float32)


def scatter_couples(store: Store, part: int) -> None:
    """Write the couples of neighbouring rare words of a part, by the bucket of their hash."""
    low, high = store.bounds()[part : part + 2].tolist()
    hashes, owner = couples_of(recall(store, np.arange(low, high)), Rarity.of(store))
    couples = np.empty(len(hashes), COUPLE)
    couples["hash"], couples["article"] = hashes, owner + np.uint32(low)
    store.scatter("couples", part, couples, bucket_of(store, hashes))


def couples_of(words: OwnWords, rarity: Rarity) -> tuple[U64, NDArray[np.uint32]]:
    """Return the hash of each couple of neighbouring rare words of a sentence, and whose it is."""
    heavy = np.flatnonzero(rarity.weights(words) >= HEAVY)
    left, right = heavy[:-1], heavy[1:]
    near = words.sentence[left] == words.sentence[right]
    left, right = left[near], right[near]
    stem = words.tokens.stem
    return mix(stem[left] + stem[right]), words.tokens.article[left]


def attest_couples(store: Store, bucket: int) -> None:
    """Hold the carriers of a bucket's couples against each other: kept as `met-couples`, by later article."""
    couples = store.gather("couples", COUPLE, bucket)
    postings = share(couples["hash"], np.arange(len(couples)), couples["article"])
    keep_met(store, "met-couples", bucket, attributed(rare(postings), store.get("order")))


def rare(postings: Postings) -> Postings:
    """Return the places of couples that few enough articles have."""
    size = np.bincount(postings.group) if len(postings) else np.zeros(0, np.int64)
    return postings.where(size[postings.group] <= _CARRIED)


def counters(words: OwnWords) -> NDArray[np.uint32]:
    """Return the counter of each word's stem."""
    return (words.tokens.stem >> np.uint64(64 - COUNTERS)).astype(np.uint32)
