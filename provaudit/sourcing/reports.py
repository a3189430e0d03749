"""Which verbs tell what their source said: by their kind, by what they govern, and by how they stand in the sentence.

A verb of saying tells it nearly always (`said`), some only with what was said (`found that`); a speech act does
wherever it is told as done (`condemned the plan`); a view where it is spelled out, or where its holder is named.
"""

import numpy as np

from provaudit.sourcing.able import able, hollow, known, stands_in
from provaudit.sourcing.kinds import heads, papers
from provaudit.sourcing.letters import Bool, Int
from provaudit.sourcing.lexicon import CUE, Role, Way, may
from provaudit.sourcing.sites import Sites
from provaudit.sourcing.stands import (
    beside_a_claim,
    elliptic,
    governed,
    on_topic,
    ought,
    restricted,
    supposed,
    talks,
    teased,
    timed,
    unreal,
)
from provaudit.sourcing.verbs import with_noun, with_particle
from provaudit.sourcing.words import COMMA, DASH, STOP, key_of, keys_of

_AUTHOR = keys_of(
    ("I", "we", "you", "me", "us", "I'm", "I've", "I'd", "I'll", "we're", "we've", "you're", "you've")
)
_DEEDS = keys_of(("find", "show", "discover", "release", "publish", "document"))
_WITH = key_of("with")
_MAKE = keys_of(("make", "makes", "made", "making"))
_TELL = keys_of(("told", "tell", "tells"))
_WHILE = keys_of(("by", "in", "before", "after", "while", "without", "when"))


def reports(s: Sites, first: Int, last: Int) -> Bool:
    """Say which verbs tell what their sources said; `first` and `last` are the words of these."""
    c = s.c
    clause, quote, noun = governed(s)
    said = clause | quote | beside_a_claim(s, first, last)
    head = heads(c, first, last)
    speaks = able(c, head, last)
    asked = supposed(s, first)
    kept = _sayings(s, said, head, speaks) & ~asked
    tells = said | with_noun(c, s.at) | with_particle(c, s.at) | on_topic(s)
    idle = talks(s) & ~tells
    tells |= (s.weak | may(s.way, Way.MIND)) & noun & (papers(c, head) | ~s.weak)
    main = ~s.loose & ~restricted(s, first, last) & ~unreal(s) & ~asked
    kept |= _views(s, tells, head, speaks) & main
    absolute = (
        (c.words.key[np.maximum(first - 1, 0)] == _WITH) & (last == s.left) & c.plain[np.maximum(first, 0)]
    )
    hanging = s.participle & (s.gap(COMMA | DASH) | np.isin(c.words.key[s.left], _WHILE) | absolute)
    kept |= hanging & speaks & (tells | _public(s) | s.can(Role.SAY) & ~s.weak)
    kept |= hanging & s.gap(COMMA | DASH) & known(c, head, speaks)
    kept |= s.can(Role.SAY) & quote & speaks
    kept &= ~elliptic(s, first) | s.passive
    kept &= said | ~timed(c, first)
    kept &= ~teased(c, first)
    kept &= ~(s.can(Role.ATTITUDE) & np.isin(c.words.key[s.left], _MAKE))  # `to make sure that`
    kept &= ~(s.beside(Role.PREPOSITION) & s.can(Role.PAST) & ~s.passive)  # `of confirmed infections`
    kept &= ~idle
    kept &= ~(np.isin(c.words.key[s.at], _TELL) & (c.words.gap[s.right] == COMMA))  # `All told, it cost them`
    kept &= ~(s.weak & papers(c, head) & (first == s.at + 1))  # `wrote a letter`
    own = np.isin(c.words.key[last], _AUTHOR)
    closes = (s.right == s.at) | ((c.words.gap[s.right] & STOP) != 0)
    wordless = s.can(Role.FOREIGN) & s.can(Role.BASE) & closes  # `will nichts sagen.`
    told: Bool = (kept | s.can(Role.FOREIGN)) & ~own & ~wordless
    return told


def _sayings(s: Sites, said: Bool, head: Int, speaks: Bool) -> Bool:
    """Say which are verbs of saying that need nothing else: `Bell said`, `Bell went on to argue`."""
    c = s.c
    strong = s.can(Role.SAY) & ~s.weak
    inner = s.loose & ~s.participle
    told = strong & ~s.loose & speaks & ~ought(s)
    told |= strong & said & (speaks | ~hollow(c, head)) & (~inner | known(c, head, speaks))
    tells = s.can(Role.SAY) & ~np.isin(c.words.key[s.at], _DEEDS)  # no `to find a buyer`
    return told | (tells & inner & speaks & ~stands_in(c, head))


def _views(s: Sites, tells: Bool, head: Int, speaks: Bool) -> Bool:
    """Say which tell of a view or a speech act: `Bell condemned the plan`, `Bell believes that`."""
    public = _public(s)
    cue, attitude = s.can(CUE), s.can(Role.ATTITUDE)
    held = (cue | attitude) & known(s.c, head, speaks)
    held |= cue & ~attitude & speaks & ~stands_in(s.c, head)
    found: Bool = held | speaks & (tells | public)
    return found


def _public(s: Sites) -> Bool:
    """Say which are speech acts, or positions taken in public."""
    return may(s.way, Way.ACT | Way.POSITION) & ~s.can(Role.SAY)
