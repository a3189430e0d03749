"""Where two texts differ in a way that may matter: a quick first look, so that only such places are read closely.

Most of a copy is equal, and most of its edits touch neither numbers nor names nor sources. The quick look
compares what stands between white space and costs a tenth of reading the words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Self

from provaudit.lineage.drift import cues, unspaced
from provaudit.lineage.drift.align import Run, runs
from provaudit.text.quotations import quotations
from provaudit.text.spelling import key
from provaudit.text.tokens import SINGLE

_GAP = 200  # characters on either side between two passages that may be one edit; chosen
_REACH = 200  # characters beyond a passage that are looked at, up to its sentence's end; chosen
_ISLAND = 3  # equal words that part two edits; fewer lie within one; chosen
_NAMES = 6  # words of an edit that can be one name in another's place; chosen
_BESIDE = 20  # equal words on either side that are read with an edit; chosen

_WORD = re.compile(r"\S+")
_UNSPACED = re.compile(rf"{unspaced.WORD}|[^\s{SINGLE}]+")
_TYPESET = {"'": "‘’‚′", '"': "“”„″«»", "-": "–—−", " ": "\u00a0\u202f"}
"""One form for each mark and space, of one character as they are."""
_EDGES = "\"'.,;:!?()[]-…*。，、；：！？（）「」『』"
_BEFORE = re.compile(r"\n|[.!?…][”’\"')\]»]*\s+|[。！？][”’」』）]*")
_AFTER = re.compile(r"[.!?…][”’\"')\]»]*(?=\s|$)|[。！？][”’」』）]*|\n|$")
_DATED = frozenset({*cues.NUMBERS, *cues.ORDINALS, *cues.VAGUE, *cues.MONTHS, *cues.DAYS, *cues.SCALES})
_PHRASES = (phrase for known in (cues.HEDGES, cues.ACCORDING) for group in known.values() for phrase in group)
_LOSABLE = cues.REPORTS | {max(phrase, key=len) for phrase in _PHRASES}


class Span(NamedTuple):
    """Characters of the parent that stand against characters of the child; ends exclusive."""

    parent: int
    parent_to: int
    child: int
    child_to: int


class Text(NamedTuple):
    """A text with its quotations, in order."""

    text: str
    typeset: str
    """The same, character by character, with one form of every mark and space."""
    quoted: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the text with what is looked up in it again and again."""
        typeset = text
        for one, forms in _TYPESET.items():
            for form in forms:  # ten times as fast as str.translate on text that is not ASCII
                typeset = typeset.replace(form, one)
        return cls(text, typeset, quotations(text))

    def quotes(self, start: int, end: int) -> bool:
        """Whether characters lie in a quotation, or touch one."""
        at = bisect_right(self.quoted, (end, end)) - 1
        return at >= 0 and self.quoted[at][1] >= start


def windows(passages: Iterable[Span], parent: Text, child: Text) -> Iterator[Span]:
    """Yield the places worth reading: edits with the equal words around them, in the order of the parent.

    Passages that lie close together in both texts are taken as one, with what stands between; each is taken on to
    its sentences' ends.
    """
    for group in _joined(passages):
        whole = _whole_sentences(group, parent, child)
        if parent.typeset[whole.parent : whole.parent_to] != child.typeset[whole.child : whole.child_to]:
            yield from _worth_reading(whole, parent, child)


