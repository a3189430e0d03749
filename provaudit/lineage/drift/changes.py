"""What an edit changed: the words of a quotation, a number, a date, a name."""

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import NamedTuple

from provaudit.lineage.drift import cues
from provaudit.lineage.drift.align import Edit
from provaudit.lineage.drift.alike import alike, initials, one_name
from provaudit.lineage.drift.quoted import misquotes, same_quotation
from provaudit.lineage.drift.values import DATES, Value
from provaudit.lineage.drift.words import Words
from provaudit.model import Drift

_GOES_ON = 4  # words after a number that must agree: what is counted is the same; chosen
_SENTENCE = 5  # words; fewer are a label; chosen
_BESIDE = 4  # other words that may change along with a number; chosen
_AROUND = 25  # words either way in which a number that moved is found again; chosen
_LONGEST_NAME = 3  # words
_HEADLINE = 0.6  # of a sentence's words with capitals: there they say nothing; chosen
_EXACT = 2  # digits that a number keeps where it is rounded without a word that says so; chosen
_SHOUTED = 5  # letters of an acronym


class Change(NamedTuple):
    """One drift, in words: a stretch of the child, and the stretch of the parent in whose place it stands."""

    kind: Drift
    child: int
    child_to: int
    parent: int
    parent_to: int


def changes(edit: Edit, parent: Words, child: Words) -> Iterator[Change]:
    """Yield what an edit changed; one that no agreement holds in its place tells nothing."""
    was, now = parent.key[edit.parent : edit.parent_to], child.key[edit.child : edit.child_to]
    if not edit.held or alike(was, now) or _respelled(edit, parent, child):
        return
    if same_quotation(edit, parent, child):
        if misquotes(edit, parent, child):
            yield Change(Drift.QUOTATION, edit.child, edit.child_to, edit.parent, edit.parent_to)
        return
    values = list(_values(edit, parent, child))
    yield from values
    if not values and _renames(edit, parent, child):
        yield Change(Drift.NAME, edit.child, edit.child_to, edit.parent, edit.parent_to)


def _respelled(edit: Edit, parent: Words, child: Words) -> bool:
    """Whether both sides have the same letters, however spaced: `FirstGroup`, where `First` seems to be a number."""
    sides = ((parent, edit.parent, edit.parent_to), (child, edit.child, edit.child_to))
    if any(
        words.text[words.start[at]].isdecimal() for words, first, after in sides for at in range(first, after)
    ):
        return False
    was, now = (
        "".join(filter(str.isalpha, words.said(first, after).casefold())) for words, first, after in sides
    )
    return was == now


def _values(edit: Edit, parent: Words, child: Words) -> Iterator[Change]:
    """Yield the numbers and dates of the edit that stand against each other and differ."""
    if not _goes_on(edit, parent, child) or _label(parent, edit.parent) or _label(child, edit.child):
        return
    was = _unmatched(parent, edit.parent, edit.parent_to, child, edit.child)
    now = _unmatched(child, edit.child, edit.child_to, parent, edit.parent)
    others = max(edit.parent_to - edit.parent - len(was), edit.child_to - edit.child - len(now))
    if not was or len(was) != len(now) or others > _BESIDE * len(was):
        return
    last = was[-1] + 1 == edit.parent_to and now[-1] + 1 == edit.child_to
    if not last and not _first(edit, parent, was[0], child, now[0]):
        return
    for p, c in zip(was, now, strict=True):
        if differ(parent, p, child, c):
            yield Change(kind_of(parent.value[p]), c, c + 1, p, p + 1)


def _goes_on(edit: Edit, parent: Words, child: Words) -> bool:
    """Whether the words after the edit agree so far that a number in it counts the same."""
    ends = parent.boundary(edit.parent_to + edit.after) and child.boundary(edit.child_to + edit.after)
    return edit.after >= _GOES_ON or ends


def _first(edit: Edit, parent: Words, p: int, child: Words, c: int) -> bool:
    """Whether both values open the edit, but for words that round them."""
    return all(word in cues.ROUGHLY for word in (*parent.key[edit.parent : p], *child.key[edit.child : c]))


def _label(words: Words, at: int) -> bool:
    """Whether the words are no sentence, but a label, as of a gallery."""
    at = min(at, len(words) - 1)
    first, after = words.bounds(words.sentence[at], at)
    return after - first < _SENTENCE


def kind_of(value: Value) -> Drift:
    """Return what drifts where a value changes."""
    return Drift.DATE if value.kind in DATES else Drift.NUMBER


