"""The words of a batch of articles with their places and gaps.

Eight characters are read as one number, so that words are compared without ever becoming Python strings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property, reduce
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from provaudit.sourcing.letters import CASE, MARGIN, U8, Bool, Int, Letters

U64 = NDArray[np.uint64]
Values = TypeVar("Values", bound=NDArray[Any])

COMMA, STOP, QUOTE, BREAK, OPEN, CLOSE, DASH, COLON = (1 << bit for bit in range(8))
"""What may stand between two words, one bit each."""

_EIGHT = (
    8  # characters that are read as one number; a word's first sixteen and its length tell it from others
)
_GAPS = {",": COMMA, ".": STOP, "!": STOP, "?": STOP, ";": STOP, '"': QUOTE, "\n": BREAK, "(": OPEN, "[": OPEN} | {
    ")": CLOSE, "]": CLOSE, "~": DASH, "-": DASH, ":": COLON, "*": BREAK, "|": BREAK, "•": BREAK
}  # fmt: skip
_FLAGS = bytes(_GAPS.get(chr(code), 0) for code in range(256))
_ODD = np.uint64(0x9E3779B97F4A7C15)
_OTHER_ODD = np.uint64(0xC2B2AE3D27D4EB4F)


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

    @cached_property
    def size(self) -> Int:
        """How many characters each word has."""
        return self.end - self.start

    def where(self, keep: Bool) -> Self:
        """Return only the words that are kept; what is left out between two of them is a break."""
        if keep.all():
            return self
        kept = type(self)(*(getattr(self, field.name)[keep] for field in fields(self)))
        kept.gap[~shifted(keep, -1)[keep]] |= BREAK
        return kept


def words(byte: U8) -> Words:
    """Return the words of `Letters`. `U.S.`, `Tu's` and `so-called` are one word each."""
    small = byte | CASE
    inside = _inside(byte, small)
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    start, end = np.ascontiguousarray(edges[::2]), np.ascontiguousarray(edges[1::2])
    return Words(start, end, _keys(small, start, end), _gaps(byte, start, end), _capital(byte[start]))


def shifted(values: Values, by: int) -> Values:
    """Return, for each word, the value of the one `by` places on; nothing (0, False) beyond the ends."""
    moved: Values = np.zeros_like(values)
    if by > 0:
        moved[:-by] = values[by:]
    else:
        moved[-by:] = values[:by]
    return moved


def keys_of(written: Sequence[str]) -> U64:
    """Return the keys of words that are written out."""
    sizes = np.fromiter(map(len, written), np.int64, len(written))
    opening = np.cumsum(sizes + 1) - sizes - 1 + MARGIN
    return _keys(Letters.of("\n".join(written).encode()).byte | CASE, opening, opening + sizes)


@cache
def key_of(word: str) -> np.uint64:
    """Return the key of a word that is written out."""
    return keys_of([word])[0]  # type: ignore[no-any-return]


def keyed(small: U8, start: Int, end: Int) -> U64:
    """Return the keys of stretches of a text in small letters."""
    return _keys(small, start, end)


def joined(before: U64, key: U64) -> U64:
    """Return what tells a sequence of words from others, from that of all but the last and the last one's key."""
    return before * _OTHER_ODD ^ key


def sequences(written: Sequence[str]) -> dict[int, U64]:
    """Return the names of several words that are written out, as `joined` has them, by how many words they have."""
    found: dict[int, list[U64]] = {}
    for name in written:
        read = words(Letters.of(name.encode()).byte).key
        found.setdefault(len(read), []).append(reduce(joined, (read[at : at + 1] for at in range(len(read)))))
    return {size: np.concatenate(many) for size, many in found.items()}


def _inside(byte: U8, small: U8) -> Bool:
    """Say which characters belong to words: letters, digits, and marks between two letters."""
    alone: Bool = (small - np.uint8(ord("a")) < 26) | (byte - np.uint8(ord("0")) < 10)  # noqa: PLR2004 -- a-z, 0-9
    marks = (byte == ord("'")) | (byte == ord("-")) | (byte == ord("&"))
    capital = _capital(byte)
    inside = alone.copy()
    inside[1:-1] |= marks[1:-1] & alone[:-2] & alone[2:]
    inside[1:-1] |= (byte[1:-1] == ord(".")) & capital[:-2] & capital[2:]
    return inside


def _capital(byte: U8) -> Bool:
    capital: Bool = byte - np.uint8(ord("A")) < 26  # noqa: PLR2004 -- A-Z
    return capital


def _keys(small: U8, start: Int, end: Int) -> U64:
    size = end - start
    mixed = _eight(small, start, size) * _ODD
    long = np.flatnonzero(size > _EIGHT)
    mixed[long] ^= _eight(small, start[long] + _EIGHT, size[long] - _EIGHT) * _OTHER_ODD
    mixed ^= size.view(np.uint64)
    mixed ^= mixed >> np.uint64(29)
    return mixed * _ODD


def _eight(byte: U8, at: Int, size: Int) -> U64:
    """Return up to eight characters from each place as one number."""
    view = np.ndarray(len(byte) - 7, np.dtype("<u8"), byte.data, strides=(1,))
    return view[at] & _masks().take(size, mode="clip")


@cache
def _masks() -> U64:
    return np.array([(1 << (8 * size)) - 1 for size in range(9)], np.uint64)


def _gaps(byte: U8, start: Int, end: Int) -> U8:
    """Return what stands before each word, as bits; a long gap counts as a break."""
    before = np.concatenate(([0], end))[:-1]
    size = start - before
    gaps = _flags(byte[before]) | _flags(byte[start - 1])  # nearly all gaps have no more than two characters
    wide = np.flatnonzero(size > len("ab"))
    bits = _flags(_eight(byte, before[wide], size[wide]).view(np.uint8)).view(np.uint64)
    for half in (32, 16, 8):
        bits = bits | bits >> np.uint64(half)
    gaps[wide] = bits.astype(np.uint8)
    gaps[size > _EIGHT] |= BREAK
    return gaps


def _flags(byte: U8) -> U8:
    return np.frombuffer(byte.tobytes().translate(_FLAGS), np.uint8)
