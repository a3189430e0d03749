"""Verbs that cite, and what is asked of each again and again: its group, its left neighbour, whether it is passive."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from provaudit.sourcing.clauses import Clauses
from provaudit.sourcing.letters import Bool, Int
from provaudit.sourcing.lexicon import U32, Role, Way, may, ways
from provaudit.sourcing.words import STOP

_HELPERS = 6  # words of a verb group that are looked at: `has not yet been asked to`; chosen


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

    @cached_property
    def way(self) -> U32:
        """What it tells without more; see `reports`."""
        return ways().of(self.c.words.key[self.at])

    @cached_property
    def weak(self) -> Bool:
        """Whether it is a verb of saying that as often does something else."""
        return may(self.way, Way.WEAK)

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


def marked(marks: Bool) -> Int:
    """Return the places that are marked, after a 0 for what has none before it."""
    return np.concatenate(([0], np.flatnonzero(marks)))
