"""What kind of source a noun phrase names: the word at its head tells, and how it is written."""

from collections.abc import Iterator
from enum import IntFlag, auto
from functools import cache
from pathlib import Path

import numpy as np

from provaudit.model import Cited
from provaudit.sourcing.clauses import Clauses
from provaudit.sourcing.letters import U8, Bool, Int
from provaudit.sourcing.lexicon import Lexicon, Role, entries, listed, may, table

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
    INDEFINITE = auto()


_BY_ENTRY = {"media": _Head.MEDIUM, "group": _Head.ANONYMOUS, "agency": _Head.MEDIUM, "region": _Head(0)}
KINDS = tuple(Cited)
_PERSON, _INSTITUTION, _MEDIUM, _DOCUMENT, _ANONYMOUS = range(len(KINDS))
_ORDER = (
    (_Head.DOCUMENT, _DOCUMENT),
    (_Head.INSTITUTION, _INSTITUTION),
    (_Head.MEDIUM, _MEDIUM),
    (_Head.ANONYMOUS, _ANONYMOUS),
    (_Head.PERSON, _PERSON),
)
"""What a head that may name several is taken for: the last of these."""


def kinds(c: Clauses, letters: U8, first: Int, last: Int, article: Int) -> Int:
    """Return which `KINDS` each source is of; sources stand in reading order."""
    head, key = _heads(c, first, last), c.words.key
    names, capital = _names().of(key[head]), c.words.capital[head]
    upper = letters[c.words.start[head] + 1]
    long = c.words.end[head] - c.words.start[head] >= _ACRONYM
    acronym = (upper >= ord("A")) & (upper <= ord("Z")) & long
    definite = may(c.roles[first], Role.DETERMINER) & ~may(_names().of(key[first]), _Head.INDEFINITE)
    known = definite & ~c.endings.plural[head]  # `the mother` can be known, `a mother` and `residents` not
    found = np.where(known, _PERSON, _ANONYMOUS)
    found[capital] = np.where(acronym, _INSTITUTION, _PERSON)[capital]
    found[capital & may(_names().of(key[c.names.first(head)]), _Head.MASTHEAD)] = _MEDIUM
    for name, kind in _ORDER:
        found[may(names, name)] = kind
    return _resolved(found, ~may(names, _Head.OPEN), article)


def _heads(c: Clauses, first: Int, last: Int) -> Int:
    """Return each phrase's head: the word before its first preposition or its relative pronoun."""
    ends = c.is_a(Role.PREPOSITION | Role.RELATIVE) & ~(c.nominal & c.words.capital)
    places = np.append(np.flatnonzero(ends), len(ends))
    following = places[np.searchsorted(places, first, side="right")] - 1
    heads: Int = np.minimum(following, last)
    return heads


def _resolved(found: Int, named: Bool, article: Int) -> Int:
    """Give `it` and `they` the kind of the source before, within one article; without one they are anonymous."""
    before = np.maximum.accumulate(np.where(named, np.arange(len(found)), -1))
    known = (before >= 0) & (article[before] == article)
    return np.where(known, found[before], _ANONYMOUS)


@cache
def _names() -> Lexicon:
    return table(_heads_known())


def _heads_known() -> Iterator[tuple[str, int]]:
    for kind, words in listed(Path(__file__).with_name("kinds.yaml")).items():
        yield from ((str(word), _Head[kind.upper()]) for word in words)
    for vocabulary in ("institution-words", "place-words", "agency-names", "media-names"):
        for entry in entries(vocabulary):
            head = _BY_ENTRY.get(entry["kind"], _Head.INSTITUTION)
            yield from ((str(form), head) for form in entry["forms"] if " " not in str(form))
