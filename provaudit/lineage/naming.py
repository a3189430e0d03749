"""Whose text it is by what it says in passing: who was told, whose affiliate, whose researchers."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Protocol

from provaudit.lineage.facts import Facts, core, finder, prose_credits

_REACH = 40  # characters around a name in which its cue must stand; chosen
_PLACES = 20  # occurrences of a name that are looked at; chosen
_ACRONYM = 4  # letters up to which an institution's name must stand in capitals: WHO is not who; chosen
_TOLD_BEFORE = re.compile(
    r"\b(?:told|tells?|telling|interview(?:ed)? (?:with|by)|(?:statement|e-?mail|remarks?|comments?) to"
    r"|(?:obtained|seen|reviewed|viewed|contacted|commissioned) by|(?:spoke|spoken|speaking|talked) (?:to|with)"
    r"|(?:confirmed|said|shared) (?:to|with)) (?:the )?$",
    re.IGNORECASE,
)
_TOLD_AFTER = re.compile(r"(?:[’']s)? (?:affiliate\b|has (?:obtained|learned|seen|reviewed)\b)")
_HEAD = 300  # characters in which a dateline stands; chosen
_DATELINE_ENDS = re.compile(r"\) ?(?:[-–—_:]|$)", re.MULTILINE)
_INSTITUTION = re.compile(r"(?:^|[./])([\w-]{3,}\.(?:edu|gov|mil|int|ac)(?:\.[a-z]{2})?)(?:/|$)")


class Naming(Protocol):
    """Who names whom."""

    def __call__(self, article: int, other: int) -> bool:
        """Return whether `article` names the outlet of `other` as a source."""

    def tells_of(self, article: int, other: int) -> bool:
        """Return whether `article` speaks of the institution whose page `other` is."""

    def reveals(self, article: int, other: int) -> bool:
        """Return whether both say that somebody told the outlet of `other`."""

    def hint(self, article: int, other: int) -> str:
        """Return what of that makes `other` the likely source, as evidence; empty where nothing does."""

    def signs(self, article: int) -> bool:
        """Return whether `article` opens with a dateline of its own outlet."""


class Mentions:
    """Whether one article credits or betrays another's outlet; each answer is kept."""

    def __init__(self, facts: list[Facts], texts: list[str]) -> None:
        """Remember where to look."""
        self._facts, self._texts = facts, texts
        self._known: dict[tuple[int, str], bool] = {}
        self._told: dict[tuple[int, str], bool] = {}

    def __call__(self, article: int, other: int) -> bool:
        """Return whether `article` names the outlet of `other` as a source."""
        outlet = self._stranger(article, other)
        if not outlet:
            return False
        key = (article, outlet)
        if key not in self._known:
            self._known[key] = self._by_rule(article, outlet) or self._in_prose(article, other)
        return self._known[key]

    def reveals(self, article: int, other: int) -> bool:
        """Return whether `article` says that somebody told the outlet of `other`, as that outlet says, too.

        It is no credit, but it tells who was there. An agency has its marks.
        """
        outlet = self._stranger(article, other)
        if not outlet or self._facts[other].owns_agency:
            return False
        return self._was_told(other, outlet) and self._was_told(article, outlet)

    def tells_of(self, article: int, other: int) -> bool:
        """Return whether `article` speaks of the institution on whose own site `other` stands.

        What an institution tells of itself it has from no newspaper, whatever date its page bears, unless it says so.
        """
        page = _institution(self._facts[other])
        if page is None or _institution(self._facts[article]) or self._facts[other].credits_somebody:
            return False
        return any(_named(self._texts[article], page)) and any(_named(self._texts[other], page))

    def hint(self, article: int, other: int) -> str:
        """Return what in `article` makes `other` the likely source, as evidence; empty where nothing does."""
        if self.tells_of(article, other):
            return "stands on the site of the institution that it speaks of"
        return "is from the outlet that was told what it tells" if self.reveals(article, other) else ""

    def signs(self, article: int) -> bool:
        """Return whether `article` opens with a dateline of its own outlet."""
        outlet = self._facts[article].outlet
        return outlet is not None and signs_itself(self._texts[article], outlet)

    def _stranger(self, article: int, other: int) -> str | None:
        """Return the outlet of `other` unless it is the article's own."""
        outlet = self._facts[other].outlet
        return None if core(outlet) == core(self._facts[article].outlet) else outlet

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

    def _was_told(self, article: int, outlet: str) -> bool:
        key = (article, outlet)
        if key not in self._told:
            self._told[key] = was_told(self._texts[article], outlet)
        return self._told[key]


def was_told(text: str, outlet: str) -> bool:
    """Whether a text speaks of the outlet as of its reporter: `told the Courier`, `the Courier has learned`."""
    for found in islice(finder(outlet).finditer(text), _PLACES):
        start, end = found.span()
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        if found[0][0].isupper() and (_TOLD_BEFORE.search(before) or _TOLD_AFTER.match(after)):
            return True
    return False


def signs_itself(text: str, outlet: str) -> bool:
    """Whether a text opens with a dateline that names the outlet: `OSTREL (Courier) —`."""
    head = text[:_HEAD]
    return any(
        head[: found.start()].endswith("(") and _DATELINE_ENDS.match(head, found.end()) is not None
        for found in finder(outlet).finditer(head)
    )


def _institution(facts: Facts) -> str | None:
    """Return the domain of the public or academic institution on whose site an article stands, if it does."""
    return next((page for address in (facts.outlet, facts.url) if (page := _domain(address or ""))), None)


@cache
def _domain(address: str) -> str | None:
    found = _INSTITUTION.search(address.casefold().split("//")[-1].split("/")[0])
    return found[1] if found else None


def _named(text: str, page: str) -> Iterator[bool]:
    for found in islice(finder(page).finditer(text), _PLACES):
        yield found[0].isupper() or (len(found[0]) > _ACRONYM and found[0][0].isupper())
