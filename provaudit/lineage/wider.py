"""What a pile is told of a wider one, of which it is only the part that hangs together with some articles.

How rare a word is, what is stock text and who acts as an agency are facts of the wider pile: told of a small part
alone, they would come out otherwise, and so would the lineage.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from provaudit.lineage.facts import UNSTATED, Agencies
from provaudit.text.tokens import U64, Bool

SHORT = np.uint64(
    32
)  # bits that are cut off: what a fingerprint is known by beyond its pile is its upper half


@dataclass(frozen=True, eq=False)
class Wider:
    """What holds in a wider pile; as it stands, there is none."""

    articles: int = 0
    """How many there are, those of the pile itself included."""
    carried: NDArray[np.float32] | None = None
    """What `rarity.count_carriers` counts in it, without the parts of the pile that count for themselves."""
    agencies: Agencies = UNSTATED
    """The outlets that act as agencies in it, and what is known of others."""
    stock: NDArray[np.uint32] = field(default_factory=lambda: np.zeros(0, np.uint32))
    """The fingerprints that are stock text in it, shortened, ascending."""


ALONE = Wider()
"""Of a pile that is all there is."""


def shortened(hashes: U64) -> NDArray[np.uint32]:
    """Return what hashes are known by beyond their pile: half as long, and two in a million meet by chance."""
    return (hashes >> SHORT).astype(np.uint32)


def among(hashes: NDArray[np.uint32], known: NDArray[np.uint32]) -> Bool:
    """Say which hashes are among the known ones, which ascend."""
    if not len(known):
        return np.zeros(len(hashes), np.bool_)
    place = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return np.asarray(known[place] == hashes)
