"""What an unseen source's carriers attest of it: where its words stand in each of them, told by all the others."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from provaudit.lineage.facts import Facts
from provaudit.lineage.pedigree import Pedigree, Step
from provaudit.lineage.relation import SAME
from provaudit.lineage.tells import by_share
from provaudit.lineage.ties import Span, Tie, Ties, beyond, size
from provaudit.model import Relation


def attested(ties: Ties, pedigree: Pedigree, child: int, parent: int) -> list[Span]:
    """Return what of the child is from the parent; an unseen parent's is what its other children copied, too.

    What only a paraphrase of a sibling restates is nobody's wording.
    """
    return [s for t in _attesting(ties, pedigree, child, parent) for s in t.all]


def wording(ties: Ties, pedigree: Pedigree, child: int, parent: int) -> list[Span]:
    """Return where the parent's words stand in the child word for word, without what was changed between them."""
    return [s for t in _attesting(ties, pedigree, child, parent) for s in t.wording]


def _attesting(ties: Ties, pedigree: Pedigree, child: int, parent: int) -> list[Tie]:
    own = ties.get(child, {})
    return _copied(own, pedigree.unseen[parent]) if parent in pedigree.unseen else [own[parent]]


def _copied(own: Mapping[int, Tie], siblings: AbstractSet[int]) -> list[Tie]:
    """Return the ties to those siblings that have words alike, not only facts."""
    return [own[c] for c in sorted(siblings & own.keys()) if own[c].relation != Relation.PARAPHRASE]


def told_by_all(ties: Ties, facts: Sequence[Facts], pedigree: Pedigree, articles: Iterable[int]) -> None:
    """Let each edge to an unseen source count what all its carriers attest, and each word count for one source.

    A carrier is hung there by the first sibling that is met, which may have less of the source than a later one. A
    source that is left without a word of its own is none.
    """
    for article in articles:
        told: list[Step] = []
        copied = pedigree.steps.get(article, [])
        retold = [s for s in copied if s.relation == Relation.PARAPHRASE]
        for step in copied:
            others = told if step in retold else [*told, *retold]
            words = _words_beyond(ties, pedigree, step, others)
            if step.parent in pedigree.unseen and words > step.support.words:
                told.append(_told(ties, facts, pedigree, step, others, words))
            else:
                told.append(_counting(step, min(words, step.support.words)))
        pedigree.keep(article, [s for s in told if s.support.words])


def _words_beyond(ties: Ties, pedigree: Pedigree, step: Step, others: Sequence[Step]) -> int:
    known = [s for other in others for s in attested(ties, pedigree, step.child, other.parent)]
    return size(beyond(attested(ties, pedigree, step.child, step.parent), known))


def _counting(step: Step, words: int) -> Step:
    return step if words == step.support.words else replace(step, support=replace(step.support, words=words))


def _told(
    ties: Ties, facts: Sequence[Facts], pedigree: Pedigree, step: Step, others: Sequence[Step], words: int
) -> Step:
    """Return the step with the words that all its siblings attest beyond the others."""
    siblings = _copied(ties[step.child], pedigree.unseen[step.parent])
    best = max(siblings, key=lambda t: (t.matched, -t.other))
    known = [s for other in others for s in attested(ties, pedigree, step.child, other.parent)]
    several = size(beyond(best.all, known)) < words
    support = replace(step.support, words=words, elsewhere=facts[best.other].name, others=several)
    whole = several and support.covered >= SAME
    relation = Relation.SAME if whole else by_share(best.relation, support.covered)
    return replace(step, support=support, relation=relation)


def with_wording(ties: Ties, pedigree: Pedigree, article: int) -> None:
    """Put an article's best source first, and count for each what it has word for word and no better one has."""
    found: list[Step] = []
    known: list[Span] = []
    for step in sorted(pedigree.steps.get(article, ()), key=lambda s: -s.support.covered):
        same = wording(ties, pedigree, article, step.parent)
        found.append(replace(step, support=replace(step.support, alike=size(beyond(same, known)))))
        known += same
    pedigree.keep(article, found)
