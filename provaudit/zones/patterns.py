"""How the patterns of this room are written, so that they run over hundreds of megabytes.

Patterns that start a line are run as one, for most lines fail them at once; the others one by one, since an
alternation of them would lose their literals; counted repeats only of ASCII classes (Rust unrolls a counted
Unicode class into that many large tables); word boundaries that know ASCII only (a Unicode one drops the engine
to its slowest mode at the first curly quotation mark); small letters instead of a flag, where case is no matter.
A name with `_HINT` is a cheap pattern that stands wherever the costly one of that name does.
"""

from collections.abc import Iterable

import polars as pl


def fast(*patterns: str) -> tuple[str, ...]:
    r"""Return the patterns with ASCII word boundaries for `\b`."""
    return tuple(pattern.replace(r"\b", r"(?-u:\b)") for pattern in patterns)


def fits(text: pl.Expr, patterns: Iterable[str]) -> pl.Expr:
    """Return whether any of the patterns is found in the text; null where the text is null."""
    every = list(patterns)
    starts = [f"(?:{pattern})" for pattern in every if pattern.startswith("^")]
    others = [pattern for pattern in every if not pattern.startswith("^")]
    joined = ["|".join(starts)] if starts else []
    return pl.any_horizontal(text.str.contains(pattern) for pattern in [*joined, *others])


def looked_at(lines: pl.DataFrame, where: pl.Expr, **tests: pl.Expr) -> pl.DataFrame:
    """Return the lines with a column for each test, run only on the rows where the condition holds.

    Elsewhere a truth value is false, anything else null. A text under a mask costs a search as any other does, so
    the rows are picked out.
    """
    rows = lines.select(pl.arg_where(where)).to_series()
    found = lines[rows].select(**tests).with_columns(pl.col(pl.Boolean).fill_null(value=False))
    blank = found.clear(lines.height).with_columns(pl.col(pl.Boolean).fill_null(value=False))
    return lines.with_columns(blank[name].scatter(rows, found[name]) for name in tests)