def differ(parent: Words, p: int, child: Words, c: int) -> bool:
    """Whether the value at `p` and the one at `c` contradict each other, and neither rounds the other."""
    one, two = parent.value[p], child.value[c]
    if not one.comparable(two):
        return False
    rough_p, rough_c = _rough(parent, p), _rough(child, c)
    if one.kind == "number" and (_scaled_later(parent, p, two) or _scaled_later(child, c, one)):
        return False
    pairs = [(x, y) for x in one.readings for y in two.readings]
    return one.kind != "number" or not any(
        _rounds(y, x, told=rough_c) or _rounds(x, y, told=rough_p) for x, y in pairs
    )


def _scaled_later(words: Words, at: int, other: Value) -> bool:
    """Whether a number borrows its scale from the next one (`$100 to $150 billion`) and is then the other."""
    following = next(
        (v for place in range(at + 1, at + 4) if (v := words.value.get(place)) is not None), None
    )
    if following is None or following.kind != "number":
        return False
    mine = {r for r in words.value[at].readings if isinstance(r, Decimal)}
    scales = [Decimal(10) ** n for n in (3, 6, 9, 12)]
    return any(
        r * scale in other.readings and f >= scale
        for r in mine
        for scale in scales
        for f in following.readings
        if isinstance(f, Decimal)
    )


def _rough(words: Words, at: int) -> bool:
    return any(word in cues.ROUGHLY for word in words.key[max(0, at - 2) : at])


def _rounds(rough: Decimal | str, exact: Decimal | str, *, told: bool) -> bool:
    """Whether the first number rounds the second, up or down; one digit rounds only where words say so."""
    if not isinstance(rough, Decimal) or not isinstance(exact, Decimal) or not exact:
        return False
    kept, given = (len(n.normalize().as_tuple().digits) for n in (rough, exact))
    if kept >= given or (kept < _EXACT and not told):
        return False
    last = Decimal(1).scaleb(exact.adjusted() - kept + 1)
    ways = (ROUND_DOWN, ROUND_UP) if told else (ROUND_HALF_UP,)
    return any(_to(exact, last, way) == rough for way in (*ways, ROUND_HALF_UP))


def _to(number: Decimal, last: Decimal, way: str) -> Decimal:
    return (number / last).quantize(Decimal(1), rounding=way) * last


def _unmatched(words: Words, first: int, after: int, other: Words, near: int) -> list[int]:
    """Return the places of values that the other text does not have near the same place."""
    nearby = [v for at in range(near - _AROUND, near + _AROUND) if (v := other.value.get(at)) is not None]
    return [
        at
        for at in range(first, after)
        if (value := words.value.get(at)) is not None and not any(value.same(v) for v in nearby)
    ]


def _renames(edit: Edit, parent: Words, child: Words) -> bool:
    """Whether one proper name stands where another stood. Prefers silence: names vary in too many ways."""
    if not (edit.before and edit.after) or edit.parent_to - edit.parent != edit.child_to - edit.child:
        return False
    was, now = _name(parent, edit.parent, edit.parent_to), _name(child, edit.child, edit.child_to)
    if not was or not now or len(was) != len(now):
        return False
    if _another_name_of_it(edit, parent, child):
        return False
    if any(one_name(x, y) for x, y in zip(was, now, strict=True)) or initials(was, now) or initials(now, was):
        return False
    return not _titled(parent, edit.parent) and not _titled(child, edit.child)


def _another_name_of_it(edit: Edit, parent: Words, child: Words) -> bool:
    """Whether the names may mean one: the parent has both, a text joins them, or they are a first name's forms."""
    was, now = (
        words.said(first, after).replace("’", "'").removesuffix("'s")
        for words, first, after in (
            (parent, edit.parent, edit.parent_to),
            (child, edit.child, edit.child_to),
        )
    )
    joined = any(f"{x} {y}" in words.text for x, y in ((was, now), (now, was)) for words in (parent, child))
    surname = (
        edit.parent_to < len(parent) and parent.capital(edit.parent_to) and parent.gap(edit.parent_to) == " "
    )
    return now in parent.text or joined or (surname and was[0] == now[0])


def _name(words: Words, first: int, after: int) -> list[str]:
    """Return the keys of a proper name; none where a word may have its capital for another reason."""
    places = range(first, after)
    if not 0 < len(places) <= _LONGEST_NAME or any(
        at in words.value or not words.capital(at) for at in places
    ):
        return []
    if any(words.boundary(at) or _plain(words, at) for at in places) or words.quote[first]:
        return []
    return words.key[first:after]


def _plain(words: Words, at: int) -> bool:
    """Whether a capitalised word is a title, a seat of power, or an acronym."""
    written = words.text[words.start[at] : words.end[at]]
    shouted = written.isupper() and len(written) <= _SHOUTED
    return shouted or words.key[at] in cues.TITLES or words.key[at] in cues.SEATS


def _titled(words: Words, at: int) -> bool:
    """Whether the sentence is a headline, in which most words have capitals."""
    first, after = words.bounds(words.sentence[at], at)
    return sum(words.capital(place) for place in range(first, after)) > _HEADLINE * (after - first)
