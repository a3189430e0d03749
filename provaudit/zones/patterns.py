"""How the patterns of this room are written, so that they run over hundreds of megabytes.

Many small patterns instead of one alternation; counted repeats only of ASCII classes (Rust unrolls a counted
Unicode class into that many large tables); word boundaries that know ASCII only (a Unicode one drops the engine
to its slowest mode at the first curly quotation mark); small letters instead of a flag, where case is no matter.
"""

from collections.abc import Iterable

import polars as pl


def fast(*patterns: str) -> tuple[str, ...]:
    r"""Return the patterns with ASCII word boundaries for `\b`."""
    return tuple(pattern.replace(r"\b", r"(?-u:\b)") for pattern in patterns)


def fits(text: pl.Expr, patterns: Iterable[str]) -> pl.Expr:
    """Return whether any of the patterns is found in the text; null where the text is null."""
    return pl.any_horizontal(text.str.contains(pattern) for pattern in patterns)
