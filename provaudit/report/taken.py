"""Which words of an article stand in one of its sources, and in which."""

import polars as pl

from provaudit.document import Audit
from provaudit.lineage.ties import Span, beyond, size
from provaudit.model import Relation

_ALIKE = (Relation.SAME, Relation.EDITED, Relation.PARTIAL)
"""How siblings have to stand to each other to attest the words of an unseen source."""

_LEAST = 1e-4  # the least share that is told apart from none

UNSEEN = "unseen:"
"""How the id of a source begins that is not in the pile."""


def parents(audit: Audit) -> pl.DataFrame:
    """Return every source of every article: `child`, `parent`, `relation`, `share`, best first for a child.

    The edges of the lineage and the articles' `sources` say the same from two sides; a source that only one
    of them names counts too.
    """
    named = audit.articles.select(child="id", source="sources").explode("source").drop_nulls("source")
    named = named.select(
        "child", parent=pl.col("source").struct["id"], named=pl.col("source").struct["share"]
    )
    both = audit.edges.select("child", "parent", "share", "relation").join(
        named, on=["child", "parent"], how="full", coalesce=True, maintain_order="left_right"
    )
    shares = both.with_columns(share=pl.coalesce("named", "share").fill_null(0.0))
    return shares.select("child", "parent", "relation", "share").sort("child", -pl.col("share"), "parent")


def descendants(lines: pl.DataFrame, roots: list[str]) -> dict[str, set[str]]:
    """Return, for each root, all that goes back to it over any number of steps; `lines` as `parents` has them."""
    children = dict(lines.group_by("parent").agg("child").iter_rows())
    found: dict[str, set[str]] = {}
    for root in roots:
        below, waiting = {root}, [root]
        while waiting:
            new = [child for child in children.get(waiting.pop(), ()) if child not in below]
            below.update(new)
            waiting.extend(new)
        found[root] = below - {root}
    return found


def taken(audit: Audit, ids: list[str]) -> pl.DataFrame:
    """Return the passages that the articles `ids` share with a source of theirs, one row for each.

    Columns out: `id`, `start`, `end`, `source` (an article, or an unseen source that both sides drew on),
    `other` (the article in which the same words stand), `other_start`, `other_end`, `kind`, `quoted`, `rank`
    (0 for the article's best source). Words that stand in several sources count for one of them; what is painted
    last is the source that counts them, so that as much is marked for each as its share says.
    """
    ranks = parents(audit).select("child", "parent", "share", rank=pl.int_range(pl.len()).over("child"))
    sides = _both_sides(audit.passages).filter(pl.col("id").is_in(ids))
    direct = sides.join(ranks, left_on=["id", "other"], right_on=["child", "parent"]).with_columns(
        source="other"
    )
    unseen = ranks.filter(pl.col("parent").str.starts_with(UNSEEN))
    alike = audit.pairs.filter(pl.col("relation").is_in([str(relation) for relation in _ALIKE]))
    attesting = _both_sides(audit.passages.join(alike, on=["a", "b"], how="semi", maintain_order="left"))
    common = (
        attesting.filter(pl.col("id").is_in(ids))
        .join(unseen.rename({"parent": "source"}), left_on="id", right_on="child")
        .join(
            unseen.select("child", source="parent"), left_on=["other", "source"], right_on=["child", "source"]
        )
        .select(direct.columns)
    )
    found = pl.concat([direct, common])
    found = found.join(_turns(found), on=["id", "source"], how="left", maintain_order="left")
    turn, rank = (-pl.col(place).cast(pl.Int64) for place in ("turn", "rank"))
    return found.sort("id", turn.fill_null(0), rank, "start", "other").drop("share", "turn")


def _turns(found: pl.DataFrame) -> pl.DataFrame:
    """Return `id`, `source` and `turn` (0: the first) of articles that have several sources.

    A share counts the words that stand in no source that had its turn before. So the next is always the source whose
    other words are least spread out for its share.
    """
    several = found.filter(pl.col("source").n_unique().over("id") > 1)
    rows = []
    for (one,), passages in several.sort("id", "rank").group_by("id", maintain_order=True):
        left: dict[str, list[Span]] = {}
        shares = dict(passages.select("source", "share").iter_rows())
        for source, *span in passages.select("source", "start", "end").iter_rows():
            left.setdefault(source, []).append((span[0], span[1]))
        for turn in range(len(left)):
            first = min(left, key=lambda source: size(left[source]) / max(shares[source], _LEAST))
            rows.append((one, first, turn))
            done = left.pop(first)
            left = {source: beyond(spans, done) for source, spans in left.items()}
    return pl.DataFrame(rows, schema={"id": pl.String, "source": pl.String, "turn": pl.Int64}, orient="row")


def _both_sides(passages: pl.DataFrame) -> pl.DataFrame:
    """Return every passage twice, once seen from each of its two articles."""
    seen_from = [
        passages.select(
            "kind",
            "quoted",
            id=one,
            other=two,
            start=f"{one}_start",
            end=f"{one}_end",
            other_start=f"{two}_start",
            other_end=f"{two}_end",
        )
        for one, two in (("a", "b"), ("b", "a"))
    ]
    return pl.concat(seen_from)
