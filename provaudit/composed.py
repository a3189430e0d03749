"""Articles with their letters composed (NFC), so that equal words match however they were written.

An accent may stand in a letter or behind it, a Korean syllable be one sign or three, vowel marks come in either order:
to a reader these are equal. What looks for words is handed the composed text; its offsets are brought back to the text
as it was written, which nothing else changes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Self
from unicodedata import category, is_normalized, normalize

import numpy as np
import polars as pl
from numpy.typing import NDArray

Int = NDArray[np.int64]

_PERHAPS = (
    r"[\pM\x{1160}-\x{11FF}\x{374}\x{37E}\x{387}\x{1F71}-\x{1FFD}\x{2000}\x{2001}\x{2126}\x{212A}\x{212B}\x{2329}"
    r"\x{232A}\x{2ADC}\x{F900}-\x{FAFF}\x{FB1D}-\x{FB4E}\x{1D15E}-\x{1D1C0}\x{2F800}-\x{2FA1D}]"
)
"""Marks, and whatever else composing can change, in a wide reading: texts without any are composed."""

_JAMO = range(0x1160, 0x1200)  # vowels and final consonants of Hangul, which join the consonant before them
_SPANS = (("start", "end"), ("cue_start", "cue_end"))
_WORDS = {"text": ("start", "end"), "cue": ("cue_start", "cue_end")}


def composed(text: str) -> str:
    """Return a text with its letters composed."""
    return normalize("NFC", text)


@dataclass(frozen=True)
class Places:
    """Where texts were changed by composing; all texts are counted as one, of which each begins at its `base`.

    One entry a changed stretch in the arrays of `changed`: start and end as written, start and end composed.
    """

    written: Mapping[int, str]
    base: Mapping[int, tuple[int, int]]  # as written, composed
    changed: tuple[Int, Int, Int, Int]

    @classmethod
    def of(cls, texts: Mapping[int, str]) -> Self:
        """Return the places of texts by the numbers of their articles."""
        base: dict[int, tuple[int, int]] = {}
        rows: list[tuple[int, int, int, int]] = []
        before, after = 0, 0
        for article, text in texts.items():
            base[article] = before, after
            shift = after - before
            for start, end, length in _changes(text):
                first = before + start + shift
                rows.append((before + start, before + end, first, first + length))
                shift += length - (end - start)
            before += len(text)
            after = before + shift
        columns = np.array(rows, np.int64).reshape(-1, 4).T
        return cls(texts, base, (columns[0], columns[1], columns[2], columns[3]))

    def moved(self, article: Int, at: Int, *, back: bool, ends: bool) -> Int:
        """Return offsets brought to the composed texts, or `back`; what lies within a stretch goes to its edge."""
        here, there = (1, 0) if back else (0, 1)
        first, last, start, end = self.changed[2:] + self.changed[:2] if back else self.changed
        bases = np.array([self.base[one] for one in article.tolist()], np.int64).reshape(-1, 2)
        place = at + bases[:, here]
        past = np.searchsorted(last, place, side="right")
        found = place + np.concatenate(([0], end - last))[past]
        inside = np.append(first, np.iinfo(np.int64).max)[past] < place
        edge = np.append(end if ends else start, 0)[past]
        return np.asarray(np.where(inside, edge, found) - bases[:, there])


@dataclass(frozen=True)
class Composed:
    """ARTICLES whose texts are composed, and the way back to the texts as written."""

    articles: pl.DataFrame
    places: Places

    def within(self, table: pl.DataFrame) -> pl.DataFrame:
        """Return a table with spans of the texts as written, its spans now those of the composed texts."""
        return self._moved(table, back=False)

    def written(self, table: pl.DataFrame) -> pl.DataFrame:
        """Return a table with spans of the composed texts, its spans and words now those of the texts as written."""
        moved = self._moved(table, back=True)
        odd = moved["article"].is_in(list(self.places.base))
        named = {name: span for name, span in _WORDS.items() if name in moved.columns}
        if not named or not odd.any():
            return moved
        texts = pl.col("article").replace_strict(self.places.written, default=None, return_dtype=pl.String)
        return moved.with_columns(
            pl.coalesce(texts.str.slice(pl.col(start), pl.col(end) - pl.col(start)), name).alias(name)
            for name, (start, end) in named.items()
        )

    def _moved(self, table: pl.DataFrame, *, back: bool) -> pl.DataFrame:
        odd = table["article"].is_in(list(self.places.base))
        if not odd.any():
            return table
        return table.with_columns(
            self._column(table, name, odd, back=back, ends=ends)
            for pair in _SPANS
            for name, ends in zip(pair, (False, True), strict=True)
            if name in table.columns
        )

    def _column(self, table: pl.DataFrame, name: str, odd: pl.Series, *, back: bool, ends: bool) -> pl.Series:
        where = np.flatnonzero(odd & table[name].is_not_null())
        rows = table[where]
        at = self.places.moved(
            rows["article"].to_numpy().astype(np.int64),
            rows[name].to_numpy().astype(np.int64),
            back=back,
            ends=ends,
        )
        return table[name].scatter(where, pl.Series(at, dtype=table[name].dtype))


def compose(articles: pl.DataFrame) -> Composed:
    """Return articles with their texts composed, as nearly all are. Columns in: ARTICLES."""
    likely = articles.filter(pl.col("text").str.contains(_PERHAPS)).select("article", "text")
    odd = {article: text for article, text in likely.iter_rows() if not is_normalized("NFC", text)}
    places = Places.of(odd)
    if not odd:
        return Composed(articles, places)
    where = articles["article"].is_in(list(odd)).arg_true()
    texts = articles["text"].scatter(where, [composed(text) for text in articles["text"].gather(where)])
    look = Composed(articles.with_columns(texts), places)
    spans = (
        articles.select("article", "main").explode("main", empty_as_null=False).drop_nulls().unnest("main")
    )
    moved = look.within(spans).group_by("article", maintain_order=True).agg(main=pl.struct("start", "end"))
    found = look.articles.update(moved, on="article", maintain_order="left")
    return Composed(found, places)


def _changes(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the stretches of a text that composing changes: start, end, and the characters that they become."""
    for found in _changing(frozenset(text)).finditer(text):
        before = found.group()
        after = composed(before)
        same = next(
            (at for at, pair in enumerate(zip(before, after, strict=False)) if len(set(pair)) > 1), len(after)
        )
        if before != after:
            yield found.start() + same, found.end(), len(after) - same


@lru_cache(1_000)
def _changing(characters: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern for stretches that composing may change in texts of these characters: a sign and its marks."""
    odd = [
        one
        for one in characters
        if ord(one) in _JAMO or category(one)[0] == "M" or not is_normalized("NFC", one)
    ]
    signs = re.escape("".join(sorted(odd)))
    return re.compile(f"[^{signs}]?[{signs}]+")
