"""Which citations belong to what somebody else is cited with: whose they are tells that one."""

import numpy as np

from provaudit.sourcing.letters import Bool, Int
from provaudit.sourcing.lexicon import Role, may
from provaudit.sourcing.sites import Sites, marked
from provaudit.sourcing.words import COMMA, key_of, keys_of

_THAT, _LINKS = key_of("that"), keys_of(("that", "what"))


def reported(s: Sites, first: Int) -> Bool:
    """Say which belong to what somebody is cited with: `she said that he hopes`, `they condemned what they called`."""
    c = s.c
    place = np.maximum(first, 0)
    before = np.concatenate(([-1], s.at[:-1]))
    near = ~s.beside(Role.RELATIVE) & (before >= c.sentences.first(s.at)) & c.plain[place] & ~s.opened
    link = np.maximum(first - 1, 0)
    linked = np.isin(c.words.key[link], _LINKS) & c.plain[link]
    next_to: Bool = (first == before + 1) | ((first == before + 2) & linked)
    aside = s.beside(Role.RELATIVE) & ((c.words.gap[s.left] & COMMA) != 0) & s.can(Role.SAY)
    inside: Bool = ((near & next_to) | _governed(s, place)) & ~aside
    return inside


def _governed(s: Sites, place: Int) -> Bool:
    """Say whose source stands in the clause that a verb of saying before it in the sentence opens."""
    c = s.c
    says = marked(c.verb & ~c.quoted & c.is_a(Role.SAY))
    cue = says[np.searchsorted(says, np.minimum(place, s.group)) - 1]
    inside = (cue > c.sentences.first(place)) & (place > cue)
    marks, that = np.cumsum(~c.plain), np.cumsum(c.words.key == _THAT)
    clause = (that[place] > that[cue]) & (marks[place] - marks[cue] <= 1) & ~s.can(Role.SAY)
    anew = s.can(Role.SAY) & may(c.roles[np.maximum(place - 1, 0)], Role.JUNCTION)
    governed: Bool = inside & ((marks[place] == marks[cue]) & ~anew | clause)
    return governed
