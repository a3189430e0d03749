"""Ancestry: who took from whom, and which source is missing.

Articles that share prose are walked from the likeliest original on. Each looks for its source among those before
it. What decides, in this order: an agency mark or credit; then time, where it is precise enough; then the text
alone. A text that credits an agency comes from that agency: where the agency's own copy is not in the pile, or
lacks what the carriers share, they hang under a source that is unseen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from provaudit.lineage.facts import Facts, days_apart, earlier, may_precede, same_house, same_writer
from provaudit.lineage.naming import Naming
from provaudit.lineage.tells import CLAUSE, agrees_alone, by_share, elder_of_equals, same_words
from provaudit.lineage.ties import Span, Tie, Ties, beyond, size
from provaudit.model import EdgeDirection, Relation

_FRESH = 2.0  # days within which wire copy is carried; later, the earlier article is the source; chosen
_CLEAR = {EdgeDirection.MARKED: 1.0, EdgeDirection.DATED: 0.9, EdgeDirection.INFERRED: 0.75}


@dataclass(frozen=True)
class Step:
    """One edge; parent counts on from the last article where the source is unseen."""

    child: int
    parent: int
    relation: Relation
    confidence: float
    direction: EdgeDirection
    share: float
    evidence: tuple[str, ...]


@dataclass
class Pedigree:
    """The lineage of a pile while it grows: edges by child, and the unseen sources with their children."""

    steps: dict[int, list[Step]] = field(default_factory=dict)
    unseen: dict[int, set[int]] = field(default_factory=dict)
    next_node: int = 0

    def parents(self, article: int) -> list[int]:
        """Return the parents found so far."""
        return [s.parent for s in self.steps.get(article, ())]

    def forget(self, article: int) -> None:
        """Drop the edges of an article."""
        for step in self.steps.pop(article, ()):
            self.unseen.get(step.parent, set()).discard(article)

    def close_if_lone(self, node: int) -> None:
        """Drop an unseen source with less than two children: one attests nothing that its own text does not."""
        children = self.unseen.get(node, set())
        if len(children) < 2:  # noqa: PLR2004 - two make a pair
            for child in children:
                self.steps[child] = [s for s in self.steps[child] if s.parent != node]
            self.unseen.pop(node, None)

    def add(self, step: Step) -> None:
        """Add an edge."""
        self.steps.setdefault(step.child, []).append(step)

    def unseen_parent(self, article: int) -> int | None:
        """Return the unseen source among the parents, if there is one."""
        return next((p for p in self.parents(article) if p in self.unseen), None)

    def main_parent(self, article: int) -> int | None:
        """Return the parent that explains most of the article, if it has one."""
        best = max(self.steps.get(article, ()), key=lambda s: s.share, default=None)
        return best.parent if best else None

    def new_unseen(self) -> int:
        """Open a new unseen source."""
        node, self.next_node = self.next_node, self.next_node + 1
        self.unseen[node] = set()
        return node


@dataclass(frozen=True)
class Family:
    """What a walk over one group of articles reads."""

    facts: list[Facts]
    ties: Ties
    rank: dict[int, int]
    mentions: Naming

    def before(self, article: int) -> list[Tie]:
        """Return the ties to possible sources, best explaining first; the elder first where they explain alike."""
        own = self.facts[article]
        known = [
            t
            for t in self.ties[article].values()
            if self.rank[t.other] < self.rank[article]
            and (may_precede(self.facts[t.other], own) or self.mentions.tells_of(article, t.other))
            # an outlet that repeats a paragraph of its own background took it from nobody
            if t.relation != Relation.PARTIAL or not same_house(own, self.facts[t.other])
        ]
        return sorted(known, key=lambda t: (-t.matched, self.rank[t.other]))


def trace_family(family: Family, group: list[int], pedigree: Pedigree) -> None:
    """Add the edges of one group of articles to the pedigree.

    The first carriers of an unseen source are met before anything tells of it, and those after them take them for
    the source. Once the source is known, these look again.
    """
    walk = sorted(group, key=family.rank.__getitem__)
    for article in walk:
        _settle(family, pedigree, article)
    hasty = [a for a in walk if _took_a_carrier(family, pedigree, a)]
    left = {p for a in hasty for p in pedigree.parents(a)}
    for article in hasty:
        pedigree.forget(article)
    for article in hasty:
        _settle(family, pedigree, article)
    for node in left & pedigree.unseen.keys():
        pedigree.close_if_lone(node)
    for article in group:
        pedigree.steps.get(article, []).sort(key=lambda s: -s.share)


def _took_a_carrier(family: Family, pedigree: Pedigree, article: int) -> bool:
    """Whether the main parent, which the article does not name, turned out to carry an unseen source."""
    parent = pedigree.main_parent(article)
    if parent is None or parent in pedigree.unseen or pedigree.main_parent(parent) not in pedigree.unseen:
        return False
    return not (family.mentions(article, parent) or same_house(family.facts[article], family.facts[parent]))


def _settle(family: Family, pedigree: Pedigree, article: int) -> None:
    ties = family.before(article)
    copied = [t for t in ties if t.relation != Relation.PARAPHRASE]
    if family.facts[article].owns_agency:
        # an agency takes its text from no client; versions of its own are left
        ties = copied = [t for t in copied if same_house(family.facts[article], family.facts[t.other])]
    if copied:
        _settle_copy(family, pedigree, article, copied)
    for tie in sorted((t for t in ties if t.relation == Relation.PARAPHRASE), key=lambda t: -t.share)[:1]:
        if not copied or copied[0].relation == Relation.PARTIAL:
            _add(family, pedigree, article, tie, "tells its facts one after the other, in its order")


def _settle_copy(family: Family, pedigree: Pedigree, article: int, ties: list[Tie]) -> None:
    best = elder_of_equals(ties, family.rank)
    own = family.facts[article]
    houses = [t for t in ties if family.facts[t.other].owns_agency]
    free = [t for t in ties if not family.facts[t.other].is_wire]
    named = [t for t in free if family.mentions(article, t.other)]
    shown = [] if own.credits_somebody else [t for t in free if family.mentions.hint(article, t.other)]
    if same_house(own, family.facts[best.other]):
        _add(family, pedigree, article, best, "is another version from the same outlet")
    elif named and named[0].matched >= best.matched / 2:
        _add(family, pedigree, article, named[0], "names it as its source")
    elif shown and shown[0].matched >= best.matched / 2:
        _add(family, pedigree, article, shown[0], family.mentions.hint(article, shown[0].other))
    elif own.credits_somebody and not family.facts[best.other].is_original_wire:
        _follow_credit(family, pedigree, article, ties, houses)
    elif family.facts[best.other].is_original_wire:
        _add(family, pedigree, article, best, f"is {_agency(family, best)}'s own text")
    else:
        _follow_text(family, pedigree, article, ties, best)
    _add_further(family, pedigree, article, ties)


def _follow_credit(
    family: Family, pedigree: Pedigree, article: int, ties: list[Tie], houses: list[Tie]
) -> None:
    """Find the parent of an article that credits an agency: the agency's copy, seen or unseen."""
    originals = houses or [t for t in ties if family.facts[t.other].is_original_wire]
    if originals:
        agency = _agency(family, originals[0])
        _add(family, pedigree, article, originals[0], f"is {agency}'s own text, and an agency is credited")
        known = [s for t in originals for s in t.prose]
        rivals = [t for t in ties if t not in originals]
        longer = [t for t in rivals if size(beyond(t.prose, known)) >= CLAUSE]
        if longer:
            _join_unseen(family, pedigree, article, longer[:1], known, f"a longer version of {agency}'s text")
    else:
        _join_unseen(family, pedigree, article, ties, [], "the agency text that is credited")


