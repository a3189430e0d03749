"""Sources beside cues that are no verbs: `according to the ministry`, `the mayor's claim that`, `— Ann Bell`."""

import numpy as np

from provaudit.sourcing.clauses import Clauses
from provaudit.sourcing.letters import Bool, Int
from provaudit.sourcing.lexicon import Role, grammar, may
from provaudit.sourcing.subjects import Found
from provaudit.sourcing.words import DASH, QUOTE, key_of, keys_of

_THAT = keys_of(("that", "to"))
_THEIR = keys_of(("his", "her", "their"))


def by_phrases(c: Clauses) -> Found:
    """Return sources after a phrase: `according to`, `laut`, `selon`, `según`, `nach Angaben`."""
    size = len(c.words)
    cues = [_phrase(c, phrase.split()) for phrase in grammar()["phrases"]]
    first, last = (np.concatenate(ends) for ends in zip(*cues, strict=True))
    inside = last + 2 < size
    first, last = first[inside], last[inside]
    head = last + 1
    head = np.where(may(c.roles[head], Role.PREPOSITION) & c.plain[head], head + 1, head)
    named = c.nominal[head] | may(c.roles[head], Role.DETERMINER | Role.PRONOUN)
    holds = c.plain[head] & named & ~c.quoted[last]
    return Found(first[holds], last[holds], head[holds], c.phrases.last(head[holds]))


def _phrase(c: Clauses, words: list[str]) -> tuple[Int, Int]:
    """Return where a phrase of one or two words begins and ends."""
    last = np.flatnonzero(c.words.key == key_of(words[-1]))
    first = last - len(words) + 1
    holds = (first >= 0) & (c.words.key[np.maximum(first, 0)] == key_of(words[0]))
    return first[holds], last[holds]


def by_nouns(c: Clauses) -> Found:
    """Return whose claim, promise or view is told: `the mayor's claim that`, `his promise to`."""
    noun = np.flatnonzero(c.is_a(Role.NOUN) & ~c.quoted & ~c.verb & c.plain)
    noun = noun[(noun > 0) & (noun + 1 < len(c.words))]
    noun = noun[np.isin(c.words.key[noun + 1], _THAT)]
    owner = noun - 1
    pronoun: Bool = np.isin(c.words.key[owner], _THEIR)
    holds = pronoun | (c.endings.possessive[owner] & c.nominal[owner])
    noun, owner, pronoun = noun[holds], owner[holds], pronoun[holds]
    return Found(noun, noun, np.where(pronoun, owner, c.phrases.first(owner)), owner)


def by_dashes(c: Clauses) -> Found:
    """Return who is named after a dash that follows a quotation; the name is its own cue."""
    both = (c.words.gap & DASH != 0) & (c.words.gap & QUOTE != 0)
    head = np.flatnonzero(both & c.nominal & c.words.capital & ~c.quoted)
    last = c.phrases.last(head)
    return Found(head, last, head, last)
