"""What kind of source a noun phrase names: the word at its head tells, and how it is written."""

from collections.abc import Iterator
from enum import IntFlag, auto
from functools import cache
from pathlib import Path

import numpy as np

from provaudit.model import Cited
from provaudit.sourcing.clauses import Clauses
from provaudit.sourcing.letters import CASE, U8, Bool, Int
from provaudit.sourcing.lexicon import U32, Lexicon, Role, entries, listed, may, table
from provaudit.sourcing.words import U64, joined, keyed, keys_of, sequences

_ACRONYM = 2  # capitals at its start that make a word an acronym
_SHOUTED = 7  # letters from which a word in capitals is no acronym, but a transcript's `NAVARRO`; chosen
_BEFORE = 3  # letters before the body in a German compound on it, at least: `Stadtrat`, but `Brat`; chosen
_NUMERALS = keys_of(("ii", "iii", "iv", "vi"))  # `Ann Bell III`
_TITLES = keys_of(
    (
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "rep",
        "gov",
        "gen",
        "col",
        "capt",
        "sgt",
        "lt",
        "prof",
        "rev",
        "hon",
        "maj",
    )
)
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
    b"rat",
    b"rats",
)
_PEOPLE = (b"ists", b"ians")  # no surname ends so
_CIRCLES = (b"kreise", b"kreisen")
_WITHIN = keys_of(("de", "del", "of", "in", "en", "dans", "aus", "von", "der"))


class Head(IntFlag):
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
    HUMAN = auto()
    PARTISAN = auto()
    COUNTRY = auto()
    THING = auto()
    BEARING = auto()


_BY_ENTRY = {"media": Head.MEDIUM, "group": Head.ANONYMOUS, "agency": Head.MEDIUM, "region": Head(0)}
KINDS = tuple(Cited)
_PERSON, _INSTITUTION, _MEDIUM, _DOCUMENT, _ANONYMOUS = range(len(KINDS))
_ORDER = (
    (Head.DOCUMENT, _DOCUMENT),
    (Head.INSTITUTION, _INSTITUTION),
    (Head.MEDIUM, _MEDIUM),
    (Head.ANONYMOUS, _ANONYMOUS),
    (Head.PERSON, _PERSON),
)
"""What a head that may name several is taken for: the last of these."""


def kinds(c: Clauses, letters: U8, first: Int, last: Int, article: Int) -> Int:
    """Return which `KINDS` each source is of; sources stand in reading order."""
    head, key = heads(c, first, last), c.words.key
    names, capital = _named(c, head), c.words.capital[head]
    many = may(names, Head.HUMAN) | _compound(c, letters, head, _PEOPLE)
    opening = c.opens[head] & c.endings.plural[head] & many  # `Allies of the mayor`: its capital says nothing
    names, capital = names & ~np.uint32(Head.HUMAN), capital & ~opening
    definite = may(c.roles[first], Role.DETERMINER) & ~may(_names().of(key[first]), Head.INDEFINITE)
    owned = c.endings.possessive[first] | c.endings.possessive[np.maximum(head - 1, 0)]
    definite |= (head > first) & owned
    known = definite & ~c.endings.plural[head]  # `the mother` can be known, `a mother` and `residents` not
    found = np.where(known, _PERSON, _ANONYMOUS)
    found[capital] = np.where(_acronym(c, letters, head), _INSTITUTION, _PERSON)[capital]
    begins = c.names.first(head)
    marked = letters[c.words.start[begins] - 1] == ord('"')  # `der „Kurier“`: a person stands in no marks
    called = marked | is_a(c, np.maximum(begins - 1, 0), Head.MEDIUM)  # `the newspaper Orrow`
    found[capital & (is_a(c, begins, Head.MASTHEAD) | (called & (begins > first)))] = _MEDIUM
    paper = (
        known & (begins == first + 1) & is_a(c, head, Head.CLOSING)
    )  # `the Orrow Sun`: no person has an article
    found[capital & paper] = _MEDIUM
    bearing = (begins > first) & is_a(c, np.maximum(begins - 1, 0), Head.BEARING)  # `the firm Orrow`
    found[capital & bearing & ~c.words.capital[np.maximum(begins - 1, 0)]] = _INSTITUTION
    found[capital & _compound(c, letters, head, _BODIES)] = _INSTITUTION
    found[capital & _compound(c, letters, head, _CIRCLES)] = _ANONYMOUS
    for name, kind in _ORDER:
        found[may(names, name)] = kind
    found[may(names, Head.DOCUMENT) & ~c.words.capital[head] & (found == _INSTITUTION)] = (
        _DOCUMENT  # `a survey`
    )
    titled = np.isin(key[begins], _TITLES) & (begins < head)
    found[capital & titled & (found == _INSTITUTION)] = _PERSON  # `Rep. Ann Banks`
    found[_told_by_media(c, first, head, last)] = _MEDIUM
    member = may(names, Head.PARTISAN) & ((begins == head) | ~capital)  # `the Democrat`
    open_ = may(_names().of(key[first]), Head.INDEFINITE)
    member |= capital & open_ & (begins == head) & (found == _PERSON)  # `one Pakistani`
    found[member] = np.where(definite, _PERSON, _ANONYMOUS)[member]
    found[capital & may(names, Head.COUNTRY) & (begins == head)] = _INSTITUTION
    long = np.flatnonzero((capital | c.words.capital[first]) & (last > first))
    found[long[_outlets(c, first[long], head[long], last[long])]] = _MEDIUM
    return _resolved(found, ~may(names, Head.OPEN), article)


