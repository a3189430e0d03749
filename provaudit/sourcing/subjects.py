"""From a verb that cites to the noun phrase that is its source: left of it, after it, or behind `by`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from provaudit.sourcing.clauses import Clauses
from provaudit.sourcing.letters import Bool, Int
from provaudit.sourcing.lexicon import U32, Role, may
from provaudit.sourcing.words import CLOSE, COMMA, DASH, OPEN, QUOTE, STOP, key_of, keys_of

_APPOSITIONS = 4  # commas that are looked back over for the name that an apposition explains; chosen
_HELPERS = 6  # words of a verb group that are looked at: `has not yet been asked to`; chosen
_BEHIND = 4  # words between a passive verb and its `by`; chosen


class Found(NamedTuple):
    """Citations by word: first and last word of the cue and of its source."""

    cue_first: Int
    cue_last: Int
    first: Int
    last: Int


class Span(NamedTuple):
    """A rule's answer for every site: where it holds, and the first and last word of the source."""

    holds: Bool
    first: Int
    last: Int


@dataclass(frozen=True)
class Sites:
    """Verbs that cite, outside quotations, and what is asked of each again and again; one entry a verb."""

    c: Clauses
    at: Int

    @cached_property
    def group(self) -> Int:
        """The first word of its verb group: `has` in `has also said`."""
        return self.c.groups.first(self.at)

    @cached_property
    def left(self) -> Int:
        """The word before its group."""
        return np.maximum(self.group - 1, 0)

    @cached_property
    def right(self) -> Int:
        """The word after it."""
        return np.minimum(self.at + 1, len(self.c.words) - 1)

    @cached_property
    def opened(self) -> Bool:
        """Whether its group opens a sentence, so that nothing stands left of it."""
        return self.c.opens[self.group]

    @cached_property
    def passive(self) -> Bool:
        """Whether it says of its subject that it was said something to, or that it was said."""
        then = np.minimum(self.right + 1, len(self.c.words) - 1)
        by = may(self.c.roles[self.right], Role.BY) & ~self.c.endings.going[then]
        return (self.within(Role.COPULA) | by) & self.can(Role.PAST) & ~self.can(Role.ATTITUDE)

    @cached_property
    def participle(self) -> Bool:
        """Whether it hangs on another verb: `, arguing that`."""
        return self.can(Role.PARTICIPLE) & ~self.within(Role.COPULA)

    @cached_property
    def loose(self) -> Bool:
        """Whether its subject stands with another verb."""
        return (self.participle | self.within(Role.INFINITIVE)) & ~self.within(Role.CONTROL)

    @cached_property
    def described(self) -> Bool:
        """Whether it rather describes the noun before it: `a report released on Friday`."""
        ends: Bool = (self.c.words.gap[self.right] & STOP) != 0
        then = ends | may(self.c.roles[self.right], Role.TIME | Role.PREPOSITION)
        noun = self.c.plain[self.group] & self.c.nominal[self.left] & ~self.c.words.capital[self.left]
        alone: Bool = self.group == self.at
        return self.can(Role.REDUCED) & alone & then & noun & ~self.passive

    @cached_property
    def roles(self) -> U32:
        """What it may be."""
        return self.c.roles[self.at]

    @cached_property
    def helpers(self) -> U32:
        """What the words before it in its group may be, all in one."""
        found = np.zeros(len(self.at), np.uint32)
        rest = np.flatnonzero(self.group < self.at)  # few verbs stand in a group of several words
        for step in range(1, _HELPERS + 1):
            before = self.at[rest] - step
            found[rest] |= self.c.roles[before]
            rest = rest[before > self.group[rest]]
        return found

    def can(self, role: Role) -> Bool:
        """Say which may play the role."""
        return may(self.roles, role)

    def beside(self, role: Role) -> Bool:
        """Say before which stands a word that may play the role."""
        return self.c.plain[self.group] & may(self.c.roles[self.left], role)

    def gap(self, bits: int) -> Bool:
        """Say before whose group one of the marks stands."""
        marked: Bool = (self.c.words.gap[self.group] & bits) != 0
        return marked

    def within(self, role: Role) -> Bool:
        """Say whose group holds a word of the role."""
        return may(self.helpers, role)


