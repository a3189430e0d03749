"""How verbs that cite stand in their clause: what they govern, what stands before them, and whether it was done."""

import numpy as np

from provaudit.sourcing.clauses import Clauses
from provaudit.sourcing.letters import Bool, Int
from provaudit.sourcing.lexicon import Role, may
from provaudit.sourcing.sites import Sites, marked
from provaudit.sourcing.words import BREAK, CLOSE, COLON, COMMA, DASH, OPEN, QUOTE, STOP, U64, key_of, keys_of

_AHEAD = 7  # words behind a verb within which what was said begins: `told reporters on Monday that`; chosen
_HELPERS = 5  # words of a verb group before the verb that are looked at; chosen
_LINK = 12  # words from the bracket that opens a link to whom it names, at most; chosen
_TO, _THAT = key_of("to"), key_of("that")
_DOUBTS = keys_of(("if", "whether", "unless", "lest"))
_OUGHT = keys_of(("should", "must", "ought", "shouldn't"))
_MODAL = keys_of(
    (
        "will",
        "would",
        "could",
        "might",
        "may",
        "can",
        "shall",
        "to",
        "won't",
        "wouldn't",
        "couldn't",
        "can't",
        "cannot",
    )
)
_MODALS = np.concatenate((_MODAL, _OUGHT))
_TIMES = keys_of(("time", "times", "day", "moment", "way", "speech", "thing"))
_ONCE = keys_of(("when", "once", "if", "unless", "while", "until"))
_SPEAK = keys_of(("spoke", "spoken", "speaks", "talked", "talks", "speak", "talk", "speaking", "talking"))
_ABOUT = keys_of(("of", "about", "out", "against"))


def talks(s: Sites) -> Bool:
    """Say which only tell that somebody spoke, and not of what: `spoke for an hour`."""
    speaking: Bool = np.isin(s.c.words.key[s.at], _SPEAK)
    return speaking


def on_topic(s: Sites) -> Bool:
    """Say which tell what somebody spoke of: `talked to reporters about the pier`."""
    c, found, held = s.c, np.zeros(len(s.at), np.bool_), talks(s)
    for step in range(1, _AHEAD + 1):
        at = np.minimum(s.at + step, len(c.words) - 1)
        held &= c.plain[at] & ~c.finite[at]
        found |= held & np.isin(c.words.key[at], _ABOUT)
    return found


def governed(s: Sites) -> tuple[Bool, Bool, Bool]:
    """Say behind which verbs a clause of what was said begins, a quotation, or a noun."""
    c, size = s.c, len(s.c.words)
    clause, quote = np.zeros(len(s.at), np.bool_), np.zeros(len(s.at), np.bool_)
    rest, say = np.arange(len(s.at)), s.can(Role.SAY)
    for step in range(1, _AHEAD + 1):
        at = s.at[rest] + step
        rest, at = rest[at < size], at[at < size]
        gap = c.words.gap[at]
        opened = ((gap & QUOTE) != 0) & (say[rest] | ((gap & (COMMA | COLON)) != 0))
        quote[rest] |= (opened | ((gap & COLON) != 0)) & ((gap & BREAK) == 0)
        that = may(c.roles[at], Role.COMPLEMENT) & (c.words.key[at] != _TO) & c.plain[at]
        that |= (c.words.key[at] == _THAT) & (gap == COMMA)
        clause[rest] |= that
        goes = ((gap & (STOP | BREAK | QUOTE | COLON | COMMA)) == 0) & ~that & ~c.verb[at]
        goes &= ~may(c.roles[at], Role.RELATIVE)
        rest = rest[goes]
    right = s.right
    noun = c.plain[right] & (may(c.roles[right], Role.DETERMINER | Role.PRONOUN) | c.nominal[right])
    return clause, quote, noun & (right > s.at)


