"""The words of a batch of articles with their places, their gaps and what the lexicon knows of them.

Every character becomes one byte: bare letters with their case, quotation marks, dashes and blanks each in one form.
Eight of them are read as one number, so that words are compared without ever becoming Python strings.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.signedinteger[Any]]
Bool = NDArray[np.bool_]
U8 = NDArray[np.uint8]
U64 = NDArray[np.uint64]
Values = TypeVar("Values", bound=NDArray[Any])

COMMA, STOP, QUOTE, BREAK, OPEN, CLOSE, DASH, COLON = (1 << bit for bit in range(8))
"""What may stand between two words, one bit each."""

MARGIN = 16  # blank characters before and after a batch's text: a look ahead needs no bounds check
_EIGHT = (
    8  # characters that are read as one number; a word's first sixteen and its length tell it from others
)
_CHUNK = 1 << 19  # characters at a time, so that arrays stay in the processor's cache; chosen by timing
_MARKS = {
    **dict.fromkeys("’‘ʼ‛´`", "'"),
    **dict.fromkeys("“”„‟«»″〝〞「」『』", '"'),
    **dict.fromkeys("–—―‒", "~"),
    **dict.fromkeys("‐‑", "-"),
    "…": ".",
}
_GAPS = {",": COMMA, ".": STOP, "!": STOP, "?": STOP, ";": STOP, '"': QUOTE, "\n": BREAK, "(": OPEN, "[": OPEN} | {
    ")": CLOSE, "]": CLOSE, "~": DASH, "-": DASH, ":": COLON, "*": BREAK, "|": BREAK, "•": BREAK
}  # fmt: skip
_ODD = np.uint64(0x9E3779B97F4A7C15)
_OTHER_ODD = np.uint64(0xC2B2AE3D27D4EB4F)
_LOWER = np.uint64(0x2020202020202020)


@dataclass(frozen=True)
class Words:
    """Words in reading order, one entry a word in every array; `start` and `end` count characters of the batch."""

    start: Int
    end: Int
    key: U64  # the same for the same letters, whatever their case or accents
    gap: U8  # what stands between this word and the one before
    capital: Bool

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.start)

    def where(self, keep: Bool | Int) -> Self:
        """Return only the words that are kept."""
        return type(self)(**{f.name: getattr(self, f.name)[keep] for f in fields(self)})


def chunked(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of the first text, texts) of about a million characters each."""
    first, size, chunk = 0, 0, list[str]()
    for place, text in enumerate(texts):
        chunk.append(text)
        size += len(text)
        if size >= _CHUNK:
            yield first, chunk
            first, size, chunk = place + 1, 0, []
    if chunk:
        yield first, chunk


def joined(texts: Sequence[str]) -> tuple[str, Int]:
    """Return the texts as one, with margins, and where each begins."""
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    blank = " " * MARGIN
    whole = "".join((blank, "\n".join(texts), "\n", blank))
    return whole, np.concatenate(([0], np.cumsum(lengths)[:-1])) + MARGIN


def letters(whole: str) -> U8:
    """Return a text of `joined` as one byte a character."""
    codes = np.frombuffer(whole.encode("utf-32-le", "replace"), np.uint32)
    found = _alphabet().take(codes, mode="clip")
    doubled = (found[1:] == ord("'")) & (found[:-1] == ord("'"))
    places = np.flatnonzero(doubled)
    found[places] = found[places + 1] = ord('"')
    return found


def words(found: U8) -> Words:
    """Return the words of `letters`. `U.S.`, `Tu's` and `so-called` are one word each."""
    inside = _joined(found)
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    start, end = edges[::2], edges[1::2]
    return Words(start, end, _keys(found, start, end), _gaps(found, start, end), _capitals()[found[start]])


