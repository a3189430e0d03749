"""The texts of a batch as one, one byte a character: letters bare but for their case, marks and blanks in one form."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

Int = NDArray[np.signedinteger[Any]]
Bool = NDArray[np.bool_]
U8 = NDArray[np.uint8]

MARGIN = 16  # blank characters before and after a batch's text: a look ahead needs no bounds check
CASE = np.uint8(0x20)  # the bit that tells a small letter from a capital
_CHUNK = 1 << 20  # bytes at a time, so that arrays stay in the processor's cache; chosen by timing
_BLANK = b" " * MARGIN
_FAR = 0x10000  # the alphabet's entry for all beyond the first plane
_MARKS = {
    **dict.fromkeys("’‘ʼ‛´`", "'"),
    **dict.fromkeys("“”„‟«»″〝〞「」『』", '"'),
    **dict.fromkeys("–—―‒", "~"),
    **dict.fromkeys("‐‑", "-"),
    "…": ".",
}


@dataclass(frozen=True)
class Letters:
    """A text between margins; places count its characters, margins and all."""

    byte: U8  # of each character
    _wide: Int  # characters of several bytes
    _excess: Int  # bytes beyond one a character, up to and with each of them; 0 before the first

    @classmethod
    def of(cls, coded: bytes) -> Self:
        """Return the letters of UTF-8."""
        raw = np.frombuffer(b"".join((_BLANK, coded, _BLANK)), np.uint8)
        leads = np.flatnonzero(raw >= 0xC0)  # noqa: PLR2004 -- UTF-8: what opens a character of several bytes
        size, code = _decoded(raw, leads)
        excess = np.concatenate(([0], np.cumsum(size - 1)))
        byte = raw.copy()
        byte[leads] = _alphabet()[code]
        byte = byte[raw.view(np.int8) >= -64]  # noqa: PLR2004 -- UTF-8: all but what continues a character
        _double(byte)
        return cls(byte, leads - excess[:-1], excess)

    def coded(self, place: Int) -> Int:
        """Return how many bytes stand before each of some places."""
        return place + self._excess[np.searchsorted(self._wide, place)]


@dataclass(frozen=True)
class Batch:
    """Some neighbouring texts of a pile as one, with a line feed between them."""

    letters: Letters
    first: int  # number of the first text
    opening: Int  # where each text begins, in characters of `letters`


def batches(texts: pl.Series) -> Iterator[Batch]:
    """Yield texts, of which none is null, in batches of about a million bytes."""
    sizes = texts.str.len_bytes().to_numpy().astype(np.int64)
    length = texts.str.len_chars().to_numpy().astype(np.int64) + 1
    opening = np.cumsum(length) - length
    firsts = np.unique((np.cumsum(sizes) - sizes) // _CHUNK, return_index=True)[1].tolist()
    for first, past in pairwise([*firsts, len(texts)]):
        coded = texts.slice(first, past - first).str.join("\n").cast(pl.Binary).item()
        yield Batch(Letters.of(coded), first, opening[first:past] - opening[first] + MARGIN)


def cut(texts: pl.Series, start: Int, end: Int) -> pl.Series:
    """Return a stretch of each of some texts; places count its bytes."""
    table = pl.DataFrame({"text": texts.cast(pl.Binary), "start": start, "size": end - start})
    return table.select(pl.col("text").bin.slice("start", "size").cast(pl.String)).to_series()


def _decoded(raw: U8, leads: Int) -> tuple[Int, Int]:
    """Return how many bytes each character has that begins at one of the places, and its code."""
    one, two, three = (raw[leads + place].astype(np.int64) for place in range(3))
    size = 2 + (one >= 0xE0) + (one >= 0xF0)  # noqa: PLR2004 -- UTF-8
    code = (one & 0x1F) << 6 | two & 0x3F
    code = np.where(size == len("xxx"), (code & 0x3FF) << 6 | three & 0x3F, code)
    return size, np.where(size > len("xxx"), _FAR, code)


def _double(byte: U8) -> None:
    """Make one form of quotation mark of two apostrophes."""
    marks = np.flatnonzero(byte == ord("'"))
    places = marks[:-1][np.diff(marks) == 1]
    byte[places] = byte[places + 1] = ord('"')


@cache
def _alphabet() -> U8:
    """Return the byte of each character of the first plane; the last entry is for all beyond."""
    table = np.full(_FAR + 1, ord("*"), np.uint8)
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
