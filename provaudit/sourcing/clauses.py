"""The shape of clauses over whole batches: sentences, noun phrases and verb groups, by rules on neighbouring words."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np

from provaudit.sourcing.letters import CASE, U8, Bool, Int
from provaudit.sourcing.lexicon import U32, Lexicon, Role, may
from provaudit.sourcing.verbs import Endings, cue_verbs
from provaudit.sourcing.words import BREAK, COMMA, DASH, QUOTE, STOP, Words, key_of, keys_of, shifted

_HELPS = Role.AUXILIARY | Role.COPULA | Role.ADVERB | Role.TIME | Role.INFINITIVE
_SMALL = Role.CONJUNCTION | Role.RELATIVE | Role.VERB | Role.PRONOUN | Role.PREPOSITION | Role.JUNCTION
_LONG = 3  # characters above which a headline's word is capitalised whatever it is; chosen
_HEADLINE = (4, 0.8)  # so many long words at least, and such a part of them capitalised; chosen
_IN_MARKS = 4  # words of a name in quotation marks, or of an outlet's; chosen
_SUN, _OF = key_of("sun"), key_of("of")
_ARTICLES = keys_of(("die",))  # no determiner of the grammar: in English it is a verb
_NOUNS_IN_LY = keys_of(("family", "assembly", "ally", "bully", "rally", "supply", "reply", "monopoly", "fly"))
_OF_NAMES = keys_of(("der", "eines", "einer"))  # `Sprecher der Stadt`
_OF_NOUNS = keys_of(("des", "du"))  # `le maire du village`
_DESCRIBING = keys_of(("that", "familiar", "close"))  # `people familiar with the plan`
OWNERS = np.concatenate((_OF_NAMES, _OF_NOUNS))
"""Determiners that join an owner to the noun before it."""


@dataclass(frozen=True)
class Runs:
    """Stretches of neighbouring words, without a gap between them."""

    number: Int  # of each word's stretch, from 1
    opening: Int  # the first word of each stretch, and what would be the next word's

    @classmethod
    def of(cls, opens: Bool) -> Self:
        """Return the stretches that some words open."""
        edges = np.append(opens, True)
        edges[0] = True
        return cls(np.cumsum(edges[:-1], dtype=np.int32), np.flatnonzero(edges))

    def first(self, at: Int) -> Int:
        """Return the first word of the stretch of each of some words."""
        return self.opening[self.number[at] - 1]

    def last(self, at: Int) -> Int:
        """Return the last word of the stretch of each of some words."""
        return self.opening[self.number[at]] - 1

    def counted(self, marks: Bool) -> Int:
        """Return how many words are marked in each stretch."""
        before = np.zeros(len(marks) + 1, np.int32)
        np.cumsum(marks, dtype=np.int32, out=before[1:])
        return np.diff(before[self.opening])


@dataclass(frozen=True)
class Clauses:
    """What each word is in its clause, one entry a word; places count words."""

    words: Words
    letters: U8  # what they were read from
    roles: U32
    quoted: Bool
    opens: Bool  # a sentence
    plain: Bool  # nothing but a blank before it
    verb: Bool  # a cue that is used as a verb
    finite: Bool  # any verb that a subject may stand before
    nominal: Bool
    endings: Endings
    sentences: Runs
    phrases: Runs  # noun phrases
    names: Runs  # capitalised words
    groups: Runs  # a verb is the last of its group

    @cached_property
    def ends(self) -> Int:
        """Where what describes a head begins, and the end: prepositions, owners, relative pronouns, `familiar with`.

        So does what somebody does: `residents fleeing the harbour`.
        """
        small = ~(self.nominal & self.words.capital)
        ends = self.is_a(Role.PREPOSITION | Role.RELATIVE) & small
        ends[1:] &= ~self.is_a(Role.COUNTED)[:-1]  # `one of the doctors`
        ends |= np.isin(self.words.key, _DESCRIBING) | (np.isin(self.words.key, OWNERS) & ~self.words.capital)
        then = shifted(self.is_a(Role.DETERMINER | Role.PREPOSITION) & self.plain, 1)
        ends |= self.endings.doing & shifted(self.nominal, -1) & self.plain & then
        return np.append(np.flatnonzero(ends), len(ends))

    @cached_property
    def small(self) -> U8:
        """The letters, none a capital."""
        return self.letters | CASE

    def is_a(self, role: Role) -> Bool:
        """Say which words may play the role."""
        return may(self.roles, role)


def clauses(words: Words, letters: U8, quoted: Bool, lexicon: Lexicon) -> Clauses:
    """Return the clauses of the words; `letters` are what the words were read from."""
    roles, ends = lexicon.of(words.key), Endings.of(words, letters)
    words, quoted = _unmarked(words, roles, quoted)
    opens, plain = _breaks(words, roles, letters)
    sentences = Runs.of(opens)
    proper = words.capital & ~opens & ~_in_headline(words, sentences)
    _guess(words, letters, roles, ends)
    verb = cue_verbs(words, roles, plain, proper, ends)
    determiner = may(roles, Role.DETERMINER)
    other = may(roles, Role.AUXILIARY | Role.COPULA | Role.VERB) & ~determiner
    finite = (verb | ((other | ends.past) & ~proper)) & ~shifted(determiner, -1)
    control = may(roles, Role.CONTROL) & shifted(may(roles, Role.INFINITIVE | Role.PARTICIPLE), 1)
    time = may(roles, Role.TIME)
    proper &= ~time
    small = may(roles, _HELPS | _SMALL | Role.DETERMINER)
    nominal = ~verb & ~control & (proper | ~small) & ~(ends.past & finite)
    busy = ends.doing & nominal & shifted(nominal, -1) & plain  # `residents fleeing the harbour`
    joins = plain & (_joins(words, roles, plain, nominal) | (determiner & shifted(busy, -1)))
    named = words.capital & nominal
    apart = may(roles, Role.COUNTED) & (opens | (words.gap == COMMA))  # `All said`, but `they all said`
    helps = (
        (may(roles, _HELPS) & ~proper & ~apart) | control | (may(roles, Role.PREPOSITION) & shifted(time, 1))
    )
    return Clauses(
        *(words, letters, roles, quoted, opens, plain, verb, finite, nominal, ends, sentences),
        phrases=Runs.of(~joins),
        names=Runs.of(~(joins & named & shifted(named, -1))),
        groups=Runs.of(~(shifted(helps, -1) & plain)),
    )


def _unmarked(words: Words, roles: U32, quoted: Bool) -> tuple[Words, Bool]:
    """Take the marks off a name that stands in them behind its article, as no speech does: `der „Kurier“`."""
    gap, quoted = words.gap.copy(), quoted.copy()
    determiner = may(roles, Role.DETERMINER) | np.isin(words.key, _ARTICLES)
    opening = np.flatnonzero((gap == QUOTE) & words.capital & shifted(determiner, -1))
    free = np.ones(len(opening), np.bool_)
    for size in range(1, _IN_MARKS + 1):
        closing = np.minimum(opening + size, len(words) - 1)
        closes = free & (closing == opening + size) & ((gap[closing] & QUOTE) != 0)
        for place in range(size):
            quoted[opening[closes] + place] = False
        gap[opening[closes]] = 0
        compound = (gap[closing] == QUOTE | DASH) & words.capital[closing]  # `„Kurier“-Zeitung`
        gap[closing[closes]] &= np.where(compound, ~(QUOTE | DASH), ~QUOTE).astype(np.uint8)[closes]
        inner = (gap[closing] == 0) & (words.capital | ~determiner)[closing]
        free &= ~closes & inner & (closing == opening + size)
    return replace(words, gap=gap), quoted


def _breaks(words: Words, roles: U32, letters: U8) -> tuple[Bool, Bool]:
    """Say which words open a sentence, and which have nothing but a blank before them."""
    dotted = (words.size > 1) & (letters[words.end - 2] == ord("."))  # `The S.E.C. said`
    short = may(roles, Role.ABBREVIATION) | (words.size == 1)
    abbreviated = shifted(short & words.capital, -1) & (words.gap == STOP)
    abbreviated |= shifted(dotted, -1) & (words.gap == STOP) & ~words.capital
    stop = (words.gap & STOP != 0) & ~abbreviated
    opens = (words.gap & BREAK != 0) | (stop & (words.capital | (words.gap & QUOTE != 0)))
    return opens, (words.gap == 0) | abbreviated


def _guess(words: Words, letters: U8, roles: U32, ends: Endings) -> None:
    """Give adverbs in -ly and years their roles, where the lexicon knows nothing.

    `UN` and `LA` are no articles, and `Sun` is no day in a name that an article opens: `the Orvan Sun`.
    """
    short = np.flatnonzero(may(roles, Role.DETERMINER) & words.capital & (words.size == len("UN")))
    roles[short[letters[words.start[short] + 1] <= ord("Z")]] = 0
    sun = np.flatnonzero((words.key == _SUN) & words.capital & (words.gap == 0))
    for back in range(1, _IN_MARKS):
        sun = sun[sun >= back]
        roles[sun[may(roles[sun - back], Role.DETERMINER)]] = 0
        sun = sun[words.capital[sun - back] & (words.gap[sun - back] == 0)]
    roles[_days_in_names(words, roles)] = 0
    unknown = (roles == 0) & ~np.isin(words.key, _NOUNS_IN_LY)
    roles[unknown & ends.adverb] = Role.ADVERB
    year = np.flatnonzero(unknown & ~ends.adverb & (words.size == len("2020")))
    year = year[letters[words.start[year]] < ord("A")]
    within = may(roles[np.maximum(year - 1, 0)], Role.DETERMINER)  # `a 2017 study`
    roles[year[~within]] = Role.TIME


def _days_in_names(words: Words, roles: U32) -> Int:
    """Return the days that are part of a name: `the Orvan Sunday anchor Ann Bell`."""
    near, named = words.gap == 0, words.capital
    office = shifted(near & ~named & (roles == 0), 1) & shifted(near & named, 2)
    return np.flatnonzero(may(roles, Role.TIME) & named & near & shifted(named, -1) & office)


def _in_headline(words: Words, sentences: Runs) -> Bool:
    """Say which words stand in a headline that capitalises its words: there a capital says nothing."""
    long = words.size > _LONG
    many, capital = sentences.counted(long), sentences.counted(long & words.capital)
    headline: Bool = (many >= _HEADLINE[0]) & (capital >= _HEADLINE[1] * many)
    return np.repeat(headline, np.diff(sentences.opening))


def _joins(words: Words, roles: U32, plain: Bool, nominal: Bool) -> Bool:
    """Say which words may stand in one noun phrase with the word before."""
    determiner = may(roles, Role.DETERMINER)
    led = shifted((determiner | nominal) & plain, 1)
    preposition = may(roles, Role.PREPOSITION) & ~nominal & led
    after_some = shifted(may(roles, Role.COUNTED), -1) & (words.key == _OF)  # `one of the doctors`
    named = words.capital & nominal
    paired = may(roles, Role.JUNCTION) & ~nominal & shifted(named, 1) & shifted(named, -1)
    opens = determiner | nominal | preposition | paired
    after_small = shifted(determiner | preposition, -1)
    after_noun = shifted(nominal, -1)
    owner = ~words.capital & led
    owner &= (np.isin(words.key, _OF_NAMES) & shifted(named, -1)) | (
        np.isin(words.key, _OF_NOUNS) & after_noun
    )
    joins: Bool = (
        (nominal & shifted(opens, -1))
        | owner
        | (determiner & after_small)
        | ((preposition | paired) & after_noun)
        | (preposition & after_some)
    )
    return joins
