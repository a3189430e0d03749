"""The shape of clauses over whole batches: sentences, noun phrases and verb groups, by rules on neighbouring words."""

from dataclasses import dataclass

import numpy as np

from provaudit.sourcing.lexicon import Lexicon, Role, may
from provaudit.sourcing.verbs import Endings, cue_verbs
from provaudit.sourcing.words import BREAK, QUOTE, STOP, U8, U64, Bool, Int, Words, shifted

_HELPS = Role.AUXILIARY | Role.COPULA | Role.ADVERB | Role.TIME | Role.INFINITIVE
_SMALL = Role.CONJUNCTION | Role.RELATIVE | Role.VERB | Role.PRONOUN | Role.PREPOSITION | Role.JUNCTION
_LONG = 3  # characters above which a headline's word is capitalised whatever it is; chosen
_HEADLINE = (4, 0.8)  # so many long words at least, and such a part of them capitalised; chosen


@dataclass(frozen=True)
class Clauses:
    """What each word is in its clause, one entry a word; places count words."""

    words: Words
    roles: U64
    quoted: Bool
    opens: Bool  # a sentence
    sentence: Int  # the word that opens its sentence
    plain: Bool  # nothing but a blank before it
    verb: Bool  # a cue that is used as a verb
    finite: Bool  # any verb that a subject may stand before
    nominal: Bool
    first: Int  # of its noun phrase
    last: Int
    name: Int  # first of the capitalised words that end here
    group: Int  # first word of the verb group that ends here
    possessive: Bool
    going: Bool  # ends in -ing
    plural: Bool  # ends in -s, as a possessive does

    def is_a(self, role: Role) -> Bool:
        """Say which words may play the role."""
        return may(self.roles, role)


def clauses(words: Words, letters: U8, quoted: Bool, lexicon: Lexicon) -> Clauses:
    """Return the clauses of the words; `letters` are what the words were read from."""
    roles, ends = lexicon.of(words.key), Endings.of(words, letters)
    opens, plain = _breaks(words, roles)
    place = np.arange(len(words), dtype=np.int32)  # half as wide as usual, so twice as fast to run over
    sentence, last_of = _latest(opens, place), _next(opens, place)
    proper = words.capital & ~opens & ~_in_headline(words, sentence, last_of)
    roles = _guessed(words, letters, roles, ends)
    verb = cue_verbs(words, roles, plain, proper, ends)
    other = may(roles, Role.AUXILIARY | Role.COPULA | Role.VERB) & ~may(roles, Role.DETERMINER)
    finite = (verb | ((other | ends.past) & ~proper)) & ~shifted(may(roles, Role.DETERMINER), -1)
    handed = shifted(may(roles, Role.INFINITIVE | Role.PARTICIPLE), 1)
    proper &= ~may(roles, Role.TIME)
    nominal = (
        ~verb
        & ~(may(roles, Role.CONTROL) & handed)
        & (proper | ~may(roles, _HELPS | _SMALL | Role.DETERMINER))
        & ~(ends.past & finite)
    )
    joins = plain & _joins(words, roles, plain, nominal)
    named = words.capital & nominal
    helps = (
        may(roles, _HELPS)
        | (may(roles, Role.CONTROL) & handed)
        | (may(roles, Role.PREPOSITION) & shifted(may(roles, Role.TIME), 1))
    )
    return Clauses(
        *(words, roles, quoted, opens, sentence, plain, verb, finite, nominal),
        first=_latest(~joins, place),
        last=_next(~joins, place),
        name=_latest(~(joins & named & shifted(named, -1)), place),
        group=_latest(~(shifted(helps, -1) & plain), place),
        possessive=ends.possessive,
        going=ends.going,
        plural=ends.plural,
    )


def _latest(marks: Bool, place: Int) -> Int:
    """Return, for each word, the nearest marked one at or before it."""
    return np.maximum.accumulate(np.where(marks, place, 0))


def _next(marks: Bool, place: Int) -> Int:
    """Return, for each word, the last one before the next that is marked."""
    ends = np.append(marks[1:], True)[: len(marks)]
    return np.minimum.accumulate(np.where(ends, place, len(place))[::-1])[::-1]


def _breaks(words: Words, roles: U64) -> tuple[Bool, Bool]:
    """Say which words open a sentence, and which have nothing but a blank before them."""
    short = may(roles, Role.ABBREVIATION) | (words.end - words.start == 1)
    abbreviated = shifted(short & words.capital, -1) & (words.gap == STOP)
    stop = (words.gap & STOP != 0) & ~abbreviated
    opens = (words.gap & BREAK != 0) | (stop & (words.capital | (words.gap & QUOTE != 0)))
    return opens, (words.gap == 0) | abbreviated


def _guessed(words: Words, letters: U8, roles: U64, ends: Endings) -> U64:
    """Give adverbs in -ly and years their roles, where the lexicon knows nothing."""
    year = (words.end - words.start == len("2020")) & (letters[words.start] < ord("A"))
    roles = np.where((roles == 0) & ends.adverb, np.uint64(Role.ADVERB), roles)
    return np.where((roles == 0) & year, np.uint64(Role.TIME), roles)


def _in_headline(words: Words, sentence: Int, last: Int) -> Bool:
    """Say which words stand in a headline that capitalises its words: there a capital says nothing."""
    long = words.end - words.start > _LONG
    counts = []
    for marks in (long, long & words.capital):
        running = np.concatenate(([0], np.cumsum(marks)))
        counts.append(running[last + 1] - running[sentence])
    return (counts[0] >= _HEADLINE[0]) & (counts[1] >= _HEADLINE[1] * counts[0])


def _joins(words: Words, roles: U64, plain: Bool, nominal: Bool) -> Bool:
    """Say which words may stand in one noun phrase with the word before."""
    determiner = may(roles, Role.DETERMINER)
    led = shifted((determiner | nominal) & plain, 1)
    preposition = may(roles, Role.PREPOSITION) & ~nominal & led
    named = words.capital & nominal
    paired = may(roles, Role.JUNCTION) & ~nominal & shifted(named, 1) & shifted(named, -1)
    opens = determiner | nominal | preposition | paired
    after_small = shifted(determiner | preposition, -1)
    after_noun = shifted(nominal, -1)
    return (nominal & shifted(opens, -1)) | (determiner & after_small) | ((preposition | paired) & after_noun)
