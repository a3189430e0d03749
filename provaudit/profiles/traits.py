"""What of each article an outlet's profile is made of."""

import polars as pl

from provaudit.document import Audit
from provaudit.ingest.dates import dated
from provaudit.model import DERIVED, PRONOUNS, Cited, Credit, Dimension
from provaudit.profiles.unnamed import MAYBE_ORIGINAL, judged
from provaudit.profiles.wire import AGENCY_TEXT, wire

TRAITS = pl.Schema(
    {
        "id": pl.String(),
        "outlet": pl.String(),
        "story": pl.Int64(),  # dense; an article that stands alone is its own
        "published_at": pl.Datetime("us"),  # UTC; the day's start where no more is known
        "agency": pl.String(),  # whose copy it is, where it is an agency's
        "wire": pl.Boolean(),  # is a copy of an agency's text; null: is the agency's own, which no outlet could copy
        "taken": pl.Boolean(),  # has another's prose, anybody's; null: undetermined whose, perhaps its own, or as above
        "uncredited": pl.Boolean(),  # credits nobody or the wrong source; null: nothing to credit, or not assessable
        "vague": pl.Boolean(),  # credits agencies, and none by name
        "again": pl.Boolean(),  # is another version of an article of its outlet's own, and owes nobody else a credit
        "hours": pl.Float64(),  # after the agency's own text; null: that is not here, or a time is not known
        "words": pl.UInt32(),  # in which cited sources were looked for; 0 where the language is known and not English
        "cited": pl.UInt32(),  # sources, each counted once
        "named": pl.UInt32(),  # of them
        "corrected": pl.Boolean(),  # bears a correction; null: not assessable
    }
)
"""One row an article."""

_CORRECTION = "correction"  # the group of the rules that see corrections, clarifications and retractions
_READ = "en"  # the language whose cited sources are found
_WITHOUT = (Credit.NONE_OBSERVED, Credit.MISATTRIBUTED)
_SAID = (Credit.NAMED, Credit.GENERIC)


def traits(audit: Audit) -> pl.DataFrame:
    """Return TRAITS of every article that was audited, in the audit's order; an archive's are not."""
    credit, copied = pl.col("credit"), pl.col("agency_of").is_not_null()
    prose = pl.col("relation").is_in(DERIVED)
    derived = prose & (credit != Credit.OWN)
    undetermined = derived & (credit == Credit.NOT_ASSESSABLE)
    told = credit.is_in([*_WITHOUT, *_SAID])
    english = (pl.col("language").is_null() | (pl.col("language") == _READ)) & pl.col("words").is_not_null()
    found = (
        dated(judged(audit).drop("text"))
        .join(wire(audit), on="id", how="left", suffix="_of", maintain_order="left")
        .with_columns(
            wire=pl.when(~(AGENCY_TEXT & ~copied)).then(copied),
            vague=credit == Credit.GENERIC,
            again=prose & (credit == Credit.OWN),
            taken=pl.when(~((undetermined | AGENCY_TEXT | MAYBE_ORIGINAL) & ~copied)).then(derived | copied),
            words=pl.when(english).then("words").otherwise(0),
            story=_story(),
        )
        .with_columns(uncredited=pl.when(pl.col("taken") & told).then(credit.is_in(_WITHOUT)))
        .join(_cited(audit), on="id", how="left", maintain_order="left")
        .join(_corrected(audit), on="id", how="left", maintain_order="left")
    )
    looked = pl.when(pl.col("words") > 0).then(pl.col("cited", "named")).fill_null(0)
    found = _timed(found).with_columns(looked, agency="agency_of")
    mine = found.filter(~pl.col("id").is_in(list(audit.archived)))
    return mine.select(pl.col(name).cast(dtype) for name, dtype in TRAITS.items())


def _story() -> pl.Expr:
    """Return a number for each story, and one for each article that is in none."""
    alone = pl.format("alone {}", "id")
    return pl.coalesce("story", alone).rank("dense")


def _cited(audit: Audit) -> pl.DataFrame:
    """Return how many sources each article cites, and how many of them by name; pronouns stand for others."""
    words = pl.col("text").str.to_lowercase()
    sources = audit.cited.select("id", "kind", words).filter(~pl.col("text").is_in(PRONOUNS)).unique()
    named = (pl.col("kind") != Cited.ANONYMOUS).sum()
    return sources.group_by("id").agg(cited=pl.len(), named=named)


def _corrected(audit: Audit) -> pl.DataFrame:
    """Return whether each article bears a correction, of those where that could be assessed."""
    accountable = pl.col("dimension") == Dimension.ACCOUNTABILITY
    assessed = audit.scores.filter(accountable & pl.col("points").is_not_null()).select("id")
    bearing = audit.signals.filter(accountable & (pl.col("group") == _CORRECTION))["id"].unique()
    return assessed.with_columns(corrected=pl.col("id").is_in(bearing.implode()))


def _timed(found: pl.DataFrame) -> pl.DataFrame:
    """Add `hours` from the agency's text to its copy, where both state a time of day and the copy is not the earlier.

    A copy that bears an earlier time than its original shows that one of the two is wrong, not which.
    """
    timed = pl.when(pl.col("precision") != "day").then("published_at")
    times = found.select(origin="id", sent=timed).drop_nulls("sent")
    hours = (timed - pl.col("sent")).dt.total_seconds(fractional=True) / 3600
    return found.join(times, on="origin", how="left", maintain_order="left").with_columns(
        hours=pl.when(hours >= 0).then(hours)
    )
