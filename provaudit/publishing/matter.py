"""What a report is made of: the audit of all that was read, and the part of it that the report is about."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from provaudit.document import Audit
from provaudit.ingest.dates import dated, day
from provaudit.publishing.definition import Days, Definition


@dataclass(frozen=True)
class Matter:
    """A definition at work on a date."""

    definition: Definition
    date: date
    whole: Audit  # of all days that were read
    days: pl.DataFrame  # id, day (null: undated), a row an article of `whole`
    about: Audit  # the articles the report is about, with whatever is said of them
    beside: Audit  # the same with the other articles of their stories
    undated: int  # articles left out because nobody knows their day

    @property
    def span(self) -> Days:
        """Which days were read, and which of them the report is about."""
        return self.definition.days(self.date)

    def asked(self, outlet: pl.Expr) -> pl.Expr:
        """Say of an outlet whether the report is about it."""
        return _asked(self.definition, outlet)


def matter(definition: Definition, on: date, whole: Audit) -> Matter:
    """Return what a report of this date shows of an audit."""
    span = definition.days(on)
    days = dated(whole.articles.select("id", "outlet", "published"))
    days = days.select("id", "outlet", day=day(span.zone))
    asked = days.filter(_asked(definition, pl.col("outlet")))
    dated_ = pl.lit(value=True) if span.about is None else pl.col("day").is_between(span.about, span.last)
    chosen = asked.filter(dated_.fill_null(value=definition.undated))
    left_out = 0 if definition.undated else asked["day"].null_count()
    ids = set(chosen["id"])
    stories = whole.stories.filter(pl.col("members").list.eval(pl.element().is_in(ids)).list.any())
    members = ids | set(stories["members"].explode(empty_as_null=False))
    return Matter(
        definition,
        on,
        whole,
        days.select("id", "day"),
        narrowed(whole, ids),
        narrowed(whole, members),
        left_out,
    )


def _asked(definition: Definition, outlet: pl.Expr) -> pl.Expr:
    names = [name.casefold() for name in definition.only]
    return outlet.str.to_lowercase().is_in(names).fill_null(value=False) if names else pl.lit(value=True)


def narrowed(audit: Audit, ids: set[str]) -> Audit:
    """Return what an audit says of some articles; sources and stories stay whole, whoever else belongs to them."""
    of, pair = pl.col("id").is_in(ids), pl.col("a").is_in(ids) & pl.col("b").is_in(ids)
    child = pl.col("child").is_in(ids)
    holding = pl.element().is_in(ids)
    kept = dict.fromkeys(("articles", "zones", "signals", "cited", "scores"), of)
    kept |= dict.fromkeys(("pairs", "passages"), pair) | dict.fromkeys(("edges", "drift"), child)
    kept["unseen"] = pl.col("children").list.eval(holding).list.any()
    kept["stories"] = pl.col("members").list.eval(holding).list.any()
    articles = audit.articles.filter(of)
    kept["outlets"] = pl.col("name").is_in(articles["outlet"].drop_nulls().unique().to_list())
    frames: dict[str, Any] = {
        name: table.filter(kept[name]) if name in kept else table for name, table in audit.frames().items()
    }
    return replace(audit, **frames, archived=audit.archived & ids, whole=audit.whole or audit)
