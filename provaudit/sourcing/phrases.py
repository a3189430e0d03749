"""Sources beside cues that are no verbs: `according to the ministry`, `the mayor's claim that`, `— Ann Bell`."""

from functools import cache

import numpy as np

from provaudit.sourcing.able import able
from provaudit.sourcing.clauses import Clauses
from provaudit.sourcing.kinds import heads, media
from provaudit.sourcing.letters import Bool, Int
from provaudit.sourcing.lexicon import Role, grammar, may
from provaudit.sourcing.sites import Found
from provaudit.sourcing.words import BREAK, COLON, DASH, OPEN, QUOTE, U64, key_of, keys_of, shifted

TOLD = ("told", "tells")
"""Verbs behind which an outlet stands that somebody spoke to."""

_LABEL = 6  # words of the longest name before a colon: `A Democratic source close to Bell: …`; chosen
_CAPITALS = 3  # letters of a speaker's name in capitals, at least; chosen
_THAT = keys_of(("that", "to", "about", "on"))
_GERMAN = keys_of(("laut", "angaben", "informationen"))
_POSTPOSED = keys_of(("zufolge", "verlautete", "verlautet"))
_ACCOUNTS = keys_of(
    ("account", "accounts", "admission", "count", "estimate", "estimates", "reckoning", "telling")
)
_BY = key_of("by")
_POLLS = keys_of(("poll", "polls", "survey", "surveys"))
_IN = key_of("in")
_LONG = 8  # words of a poll's name, at most; chosen
_FROM = key_of("from")
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
    then = np.minimum(head + 1, size - 1)
    verbal = ~c.nominal[head] & c.nominal[then] & c.plain[then]  # `according to show insiders`
    named = c.nominal[head] | may(c.roles[head], Role.DETERMINER | Role.PRONOUN) | verbal
    holds = c.plain[head] & named & ~c.quoted[last]
    first, last, head = first[holds], last[holds], head[holds]
    end, german = (
        c.phrases.last(np.where(verbal[holds], head + 1, head)),
        np.flatnonzero(np.isin(c.words.key[last], _GERMAN)),
    )
    if len(german):
        end[german] = _capitalised(c, head[german], end[german])
    return Found(first, last, head, end)


def by_postpositions(c: Clauses) -> Found:
    """Return sources before `zufolge` and `verlautete`: `dem Bericht zufolge`, `aus Parteikreisen verlautete`."""
    cue = np.flatnonzero(np.isin(c.words.key, _POSTPOSED) & c.plain & ~c.quoted)
    cue = cue[cue > 0]
    cue = cue[c.nominal[cue - 1]]
    first = c.phrases.first(cue - 1)
    first = np.where(may(c.roles[first], Role.PREPOSITION) & (first < cue - 1), first + 1, first)
    return Found(cue, cue, first, cue - 1)


def _capitalised(c: Clauses, first: Int, last: Int) -> Int:
    """Return where German phrases end: before the first small word, no article or preposition, behind a noun.

    Nouns are capitalised there, so that a small word behind one is a verb: `laut Polizei bleibt sie zu`.
    """
    small = c.nominal & ~c.words.capital
    places = np.append(np.flatnonzero(small & shifted(c.words.capital, -1)), len(small))
    ends: Int = np.minimum(last, places[np.searchsorted(places, first, side="right")] - 1)
    return ends


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
    noun = noun[np.isin(c.words.key[noun + 1], _THAT) & np.isin(c.words.key[noun], _claims())]
    described = c.nominal[noun - 1] & ~c.words.capital[noun - 1] & ~c.endings.possessive[noun - 1]
    owner = np.maximum(noun - 1 - described, 0)  # `the mayor's earlier claim`
    pronoun: Bool = np.isin(c.words.key[owner], _THEIR)
    holds = pronoun | (c.endings.possessive[owner] & c.nominal[owner])
    noun, owner, pronoun = noun[holds], owner[holds], pronoun[holds]
    first = c.phrases.first(owner)
    inner = c.words.capital[owner] & (heads(c, first, owner) < owner)  # `examples of Bell's remarks`
    first = np.where(inner, c.names.first(owner), first)
    return Found(noun, noun, np.where(pronoun, owner, first), owner)


def by_senders(c: Clauses) -> Found:
    """Return from whom words come: `criticism from the board`, `warnings from his lawyer`."""
    noun = np.flatnonzero(c.words.key == _FROM) - 1
    noun = noun[(noun >= 0) & (noun + 2 < len(c.words))]
    noun = noun[np.isin(c.words.key[noun], _claims()) & ~c.quoted[noun] & ~c.verb[noun]]
    head = noun + 2
    holds = c.plain[noun + 1] & c.plain[head]
    holds &= c.nominal[head] | may(c.roles[head], Role.DETERMINER)
    noun, head = noun[holds], head[holds]
    last = c.phrases.last(head)
    speak = able(c, heads(c, head, last), last)
    return Found(*(place[speak] for place in (noun, noun, head, last)))