def shifted(values: Values, by: int) -> Values:
    """Return, for each word, the value of the one `by` places on; nothing (0, False) beyond the ends."""
    moved: Values = np.zeros_like(values)
    if by > 0:
        moved[:-by] = values[by:]
    else:
        moved[-by:] = values[:by]
    return moved


@cache
def key_of(word: str) -> np.uint64:
    """Return the key of a word that is written out."""
    found = letters(joined([word])[0])
    size = np.array([len(word)])
    return _keys(found, np.array([MARGIN]), size + MARGIN)[0]  # type: ignore[no-any-return]


def _joined(found: U8) -> Bool:
    """Say which characters belong to words: letters, digits, and marks between two letters."""
    inside = _letters()[found]
    marks = np.flatnonzero(_joints()[found])
    marks = marks[inside[marks - 1] & inside[(marks + 1) % len(found)]]
    dots = found[marks] == ord(".")
    capital = _capitals()
    inside[marks[~dots | (capital[found[marks - 1]] & capital[found[(marks + 1) % len(found)]])]] = True
    return inside


def _keys(found: U8, start: Int, end: Int) -> U64:
    size = end - start
    low, high = (_eight(found, start + skip, size - skip) for skip in (0, 8))
    mixed = (low | _LOWER & _mask(size)) * _ODD
    mixed ^= (high | _LOWER & _mask(size - 8)) * _OTHER_ODD
    mixed ^= size.astype(np.uint64)
    mixed ^= mixed >> np.uint64(29)
    return mixed * _ODD


def _eight(found: U8, at: Int, size: Int) -> U64:
    """Return up to eight characters from each place as one number."""
    view = np.ndarray(len(found) - 7, np.dtype("<u8"), found.data, strides=(1,))
    return view.take(at, mode="clip") & _mask(size)


def _mask(size: Int) -> U64:
    return _masks().take(size, mode="clip")


@cache
def _masks() -> U64:
    return np.array([(1 << (8 * size)) - 1 for size in range(9)], np.uint64)


def _gaps(found: U8, start: Int, end: Int) -> U8:
    """Return what stands before each word, as bits; a long gap counts as a break."""
    flags = _gap_flags()[found]
    size = np.concatenate(([_EIGHT + 1], start[1:] - end[:-1]))
    before = np.concatenate(([0], end[:-1]))
    bits = _eight(flags, before, size)
    for half in (32, 16, 8):
        bits |= bits >> np.uint64(half)
    gaps = bits.astype(np.uint8)
    gaps[size > _EIGHT] |= BREAK
    return gaps


@cache
def _alphabet() -> U8:
    """Return the byte of each character of the first plane; the last entry is for all beyond."""
    table = np.full(0x10001, ord("*"), np.uint8)
    table[:128] = np.arange(128)
    table[0x3400:0xAC00] = table[0xAC00:0xD7A4] = 1  # Han and Hangul: no letters with a case
    for code in range(128, 0x3400):
        table[code] = _byte(chr(code))
    table[[0x2022, 0xFEFF]] = [ord("*"), ord(" ")]
    return table


def _byte(character: str) -> int:
    if character in _MARKS:
        return ord(_MARKS[character])
    bare = unicodedata.normalize("NFKD", character)[:1]
    if bare.isascii() and (bare.isalnum() or bare.isspace()):
        return ord(bare)
    if character.isalpha():
        return ord("Z" if character != character.lower() else "z")
    return ord(" ") if character.isspace() or unicodedata.category(character) == "Cf" else ord("%")


@cache
def _letters() -> Bool:
    return np.array([chr(code).isalnum() and chr(code).isascii() for code in range(256)])


@cache
def _capitals() -> Bool:
    return np.array([chr(code).isupper() and chr(code).isascii() for code in range(256)])


@cache
def _joints() -> Bool:
    return np.array([chr(code) in "'-.&" for code in range(256)])


@cache
def _gap_flags() -> U8:
    return np.array([_GAPS.get(chr(code), 0) for code in range(256)], np.uint8)