def beside_a_claim(s: Sites, first: Int, last: Int) -> Bool:
    """Say which stand with their source behind what was said: `“…,” Bell said`, `…, officials said`."""
    c = s.c
    place = np.maximum(first, 0)
    begin = np.minimum(place, s.group)
    after = np.minimum(np.maximum(last, s.at) + 1, len(c.words) - 1)
    next_to = (last + 1 == s.group) | (first == s.at + 1)
    ends = (c.words.gap[after] & (COMMA | STOP | BREAK | COLON)) != 0
    ends |= may(c.roles[after], Role.TIME | Role.PREPOSITION) & ~may(c.roles[after], Role.INFINITIVE)
    ends &= s.can(Role.SAY) | ((c.words.gap[after] & (STOP | BREAK)) != 0)
    quote = (c.words.gap[begin] & QUOTE) != 0
    comma = (c.words.gap[begin] & (COMMA | DASH)) != 0
    claim: Bool = next_to & (quote | (comma & ends)) & ~c.opens[begin]
    return claim


def unreal(s: Sites) -> Bool:
    """Say which are not told as done: `should say`."""
    return _helped(s, _MODALS) & ~s.within(Role.CONTROL)


def _helped(s: Sites, words: U64) -> Bool:
    """Say whose group holds one of the words before the verb."""
    found = np.zeros(len(s.at), np.bool_)
    for step in range(1, _HELPERS + 1):
        at = s.at - step
        found |= (at >= s.group) & np.isin(s.c.words.key[np.maximum(at, 0)], words)
    return found


def supposed(s: Sites, first: Int) -> Bool:
    """Say which are asked or supposed: `if he knew`, `Would Bell tell`."""
    c = s.c
    before = np.maximum(first - 1, 0)
    doubted = np.isin(c.words.key[before], _DOUBTS) & (first > 0) & ~c.opens[first]
    opening = c.sentences.first(s.at)
    commas = np.cumsum((c.words.gap & COMMA) != 0)
    before_comma = commas[np.maximum(first, 0)] == commas[opening]  # but `Should the pier fall, Bell warns`
    asked = may(c.roles[opening], Role.AUXILIARY | Role.COPULA) & ~may(c.roles[opening], Role.DETERMINER)
    told: Bool = doubted | (asked & before_comma & (opening < first) & (opening < s.group))
    return told


def elliptic(s: Sites, first: Int) -> Bool:
    """Say which have no subject of their own: `when asked`."""
    return s.beside(Role.CONJUNCTION) & np.isin(s.c.words.key[s.left], _ONCE) & (first < s.left)


def timed(c: Clauses, first: Int) -> Bool:
    """Say which stand with their source in a clause on a time or a thing: `the first time Bell testified`."""
    before = np.maximum(first - 1, 0)
    return c.plain[first] & ~c.opens[first] & np.isin(c.words.key[before], _TIMES)


def teased(c: Clauses, first: Int) -> Bool:
    """Say which sources open what a label in brackets links to: `(PHOTOS: Mayors speak out)`."""
    opened, closed, colon = (
        places[np.searchsorted(places, first, side="right") - 1]
        for places in (marked((c.words.gap & mark) != 0) for mark in (OPEN, CLOSE, COLON))
    )
    link: Bool = (colon > opened) & (opened > closed) & (first - opened < _LINK)
    return link


def restricted(s: Sites, first: Int, last: Int) -> Bool:
    """Say which only tell one of several from the others: `the states that refused`, `the plan Bell announced`.

    But not `Bell, who refused`.
    """
    c = s.c
    relative = may(c.roles[last], Role.RELATIVE) | (c.words.key[last] == _THAT)
    before = np.maximum(first - 1, 0)
    bare = c.plain[first] & ~c.opens[first] & c.nominal[before] & (first > 0) & (last < s.group)
    bare &= ~c.words.capital[before]
    one_of: Bool = (relative & (c.words.gap[last] & COMMA == 0)) | bare
    return one_of


def ought(s: Sites) -> Bool:
    """Say which somebody is told to: `the board should explain`."""
    return _helped(s, _OUGHT)