def by_accounts(c: Clauses) -> Found:
    """Return whose account something is by: `by one estimate`, `by the mayor's own admission`."""
    noun = np.flatnonzero(np.isin(c.words.key, _ACCOUNTS) & ~c.quoted)
    cue, owner, held = np.full(len(noun), -1), np.full(len(noun), -1), np.ones(len(noun), np.bool_)
    for step in range(1, _LONG + 1):
        at = np.maximum(noun - step, 0)
        held &= c.plain[np.minimum(at + 1, len(c.words) - 1)] & (noun >= step) & (cue < 0)
        owned = held & (owner < 0) & (c.endings.possessive[at] | np.isin(c.words.key[at], _THEIR))
        owner[owned] = at[owned]
        by = held & (c.words.key[at] == _BY)
        cue[by] = at[by]
    some = may(c.roles[np.minimum(cue + 1, len(c.words) - 1)], Role.COUNTED)
    told = (cue >= 0) & (some | (owner >= 0))
    noun, cue, owner = noun[told], cue[told], owner[told]
    return Found(cue, cue, cue + 1, np.where(owner < 0, noun, owner))


def by_outlets(c: Clauses) -> Found:
    """Return the media that somebody told: `an official told the Courier`, so that what he said is theirs."""
    told = np.flatnonzero(np.isin(c.words.key, keys_of(TOLD)) & c.verb & ~c.quoted)
    told = told[told + 1 < len(c.words)]
    first = told + 1
    last = c.phrases.last(first)
    holds = c.plain[first] & (c.nominal[first] | may(c.roles[first], Role.DETERMINER))
    told, first, last = told[holds], first[holds], last[holds]
    head = heads(c, first, last)
    outlet = media(c, first, last) & c.words.capital[head]  # no `reporters`
    last = c.names.last(head)
    return Found(*(place[outlet] for place in (told, told, first, last)))


def by_polls(c: Clauses) -> Found:
    """Return polls in which something is so: `in a recent poll`; the word before them is the cue."""
    poll = np.flatnonzero(np.isin(c.words.key, _POLLS) & c.nominal & ~c.quoted)
    cue, held = np.full(len(poll), -1), np.ones(len(poll), np.bool_)
    for step in range(1, _LONG + 1):
        at = np.maximum(poll - step, 0)
        held &= c.plain[np.minimum(at + 1, len(c.words) - 1)] & (poll >= step) & (cue < 0)
        cue[held & (c.words.key[at] == _IN)] = at[held & (c.words.key[at] == _IN)]
        held &= ~c.finite[at]
    poll, cue = poll[cue >= 0], cue[cue >= 0]
    return Found(cue, cue, cue + 1, poll)


@cache
def _claims() -> U64:
    return keys_of(grammar()["claim"])


def by_dashes(c: Clauses) -> Found:
    """Return who is named after a dash that follows a quotation; the name is its own cue."""
    both = (c.words.gap & DASH != 0) & (c.words.gap & QUOTE != 0)
    head = np.flatnonzero(both & c.nominal & c.words.capital & ~c.quoted)
    last = c.phrases.last(head)
    return Found(head, last, head, last)


def by_labels(c: Clauses, cited: Found, text: Int) -> Found:
    """Return who is named before a colon that opens a line: `Bell: The bridge is safe`; the name is its own cue.

    Any label may stand there: only who is cited elsewhere in the text as well counts. `text` numbers each word's.
    """
    last = np.flatnonzero((c.words.gap[1:] & COLON) != 0)
    first = c.phrases.first(last)
    opens = c.opens[first] & ((c.words.gap[first] & (BREAK | OPEN)) == BREAK) & (last - first < _LABEL)
    last, first = last[opens], first[opens]
    named = c.words.capital[last] & c.nominal[last] & ~may(c.roles[first], Role.DETERMINER)
    name = _name(c, last, text)
    known = np.isin(name, _name(c, cited.last, text)) | _speakers(c, name, last)
    return Found(*(place[named & known] for place in (first, last, first, last)))


def _speakers(c: Clauses, name: U64, last: Int) -> Bool:
    """Say which labels are a transcript's: in capitals, and more than once: `BELL: …`."""
    second = c.letters[c.words.start[last] + 1]
    upper = (second >= ord("A")) & (second <= ord("Z")) & (c.words.size[last] >= _CAPITALS)
    _, place, times = np.unique(name, return_inverse=True, return_counts=True)
    several: Bool = times[place] > 1
    return several & upper


def _name(c: Clauses, last: Int, text: Int) -> U64:
    """Return what tells a name in one text from other names and from those in other texts, by its last word."""
    return c.words.key[last] ^ (text[last].astype(np.uint64) << np.uint64(40))
