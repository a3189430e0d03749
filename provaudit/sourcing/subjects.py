"""From a verb that cites to the noun phrase that is its source: left of it, after it, or behind `by`."""

from collections.abc import Callable, Iterator

import numpy as np

from provaudit.sourcing.able import able
from provaudit.sourcing.behind import inverted, passive, written
from provaudit.sourcing.clauses import Clauses
from provaudit.sourcing.kinds import bodies, heads
from provaudit.sourcing.letters import Int
from provaudit.sourcing.lexicon import Role, may
from provaudit.sourcing.reported import reported
from provaudit.sourcing.reports import reports
from provaudit.sourcing.sites import Found, Sites, Span, marked
from provaudit.sourcing.words import BREAK, CLOSE, COMMA, DASH, OPEN, QUOTE, STOP, key_of, keys_of

_OPENERS = Role.CONJUNCTION | Role.JUNCTION | Role.RELATIVE  # what may stand before a name that is explained
_APPOSITIONS = 4  # commas that are looked back over for the name that an apposition explains; chosen


def by_verbs(c: Clauses) -> Found:
    """Return what verbs cite; of several rules that hold the first one tells."""
    s = Sites(c, np.flatnonzero(c.verb & ~c.quoted))
    first, last = np.full(len(s.at), -1), np.zeros(len(s.at), int)
    for rule in _RULES:
        unknown = np.flatnonzero(first < 0)
        for span in rule(Sites(c, s.at[unknown])):
            fresh = np.flatnonzero(span.holds & (first[unknown] < 0))
            begins, ends = span.first[fresh], span.last[fresh]
            first[unknown[fresh]], last[unknown[fresh]] = _without_adjunct(c, begins, ends), ends
    first, last = _by_name(c, *_hung(s, first, last))
    first, last = _by_name_before(s, *_past_label(c, _narrowed(s, first, last), last))
    told = np.flatnonzero((first >= 0) & ~reported(s, first) & ~s.described)
    s, first, last = Sites(c, s.at[told]), first[told], last[told]
    kept = reports(s, first, last)
    return Found(s.group[kept], s.at[kept], first[kept], last[kept])


def _hung(s: Sites, first: Int, last: Int) -> tuple[Int, Int]:
    """Give a participle the source of the verb that cites last before it: `…, the Courier reported, citing a memo`.

    Only where that verb stands between it and the source that was found for it.
    """
    free = np.append(-1, np.flatnonzero((first >= 0) & ~s.participle))
    before = free[np.searchsorted(free, np.arange(len(s.at))) - 1]
    sentence = s.c.sentences.number
    nearer = s.participle & (first >= 0) & (before >= 0)
    nearer &= (sentence[s.at[before]] == sentence[s.at]) & (s.at[before] > last)
    return np.where(nearer, first[before], first), np.where(nearer, last[before], last)


def _by_name(c: Clauses, first: Int, last: Int) -> tuple[Int, Int]:
    """Return the name that explains who a source is: of `the mayor, Ann Bell, said` and `the mayor, Ann Bell, says`."""
    name = np.minimum(last + 1, len(c.words) - 1)
    office = may(c.roles[first], Role.DETERMINER) | c.endings.possessive[first]
    office &= (c.names.first(last) == last) & (last > first)
    office &= (c.words.gap[name] == COMMA) & c.words.capital[name] & c.nominal[name]
    few = np.flatnonzero(office)
    name, end = name[few], c.names.last(name[few])
    then = np.minimum(end + 1, len(c.words) - 1)
    closed = (c.words.gap[then] & (COMMA | STOP | BREAK)) != 0
    explained = (end > name) & (c.phrases.last(name) == end) & closed & ~bodies(c, first[few], last[few])
    first, last = first.copy(), last.copy()
    first[few[explained]], last[few[explained]] = name[explained], end[explained]
    return first, last


def _past_label(c: Clauses, first: Int, last: Int) -> tuple[Int, Int]:
    """Return the name before a party and state that were taken for the source: `Ann Bell, R-Ohio, who`."""
    begin = np.maximum(first, 0)
    name = np.maximum(begin - 1, 0)
    label = (c.letters[c.words.start[begin] + 1] == ord("-")) & c.words.capital[begin] & ~c.opens[begin]
    label &= (c.words.gap[begin] & (COMMA | OPEN)) != 0
    label &= (first > 0) & c.words.capital[name] & c.nominal[name]
    return np.where(label, c.names.first(name), first), np.where(label, name, last)


def _by_name_before(s: Sites, first: Int, last: Int) -> tuple[Int, Int]:
    """Return the name that a source explains: of `Ann Bell, a sailor who said`, and of `Ann Bell, a sailor, said`."""
    c = s.c
    begin = np.maximum(first, 0)
    name = np.maximum(begin - 1, 0)
    start = c.names.first(name)
    ahead = np.maximum(start - 1, 0)
    explains = (first > 0) & (c.words.gap[begin] == COMMA) & ~c.words.capital[begin] & ~c.opens[begin]
    explains &= may(c.roles[last], Role.RELATIVE) | s.gap(COMMA)
    named = c.words.capital[name] & c.nominal[name] & (start < name)
    free = ~may(c.roles[ahead], Role.PREPOSITION) | c.opens[start]
    moved = explains & named & free & (last < s.group) & ~bodies(c, begin, last)
    return np.where(moved, start, first), np.where(moved, name, last)


