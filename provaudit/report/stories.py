"""A story as a tree: from its original through unseen sources to the last copy."""

from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from provaudit.document import Audit
from provaudit.ingest.dates import dated
from provaudit.model import Relation
from provaudit.profiles import judged
from provaudit.report.concerns import OPEN_WORDS, WITHOUT_CREDIT
from provaudit.report.names import Names
from provaudit.report.namesakes import apart
from provaudit.report.plain import clip, plain
from provaudit.report.sayso import verdict
from provaudit.report.styles import percent
from provaudit.report.taken import UNSEEN, parents
from provaudit.report.unseen import Unseen, unseen_sources
from provaudit.report.view import Row, rows
from provaudit.report.wording import numbered

WORST = 8
"""Stories shown where there are more; chosen, a screen or two."""

BRANCHES = 12
"""Branches shown of a large story, and as many unseen sources; chosen."""

_NAME = 80  # cells of a source's name in a note; chosen: longer ones are no names
_LEAST = {Relation.SAME: 0.75, Relation.EDITED: 0.25}  # of either text's prose; the contract's boundaries
_MOST = {Relation.EDITED: 0.75, Relation.PARTIAL: 0.25}


@dataclass(frozen=True)
class Branch:
    """An article or an unseen source, how it came from the branch above, and what was made of it."""

    id: str
    node: Row | Unseen
    relation: str  # "" for a root
    share: float  # 0..1 of its own words that stand in the branch above
    notes: tuple[str, ...]  # what decides the relation, and its other sources
    children: tuple["Branch", ...]


@dataclass(frozen=True)
class Story:
    """One story: its trees (one, unless several roots are known), and how many articles they leave out."""

    id: str
    articles: int
    uncredited: int  # or misattributed
    verdict: str  # who wrote it, and who says so
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
    pairs: dict[tuple[str, str], dict[str, Any]]  # the same, seen from the child as `a`
    unseen: dict[str, Unseen]
    times: dict[
        str, tuple[datetime, datetime]
    ]  # the first and the last moment at which an article can have appeared

    def runs_back(self, child: str, parent: str) -> bool:
        """Return whether a child is dated before its source."""
        known = child in self.times and parent in self.times
        return known and self.times[child][1] < self.times[parent][0]


def worst(audit: Audit, limit: int = WORST) -> list[Story]:
    """Return the stories to show: those with most words taken without the right credit first, then the largest."""
    members = audit.stories.select("id", member="members").explode("member")
    known = judged(audit)
    marked = known.select(member="id", uncredited=WITHOUT_CREDIT, words_open=OPEN_WORDS)
    counts = (
        members.join(marked, on="member", how="left", maintain_order="left")
        .group_by("id")
        .agg(
            articles=pl.len(), uncredited=pl.col("uncredited").sum(), words=pl.col("words_open").sum().round()
        )
    )
    order = ["words", "uncredited", "articles", "id"]
    chosen = counts.sort(order, descending=[True, True, True, False]).head(limit).drop("words")
    told = chosen.join(audit.stories, on="id", how="left", maintain_order="left").to_dicts()
    lines = parents(audit)
    inside = pl.col("id").is_in([member for fact in told for member in fact["members"]])
    articles = dated(known.filter(inside))
    plans = [_plan(fact, lines, articles.select(child="id", first="published_at")) for fact in told]
    facts = _facts(audit, lines, [node for plan in plans for node in plan.nodes])
    return [_story(articles, plan, facts, lines) for plan in plans]


def _plan(fact: dict[str, Any], lines: pl.DataFrame, when: pl.DataFrame) -> _Plan:
    """Choose the nodes nearest to the root, each under its best source; largest shares first, then the earliest.

    `when` has the `first` moment at which each `child` can have appeared, null where none is known.

    An unseen source is a node even where it is nobody's best source: what is missing must be seen.
    """
    members = set(fact["members"])
    ours = [pl.col(end).is_in(members) for end in ("child", "parent")]
    unseen = [pl.col(end).str.starts_with(UNSEEN) for end in ("child", "parent")]
    inside = lines.filter((ours[0] & (ours[1] | unseen[1])) | (unseen[0] & ours[1]))
    best = inside.unique("child", keep="first", maintain_order=True).join(when, on="child", how="left")
    main = best.sort(
        pl.col("share").round(2), "first", "child", descending=[True, False, False], nulls_last=True
    )
    below = dict(main.group_by("parent", maintain_order=True).agg("child").iter_rows())
    hanging = set(main["child"])
    missing = [node for node in inside["parent"].unique(maintain_order=True) if node.startswith(UNSEEN)]
    tops = [fact["root"], *sorted(node for node in members | set(below) if node not in hanging)]
    seen = [node for node in dict.fromkeys(tops) if not node.startswith(UNSEEN) or node == fact["root"]]
    loose = [node for node in missing if node not in hanging and node != fact["root"]][:BRANCHES]
    tree: dict[str | None, list[str]] = {None: [*seen[: BRANCHES + 1], *loose]}
    queue, left = deque(tree[None]), max(BRANCHES + 1 - len(seen), 0)
    while queue and left > 0:
        node = queue.popleft()
        tree[node] = below.get(node, [])[:left]
        left -= len(tree[node])
        queue.extend(tree[node])
    return _Plan(fact, tree)


