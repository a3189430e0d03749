"""Who speaks a quotation beside a verb that no list has: `Bell continued: “…”`, `“…,” Bell sings`."""

import numpy as np

from provaudit.sourcing.clauses import Clauses
from provaudit.sourcing.letters import Bool, Int
from provaudit.sourcing.lexicon import Role, may
from provaudit.sourcing.sites import Found
from provaudit.sourcing.words import COLON, COMMA, QUOTE, keys_of

_AHEAD = 4  # words between a verb and the quotation that it opens, at most; chosen
_SPEAKERS = keys_of(("he", "she", "er", "elle"))


def by_quotes(c: Clauses) -> Found:
    """Return who stands as the subject of any verb right before a quotation or right behind one."""
    before, behind = _before(c), _behind(c)
    return Found(*(np.concatenate(pair) for pair in zip(before, behind, strict=True)))


def _before(c: Clauses) -> Found:
    """`Bell continued: “…”`."""
    gap = c.words.gap
    opening = np.flatnonzero(((gap & QUOTE) != 0) & ((gap & (COLON | COMMA)) != 0) & c.quoted)
    verb, held = np.full(len(opening), -1), np.ones(len(opening), np.bool_)
    for step in range(1, _AHEAD + 1):
        at = np.maximum(opening - step, 0)
        fresh = held & (verb < 0) & c.finite[at] & ~c.quoted[at] & c.plain[at]
        verb[fresh] = at[fresh]
        held &= c.plain[at] & ~c.opens[at] & (opening - step > 0)
    return _spoken(c, verb[verb >= 0])


def _behind(c: Clauses) -> Found:
    """`“…,” Bell sings`."""
    gap = c.words.gap
    first = np.flatnonzero(((gap & QUOTE) != 0) & ((gap & COMMA) != 0) & ~c.quoted)
    named = (c.words.capital[first] & c.nominal[first]) | np.isin(c.words.key[first], _SPEAKERS)
    first = first[named]
    left = np.where(c.nominal[first], c.names.last(first), first)
    verb = np.minimum(left + 1, len(c.words) - 1)
    unknown = (c.roles[verb] == 0) & (c.endings.plural[verb] & ~c.endings.possessive[verb])
    holds = c.plain[verb] & ~c.words.capital[verb] & (verb > left)
    holds &= (c.finite[verb] | unknown) & ~may(c.roles[verb], Role.COPULA | Role.AUXILIARY)
    return Found(verb[holds], verb[holds], first[holds], left[holds])


def _spoken(c: Clauses, verb: Int) -> Found:
    """Return the subjects of verbs, where they are names or `she`."""
    group = c.groups.first(verb)
    left = np.maximum(group - 1, 0)
    free = c.plain[group] & ~c.opens[group] & ~c.quoted[left]
    named: Bool = (c.words.capital[left] & c.nominal[left]) | np.isin(c.words.key[left], _SPEAKERS)
    first = np.where(c.nominal[left], c.phrases.first(left), left)
    free &= ~may(c.roles[first], Role.PREPOSITION)
    verb, group, first, left = (place[free & named] for place in (verb, group, first, left))
    return Found(group, verb, first, left)
