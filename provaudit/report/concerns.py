"""What a newsroom wants to see first, decided once for the table's order, the stories and the totals.

The expressions are for the articles as `profiles.judged` returns them.
"""

import polars as pl

from provaudit.model import DERIVED, Credit, Mark, Relation, Role
from provaudit.profiles import MAYBE_ORIGINAL
from provaudit.report import styles

DERIVED_PROSE = pl.col("relation").is_in([str(relation) for relation in DERIVED])
"""Articles that have another's prose."""

AGAIN = DERIVED_PROSE & (pl.col("credit") == Credit.OWN)
"""Articles that are another version of one of their own outlet's: they took from nobody else."""

_COPY = pl.col("relation").is_in([Relation.SAME, Relation.EDITED])
_UNCREDITED = DERIVED_PROSE & (pl.col("credit") == Credit.NONE_OBSERVED) & ~MAYBE_ORIGINAL
_MISATTRIBUTED = pl.col("credit") == Credit.MISATTRIBUTED

AGENCY_COPY = (
    pl.col("agency").is_not_null()
    & (pl.col("agency_mark").fill_null("") != Mark.CONTRIBUTED)
    & (pl.col("sources").list.len() == 0)
    & (pl.col("role") != Role.ORIGINAL)
)
"""Articles that mark themselves as an agency's text, where the agency's own is not in the pile."""

UNDETERMINED = DERIVED_PROSE & (pl.col("credit") == Credit.NOT_ASSESSABLE)
"""Articles that share another's prose, with no source that is likely enough: they are accused of nothing."""

TOOK = DERIVED_PROSE & ~AGAIN & ~UNDETERMINED & ~MAYBE_ORIGINAL
"""Articles that took prose from another, as far as is known."""

LICENSED = _UNCREDITED & pl.col("licence").is_not_null()
"""The uncredited whose outlet holds a licence of what they carry, as the user's outlets say."""

CREDIT_TOLD = (
    pl.when(UNDETERMINED)
    .then(pl.lit(styles.UNDETERMINED))
    .when(MAYBE_ORIGINAL)
    .then(pl.lit(styles.MAYBE_ORIGINAL))
    .when(LICENSED)
    .then(pl.lit(styles.LICENSED))
    .otherwise("credit")
)
"""What reports say of an article's credit."""

WITHOUT_CREDIT = _UNCREDITED | _MISATTRIBUTED
"""Articles with another's prose that credit nobody, or the wrong one."""

OPEN_WORDS = (
    pl.when(WITHOUT_CREDIT).then(pl.col("share").fill_null(0) * pl.col("words").fill_null(0)).otherwise(0.0)
)
"""How many words an article took without the right credit: what tells how bad it is, and how bad its story is."""

KINDS = {
    "uncredited-copies": _UNCREDITED & _COPY,
    "uncredited-paraphrases": _UNCREDITED & (pl.col("relation") == Relation.PARAPHRASE),
    "uncredited-parts": _UNCREDITED & (pl.col("relation") == Relation.PARTIAL),
}
"""The uncredited by what they took; with the misattributed they make WITHOUT_CREDIT."""

UNCREDITED = _UNCREDITED
"""Articles with another's prose and no credit observed."""


def concerns(taken_from: pl.Expr) -> dict[str, pl.Expr]:
    """Return the classes of articles, worst first; an article counts under the first that holds.

    `taken_from` tells which articles others took from; the order is chosen.
    """
    return {
        "copies-without-credit": WITHOUT_CREDIT & _COPY,
        "second-hand": pl.col("role") == Role.SECOND_HAND,
        "without-credit": WITHOUT_CREDIT,
        "generic": pl.col("credit") == Credit.GENERIC,
        "agency-copies": AGENCY_COPY,
        "undetermined": UNDETERMINED,
        "maybe-originals": MAYBE_ORIGINAL,
        "credited-copies": DERIVED_PROSE,
        "originals": taken_from,
    }
