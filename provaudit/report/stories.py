"""A story as a tree: from its original through unseen sources to the last copy."""

from collections import deque
from dataclasses import dataclass
from typing import Any

import polars as pl

from provaudit.document import Audit
from provaudit.report.plain import plain
from provaudit.report.taken import UNSEEN, parents
from provaudit.report.view import CONCERNS, Row, rows

WORST = 8
"""Stories shown where there are more; chosen, a screen or two."""

BRANCHES = 12
"""Branches shown of a large story; chosen."""

_UNCREDITED = CONCERNS["uncredited"] | CONCERNS["misattributed"]


@dataclass(frozen=True)
class Branch:
    """An article or an unseen source, how it came from the branch above, and what was made of it."""

    id: str
    row: Row | None  # None for an unseen source
    relation: str  # "" for a root
    share: float  # 0..1 of its own words that stand in the branch above
    also: tuple[str, ...]  # short names of its other sources
    words: int  # how much an unseen source must have said at least
    evidence: str  # first sentence on an unseen source
    children: tuple["Branch", ...]


@dataclass(frozen=True)
class Story:
    """One story: its trees (one, unless several roots are known), and how many articles they leave out."""

    id: str
    articles: int
    uncredited: int  # or misattributed
    roots: tuple[Branch, ...]
    left_out: int


@dataclass(frozen=True)
class _Plan:
    """What is shown of a story: each node's children, roots under None; nodes in the order of the graph."""

    fact: dict[str, Any]
    tree: dict[str | None, list[str]]

    @property
    def nodes(self) -> list[str]:
        return [node for nodes in self.tree.values() for node in nodes]


@dataclass(frozen=True)
class _Facts:
    """What is known of the nodes of all plans."""

    rows: dict[str, Row]
    lines: dict[tuple[str, str], dict[str, Any]]  # by child and parent
    unseen: dict[str, dict[str, Any]]


def worst(audit: Audit, limit: int = WORST) -> list[Story]:
    """Return the stories to show: most members copied without credit first, then the largest."""
    members = audit.stories.select("id", member="members").explode("member")
    marked = audit.articles.select(member="id", uncredited=_UNCREDITED)
    counts = (
        members.join(marked, on="member", how="left", maintain_order="left")
        .group_by("id")
        .agg(articles=pl.len(), uncredited=pl.col("uncredited").sum())
    )
    chosen = counts.sort("uncredited", "articles", "id", descending=[True, True, False]).head(limit)
    told = chosen.join(audit.stories, on="id", how="left", maintain_order="left").to_dicts()
    lines = parents(audit)
    plans = [_plan(fact, lines) for fact in told]
    facts = _facts(audit, lines, [node for plan in plans for node in plan.nodes])
    return [_story(plan, facts) for plan in plans]


def _plan(fact: dict[str, Any], lines: pl.DataFrame) -> _Plan:
    """Choose the nodes nearest to the root, each under its best source; largest shares first."""
    members = set(fact["members"])
    ours = [pl.col(end).is_in(members) for end in ("child", "parent")]
    unseen = [pl.col(end).str.starts_with(UNSEEN) for end in ("child", "parent")]
    inside = lines.filter((ours[0] & (ours[1] | unseen[1])) | (unseen[0] & ours[1]))
    main = inside.unique("child", keep="first", maintain_order=True).sort(
        "share", "child", descending=[True, False]
    )
    below = dict(main.group_by("parent", maintain_order=True).agg("child").iter_rows())
    hanging = set(main["child"])
    tops = [fact["root"], *sorted(node for node in members | set(below) if node not in hanging)]
    tree: dict[str | None, list[str]] = {None: list(dict.fromkeys(tops))[: BRANCHES + 1]}
    queue, left = deque(tree[None]), BRANCHES + 1 - len(tree[None])
    while queue and left > 0:
        node = queue.popleft()
        tree[node] = below.get(node, [])[:left]
        left -= len(tree[node])
        queue.extend(tree[node])
    return _Plan(fact, tree)


def _facts(audit: Audit, lines: pl.DataFrame, nodes: list[str]) -> _Facts:
    unseen = audit.unseen.filter(pl.col("id").is_in(nodes)).to_dicts()
    articles = audit.articles.filter(pl.col("id").is_in(nodes))["id"].to_list()
    shown = rows(audit, articles, widths=())
    told = lines.filter(pl.col("child").is_in(nodes)).to_dicts()
    return _Facts(
        rows=dict(zip(articles, shown, strict=True)),
        lines={(line["child"], line["parent"]): line for line in told},
        unseen={one["id"]: one for one in unseen},
    )


def _story(plan: _Plan, facts: _Facts) -> Story:
    roots = tuple(_branch(node, None, plan, facts) for node in plan.tree[None])
    members = plan.fact["members"]
    shown = set(plan.nodes).intersection(members)
    return Story(
        plain(plan.fact["id"]), len(members), plan.fact["uncredited"], roots, len(members) - len(shown)
    )


def _branch(node: str, parent: str | None, plan: _Plan, facts: _Facts) -> Branch:
    row = facts.rows.get(node)
    line = facts.lines.get((node, parent), {}) if parent else {}
    unseen = facts.unseen.get(node, {})
    others = [source.name for source in row.sources if source.id != parent] if row else []
    return Branch(
        id=plain(node),
        row=row,
        relation=(line.get("relation") or "source") if parent else "",
        share=line.get("share", 0.0),
        also=tuple(others),
        words=unseen.get("words", 0),
        evidence=plain(next(iter(unseen.get("evidence", ())), "")),
        children=tuple(_branch(child, node, plan, facts) for child in plan.tree.get(node, ())),
    )