def _facts(audit: Audit, lines: pl.DataFrame, nodes: list[str]) -> _Facts:
    articles = audit.articles.filter(pl.col("id").is_in(nodes))["id"].to_list()
    shown = _told_apart(audit, articles, rows(audit, articles, widths=()))
    told = lines.filter(pl.col("child").is_in(nodes)).to_dicts()
    pairs = audit.pairs.filter(pl.col("a").is_in(nodes) & pl.col("b").is_in(nodes))
    turned = pairs.rename(
        {"a": "b", "b": "a"} | {f"{name}{x}": f"{name}{y}" for name in _SIDED for x, y in _AB}
    )
    both = [*pairs.to_dicts(), *turned.to_dicts()]
    return _Facts(
        rows=dict(zip(articles, shown, strict=True)),
        lines={(line["child"], line["parent"]): line for line in told},
        pairs={(pair["a"], pair["b"]): pair for pair in both},
        unseen=unseen_sources(audit, nodes),
        times=_times(audit, articles),
    )


def _times(audit: Audit, articles: list[str]) -> dict[str, tuple[datetime, datetime]]:
    known = dated(audit.articles.filter(pl.col("id").is_in(articles)).select("id", "published"))
    day = (
        pl.when(pl.col("precision") == "day").then(timedelta(days=1, microseconds=-1)).otherwise(timedelta())
    )
    spans = known.drop_nulls("published_at").select("id", "published_at", last=pl.col("published_at") + day)
    return {one: (first, last) for one, first, last in spans.iter_rows()}


def _told_apart(audit: Audit, articles: list[str], shown: list[Row]) -> list[Row]:
    """Return the rows, each article and source whose outlet has several in its story with what tells it apart."""
    told = {*articles, *(source.id for row in shown for source in row.sources)}
    known = apart(audit, Names.of(audit, told), told)
    named = []
    for one, row in zip(articles, shown, strict=True):
        sources = tuple(source._replace(name=known.get(source.id, source.name)) for source in row.sources)
        named.append(
            replace(row, short=known.get(one, row.short), name=known.get(one, row.name), sources=sources)
        )
    return named


_SIDED, _AB = ("containment_", "prose_containment_"), (("a", "b"), ("b", "a"))


def _story(articles: pl.DataFrame, plan: _Plan, facts: _Facts, lines: pl.DataFrame) -> Story:
    members = plan.fact["members"]
    return Story(
        id=plain(plan.fact["id"]),
        articles=len(members),
        uncredited=plan.fact["uncredited"],
        verdict=verdict(articles, plan.fact, lines, facts.rows, facts.unseen),
        roots=tuple(_branch(node, None, plan, facts) for node in plan.tree[None]),
        left_out=len(members) - len(set(plan.nodes).intersection(members)),
    )


def _branch(node: str, parent: str | None, plan: _Plan, facts: _Facts) -> Branch:
    line = facts.lines.get((node, parent), {}) if parent else {}
    return Branch(
        id=node,
        node=facts.rows[node] if node in facts.rows else facts.unseen[node],
        relation=(line.get("relation") or "source") if parent else "",
        share=line.get("share", 0.0),
        notes=_notes(node, parent, line, facts),
        children=tuple(_branch(child, node, plan, facts) for child in plan.tree.get(node, ())),
    )


def _notes(node: str, parent: str | None, line: dict[str, Any], facts: _Facts) -> tuple[str, ...]:
    row = facts.rows.get(node)
    if row is None or parent is None:
        return ()
    above = facts.rows.get(parent)
    names = (clip(row.short, _NAME), clip(above.short, _NAME) if above else numbered(parent))
    why = _why(line, facts.pairs.get((node, parent)), names)
    others = [source for source in row.sources if source.id != parent]
    others.sort(key=lambda source: not source.id.startswith(UNSEEN))
    also = ", ".join(f"{source.shared} {clip(source.name, _NAME)}" for source in others)
    back = "dated before its source" if facts.runs_back(node, parent) else ""
    return tuple(note for note in (why, back, f"+ {also}" if also else "") if note)


def _why(line: dict[str, Any], pair: dict[str, Any] | None, names: tuple[str, str]) -> str:
    """Return what decides the relation where the child's share alone would say another; "" where it says so.

    `names` are the child's and its source's.
    """
    if pair is None:
        return ""
    child, parent = names
    share, least, most = line["share"], _LEAST.get(line["relation"], 0.0), _MOST.get(line["relation"], 1.0)
    if share < least:
        for key, of in (("containment_b", parent), ("prose_containment_b", f"the prose of {parent}")):
            if pair[key] >= least:
                return f"{percent(share)} of {child}, {percent(pair[key])} of {of}"
    decided = pair["prose_containment_a"]
    return (
        f"{percent(decided)} of the prose of {child}"
        if share < least <= decided or decided < most < share
        else ""
    )
