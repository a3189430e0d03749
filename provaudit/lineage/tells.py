"""What shared words tell of a source: who has what nobody else has, and where a difference says nothing."""

from collections.abc import Mapping, Sequence

from provaudit.lineage.relation import EDITED
from provaudit.lineage.ties import Tie, beyond, covered_by, size, within
from provaudit.model import Relation

CLAUSE = 12
"""Prose words that a further source, seen or unseen, must explain; chosen."""
_TELLING = 3  # words more than any rival explains before a copy counts as the parent of a copy; chosen
_TELLING_SHARE = 0.01  # … and of what it explains; chosen
_TELLING_UNSEEN = 0.02  # … and of what two rivals cover, where nobody has the source; chosen on made flows
_MAJORITY = 3  # of the rivals: they outnumber a copy and what was copied from it


def elder_of_equals(ties: Sequence[Tie], rank: Mapping[int, int]) -> Tie:
    """Return the tie that explains most, or an elder one where the difference says nothing.

    `ties` come best first; `rank` has the place of every article they lead to.
    """
    top = ties[0].matched
    margin = max(_TELLING, _TELLING_SHARE * top)
    return min((t for t in ties if top - t.matched < margin), key=lambda t: rank[t.other])


def same_words(one: Tie, other: Tie) -> bool:
    """Whether two ties of an article hold one passage of it: three articles carry that passage."""
    return size(within(one.prose, other.all)) >= CLAUSE


def agrees_alone(best: Tie, rivals: Sequence[Tie], *, source_seen: bool) -> bool:
    """Whether an article keeps edits of `best` that no other carrier of the same stretch has.

    Edits are words inside a stretch some rival carries, too: elsewhere the rival may just be shorter. One place may
    be chance; with a passage besides that no rival has, or with a second place, it is none. Where the common source
    is unseen it takes more words, and three rivals for each: two may have edited one place, each for itself, and
    against two that agree with one another either side may have done the editing.
    """
    contested = within(best.exact, covered_by((t.all for t in rivals), 1 if source_seen else _MAJORITY))
    told = beyond(contested, [s for t in rivals for s in t.exact])
    if not source_seen:
        return size(told) >= max(_TELLING, _TELLING_UNSEEN * size(contested))
    if told and size(beyond(best.all, [s for t in rivals for s in t.all])) >= CLAUSE:
        return True
    return len(told) > 1 and size(told) >= max(_TELLING, _TELLING_SHARE * best.matched)


def by_share(relation: Relation, share: float) -> Relation:
    """Return the relation that the words taken from an unseen source allow, where that is less than the tie's."""
    if relation not in (Relation.SAME, Relation.EDITED):
        return relation
    return Relation.PARTIAL if share < EDITED else relation