def _follow_text(family: Family, pedigree: Pedigree, article: int, ties: list[Tie], best: Tie) -> None:
    """No credit helps: a copy of a copy if it shares what only that copy has, a sibling otherwise."""
    taken = pedigree.parents(best.other)
    elder = next((t for t in ties if t.other in taken), None)
    kin = [
        best,
        *(t for t in ties if t is not best and not pedigree.parents(t.other) and same_words(t, best)),
    ]
    rivals = [t for t in ties if t is not best and best.other not in pedigree.parents(t.other)]
    if taken and agrees_alone(best, rivals, source_seen=any(t.other in taken for t in rivals)):
        _add(family, pedigree, article, best, "has what only this copy has")
    elif pedigree.main_parent(best.other) in pedigree.unseen:
        _join_unseen(family, pedigree, article, kin, [], "the source of its siblings")
    elif elder is not None:
        _add(family, pedigree, article, elder, "has nothing that only a copy of it has")
    elif family.facts[best.other].credits_somebody or _looks_like_wire(family, article, best):
        _join_unseen(family, pedigree, article, kin, [], "a common source")
    else:
        _add(family, pedigree, article, best, "is the earliest that has the text")


def _agency(family: Family, tie: Tie) -> str:
    return family.facts[tie.other].agency or family.facts[tie.other].name


