"""Where a pattern hits, found without the engine's slow paths.

On text with a character beyond ASCII the engine runs a pattern with Unicode word boundaries at a hundredth
of its speed. So the literals of all patterns are looked for first, in one pass. A stretch whose letters are
all ASCII is tried with ASCII boundaries, which there mean the same. On any other a pattern with looser
boundaries says where the true one may begin, and the true one is tried from there.
"""

import re
from collections.abc import Iterable
from functools import lru_cache, reduce

import polars as pl

from provaudit.rulebook.candidates import Candidates
from provaudit.rulebook.rule import Words

_PIECE = re.compile(
    r"(?P<word>\(\?i:[A-Za-z0-9]+\))|(?P<boundary>\\b(?!\{))|(?P<ascii>\(\?-u:\\b\))"
    r"|(?P<escape>\\[pPxu]\{[^}]*\}|\\.)|(?P<letter>[A-Za-z0-9])|(?P<many>[*+?{])|(?P<other>.)",
    re.DOTALL,
)
_ASCII_BOUNDARY = r"(?-u:\b)"


PLAIN = ~pl.col("stretch").str.contains(r"[\w&&[^\x00-\x7F]]")
"""Whether all letters, digits and marks of a stretch are ASCII, whatever its punctuation."""


REMEMBERED = 1_000
"""Patterns of which the fast variants are kept (chosen: some five times the shipped rules')."""

LITTLE = 10_000
"""Bytes of text beyond ASCII up to which the true pattern is tried at once (chosen: compiling the looser one, and the
true one where that hits, takes as long)."""

TRIES = 8
"""Hits of a pattern in one stretch that may be exceptions before the search ends (chosen)."""

MASK = "\x1a"
"""Stands for each byte of an excepted hit while the search goes on behind it: no letter, and no word joins it."""

_SPANS = {"row": pl.UInt32, "at": pl.UInt32, "text": pl.String}


def any_of(patterns: Iterable[str], column: str = "stretch") -> pl.Expr:
    """Return whether any of the patterns hits the column."""
    return reduce(pl.Expr.or_, [pl.col(column).str.contains(pattern) for pattern in patterns])


def spans(stretches: pl.DataFrame, words: Words, rows: Candidates) -> pl.DataFrame:
    """Return the leftmost hit of each pattern of a selection in each stretch, exceptions apart.

    Columns in: row, stretch, plain. Columns out: row, at (UInt32: bytes before the hit), text; at most one
    row per pattern and stretch.
    """
    columns = stretches.select("row", "stretch", "plain")
    found = [pl.DataFrame(schema=_SPANS)]
    for pattern in words.patterns:
        likely = columns.filter(pl.col("row").is_in(rows[pattern].implode())) if pattern in rows else columns
        hits = _hits(likely, pattern)
        found.append(_without(hits, likely, pattern, words.exceptions) if words.exceptions else hits)
    return pl.concat(found)


def _hits(stretches: pl.DataFrame, pattern: str) -> pl.DataFrame:
    true, plain = swift(pattern), stretches["plain"]
    if true == pattern or plain.all():
        return _found(stretches, true)
    rest = stretches.filter(~plain)
    little = int(rest["stretch"].str.len_bytes().sum()) <= LITTLE
    other = _found(rest, pattern) if little else _other_hits(rest, loose(pattern), pattern)
    return pl.concat([_found(stretches.filter(plain), true), other])


def _without(
    hits: pl.DataFrame, stretches: pl.DataFrame, pattern: str, exceptions: Iterable[str]
) -> pl.DataFrame:
    """Return the hits without exceptions; for each that is one, the next hit in the same stretch."""
    kept: list[pl.DataFrame] = []
    left = stretches
    for _ in range(TRIES):
        excepted = hits.filter(any_of(exceptions, "text"))
        if excepted.is_empty():
            return pl.concat([*kept, hits])
        kept.append(hits.join(excepted, on="row", how="anti", maintain_order="left"))
        left = _masked(left, excepted)
        hits = _hits(left, pattern)
    return pl.concat(kept)


