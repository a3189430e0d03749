"""What an article no longer says of what it says: that it is unsure, and from whom it has it."""

from collections.abc import Container, Iterator

from provaudit.lineage.drift import cues
from provaudit.lineage.drift.align import Aligned, Edit
from provaudit.lineage.drift.changes import Change
from provaudit.lineage.drift.words import Words
from provaudit.model import Drift

_BESIDE = 4  # words that may go or come along with a hedge; chosen
_NEAR = 3  # words within which the hedged words must go on in both texts; chosen
_REPLACED = 6  # words that may come where an attribution went; beyond, the sentence is another; chosen
_CLAUSE = 16  # words of an attribution that went; beyond, a whole sentence went; chosen
_STATEMENT = 5  # words of a statement that stays …; chosen
_STAYS = 0.6  # … and the part of it that must; chosen


def losses(aligned: Aligned, edit: Edit, parent: Words, child: Words) -> Iterator[Change]:
    """Yield the hedges and the attribution that went with an edit, where what they spoke of stays."""
    if edit.parent == edit.parent_to:
        return
    cue = _lost_hedge(aligned, edit, parent, child)
    if cue is not None:
        yield Change(Drift.HEDGE, edit.child, edit.child_to, *cue)
    elif _lost_attribution(aligned, edit, parent, child):
        yield Change(Drift.ATTRIBUTION, edit.child, edit.child_to, edit.parent, edit.parent_to)


def _lost_hedge(aligned: Aligned, edit: Edit, parent: Words, child: Words) -> tuple[int, int] | None:
    """Return the hedge that went, where what it spoke of goes on in both texts and nothing else leaves it open."""
    found = next(hedges(parent, edit.parent, edit.parent_to), None)
    if found is None or not edit.held or edit.before + edit.after < _STATEMENT or parent.quote[found[0]]:
        return None
    beside = edit.parent_to - edit.parent - (found[1] - found[0])
    goes_on = edit.after >= _NEAR if parent.key[found[0]] in cues.MODALS else edit.after > 0
    goes_on = goes_on or (beside > 0 and edit.closed)
    if max(beside, edit.child_to - edit.child) > _BESIDE or not goes_on:
        return None
    ends = parent.boundary(found[1]) and parent.key[found[0]] in cues.OPEN_JUDGEMENTS
    allows = child.key[edit.child : edit.child_to] == ["to"]
    at = min(edit.child, len(child) - 1)
    return None if ends or allows or open_to_doubt(child, at, aligned.taken) else found


def hedges(words: Words, first: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield the places of hedges between two words."""
    for at in range(first, after):
        end = phrase_at(words, at, cues.HEDGES)
        if end is None or end > after or (words.key[at] == "may" and words.capital(at)):
            continue
        if (
            at == 0
            or words.key[at] not in cues.OPEN_JUDGEMENTS
            or words.key[at - 1] not in cues.NO_HEDGE_AFTER
        ):
            yield at, end


def phrase_at(words: Words, at: int, phrases: dict[str, tuple[tuple[str, ...], ...]]) -> int | None:
    """Return the word after the phrase that begins at `at`, or None."""
    for phrase in phrases.get(words.key[at], ()):
        if tuple(words.key[at : at + len(phrase)]) == phrase:
            return at + len(phrase)
    return None


def open_to_doubt(words: Words, at: int, taken: Container[int] = ()) -> bool:
    """Whether the sentence around `at` hedges, or names a speaker, in words other than those taken."""
    first, after = words.bounds(words.sentence[at], at)
    return any(_leaves_open(words.key[place]) for place in range(first, after) if place not in taken)


def _leaves_open(word: str) -> bool:
    return word in cues.STILL_OPEN or word in cues.SPOKEN_FOR or word in cues.HEDGES


def spoken_for(words: Words, at: int, around: int) -> bool:
    """Whether the sentence at `at`, or one up to `around` sentences from it, says whose word it is."""
    here = words.sentence[at]
    first, _ = words.bounds(here - around, at)
    _, after = words.bounds(here + around, at)
    return any(word in cues.SPOKEN_FOR for word in words.key[first:after])


def attribution_at(words: Words, first: int, after: int) -> int | None:
    """Return where a clause gives a statement to somebody: a verb beside its speaker, or `according to`."""
    for at in range(first, after):
        spoken = words.key[at] in cues.REPORTS and after - first > 1
        if not words.quote[at] and (spoken or phrase_at(words, at, cues.ACCORDING) is not None):
            return at
    return None


def _lost_attribution(aligned: Aligned, edit: Edit, parent: Words, child: Words) -> bool:
    """Whether the edit took a speaker and a verb of saying from a statement that stays, and gave no other."""
    at = _attributes(edit, parent)
    if at is None:
        return False
    first, after = parent.bounds(parent.sentence[at], at)
    rest = [p for p in range(first, after) if not edit.parent <= p < edit.parent_to]
    kept = [aligned.partner[p] for p in rest if p in aligned.partner]
    if len(kept) < _STATEMENT or len(kept) < _STAYS * len(rest):
        return False
    speech = any(parent.quote[p] for p in rest) or any(child.quote[c] for c in kept)
    named_before = any(word in cues.PRONOUNS for word in parent.key[edit.parent : edit.parent_to])
    if speech and named_before:
        return False
    around = 2 if speech or named_before else 0
    return not any(spoken_for(child, c, around) for c in (kept[0], kept[-1]))


def _attributes(edit: Edit, parent: Words) -> int | None:
    """Return where the edit's words of the parent give a statement to somebody, and do nothing else.

    Where other words came in their place, or a pronoun follows the verb (`said he would`), more than the
    attribution went.
    """
    if edit.parent_to - edit.parent > _CLAUSE or any(parent.quote[edit.parent : edit.parent_to]):
        return None
    at = attribution_at(parent, edit.parent, edit.parent_to)
    if at is None:
        return None
    rest = parent.key[at + 1 : edit.parent_to]
    replaced = edit.child < edit.child_to and (
        at + 1 < edit.parent_to or edit.child_to - edit.child > _REPLACED
    )
    return None if replaced or any(word in cues.PRONOUNS for word in rest) else at