def by_verbs(c: Clauses) -> Found:
    """Return what verbs cite; of several rules that hold the first one tells."""
    s = Sites(c, np.flatnonzero(c.verb & ~c.quoted))
    first, last = np.full(len(s.at), -1), np.zeros(len(s.at), int)
    for rule in _RULES:
        unknown = np.flatnonzero(first < 0)
        for span in rule(Sites(c, s.at[unknown])):
            fresh = np.flatnonzero(span.holds & (first[unknown] < 0))
            first[unknown[fresh]], last[unknown[fresh]] = span.first[fresh], span.last[fresh]
    first = np.where(first >= 0, _without_adjunct(c, first, last), -1)
    kept = (first >= 0) & ~_reported(s, first) & ~s.described
    return Found(s.group[kept], s.at[kept], first[kept], last[kept])


def _without_adjunct(c: Clauses, first: Int, last: Int) -> Int:
    """Return where the sources begin that a phrase of time or place precedes: `In a speech in May Ann Bell said`.

    What such a phrase is all there is of, is no source: -1.
    """
    adjunct = may(c.roles[first], Role.PREPOSITION) & ~(c.words.capital & ~c.opens)[first]
    named = c.words.capital[last] & c.nominal[last]
    several = c.endings.plural[last] & (last - first > 1)
    return np.where(adjunct, np.where(named, c.names.first(last), np.where(several, last, -1)), first)


def _inverted(s: Sites) -> Iterator[Span]:
    """`“…,” said the mayor`; after a comma alone only where the source ends with its clause."""
    c = s.c
    quotation = s.gap(QUOTE) | (c.quoted[s.left] & ~c.plain[s.group])
    end = c.phrases.last(s.right)
    after = np.minimum(end + 1, len(c.words) - 1)
    closed = ~c.plain[after] & (c.words.gap[after] & QUOTE == 0)
    closed |= may(c.roles[after], Role.ADVERB | Role.TIME | Role.PREPOSITION)
    named = c.words.capital[s.right] | c.words.capital[end] | closed
    heads = c.plain[s.right] & (
        (c.nominal[s.right] & named) | may(c.roles[s.right], Role.DETERMINER | Role.PRONOUN)
    )
    heads &= ~s.loose & ~s.passive & ~may(c.roles[s.right], Role.TIME)
    known, opening = s.can(Role.INVERTING), s.opened & c.words.capital[s.right]
    speaks = s.can(Role.SAY) & ~s.can(Role.TRANSITIVE) & quotation
    holds = heads & (speaks | (known & (opening | (closed & s.gap(COMMA | DASH)))))
    yield Span(holds, s.right, end)


def _beside(s: Sites) -> Iterator[Span]:
    """`she said`, `the Courier, which reported`, `a group that says`, `the ministry has said`."""
    c, left = s.c, s.left
    free = ~s.passive & ~s.opened
    author = np.isin(c.words.key[left], _AUTHOR)
    empty = (c.words.key[left] == _IT) & ~s.can(Role.SAY)
    yield Span(free & s.beside(Role.PRONOUN) & ~c.quoted[left] & ~author & ~empty, left, left)
    before = np.maximum(left - 1, 0)
    named = c.nominal[before] & ~c.opens[left]
    pronoun = s.beside(Role.RELATIVE)
    yield Span(free & pronoun, np.where(named, c.phrases.first(before), left), left)
    that = c.plain[s.group] & (c.words.key[left] == _THAT) & c.plain[left]
    yield Span(free & that & named, c.phrases.first(before), left)
    counted = may(c.roles[left], Role.COUNTED)
    asks = s.participle & c.words.capital[left]
    yield Span(
        free & c.plain[s.group] & (c.nominal[left] | counted) & (~s.loose | asks), c.phrases.first(left), left
    )


def _apart(s: Sites) -> Iterator[Span]:
    """`Bell (Ind.) said`, `Ann Bell, a teacher at the school, said`."""
    c, gap = s.c, s.c.words.gap
    free = ~s.passive & ~s.opened & ~s.loose
    marks = _marked((gap & OPEN) != 0)
    opening = marks[np.searchsorted(marks, s.left, side="right") - 1]
    before = np.maximum(opening - 1, 0)
    inside = s.gap(CLOSE) & (opening > c.sentences.first(s.at))
    yield Span(free & inside & c.nominal[before], c.phrases.first(before), before)
    commas = _marked((gap & (COMMA | DASH)) != 0)
    number = np.searchsorted(commas, s.group)
    free &= s.gap(COMMA | DASH) & ~s.gap(QUOTE)
    for back in range(1, _APPOSITIONS + 1):
        comma = commas[np.maximum(number - back, 0)]
        before = np.maximum(comma - 1, 0)
        first = c.phrases.first(before)
        known = c.words.capital[before] | may(c.roles[first], Role.DETERMINER)
        named = (comma > c.sentences.first(s.at)) & c.nominal[before] & known
        starts = c.opens[first] | ((gap[first] & (COMMA | QUOTE | DASH)) != 0)
        starts |= may(c.roles[np.maximum(first - 1, 0)], Role.CONJUNCTION | Role.JUNCTION) & (first > 0)
        yield Span(free & named & starts & (gap[comma] & QUOTE == 0), first, before)


