"""Sources that stand behind their verb: `said the mayor`, `was told by an aide`, `was documented in the film`."""

from collections.abc import Iterator

import numpy as np

from provaudit.sourcing.kinds import heads, media, papers
from provaudit.sourcing.letters import Int
from provaudit.sourcing.lexicon import Role, may
from provaudit.sourcing.persons import ended, followed
from provaudit.sourcing.sites import Sites, Span
from provaudit.sourcing.words import BREAK, COMMA, DASH, QUOTE, STOP, key_of, keys_of

_BEHIND = 4  # words between a passive verb and its `by`; chosen
_IN, _AS = key_of("in"), key_of("as")
_THIS = keys_of(("das", "dies", "so"))


def inverted(s: Sites) -> Iterator[Span]:
    """`“…,” said the mayor`; after a comma alone only where the source ends with its clause, or is a name there."""
    c = s.c
    quotation = s.gap(QUOTE) | (c.quoted[s.left] & ~c.plain[s.group])
    right = _behind_time(s)
    end = c.phrases.last(right)
    after = np.minimum(end + 1, len(c.words) - 1)
    ends = (c.words.gap[after] & (STOP | BREAK)) != 0  # whatever opens behind it, such as a quotation
    closed = (~c.plain[after] & (ends | (c.words.gap[after] & QUOTE == 0))) | (after == end)
    closed |= may(c.roles[after], Role.TIME | Role.PREPOSITION)
    day = (after == right + 1) & may(c.roles[after], Role.TIME)  # `dijo el lunes`
    end = ended(s, end)
    closed |= followed(s, end)
    named = c.words.capital[right] | c.words.capital[end] | closed
    heads = c.plain[right] & (
        (c.nominal[right] & named) | may(c.roles[right], Role.DETERMINER | Role.PRONOUN)
    )
    heads &= ~s.loose & ~s.passive & ~may(c.roles[right], Role.TIME)
    heads &= ~(day & may(c.roles[right], Role.DETERMINER))
    known, opening = s.can(Role.INVERTING), s.opened & c.words.capital[right]
    known |= s.can(Role.SAY) & s.can(Role.FOREIGN)
    known |= s.can(Role.SAY) & ~s.can(Role.TRANSITIVE) & c.words.capital[end] & ~s.weak
    opening |= (
        c.opens[s.left] & np.isin(c.words.key[s.left], _THIS) & c.plain[s.group]
    )  # `Das berichtet der Kurier.`
    speaks = s.can(Role.SAY) & ~s.can(Role.TRANSITIVE) & quotation
    holds = heads & (speaks | (known & (opening | (closed & s.gap(COMMA | DASH)))))
    yield Span(holds, right, end)


def _behind_time(s: Sites) -> Int:
    """Return the word behind each verb, past a day in languages that put it there: `a annoncé mardi le maire`."""
    c, right = s.c, s.right
    then = np.minimum(right + 1, len(c.words) - 1)
    past = s.can(Role.FOREIGN) & may(c.roles[right], Role.TIME) & c.plain[right] & c.plain[then]
    return np.where(past, then, right)


def passive(s: Sites) -> Iterator[Span]:
    """`was told by an aide`."""
    c, size = s.c, len(s.c.words)
    for step in range(1, _BEHIND + 1):
        by = np.minimum(s.at + step, size - 1)
        head = np.minimum(by + 1, size - 1)
        same = c.sentences.number[by] == c.sentences.number[s.at]
        holds = s.passive & may(c.roles[by], Role.BY) & c.plain[head] & same
        named = c.nominal[head] | may(c.roles[head], Role.DETERMINER)
        yield Span(holds & named, head, c.phrases.last(head))


def written(s: Sites) -> Iterator[Span]:
    """`was documented in the film`, `as stated in the letter`."""
    c = s.c
    head = np.minimum(s.right + 1, len(c.words) - 1)
    within = (c.words.key[s.right] == _IN) & c.plain[s.right] & c.plain[head] & (head > s.right)
    so = (c.words.key[s.left] == _AS) & (s.group == s.at)
    told = within & s.can(Role.SAY) & s.can(Role.PAST) & (s.within(Role.COPULA) | so)
    few, last = np.flatnonzero(told), c.phrases.last(head)
    first, end = head[few], last[few]
    told[few] = papers(c, heads(c, first, end)) | media(c, first, end)
    yield Span(told, head, last)
