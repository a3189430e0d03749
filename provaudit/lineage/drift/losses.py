"""What an article no longer says of what it says: that it is unsure, and from whom it has it."""

from collections.abc import Container, Iterator

from provaudit.lineage.drift import cues
from provaudit.lineage.drift.align import Aligned, Edit
from provaudit.lineage.drift.changes import Change
from provaudit.lineage.drift.words import Words
from provaudit.model import Drift

_BESIDE = 4  # words that may go or come along with a hedge; chosen
_STEM = 4  # letters by which two words are forms of one; chosen
_NEAR = 3  # words within which the hedged words must go on in both texts; chosen
_REPLACED = 6  # words that may come where an attribution went; beyond, the sentence is another; chosen
_CLAUSE = 16  # words of an attribution that went; beyond, a whole sentence went; chosen
_COMMAS = frozenset(",，、")
_STATEMENT = 5  # words of a statement that stays …; chosen
_STAYS = 0.6  # … and the part of it that must; chosen


def losses(aligned: Aligned, edit: Edit, parent: Words, child: Words) -> Iterator[Change]:
    """Yield the hedges and the attribution that went with an edit, where what they spoke of stays."""
    if edit.parent == edit.parent_to:
        return
    cue = _lost_hedge(aligned, edit, parent, child)
    if cue is not None:
        yield Change(Drift.HEDGE, edit.child, edit.child_to, *cue)
        return
    clause = _lost_attribution(aligned, edit, parent, child)
    if clause is not None:
        yield Change(Drift.ATTRIBUTION, edit.child, edit.child_to, *clause)


def _lost_hedge(aligned: Aligned, edit: Edit, parent: Words, child: Words) -> tuple[int, int] | None:
    """Return the hedge that went, where what it spoke of goes on in both texts and nothing else leaves it open."""
    found = next(hedges(parent, edit.parent, edit.parent_to), None)
    if found is None or not edit.held or edit.before + edit.after < _STATEMENT or parent.quote[found[0]]:
        return None
    ends = parent.boundary(found[1]) and parent.key[found[0]] in cues.OPEN_JUDGEMENTS
    at = min(edit.child, len(child) - 1)
    if ends or not _hedged_stays(edit, found, parent, child) or open_to_doubt(child, at, aligned.taken):
        return None
    return found


def _hedged_stays(edit: Edit, hedge: tuple[int, int], parent: Words, child: Words) -> bool:
    """Whether little else went with a hedge, and what it spoke of goes on.

    One verb may come in another form (`appeared to give`, `gave`); of more words, one must be the same. A verb
    that allows (`could reopen`, `to reopen`) hedged nothing.
    """
    beside = [*_telling(parent, edit.parent, hedge[0]), *_telling(parent, hedge[1], edit.parent_to)]
    come = _telling(child, edit.child, edit.child_to)
    allows = child.key[edit.child : edit.child_to] == ["to"]
    if max(len(beside), len(come)) > _BESIDE or abs(len(beside) - len(come)) > 1 or allows:
        return False
    if len(beside) > 1 and not {word[:_STEM] for word in beside} & {word[:_STEM] for word in come}:
        return False
    least = _NEAR if parent.key[hedge[0]] in cues.MODALS else 1
    return edit.after >= least or (bool(beside) and edit.closed)


def _telling(words: Words, first: int, after: int) -> list[str]:
    """Return the keys that say something: neither auxiliary verbs nor numbers."""
    return [
        words.key[at]
        for at in range(first, after)
        if at not in words.value and words.key[at] not in cues.AUXILIARIES
    ]