def _marked(marks: Bool) -> Int:
    """Return the places that are marked, after a 0 for what has none before it."""
    return np.concatenate(([0], np.flatnonzero(marks)))


def _shared(s: Sites) -> Iterator[Span]:
    """Take the subject of the verb before: `The mayor spoke for an hour and promised`, `…, warning that`."""
    c = s.c
    verbs = np.flatnonzero(c.finite)
    group = c.groups.first(verbs)
    subjects = np.maximum(group - 1, 0)
    headed = c.nominal[subjects] | may(c.roles[subjects], Role.PRONOUN)
    headed &= c.plain[group] & ~c.opens[group]
    verbs, subjects = np.append(0, verbs[headed]), np.append(0, subjects[headed])
    nearest = np.searchsorted(verbs, s.left, side="right") - 1
    verb, subject = verbs[nearest], subjects[nearest]
    free = ~s.passive & ~s.opened & (verb > c.sentences.first(s.at)) & ~c.quoted[subject]
    free &= ~(
        c.plain[s.group]
        & (c.nominal[s.left] & s.loose & ~may(c.roles[s.left], Role.NOUN) | s.beside(Role.PRONOUN))
    )
    comma = s.gap(COMMA | DASH) & ~s.gap(QUOTE)
    speaks = s.can(Role.SAY)
    hangs = s.participle & (comma | ~s.beside(Role.PREPOSITION) | (speaks & s.beside(Role.BY)))
    to = s.within(Role.INFINITIVE) & speaks
    joined = ~s.loose & (s.beside(Role.JUNCTION) | ~comma | speaks)
    yield Span(free & (hangs | to | joined), c.phrases.first(subject), subject)


def _opening(s: Sites) -> Iterator[Span]:
    """Whatever opens the sentence, where a verb of saying follows and nothing nearer is found."""
    c, start = s.c, s.c.sentences.first(s.at)
    heads = c.nominal[start] | may(c.roles[start], Role.PRONOUN | Role.DETERMINER)
    heads &= ~s.beside(Role.PRONOUN) & ~np.isin(c.words.key[start], _AUTHOR)
    yield Span(heads & ~s.passive & ~s.opened & ~c.quoted[start] & ~s.loose, start, c.phrases.last(start))


def _passive(s: Sites) -> Iterator[Span]:
    """`was told by an aide`."""
    c, size = s.c, len(s.c.words)
    for step in range(1, _BEHIND + 1):
        by = np.minimum(s.at + step, size - 1)
        head = np.minimum(by + 1, size - 1)
        same = c.sentences.number[by] == c.sentences.number[s.at]
        holds = s.passive & may(c.roles[by], Role.BY) & c.plain[head] & same
        named = c.nominal[head] | may(c.roles[head], Role.DETERMINER)
        yield Span(holds & named, head, c.phrases.last(head))


def _reported(s: Sites, first: Int) -> Bool:
    """Say which belong to what somebody is cited with: `she said that he hopes`."""
    c = s.c
    before = np.concatenate(([-1], s.at[:-1]))
    near = (
        ~s.beside(Role.RELATIVE)
        & (before >= c.sentences.first(s.at))
        & c.plain[np.maximum(first, 0)]
        & ~s.opened
    )
    that = (c.words.key[np.maximum(first - 1, 0)] == _THAT) & c.plain[np.maximum(first - 1, 0)]
    next_to: Bool = (first == before + 1) | ((first == before + 2) & that)
    return near & next_to


_RULES: tuple[Callable[[Sites], Iterator[Span]], ...] = (
    _inverted,
    _beside,
    _apart,
    _shared,
    _opening,
    _passive,
)
_THAT, _IT = key_of("that"), key_of("it")
_AUTHOR = keys_of(("I", "you", "we"))
