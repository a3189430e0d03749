"""An article's words as drift compares them: keys, values, sentences and quotations, each with its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from provaudit.lineage.drift import cues, unspaced
from provaudit.lineage.drift.values import Value, value_at
from provaudit.text.spelling import key
from provaudit.text.tokens import SINGLE

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:’'\u00a0\u202f]\d+)*"  # 4 300, 4,300
_LETTERS = r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[’'][^\W\d_]+)*"  # U.S., don't
_TOKEN = re.compile(f"{_NUMBER}|{_LETTERS}|[%$€£¥₩]")
_UNSPACED = re.compile(f"{_NUMBER}|{unspaced.WORD}|{_LETTERS.replace('_]', f'_{SINGLE}]')}|[%$€£¥₩]")
_STOP = re.compile(r"[.!?…。！？]")
_FULL = frozenset("。！？")  # needs no space behind it to end a sentence
_REMEMBERED = 1 << 16  # words; most of a pile's are repeats; chosen
_ABBREVIATION = 4  # letters of a capitalised word whose full stop ends no sentence: Gov., Sept.; chosen
_BEGINS_VALUE = frozenset(
    {*cues.NUMBERS, *cues.ORDINALS, *cues.VAGUE, *cues.MONTHS, *cues.DAYS}
    | {word for word in cues.UNITS if not word.isalnum()}
)


@dataclass(frozen=True)
class Words:
    """The words of one text in order; a number with its measure, or a date, is one word.

    `start` and `end` count characters; `sentence` counts sentences; `quote` says in which quotation a word
    stands, counted from 1, and 0 for prose; `value` holds what numbers and dates say, by the word's place.
    """

    text: str
    start: list[int]
    end: list[int]
    key: list[str]
    sentence: list[int]
    quote: list[int]
    value: dict[int, Value]

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.start)

    def said(self, first: int, after: int) -> str:
        """Return the text of the words from `first` up to, without, `after`."""
        return self.text[self.start[first] : self.end[after - 1]] if first < after else ""

    def gap(self, at: int) -> str:
        """Return what stands between the word before `at` and the word `at`."""
        start = self.end[at - 1] if at > 0 else 0
        return self.text[start : self.start[at]] if at < len(self) else self.text[start:]

    def capital(self, at: int) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[self.start[at]].isupper()

    def boundary(self, at: int) -> bool:
        """Whether one sentence ends and another begins before the word `at`; the text's ends are such places."""
        return not 0 < at < len(self) or self.sentence[at] != self.sentence[at - 1]

    def bounds(self, sentence: int, near: int) -> tuple[int, int]:
        """Return the first word of a sentence and the one after its last, looking both ways from `near`."""
        first = after = near
        while first > 0 and self.sentence[first - 1] >= sentence:
            first -= 1
        while after < len(self) and self.sentence[after] <= sentence:
            after += 1
        return first, after


def read(text: str, quotations: Iterable[tuple[int, int]], first: int, after: int) -> Words:
    """Return the words of a text between two characters; `quotations` are its quoted stretches, in order."""
    token = _UNSPACED if unspaced.HELD.search(text, first, after) else _TOKEN
    pieces = [(m.start(), m.end(), _key(m[0])) for m in token.finditer(text, first, after)]
    start, end, keys, value = list[int](), list[int](), list[str](), dict[int, Value]()
    at = 0
    while at < len(pieces):
        begins, ends, word = pieces[at]
        at += 1
        if word in _BEGINS_VALUE or word[0].isdecimal():
            found = value_at(text, pieces, at - 1)
            if found is not None:
                value[len(start)] = found[0]
                word, at = found[0].key, found[1]
                ends = pieces[at - 1][1]
        start.append(begins)
        end.append(ends)
        keys.append(word)
    sentence = _sentences(text, start, end)
    return Words(text, start, end, keys, sentence, _quoted(start, quotations), value)


@lru_cache(maxsize=_REMEMBERED)
def _key(word: str) -> str:
    """Return the key of a word; a number, or what folds to one (`¼`), stays as it is written."""
    folded = word if word[0].isdecimal() else key(word)
    return word if not folded or folded[0].isdecimal() else folded


def _sentences(text: str, start: list[int], end: list[int]) -> list[int]:
    number, numbers = 0, [0] * len(start)
    for at in range(1, len(start)):
        last, here = end[at - 1], start[at]
        gap = text[last:here]
        if gap in _FULL or (len(gap) > 1 and _ends(text, start[at - 1], last, here)):
            number += 1
        numbers[at] = number
    return numbers


def _ends(text: str, start: int, end: int, after: int) -> bool:
    """Whether a sentence ends between two words of which the first starts at `start`."""
    gap = text[end:after]
    stops = _STOP.search(gap) and not text[after].islower() and not _short(text, start, end)
    return bool("\n" in gap or stops)


def _short(text: str, start: int, end: int) -> bool:
    """Whether a word before a full stop looks like an abbreviation or an initial."""
    return (
        end - start <= _ABBREVIATION
        and text[start].isupper()
        and text[end : end + 1] == "."
        and text[end + 1 : end + 2] == " "
    )


def _quoted(start: list[int], quotations: Iterable[tuple[int, int]]) -> list[int]:
    numbers, at = [0] * len(start), 0
    for number, (first, after) in enumerate(quotations, start=1):
        while at < len(start) and start[at] < first:
            at += 1
        while at < len(start) and start[at] < after:
            numbers[at] = number
            at += 1
    return numbers