def hedges(words: Words, first: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield the places of hedges between two words."""
    for at in range(first, after):
        end = phrase_at(words, at, cues.HEDGES)
        if end is not None and end <= after and _hedges(words, at, end):
            yield at, end


def _hedges(words: Words, at: int, end: int) -> bool:
    """Whether the words hedge here: not the month of May, no `could not`, no `as soon as possible`."""
    word = words.key[at]
    if word in cues.MODALS:
        return not words.capital(at) and words.key[end : end + 1] != ["not"]
    return at == 0 or word not in cues.OPEN_JUDGEMENTS or words.key[at - 1] not in cues.NO_HEDGE_AFTER


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


def attribution(words: Words, first: int, after: int) -> tuple[int, int, int] | None:
    """Return the clause that gives a statement to somebody, and its verb: first word, word after the last, verb.

    It begins behind the comma before its verb, if there is one, and ends before the one after it.
    """
    at = next((at for at in range(first, after) if _gives(words, at)), None)
    if at is None:
        return None
    start, end = at, at + 1
    while start > first and _COMMAS.isdisjoint(words.gap(start)):
        start -= 1
    titled = words.key[at] in cues.REPORTS and start == at  # `said Ines Marlow, the warden`
    while end < after and (titled or _COMMAS.isdisjoint(words.gap(end))):
        end += 1
    return (start, end, at) if end - start > 1 else None


def _gives(words: Words, at: int) -> bool:
    """Whether a word gives a statement to somebody: a verb of saying, not passive, or `according to`."""
    if words.quote[at]:
        return False
    passive = at > 0 and (words.key[at - 1] in cues.PASSIVE or at - 1 in words.value)
    itself = words.key[at + 1 : at + 2]
    spoken = words.key[at] in cues.REPORTS and not passive and not cues.SAID_ITSELF.intersection(itself)
    return spoken or phrase_at(words, at, cues.ACCORDING) is not None


def _lost_attribution(aligned: Aligned, edit: Edit, parent: Words, child: Words) -> tuple[int, int] | None:
    """Return the speaker and verb that went from a statement that stays, where no other speaker came."""
    clause = _attributes(edit, parent)
    if clause is None:
        return None
    first, after = parent.bounds(parent.sentence[clause[0]], clause[0])
    rest = [p for p in range(first, after) if not edit.parent <= p < edit.parent_to]
    kept = [aligned.partner[p] for p in rest if p in aligned.partner]
    if len(kept) < _STATEMENT or len(kept) < _STAYS * len(rest):
        return None
    speech = any(parent.quote[p] for p in rest) or any(child.quote[c] for c in kept)
    named_before = any(word in cues.PRONOUNS for word in parent.key[edit.parent : edit.parent_to])
    around = 2 if speech or named_before else 0
    silent = (speech and named_before) or any(spoken_for(child, c, around) for c in (kept[0], kept[-1]))
    return None if silent or still_named(parent, clause, child, kept[0]) else clause


def still_named(parent: Words, clause: tuple[int, int], child: Words, near: int) -> bool:
    """Whether the child's sentence still has the speaker's name, whatever it says of him."""
    first, after = child.bounds(child.sentence[near], near)
    names = {parent.key[at] for at in range(*clause) if parent.capital(at) and at not in parent.value}
    return not names.isdisjoint(word for word in child.key[first:after] if len(word) >= _STEM)


def _attributes(edit: Edit, parent: Words) -> tuple[int, int] | None:
    """Return the clause among the edit's words of the parent that gives a statement to somebody.

    Where other words came in its place, or much follows the verb (`said he would`), more than the attribution
    went.
    """
    if edit.parent_to - edit.parent > _CLAUSE or any(parent.quote[edit.parent : edit.parent_to]):
        return None
    found = attribution(parent, edit.parent, edit.parent_to)
    if found is None:
        return None
    start, _, at = found
    rest = parent.key[at + 1 : edit.parent_to]
    come = edit.child_to - edit.child
    replaced = come > 0 and (bool(rest) or come > _REPLACED)
    more = any(word in cues.PRONOUNS for word in rest) or (start < at and len(rest) > _BESIDE)
    return None if replaced or more else (start, edit.parent_to)
