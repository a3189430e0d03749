"""Colours and small labels of the terminal; nothing is told by colour alone."""

from decimal import ROUND_HALF_UP, Decimal
from math import floor

from provaudit.model import Credit, Dimension, Relation

DIGITS = 4
"""Decimals of a share before it is rounded to whole per cent: with 3, 11.46 % would read 12 %."""
_NOUGHT = 1e-9  # of sums of shares: what floating point leaves

UNDETERMINED = "undetermined"
"""What reports say of the credit where a text has another's words, and none that is likely enough its source."""

MAYBE_ORIGINAL = "maybe original"
"""What reports say of the credit of the first carrier of a text where that it is another's is only a guess."""

LICENSED = "none, licensed"
"""What reports say of the credit where none was observed and the outlet holds a licence of its source: as short as
a column is, since a licensed copy without a credit is still uncredited to its reader."""

CREDIT: dict[str, str] = {
    Credit.MISATTRIBUTED: "bold red",
    Credit.NONE_OBSERVED: "red",
    LICENSED: "yellow",
    Credit.GENERIC: "yellow",
    Credit.NAMED: "green",
    Credit.OWN: "green",
    Credit.NOT_NEEDED: "dim",
    Credit.NOT_ASSESSABLE: "dim",
    UNDETERMINED: "dim",
    MAYBE_ORIGINAL: "dim",
}
"""How loud each credit verdict is."""

HUES = ("color(32)", "color(133)", "color(30)", "color(169)", "color(98)", "color(67)")
"""Colours of sources: none of them is credit's green, yellow or red, and each stands on black and on white
with a contrast of 3.4 or more (WCAG's formula)."""

CODES = {
    Dimension.ORIGIN: "or",
    Dimension.ATTRIBUTION: "at",
    Dimension.SOURCING: "so",
    Dimension.CARRIER: "ca",
    Dimension.ACCESS: "ac",
    Dimension.ACCOUNTABILITY: "ay",
}
"""The two letters that head each dimension's points, in the order of every report; form scores nothing."""


def percent(share: float) -> str:
    """Return a share of 0..1 as whole per cent, a half rounded up; "<1%" for little, "99%" for nearly all.

    "0%" is nothing and "100%" all. The HTML report's script rounds the same way, and is handed the same digits.
    """
    known = digits(share)
    if 0 < known <= 0.005:  # noqa: PLR2004 - half of what rounds to 1 %
        return "<1%"
    rounded = floor(100 * known + 0.5)
    return f"{99 if known < 1 <= rounded / 100 else rounded:,}%"


def shared(share: float, relation: str | None) -> str:
    """Return how much of an article's own words stands in a source: `~1%` where it retells it.

    A retelling has more of its source than the words alike, which are all that the share counts.
    """
    return f"{'~' * (relation == Relation.PARAPHRASE)}{percent(share)}"


ABOUT = "~: retold in other words; the share counts words that are the same, and more of the article comes from there"
"""What stands behind a share with `~`, for whoever reads one."""


def digits(share: float) -> float:
    """Return a share of 0..1 to so many decimals that it still tells little from nothing and nearly all from all."""
    known = round(share, DIGITS)
    least = 10**-DIGITS
    inside = _NOUGHT < share < 1 - _NOUGHT
    return min(max(known, least), 1 - least) if inside else known


def signed(points: float | None) -> str:
    """Return points with their sign, one decimal where needed; "–" where they could not be assessed."""
    if points is None:
        return "–"
    tenths = Decimal(points).quantize(Decimal("0.1"), ROUND_HALF_UP)  # as `toFixed` does
    shown = f"{tenths:+}".removesuffix(".0")
    return "0" if shown in ("+0", "-0") else shown


def count(number: int, noun: str, nouns: str = "") -> str:
    """Return a number with its noun, grouped by thousands: "1 story", "1,204 stories"."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"
