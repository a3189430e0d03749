"""Words with their places, for whole columns of text at once.

A word is a run of letters and digits, folded to lower case and bare letters, so that `Putin’s` and `Putin's`,
`café` and `CAFE`, `U.S.` and `US` agree, and a Korean syllable of one sign or of three. Scripts written without spaces
(Han, kana, Thai, Khmer, Lao, Burmese) give one word a character. Words are known by a 64-bit hash that is ours, hence
the same on every machine and in every version: it may be stored.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

U64 = NDArray[np.uint64]
U32 = NDArray[np.uint32]
U8 = NDArray[np.uint8]
Bool = NDArray[np.bool_]
Int = NDArray[np.int64]

LOWER, CAPITAL, NUMBER = 0, 1, 2
"""What a word's first character says of it."""

_OTHER, _WORD, _SINGLE, _MARK, _IGNORED, _BREAK, _STOP, _DOT = range(8)
_FOLD = np.uint32((1 << 21) - 1)  # in a character's trait: the bits of its folded form, …
_SHAPE, _SHAPES = 21, 3  # … how far its shape lies above, and the bits of that, …
_KIND = 24  # … and its kind, in the last byte
SPACELESS = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FFF),  # Han radicals
    (0x3041, 0x30FF),  # kana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),  # Han, compatibility
)
"""First and last character of the scripts written without spaces, of which each character is a word."""
SINGLE = "".join(f"{chr(first)}-{chr(last)}" for first, last in SPACELESS)
"""The same, as it stands in a class of a pattern."""
_ACCENT = 0x0300  # a mark that stands for any
_LEADS, _VOWELS, _FINALS = (0x1100, 19), (0x1161, 21), (0x11A8, 27)  # letters of Hangul: the first, how many
_SYLLABLES = 0xAC00  # the first of Hangul, by first letter, vowel and final (none first)
_FOLD_TO = 0xAC00  # from here on (Hangul syllables, private use, forms) letters have no case to fold
_CHUNK = 120_000  # characters at a time: small arrays stay in the processor's cache; chosen, 80,000 to 500,000 do alike
_ABBREVIATED = 3  # characters of a capitalised word that a full stop abbreviates (Mr., Gov., J.); chosen
_STEM = 5  # characters that stand for a word's stem: joins visit/visits/visiting; chosen
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so it has an inverse modulo 2**64
_INVERSE = np.uint64(pow(int(_BASE), -1, 2**64))


@dataclass(frozen=True)
class Tokens:
    """Words in reading order, one entry a word in every array; `start` and `end` count characters of the text."""

    article: U32
    start: U32
    end: U32
    word: U64
    stem: U64
    shape: U8
    opens_sentence: Bool

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.article)

    def where(self, keep: Bool) -> Self:
        """Return only the words for which `keep` is true."""
        return type(self)(**{f.name: getattr(self, f.name)[keep] for f in fields(self)})


def tokenize(texts: Sequence[str]) -> Tokens:
    """Return the words of all texts; `article` counts the texts from 0."""
    return joined(list(token_chunks(texts)))


def token_chunks(texts: Sequence[str]) -> Iterator[Tokens]:
    """Yield the words of the texts, some texts at a time, so that a caller can keep only what it needs."""
    for first, chunk in _chunks(texts):
        yield _tokenize_chunk(first, chunk)


def joined(parts: Sequence[Tokens]) -> Tokens:
    """Return the words of all parts as one."""
    parts = parts or [_tokenize_chunk(0, [""])]
    return Tokens(**{f.name: np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Tokens)})


def mix(values: U64) -> U64:
    """Spread the bits of 64-bit values (the finaliser of MurmurHash3), so that any part of them is a fair hash."""
    values = values ^ (values >> np.uint64(33))
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        values *= np.uint64(factor)
        values ^= values >> np.uint64(33)
    return values


