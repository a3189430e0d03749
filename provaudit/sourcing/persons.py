"""Where names end behind the verb that cites them: before whom they speak to, and before when and where."""

from functools import cache

import numpy as np

from provaudit.sourcing.letters import Bool, Int
from provaudit.sourcing.lexicon import Role, entries, may
from provaudit.sourcing.sites import Sites
from provaudit.sourcing.words import U64, key_of, keys_of

_LONG = 8  # words of a source that are looked through; chosen
_FULL = 3  # nouns in a row behind an article that end in a name: `die Bürgermeisterin Anna Wirth`; chosen
_TO = keys_of(("to", "in", "on"))
_FOREIGN_TO = keys_of(("a", "au", "aux", "al", "en", "dem", "den", "der", "gegenüber", "vor", "nach"))
_DIE = key_of("die")  # no determiner of the grammar: in English it is a verb
_DER = key_of("der")  # also joins an owner to a noun: `ein Sprecher der Stadt`


def ended(s: Sites, last: Int) -> Int:
    """Return where the sources after the verbs end: a name before the word that leads to somebody else.

    `Ann Lee to Reuters`, `Anna Wirth der dpa`, but `officials in Orrow` and `Ursula von der Leyen`.
    """
    c, last = s.c, last.copy()
    several = np.isin(c.words.key[s.at], _plurals())  # `sagten Vertreter der Partei`: no name
    foreign = s.can(Role.FOREIGN)
    determined = may(c.roles[s.right], Role.DETERMINER) | (c.words.key[s.right] == _DIE)
    rest = np.flatnonzero(s.can(Role.SAY) & (last > s.right) & (c.words.gap[s.group] != 0) & c.plain[s.right])
    for step in range(1, _LONG):
        rest = rest[s.right[rest] + step <= last[rest]]
        at = s.right[rest] + step
        key, before = c.words.key[at], c.names.first(at - 1)
        leads = np.isin(key, _TO) | (foreign[rest] & np.isin(key, _FOREIGN_TO))
        leads &= ~c.words.capital[at] & c.words.capital[at - 1] & c.nominal[at - 1]
        owner = key == _DER
        name = ~determined[rest] & ~(owner & several[rest])
        name |= determined[rest] & ~owner & (before > s.right[rest] + 1)  # `la alcaldesa Ana Ruiz`
        name |= foreign[rest] & (at - before >= _FULL)
        cuts = leads & name
        last[rest[cuts]] = at[cuts] - 1
        rest = rest[~cuts]
    return last


def followed(s: Sites, last: Int) -> Bool:
    """Say which sources are names that something follows which no clause about them would open with.

    `dijo Juan Pérez el lunes`, `a dit Jean Martin à Reuters`, `sagte Anna Wirth dem Spiegel`.
    """
    c = s.c
    after = np.minimum(last + 1, len(c.words) - 1)
    small = may(c.roles[after], Role.DETERMINER | Role.PREPOSITION | Role.ADVERB)
    small |= np.isin(c.words.key[after], _FOREIGN_TO)
    return s.can(Role.FOREIGN) & small & c.words.capital[last] & c.nominal[last] & (after > last)


@cache
def _plurals() -> U64:
    """Return the German verbs that say what several do."""
    return keys_of(
        [
            str(form)
            for entry in entries("attribution-verbs")
            if entry["name"].startswith("german")
            for form in entry["forms"]
            if str(form).endswith("en")
        ]
    )
