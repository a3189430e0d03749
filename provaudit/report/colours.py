"""One colour for each source, the same in every command that prints the same audit."""

import polars as pl

from provaudit.document import Audit
from provaudit.report.styles import HUES
from provaudit.report.taken import parents

Colours = dict[str | None, str]
"""A style for each source, by its id."""


def palette(audit: Audit) -> Colours:
    """Return the colours of all sources: within a story, those with the most children choose first.

    The seventh source of a story shares the first one's colour.
    """
    stories = audit.articles.select(child="id", story="story")
    told = parents(audit).join(stories, on="child", how="left", maintain_order="left")
    sources = told.group_by("parent", maintain_order=True).agg(
        pl.col("story").drop_nulls().first(), children=pl.len()
    )
    order = sources.sort("story", "children", "parent", descending=[False, True, False])
    placed = order.select("parent", place=pl.int_range(pl.len()).over("story") % len(HUES))
    return {source: HUES[place] for source, place in placed.iter_rows()}
