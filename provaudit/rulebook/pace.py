"""Whether a pattern is quick enough to be searched with: a large one is tried on ordinary prose.

The engine is linear in the text for a given pattern; how many states a wide gap keeps alive at once decides what each
character costs. Nothing in the pattern's letters tells that: `x.{0,3500}y` costs nothing, for prose has few an `x`.
"""

import random
from functools import lru_cache
from time import perf_counter

import polars as pl

from provaudit.rulebook.phrases import PatternFault

TRIED = 6_000
"""Size, as `proving` counts it, from which a pattern is tried: none of a smaller one was slower than SLOW (measured:
gaps of 200 letters between classes of letters and digits)."""

SLOW = 0.08
"""Seconds for PROSE characters beyond which a pattern is refused (chosen: five times what the slowest shipped rule's
takes; some 15 ms for an article)."""

PROSE = 30_000
"""Characters of the prose that patterns are tried on."""

_TRIES = 5  # of which the quickest counts: a busy machine makes no pattern slow
_SENTENCES = (
    "The harbour board closed two piers on Monday after divers found cracks in 14 of 36 pillars, officials said. "
    "“We were never told,” Mayor Una Quell, 52, told the Courier; the works had cost 3.5 million since 2019. "
    "Ferries to Tarnby and Skerry, which carry 1,200 people a day, leave from the Old Quay until May 4."
)


def prove_pace(regex: str) -> None:
    """Raise PatternFault where a large pattern takes too long on prose."""
    if regex in _QUICK:
        return
    for _ in range(_TRIES):
        start = perf_counter()
        _prose().str.extract(regex, 0)
        if perf_counter() - start < SLOW:
            _QUICK.add(regex)
            return
    raise PatternFault(
        f"the pattern is slow: {SLOW * 1_000:.0f} ms are not enough for {PROSE:,} characters of ordinary prose",
        0,
        "shorter gaps, such as `.{0,100}`, or two selections and `and`",
    )


_QUICK: set[str] = set()  # patterns that have been tried


@lru_cache
def _prose() -> pl.Series:
    drawn = random.Random(1)  # noqa: S311 -- a text, no secret
    return pl.Series([" ".join(drawn.choices(_SENTENCES.split(), k=PROSE))[:PROSE]])