def _looks_like_wire(family: Family, article: int, best: Tie) -> bool:
    """Two outlets that run one text whole within days, neither named by anyone, most often took it from a third."""
    own, other = family.facts[article], family.facts[best.other]
    if best.relation != Relation.SAME or not own.outlet or not other.outlet:
        return False
    if days_apart(own, other) > _FRESH or (same_writer(own, other) and earlier(other, own)):
        return False
    kin = (t.other for t in family.ties[best.other].values() if t.relation == Relation.SAME)
    return not any(family.mentions(k, best.other) for k in kin)


def _add_further(family: Family, pedigree: Pedigree, article: int, ties: list[Tie]) -> None:
    """Add sources for what the first ones do not explain."""
    known = [s for p in pedigree.parents(article) for s in attested(family, pedigree, article, p)]
    for tie in ties:
        if tie.other not in pedigree.parents(article) and size(beyond(tie.prose, known)) >= CLAUSE:
            _add(family, pedigree, article, tie, "adds a passage of its own", known)
            known += tie.all


def attested(family: Family, pedigree: Pedigree, child: int, parent: int) -> list[Span]:
    """Return where the parent's words stand in the child; an unseen parent's are what its other children share."""
    ties = family.ties.get(child, {})
    if parent not in pedigree.unseen:
        return list(ties[parent].all)
    return [s for c in sorted(pedigree.unseen[parent]) if c in ties for s in ties[c].all]


def _join_unseen(
    family: Family, pedigree: Pedigree, article: int, siblings: list[Tie], known: list[Span], why: str
) -> None:
    """Hang the article and its siblings under one unseen source; a sibling brings the source it already has."""
    nodes = [n for t in siblings if (n := pedigree.unseen_parent(t.other)) is not None]
    node = nodes[0] if nodes else pedigree.new_unseen()
    spans = beyond([s for t in siblings for s in t.all], known)
    _hang(family, pedigree, article, node, siblings[0], size(spans), why)
    for tie in siblings:
        if pedigree.unseen_parent(tie.other) is None and not family.facts[tie.other].is_original_wire:
            back = family.ties[tie.other][article]
            taken = [s for p in pedigree.parents(tie.other) for s in attested(family, pedigree, tie.other, p)]
            words = size(beyond(back.all, taken))
            if words >= CLAUSE:
                _hang(family, pedigree, tie.other, node, back, words, why)
    pedigree.close_if_lone(node)


def _hang(family: Family, pedigree: Pedigree, child: int, node: int, tie: Tie, words: int, why: str) -> None:
    if child in pedigree.unseen[node]:
        return
    pedigree.unseen[node].add(child)
    own = family.facts[child]
    direction = EdgeDirection.MARKED if own.credits_somebody else EdgeDirection.INFERRED
    other = family.facts[tie.other].name
    evidence = (
        f"{words:,} of its {own.words:,} own words also stand in {other}, which is not taken for its source",
        f"points to {why}",
    )
    tie = replace(tie, relation=by_share(tie.relation, words / max(1, own.words)))
    pedigree.add(_step(own, node, tie, direction, words, evidence))


def _add(
    family: Family, pedigree: Pedigree, child: int, tie: Tie, why: str, known: Sequence[Span] = ()
) -> None:
    """Add an edge; its share leaves out what the known spans have from better sources."""
    own = family.facts[child]
    words = size(beyond(tie.all, known))
    evidence = (
        f"{words:,} of its {own.words:,} own words ({words / max(1, own.words):.0%}) stand in it",
        why,
    )
    direction = _direction(family, own, family.facts[tie.other])
    pedigree.add(_step(own, tie.other, tie, direction, words, evidence))


def _step(
    own: Facts, parent: int, tie: Tie, direction: EdgeDirection, words: int, evidence: tuple[str, ...]
) -> Step:
    share = round(min(1.0, words / max(1, own.words)), 4)
    confidence = round(tie.confidence * _CLEAR[direction], 2)
    return Step(own.article, parent, tie.relation, confidence, direction, share, evidence)


def _direction(family: Family, own: Facts, source: Facts) -> EdgeDirection:
    if source.is_original_wire or family.mentions(own.article, source.article):
        return EdgeDirection.MARKED
    return EdgeDirection.DATED if earlier(source, own) else EdgeDirection.INFERRED
