"""The first look: where a pattern may hit, found cheaply, so that it is tried on few stretches; and fast variants.

On text with a character beyond ASCII the engine runs a pattern with Unicode word boundaries at a hundredth of its
speed. So the literals of all patterns are looked for first, in one pass; a stretch whose letters are all ASCII is
then tried with ASCII boundaries, which there mean the same; any other must first pass the pattern without them.
"""

import re
from collections.abc import Iterable
from functools import cache, reduce

import polars as pl

from provaudit.rulebook.literals import needed_literals
from provaudit.rulebook.rule import Rulebook

_PIECE = re.compile(
    r"(?P<word>\(\?i:[A-Za-z0-9]+\))|(?P<boundary>\\b(?!\{))|(?P<ascii>\(\?-u:\\b\))"
    r"|(?P<escape>\\[pPxu]\{[^}]*\}|\\.)|(?P<letter>[A-Za-z0-9])|(?P<many>[*+?{])|(?P<other>.)",
    re.DOTALL,
)
_ASCII_BOUNDARY = r"(?-u:\b)"


PLAIN = ~pl.col("stretch").str.contains(r"[\w&&[^\x00-\x7F]]")
"""Whether all letters, digits and marks of a stretch are ASCII, whatever its punctuation."""


def any_of(patterns: Iterable[str], column: str = "stretch") -> pl.Expr:
    """Return whether any of the patterns hits the column."""
    return reduce(pl.Expr.or_, [pl.col(column).str.contains(pattern) for pattern in patterns])


def candidates(stretches: pl.DataFrame, patterns: Iterable[str], rulebook: Rulebook) -> dict[str, pl.Series]:
    """Return, for each pattern of which literals are known, the rows of `stretches` that hold one of them.

    Columns in: row (UInt32), stretch. A pattern that is not in the answer may hit anywhere.
    """
    vocabularies = tuple(sorted((v.pattern for v in rulebook.vocabulary.values()), key=len, reverse=True))
    needed = {pattern: needed_literals(pattern, vocabularies) for pattern in patterns}
    owners = [(literal, pattern) for pattern, literals in needed.items() for literal in literals or ()]
    if not owners:
        return {}
    wanted = pl.DataFrame(owners, schema={"literal": pl.String, "pattern": pl.String}, orient="row")
    wanted = wanted.with_columns(pattern=pl.col("pattern").cast(pl.Enum(list(dict.fromkeys(p for _, p in owners)))))
    literals = wanted["literal"].unique(maintain_order=True)
    found = (
        stretches.select(
            "row", literal=pl.col("stretch").str.to_lowercase().str.extract_many(literals.implode(), overlapping=True)
        )
        .filter(pl.col("literal").list.len() > 0)
        .explode("literal")
        .unique()
        .join(wanted, on="literal")
        .select("pattern", "row")
        .unique()
        .sort("pattern", "row")
    )
    none = pl.Series("row", [], pl.UInt32)
    rows = {str(key[0]): part["row"] for key, part in found.partition_by("pattern", as_dict=True).items()}
    return {pattern: rows.get(pattern, none) for pattern, literals in needed.items() if literals}


@cache
def swift(pattern: str) -> str:
    """Return the pattern with ASCII word boundaries: the same on a PLAIN stretch, and fast."""
    return "".join(_ASCII_BOUNDARY if kind == "boundary" else text for kind, text in _pieces(pattern))


@cache
def loose(pattern: str) -> str:
    """Return a pattern that hits wherever this one does on any stretch, and is fast.

    A word boundary beside an ASCII letter implies the ASCII boundary; any other is left out. (U+017F and U+212A,
    which fold to `s` and `k`, are not looked for at the edge of a word.)
    """
    pieces = _pieces(pattern)
    return "".join(_implied(pieces, at) if kind == "boundary" else text for at, (kind, text) in enumerate(pieces))


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
