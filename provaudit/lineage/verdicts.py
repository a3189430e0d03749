"""What the lineage says of each article: its role, its relation to its closest source, its credit."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from provaudit.lineage.ancestry import Family
from provaudit.lineage.facts import Facts, same_house
from provaudit.lineage.pedigree import Pedigree, Step
from provaudit.model import Credit, PairDirection, Relation, Role

_ASSESSABLE = 30  # own words below which neither credit nor role can be judged; chosen
_WITNESSES = (
    2  # carriers of an unseen source that name its agency, before a third is said to name a wrong one; chosen
)
_DETERMINED = attrgetter("determined")
_PART = 0.25  # of an article's words; below, it is its own reporting with a borrowed passage; codebook


@dataclass(frozen=True)
class Reading:
    """A finished pedigree, read article by article. What stays undetermined is no ground to say ill of anybody."""

    family: Family
    pedigree: Pedigree
    children: dict[int, list[int]]
    """Who took from whom, where that is determined."""

    @classmethod
    def of(cls, family: Family, pedigree: Pedigree) -> "Reading":
        """Turn the edges round once."""
        children: dict[int, list[int]] = {}
        for child, steps in pedigree.steps.items():
            for step in filter(_DETERMINED, steps):
                children.setdefault(step.parent, []).append(child)
        return cls(family, pedigree, children)

    def main_step(self, article: int) -> Step | None:
        """Return the edge that explains most of the article."""
        steps = self.pedigree.steps.get(article)
        return steps[0] if steps else None

    def determined(self, article: int) -> bool:
        """Whether its main source is likelier its source than not."""
        step = self.main_step(article)
        return step is not None and step.determined

    def ancestors(self, article: int) -> set[int]:
        """Return all that the article may descend from, unseen sources included."""
        return self._above(article, lambda _: True)

    def sure_ancestors(self, article: int) -> set[int]:
        """Return those of them that every step on the way leads to for certain enough."""
        return self._above(article, _DETERMINED)

    def _above(self, article: int, followed: Callable[[Step], bool]) -> set[int]:
        found: set[int] = set()
        open_ = [article]
        while open_:
            above = {s.parent for s in filter(followed, self.pedigree.steps.get(open_.pop(), ()))}
            open_ += above - found
            found |= above
        return found

    def is_version(self, article: int) -> bool:
        """Whether the main source is another version from the same outlet."""
        step = self.main_step(article)
        facts = self.family.facts
        return (
            step is not None and step.parent < len(facts) and same_house(facts[article], facts[step.parent])
        )


def relation(reading: Reading, article: int) -> Relation:
    """Return how the article stands to its closest source."""
    step = reading.main_step(article)
    return step.relation if step else Relation.INDEPENDENT


def role(reading: Reading, article: int) -> Role:
    """Return what the article is in its story."""
    facts, step = reading.family.facts[article], reading.main_step(article)
    if step is None:
        return _role_without_source(reading, facts)
    if reading.is_version(article):
        return Role.VERSION
    if step.relation == Relation.SAME:
        return Role.REPUBLICATION
    if (
        step.relation == Relation.PARTIAL
        and sum(s.support.covered for s in reading.pedigree.steps[article]) < _PART
    ):
        return Role.OWN_REPORTING
    if not reading.determined(article):
        return Role.OWN_REPORTING if step.relation == Relation.PARAPHRASE else Role.REWRITE
    copied_from_copy = step.parent < len(reading.family.facts) and bool(reading.pedigree.parents(step.parent))
    return Role.SECOND_HAND if copied_from_copy or step.relation == Relation.PARAPHRASE else Role.REWRITE


def _role_without_source(reading: Reading, facts: Facts) -> Role:
    if facts.is_wire and not facts.is_original_wire:
        return Role.REPUBLICATION
    original = facts.is_original_wire or facts.article in reading.children
    return Role.ORIGINAL if original else Role.OWN_REPORTING


def credit(reading: Reading, article: int) -> Credit:
    """Return what the article says of where its text comes from; nothing bad of a source that is undetermined."""
    facts, step = reading.family.facts[article], reading.main_step(article)
    if step is None:
        return _credit_without_source(reading, facts)
    if reading.is_version(article):
        return Credit.OWN if not facts.is_wire or facts.owns_agency else Credit.NAMED
    return _credit_of_copy(reading, facts, step)


def _credit_of_copy(reading: Reading, facts: Facts, step: Step) -> Credit:
    article = facts.article
    ancestors = {step.parent} | reading.ancestors(step.parent)
    articles = [n for n in ancestors if n < len(reading.family.facts)]
    if any(reading.family.mentions(article, n) for n in articles):
        return Credit.NAMED
    origin = _origin(reading, ancestors)
    if facts.credited & origin or (facts.credited and not origin):
        return Credit.NAMED
    misattributed = origin and (facts.is_wire or (facts.agency and step.relation == Relation.SAME))
    if misattributed and _origin(reading, reading.sure_ancestors(article), _WITNESSES):
        return Credit.MISATTRIBUTED
    if facts.generic and not misattributed:
        return Credit.GENERIC
    sure = reading.determined(article) and not misattributed
    return Credit.NONE_OBSERVED if sure else Credit.NOT_ASSESSABLE


def _credit_without_source(reading: Reading, facts: Facts) -> Credit:
    if facts.is_original_wire:
        return Credit.OWN
    if facts.is_wire:
        return Credit.NAMED
    if facts.article in reading.children:
        return Credit.OWN
    if facts.agency:
        return Credit.NAMED
    if facts.words < _ASSESSABLE:
        return Credit.NOT_ASSESSABLE
    return Credit.GENERIC if facts.generic else Credit.NOT_NEEDED


def _origin(reading: Reading, ancestors: set[int], witnesses: int = 1) -> set[str]:
    """Return the agencies whose text this is: the seen original's, else those that most carriers credit.

    Of an unseen source, at least so many carriers have to agree.
    """
    facts = reading.family.facts
    seen = {
        facts[n].agency or facts[n].name for n in ancestors if n < len(facts) and facts[n].is_original_wire
    }
    if seen:
        return seen
    votes: dict[str, int] = {}
    for node in ancestors & reading.pedigree.unseen.keys():
        for child in reading.pedigree.unseen[node]:
            agency = facts[child].agency if facts[child].is_wire else None
            if agency:
                votes[agency] = votes.get(agency, 0) + 1
    most = max(votes.values(), default=0)
    return {a for a, n in votes.items() if n == most >= witnesses}


def pair_direction(reading: Reading, a: int, b: int) -> PairDirection:
    """Return which of two derived articles is the other's source, or whether both have a common one."""
    if same_house(reading.family.facts[a], reading.family.facts[b]):
        return PairDirection.COMMON
    mains = [step.parent for x in (a, b) if (step := reading.main_step(x)) and step.determined]
    if len(mains) > len(set(mains)):
        return PairDirection.COMMON  # most of either is from there, whatever passage one has from the other
    from_a, from_b = reading.sure_ancestors(a), reading.sure_ancestors(b)
    if b in from_a:
        return PairDirection.A_FROM_B
    if a in from_b:
        return PairDirection.B_FROM_A
    return PairDirection.COMMON if from_a & from_b else PairDirection.UNCLEAR
