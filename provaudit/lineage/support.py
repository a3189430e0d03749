"""Support: what speaks for a parent, how much it weighs, and how likely it makes that this is the direct one.

The confidence of an edge is the probability that the child has its words from this very parent, or, where the parent is
unseen, from a source that is not in the pile. It is a logistic function of three things that are known when the parent
is chosen; their terms, in nats, are the weights of the evidence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import exp, log
from typing import NamedTuple

from provaudit.lineage.calibration import fitted
from provaudit.lineage.grams import GRAM
from provaudit.lineage.ties import Tie, beyond, size

_LEAST_SHARE = 0.01  # of the child's words: smaller shares tell no less; chosen
_LEAST_WORDS = 12  # nor do fewer words; chosen
_USUAL = 100, 0.25  # words and their share that speak neither for a parent nor against it; chosen
_GUESSED = 0.75
"""How often a guess is right where kin would be: of wirepairs dev two cases of two, by Laplace's rule of succession."""


class Ground(StrEnum):
    """On what ground a parent is taken for one."""

    MARK = "mark"  # an agency mark, a credit, a name, or one outlet for both
    KIN = "kin"  # what siblings share points to a source that is not in the pile
    GUESS = "guess"  # two outlets run one text at once, and nothing but that speaks for a third
    EDITS = "edits"  # edits that only this copy has
    TEXT = "text"  # it is there first, or nearest, and has the text
    FURTHER = "further"  # a passage besides the main source


class Reason(NamedTuple):
    """Why a parent is taken for one, as the evidence says it."""

    ground: Ground
    told: str


VERSION = Reason(Ground.MARK, "is another version from the same outlet")
NAMED = Reason(Ground.MARK, "names it as its source")
ONLY_COPY = Reason(Ground.EDITS, "has what only this copy has")
ELDER = Reason(Ground.TEXT, "has nothing that only a copy of it has")
EARLIEST = Reason(Ground.TEXT, "is the earliest that has the text")
FIRST = Reason(Ground.TEXT, "comes first as far as the texts alone can tell: no date does")
RETOLD = Reason(Ground.TEXT, "tells its facts one after the other, in its order")
KEPT = Reason(Ground.TEXT, "keeps its wording here and there, in its order")
PASSAGE = Reason(Ground.FURTHER, "adds a passage of its own")
CREDITED = Reason(Ground.MARK, "points to the agency text that is credited")
SIBLINGS = Reason(Ground.KIN, "points to the source of its siblings")
COMMON = Reason(Ground.KIN, "points to a common source")
LIKELY_WIRE = Reason(
    Ground.GUESS, "suggests a common source, or that one has it from the other: neither says"
)

_LATER = "bears a later date than it, all the same: one of the two is wrong, or tells of an update"


@dataclass(frozen=True)
class Support:
    """What speaks for one parent of one child."""

    reason: Reason
    words: int
    """Of the child's own that lie in passages with the parent, edits included, and in none with a better source."""
    own: int
    alone: float
    """0..1 of the words both have alike that no rival has."""
    rivals: int
    elsewhere: str = ""
    """Where the words of an unseen source were read: the name of an article that has them, too."""
    others: bool = False
    """It takes more than that one article to attest them."""
    older: bool | None = None
    """Whether the parent is the older one, where the dates can tell: a mark may speak against them."""
    alike: int = 0
    """Of the words those that stand in the parent word for word."""

    @cached_property
    def covered(self) -> float:
        """0..1 of the child's own words that lie in the passages."""
        return round(min(1.0, self.words / max(1, self.own)), 4)

    @property
    def share(self) -> float:
        """0..1 of the child's own words that stand in the parent word for word."""
        return round(min(1.0, self.alike / max(1, self.own)), 4)

    @cached_property
    def confidence(self) -> float:
        """0..1, the probability that this is the direct parent."""
        return round(likelihood(self.reason.ground, self.words, self.covered, self.alone), 2)

    @property
    def evidence(self) -> tuple[str, ...]:
        """What speaks for the parent, the weightiest first; what weighs alike in the order of `_weighed`."""
        return tuple(said for _, said in sorted(self._weighed(), key=lambda w: -w[0]))

    def _weighed(self) -> list[tuple[float, str]]:
        """Return each sentence with its weight: by how many nats what it says raises the odds.

        A ground is compared with one that is in the text alone, an extent with a usual one; that the parent is older
        adds nothing (tried: no better fitted), since of two texts the later is not taken for the source of the other.
        """
        given = fitted("edges")
        stated = given[_kind(self.reason.ground)] - given[Ground.TEXT]
        extent = _extent(self.words, self.covered) - _extent(*_USUAL)
        found = [(stated, self.reason.told), (extent, self._shared())]
        if self.rivals and self.alone:
            found.append(
                (given["alone"] * self.alone, f"no other likely source has {self.alone:.0%} of these words")
            )
        if self.older is not None:
            found.append((0.0, "was published before it" if self.older else _LATER))
        return found

    def _shared(self) -> str:
        if not self.alike:
            return f"tells it in words of its own: no {GRAM} in a row stand in it"
        said = f"{self.alike:,} of its {self.own:,} own words"
        if self.elsewhere and self.others:
            return f"{said} also stand in {self.elsewhere} and others, which are not taken for its source"
        if self.elsewhere:
            return f"{said} also stand in {self.elsewhere}, which is not taken for its source"
        return f"{said} ({self.share:.0%}) stand in it"


def likelihood(ground: Ground, words: int, share: float, alone: float) -> float:
    """Return how likely (0..1) a parent is the direct one; the arguments as in `Support`."""
    given = fitted("edges")
    likely = 1 / (1 + exp(-given[_kind(ground)] - _extent(words, share) - given["alone"] * alone))
    return likely * _GUESSED if ground == Ground.GUESS else likely


def _kind(ground: Ground) -> Ground:
    """Return the ground that a coefficient was fitted for: of guesses there are too few."""
    return Ground.KIN if ground == Ground.GUESS else ground


def _extent(words: int, share: float) -> float:
    """Return what the number of words and their share weigh, in nats."""
    given = fitted("edges")
    return sum(given[name] * value for name, value in measures(words, share).items())


def measures(words: int, share: float) -> dict[str, float]:
    """Return what the coefficients `words` and `share` are for."""
    return {"words": log(max(_LEAST_WORDS, words)), "share": log(max(_LEAST_SHARE, share))}


def alone(ties: Sequence[Tie], rivals: Sequence[Tie]) -> float:
    """Return which part (0..1) of the words that an article has alike in all of `ties` no rival has."""
    mine = [s for t in ties for s in _worded(t)]
    return size(beyond(mine, [s for t in rivals for s in _worded(t)])) / max(1, size(mine))


def _worded(tie: Tie) -> Sequence[tuple[int, int]]:
    """Return where words agree one by one; what a paraphrase restates, where none do."""
    return tie.exact or tie.all
