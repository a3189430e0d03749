"""Whose text an article is, where that is an agency's: by its own mark, or up the lineage to the agency's."""

import polars as pl

from provaudit.document import Audit
from provaudit.model import UNDETERMINED, Credit, Mark, Relation

_MARKED = pl.col("agency").is_not_null() & (pl.col("agency_mark").fill_null("") != Mark.CONTRIBUTED)

AGENCY_TEXT = _MARKED & (pl.col("credit") == Credit.OWN)
"""An agency's own text, on the agency's own page."""


def wire(audit: Audit) -> pl.DataFrame:
    """Return the articles that are an agency's text without being the agency's own.

    Columns out: id; agency, whose text it is; origin, the id of the agency's own article, null where that is not in
    the pile. An article is wire copy where at least 25 % of its prose (`same`, `edited`) comes, over any number of
    such steps and each of them determined, from an agency's own text or from an unseen source that its carriers
    give to an agency; or where it bears an agency's mark, other than "contributed", whatever the pile holds.
    """
    known = audit.articles.select("id", "agency", "agency_mark", "credit")
    originals = known.filter(AGENCY_TEXT).select("id", "agency", origin="id")
    steps = _steps(audit)
    found = _carried(originals, steps)
    marked = known.filter(_MARKED & ~AGENCY_TEXT & (pl.col("credit") != Credit.MISATTRIBUTED))
    nowhere = pl.lit(None, pl.String()).alias("origin")
    heads = pl.concat([marked.select("id", "agency", nowhere), _unseen(audit, marked).with_columns(nowhere)])
    found = _carried(pl.concat([found, heads.join(found, on="id", how="anti", maintain_order="left")]), steps)
    copies = found.join(originals, on="id", how="anti", maintain_order="left")
    return copies.filter(pl.col("id").is_in(known["id"].implode())).sort("id")


def _steps(audit: Audit) -> pl.DataFrame:
    """Return `child` and `parent`: each copy's main source, where that is determined."""
    copied = pl.col("relation").is_in([Relation.SAME, Relation.EDITED])
    sure = audit.edges.filter(copied & (pl.col("confidence") >= UNDETERMINED))
    main = sure.sort("child", -pl.col("share"), "parent").unique("child", keep="first", maintain_order=True)
    return main.select("child", "parent")


def _carried(found: pl.DataFrame, steps: pl.DataFrame) -> pl.DataFrame:
    """Return what is found of articles and sources, handed down to all that took from them; there is no cycle."""
    latest = found
    while not latest.is_empty():
        open_ = steps.join(found, left_on="child", right_on="id", how="anti", maintain_order="left")
        below = open_.join(latest, left_on="parent", right_on="id", maintain_order="left")
        latest = below.select(id="child", agency="agency", origin="origin")
        found = pl.concat([found, latest])
    return found


def _unseen(audit: Audit, marked: pl.DataFrame) -> pl.DataFrame:
    """Return `id` and `agency` of the unseen sources whose carriers bear an agency's mark: the one that most bear."""
    carriers = audit.unseen.select("id", child="children").explode("child", empty_as_null=False)
    votes = carriers.join(marked.select(child="id", agency="agency"), on="child", maintain_order="left")
    counted = votes.group_by("id", "agency").len().sort("id", -pl.col("len").cast(pl.Int64), "agency")
    return counted.unique("id", keep="first", maintain_order=True).select("id", "agency")
