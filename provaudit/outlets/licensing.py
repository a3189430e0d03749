"""Whose copy an outlet may print: what turns "uncredited" into "uncredited, licensed" where it is shown."""

import numpy as np
import polars as pl

from provaudit.outlets.register import folded


def licensed(articles: pl.DataFrame, edges: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Return, of articles whose outlet is licensed for their main source, `article` and `licence` (whose it is).

    Columns in: of articles article, outlet, agency; of edges child, parent, share (numbers; a parent past the last
    article is unseen); LISTED. Main is the source with the largest share. It counts under its outlet and under the
    agency it marks, and so does the text at the end of the chain of main sources; an unseen source counts under the
    agency that most of its children mark.
    """
    held = {row["name"]: row["licences"] for row in listed.iter_rows(named=True) if row["licences"]}
    holders = articles.filter(pl.col("outlet").is_in(list(held)))
    main = edges.sort("share", descending=True, maintain_order=True).unique(
        "child", keep="first", maintain_order=True
    )
    ours = main.filter(pl.col("child").is_in(holders["article"].implode()))
    if ours.is_empty():
        return pl.DataFrame(schema={"article": pl.UInt32, "licence": pl.String})
    ends = _ends(main)
    sources = ours.with_columns(end=pl.Series(ends[ours["parent"].to_numpy()], dtype=pl.UInt32))
    outlet, names = _by_article(articles, "outlet"), _names(articles, main, sources)
    found = [
        (child, licence)
        for child, parent, end in sources.select("child", "parent", "end").iter_rows()
        if (licence := _covering(held[outlet[child]], (*names[parent], *names[end])))
    ]
    return pl.DataFrame(found, schema={"article": pl.UInt32, "licence": pl.String}, orient="row")


def _ends(main: pl.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return, for every node, where its chain of main sources ends: itself, where it has none."""
    child, parent = (main[name].to_numpy().astype(np.int64) for name in ("child", "parent"))
    ends = np.arange(max(child.max(), parent.max()) + 1)
    ends[child] = parent
    while not np.array_equal(further := ends[ends], ends):
        ends = further
    return ends


def _by_article(articles: pl.DataFrame, column: str) -> dict[int, str | None]:
    return dict(articles.select("article", column).iter_rows())


def _names(articles: pl.DataFrame, main: pl.DataFrame, sources: pl.DataFrame) -> dict[int, list[str]]:
    """Return what each parent and end goes by: its outlet and its agency, or that of most of its children."""
    nodes = pl.concat([sources["parent"], sources["end"]]).unique()
    seen = articles.filter(pl.col("article").is_in(nodes.implode()))
    names = {
        node: [name for name in told if name]
        for node, *told in seen.select("article", "outlet", "agency").iter_rows()
    }
    unseen = main.filter(
        pl.col("parent").is_in(nodes.implode()) & ~pl.col("parent").is_in(seen["article"].implode())
    )
    marked = unseen.join(articles.select(child="article", agency="agency"), on="child").drop_nulls("agency")
    votes = marked.group_by("parent", "agency").len().sort("len", "agency", descending=[True, False])
    names |= {
        node: [agency]
        for node, agency, _ in votes.unique("parent", keep="first", maintain_order=True).iter_rows()
    }
    return {node: names.get(node, []) for node in nodes}


def _covering(licences: list[str], names: tuple[str, ...]) -> str | None:
    """Return the first of the licences that is for one of the names."""
    wanted = {folded(name) for name in names}
    return next((licence for licence in licences if folded(licence) in wanted), None)