def _masked(stretches: pl.DataFrame, hits: pl.DataFrame) -> pl.DataFrame:
    """Return the stretches of these hits, each hit in them replaced by as many bytes that are no letter."""
    held = stretches.join(hits, on="row", maintain_order="right")
    raw, length = pl.col("stretch").cast(pl.Binary), pl.col("text").str.len_bytes()
    before = raw.bin.slice(0, pl.col("at")).cast(pl.String)
    mask = pl.lit("").str.pad_start(length, MASK)
    after = raw.bin.slice(pl.col("at") + length).cast(pl.String)
    return held.select("row", "plain", stretch=pl.concat_str(before, mask, after))


def _found(stretches: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Return the leftmost hits of a pattern, as the engine finds them by itself."""
    if stretches.is_empty():  # compiling a pattern for nothing would cost as much as running it
        return pl.DataFrame(schema=_SPANS)
    hits = stretches.select("row", "stretch", at=pl.col("stretch").str.find(pattern))
    hits = hits.filter(pl.col("at").is_not_null())
    return _extracted(hits, pattern, "stretch")


def _extracted(hits: pl.DataFrame, pattern: str, column: str, group: int = 0) -> pl.DataFrame:
    """Return the hits that the pattern's group finds in the column."""
    if hits.is_empty():
        return pl.DataFrame(schema=_SPANS)
    found = hits.select("row", "at", text=pl.col(column).str.extract(pattern, group))
    return found.filter(pl.col("text").is_not_null())


def _other_hits(stretches: pl.DataFrame, first: str, true: str) -> pl.DataFrame:
    """Return the leftmost hits of the true pattern, none of which begins before one of the first."""
    likely = stretches.with_columns(at=pl.col("stretch").str.find(first)).filter(pl.col("at").is_not_null())
    raw = pl.col("stretch").cast(pl.Binary)
    before = raw.bin.slice(0, pl.col("at")).cast(pl.String)
    # One character is kept before the hit, for a boundary needs both its sides.
    kept = pl.concat_str(before.str.tail(1), raw.bin.slice(pl.col("at")).cast(pl.String))
    ahead, opens = likely.with_columns(kept=kept), pl.col("at") == 0
    there = [
        _extracted(ahead.filter(opens), rf"\A({true})", "kept", 1),
        _extracted(ahead.filter(~opens), rf"\A(?s:.)({true})", "kept", 1),
    ]
    # Where the first pattern hit and the true one did not, it may hit further on, which only it can tell.
    failed = likely.join(pl.concat(there), on="row", how="anti", maintain_order="left")
    return pl.concat([*there, _found(failed, true)])


@lru_cache(REMEMBERED)
def swift(pattern: str) -> str:
    """Return the pattern with ASCII word boundaries: the same on a PLAIN stretch, and fast."""
    return "".join(_ASCII_BOUNDARY if kind == "boundary" else text for kind, text in _pieces(pattern))


@lru_cache(REMEMBERED)
def loose(pattern: str) -> str:
    """Return a pattern that hits wherever this one does on any stretch, and is fast.

    A word boundary beside an ASCII letter implies the ASCII boundary; any other is left out. (U+017F and
    U+212A, which fold to `s` and `k`, are not looked for at the edge of a word.)
    """
    pieces = _pieces(pattern)
    return "".join(
        _implied(pieces, at) if kind == "boundary" else text for at, (kind, text) in enumerate(pieces)
    )


def _pieces(pattern: str) -> list[tuple[str, str]]:
    return [(match.lastgroup or "", match.group()) for match in _PIECE.finditer(pattern)]


def _implied(pieces: list[tuple[str, str]], at: int) -> str:
    """Return what still holds of the boundary there for any text that it holds for."""
    before = pieces[at - 1][0] if at else ""
    after, then = [kind for kind, _ in [*pieces[at + 1 : at + 3], ("", ""), ("", "")]][:2]
    if after == "many":  # a repeated boundary: leaving it out would leave its sign with nothing to repeat
        return pieces[at][1]
    beside = before in ("word", "letter") or (after in ("word", "letter") and then != "many")
    return _ASCII_BOUNDARY if beside else ""
