"""Ancestry: who took from whom, and which source is missing.

Articles that share prose are walked from the likeliest original on. Each looks for its source among those before
it. What decides, in this order: an agency mark or credit; then time, where it is precise enough; then the text
alone. A text that credits an agency comes from that agency: where the agency's own copy is not in the pile, or
lacks what the carriers share, they hang under a source that is unseen.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from provaudit.lineage.attested import attested, told_by_all, with_wording
from provaudit.lineage.facts import Facts, days_apart, earlier, may_precede, same_house, same_writer
from provaudit.lineage.naming import Naming
from provaudit.lineage.pedigree import Pedigree, Step
from provaudit.lineage.support import (
    COMMON,
    CREDITED,
    EARLIEST,
    ELDER,
    FIRST,
    KEPT,
    LIKELY_WIRE,
    NAMED,
    ONLY_COPY,
    PASSAGE,
    RETOLD,
    SIBLINGS,
    VERSION,
    Ground,
    Reason,
    Support,
    alone,
)
from provaudit.lineage.tells import CLAUSE, agrees_alone, by_share, elder_of_equals, same_words
from provaudit.lineage.ties import Span, Tie, Ties, beyond, size
from provaudit.model import EdgeDirection, Relation

_FRESH = 2.0  # days within which wire copy is carried; later, the earlier article is the source; chosen


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
    told_by_all(family.ties, family.facts, pedigree, walk)
    for article in group:
        with_wording(family.ties, pedigree, article)


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
            seen = [p for p in pedigree.parents(article) if p not in pedigree.unseen]
            known = [s for p in seen for s in attested(family.ties, pedigree, article, p)]
            _add(family, pedigree, article, tie, RETOLD if tie.restated else KEPT, known)


def _settle_copy(family: Family, pedigree: Pedigree, article: int, ties: list[Tie]) -> None:
    best = elder_of_equals(ties, family.rank)
    own = family.facts[article]
    houses = [t for t in ties if family.facts[t.other].owns_agency]
    free = [t for t in ties if not family.facts[t.other].is_wire]
    named = [t for t in free if family.mentions(article, t.other)]
    shown = [] if own.credits_somebody else [t for t in free if family.mentions.hint(article, t.other)]
    if same_house(own, family.facts[best.other]):
        _add(family, pedigree, article, best, VERSION)
    elif named and named[0].matched >= best.matched / 2:
        _add(family, pedigree, article, named[0], NAMED)
    elif shown and shown[0].matched >= best.matched / 2:
        hint = family.mentions.hint(article, shown[0].other)
        _add(family, pedigree, article, shown[0], Reason(Ground.TEXT, hint))
    elif own.credits_somebody and not family.facts[best.other].is_original_wire:
        _follow_credit(family, pedigree, article, ties, houses)
    elif family.facts[best.other].is_original_wire:
        _add(family, pedigree, article, best, Reason(Ground.MARK, f"is {_agency(family, best)}'s own text"))
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
        owned = Reason(Ground.MARK, f"is {agency}'s own text, and an agency is credited")
        _add(family, pedigree, article, originals[0], owned)
        known = [s for t in originals for s in t.prose]
        rivals = [t for t in ties if t not in originals]
        longer = [t for t in rivals if size(beyond(t.prose, known)) >= CLAUSE]
        if longer:
            version = Reason(Ground.FURTHER, f"points to a longer version of {agency}'s text")
            _join_unseen(family, pedigree, article, longer[:1], known, version)
    elif carried := [t for t in ties if not _is_old_news(family, pedigree, article, t)]:
        _join_unseen(family, pedigree, article, carried, [], CREDITED)
    else:
        _add(family, pedigree, article, ties[0], EARLIEST)


def _is_old_news(family: Family, pedigree: Pedigree, article: int, tie: Tie) -> bool:
    """Whether the other had the text days before and shows no source: a later credit does not tell where it is from."""
    own, other = family.facts[article], family.facts[tie.other]
    stale = days_apart(own, other) > _FRESH and earlier(other, own) is True
    return stale and not other.credits_somebody and not pedigree.parents(tie.other)


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
        _add(family, pedigree, article, best, ONLY_COPY)
    elif pedigree.main_parent(best.other) in pedigree.unseen:
        _join_unseen(family, pedigree, article, kin, [], SIBLINGS)
    elif elder is not None:
        _add(family, pedigree, article, elder, ELDER)
    elif family.facts[best.other].credits_somebody:
        _join_unseen(family, pedigree, article, kin, [], COMMON)
    elif _looks_like_wire(family, article, best):
        _join_unseen(family, pedigree, article, kin, [], COMMON if len(kin) > 1 else LIKELY_WIRE)
    else:
        dated = earlier(family.facts[best.other], family.facts[article])
        _add(family, pedigree, article, best, EARLIEST if dated else FIRST)


def _agency(family: Family, tie: Tie) -> str:
    return family.facts[tie.other].agency or family.facts[tie.other].name


def _looks_like_wire(family: Family, article: int, best: Tie) -> bool:
    """Two outlets that run one text whole within days, neither named by anyone, most often took it from a third.

    A text that opens with its own outlet's dateline says whose it is.
    """
    own, other = family.facts[article], family.facts[best.other]
    if best.relation != Relation.SAME or not own.outlet or not other.outlet:
        return False
    if days_apart(own, other) > _FRESH or (same_writer(own, other) and earlier(other, own)):
        return False
    if family.mentions.signs(best.other) and earlier(own, other) is not True:
        return False
    kin = (t.other for t in family.ties[best.other].values() if t.relation == Relation.SAME)
    return not any(family.mentions(k, best.other) for k in kin)


def _add_further(family: Family, pedigree: Pedigree, article: int, ties: list[Tie]) -> None:
    """Add sources for what the first ones do not explain."""
    known = [s for p in pedigree.parents(article) for s in attested(family.ties, pedigree, article, p)]
    for tie in ties:
        if tie.other not in pedigree.parents(article) and size(beyond(tie.prose, known)) >= CLAUSE:
            _add(family, pedigree, article, tie, PASSAGE, known)
            known += tie.all


def _join_unseen(
    family: Family, pedigree: Pedigree, article: int, siblings: list[Tie], known: list[Span], reason: Reason
) -> None:
    """Hang the article and its siblings under one unseen source; a sibling brings the source it already has."""
    nodes = [n for t in siblings if (n := pedigree.unseen_parent(t.other)) is not None]
    node = nodes[0] if nodes else pedigree.new_unseen()
    spans = beyond([s for t in siblings for s in t.all], known)
    _hang(family, pedigree, article, node, siblings, size(spans), reason)
    for tie in siblings:
        if pedigree.unseen_parent(tie.other) is None and not family.facts[tie.other].is_original_wire:
            back = family.ties[tie.other][article]
            taken = [
                s for p in pedigree.parents(tie.other) for s in attested(family.ties, pedigree, tie.other, p)
            ]
            words = size(beyond(back.all, taken))
            if words >= CLAUSE:
                _hang(family, pedigree, tie.other, node, [back], words, reason)
    pedigree.close_if_lone(node)


def _hang(
    family: Family,
    pedigree: Pedigree,
    child: int,
    node: int,
    siblings: list[Tie],
    words: int,
    reason: Reason,
) -> None:
    """Add an edge to an unseen source that the child has in common with its siblings, best tie first."""
    if child in pedigree.unseen[node]:
        return
    rivals = _rivals(family, pedigree, child, node, {t.other for t in siblings} | pedigree.unseen[node])
    pedigree.unseen[node].add(child)
    own, best = family.facts[child], siblings[0]
    direction = EdgeDirection.MARKED if own.credits_somebody else EdgeDirection.INFERRED
    name = family.facts[best.other].name
    support = Support(reason, words, own.words, alone(siblings, rivals), len(rivals), elsewhere=name)
    pedigree.add(Step(child, node, by_share(best.relation, support.covered), direction, support))


def _add(
    family: Family, pedigree: Pedigree, child: int, tie: Tie, reason: Reason, known: Sequence[Span] = ()
) -> None:
    """Add an edge; its share leaves out what the known spans have from better sources."""
    own, parent = family.facts[child], family.facts[tie.other]
    rivals = _rivals(family, pedigree, child, tie.other, {tie.other})
    words = size(beyond(tie.all, known))
    older = earlier(parent, own)
    support = Support(reason, words, own.words, alone([tie], rivals), len(rivals), older=older)
    pedigree.add(Step(child, tie.other, tie.relation, _direction(family, own, parent), support))


def _rivals(family: Family, pedigree: Pedigree, child: int, parent: int, kin: AbstractSet[int]) -> list[Tie]:
    """Return the ties to whatever else the child may have its words from; who copied the parent is no rival of it."""
    ties = family.before(child)
    return [t for t in ties if t.other not in kin and parent not in pedigree.parents(t.other)]


def _direction(family: Family, own: Facts, source: Facts) -> EdgeDirection:
    if source.is_original_wire or family.mentions(own.article, source.article):
        return EdgeDirection.MARKED
    return EdgeDirection.DATED if earlier(source, own) else EdgeDirection.INFERRED
