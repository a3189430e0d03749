"""What kind of source a noun phrase names: the word at its head tells, and how it is written."""

from collections.abc import Iterator
from enum import IntFlag, auto
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from provaudit.model import Cited
from provaudit.sourcing.clauses import Clauses
from provaudit.sourcing.lexicon import Lexicon, Role, entries, listed, table
from provaudit.sourcing.words import U8, Bool, Int, shifted

_ACRONYM = 2  # capitals at its start that make a word an acronym


class _Head(IntFlag):
    """What a head may name; OPEN says that only what was named before can tell."""

    PERSON = auto()
    OPEN = auto()
    ANONYMOUS = auto()
    INSTITUTION = auto()
    MEDIUM = auto()
    DOCUMENT = auto()
    MASTHEAD = auto()


_BY_ENTRY = {"media": _Head.MEDIUM, "group": _Head.ANONYMOUS, "agency": _Head.MEDIUM, "region": _Head(0)}
_ORDER = {
    _Head.PERSON: Cited.PERSON,
    _Head.ANONYMOUS: Cited.ANONYMOUS,
    _Head.MEDIUM: Cited.MEDIUM,
    _Head.INSTITUTION: Cited.INSTITUTION,
    _Head.DOCUMENT: Cited.DOCUMENT,
}


def kinds(c: Clauses, letters: U8, first: Int, last: Int, article: Int) -> NDArray[np.str_]:
    """Return a kind of `model.Cited` for each source; sources stand in reading order."""
    head = _heads(c, first, last)
    capital = c.words.capital[head]
    names = _names().of(c.words.key[head])
    upper = letters[c.words.start[head] + 1]
    acronym = (
        capital
        & (upper >= ord("A"))
        & (upper <= ord("Z"))
        & (c.words.end[head] - c.words.start[head] >= _ACRONYM)
    )
    found = np.where(capital, np.where(acronym, Cited.INSTITUTION, Cited.PERSON), _described(c, first, head))
    opening = _names().of(c.words.key[c.name[head]])
    found = np.where(capital & ((opening & int(_Head.MASTHEAD)) != 0), Cited.MEDIUM, found)
    for may, kind in reversed(_ORDER.items()):
        found = np.where((names & int(may)) != 0, kind, found)
    named = (names & int(_Head.OPEN)) == 0
    return _resolved(found, named, article)


def _heads(c: Clauses, first: Int, last: Int) -> Int:
    """Return each phrase's head: the word before its first preposition or its relative pronoun."""
    ends = c.is_a(Role.PREPOSITION | Role.RELATIVE) & ~(c.nominal & c.words.capital)
    place = np.arange(len(ends))
    following = np.minimum.accumulate(np.where(shifted(ends, 1), place, len(ends))[::-1])[::-1]
    return np.where(following[first] < last, following[first], last)


def _described(c: Clauses, first: Int, head: Int) -> NDArray[np.str_]:
    """Return the kind of a head that is no name: `the mother` can be known, `a mother` and `residents` not."""
    definite = c.is_a(Role.DETERMINER)[first] & ~c.is_a(Role.INDEFINITE)[first]
    return np.where(definite & ~c.plural[head], Cited.PERSON, Cited.ANONYMOUS)


def _resolved(found: NDArray[np.str_], named: Bool, article: Int) -> NDArray[np.str_]:
    """Give `it` and `they` the kind of the source before, within one article; without one they are anonymous."""
    place = np.arange(len(found))
    before = np.maximum.accumulate(np.where(named, place, -1))
    known = (before >= 0) & (article[before] == article)
    return np.where(named, found, np.where(known, found[before], Cited.ANONYMOUS))


@cache
def _names() -> Lexicon:
    return table(_heads_known())


def _heads_known() -> Iterator[tuple[str, int]]:
    for kind, words in listed(Path(__file__).with_name("kinds.yaml")).items():
        yield from ((str(word), _Head[kind.upper()]) for word in words)
    for vocabulary in ("institution-words", "place-words", "agency-names"):
        for entry in entries(vocabulary):
            head = _BY_ENTRY.get(entry["kind"], _Head.INSTITUTION)
            yield from ((str(form), head) for form in entry["forms"] if " " not in str(form))
