"""Articles that may be the original of a text that nobody names: the first to have what a guess gives to another."""

from datetime import timedelta

import polars as pl

from provaudit.document import Audit
from provaudit.ingest.dates import dated
from provaudit.lineage.facts import SLACK
from provaudit.model import Credit, EdgeDirection

MAYBE_ORIGINAL = pl.col("maybe_original")
"""Whether an article may be the original itself, in what `judged` returns."""


def judged(audit: Audit) -> pl.DataFrame:
    """Return the audit's articles with `maybe_original`: as all articles have it of which the audit shows some."""
    if audit.whole is None:
        return _judged(audit)
    firsts = _judged(audit.whole).filter(MAYBE_ORIGINAL)["id"]
    return audit.articles.with_columns(maybe_original=pl.col("id").is_in(firsts.implode()))


def _judged(audit: Audit) -> pl.DataFrame:
    """Return the audit's articles with `maybe_original`.

    It holds where an article credits nobody, and all its sources are missing texts that are only a guess: no carrier
    marks an agency, or credits anybody. Nothing then shows that there is a further text. The first of the carriers may
    be the original of all others, and so may each that no time tells from the first, and each that another article
    names as its source: none of these is accused. Nor is the one outlet that is dated before the only other, which
    names an agency: that is one outlet's word against another's.
    """
    steps = audit.edges.select("child", "parent", marked=pl.col("direction") == EdgeDirection.MARKED)
    listed = audit.articles.select("sources", child="id").explode("sources").drop_nulls("sources")
    listed = listed.select("child", parent=pl.col("sources").struct["id"], marked=pl.lit(value=False))
    steps = pl.concat([steps, listed])
    guessed = _guessed(audit, steps)
    named = audit.edges.filter(direction=EdgeDirection.MARKED).select(child="parent").unique()
    firsts = pl.concat(
        [
            _firsts(audit, guessed),
            guessed.join(named, on="child", how="semi").select("child", "parent"),
            _before_the_only_credit(audit, steps),
        ]
    )
    others = steps.join(firsts, on=["child", "parent"], how="anti")
    alone = firsts.filter(~pl.col("child").is_in(others["child"].implode()))["child"].unique()
    silent = pl.col("credit") == Credit.NONE_OBSERVED
    return audit.articles.with_columns(maybe_original=silent & pl.col("id").is_in(alone.implode()))


def _guessed(audit: Audit, steps: pl.DataFrame) -> pl.DataFrame:
    """Return `parent` and `child` of the missing sources that nothing but a guess speaks for."""
    carried = _carried(audit)
    named = pl.concat([steps.filter("marked").select("parent"), _naming(audit, steps).select("parent")])
    return carried.join(named, on="parent", how="anti", maintain_order="left")


def _carried(audit: Audit) -> pl.DataFrame:
    """Return `parent` and `child` of every missing source."""
    return audit.unseen.select(parent="id", child="children").explode("child", empty_as_null=False)


def _naming(audit: Audit, steps: pl.DataFrame) -> pl.DataFrame:
    """Return those `parent` and `child` of which the child marks an agency, or credits the source."""
    agencies = audit.articles.filter(pl.col("agency").is_not_null()).select(child="id")
    marked = steps.filter("marked").select("parent", "child")
    carried = _carried(audit)
    found = [
        carried.join(agencies, on="child", how="semi"),
        carried.join(marked, on=["parent", "child"], how="semi"),
    ]
    return pl.concat(found).unique()


def _before_the_only_credit(audit: Audit, steps: pl.DataFrame) -> pl.DataFrame:
    """Return `child` and `parent` of one outlet's carriers that precede all of the only other, which names an agency.

    A third outlet that has the text, named or not, speaks for an agency. Dated the day before is enough here: the
    lineage asks for more to tell an order, but this is about whom to accuse.
    """
    naming = _naming(audit, steps)
    known = _timed(audit, _carried(audit)).join(audit.articles.select("outlet", child="id"), on="child")
    told, silent = (known.join(naming, on=["parent", "child"], how=how) for how in ("semi", "anti"))
    house = pl.coalesce("outlet", "child").n_unique()
    one, other = (side.group_by("parent").agg(house=house).filter(house=1) for side in (told, silent))
    pairs = silent.join(one, on="parent", how="semi").join(other, on="parent", how="semi")
    pairs = pairs.join(told.select("parent", later="published_at"), on="parent")
    ended = pl.col("published_at") + pl.min_horizontal("slack", pl.lit(timedelta(days=1)))
    first = (ended <= pl.col("later")).fill_null(value=False).all()
    before = pairs.group_by("child", "parent").agg(first=first)
    return before.filter("first").select("child", "parent")


def _firsts(audit: Audit, carried: pl.DataFrame) -> pl.DataFrame:
    """Return `child` and `parent` of the carriers that no other is known to precede."""
    known = _timed(audit, carried)
    at, slack = pl.col("published_at"), pl.col("slack")
    precedes = [
        at - at.filter(slack == other).min().over("parent") >= pl.max_horizontal(slack, pl.lit(other))
        for other in SLACK.values()
    ]
    firsts = known.filter(~pl.any_horizontal(one.fill_null(value=False) for one in precedes))
    return firsts.select("child", "parent")


def _timed(audit: Audit, carried: pl.DataFrame) -> pl.DataFrame:
    """Add to each `child` published_at, and how far off (slack) that may be."""
    times = dated(audit.articles.select("published", child="id")).with_columns(
        slack=pl.col("precision").fill_null("day").replace_strict(SLACK, return_dtype=pl.Duration("us"))
    )
    return carried.join(times, on="child", maintain_order="left")
