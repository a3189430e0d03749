"""The strip: an article's own text from its first word to its last, in a few cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from provaudit.model import PassageKind


class Part(StrEnum):
    """What the words of a cell are; the value is how the cell is printed."""

    OWN = "·"
    QUOTED = '"'
    QUOTED_TAKEN = "❝"  # a quotation that stands in a source too
    TAKEN = "█"  # prose that stands in the best source
    TAKEN_ELSEWHERE = "▓"  # prose that stands in another source
    PARAPHRASED = "▒"
    UNKNOWN = "?"  # prose of an agency, by the article's own mark, that is not in the pile


class Cell(NamedTuple):
    """One cell: what its words are, and the id of the source they came from, if any."""

    part: Part
    source: str | None


class Stretch(NamedTuple):
    """Words of the article that stand in a source of it; offsets as in `taken`."""

    start: int
    end: int
    source: str
    kind: str
    quoted: bool
    rank: int


@dataclass(frozen=True)
class _Paint:
    """One value a character of the text: index of its source (0: none), whether quoted, whether paraphrased."""

    source: NDArray[np.uint16]
    quoted: NDArray[np.bool_]
    paraphrased: NDArray[np.bool_]


def strip(
    own: Iterable[tuple[int, int]],
    quotes: Iterable[tuple[int, int]],
    stretches: list[Stretch],
    width: int,
    words: Sequence[int] | NDArray[np.integer] | None = None,
) -> tuple[Cell, ...]:
    """Return at most `width` cells for the words in `own`, each what most of its words are.

    `words` are the offsets at which the text's words begin: a strip goes by the word, as shares do, or one
    endless word would hide all others. None where the text is not known: it goes by the character, then.
    A source whose words win no cell still gets the one that holds most of them: a stolen sentence shows.
    Return no cells where there is no word of its own.
    """
    spans = [(start, end) for start, end in own if end > start]
    if not spans:
        return ()
    length = max(end for _, end in spans)
    names = [None, *dict.fromkeys(one.source for one in stretches)]
    best = {one.source for one in stretches if one.rank == 0}
    paint = _painted(length, quotes, stretches, names)
    inside = np.zeros(length, bool)
    for start, end in spans:
        inside[start:end] = True
    places = np.arange(length) if words is None else np.asarray(words, np.int64)
    places = places[places < length]
    codes = _codes(paint)[places[inside[places]]]
    if not len(codes):
        return ()
    votes = _votes(codes, min(width, len(codes)), len(names))
    return tuple(_cell(int(code), names, best) for code in _winners(votes))


_KINDS = 3  # prose, paraphrased prose, quotation: a code is source * _KINDS + kind


def _painted(
    length: int, quotes: Iterable[tuple[int, int]], stretches: list[Stretch], names: list[str | None]
) -> _Paint:
    paint = _Paint(np.zeros(length, np.uint16), np.zeros(length, bool), np.zeros(length, bool))
    for start, end in quotes:
        paint.quoted[start:end] = True
    for one in stretches:
        here = slice(one.start, one.end)
        paint.source[here] = names.index(one.source)
        paint.paraphrased[here] = one.kind == PassageKind.PARAPHRASE
        paint.quoted[here] |= one.quoted
    return paint


def _codes(paint: _Paint) -> NDArray[np.int64]:
    kind = np.where(paint.quoted, 2, paint.paraphrased.astype(np.int64))
    return paint.source.astype(np.int64) * _KINDS + kind


def _votes(codes: NDArray[np.int64], width: int, sources: int) -> NDArray[np.int64]:
    """Return how many words of each code (columns) fall into each cell (rows)."""
    cell = np.arange(len(codes)) * width // len(codes)
    counts = np.bincount(cell * (sources * _KINDS) + codes, minlength=width * sources * _KINDS)
    votes: NDArray[np.int64] = counts.reshape(width, sources * _KINDS)
    return votes


def _winners(votes: NDArray[np.int64]) -> NDArray[np.int64]:
    winners: NDArray[np.int64] = votes.argmax(axis=1)
    prose = [code for code in range(_KINDS, votes.shape[1]) if code % _KINDS != _KINDS - 1]
    for code in prose:
        if votes[:, code].any() and code not in winners:
            winners[votes[:, code].argmax()] = code
    return winners


def _cell(code: int, names: list[str | None], best: set[str]) -> Cell:
    source, kind = names[code // _KINDS], code % _KINDS
    if kind == _KINDS - 1:
        return Cell(Part.QUOTED if source is None else Part.QUOTED_TAKEN, source)
    if source is None:
        return Cell(Part.OWN, None)
    if kind == 1:
        return Cell(Part.PARAPHRASED, source)
    return Cell(Part.TAKEN if source in best else Part.TAKEN_ELSEWHERE, source)