def _chunks(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    first, size, chunk = 0, 0, list[str]()
    for i, text in enumerate(texts):
        chunk.append(text)
        size += len(text) + 1
        if size >= _CHUNK:
            yield first, chunk
            first, size, chunk = i + 1, 0, []
    if chunk:
        yield first, chunk


def _tokenize_chunk(first: int, texts: list[str]) -> Tokens:
    joined = "\n".join(
        ["", "", *texts, "", ""]
    )  # the margins spare every look at a neighbour its bounds check
    codes = _syllables(np.frombuffer(joined.encode("utf-32-le", "replace"), dtype=np.uint32))
    trait = _traits().take(codes, mode="clip")
    kind = _kinds(trait)
    marks = np.flatnonzero(kind == _MARK)
    dropped = np.union1d(np.flatnonzero(kind == _IGNORED), np.union1d(marks, _dots(trait, kind)))
    trait = np.delete(trait, dropped) if len(dropped) else trait
    kind = _kinds(trait)
    begin, end = _bounds(kind)
    word, stem = _hashes(trait & _FOLD, begin, end)
    shape = (trait[begin] >> _SHAPE & _SHAPES).astype(np.uint8)
    start, past = _places(begin, dropped), _places(end - 1, dropped) + 1
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    opening = np.cumsum(lengths) - lengths + 2
    words = np.diff(np.searchsorted(start, opening), append=len(start))
    article = np.repeat(np.arange(first, first + len(texts), dtype=np.uint32), words)
    offset = np.repeat(opening, words)
    return Tokens(
        article=article,
        start=(start - offset).astype(np.uint32),
        end=(_behind(past, marks) - offset).astype(np.uint32),
        word=word,
        stem=stem,
        shape=shape,
        opens_sentence=_sentence_openings(kind, begin, end, shape, article),
    )


def _syllables(codes: U32) -> U32:
    """Return codes with each Korean syllable that is written in letters put into the first, marks into the others."""
    vowel = codes[1:] - _VOWELS[0]
    found = np.flatnonzero((codes[:-1] - _LEADS[0] < _LEADS[1]) & (vowel < _VOWELS[1]))
    if not len(found):  # as nearly always
        return codes
    whole = codes.copy()
    final = codes[found + 2] - _FINALS[0]  # the margin lies behind the last letter
    closed = final < _FINALS[1]
    syllable = (codes[found] - _LEADS[0]) * _VOWELS[1] + vowel[found]
    whole[found] = _SYLLABLES + syllable * (_FINALS[1] + 1) + np.where(closed, final + 1, 0)
    whole[found + 1] = whole[found[closed] + 2] = _ACCENT
    return whole


def _kinds(trait: U32) -> U8:
    return (trait >> _KIND).astype(np.uint8)


def _dots(trait: U32, kind: U8) -> Int:
    """Return the places of dots inside initials (U.S.)."""
    dots = np.flatnonzero(kind == _DOT)
    capital = _WORD << _KIND >> _SHAPE | CAPITAL
    dots = dots[(trait[dots - 1] >> _SHAPE == capital) & (trait[dots + 1] >> _SHAPE == capital)]
    return np.asarray(dots[(kind[dots - 2] != _WORD) & (kind[dots + 2] != _WORD)])


def _behind(ends: Int, marks: Int) -> Int:
    """Return ends of words, behind the marks that stand there: those belong to a word's last letter."""
    if not len(marks):
        return ends
    last = np.flatnonzero(np.append(np.diff(marks) > 1, [True]))  # of each run of marks
    place = np.searchsorted(marks, ends)
    there = np.append(marks, -1)[place] == ends
    run = np.searchsorted(last, np.minimum(place, len(marks) - 1))
    return np.asarray(np.where(there, marks[last[run]] + 1, ends))


def _places(kept: Int, dropped: Int) -> Int:
    """Return where characters, counted without those that were dropped, stand among all."""
    before = np.searchsorted(kept, dropped - np.arange(len(dropped)))
    return kept + np.repeat(np.arange(len(dropped) + 1), np.diff(before, prepend=0, append=len(kept)))


def _bounds(kind: U8) -> tuple[Int, Int]:
    """Return where each word begins and ends; the first and the last character are no part of a word."""
    word, single = kind == _WORD, kind == _SINGLE
    begins, ends = single.copy(), single
    begins[1:] |= word[1:] & ~word[:-1]
    ends[:-1] |= word[:-1] & ~word[1:]
    return np.flatnonzero(begins), np.flatnonzero(ends) + 1


def _hashes(folded: U32, begin: Int, end: Int) -> tuple[U64, U64]:
    """Hash each word and its stem: sum of character times base**place, by differences of one running sum."""
    powers, inverses = _powers(len(folded))
    running = np.zeros(len(folded) + 1, np.uint64)
    np.multiply(folded, powers, out=running[1:])
    np.cumsum(running, out=running)
    shift, before = inverses[begin], running[begin]
    stem_end = np.minimum(end, begin + _STEM)
    return mix((running[end] - before) * shift), mix((running[stem_end] - before) * shift)


def _sentence_openings(kind: U8, begin: Int, end: Int, shape: U8, article: U32) -> Bool:
    """Say which words open a sentence: after a line break, or after a full stop where a new sentence can begin.

    An abbreviation or initial does not end a sentence.
    """
    opens = _after(begin, kind == _BREAK)
    if len(begin):
        opens[0] = True
        opens[1:] |= article[1:] != article[:-1]
        short = (end - begin <= _ABBREVIATED) & (shape == CAPITAL)
        opens[1:] |= _after(begin, kind >= _STOP)[1:] & (shape[1:] != LOWER) & ~short[:-1]
    return opens


def _after(begin: Int, marks: Bool) -> Bool:
    """Say which words are the first behind a marked character."""
    followers = np.searchsorted(begin, np.flatnonzero(marks))
    found = np.zeros(len(begin) + 1, np.bool_)
    found[followers] = True
    return found[:-1]


@cache
def _traits() -> U32:
    """Return, for each character of the first plane, its kind, its shape and its folded form in one number.

    Han needs no look at each character.
    """
    size = 0x10001  # the last entry stands for every character beyond
    kinds, shapes, folds = np.zeros((3, size), np.uint32)
    folds[:] = np.arange(size)
    for code in (*range(0x3400), *range(0xA000, _FOLD_TO), *range(0xF900, 0x10000)):
        kinds[code], folds[code], shapes[code] = _classify(chr(code))
    kinds[0xAC00:0xD7A4] = _WORD  # Hangul
    for low, high in SPACELESS:
        kinds[low : high + 1] = _SINGLE
    kinds[[0x3099, 0x309A]] = _MARK  # of voice, on kana
    kinds[[ord(c) for c in "。！？"]] = _STOP
    shapes[kinds == _SINGLE] = CAPITAL
    return np.asarray(kinds << _KIND | shapes << _SHAPE | folds, np.uint32)


def _classify(character: str) -> tuple[int, int, int]:
    if character in ".!?":
        return _DOT if character == "." else _STOP, 0, LOWER
    if character == "\n":
        return _BREAK, 0, LOWER
    category = unicodedata.category(character)
    if category in ("Mn", "Cf"):
        return _MARK if category == "Mn" else _IGNORED, 0, LOWER
    if not character.isalnum():
        return _OTHER, 0, LOWER
    folded = unicodedata.normalize("NFKD", character.lower())[:1] or character
    shape = NUMBER if category[0] == "N" else CAPITAL if character != character.lower() else LOWER
    return _WORD, ord(folded), shape


_power_cache: dict[str, U64] = {}


def _powers(size: int) -> tuple[U64, U64]:
    """Return base**0 … base**(size-1) and their inverses, modulo 2**64; kept for the next chunk."""
    if len(_power_cache.get("powers", ())) < size:
        for name, base in (("powers", _BASE), ("inverses", _INVERSE)):
            values = np.full(size, base)
            values[0] = 1
            _power_cache[name] = np.cumprod(values, dtype=np.uint64)
    return _power_cache["powers"][:size], _power_cache["inverses"][:size]
