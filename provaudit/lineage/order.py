"""Who came first: by time where it can tell, by credits, then by the text alone."""

import heapq
from collections.abc import Callable

from provaudit.lineage.ancestry import Family
from provaudit.lineage.facts import HOUSE_LEAD, Facts, core, earlier, may_precede, prose_credits
from provaudit.lineage.ties import size

_Key = tuple[bool, float, int, float, int, str]


class Mentions:
    """Whether one article credits another's outlet, in a credit line or in its prose; each answer is kept."""

    def __init__(self, facts: list[Facts], texts: list[str]) -> None:
        """Remember where to look."""
        self._facts, self._texts = facts, texts
        self._known: dict[tuple[int, str], bool] = {}

    def __call__(self, article: int, other: int) -> bool:
        """Return whether `article` names the outlet of `other` as a source."""
        outlet = self._facts[other].outlet
        if not outlet or core(outlet) == core(self._facts[article].outlet):
            return False
        key = (article, outlet)
        if key not in self._known:
            self._known[key] = self._by_rule(article, outlet) or self._in_prose(article, other)
        return self._known[key]

    def _by_rule(self, article: int, outlet: str) -> bool:
        """Say whether a rule found the outlet named, also in part (`Courier Journal`, `Lakeside Courier-Journal`)."""
        house = set(core(outlet).split())
        named = self._facts[article].credited
        return any(set(core(name).split()) <= house for name in named if core(name))

    def _in_prose(self, article: int, other: int) -> bool:
        """Say whether the prose does. An agency's name there is a mention, no credit: it has its marks."""
        if self._facts[other].owns_agency:
            return False
        return prose_credits(self._texts[article], self._facts[other].outlet)


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
    """Whether x must come before y: it is clearly earlier, or y credits it while time cannot tell."""
    facts = family.facts
    if earlier(facts[x], facts[y]) is not None:
        return not may_precede(facts[y], facts[x])
    return family.mentions(y, x) and not family.mentions(x, y)


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
    # of the original, most words are found again in the others: all that was taken came from it
    attested = {i: size(s for t in graph[i].values() for s in t.exact) for i in group}
    central = min(group, key=lambda i: (-_marked(facts[i]), -attested[i], -facts[i].words, facts[i].id))

    def near(i: int) -> float:
        tie = graph[i].get(central)
        return 1.0 if i == central else tie.share if tie else 0.0

    def key(i: int) -> _Key:
        return (*_when(facts[i]), -_marked(facts[i]), -near(i), -facts[i].words, facts[i].id)

    return key


def _when(facts: Facts) -> tuple[bool, float]:
    """Return a sort key for the time of publication; articles without one come last, but marks come first."""
    if facts.time is None:
        return not facts.is_original_wire, 0.0
    return False, (facts.time - HOUSE_LEAD if facts.owns_agency else facts.time).timestamp()


def _marked(facts: Facts) -> int:
    return 2 if facts.owns_agency else int(facts.is_original_wire)