def _narrowed(s: Sites, first: Int, last: Int) -> Int:
    """Return where the name at the end of a phrase begins whose head cannot speak: `risky for Bell, who said`."""
    c, first = s.c, first.copy()
    few = np.flatnonzero((first >= 0) & (last > first) & ~s.can(Role.FOREIGN))
    end = last[few] - may(c.roles[last[few]], Role.RELATIVE)
    name = c.names.first(end)
    inner = c.words.capital[end] & c.nominal[end] & (name > first[few])
    few, name = few[inner], name[inner]
    lost = ~able(c, heads(c, first[few], last[few]), last[few]) | np.isin(c.words.key[first[few]], _OBJECTS)
    article = may(c.roles[name - 1], Role.DETERMINER) & (name - 1 > first[few])
    first[few[lost]] = (name - article)[lost]
    return first


def _without_adjunct(c: Clauses, first: Int, last: Int) -> Int:
    """Return where the sources begin that a phrase of time or place precedes: `In a speech in May Ann Bell said`.

    What such a phrase is all there is of, is no source: -1.
    """
    adjunct = may(c.roles[first], Role.PREPOSITION) & ~(c.words.capital & ~c.opens)[first]
    before = np.maximum(first - 1, 0)
    governed = (
        c.plain[first] & ~c.opens[first] & (c.verb | c.finite)[before]
    )  # `who spoke with the Courier said`
    relative = (may(c.roles[last], Role.RELATIVE) | (c.words.key[last] == _THAT)) & (last > first + 1)
    head = last - relative
    named = c.words.capital[head] & c.nominal[head]
    several = c.endings.plural[head] & (head - first > 1) & ~relative
    behind = np.where(relative, first + 1, np.where(several, head, -1))
    kept = np.where(named, c.names.first(head), behind)
    return np.where(adjunct, np.where(governed & ~relative, -1, kept), first)


def _beside(s: Sites) -> Iterator[Span]:
    """`she said`, `the Courier, which reported`, `a group that says`, `the ministry has said`."""
    c, left = s.c, s.left
    free = ~s.passive & ~s.opened
    author = np.isin(c.words.key[left], _AUTHOR)
    empty = (c.words.key[left] == _IT) & s.can(Role.ATTITUDE)  # `it is unclear`
    yield Span(free & s.beside(Role.PRONOUN) & ~c.quoted[left] & ~author & ~empty, left, left)
    before = np.maximum(left - 1, 0)
    named = c.nominal[before] & ~c.opens[left]
    pronoun = s.beside(Role.RELATIVE)
    yield Span(free & pronoun, np.where(named, c.phrases.first(before), left), left)
    that = c.plain[s.group] & (c.words.key[left] == _THAT) & c.plain[left]
    yield Span(free & that & named, c.phrases.first(before), left)
    counted = may(c.roles[left], Role.COUNTED)
    asks = s.participle & c.words.capital[left]
    yield Span(
        free & c.plain[s.group] & (c.nominal[left] | counted) & (~s.loose | asks), c.phrases.first(left), left
    )


def _apart(s: Sites) -> Iterator[Span]:
    """`Bell (Ind.) said`, `Ann Bell, a teacher at the school, said`."""
    c, gap = s.c, s.c.words.gap
    free = ~s.passive & ~s.opened & ~s.loose
    marks = marked((gap & OPEN) != 0)
    opening = marks[np.searchsorted(marks, s.left, side="right") - 1]
    before = np.maximum(opening - 1, 0)
    inside = s.gap(CLOSE) & (opening > c.sentences.first(s.at))
    yield Span(free & inside & c.nominal[before], c.phrases.first(before), before)
    commas = marked((gap & (COMMA | DASH)) != 0)
    number = np.searchsorted(commas, s.group)
    free &= s.gap(COMMA | DASH) & ~s.gap(QUOTE)
    for back in range(1, _APPOSITIONS + 1):
        comma = commas[np.maximum(number - back, 0)]
        before = np.maximum(comma - 1, 0)
        within = (gap[comma] & CLOSE) != 0  # `Bell (Ind.), a sailor, said`
        before = np.where(
            within, np.maximum(marks[np.searchsorted(marks, before, side="right") - 1] - 1, 0), before
        )
        first = c.phrases.first(before)
        known = c.words.capital[before] | may(c.roles[first], Role.DETERMINER)
        named = (comma > c.sentences.first(s.at)) & c.nominal[before] & known
        starts = c.opens[first] | ((gap[first] & (COMMA | QUOTE | DASH)) != 0)
        ahead = np.maximum(first - 1, 0)
        starts |= may(c.roles[ahead], _OPENERS) & (first > 0)
        full = (c.names.last(first) == before) & (before > first)  # `on Sunday Ann Bell, a sailor, said`
        starts |= full & ~may(c.roles[ahead], Role.PREPOSITION) & ~c.finite[ahead]
        yield Span(free & named & starts & (gap[comma] & QUOTE == 0), first, before)


