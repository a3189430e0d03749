"""How much a word says: the rarer in the pile, the more. Counted part by part, asked for everywhere."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provaudit.lineage.candidates import attributed
from provaudit.lineage.fingerprint import share
from provaudit.lineage.grams import OwnWords
from provaudit.lineage.kept import recall
from provaudit.lineage.prints import bucket_of, keep_met
from provaudit.store import Store
from provaudit.text.tokens import LOWER, NUMBER, mix

HEAVY = 1.0  # weight from which a word says something about the facts
_PILE = 200  # articles after which the pile's own word counts outweigh the guess from a word's looks; chosen
_CARRIED = 12  # a pair of words in more articles than this names the topic, not the text
_COUNTERS = 22  # bits
_BLOCK = 1 << 32 - _COUNTERS  # articles counted at a time: their numbers take the other bits
COUPLE = np.dtype([("hash", "<u8"), ("article", "<u4")])


@dataclass(frozen=True)
class Rarity:
    """How many articles of a pile have each stem; stems share 2**22 counters, which blurs few."""

    carried: NDArray[np.float32]
    pile: int

    @classmethod
    def of(cls, store: Store) -> "Rarity":
        """Return the counts of the whole pile."""
        return cls(store.get("carried"), int(store.bounds()[-1]))

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
        rarity = np.log((n + 1) / self.carried[_counter(words)]).astype(np.float32) / 2
        blended = (guess * _PILE + rarity * n) / (_PILE + n) if n > _PILE // 4 else guess
        return np.where(words.quoted, 0, blended).astype(np.float32)


def count_carriers(words: OwnWords) -> NDArray[np.float32]:
    """Count, for each counter, the articles that have a stem of it; counts of several parts add up."""
    counter, owner = _counter(words).astype(np.uint32), words.tokens.article
    carried = [np.zeros(0, np.uint32)]
    for low in range(0, len(words.first) - 1, _BLOCK):
        here = slice(words.first[low], words.first[min(low + _BLOCK, len(words.first) - 1)])
        keys = (owner[here] - np.uint32(low)) << np.uint32(_COUNTERS) | counter[here]
        keys.sort()
        different = np.concatenate((keys[:1], keys[1:][keys[1:] != keys[:-1]]))
        carried.append(different & np.uint32((1 << _COUNTERS) - 1))
    return np.bincount(np.concatenate(carried), minlength=1 << _COUNTERS).astype(np.float32)


def scatter_couples(store: Store, part: int) -> None:
    """Write the couples of neighbouring rare words of a part, by the bucket of their hash."""
    low, high = store.bounds()[part : part + 2].tolist()
    words = recall(store, np.arange(low, high))
    heavy = np.flatnonzero(Rarity.of(store).weights(words) >= HEAVY)
    left, right = heavy[:-1], heavy[1:]
    near = words.sentence[left] == words.sentence[right]
    left, right = left[near], right[near]
    stem = words.tokens.stem
    couples = np.empty(len(left), COUPLE)
    couples["hash"] = mix(stem[left] + stem[right])
    couples["article"] = words.tokens.article[left] + np.uint32(low)
    store.scatter("couples", part, couples, bucket_of(store, couples["hash"]))


def attest_couples(store: Store, bucket: int) -> None:
    """Hold the carriers of a bucket's couples against each other: kept as `met-couples`, by later article."""
    couples = store.gather("couples", COUPLE, bucket)
    postings = share(couples["hash"], np.arange(len(couples)), couples["article"])
    size = np.bincount(postings.group) if len(postings) else np.zeros(0, np.int64)
    rare = postings.where(size[postings.group] <= _CARRIED)
    keep_met(store, "met-couples", bucket, attributed(rare, store.get("order")))


def _counter(words: OwnWords) -> NDArray[np.int64]:
    return (words.tokens.stem >> np.uint64(64 - _COUNTERS)).astype(np.int64)