def nameless(c: Clauses, letters: U8, first: Int, last: Int) -> Bool:
    """Say which sources are an article and nothing more: what stood behind it was not understood."""
    alone = (first == last) & may(c.roles[first], Role.DETERMINER)
    tells = may(c.roles[first], Role.COUNTED | Role.PRONOUN) | is_a(
        c, first, Head.PERSON | Head.OPEN
    )  # `his claim`
    nothing: Bool = alone & ~tells & ~_acronym(c, letters, first)
    return nothing


def bodies(c: Clauses, first: Int, last: Int) -> Bool:
    """Say which sources are no people, as far as their heads are known: `the company`, `the daily`, `a report`."""
    return is_a(c, heads(c, first, last), Head.INSTITUTION | Head.MEDIUM | Head.DOCUMENT)


def media(c: Clauses, first: Int, last: Int) -> Bool:
    """Say which phrases name an outlet or an agency."""
    head = heads(c, first, last)
    return is_a(c, head, Head.MEDIUM) | _outlets(c, first, head, last)


def papers(c: Clauses, head: Int) -> Bool:
    """Say which heads are those of documents: `the poll`, `a study by the board`."""
    return is_a(c, head, Head.DOCUMENT)


def _acronym(c: Clauses, letters: U8, at: Int) -> Bool:
    upper = letters[c.words.start[at] + 1]
    marked = (upper == ord("-")) | (upper == ord("&"))  # `C-SPAN`, `A&E`
    upper = np.where(marked, c.letters[c.words.start[at] + 2], upper)
    acronym: Bool = (upper >= ord("A")) & (upper <= ord("Z")) & (c.words.size[at] >= _ACRONYM)
    last = letters[c.words.end[at] - 1]
    shouted = (c.words.size[at] >= _SHOUTED) & (last >= ord("A")) & (last <= ord("Z"))
    for place in range(1, _SHOUTED - 1):
        shouted &= letters[c.words.start[at] + place] != ord("-")  # `AFL-CIO`
    acronym &= ~np.isin(c.words.key[at], _NUMERALS) & ~shouted
    return acronym


def _compound(c: Clauses, letters: U8, at: Int, bodies: tuple[bytes, ...]) -> Bool:
    """Say which words are German compounds on such words: `Verkehrsministerium`, `Finanzamt`."""
    end, found = c.words.end[at], np.zeros(len(at), np.bool_)
    for body in bodies:
        same = c.words.size[at] >= len(body) + _BEFORE
        for back, letter in enumerate(reversed(body), 1):
            same &= (letters[end - back] | CASE) == letter
        found |= same
    return found


def heads(c: Clauses, first: Int, last: Int) -> Int:
    """Return each phrase's head: the word before its first preposition, owner or relative pronoun.

    Of `medios locales`, where what describes a noun follows it, the noun.
    """
    places = c.ends
    following = places[np.searchsorted(places, first, side="right")] - 1
    heads: Int = np.minimum(following, last)
    before = np.maximum(heads - 1, first)
    describes = (_names().of(c.words.key[heads]) == 0) & ~c.words.capital[heads]
    return np.where(describes & is_a(c, before, Head.LEADING), before, heads)


def _told_by_media(c: Clauses, first: Int, head: Int, last: Int) -> Bool:
    """Say which are what media tell: `media reports`, `reports in the press`, but no report on the press."""
    told = is_a(c, head, Head.TELLING)
    by = (head > first) & is_a(c, head - 1, Head.MEDIUM)
    within = np.isin(c.words.key[np.minimum(head + 1, last)], _WITHIN)
    for ahead in (2, 3):
        by |= within & (head + ahead <= last) & is_a(c, np.minimum(head + ahead, last), Head.MEDIUM)
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


def is_a(c: Clauses, at: Int, head: Head) -> Bool:
    """Say which words may be a head of the kind, or of one of several."""
    return may(_named(c, at), head)


def _named(c: Clauses, at: Int) -> U32:
    """Return what words may be as heads; of an owner that is not known as such, what he may be: `the police's`."""
    found = _names().of(c.words.key[at])
    owners = np.flatnonzero((found == 0) & c.endings.possessive[at])
    found[owners] = _names().of(
        keyed(c.small, c.words.start[at[owners]], c.words.end[at[owners]] - len("'s"))
    )
    return found


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
        yield from ((str(word), Head[kind.upper()]) for word in words)
    for vocabulary in ("institution-words", "place-words", "agency-names", "media-names"):
        for entry in entries(vocabulary):
            head = _BY_ENTRY.get(entry["kind"], Head.INSTITUTION)
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
