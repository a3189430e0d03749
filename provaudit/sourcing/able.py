"""Which noun phrases can speak: names, people, bodies, papers; no numbers, times, deeds and qualities."""

import numpy as np

from provaudit.sourcing.clauses import Clauses
from provaudit.sourcing.kinds import Head, is_a
from provaudit.sourcing.letters import CASE, Bool, Int
from provaudit.sourcing.lexicon import Role, may

_SPEAKERS = (
    Head.PERSON | Head.OPEN | Head.ANONYMOUS | Head.INSTITUTION | Head.MEDIUM | Head.DOCUMENT | Head.HUMAN
)
_SMALL = Role.ADVERB | Role.TIME | Role.PREPOSITION | Role.VERB | Role.CONJUNCTION
_PEOPLE = (b"er", b"or", b"ist", b"ian", b"man", b"men", b"eer")
"""What words for people end in; those that end so and are none stand in `kinds.yaml` as things."""


def able(c: Clauses, head: Int, last: Int) -> Bool:
    """Say which sources are known to be able to say something, by their head and last word."""
    known = is_a(c, head, _SPEAKERS) | (_agent(c, head) & ~is_a(c, head, Head.THING))
    named = c.words.capital[head] & ~is_a(c, head, Head.THING) & ~may(c.roles[head], Role.TIME)
    return known | (named & ~_small(c, head)) | may(c.roles[last], Role.COUNTED)


def known(c: Clauses, head: Int, able: Bool) -> Bool:
    """Say which of those that can speak are names or `she`: who is named is told of, and takes stands."""
    capital = c.words.capital[head] & ~stands_in(c, head)
    return (capital & able) | is_a(c, head, Head.PERSON)


def stands_in(c: Clauses, head: Int) -> Bool:
    """Say which sources stand for somebody who was named before: `they`, `it`, `which`."""
    return is_a(c, head, Head.OPEN)


def hollow(c: Clauses, head: Int) -> Bool:
    """Say which phrases can be no source whatever the verb: numbers, times, small words."""
    digit = c.letters[c.words.start[head]] < ord("A")
    thing = is_a(c, head, Head.THING) & ~c.words.capital[head]
    nothing: Bool = digit | _small(c, head) | thing | (c.endings.going[head] & ~c.words.capital[head])
    return nothing


def _small(c: Clauses, head: Int) -> Bool:
    """Say which heads are words that no phrase has for a head."""
    small = may(c.roles[head], _SMALL) & ~may(c.roles[head], Role.COUNTED | Role.PRONOUN | Role.DETERMINER)
    return small & ~(c.words.capital & ~c.opens)[head]


def _agent(c: Clauses, at: Int) -> Bool:
    """Say which small words end as words for people do, in the singular or the plural."""
    end = c.words.end[at] - (c.endings.plural[at] & ~c.endings.possessive[at])
    end = np.where(c.endings.possessive[at], end - len("'s"), end)
    found = np.zeros(len(at), np.bool_)
    for ending in _PEOPLE:
        same = end - c.words.start[at] > len(ending) + 1
        for back, letter in enumerate(reversed(ending), 1):
            same &= (c.letters[end - back] | CASE) == letter
        found |= same
    return found & ~c.words.capital[at]
