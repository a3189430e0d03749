"""What is known of single words: the cues of attribution and the small words that hold a clause together."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag, auto
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from provaudit.resources import shipped
from provaudit.sourcing.letters import Int
from provaudit.sourcing.words import U64, keys_of

U32 = NDArray[np.uint32]

_SLOTS = 20  # bits of the table's size: two megabytes stay in the cache; chosen


class Role(IntFlag):
    """What a word can do in a clause; a word may do several things. Their 32 bits fill half an entry of the lexicon."""

    DETERMINER = auto()
    PREPOSITION = auto()
    CONJUNCTION = auto()
    JUNCTION = auto()
    RELATIVE = auto()
    PRONOUN = auto()
    AUXILIARY = auto()
    COPULA = auto()
    ADVERB = auto()
    TIME = auto()
    ABBREVIATION = auto()
    VERB = auto()
    INFINITIVE = auto()
    BY = auto()
    NOUN = auto()
    INVERTING = auto()
    TRANSITIVE = auto()
    HOMOGRAPH = auto()
    LIGHT = auto()
    PHRASAL = auto()
    ATTITUDE = auto()
    COUNTED = auto()
    REDUCED = auto()
    CONTROL = auto()
    CLAUSAL = auto()
    COMPLEMENT = auto()
    FOREIGN = auto()  # not only English
    SAY = auto()
    PAST = auto()
    PRESENT = auto()
    BASE = auto()
    PARTICIPLE = auto()


class Way(IntFlag):
    """How a verb may tell what somebody said."""

    ACT = auto()
    STANCE = auto()
    WEAK = auto()
    MIND = auto()
    POSITION = auto()


CUE = Role.PAST | Role.PRESENT | Role.BASE | Role.PARTICIPLE
"""The forms of verbs that cite by themselves: of saying, or else of a stance."""

_OTHER = ("claim", "phrases", "phrasal", "evidence", "weak", "mind", "position")
"""Sections of the grammar that hold no single words, or say nothing of a word by itself."""

_HERE = Path(__file__).parent
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # five times as fast where it is built in
_LOWER_HALF = np.uint64(0xFFFFFFFF)


def may(roles: U32, role: IntFlag) -> NDArray[np.bool_]:
    """Say which words may play a role, or one of several."""
    marks: NDArray[np.bool_] = (roles & np.uint32(role)) != 0
    return marks


@dataclass(frozen=True)
class Lexicon:
    """Roles by a word's key: a table without collisions, so that one look answers."""

    slots: NDArray[np.uint16]
    entries: U64  # upper half: the upper half of the word's key; lower half: its roles
    factor: np.uint64

    def of(self, keys: U64) -> U32:
        """Return the roles of each word, 0 where it is not known."""
        entry = self.entries[self.slots[_slot(keys, self.factor)]]
        known = (entry ^ keys) <= _LOWER_HALF
        return entry.astype(np.uint32) * known


@cache
def lexicon() -> Lexicon:
    """Return the roles of all words that are known."""
    return table(_words())


def table(words: Iterable[tuple[str, int]]) -> Lexicon:
    """Return a lexicon of words with what each may be; a word that comes twice may be both."""
    written, roles = zip(*words, strict=True)
    keys, place = np.unique(keys_of(written), return_inverse=True)
    known = np.zeros(len(keys), np.uint64)
    np.bitwise_or.at(known, place, np.array(roles, np.uint64))
    factor = next(factor for factor in _factors() if _apart(keys, factor))
    slots = np.zeros(1 << _SLOTS, np.uint16)
    slots[_slot(keys, factor)] = np.arange(1, len(keys) + 1)
    return Lexicon(slots, np.append(np.uint64(0), keys & ~_LOWER_HALF | known), factor)


@cache
def ways() -> Lexicon:
    """Return how verbs tell what somebody said."""
    known = [
        (str(word), Way.ACT if entry["kind"].startswith("act") else Way.STANCE)
        for entry in entries("attribution-verbs")
        if entry["kind"].startswith(("act", "stance"))
        for word in entry["forms"]
    ]
    known += [(word, Way[name.upper()]) for name in ("weak", "mind", "position") for word in grammar()[name]]
    return table(known)


def listed(path: Path) -> Any:
    """Return what a YAML file that ships with the package holds."""
    return yaml.load(path.read_text("utf-8"), _LOADER)  # noqa: S506 -- a safe loader, whichever of the two


def entries(vocabulary: str) -> list[dict[str, Any]]:
    """Return the entries of a shipped vocabulary: name, kind, forms."""
    found: list[dict[str, Any]] = listed(shipped("rules") / "vocabulary" / f"{vocabulary}.yaml")["entries"]
    return found


@cache
def grammar() -> dict[str, list[str]]:
    """Return the small words by role."""
    return {name: [str(word) for word in words] for name, words in listed(_HERE / "grammar.yaml").items()}


def _words() -> list[tuple[str, Role]]:
    known = grammar()
    small = [
        (word, Role[name.upper()]) for name, words in known.items() if name not in _OTHER for word in words
    ]
    phrasal = [(phrase.split()[0], Role.PHRASAL) for phrase in known["phrasal"]]
    verbs = [
        (str(word), said | Role[form.upper()] | foreign)
        for entry in entries("attribution-verbs")
        for name, _, form in [entry["kind"].partition("-")]
        for said in [Role.SAY if name == "say" else Role(0)]
        for foreign in [Role(0) if entry["name"].startswith("english") else Role.FOREIGN]
        for word in entry["forms"]
    ]
    return small + phrasal + verbs


def _factors() -> U64:
    """Return odd factors to try; of a few thousand words about one in a hundred keeps all apart."""
    return np.random.default_rng(0).integers(1, 1 << 63, 10_000, np.uint64) | np.uint64(1)


def _apart(keys: U64, factor: np.uint64) -> bool:
    return len(np.unique(_slot(keys, factor))) == len(keys)


def _slot(keys: U64, factor: np.uint64) -> Int:
    return ((keys * factor) >> np.uint64(64 - _SLOTS)).view(np.int64)
