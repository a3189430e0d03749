"""What each signal says, in words no harder than what is known of its article."""

import polars as pl

from provaudit.document import Audit
from provaudit.profiles import MAYBE_ORIGINAL, judged

GROUP = "lineage-credit"
"""The rules that weigh a credit against the lineage."""

GUESSED = (pl.col("points") < 0) & (pl.col("group") == GROUP) & MAYBE_ORIGINAL
"""Signals that blame an article for a text that may be its own, in what `signals_told` returns."""

_UNLESS = "Unless it is the original itself, as it may be: {}"


def signals_told(audit: Audit) -> pl.DataFrame:
    """Return the audit's signals with `maybe_original` of their articles, and `message` with the doubt it owes them.

    Points stay: they are the rulebook's, and follow the document's credit.
    """
    firsts = judged(audit).filter(MAYBE_ORIGINAL)["id"]
    known = audit.signals.with_columns(maybe_original=pl.col("id").is_in(firsts.implode()))
    return known.with_columns(
        message=pl.when(GUESSED).then(pl.format(_UNLESS, "message")).otherwise("message")
    )
