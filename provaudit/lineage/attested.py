"""What an unseen source's carriers attest of it: where its words stand in each of them, told by all the others."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from provaudit.lineage.facts import Facts
from provaudit.lineage.pedigree import Pedigree, Step
from provaudit.lineage.relation import SAME
from provaudit.lineage.tells import by_share
from provaudit.lineage.ties import Span, Ties, beyond, size
from provaudit.model import Relation


def attested(ties: Ties, pedigree: Pedigree, child: int, parent: int) -> list[Span]:
    """Return where the parent's words stand in the child; an unseen parent's are what its other children share."""
    own = ties.get(child, {})
    if parent not in pedigree.unseen:
        return list(own[parent].all)
    return [s for c in sorted(pedigree.unseen[parent]) if c in own for s in own[c].all]


def told_by_all(ties: Ties, facts: Sequence[Facts], pedigree: Pedigree, articles: Iterable[int]) -> None:
    """Let each edge to an unseen source count what all its carriers attest.

    A carrier is hung there by the first sibling that is met, which may have less of the source than a later one.
    """
    for article in articles:
        steps = pedigree.steps.get(article, [])
        for place, step in enumerate(steps):
            if step.parent in pedigree.unseen:
                steps[place] = _told(ties, facts, pedigree, step, steps[:place])


def _told(ties: Ties, facts: Sequence[Facts], pedigree: Pedigree, step: Step, sooner: Sequence[Step]) -> Step:
    """Return the step with all that its siblings attest beyond the sources that were found sooner."""
    known = [s for other in sooner for s in attested(ties, pedigree, step.child, other.parent)]
    words = size(beyond(attested(ties, pedigree, step.child, step.parent), known))
    if words <= step.support.words:
        return step
    siblings = pedigree.unseen[step.parent]
    best = max(
        (t for t in ties[step.child].values() if t.other in siblings), key=lambda t: (t.matched, -t.other)
    )
    others = size(beyond(best.all, known)) < words
    support = replace(step.support, words=words, elsewhere=facts[best.other].name, others=others)
    whole = others and support.share >= SAME and best.relation != Relation.PARAPHRASE
    relation = Relation.SAME if whole else by_share(best.relation, support.share)
    return replace(step, support=support, relation=relation)
