"""What kind of source a noun phrase names: the word at its head tells, and how it is written."""

from collections.abc import Iterator
from enum import IntFlag, auto
from functools import cache
from pathlib import Path

import numpy as np

from provaudit.model import Cited
from provaudit.sourcing.clauses import OWNERS, Clauses
from provaudit.sourcing.letters import CASE, U8, Bool, Int
from provaudit.sourcing.lexicon import Lexicon, Role, entries, listed, may, table
from provaudit.sourcing.words import U64, joined, keys_of, sequences

_ACRONYM = 2  # capitals at its start that make a word an acronym
_AHEAD = 3  # words of a source in which an outlet's name may begin: `el diario El País`; chosen
_BODIES = (
    b"ministerium",
    b"ministeriums",
    b"ministerien",
    b"behorde",
    b"behorden",
    b"amt",
    b"amts",
    b"amtes",
)
_WITHIN = keys_of(("de", "del", "of", "in", "en", "dans", "aus", "von", "der"))


class _Head(IntFlag):
    """What a head may name; OPEN says that only what was named before can tell."""

    PERSON = auto()
    OPEN = auto()
    ANONYMOUS = auto()
    INSTITUTION = auto()
    MEDIUM = auto()
    DOCUMENT = auto()
    MASTHEAD = auto()
    CLOSING = auto()
    INDEFINITE = auto()
    LEADING = auto()
    TELLING = auto()


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
    definite = may(c.roles[first], Role.DETERMINER) & ~may(_names().of(key[first]), _Head.INDEFINITE)
    known = definite & ~c.endings.plural[head]  # `the mother` can be known, `a mother` and `residents` not
    found = np.where(known, _PERSON, _ANONYMOUS)
    found[capital] = np.where(_acronym(c, letters, head), _INSTITUTION, _PERSON)[capital]
    begins = c.names.first(head)
    marked = letters[c.words.start[begins] - 1] == ord('"')  # `der „Kurier“`: a person stands in no marks
    called = marked | _is(c, np.maximum(begins - 1, 0), _Head.MEDIUM)  # `the newspaper Orrow`
    found[capital & (_is(c, begins, _Head.MASTHEAD) | (called & (begins > first)))] = _MEDIUM
    paper = (
        known & (begins == first + 1) & _is(c, head, _Head.CLOSING)
    )  # `the Orrow Sun`: no person has an article
    found[capital & paper] = _MEDIUM
    found[capital & _compound(c, letters, head)] = _INSTITUTION
    for name, kind in _ORDER:
        found[may(names, name)] = kind
    found[_told_by_media(c, first, head, last)] = _MEDIUM
    long = np.flatnonzero((capital | c.words.capital[first]) & (last > first))
    found[long[_outlets(c, first[long], head[long], last[long])]] = _MEDIUM
    return _resolved(found, ~may(names, _Head.OPEN), article)


def nameless(c: Clauses, letters: U8, first: Int, last: Int) -> Bool:
    """Say which sources are an article and nothing more: what stood behind it was not understood."""
    alone = (first == last) & may(c.roles[first], Role.DETERMINER)
    tells = may(c.roles[first], Role.COUNTED | Role.PRONOUN) | _is(
        c, first, _Head.PERSON | _Head.OPEN
    )  # `his claim`
    nothing: Bool = alone & ~tells & ~_acronym(c, letters, first)
    return nothing


def bodies(c: Clauses, first: Int, last: Int) -> Bool:
    """Say which sources are no people, as far as their heads are known: `the company`, `the daily`, `a report`."""
    return _is(c, _heads(c, first, last), _Head.INSTITUTION | _Head.MEDIUM | _Head.DOCUMENT)


def _acronym(c: Clauses, letters: U8, at: Int) -> Bool:
    upper = letters[c.words.start[at] + 1]
    acronym: Bool = (upper >= ord("A")) & (upper <= ord("Z")) & (c.words.size[at] >= _ACRONYM)
    return acronym


def _compound(c: Clauses, letters: U8, at: Int) -> Bool:
    """Say which words are German compounds on a body: `Verkehrsministerium`, `Finanzamt`."""
    end, found = c.words.end[at], np.zeros(len(at), np.bool_)
    for body in _BODIES:
        same = c.words.size[at] > len(body)
        for back, letter in enumerate(reversed(body), 1):
            same &= (letters[end - back] | CASE) == letter
        found |= same
    return found


def _heads(c: Clauses, first: Int, last: Int) -> Int:
    """Return each phrase's head: the word before its first preposition, owner or relative pronoun.

    Of `medios locales`, where what describes a noun follows it, the noun.
    """
    ends = c.is_a(Role.PREPOSITION | Role.RELATIVE) & ~(c.nominal & c.words.capital)
    ends |= np.isin(c.words.key, OWNERS) & ~c.words.capital
    places = np.append(np.flatnonzero(ends), len(ends))
    following = places[np.searchsorted(places, first, side="right")] - 1
    heads: Int = np.minimum(following, last)
    before = np.maximum(heads - 1, first)
    describes = (_names().of(c.words.key[heads]) == 0) & ~c.words.capital[heads]
    return np.where(describes & _is(c, before, _Head.LEADING), before, heads)


def _told_by_media(c: Clauses, first: Int, head: Int, last: Int) -> Bool:
    """Say which are what media tell: `media reports`, `reports in the press`, but no report on the press."""
    told = _is(c, head, _Head.TELLING)
    by = (head > first) & _is(c, head - 1, _Head.MEDIUM)
    within = np.isin(c.words.key[np.minimum(head + 1, last)], _WITHIN)
    for ahead in (2, 3):
        by |= within & (head + ahead <= last) & _is(c, np.minimum(head + ahead, last), _Head.MEDIUM)
    return told & by


def _outlets(c: Clauses, first: Int, head: Int, last: Int) -> Bool:
    """Say whose head is in the name of a medium of several words: `El País`, `the Folha de S.Paulo`.

    Nobody who works there (`the El País reporter Ann Bell`), nor what has a longer name (`Orrow Press Association`).
    """
    found = np.zeros(len(first), np.bool_)
    for ahead in range(_AHEAD):
        begin = np.minimum(first + ahead, last)
        before = np.maximum(begin - 1, first)
        alone = (ahead == 0) | ~c.words.capital[before] | may(c.roles[before], Role.DETERMINER)
        names, held, at = c.words.key[begin], c.words.capital[begin] & alone & (begin <= head), begin
        for size in range(2, max(_mastheads()) + 1):
            at = np.minimum(at + 1, len(c.words) - 1)
            names, held = joined(names, c.words.key[at]), held & c.plain[at]
            found |= held & (head <= at) & np.isin(names, _mastheads().get(size, ()))
    return found


def _is(c: Clauses, at: Int, head: _Head) -> Bool:
    """Say which words may be a head of the kind, or of one of several."""
    return may(_names().of(c.words.key[at]), head)


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


@cache
def _mastheads() -> dict[int, U64]:
    """Return the names of media that are several words, as `joined` has them, by their number."""
    forms = [
        str(form)
        for name in ("media-names", "agency-names")
        for one in entries(name)
        for form in one["forms"]
    ]
    return sequences([form for form in forms if " " in form])