def _shared(s: Sites) -> Iterator[Span]:
    """Take the subject of the verb before: `The mayor spoke for an hour and promised`, `…, warning that`."""
    c = s.c
    verbs = np.flatnonzero(c.finite)
    group = c.groups.first(verbs)
    subjects = np.maximum(group - 1, 0)
    headed = c.nominal[subjects] | may(c.roles[subjects], Role.PRONOUN | Role.RELATIVE)
    headed &= c.plain[group] & ~c.opens[group]
    verbs, subjects = np.append(0, verbs[headed]), np.append(0, subjects[headed])
    nearest = np.searchsorted(verbs, s.left, side="right") - 1
    verb, subject = verbs[nearest], subjects[nearest]
    free = ~s.passive & ~s.opened & (verb > c.sentences.first(s.at)) & ~c.quoted[subject]
    free &= ~s.beside(Role.PRONOUN)
    comma = s.gap(COMMA | DASH) & ~s.gap(QUOTE)
    speaks = s.can(Role.SAY)
    hangs = s.participle
    to = s.within(Role.INFINITIVE) & speaks & (c.words.key[subject] != _IT)
    joined = ~s.loose & (s.beside(Role.JUNCTION) | ~comma | speaks)
    before = np.maximum(subject - 1, 0)
    who = may(c.roles[subject], Role.RELATIVE) & c.nominal[before] & ~c.opens[subject]
    inside = hangs | to | s.beside(Role.JUNCTION) | (verb >= s.group)
    last = np.where(
        who & speaks & ~inside & c.plain[subject] & ~comma, before, subject
    )  # `the men who sent it said`
    yield Span(free & (hangs | to | joined), c.phrases.first(np.where(who, before, subject)), last)


def _opening(s: Sites) -> Iterator[Span]:
    """Whatever opens the sentence, where nothing nearer is found; a verb that hangs on another wants a name."""
    c, start = s.c, s.c.sentences.first(s.at)
    heads = c.nominal[start] | may(c.roles[start], Role.PRONOUN | Role.DETERMINER)
    heads &= (
        ~s.beside(Role.PRONOUN) & ~may(c.roles[start], Role.REDUCED) & ~np.isin(c.words.key[start], _AUTHOR)
    )
    end = c.phrases.last(start)
    free = ~s.passive & ~s.opened & ~c.quoted[start] & (~s.loose | c.words.capital[end])
    yield Span(heads & free, start, end)


def _absolute(s: Sites) -> Iterator[Span]:
    """`…, with critics warning that`."""
    c = s.c
    first = c.phrases.first(s.left)
    inside = c.words.key[first] == _WITH
    begin = np.minimum(first + inside, s.left)
    named = (
        s.participle & c.plain[s.group] & c.nominal[s.left] & (c.words.key[np.maximum(begin - 1, 0)] == _WITH)
    )
    apart = (c.words.gap[np.maximum(begin - 1, 0)] & (COMMA | DASH)) != 0
    yield Span(named & (begin > 0) & apart, begin, s.left)


def _whose_clause(s: Sites) -> Iterator[Span]:
    """Take whom a relative clause describes, not what it is about: `the officer who met Bell said`."""
    c = s.c
    object_ = c.phrases.first(s.left)
    verb = np.maximum(object_ - 1, 0)
    links = marked(c.is_a(Role.RELATIVE) & c.plain)
    who = links[np.searchsorted(links, verb) - 1]
    whom = np.maximum(who - 1, 0)
    marks = np.cumsum(~c.plain | c.opens)
    one = (who > c.sentences.first(s.at)) & (marks[who] == marks[s.group]) & c.nominal[whom]
    about = (
        c.finite[verb]
        & ~may(c.roles[verb], Role.SAY | Role.CLAUSAL)
        & c.plain[object_]
        & c.nominal[s.left]
        & ~s.loose
        & ~s.passive
    )
    yield Span(one & about & (verb > who), c.phrases.first(whom), whom)


def _contact(s: Sites) -> Iterator[Span]:
    """`Everyone I interviewed said`: of whom the author says how he met them."""
    c = s.c
    author, whom = np.maximum(s.left - 1, 0), np.maximum(s.left - 2, 0)
    met = c.plain[s.group] & c.finite[s.left] & c.plain[s.left] & np.isin(c.words.key[author], _AUTHOR)
    named = c.plain[author] & c.nominal[whom] & ~c.opens[author]
    yield Span(met & named & ~s.loose & ~s.passive, c.phrases.first(whom), whom)


_RULES: tuple[Callable[[Sites], Iterator[Span]], ...] = (
    inverted,
    _absolute,
    _whose_clause,
    _beside,
    _apart,
    _contact,
    _shared,
    _opening,
    passive,
    written,
)
_THAT, _IT, _WITH = key_of("that"), key_of("it"), key_of("with")
_OBJECTS = keys_of(("them", "him", "her", "it", "us", "me", "you"))
_AUTHOR = keys_of(("I", "you", "we"))
