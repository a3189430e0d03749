"""Names that hold in an archive for longer than one audit: stories and unseen sources are called after a member."""

from dataclasses import replace

import polars as pl

from provaudit.archive.stories import called_after
from provaudit.document import Audit


def named(audit: Audit, known: pl.DataFrame) -> Audit:
    """Return the audit with names of stories and unseen sources that stay while these grow at their later end.

    Columns in: METADATA of all articles. A name is a digest of the earliest member's id; of several unseen sources that
    have one for their earliest child, the others have a number, too.
    """
    stories = _names(audit.stories, "members", "story", known)
    unseen = _names(audit.unseen, "children", "unseen", known)
    source = pl.element().struct
    sources = pl.struct(source.field("id").replace(unseen).alias("id"), source.field("share"))
    articles = audit.articles.with_columns(
        pl.col("story").replace(stories), pl.col("sources").list.eval(sources)
    )
    told = pl.col("id").replace(stories), pl.col("root").replace(unseen)
    return replace(
        audit,
        articles=articles,
        stories=audit.stories.with_columns(*told),
        unseen=audit.unseen.with_columns(pl.col("id").replace(unseen)),
        edges=audit.edges.with_columns(pl.col("parent").replace(unseen)),
        drift=audit.drift.with_columns(pl.col("parent").replace(unseen)),
    )


def _names(groups: pl.DataFrame, members: str, kind: str, known: pl.DataFrame) -> dict[str, str]:
    """Return the new name of each group, by its old one."""
    times = known.select("published_at", member="id")
    listed = groups.select("id", member=pl.col(members)).explode("member", empty_as_null=False)
    first = (
        listed.join(times, on="member", how="left", maintain_order="left")
        .sort("published_at", "member", nulls_last=True, maintain_order=True)
        .unique("id", keep="first", maintain_order=True)
        .with_columns(nth=pl.int_range(pl.len()).over("member"))
    )
    return {
        old: called_after(member, kind) + (f"-{nth + 1}" if nth else "")
        for old, member, nth in first.select("id", "member", "nth").iter_rows()
    }
