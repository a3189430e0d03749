"""Which words are verbs that cite: many cues are nouns as well, and what stands around them tells."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from provaudit.sourcing.lexicon import CUE, Role, grammar, may
from provaudit.sourcing.words import COLON, QUOTE, U8, U64, Bool, Words, key_of, shifted

_REACH = 4  # words between `made` and the `statement` that makes it a cue; chosen
_DRIVES = Role.AUXILIARY | Role.INFINITIVE | Role.PRONOUN | Role.RELATIVE | Role.ADVERB


@dataclass(frozen=True)
class Endings:
    """What the last letters of each word say of it, English only."""

    past: Bool
    adverb: Bool
    going: Bool
    possessive: Bool
    plural: Bool  # or a possessive

    @classmethod
    def of(cls, words: Words, letters: U8) -> Self:
        """Return the endings of the words."""
        last, before = (letters[words.end - back] | 0x20 for back in (1, 2))

        def ends(two: str) -> Bool:
            return (before == ord(two[0])) & (last == ord(two[1]))  # type: ignore[no-any-return]

        small = ~words.capital
        return cls(ends("ed") & small, ends("ly") & small, ends("ng"), ends("'s"), last == ord("s"))


def cue_verbs(words: Words, roles: U64, plain: Bool, proper: Bool, ends: Endings) -> Bool:
    """Say which words are verbs that cite."""

    def can(role: Role) -> Bool:
        return may(roles, role)

    before = np.where(plain, shifted(roles, -1), np.uint64(0))
    owned = plain & shifted(ends.possessive & ~can(Role.PRONOUN | Role.RELATIVE), -1)
    determined = owned | (may(before, Role.DETERMINER) & ~may(before, Role.COUNTED) & ~can(Role.FOREIGN))
    driven = may(before, _DRIVES)
    plural = plain & shifted(ends.plural & ~ends.possessive, -1)
    led = driven | plural | may(before, Role.CONJUNCTION)
    homograph = can(Role.HOMOGRAPH)
    led |= plain & ~homograph & can(Role.SAY) & (before == 0)
    governs, clause = _governs(words, roles, plain)
    sure = ~homograph | governs | (driven & ~may(before, Role.ADVERB))
    named = shifted(words.capital, -1) | driven
    loose = ~may(before, Role.PREPOSITION)
    present = can(Role.PRESENT) & loose & (sure | (clause & named))
    base = can(Role.BASE) & led & (sure | clause)
    known = can(CUE) & (can(Role.PAST | Role.PARTICIPLE) | present | base)
    known |= can(Role.CLAUSAL) & clause & loose
    known |= _made(roles, plain, led) | _feels(roles, plain) | _phrasal(words.key, roles, plain)
    return known & ~proper & ~determined


def _governs(words: Words, roles: U64, plain: Bool) -> tuple[Bool, Bool]:
    """Say which words stand before an object or a quotation (`claims the`, `claims “…`), and which before a clause."""
    noun = plain & (may(roles, Role.DETERMINER | Role.PRONOUN) | words.capital)
    quote = (words.gap & (QUOTE | COLON)) != 0
    clause = plain & may(roles, Role.COMPLEMENT)
    return shifted(noun | quote, 1), shifted(clause | quote, 1)


def _made(roles: U64, plain: Bool, led: Bool) -> Bool:
    """Say which words only together with a noun behind them cite: `issued a statement`."""
    light = may(roles, Role.LIGHT)
    light &= ((roles & int(Role.BASE)) == 0) | led
    return light & _within(may(roles, Role.NOUN), plain)


def _feels(roles: U64, plain: Bool) -> Bool:
    """Say which words are an adjective of a view that hangs on a form of `be`: `is not sure`."""
    copula, near = may(roles, Role.COPULA), np.zeros(len(roles), np.bool_)
    held = plain.copy()
    for step in range(1, _REACH):
        near |= held & shifted(copula, -step)
        held = held & shifted(plain, -step)
    return may(roles, Role.ATTITUDE) & near


def _within(marks: Bool, plain: Bool) -> Bool:
    """Say which words have a marked one shortly behind them, with nothing but blanks between."""
    near, held = np.zeros(len(marks), np.bool_), np.ones(len(marks), np.bool_)
    for step in range(1, _REACH + 1):
        held = held & shifted(plain, step)
        near |= held & shifted(marks, step)
    return near


def _phrasal(keys: U64, roles: U64, plain: Bool) -> Bool:
    """Say which words cite together with the next one: `lashed out`."""
    at = np.flatnonzero(may(roles, Role.PHRASAL) & shifted(plain, 1))
    found = np.zeros(len(keys), np.bool_)
    pairs = np.array(
        [key_of(one) ^ (key_of(two) >> np.uint64(1)) for one, two in map(str.split, grammar()["phrasal"])],
        np.uint64,
    )
    found[at] = np.isin(keys[at] ^ (keys[at + 1] >> np.uint64(1)), pairs)
    return found
