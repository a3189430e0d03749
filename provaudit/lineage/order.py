"""Who came first: by time where it can tell, by credits, then by the text alone."""

import heapq
from collections.abc import Callable

from provaudit.lineage.ancestry import Family
from provaudit.lineage.facts import HOUSE_LEAD, Facts, earlier, may_precede
from provaudit.lineage.relation import SAME
from provaudit.lineage.tells import CLAUSE
from provaudit.lineage.ties import size, within

_Key = tuple[bool, float, int, bool, float, int, str]


def ranks(family: Family, group: list[int]) -> dict[int, int]:
    """Rank a group that shares text, likely sources first.

    Times that can tell an order and credits that name an outlet are kept; what they leave open is decided by
    stated time, marks, and nearness to the text that explains most of the others.
    """
    first_guess = sorted(group, key=_guess(family, group))
    place = {article: i for i, article in enumerate(first_guess)}
    waits: dict[int, set[int]] = {i: set() for i in group}
    for article in group:
        for other in family.ties[article]:
            if _precedes(family, other, article):
                waits[article].add(other)
    return _sorted_with(place, waits)


def _precedes(family: Family, x: int, y: int) -> bool:
    """Whether x must come before y: y tells of x's institution, or x is clearly earlier, or y points to it."""
    facts, names = family.facts, family.mentions
    if names.tells_of(y, x) or names.tells_of(x, y):
        return names.tells_of(y, x)
    if earlier(facts[x], facts[y]) is not None:
        return not may_precede(facts[y], facts[x])
    if names(x, y) or names(y, x):
        return not names(x, y)
    return names.reveals(y, x) and not names.reveals(x, y)


def _sorted_with(place: dict[int, int], waits: dict[int, set[int]]) -> dict[int, int]:
    """Sort by place, nobody before those it waits for; where all wait in a circle the first by place goes."""
    followers: dict[int, list[int]] = {}
    for article, before in waits.items():
        for other in before:
            followers.setdefault(other, []).append(article)
    open_ = [place[a] for a, before in waits.items() if not before]
    heapq.heapify(open_)
    at = {i: a for a, i in place.items()}
    rank: dict[int, int] = {}
    while len(rank) < len(place):
        article = (
            at[heapq.heappop(open_)]
            if open_
            else min((a for a in place if a not in rank), key=place.__getitem__)
        )
        if article in rank:
            continue
        rank[article] = len(rank)
        for follower in followers.get(article, ()):
            waits[follower].discard(article)
            if not waits[follower] and follower not in rank:
                heapq.heappush(open_, place[follower])
    return rank


def _guess(family: Family, group: list[int]) -> Callable[[int], _Key]:
    facts, graph = family.facts, family.ties
    # Of the original, most words are found again in the others, each for itself: all that was taken came from it, and
    # whoever has it from a copy has less of that copy's edits than of the rest. Counted once, what somebody added to a
    # copy from another source would outweigh that the others have none of his edits.
    attested = {i: sum(size(t.exact) for t in graph[i].values()) for i in group}
    digests = {i for i in group if _is_digest(family, i)}
    central = min(
        group, key=lambda i: (-_marked(facts[i]), i in digests, -attested[i], -facts[i].words, facts[i].id)
    )

    def near(i: int) -> float:
        tie = graph[i].get(central)
        return 1.0 if i == central else tie.share if tie else 0.0

    def key(i: int) -> _Key:
        return (*_when(facts[i]), -_marked(facts[i]), i in digests, -near(i), -facts[i].words, facts[i].id)

    return key


def _is_digest(family: Family, article: int) -> bool:
    """Whether it holds two articles whole that have nothing in common: it was put together from them.

    An excerpt begins where its source begins, so that two excerpts of one article overlap.
    """
    ties = family.ties
    whole = [t for t in ties[article].values() if ties[t.other][article].share >= SAME]
    return any(size(within(t.all, whole[0].all)) < CLAUSE for t in whole[1:])


def _when(facts: Facts) -> tuple[bool, float]:
    """Return a sort key for the time of publication; articles without one come last, but marks come first."""
    if facts.time is None:
        return not facts.is_original_wire, 0.0
    return False, (facts.time - HOUSE_LEAD if facts.owns_agency else facts.time).timestamp()


def _marked(facts: Facts) -> int:
    return 2 if facts.owns_agency else int(facts.is_original_wire)
