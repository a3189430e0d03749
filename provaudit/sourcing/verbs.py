"""Which words are verbs that cite: many cues are nouns as well, and what stands around them tells."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Self

import numpy as np

from provaudit.sourcing.letters import CASE, U8, Bool, Int
from provaudit.sourcing.lexicon import CUE, U32, Role, grammar, may
from provaudit.sourcing.words import COLON, COMMA, QUOTE, STOP, U64, Words, key_of, keys_of

if TYPE_CHECKING:
    from provaudit.sourcing.clauses import Clauses

_AHEAD = range(1, 5)  # words between `made` and the `statement` that makes it a cue; chosen
_BACK = range(-1, -6, -1)  # words between `is` and the `worried` that it makes a cue; chosen
_DRIVES = Role.AUXILIARY | Role.INFINITIVE | Role.PRONOUN | Role.RELATIVE | Role.ADVERB
_ONE = keys_of(("one", "another", "each"))  # no plural verb follows
_DOING = 5  # letters of a participle in -ing, at least; chosen
_NAMED = 4  # words of a source behind `as`; chosen
_AS = key_of("as")
_CITING = CUE | Role.CLAUSAL | Role.LIGHT | Role.ATTITUDE | Role.PHRASAL


@dataclass(frozen=True)
class Endings:
    """What the last letters of each word say of it, English only."""

    past: Bool
    adverb: Bool
    going: Bool
    doing: Bool  # `fleeing`, but `rang`, `king`
    possessive: Bool
    plural: Bool  # or a possessive

    @classmethod
    def of(cls, words: Words, letters: U8) -> Self:
        """Return the endings of the words."""
        last, before = (letters[words.end - back] | CASE for back in (1, 2))

        def ends(two: str) -> Bool:
            return (before == ord(two[0])) & (last == ord(two[1]))  # type: ignore[no-any-return]

        small = ~words.capital
        going = ends("ng")
        doing = going & small & (words.size >= _DOING) & ((letters[words.end - 3] | CASE) == ord("i"))
        return cls(ends("ed") & small, ends("ly") & small, going, doing, ends("'s"), last == ord("s"))


def cue_verbs(words: Words, roles: U32, plain: Bool, proper: Bool, ends: Endings) -> Bool:
    """Say which words are verbs that cite."""
    at = np.flatnonzero(may(roles, _CITING) & ~proper)
    own, left = roles[at], np.maximum(at - 1, 0)
    after = plain[at] & (at > 0)
    before = roles[left] * after

    def can(role: Role) -> Bool:
        return may(own, role)

    possessive = ends.possessive[left]
    owned = after & possessive & ~may(before, Role.PRONOUN | Role.RELATIVE)
    determined = owned | (may(before, Role.DETERMINER) & ~may(before, Role.COUNTED) & ~can(Role.FOREIGN))
    driven = may(before, _DRIVES) | (after & np.isin(words.key[left], _evidence()))
    led = driven | (after & ends.plural[left] & ~possessive) | may(before, Role.CONJUNCTION)
    led |= may(before, Role.COUNTED) & ~np.isin(words.key[left], _ONE)
    homograph = can(Role.HOMOGRAPH)
    led &= ~(may(before, CUE) & ((words.gap[left] & (QUOTE | COMMA)) != 0))  # `“…,” says state Rep. Bell`
    led |= after & ~homograph & can(Role.SAY) & (before == 0)
    governs, clause = _governs(words, roles, plain, at)
    led |= ((words.gap[at] & COMMA) != 0) & ~homograph & can(Role.SAY) & clause  # `…, who run it, say that`
    right = np.minimum(at + 1, len(words) - 1)
    closing = (
        words.capital[left] & after & ((words.gap[right] & STOP) != 0) & can(Role.SAY)
    )  # `…, the Herald reports.`
    ends_sentence = (words.gap[right] & STOP) != 0
    closing |= can(Role.PRESENT) & ((words.gap[right] & COMMA) != 0) & _after_as(words, at)
    sure = ~homograph | governs | driven | closing
    named = (words.capital[left] & (at > 0)) | driven | _one_thing(roles, plain, ends, at)
    loose = ~may(before, Role.PREPOSITION)
    present = can(Role.PRESENT) & loose & (sure | (clause & named))
    present &= ~may(before, Role.COUNTED) | np.isin(words.key[left], _ONE)  # `both states`
    base = can(Role.BASE) & led & (sure | clause)
    known = can(Role.PAST | Role.PARTICIPLE) | present | base
    known |= can(Role.CLAUSAL) & (clause | ends_sentence) & loose  # `…, the Herald has learned.`
    light = np.flatnonzero(can(Role.LIGHT) & (~can(Role.BASE) | led))
    known[light] |= _near(at[light], _AHEAD, Role.NOUN, roles, plain)
    view = np.flatnonzero(can(Role.ATTITUDE))
    known[view] |= _near(at[view], _BACK, Role.COPULA, roles, plain)
    phrasal = np.flatnonzero(can(Role.PHRASAL))
    known[phrasal] |= _phrasal(words.key, plain, at[phrasal])
    found = np.zeros(len(words), np.bool_)
    found[at[known & ~determined]] = True
    return found


def with_noun(c: "Clauses", at: Int) -> Bool:
    """Say which words cite with a noun of saying behind them: `issued a statement`."""
    return may(c.roles[at], Role.LIGHT) & _near(at, _AHEAD, Role.NOUN, c.roles, c.plain)


def with_particle(c: "Clauses", at: Int) -> Bool:
    """Say which words cite with the next one: `pointed out`."""
    return may(c.roles[at], Role.PHRASAL) & _phrasal(c.words.key, c.plain, at)


def _one_thing(roles: U32, plain: Bool, ends: Endings, at: Int) -> Bool:
    """Say which words stand behind one thing and its article: `another slide shows that`, but `news reports that`."""
    held, led = np.ones(len(at), np.bool_), np.zeros(len(at), np.bool_)
    for step in range(1, _NAMED + 1):
        place = np.maximum(at - step, 0)
        held &= plain[np.minimum(place + 1, len(plain) - 1)]
        led |= held & may(roles[place], Role.DETERMINER)
        held &= ~may(roles[place], Role.PREPOSITION | Role.CONJUNCTION | Role.VERB | Role.TIME)
    left = np.maximum(at - 1, 0)
    one: Bool = led & ~ends.plural[left] & (roles[left] == 0)
    return one


def _after_as(words: Words, at: Int) -> Bool:
    """Say which words end a clause on who says so: `as the board notes, …`."""
    found = np.zeros(len(at), np.bool_)
    for step in range(1, _NAMED + 1):
        found |= words.key[np.maximum(at - step, 0)] == _AS
    return found


def _governs(words: Words, roles: U32, plain: Bool, at: Int) -> tuple[Bool, Bool]:
    """Say which words stand before an object or a quotation (`claims the`, `claims “…`), and which before a clause."""
    right = np.minimum(at + 1, len(words) - 1)
    held = plain[right]
    quote = (words.gap[right] & (QUOTE | COLON)) != 0
    noun = held & (may(roles[right], Role.DETERMINER | Role.PRONOUN) | words.capital[right])
    clause = held & may(roles[right], Role.COMPLEMENT)
    follows = right > at
    return (noun | quote) & follows, (clause | quote) & follows


def _near(at: Int, steps: range, role: Role, roles: U32, plain: Bool) -> Bool:
    """Say which words have one of the role so many steps away, with nothing but blanks between."""
    near, held = np.zeros(len(at), np.bool_), np.ones(len(at), np.bool_)
    for step in steps:
        place = np.clip(at + step, 0, len(plain) - 1)
        link = place if step > 0 else np.minimum(place + 1, len(plain) - 1)
        held &= (place == at + step) & plain[link]
        near |= held & may(roles[place], role)
    return near


def _phrasal(keys: U64, plain: Bool, at: Int) -> Bool:
    """Say which words cite together with the next one: `lashed out`."""
    right = np.minimum(at + 1, len(plain) - 1)
    paired = np.isin(_pair(keys[at], keys[right]), _pairs())
    return paired & plain[right]


@cache
def _pairs() -> U64:
    one, two = zip(*map(str.split, grammar()["phrasal"]), strict=True)
    return _pair(keys_of(one), keys_of(two))


@cache
def _evidence() -> U64:
    return keys_of(grammar()["evidence"])


def _pair(one: U64, two: U64) -> U64:
    """Return what tells two words together from others."""
    return one ^ (two >> np.uint64(1))
