"""What a re-worded sentence changed: its words differ by nature, so only its facts are compared."""

from collections.abc import Iterable, Iterator

from provaudit.lineage.drift import cues
from provaudit.lineage.drift.align import Stretch
from provaudit.lineage.drift.changes import Change, differ, kind_of
from provaudit.lineage.drift.losses import attribution, hedges, open_to_doubt, spoken_for, still_named
from provaudit.lineage.drift.values import DATES
from provaudit.lineage.drift.words import Words
from provaudit.model import Drift

_STEM = 5  # letters by which two words are forms of one, as in `text.tokens`
_TELLING = 4  # letters from which a word says something; chosen
_SPEAKER = 8  # words before the verb of saying that name the speaker; chosen
_SAME = 0.5  # of a sentence's telling words; fewer in common, and it may be another fact; chosen
_AROUND = 1  # neighbouring sentences in which a fact may have gone; chosen


def retold(stretch: Stretch, parent: Words, child: Words) -> Iterator[Change]:
    """Yield numbers, dates, hedges and attributions that a sentence told in other words changed or lost."""
    if not (stretch.parent < stretch.parent_to and stretch.child < stretch.child_to):
        return
    yield from _values(stretch, parent, child)
    yield from _hedge(stretch, parent, child)
    yield from _attribution(stretch, parent, child)


def _values(stretch: Stretch, parent: Words, child: Words) -> Iterator[Change]:
    was = _unmatched(parent, stretch.parent, stretch.parent_to, child, stretch.child, stretch.child_to)
    now = _unmatched(child, stretch.child, stretch.child_to, parent, stretch.parent, stretch.parent_to)
    both = (
        _stems(parent, range(stretch.parent, stretch.parent_to)),
        _stems(child, range(stretch.child, stretch.child_to)),
    )
    if not _covered(*sorted(both, key=len)):
        return
    for p in was:
        found = [c for c in now if _of_one_thing(parent, p, child, c)]
        rivals = [q for q in was if q != p and _of_one_thing(parent, q, parent, p)]
        if len(found) == 1 and not rivals and differ(parent, p, child, found[0]):
            yield Change(kind_of(parent.value[p]), found[0], found[0] + 1, p, p + 1)


def _unmatched(words: Words, first: int, after: int, other: Words, start: int, end: int) -> list[int]:
    """Return the places of values that the other text does not have in the sentence or its neighbours."""
    left, right = _wide(other, start, end)
    there = [v for at in range(left, right) if (v := other.value.get(at)) is not None]
    here = ((at, words.value.get(at)) for at in range(first, after) if not words.quote[at])
    return [at for at, value in here if value is not None and not any(value.same(v) for v in there)]


def _wide(words: Words, first: int, after: int) -> tuple[int, int]:
    left, _ = words.bounds(words.sentence[first] - _AROUND, first)
    _, right = words.bounds(words.sentence[after - 1] + _AROUND, after - 1)
    return left, right


def _of_one_thing(one: Words, p: int, two: Words, c: int) -> bool:
    """Whether two values count the same: dates say when, numbers need the same noun after them."""
    kind = one.value[p].kind
    if kind != two.value[c].kind or kind == "day":  # of the week: each text reports another one's news
        return False
    return kind in DATES or (bool(_noun(one, p)) and _noun(one, p) == _noun(two, c))


def _noun(words: Words, at: int) -> str:
    if at + 1 >= len(words) or words.boundary(at + 1) or at + 1 in words.value:
        return ""
    word = words.key[at + 1]
    return word[:_STEM] if len(word) >= _TELLING and word not in cues.SPANS else ""


def _hedge(stretch: Stretch, parent: Words, child: Words) -> Iterator[Change]:
    """Yield a hedge that went from before a word that stayed."""
    for first, after in hedges(parent, stretch.parent, stretch.parent_to):
        if parent.quote[first] or open_to_doubt(child, stretch.child):
            continue
        hedged = next((w for w in parent.key[after : after + 3] if len(w) >= _TELLING), "")
        if parent.boundary(after) or not hedged:
            continue
        for at in range(stretch.child, stretch.child_to):
            if child.key[at][:_STEM] == hedged[:_STEM] and not child.quote[at]:
                yield Change(Drift.HEDGE, at, at, first, after)
                return


def _attribution(stretch: Stretch, parent: Words, child: Words) -> Iterator[Change]:
    """Yield a speaker and verb at an end of the parent's sentence, where the child names none near."""
    found = attribution(parent, stretch.parent, stretch.parent_to)
    if found is None or spoken_for(child, stretch.child, _AROUND) or any(child.quote[slice(*stretch[2:])]):
        return
    start, end, at = found
    if (start, end) == stretch[:2]:  # `the ministry said the wall …`: no comma parts them
        end = at + 1
    elif not (parent.boundary(start) or parent.boundary(end)):
        return
    rest = _stems(parent, [*range(stretch.parent, start), *range(end, stretch.parent_to)])
    named = still_named(parent, (start, end), child, stretch.child)
    if (
        not named
        and at - start < _SPEAKER
        and _covered(rest, _stems(child, range(stretch.child, stretch.child_to)))
    ):
        yield Change(Drift.ATTRIBUTION, stretch.child, stretch.child, start, end)


def _stems(words: Words, places: Iterable[int]) -> set[str]:
    return {
        words.key[at][:_STEM] for at in places if at not in words.value and len(words.key[at]) >= _TELLING
    }


def _covered(told: set[str], retold_: set[str]) -> bool:
    """Whether most of what one sentence tells stands in the other."""
    return bool(told) and len(told & retold_) >= _SAME * len(told)
