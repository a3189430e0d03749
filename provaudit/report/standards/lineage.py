"""The lineage as nodes and edges with plain attributes, for every format that draws or computes graphs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from provaudit.document import Audit
from provaudit.model import UNDETERMINED
from provaudit.profiles import judged
from provaudit.report.concerns import CREDIT_TOLD
from provaudit.report.names import Names
from provaudit.report.plain import plain

ARTICLE, UNSEEN = "article", "unseen"
"""Kinds of nodes."""

NODE = {
    "kind": "string",
    "label": "string",
    "title": "string",
    "outlet": "string",
    "published": "string",
    "language": "string",
    "url": "string",
    "words": "int",
    "agency": "string",
    "role": "string",
    "relation": "string",
    "credit": "string",
    "licence": "string",
    "share": "double",
    "story": "string",
    "archived": "boolean",
}
"""What a node can say of itself, and of which type: an unseen source has kind, label, words and story only; archived
is said of what an archive holds and this audit did not read."""

EDGE = {
    "relation": "string",
    "confidence": "double",
    "direction": "string",
    "share": "double",
    "credit": "string",
    "undetermined": "boolean",
    "evidence": "string",
}
"""What an edge says: how the child (its source node) stands to the parent (its target); credit is the child's."""

_SLICE = 5_000  # rows turned into Python objects at a time; chosen


@dataclass(frozen=True)
class Node:
    """An article or an unseen source: its id, and values of NODE; what is not known is not there."""

    id: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Edge:
    """A step of the lineage from a child to the parent it took from, and values of EDGE."""

    child: str
    parent: str
    values: dict[str, Any]


def nodes(audit: Audit) -> Iterator[Node]:
    """Yield the articles in their order, then the unseen sources."""
    wanted = judged(audit).drop("text", "sources").with_columns(credit=CREDIT_TOLD)  # the sources are edges
    for part in wanted.iter_slices(_SLICE):
        names = Names.of(audit, part["id"])
        for row in part.iter_rows(named=True):
            one = row["id"]
            told = row | {"kind": ARTICLE, "label": names.told(one), "title": names.title(one)}
            yield Node(one, _known(told | {"archived": one in audit.archived or None}, NODE))
    stories = dict(_stories_of_unseen(audit))
    for one, words in audit.unseen.select("id", "words").iter_rows():
        told = {"kind": UNSEEN, "label": one, "words": words, "story": stories.get(one)}
        yield Node(one, _known(told, NODE))


def edges(audit: Audit) -> Iterator[Edge]:
    """Yield the steps of the lineage in their order; shares and confidences to four decimals."""
    credit = judged(audit).select(child="id", credit=CREDIT_TOLD)
    told = audit.edges.join(credit, on="child", how="left", maintain_order="left").with_columns(
        pl.col("evidence").list.join("; "),
        undetermined=pl.col("confidence") < UNDETERMINED,
    )
    for part in told.iter_slices(_SLICE):
        for row in part.iter_rows(named=True):
            yield Edge(row["child"], row["parent"], _known(row, EDGE))


def _stories_of_unseen(audit: Audit) -> Iterator[tuple[str, str]]:
    """Yield each unseen source and the story that its children belong to."""
    children = audit.unseen.select("id", child="children").explode("child", empty_as_null=False)
    stories = audit.articles.select("story", child="id").drop_nulls()
    found = children.join(stories, on="child", maintain_order="left").unique(
        "id", keep="first", maintain_order=True
    )
    yield from found.select("id", "story").iter_rows()


def _known(row: dict[str, Any], wanted: dict[str, str]) -> dict[str, Any]:
    """Return the values that are known, in the order of `wanted`, strings on one line and harmless."""
    return {name: _value(row[name]) for name in wanted if row.get(name) is not None}


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    return round(value, 4) if isinstance(value, float) else value