def _joined(passages: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(passages):
        last = joined[-1] if joined else None
        if last and span.parent_to <= last.parent_to:
            continue
        if last and 0 <= span.child - last.child_to <= _GAP and span.parent - last.parent_to <= _GAP:
            joined[-1] = Span(last.parent, span.parent_to, last.child, span.child_to)
        else:
            joined.append(span)
    return joined


def _whole_sentences(span: Span, parent: Text, child: Text) -> Span:
    return Span(
        _sentence_start(parent.text, span.parent),
        _sentence_end(parent.text, span.parent_to),
        _sentence_start(child.text, span.child),
        _sentence_end(child.text, span.child_to),
    )


def _sentence_start(text: str, at: int) -> int:
    start = max(0, at - _REACH)
    ends = [found.end() for found in _BEFORE.finditer(text, start, at)]
    return ends[-1] if ends else at if start else 0


def _sentence_end(text: str, at: int) -> int:
    found = _AFTER.search(text, at, min(len(text), at + _REACH))
    return found.end() if found else at


class _Words(NamedTuple):
    """What stands between white space, without typesetting, and where."""

    known: Text
    said: list[str]
    start: list[int]


def _words(known: Text, start: int, end: int) -> _Words:
    word = _UNSPACED if unspaced.HELD.search(known.typeset, start, end) else _WORD
    found = [(m[0], m.start()) for m in word.finditer(known.typeset, start, end)]
    return _Words(known, [word for word, _ in found], [at for _, at in found])


def _worth_reading(span: Span, parent: Text, child: Text) -> Iterator[Span]:
    mine, theirs = _words(parent, span.parent, span.parent_to), _words(child, span.child, span.child_to)
    ends = len(mine.said), len(theirs.said)
    found = runs(mine.said, theirs.said, (0, ends[0], 0, ends[1]))
    equal = [(0, 0, 0), *(run for run in found if run[2] >= _ISLAND), (*ends, 0)]
    open_: Span | None = None
    for place in range(1, len(equal)):
        i, j = (equal[place - 1][side] + equal[place - 1][2] for side in (0, 1))
        if not _matters(mine, i, equal[place][0], theirs, j, equal[place][1]):
            continue
        (left, left_child), (right, right_child) = _before(equal, place - 1), _after(equal, place)
        here = Span(
            mine.start[left] if left < ends[0] else span.parent_to,
            mine.start[right] if right < ends[0] else span.parent_to,
            theirs.start[left_child] if left_child < ends[1] else span.child_to,
            theirs.start[right_child] if right_child < ends[1] else span.child_to,
        )
        if open_ and here.parent < open_.parent_to:
            open_ = open_._replace(parent_to=here.parent_to, child_to=here.child_to)
            continue
        if open_:
            yield open_
        open_ = here
    if open_:
        yield open_


def _before(equal: list[Run], place: int) -> tuple[int, int]:
    """Return the words, of either side, that lie some equal words before the end of a run."""
    left = _BESIDE
    while place > 0 and equal[place][2] < left:
        left -= equal[place][2]
        place -= 1
    i, j, length = equal[place]
    return i + max(0, length - left), j + max(0, length - left)


def _after(equal: list[Run], place: int) -> tuple[int, int]:
    left = _BESIDE
    while place < len(equal) - 1 and equal[place][2] < left:
        left -= equal[place][2]
        place += 1
    i, j, length = equal[place]
    return i + min(length, left), j + min(length, left)


def _matters(mine: _Words, i: int, i_to: int, theirs: _Words, j: int, j_to: int) -> bool:
    """Whether an edit can be a drift: in a quotation, of a number or a name, or of a word that gives a source."""
    was, now = mine.said[i:i_to], theirs.said[j:j_to]
    gone, come = ([k for w in side if (k := key(w.strip(_EDGES)))] for side in (was, now))
    if gone == come:
        return False
    if any(word in _LOSABLE for word in gone) or any(word in cues.SCALES for word in (*gone, *come)):
        return True
    if all(any(map(_counts, said, keys)) for said, keys in ((was, gone), (now, come))):
        return True
    named = max(len(was), len(now)) <= _NAMES and all(any(map(_capital, said)) for said in (was, now))
    return named or (_quoted(mine, i, i_to) and _quoted(theirs, j, j_to))


def _quoted(words: _Words, first: int, after: int) -> bool:
    """Whether words, or, where there are none, the word before them, stand in a quotation."""
    if not words.said:
        return False
    first = min(first, max(0, after - 1))
    return words.known.quotes(words.start[first], words.start[max(first, after - 1)])


def _counts(said: str, word: str) -> bool:
    return word in _DATED or any(map(str.isdecimal, said))


def _capital(said: str) -> bool:
    return any(map(str.isupper, said))
